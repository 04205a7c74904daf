"""Texts taken out of a layout: passages put together, with the map back to where they stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph as cleaned, and where it stood: pairs (offset in ``text``, place in words), rising from 0."""

    text: str
    places: tuple[tuple[int, str], ...] = ()


def assemble(passages: Iterable[Passage]) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The passages with an empty line between them, and the source map of the whole; empty passages are left out."""
    pieces: list[str] = []
    places: list[tuple[int, str]] = []
    at = 0
    for passage in passages:
        if not passage.text:
            continue
        places += ((at + offset, place) for offset, place in passage.places)
        pieces.append(passage.text)
        at += len(passage.text) + 2
    return "\n\n".join(pieces), tuple(places)
