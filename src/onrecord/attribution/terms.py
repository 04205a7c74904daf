"""On what terms speakers spoke, and why some are not named: read off the words of the sentence that has them.

The terms are the Associated Press': on the record, on background (also "on condition of anonymity"), deep background,
off the record. A phrase belongs to the speaker nearest to it in its sentence; what somebody is quoted as saying sets no
terms.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span, Statement, Terms
from onrecord.model.voices import TermsKind

_REACH = 300  # characters between a phrase and the speaker it belongs to
_NAMED = r"(?:named|identified|quoted(?: by name)?)"
_ANONYMOUS = re.compile(
    r"\b(?:on (?:the |strict )?condition (?:of (?:strict )?anonymity"
    r"|(?:that )?(?:he|she|they|(?:his|her|their) names?) (?:not be (?:named|identified|used|published)|be withheld))"
    rf"|(?:ask|request|wish|want|prefer)(?:s|ed|ing|red|ring)? (?:that \w+ )?not (?:to )?be {_NAMED}"
    rf"|(?:did|does|do) not (?:want|wish) to be {_NAMED}"
    rf"|(?:declin|refus)(?:ed|es|ing) to (?:be {_NAMED}|give (?:his|her|their) names?)"
    r"|(?:request|ask|insist|grant)(?:s|ed|ing)? (?:for |on )?anonymity|speak(?:s|ing)? anonymously|spoke anonymously"
    r"|remain(?:s|ed|ing)? anonymous|without giving (?:his|her|their) names?)\b",
    re.IGNORECASE,
)
_TERMS: tuple[tuple[TermsKind, re.Pattern[str]], ...] = (
    ("deep background", re.compile(r"\bon deep background\b", re.IGNORECASE)),
    ("off the record", re.compile(r"\boff the record\b", re.IGNORECASE)),
    ("on background", re.compile(r"\bon background\b", re.IGNORECASE)),
    ("on background", _ANONYMOUS),
    (
        "on the record",
        re.compile(r"\b(?:spoke|speak(?:s|ing)?|went|go(?:es|ing)?|talk(?:ed|ing)) on the record\b", re.IGNORECASE),
    ),
)
_TO_THE_BREAK = r"(?:[^,;()\u2014\"\u201c\u201d.]|\.(?=\w)|(?<=\b[A-Z])\.)*"
_FEAR = (
    r"(?:a |the |his |her |their )?(?:own )?"
    r"(?:fears?|safety|security (?:concerns|reasons)|concerns?|reprisals?|retaliation|sensitiv)"
)
# Right behind the phrase any reason counts; elsewhere in the sentence only one that speaks of being named.
_WHY_BEHIND = re.compile(
    rf",?\s+((?:because|since|as|due to|owing to|given|citing|for|out of)\s{_TO_THE_BREAK})", re.IGNORECASE
)
_WHY = re.compile(
    rf"\b((?:citing|for|out of) {_FEAR}{_TO_THE_BREAK}|not (?:being )?authori[sz]ed to {_TO_THE_BREAK})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The terms of one statement's speaker, whether one is kept ``anonymous``, and the words that say why."""

    terms: Terms | None = None
    anonymous: bool = False
    why: Span | None = None


def spoken(text: str, statements: Sequence[Statement], sentences: Sequence[Span]) -> dict[str, Spoken]:
    """By statement, what the text says of the terms its speaker spoke on; statements of which it says nothing are left
    out."""
    marks = sorted(((_place(s), s) for s in statements), key=lambda mark: mark[0])
    places = [at for at, _ in marks]
    found: dict[str, Spoken] = {}
    for kind, pattern in _TERMS:
        for match in pattern.finditer(text):
            statement = _nearest(Span(*match.span()), marks, places, text, sentences)
            if statement is None or (statement.id in found and found[statement.id].terms):
                continue
            anonymous = pattern is _ANONYMOUS
            why = _WHY_BEHIND.match(text, match.end()) if anonymous else None
            found[statement.id] = Spoken(
                terms=Terms(kind=kind, span=Span(*match.span())),
                anonymous=anonymous,
                why=_until_told(text, Span(*why.span(1)), statement) if why else None,
            )
    for match in _WHY.finditer(text):
        statement = _nearest(Span(*match.span()), marks, places, text, sentences)
        known = found.get(statement.id, Spoken()) if statement else None
        if statement and known and known.why is None:
            why_so = _until_told(text, Span(*match.span(1)), statement)
            found[statement.id] = Spoken(terms=known.terms, anonymous=True, why=why_so)
    return found


def _place(statement: Statement) -> int:
    """Where the statement's speaker stands, else its cue, else its content."""
    return next(spans[0].start for spans in (statement.speaker, statement.cue, statement.content) if spans)


def _nearest(
    phrase: Span, marks: Sequence[tuple[int, Statement]], places: Sequence[int], text: str, sentences: Sequence[Span]
) -> Statement | None:
    """The statement whose speaker is nearest to ``phrase`` in its sentence and that does not tell the phrase."""
    number = bisect_right(sentences, (phrase.start, len(text) + 1)) - 1
    sentence = sentences[number] if number >= 0 else Span(0, len(text))
    low, high = max(sentence.start, phrase.start - _REACH), min(sentence.end, phrase.end + _REACH)
    near = marks[bisect_right(places, low - 1) : bisect_right(places, high)]
    if any(c.start <= phrase.start < c.end for _, s in near for c in s.content):
        return None
    return min(near, key=lambda mark: abs(mark[0] - phrase.start), default=(0, None))[1]


def _until_told(text: str, why: Span, statement: Statement) -> Span:
    """``why`` up to where the statement's cue or content begins."""
    ends: Iterator[int] = (part.start for part in (*statement.cue, *statement.content) if part.start > why.start)
    end = min([why.end, *ends])
    return Span(why.start, why.start + len(text[why.start : end].rstrip()))
