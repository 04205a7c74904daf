"""One entry per account: who confirms or denies a deed told before by another ("but Islamabad denied it").

The guideline of the whose-word corpus, section Events, 3: holders who speak for themselves about one deed give one
entry each, with the same trigger and different chains.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from onrecord.attribution.hedges import FALSE
from onrecord.model import Event, Reason, Span, Statement, Voice
from onrecord.model.voices import Certainty, Polarity, VoiceKind

_REACH = 1  # sentences back to the deed that "it" stands for
_TELLING = (
    r"(?:it|this|that|so|(?:the|this|that|these|those|all|any|such|both|his|her|its|their)\s+(?:\w+\s+)?"
    r"(?:claims?|accusations?|allegations?|charges?|reports?|accounts?|suggestions?|involvement|responsibility|role"
    r"|version|incident|attack|strike|raid|killings?))"
)
_TOLD_DEED = re.compile(rf"{_TELLING}[.,;\"\u201d]*", re.IGNORECASE)
# Of "called that untrue" the content is "that untrue"; of "This is a lie" it is the sentence.
_TOLD_FALSE = re.compile(
    rf"[\"\u201c]?(?:{_TELLING})\s+(?:(?:is|are|was|were|as)\s+)?[\"\u201c]?{FALSE}[.,;!\"\u201d]*", re.IGNORECASE
)
_STANDS: dict[str, tuple[Certainty, Polarity]] = {
    "deny": ("CT", "-"),
    "dispute": ("CT", "-"),
    "reject": ("CT", "-"),
    "confirm": ("CT", "+"),
}
_VERBAL = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT"})


def second_accounts(
    text: str,
    events: Sequence[Event],
    statements: Sequence[Statement],
    sentences: Sequence[Span],
    *,
    kind_of: Callable[[Statement], VoiceKind],
) -> Iterator[Event]:
    """Further entries for deeds that a later statement confirms or denies by a pronoun or a noun for the telling;
    their voices still lack actors."""
    starts = [s.start for s in sentences]
    for statement in statements:
        stand = _STANDS.get(statement.stance)
        if stand is None or len(statement.content) != 1 or not statement.cue:
            continue
        content = text[slice(*statement.content[0])].strip()
        if not (_TOLD_DEED.fullmatch(content) or (stand[1] == "-" and _TOLD_FALSE.fullmatch(content))):
            continue
        deed = _last_deed(events, statement, starts)
        if deed is not None:
            certainty, polarity = stand
            chain = (
                Voice(kind="author", certainty="U", polarity="u"),
                Voice(kind=kind_of(statement), statement=statement.id, certainty=certainty, polarity=polarity),
            )
            why = (
                Reason(
                    of="voices", words=statement.cue, why="a second account: its speaker speaks of the deed told before"
                ),
                Reason(of="certainty", words=statement.cue, why=f"its speaker's stance is to {statement.stance}"),
            )
            kept = tuple(r for r in deed.reasons if r.of not in ("voices", "certainty"))
            yield replace(
                deed,
                id=f"{deed.id}-{statement.id}",
                voices=chain,
                unverified=None,
                hedges=(),
                distance=(),
                reasons=(*kept, *why),
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
