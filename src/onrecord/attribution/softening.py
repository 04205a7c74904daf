"""Words that soften what is told: hedges (after Hyland 1998; bounds and approximators after Prince et al. 1982) and the
distance that an author keeps ("claimed", "so-called"). They are shown, with their kind; what they do to a voice's stand
is decided in hedges.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.language.clauses import lower
from onrecord.model import Hedge, Quantity, Span, Statement
from onrecord.model.entries import HedgeKind

# Each takes the group ``word`` of a clause in lower case.
_SOFT: tuple[tuple[HedgeKind, re.Pattern[str]], ...] = (
    (
        "evidential",
        re.compile(
            r"\b(?P<word>(?:alleged|reported|apparent|supposed|purported|evident|seeming)ly"
            r"|(?:is|are|was|were|been) (?:said|reported|alleged|rumou?red|understood) to)\b"
        ),
    ),
    (
        "evidential",
        re.compile(
            r"\b(?:an?|the|his|her|its|their|this|that)"
            r" (?P<word>alleged|reported|apparent|supposed|purported|suspected)\b"
        ),
    ),
    (
        "probability",
        re.compile(
            r"\b(?P<word>may|might|could|perhaps|possibly|maybe|conceivably|must have|presumably|almost certainly"
            r"|(?:very |most |highly )?(?:probably|likely|unlikely)"
            r"|(?:is|are|was|were|been) (?:believed|thought|expected|feared) to)\b"
        ),
    ),
    (
        "shield",
        re.compile(
            r"\b(?P<word>(?:appear|seem)(?:s|ed)?(?: to)?|as far as (?:is|was|can be|could be) \w+"
            r"|to (?:the best of )?(?:his|her|its|their|my|our) knowledge"
            r"|in (?:his|her|its|their|my|our) (?:view|opinion))\b"
        ),
    ),
)
_BEFORE: tuple[tuple[HedgeKind, str], ...] = (
    (
        "bound",
        r"at (?:least|most)|up to|as (?:many|much|few|little) as|(?:no |not )?(?:more|fewer|less) than|over|under",
    ),
    ("bound", r"upwards of|a (?:maximum|minimum) of"),
    ("approximator", r"about|around|some|roughly|approximately|nearly|almost|close to|an estimated|estimated"),
)
_ANY_BEFORE = "|".join(words for _, words in _BEFORE)
_NUMBER = (
    r"(?:\d|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?"
    r"|millions?|billions?|dozens?|scores?)\b)"
)
_CHAIN = re.compile(rf"\b(?:(?:{_ANY_BEFORE})\s+)+(?={_NUMBER})", re.IGNORECASE)
_ONE_BEFORE = tuple((kind, re.compile(rf"\b(?:{words})(?=\s)", re.IGNORECASE)) for kind, words in _BEFORE)
_BEHIND: tuple[tuple[HedgeKind, re.Pattern[str]], ...] = (
    ("bound", re.compile(r"\s+(or (?:more|fewer|less)|at (?:least|most))\b", re.IGNORECASE)),
    ("approximator", re.compile(r"\s+(or so)\b", re.IGNORECASE)),
)
_LEFT = 40  # characters before a number where what binds it begins
_DISTANT_CUE = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|purport(?:s|ed|ing)?|profess(?:es|ed|ing)?|alleg(?:e|es|ed|ing))\b", re.IGNORECASE
)
_RESPONSIBILITY = re.compile(r"\W*(?:the )?(?:responsibility|credit)\b", re.IGNORECASE)
_DISTANT = re.compile(
    r"\b(?:so-called|self-(?:styled|proclaimed|described)|purported(?:ly)?|supposedly|would-be|ostensibl[ey]"
    r"|what (?:\w+ ){1,3}?(?:call|term|describe|label)(?:s|d|ed|led)?(?: as)?)(?=\s)",
    re.IGNORECASE,
)
_OPENING, _CLOSING = '"\u201c\u201e\u00ab', '"\u201d\u00bb'
_MARKS = _OPENING + _CLOSING
_DISTANT_OR_MARK = re.compile(rf"{_DISTANT.pattern}|[{_MARKS}]", re.IGNORECASE)


def hedges_of(text: str, clause: Span, quantities: Sequence[Quantity]) -> tuple[Hedge, ...]:
    """The hedges of a deed's ``clause``, and those that bind its numbers."""
    words = lower(text[slice(*clause)])
    found = {}
    for kind, pattern in _SOFT:
        for match in pattern.finditer(words):
            span = Span(clause.start + match.start("word"), clause.start + match.end("word"))
            found[span] = Hedge(kind=kind, span=span)
    for quantity in quantities:
        found |= {hedge.span: hedge for hedge in _binding(text, quantity.span)}
    return tuple(found[span] for span in sorted(found))


def _binding(text: str, number: Span) -> Iterator[Hedge]:
    """What bounds or rounds a number: the words right before it, its span's own included, and right behind it."""
    for chain in _CHAIN.finditer(text, max(0, number.start - _LEFT), number.end):
        if chain.end() >= number.start:
            for kind, pattern in _ONE_BEFORE:
                for match in pattern.finditer(text, *chain.span()):
                    yield Hedge(kind=kind, span=Span(*match.span()))
    for kind, pattern in _BEHIND:
        if behind := pattern.match(text, number.end):
            yield Hedge(kind=kind, span=Span(*behind.span(1)))


def distance_of(text: str, statement: Statement) -> tuple[Span, ...]:
    """The words by which the author keeps away from a statement: a cue of mere claiming, or "so-called" and the like in
    words of its content that are not quoted."""
    claims = not _RESPONSIBILITY.match(text, statement.content[0].start)
    cues = [m.span() for c in statement.cue for m in _DISTANT_CUE.finditer(text, *c)] if claims else []
    told = [span for content in statement.content for span in _unquoted(text, content)]
    return tuple(sorted({Span(*span) for span in (*cues, *told)}))


def distance_in_clause(text: str, clause: Span) -> tuple[Span, ...]:
    """ "So-called" and the like in a clause that is the author's own."""
    return tuple(Span(*span) for span in _unquoted(text, clause))


def _unquoted(text: str, stretch: Span) -> Iterator[tuple[int, int]]:
    """Where words of distance stand in ``stretch`` outside quotation marks that open there."""
    quoted = False
    for match in _DISTANT_OR_MARK.finditer(text, *stretch):
        if (mark := match.group()) in _MARKS:
            quoted = mark in _OPENING if not quoted else mark not in _CLOSING
        elif not quoted:
            yield match.span()
