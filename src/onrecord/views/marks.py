"""The text cut at the boundaries of its entries, so that each piece can be escaped by itself and marked.

Entries overlap and nest freely; a piece lies in all of them or in none of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Span

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of the text that plays ``part`` (a style's name) in the entry with this key."""

    span: Span
    part: str
    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text between two boundaries: what it is part of, and the entries that point at its start or its end."""

    text: str
    parts: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def paragraphs(
    text: str, marks: Sequence[Mark], *, before: Iterable[tuple[int, str]] = (), after: Iterable[tuple[int, str]] = ()
) -> list[list[Piece]]:
    """The text's paragraphs as pieces in order; blank lines between paragraphs are left out, nothing else is.

    ``before`` and ``after`` place an entry's pointer at an offset: before the piece that starts, after the one that
    ends there.
    """
    pointers = _grouped(before), _grouped(after)
    starts, ends = defaultdict(list), defaultdict(list)
    for mark in marks:
        starts[mark.span.start].append(mark)
        ends[mark.span.end].append(mark)
    cuts = sorted({*starts, *ends, *pointers[0], *pointers[1]})
    result, active, at = [], dict[Mark, None](), 0
    for first, last in _paragraph_bounds(text):
        pieces = []
        while at < len(cuts) and cuts[at] <= first:
            _step(active, starts[cuts[at]], ends[cuts[at]])
            at += 1
        left = first
        while left < last:
            right = min(cuts[at], last) if at < len(cuts) else last
            pieces.append(_piece(text, left, right, active, pointers))
            if at < len(cuts) and cuts[at] == right and right < last:
                _step(active, starts[right], ends[right])
                at += 1
            left = right
        result.append(pieces)
    return result


def _piece(
    text: str,
    left: int,
    right: int,
    active: Iterable[Mark],
    pointers: tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]],
) -> Piece:
    return Piece(
        text=text[left:right],
        parts=tuple(sorted({mark.part for mark in active})),
        entries=tuple(dict.fromkeys(mark.entry for mark in active)),
        before=pointers[0].get(left, ()),
        after=pointers[1].get(right, ()),
    )


def _step(active: dict[Mark, None], starting: Iterable[Mark], ending: Iterable[Mark]) -> None:
    for mark in ending:
        active.pop(mark, None)
    for mark in starting:
        active[mark] = None


def _grouped(pointers: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    groups: dict[int, tuple[str, ...]] = {}
    for offset, entry in pointers:
        groups[offset] = (*groups.get(offset, ()), entry)
    return groups


def _paragraph_bounds(text: str) -> list[Span]:
    bounds, start = [], len(text) - len(text.lstrip())
    for gap in _SPACE.finditer(text, start):
        if gap.group().count("\n") >= 2 and gap.end() < len(text):
            bounds.append(Span(start, gap.start()))
            start = gap.end()
    end = len(text.rstrip())
    return [*bounds, Span(start, end)] if start < end else bounds
