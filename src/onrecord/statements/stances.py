"""Cue words -> stance. A cue verb that settles the stance does so; the reader's guess speaks for the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.language import Attribution
from onrecord.language.analysis import Guess
from onrecord.model import Span, SpanIndex

_VERBS = {
    "claim": "claim claims claimed claiming insist insists insisted maintain maintains maintained contend contends "
    "contended swear swears swore boast boasts boasted purport purports purported assert asserts asserted profess "
    "professed",
    "confirm": "confirm confirms confirmed confirming admit admits admitted acknowledge acknowledges acknowledged "
    "concede concedes conceded verified verifies corroborated",
    "deny": "deny denies denied denying dismiss dismisses dismissed refute refuted rebuffed disavow disavowed",
    "dispute": "dispute disputes disputed contradict contradicts contradicted counter counters countered rebut "
    "rebutted",
    "accuse": "accuse accuses accused accusing blame blames blamed blaming allege alleges alleged alleging fault "
    "faulted",
    "promise": "promise promises promised promising vow vows vowed vowing pledge pledges pledged pledging undertook",
    "threaten": "threaten threatens threatened threatening",
    "demand": "demand demands demanded demanding order orders ordered urge urges urged urging call calls called "
    "calling insist_on require requires required instruct instructed appeal appeals appealed",
    "ask": "ask asks asked asking inquire inquired question questioned wonder wondered",
    "suggest": "suggest suggests suggested suggesting propose proposes proposed recommend recommends recommended "
    "estimate estimates estimated hint hinted imply implied",
    "warn": "warn warns warned warning caution cautions cautioned cautioning predict predicts predicted",
    "agree": "agree agrees agreed agreeing",
    "reject": "reject rejects rejected rejecting refuse refuses refused",
    "praise": "praise praises praised praising hail hails hailed welcome welcomes welcomed applaud applauded commend "
    "commended thank thanked congratulate congratulated",
    "criticise": "criticise criticises criticised criticize criticizes criticized condemn condemns condemned "
    "condemning denounce denounces denounced decry decried lament lamented slam slammed",
    "think": "think thinks thought thinking believe believes believed believing expect expects expected hope hopes "
    "hoped fear fears feared consider considers considered reckon reckons feel feels felt want wants wanted know knows "
    "knew assume assumed suspect suspects suspected",
    "decline": "decline declines declined declining",
}
_STANCE_OF = {verb: stance for stance, verbs in _VERBS.items() for verb in verbs.split()}
_UNDECIDED = re.compile(
    r"(?:\bneither\s+(?:confirm\w*\s+nor\s+den(?:y|ies|ied|ying)|den(?:y|ies|ied|ying)\s+nor\s+confirm\w*)"
    r"|(?:\bnot|\b(?:declin|refus)\w+\s+to|n[\u2019']t)\s+(?:either\s+)?(?:confirm\s+n?or\s+deny|deny\s+n?or\s+confirm))\b",
    re.IGNORECASE,
)
_SURE = 0.8  # the reader's own guess stands against the cue verb from here on


def stance_of(cue: str, guess: Guess) -> str:
    """The stance of a statement with the words ``cue``."""
    if guess.score >= _SURE:
        return guess.label
    words = re.findall(r"[a-z]+", cue.lower())
    if words and words[-1].startswith("call"):
        words.pop()  # "called it a sham" asks for nothing; "called for" and "called on" do
    for word in words:
        if word in _STANCE_OF:
            return _STANCE_OF[word]
    return guess.label


def undecided(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, one for both halves of "neither confirmed nor denied that P": its stance is to decline."""
    phrases = SpanIndex((span, span) for span in (Span(*match.span()) for match in _UNDECIDED.finditer(text)))
    kept: dict[Span, Attribution] = {}
    others = []
    for a in sorted(attributions, key=lambda a: -a.score):
        phrase = next((p for cue in a.cue for _, p in phrases.touching(cue)), None)
        if phrase is None:
            others.append(a)
        elif phrase not in kept and (content := _beyond(phrase, a.content)):
            kept[phrase] = replace(a, cue=(phrase,), content=content, stance=Guess(label="decline", score=1.0))
    return [*others, *kept.values()]


def _beyond(phrase: Span, content: Sequence[Span]) -> tuple[Span, ...]:
    """What of ``content`` lies outside of ``phrase``; of a span that begins in it, what comes after."""
    after = (Span(max(span.start, phrase.end), span.end) if span.overlaps(phrase) else span for span in content)
    return tuple(span for span in after if span.start < span.end)
