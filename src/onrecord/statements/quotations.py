"""Where quotation marks open and close, in text that may get them wrong."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.language.sentences import paragraphs
from onrecord.model import Span

_CLOSERS = {'"': '"\u201d', "\u201c": '\u201d"', "\u201e": '\u201d\u201c"', "\u201f": '\u201d"', "\u00ab": '\u00bb"'}
_DOUBLE = re.compile('["\u201c\u201d\u201e\u201f\u00ab\u00bb]')
_SINGLE = re.compile("[\u2018\u2019']")
_SINGLE_OPENS = re.compile(
    r"(?<![\w\u2019])[\u2018'](?=[\w\u201c\"])(?!(?:\d0s|tis|twas|em|til|cause|n)\b)", re.IGNORECASE
)
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?\u2026\u201d\"])[\u2019'](?!\w)")
_LONGEST_SINGLE = 400  # characters: a longer stretch between apostrophes is no quotation


def quotations(text: str) -> list[Span]:
    """Quoted stretches, marks included, in order, those in single marks inside of others too.

    A mark left open closes with its paragraph: quotations that run on repeat the opening mark there. Never fails,
    whatever the marks; time is linear in the text.
    """
    return sorted(_double(text) + _single(text))


def _double(text: str) -> list[Span]:
    """Stretches between double marks, none over another."""
    return [span for start, end in paragraphs(text) for span in _double_in(text, start, end)]


def _double_in(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    opened: int | None = None
    for match in _DOUBLE.finditer(text, start, end):
        at, mark = match.start(), match.group()
        leads = at + 1 < end and not text[at + 1].isspace()  # words follow at once
        follows = at > start and not text[at - 1].isspace()  # words stand right before
        if opened is None:
            # A straight mark between word and blank closes something that was never opened.
            if mark in _CLOSERS and (leads or not follows or mark != '"'):
                opened = at
        elif leads and not follows and mark in _CLOSERS:
            if text[opened + 1 : at].strip():  # opens anew: the one before was never closed
                spans.append(_closed(text, opened, at))
            opened = at
        elif mark in _CLOSERS[text[opened]]:
            spans.append(Span(opened, at + 1))
            opened = None
    if opened is not None and end - opened > 1:
        spans.append(Span(opened, end))
    return spans


def _closed(text: str, start: int, end: int) -> Span:
    """``start`` to ``end`` without the blanks at its end."""
    return Span(start, start + len(text[start:end].rstrip()))


def _single(text: str) -> list[Span]:
    """Stretches between single marks, none over another: an opening one stands after a blank, a closing one before a
    blank; apostrophes do neither."""
    spans: list[Span] = []
    for start, end in paragraphs(text):
        opened: int | None = None
        for mark in _SINGLE.finditer(text, start, end):
            at = mark.start()
            if opened is not None and at - opened > _LONGEST_SINGLE:
                opened = None
            if opened is None:
                opened = at if _SINGLE_OPENS.match(text, at, end) else None
            elif _SINGLE_CLOSES.match(text, at, end):
                spans.append(Span(opened, at + 1))
                opened = None
    return spans


class Quoted:
    """Looks up the quotations around a character."""

    def __init__(self, text: str) -> None:
        self._layers = [(spans, [s.start for s in spans]) for spans in (_double(text), _single(text))]
        found = [s for spans, _ in self._layers for s in spans]
        self._openings = {s.start for s in found}
        # The last character of a quotation that was left open is its own, not a mark.
        self._closings = {s.end - 1 for s in found if not text[s.end - 1].isalnum()}

    def opens(self, at: int) -> bool:
        """Whether the character ``at`` opens a quotation."""
        return at in self._openings

    def closes(self, at: int) -> bool:
        """Whether the character ``at`` is a mark that closes a quotation."""
        return at in self._closings

    def around(self, at: int) -> list[Span]:
        """Quotations that hold character ``at``, outermost first."""
        found = [s for spans, starts in self._layers if (s := _last_to_start(spans, starts, at)) and at < s.end]
        return sorted(found, key=lambda s: (s.start, -s.end))


def _last_to_start(spans: Sequence[Span], starts: Sequence[int], at: int) -> Span | None:
    number = bisect_right(starts, at)
    return spans[number - 1] if number else None
