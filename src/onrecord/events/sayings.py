"""Statements and deeds apart: a plain saying is no deed, and who tells of a deed is no party to it.

Accusing, threatening, urging and promising are deeds; saying, telling, announcing, denying and confirming are not (the
guideline of the whose-word corpus, section Events, 3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.language import Trigger
from onrecord.model import Span, SpanIndex, Statement

_PLAIN_SAYING = re.compile(
    r"(?:\w+ly )?(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|announc(?:e|es|ed|ing)|den(?:y|ies|ied|ying)"
    r"|confirm(?:s|ed|ing)?|stat(?:e|es|ed|ing)|add(?:s|ed|ing)|report(?:s|ed|ing)?|claim(?:s|ed|ing)?)\b",
    re.IGNORECASE,
)
_WARNING = re.compile(r"warn(?:s|ed|ing)?\b", re.IGNORECASE)
# "warned that it would strike" threatens; "warned that a third party might" foresees.
_OF_OTHERS = re.compile(r"\s*[\"\u201c]?that\s+(?!(?:it|they|he|she|we|i|its|their|his|her|our|my)\b)", re.IGNORECASE)
# Verbs of talk whose object is what was talked about; whoever takes part stands after "with".
_TALKING = re.compile(r"(?:discuss|review|address|rais|examin)\w*", re.IGNORECASE)
_WITH = re.compile(r"\bwith\b")


def deeds_alone(text: str, triggers: Sequence[Trigger], statements: Sequence[Statement]) -> Iterator[Trigger]:
    """The triggers that are no plain sayings, each with its parties less the teller of its clause."""
    cues = SpanIndex((c, s) for s in statements for c in s.cue)
    contents = SpanIndex((c, s) for s in statements for c in s.content)
    for trigger in triggers:
        if any(_is_saying(text, trigger, cue, s) for cue, s in cues.touching(trigger.span)):
            continue
        around = [s for c, s in contents.touching(trigger.span) if c.start <= trigger.span.start]
        told = [s for s in around if not any(c.overlaps(trigger.span) for c in s.cue)]
        yield replace(
            trigger,
            actors=_without_tellers(trigger.actors, told),
            recipients=_without_topics(text, trigger, _without_tellers(trigger.recipients, told)),
        )


def _is_saying(text: str, trigger: Trigger, cue: Span, statement: Statement) -> bool:
    words = text[trigger.span.start : trigger.span.end]
    if not cue.overlaps(trigger.span):
        return False
    if trigger.type == "THREATEN" and _WARNING.match(words):
        return any(_OF_OTHERS.match(text, c.start, c.end) for c in statement.content)
    return _PLAIN_SAYING.fullmatch(words) is not None


def _without_tellers(parties: tuple[Span, ...], told: Sequence[Statement]) -> tuple[Span, ...]:
    """``parties`` less the speaker, when the content names a party itself ("Ukraine says [Russian forces] bombed")."""
    tellers = [p for p in parties if any(p.overlaps(w) and not _inside(p, s) for s in told for w in s.speaker)]
    if not tellers or len(tellers) == len(parties):
        return parties
    return tuple(p for p in parties if p not in tellers)


def _without_topics(text: str, trigger: Trigger, parties: tuple[Span, ...]) -> tuple[Span, ...]:
    """``parties`` of a talk less those that it is about ("discussed [Iran's] missiles")."""
    if trigger.type != "CONSULT" or not _TALKING.fullmatch(text, *trigger.span):
        return parties
    end = trigger.span.end
    return tuple(p for p in parties if p.start < end or _WITH.search(text, end, p.start))


def _inside(party: Span, statement: Statement) -> bool:
    return any(c.start <= party.start and party.end <= c.end for c in statement.content)
