"""Triggers -> coded deeds: PLOVER type, quad, mode, contexts, CAMEO code, numbers. Voices: see attribution/."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.events.contexts import contexts_of
from onrecord.events.echoes import without_echoes
from onrecord.events.modality import condition_of, habit_of, modality_in_clause
from onrecord.events.quantities import NUMBER, bounds
from onrecord.events.sayings import deeds_alone
from onrecord.events.titles import in_title_of_work
from onrecord.language import Analysis, Trigger
from onrecord.language.clauses import LeftClause, left_clause
from onrecord.model import Quantity, Reason, Span, Statement
from onrecord.model.entries import Modality
from onrecord.ontology.plover import QUADS, cameo_code

_UNVERIFIED = re.compile(
    r"(?:could|can|has|have)\s?(?:not|n[\u2019']t)\s(?:immediately |independently |yet )*(?:be|been)?\s?"
    r"(?:immediately |independently )*(?:verif\w+|confirm\w+|corroborat\w+)"
    r"|no (?:independent (?:confirmation|verification)|way (?:to|of) \w+)|unverified|unconfirmed",
    re.IGNORECASE,
)
_REACH = 500  # characters on either side of a deed's trigger where words still bear on it
_COUNTED = re.compile(
    r"\b(killed|dead|died|deaths|wounded|injured|hurt|arrested|detained|captured|missing|displaced|kidnapped|abducted)\b",
    re.IGNORECASE,
)


_HARMFUL = frozenset({"ASSAULT", "COERCE"})
_TIMED = frozenset({"SANCTION", "COERCE", "PROTEST"})  # whose length says how heavy they are
_OF_TIME = re.compile(r"[\s-]*(?:second|minute|hour|day|week|month|year|decade)s?\b", re.IGNORECASE)
_N = rf"(?P<n>{NUMBER})"
_COUNT = re.compile(
    rf"(?:(?:at least|more than|up to|as many as|some|about|nearly|around|over|the)\s+)*{NUMBER}\b", re.IGNORECASE
)
_HARM = re.compile(
    rf"\b{_N}(?:\s+(?:of|other|more|[\w-]+s|people|men|women|children|police|\w+ officers|\w+ soldiers|\w+ civilians"
    r")){0,2}\s+(?:(?:were|was|are|is|have been|has been|had been)\s+)?"
    r"(?:killed|dead|died|wounded|injured|hurt|arrested|detained)\b"
    rf"|\b(?:kill|wound|injur|arrest|detain|captur)(?:s|ed|ing|es)\s+(?:(?:at|least|more|than|up|to|as|many|some|about|nearly"
    rf"|around|over|fewer|not|no)\s+){{0,3}}(?P<m>{NUMBER})\b", re.IGNORECASE)  # fmt: skip
_HARM_WORD = re.compile(r"kill|dead|died|wound|injur|hurt|arrest|detain|captur", re.IGNORECASE)  # all of _HARM need one


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A coded deed that knows its parties only as spans and does not yet know on whose word it rests."""

    trigger: Trigger
    clause: LeftClause
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    cameo: str | None
    quantities: tuple[Quantity, ...]
    modality: Modality
    unverified: Span | None
    reasons: tuple[Reason, ...]
    sentence: int


def code_events(analysis: Analysis, statements: Sequence[Statement] = ()) -> tuple[Deed, ...]:
    """The deeds of a text in order of their triggers, one a trigger; a trigger without a word names no deed, nor does
    one in the title of a work. Triggers that were given all stand."""
    text, sentences = analysis.document.text, analysis.sentences
    starts = [s.start for s in sentences]
    worded = [t for t in analysis.triggers if any(map(str.isalnum, text[t.span.start : t.span.end]))]
    told = worded if analysis.given else deeds_alone(text, worded, statements)
    numbered = [(t, bisect_right(starts, t.span.start) - 1) for t in told]
    if not analysis.given:
        real = [
            (t, at) for t, at in numbered if not in_title_of_work(text, t.span, _near(t.span, sentences[at : at + 1]))
        ]
        numbered = without_echoes(text, real, statements)
    return tuple(_deed(analysis, t, sentence) for t, sentence in numbered)


def _deed(analysis: Analysis, trigger: Trigger, sentence: int) -> Deed:
    text = analysis.document.text
    near = _near(trigger.span, analysis.sentences[sentence : sentence + 1])
    event_type, _, mode = trigger.mode.label.partition(".")
    own_mode = mode if event_type == trigger.type else None
    clause = left_clause(text, trigger.span, analysis.sentences)
    modality, why_so = _modality(text, trigger, clause, near)
    return Deed(
        trigger=trigger,
        clause=clause,
        mode=own_mode,
        contexts=contexts_of(text[near.start : near.end]),
        quad=QUADS[trigger.type],
        cameo=cameo_code(trigger.type, own_mode),
        quantities=_quantities(text, trigger, near),
        modality=modality,
        unverified=_unverified(text, _near(trigger.span, analysis.sentences[sentence : sentence + 2])),
        reasons=(_why_type(text, trigger), why_so),
        sentence=sentence,
    )


def _why_type(text: str, trigger: Trigger) -> Reason:
    words = text[slice(*trigger.span)]
    return Reason(of="type", words=(trigger.span,), why=f'"{words}" read as {trigger.type}')


def _modality(text: str, trigger: Trigger, clause: LeftClause, near: Span) -> tuple[Modality, Reason]:
    condition = condition_of(text, trigger.span, near)
    modality, decided = modality_in_clause(clause.words, trigger.modality.label, conditional=condition is not None)
    if decided:
        return modality, _by_words(text, clause.span(decided))
    if condition is not None and modality == "conditional":
        return modality, _by_words(text, condition)
    if modality == "actual" and (habit := habit_of(text, trigger.span, near)):
        return "generic", _by_words(text, habit)
    return modality, Reason(of="modality", words=(), why="as the reader took the whole clause")


def _by_words(text: str, words: Span) -> Reason:
    return Reason(of="modality", words=(words,), why=f'"{text[slice(*words)]}" governs the deed')


def _quantities(text: str, trigger: Trigger, near: Span) -> tuple[Quantity, ...]:
    """Numbers told of a deed: those tagged as its own, those that open its recipients ("two soldiers"), and those of
    the harm that its sentence counts ("leaving 12 dead"). A word is read once; how long a deed lasted is none of them,
    but for the years of a sentence and the like."""
    found: list[Quantity] = []
    harm = (
        [Span(*m.span("n" if m["n"] else "m")) for m in _HARM.finditer(text, near.start, near.end)]
        if trigger.type in _HARMFUL and _HARM_WORD.search(text, near.start, near.end)
        else []
    )
    for span in (*trigger.quantities, *(r for r in trigger.recipients if _COUNT.match(text, r.start, r.end)), *harm):
        if any(q.span.start < span.end and span.start < q.span.end for q in found):
            continue
        if trigger.type not in _TIMED and _OF_TIME.match(text, span.end):
            continue
        limits = bounds(text[max(near.start, span.start - 24) : span.start], text[span.start : span.end])
        if limits is not None:
            low, high, about = limits
            found.append(Quantity(what=_counted(text, span, trigger), min=low, max=high, span=span, approx=about))
    return tuple(sorted(found, key=lambda q: q.span))


def _counted(text: str, span: Span, trigger: Trigger) -> str:
    """What the number counts: a word of harm or arrest close behind it, else the trigger's own words."""
    near = _COUNTED.search(text, span.start, min(len(text), span.end + 40))
    return near.group(1).lower() if near else text[trigger.span.start : trigger.span.end].lower()


def _near(trigger: Span, sentences: Sequence[Span]) -> Span:
    """The stretch of ``sentences`` around ``trigger``, so far as it is near: some texts have no sentence ends."""
    if not sentences:
        return trigger
    return Span(max(sentences[0].start, trigger.start - _REACH), min(sentences[-1].end, trigger.end + _REACH))


def _unverified(text: str, near: Span) -> Span | None:
    """Words that say an account could not be verified."""
    match = _UNVERIFIED.search(text, near.start, near.end)
    return Span(*match.span()) if match else None
