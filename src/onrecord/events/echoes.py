"""One trigger a deed and account: news names a deed and its outcome in one breath, and comes back to it later.

"a raid killed two", "the raid" in the next sentence; "the ministers met", then "the two discussed trade".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from onrecord.language import Trigger
from onrecord.model import Span, SpanIndex, Statement

_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|his|her|their|its)(?: \w+)?\s*$", re.IGNORECASE)
_REACH = 3  # sentences back where a deed may have been told before,
_TRIGGERS = 25  # and triggers back, for texts whose sentences never end
_TO = ("to ", "To ")
_WORD = re.compile(r"\w+")
_APPOSITION = re.compile(r",\s(?!(?:and|or|but|who|which|while|as|after|before|when|where)\b)[^,.;:\"“”\n]{2,60}")
# Words that mean those who met, without a name.
_WHO_MET = frozenset(
    "the and of also a an he she they both two three all sides parties leaders presidents ministers secretaries"
    " counterparts officials diplomats delegations participants pair foreign defence defense prime".split()
)


class _Told(NamedTuple):
    """A trigger, the number of its sentence, the statements that tell it and those that it opens as their cue."""

    trigger: Trigger
    sentence: int
    statements: frozenset[str]
    opened: frozenset[str]


def without_echoes(
    text: str, numbered: Sequence[tuple[Trigger, int]], statements: Sequence[Statement]
) -> list[tuple[Trigger, int]]:
    """One trigger a deed and account, in order of their spans. ``numbered`` has each trigger with the number of its
    sentence. Of echoes in one sentence the surest stands, and takes over parts that it lacks from one that shares a
    party with it."""
    contents = SpanIndex((c, s) for s in statements for c in s.content)
    cues = SpanIndex((c, s) for s in statements for c in s.cue)
    kept: list[_Told] = []
    for trigger, sentence in sorted(numbered, key=lambda pair: pair[0].span):
        told = _Told(trigger, sentence, _ids(contents, trigger.span), _ids(cues, trigger.span))
        at = next((k for k in _near(kept, sentence) if _echoes(text, kept[k], told)), None)
        if at is None:
            kept.append(told)
        elif kept[at].sentence == sentence:
            surest, other = (told, kept[at]) if trigger.score > kept[at].trigger.score else (kept[at], told)
            kept[at] = surest._replace(trigger=_with_parts_of(surest.trigger, other.trigger))
    return sorted(((told.trigger, told.sentence) for told in kept), key=lambda pair: pair[0].span)


def _ids(statements: SpanIndex[Statement], span: Span) -> frozenset[str]:
    return frozenset(s.id for _, s in statements.touching(span))


def _near(kept: Sequence[_Told], sentence: int) -> Iterator[int]:
    """The numbers of those of ``kept`` that a deed told in ``sentence`` may echo, the last first."""
    for at in range(len(kept) - 1, max(0, len(kept) - _TRIGGERS) - 1, -1):
        if kept[at].sentence < sentence - _REACH:
            return
        yield at


def _echoes(text: str, first: _Told, again: _Told) -> bool:
    """Whether ``again`` tells the deed of ``first``: one type, parties that do not differ, and one sentence, a
    definite noun without parties, place or time of its own, or more of what was talked about. Somebody's word on who
    did it ("claimed responsibility for the attack", "blamed rebels for it") is an account of its own."""
    a, b = first.trigger, again.trigger
    if a.type != b.type:
        return False
    told = first.statements if text.endswith(_TO, 0, b.span.start) else first.statements | first.opened
    if again.statements and b.actors and not again.statements <= told:
        return False
    if again.sentence == first.sentence:
        return _agree(a.actors, b.actors) and _agree(a.recipients, b.recipients)
    if b.places or b.times:
        return False
    if b.actors or b.recipients:
        return a.type == "CONSULT" and a.modality.label == b.modality.label and _those_who_met(text, a, b)
    return bool(_DEFINITE.search(text[max(0, b.span.start - 24) : b.span.start]))


def _those_who_met(text: str, a: Trigger, b: Trigger) -> bool:
    """Whether the parties of ``b`` are some of those of ``a``, by their words or as "they", "the two sides"."""
    met = {word for span in (*a.actors, *a.recipients) for word in _words(text, _with_apposition(text, span))}
    return all(word in met or word in _WHO_MET for s in (*b.actors, *b.recipients) for word in _words(text, s))


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text, *span)]


def _with_apposition(text: str, span: Span) -> Span:
    apposed = _APPOSITION.match(text, span.end)
    return Span(span.start, apposed.end()) if apposed else span


def _agree(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Whether two fillings of one role can be the same: one is empty, or they share words."""
    return not a or not b or any(x.overlaps(y) for x in a for y in b)


def _with_parts_of(surest: Trigger, other: Trigger) -> Trigger:
    """The surest trigger of a deed, with the actors, places and times that only the other one has; as it is where they
    share no party, and may be two deeds after all."""
    if not any(x.overlaps(y) for r in ("actors", "recipients") for x in getattr(surest, r) for y in getattr(other, r)):
        return surest
    return replace(
        surest,
        actors=surest.actors or other.actors,
        places=surest.places or other.places,
        times=surest.times or other.times,
    )
