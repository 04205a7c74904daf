"""One entry per account: who confirms or denies a deed told before by another ("but Islamabad denied it").

The guideline of the whose-word corpus, section Events, 3: holders who speak for themselves about one deed give one
entry each, with the same trigger and different chains.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from onrecord.attribution.hedges import FALSE
from onrecord.model import Event, Reason, Span, Statement, Voice
from onrecord.model.voices import Certainty, Polarity, VoiceKind

_REACH = 1  # sentences back to the deed that "it" stands for
_TOLD = r"(?:claims?|accusations?|allegations?|charges?|reports?|accounts?|suggestions?)"
_TELLING = (
    r"(?:it|this|that|so|(?:the|this|that|these|those|all|any|such|both|his|her|its|their)\s+(?:\w+\s+)?"
    rf"(?:{_TOLD}|involvement|responsibility|role|version|incident|attack|strike|raid|killings?))"
)
_TOLD_DEED = re.compile(rf"{_TELLING}[.,;\"\u201d]*", re.IGNORECASE)
_APPOSED = re.compile(rf"(?:an? )?(?:\w+ )?{_TOLD},?", re.IGNORECASE)  # "..., a charge (that) Tehran denies"
# Of "called that untrue" the content is "that untrue"; of "This is a lie" it is the sentence.
_TOLD_FALSE = re.compile(
    rf"[\"\u201c]?(?:{_TELLING})\s+(?:(?:is|are|was|were|as)\s+)?[\"\u201c]?{FALSE}[.,;!\"\u201d]*", re.IGNORECASE
)
# "Prosecutors say he did", "the army insists that it had not": of the deed that was told on another's word.
_ELLIPSIS = re.compile(
    r"[\"\u201c]?(?:that )?(?:he|she|it|they|we|i) (?:did|does|do|has|have|had|was|were)(?P<no>n[\u2019']t| not)?"
    r"[.,;!\"\u201d]*",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|nobody|none|neither|nor|without|false\w*|untrue)\b|n[\u2019']t\b", re.IGNORECASE)
_STANDS: dict[str, tuple[Certainty, Polarity]] = {
    "deny": ("CT", "-"),
    "dispute": ("CT", "-"),
    "reject": ("CT", "-"),
    "confirm": ("CT", "+"),
    "decline": ("U", "u"),
}
_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})


def second_accounts(
    text: str,
    events: Sequence[Event],
    statements: Sequence[Statement],
    sentences: Sequence[Span],
    *,
    kind_of: Callable[[Statement], VoiceKind],
) -> tuple[list[Event], list[Event]]:
    """The events, and further entries for deeds that a later statement confirms, denies or leaves open by a pronoun or
    a noun for the telling; the voices of these still lack actors. What another denies, its teller affirms, unless words
    of his say otherwise."""
    starts = [s.start for s in sentences]
    further, denied = [], set()
    for statement in statements:
        stand = _stand(text, statement)
        deed = _last_deed(events, statement, starts) if stand else None
        if stand and deed is not None:
            further.append(_account(deed, statement, kind_of(statement), stand))
            if stand[1] == "-":
                denied.add(deed.id)
    if not denied:
        return list(events), further
    contents = {s.id: s.content for s in statements}
    return [_affirmed(text, e, contents) if e.id in denied else e for e in events], further


def _stand(text: str, statement: Statement) -> tuple[Certainty, Polarity] | None:
    """Where a statement puts its speaker on the deed told before, if that is all it does: its content is "it", "the
    claim", "a charge", "he did not" or the like."""
    if len(statement.content) != 1 or not statement.cue:
        return None
    content = text[slice(*statement.content[0])].strip()
    if elided := _ELLIPSIS.fullmatch(content):
        return ("CT", "-") if elided["no"] else ("CT", "+")
    stand = _STANDS.get(statement.stance)
    if stand is None or _TOLD_DEED.fullmatch(content):
        return stand
    apposed = statement.content[0].end <= statement.cue[0].start and _APPOSED.fullmatch(content)
    return stand if apposed or (stand[1] == "-" and _TOLD_FALSE.fullmatch(content)) else None


def _account(deed: Event, statement: Statement, kind: VoiceKind, stand: tuple[Certainty, Polarity]) -> Event:
    certainty, polarity = stand
    why = (
        Reason(of="voices", words=statement.cue, why="a second account: its speaker speaks of the deed told before"),
        Reason(of="certainty", words=statement.cue, why=f"its speaker's stance is to {statement.stance}"),
    )
    return replace(
        deed,
        id=f"{deed.id}-{statement.id}",
        voices=(
            Voice(kind="author", certainty="U", polarity="u"),
            Voice(kind=kind, statement=statement.id, certainty=certainty, polarity=polarity),
        ),
        unverified=None,
        hedges=(),
        distance=(),
        reasons=(*(r for r in deed.reasons if r.of not in ("voices", "certainty")), *why),
    )


def _affirmed(text: str, deed: Event, contents: Mapping[str, Sequence[Span]]) -> Event:
    """A deed that another denies, affirmed by whoever is told to have told it, where only the reader took him to deny
    it and nothing in his statement does."""
    *outer, teller = deed.voices
    if teller.statement is None or teller.polarity != "-" or any(r.of == "certainty" and r.words for r in deed.reasons):
        return deed
    if any(_NOT.search(text, *content) for content in contents[teller.statement]):
        return deed
    why = Reason(of="certainty", words=(), why="another denies what its speaker tells")
    return replace(
        deed,
        voices=(*outer, replace(teller, certainty="CT", polarity="+")),
        reasons=(*(r for r in deed.reasons if r.of != "certainty"), why),
    )


def _last_deed(events: Sequence[Event], statement: Statement, starts: Sequence[int]) -> Event | None:
    """The deed told last before the statement's cue, in its sentence or the one before: on another speaker's word, else
    on the author's."""
    at = statement.cue[0].start
    first = bisect_right(starts, at) - 1 - _REACH
    near = [
        e
        for e in events
        if e.trigger.end <= at and bisect_right(starts, e.trigger.start) - 1 >= first and e.type not in _VERBAL
    ]
    told = [e for e in near if e.voices[-1].kind != "author" and e.voices[-1].statement != statement.id]
    by_author = [e for e in near if e.voices[-1].kind == "author"]
    return told[-1] if told else by_author[-1] if by_author else None
