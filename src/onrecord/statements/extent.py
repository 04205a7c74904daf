"""How far a content reaches: whole quotations, joints where annotators put them, no run over the sentence's end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.language import Attribution
from onrecord.model import Span
from onrecord.statements.quotations import Quoted

_WORD = re.compile(r"\w")
_TRIMMED = " \t\r\n\xa0,;:\u2014\u2013-"
_PREPOSITION = re.compile(r"(?P<word>about|of|for|against|on|over|with|toward|towards|into|from|at)\s+(?=\w)")
_CONJUNCTION = re.compile(r"(?:But|And|However|Yet|Meanwhile),?\s+(?=\w)")


def joined(text: str, attribution: Attribution) -> Attribution:
    """The attribution with its joints where PolNeAR's annotators put them: a preposition that the cue governs
    ("complained about") belongs to the cue, and a conjunction that opens the sentence to nobody."""
    content, cue = list(attribution.content), list(attribution.cue)
    start, end = content[0]
    preposition = _PREPOSITION.match(text, start, end)
    if preposition and cue and cue[-1].end <= start and not text[cue[-1].end : start].strip():
        cue[-1] = Span(cue[-1].start, preposition.end("word"))
        content[0] = Span(preposition.end(), end)
    elif conjunction := _CONJUNCTION.match(text, start, end):
        content[0] = Span(conjunction.end(), end)
    return replace(attribution, cue=tuple(cue), content=tuple(content))


def whole_content(
    text: str, attribution: Attribution, *, quoted: Quoted, sentence_starts: Sequence[int]
) -> tuple[Span, ...]:
    """Content spans trimmed of joining punctuation, with the quotation marks that belong to them, and without what
    runs on, unquoted, into another sentence than the cue's."""
    spans = []
    for tagged in attribution.content:
        span = _in_its_sentence(text, tagged, attribution.cue, quoted=quoted, sentence_starts=sentence_starts)
        start, end = trimmed(text, span, quoted)
        if start >= end or not _WORD.search(text, start, end):
            continue
        for q in quoted.around(start):
            if q.start < start <= q.start + 1:
                start = q.start
        for q in quoted.around(end - 1):
            if end < q.end <= end + 2 and not _WORD.search(text, end, q.end):
                end = q.end
        spans.append(Span(start, end))
    return tuple(spans)


def trimmed(text: str, span: Span, quoted: Quoted) -> tuple[int, int]:
    """``span`` without white space and joining punctuation, and without a mark of the quotation beside it."""
    start, end = span
    while start < end and (text[start] in _TRIMMED or quoted.closes(start)):
        start += 1
    while end > start and (text[end - 1] in _TRIMMED or quoted.opens(end - 1)):
        end -= 1
    return start, end


def _in_its_sentence(
    text: str, span: Span, cue: Sequence[Span], *, quoted: Quoted, sentence_starts: Sequence[int]
) -> Span:
    """The sentences of ``span`` from the first to the last that hold the cue or stand in quotation marks.

    What follows a colon may be as long as it likes; where no sentence qualifies, the span stays as it is.
    """
    first, last = bisect_right(sentence_starts, span.start), bisect_right(sentence_starts, span.end - 1)
    if first == last or not cue or ":" in text[cue[-1].end - 1 : span.start + 1][:200]:
        return span
    own = bisect_right(sentence_starts, cue[0].start)
    edges = [span.start, *sentence_starts[first:last], span.end]
    kept = [
        (start, end)
        for number, (start, end) in enumerate(pairwise(edges), first)
        if number == own or quoted.around((start + end - 1) // 2)
    ]
    return Span(kept[0][0], kept[-1][1]) if kept else span
