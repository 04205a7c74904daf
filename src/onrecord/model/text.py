"""Texts and places in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from onrecord.errors import InvalidValue


class Span(NamedTuple):
    """A half-open range of Unicode code points, ``0 <= start < end``, in the text of one document."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text with what is known about it.

    ``published`` is an ISO 8601 date or date-time; ``made_by`` says how ``text`` was taken out of its file ("as is",
    "html: trafilatura", "pdf: pypdfium2, reflowed" ...). ``source_map`` ties cleaned text to the original:
    pairs (offset in text, place in the original as words or offset), rising; empty when the text is the original.
    ``notes`` are things the reader of the file should know ("decoded as windows-1252"); they end up in ``failures``.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    made_by: str = "as is"
    source_map: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise InvalidValue("a document needs an id")
