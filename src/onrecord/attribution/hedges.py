"""Negation and hedges in a deed's own clause, where the reader saw a plain assertion.

The reader learnt from news, where nearly all deeds are plain and positive, and misses the rare denial. A negation or a
modal right before the trigger is no matter of opinion (Morante & Daelemans 2012; FactBank's cues): these words decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.language.clauses import INVERTED
from onrecord.model import Span

_NEGATED = re.compile(
    r"\b(?P<word>not|never|neither|nor|no longer|no|without|denied|denies|deny|denying|failed to|yet to"
    r"|stopped short of|refrained from|\w+n't|cannot)\s+(?:\w+\s+){0,2}$"
)
_NO_OBJECT = re.compile(r"\s+(?P<word>no|nobody|none|nothing)\b", re.IGNORECASE)  # "had supplied no drones"
_COUNTERFACTUAL = re.compile(r"\b(?P<word>(?:would|should|ought to)\s+(?:\w+\s+)?have)\s+(?:\w+\s+){0,2}$")
_POSSIBLE = re.compile(r"\b(?P<word>may|might|could|perhaps|possibly|maybe|conceivably)\s+(?:\w+\s+){0,2}$")
_POSSIBLY_ALL = re.compile(r"\W*(?P<word>perhaps|possibly|maybe|conceivably)\b")  # opens the clause
_PROBABLE = re.compile(
    r"\b(?P<word>probably|likely|apparently|must have|believed to|thought to|suspected of|suspected to"
    r"|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|due to|expected to|about to|prepar(?:es|ed|ing) to|scheduled to|set to"
    r"|appears? to|seems? to)\s+(?:\w+\s+){0,2}$"
)
_HEARSAY = re.compile(
    r"\b(?P<word>allegedly|reportedly|supposedly|purportedly|(?:is|was|were) said to)\s+(?:\w+\s+){0,3}$"
)
_REPORT_THAT = re.compile(
    r"\b(reports?|rumou?rs?|claims?|allegations?|accusations?|suggestions?|story|stories|accounts?|assertions?)"
    r"\s+(?:\w+\s+){0,3}?(?:that|of|about)\s",
    re.IGNORECASE,
)
# What calls a report false, in the forms in which a verb "be" or "call" takes it.
FALSE = (
    r"(?:an?\s)?(?:complete\s|total\s|outright\s|pure\s|\w+ly\s)?"
    r"(?:false|untrue|not true|wrong|baseless|unfounded|groundless|fabricated|invented|incorrect|bogus|absurd|lies?"
    r"|hoax|fabrications?|nonsense|fake(?: news)?|propaganda|slander|disinformation)"
)
_FALSE = re.compile(
    r"[^.;]*?\b(?:was|were|is|are|proved|turned out(?: to be)?|had been)\s+(?:\w+ly\s+|all\s+)?"
    rf"(?P<word>{FALSE})\b",
    re.IGNORECASE,
)
# A question that its answer is to decide: "be", "have", "do" or a modal opens it, its subject follows, then the deed
# ("Did the army shell the village?"). "Why did it ..." takes the deed for granted.
_ASKS = re.compile(
    r"(?:^|[.!?\n:\"\u201c(]|[,;\u2013\u2014-]\s)\s*(?:(?:and|but|so|or|then|now|well|also)[,\s]+)*"
    r"(?P<word>(?:did|does|do|has|have|had|is|are|was|were|will|would|could|can|may|might|should|shall)(?:n['\u2019]t)?"
    r"|won['\u2019]t|can['\u2019]t)\s+(?:(?:the|an?|any|there|not)\s+)*$",
    re.IGNORECASE,
)
_OF_THE_VERB = re.compile(r"(?:\s|not|been|be|being|ever|already|also|really|just|now|still|going|to|even|\w+ly\b)*")
_TO_THE_MARK = re.compile(r"[^.!?\n]*\?")
_OPENING = 60  # characters before a question's subject where it may begin
_OBJECT = 20  # characters behind a trigger where its object may begin
_ASSERTED = frozenset({"CT+", "PR+", "PS+"})
_REACH = 300  # characters on either side of a trigger where the sentence may speak of its report


def stand_in_clause(left: str, label: str) -> tuple[str, re.Match[str] | None]:
    """The stand ("CT+" ...) that the words ``left`` of a trigger leave of the reader's ``label``, and what decided it
    (its group ``word``); None where the label stands."""
    if label not in _ASSERTED:
        return label, None
    if decided := _NEGATED.search(left) or _COUNTERFACTUAL.search(left) or INVERTED.match(left):
        return "CT-", decided
    if label == "CT+" and (decided := _POSSIBLE.search(left) or _POSSIBLY_ALL.match(left)):
        return "PS+", decided
    if label == "CT+" and (decided := _PROBABLE.search(left)):
        return "PR+", decided
    return label, None


def empty_object(text: str, trigger: Span, label: str) -> Span | None:
    """The "no" with which the object of an asserted deed begins ("had supplied no drones")."""
    found = _NO_OBJECT.match(text, trigger.end, trigger.end + _OBJECT) if label in _ASSERTED else None
    return Span(*found.span("word")) if found else None


def asked_in(text: str, trigger: Span, parties: Sequence[Span]) -> Span | None:
    """The verb that opens the question which asks whether the deed is done; one of its ``parties`` is the subject."""
    if not _TO_THE_MARK.match(text, trigger.end, trigger.end + _REACH):
        return None
    for party in parties:
        if party.end <= trigger.start and _OF_THE_VERB.fullmatch(text, party.end, trigger.start):
            low = max(0, party.start - _OPENING)
            if found := _ASKS.search(text[low : party.start]):
                return Span(low + found.start("word"), low + found.end("word"))
    return None


def hearsay(left: str) -> re.Match[str] | None:
    """The words of the clause that say that somebody unnamed says so."""
    return _HEARSAY.search(left)


def report_called_false(text: str, trigger: Span, sentences: Sequence[Span]) -> tuple[Span, Span] | None:
    """The noun ("reports", "a rumour") of a report that tells the deed, and the word by which the same sentence calls
    it false."""
    at = bisect_right(sentences, (trigger.start, len(text) + 1)) - 1
    low = max(sentences[at].start if at >= 0 else 0, trigger.start - _REACH)
    high = min(sentences[at].end if at >= 0 else len(text), trigger.end + _REACH)
    nouns = list(_REPORT_THAT.finditer(text, low, trigger.start))
    verdict = _FALSE.match(text, trigger.end, high) if nouns else None
    return (Span(*nouns[-1].span(1)), Span(*verdict.span("word"))) if verdict else None
