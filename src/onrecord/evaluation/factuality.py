"""Negated, future and uncertain events of MEANTIME (Minard et al., LREC 2016), each class by its F1.

Nine events in ten of that corpus are plain facts, so that accuracy would reward saying so always; F1 of the rare
classes does not. Its events are of all kinds, few of them deeds that PLOVER codes, so the reader is told where they
stand; what it says of each is scored beside a floor of cue words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.evaluation.counting import Figures, Json, tally_f1
from onrecord.language.clauses import lower
from onrecord.model import Span

CLASSES = ("negated", "future", "uncertain")
_WORDS_BEFORE = 4  # of an event, among which the floor looks for cues
_CUES = {
    "negated": r"not|never|no|without|neither|nor|n't|cannot|denied|denies",
    "future": r"will|shall|'ll|wo n't|going to|plans? to|planned to|to be|expected to|intends? to|set to|due to",
    "uncertain": r"may|might|could|would|possibly|perhaps|probably|likely|apparently|expected to",
}


def annotated(document: Json) -> list[Span]:
    """The words of a text's events that are annotated for factuality."""
    return [Span(e["start"], e["end"]) for e in document["events"] if e["certainty"] and e["polarity"]]


def score(gold: Sequence[Json], records: Mapping[str, Json]) -> Figures:
    """F1 by class, and the floor's, over the annotated events."""
    counts: Counter[str] = Counter()
    for document in gold:
        told = records.get(document["id"], {"events": []})["events"]
        for event in document["events"]:
            if not (event["certainty"] and event["polarity"]):
                continue
            deed = next((d for d in told if d["trigger"][0] < event["end"] and event["start"] < d["trigger"][1]), None)
            said = _of_deed(deed) if deed else frozenset()
            by_cues = _by_cues(document["text"], event["start"])
            for name in CLASSES:
                is_so = name in _of_gold(event)
                _count(counts, name, is_so=is_so, said=name in said)
                _count(counts, f"{name}, floor", is_so=is_so, said=name in by_cues)
    return {f"{name}{of}": tally_f1(counts, f"{name}{of}") for name in CLASSES for of in ("", ", floor")}


def _count(counts: Counter[str], name: str, *, is_so: bool, said: bool) -> None:
    if is_so or said:
        counts[f"{name}.{'tp' if is_so and said else 'fp' if said else 'fn'}"] += 1


def _of_gold(event: Json) -> frozenset[str]:
    is_so = (event["polarity"] == "NEG", event["time"] == "FUTURE", event["certainty"] in ("PROBABLE", "POSSIBLE"))
    return frozenset(name for name, so in zip(CLASSES, is_so, strict=True) if so)


def _of_deed(deed: Json) -> frozenset[str]:
    inmost = deed["voices"][-1]
    is_so = (inmost["polarity"] == "-", deed["modality"] == "planned", inmost["certainty"] in ("PR", "PS"))
    return frozenset(name for name, so in zip(CLASSES, is_so, strict=True) if so)


def _by_cues(text: str, start: int) -> frozenset[str]:
    """The classes whose cue words stand among the last words of its sentence before an event."""
    clause = lower(re.split(r"[.;:!?]", text[max(0, start - 80) : start])[-1])
    before = " ".join(re.sub(r"(n't|'ll)\b", r" \1", clause).split()[-_WORDS_BEFORE:])
    return frozenset(name for name, cues in _CUES.items() if re.search(rf"(?<![\w'])(?:{cues})(?!\w)", before))
