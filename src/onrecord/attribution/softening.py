"""Words that soften what is told: hedges (after Hyland 1998; bounds and approximators after Prince et al. 1982) and the
distance that an author keeps ("claimed", "so-called"). They are shown, with their kind; what they do to a voice's stand
is decided in hedges.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Hedge, Quantity, Span, Statement
from onrecord.model.entries import HedgeKind

_SOFT: tuple[tuple[HedgeKind, re.Pattern[str]], ...] = (
    (
        "evidential",
        re.compile(
            r"\b(?:(?:alleged|reported|apparent|supposed|purported|evident|seeming)(?:ly)?"
            r"|(?:is|are|was|were|been) (?:said|reported|alleged|rumou?red|understood|known) to)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "probability",
        re.compile(
            r"\b(?:may|might|could|perhaps|possibly|maybe|conceivably|(?:almost |nearly )?certainly|must have"
            r"|(?:very |most |highly )?(?:probably|likely|unlikely)|presum(?:ably|ed)|suspected"
            r"|(?:is|are|was|were|been) (?:believed|thought|expected|feared) to)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "shield",
        re.compile(
            r"\b(?:(?:appear|seem)(?:s|ed)?(?: to)?|as far as (?:is|was|can be|could be) \w+"
            r"|to (?:the best of )?(?:his|her|its|their|my|our) knowledge"
            r"|in (?:his|her|its|their|my|our) (?:view|opinion))\b",
            re.IGNORECASE,
        ),
    ),
)
_NUMBERED: tuple[tuple[HedgeKind, re.Pattern[str]], ...] = (
    (
        "bound",
        re.compile(
            r"\b(?:at (?:least|most)|up to|as (?:many|much|few) as|(?:no |not )?(?:more|fewer|less) than|over|under"
            r"|upwards of|a (?:maximum|minimum) of|or (?:more|fewer|less))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "approximator",
        re.compile(
            r"\b(?:about|around|some|roughly|approximately|nearly|almost|close to|an? estimated|estimated|circa"
            r"|or so|several|dozens|scores|hundreds|thousands)\b",
            re.IGNORECASE,
        ),
    ),
)
_DISTANT_CUE = re.compile(r"\b(?:claim|purport|alleg|profess|suppos)\w*", re.IGNORECASE)
_DISTANT = re.compile(
    r"\b(?:so-called|self-(?:styled|proclaimed|described)|supposed(?:ly)?|purported(?:ly)?|would-be|ostensibl[ey]"
    r"|what (?:he|she|it|they|[A-Z]\w+(?: [A-Z]\w+)?) (?:call|term|describe|label)(?:s|ed)?(?: as)?)(?=\s)"
)
_LEFT, _RIGHT = 24, 12  # characters around a number where its bounds stand
_CLAUSE_END = re.compile(
    r"[;:,.()\u2014\"\u201c\u201d]|\b(?:but|while|although|after|before|because|who|which|where|when)\b"
)
_AFTER = 60  # characters behind a trigger that are still of its clause at most


def hedges_of(text: str, trigger: Span, clause_start: int, quantities: Sequence[Quantity]) -> tuple[Hedge, ...]:
    """The hedges of a deed's clause, which begins at ``clause_start``, and those that bind its numbers."""
    found = {h.span: h for h in _matches(text, _SOFT, clause_start, _clause_end(text, trigger))}
    for quantity in quantities:
        around = max(0, quantity.span.start - _LEFT), quantity.span.end + _RIGHT
        for hedge in _matches(text, _NUMBERED, *around):
            if hedge.span.end > quantity.span.start or not text[hedge.span.end : quantity.span.start].strip():
                found.setdefault(hedge.span, hedge)
    return tuple(found[span] for span in sorted(found))


def distance_of(text: str, statement: Statement) -> tuple[Span, ...]:
    """The words by which the author keeps away from a statement: a cue of mere claiming, or "so-called" and the like in
    words that are not quoted."""
    cues = [m for c in statement.cue for m in _DISTANT_CUE.finditer(text, *c)]
    told = [m for c in statement.content for m in _DISTANT.finditer(text, *c)] if statement.form == "indirect" else []
    return tuple(sorted({Span(*m.span()) for m in (*cues, *told)}))


def distance_in_clause(text: str, trigger: Span, clause_start: int) -> tuple[Span, ...]:
    """The same words in a deed's own clause."""
    return tuple(Span(*m.span()) for m in _DISTANT.finditer(text, clause_start, _clause_end(text, trigger)))


def _clause_end(text: str, trigger: Span) -> int:
    end = _CLAUSE_END.search(text, trigger.end, trigger.end + _AFTER)
    return end.start() if end else min(len(text), trigger.end + _AFTER)


def _matches(text: str, patterns: Sequence[tuple[HedgeKind, re.Pattern[str]]], start: int, end: int) -> Iterator[Hedge]:
    for kind, pattern in patterns:
        for match in pattern.finditer(text, start, end):
            yield Hedge(kind=kind, span=Span(*match.span()))
