"""Attributions against PolNeAR (Newell, Margolin & Ruths 2018): who is cited, by which cue, with what content.

A gold and a predicted attribution are paired by the overlap of their content words. The *triple* is right when content
and source both overlap by half (Dice >= 0.5; two missing sources agree); content is *exact* when its words are equal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.evaluation.counting import Figures, Json, WordSet, dice, f1_of
from onrecord.evaluation.words import Words

_PARAGRAPH = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_OPENING, _CLOSING, _EITHER = "“„", "”", '"‟'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attribution:
    content: WordSet
    source: WordSet
    cue: WordSet
    kind: str


def score(gold: Sequence[Json], predicted: Mapping[str, Sequence[Json]]) -> Figures:
    """Score ``predicted`` (attributions by document id) against gold documents; see the module for the measures."""
    counts: Counter[str] = Counter()
    for document in gold:
        counts.update(_score_document(document, predicted.get(document["id"], ())))
    return {
        "triple F1": f1_of(counts["triple"], predicted=counts["predicted"], gold=counts["gold"]),
        "triple F1, direct": f1_of(
            counts["direct triple predicted"],
            predicted=counts["direct predicted"],
            gold=counts["direct gold"],
            right_of_gold=counts["direct triple gold"],
        ),
        "exact content F1": f1_of(counts["exact"], predicted=counts["predicted"], gold=counts["gold"]),
    }


def _score_document(document: Json, attributions: Sequence[Json]) -> Counter[str]:
    words, inside = Words(document["text"]), _inside_quotation_marks(document["text"])
    ignored = words.covered(document.get("ignore"))
    gold = [_prepare(document["text"], words, inside, a) for a in document["attributions"]]
    system = [_prepare(document["text"], words, inside, {**a, "kind": None}) for a in attributions]
    gold = [g for g in gold if g.content]
    # What lies mostly in a region the annotators set aside is neither right nor wrong.
    system = [p for p in system if p.content and (not ignored or 2 * len(p.content & ignored) < len(p.content))]
    counts = Counter({"gold": len(gold), "predicted": len(system)})
    counts["direct gold"] = sum(g.kind == "direct" for g in gold)
    counts["direct predicted"] = sum(p.kind == "direct" for p in system)
    for g, p in _pairs(gold, system):
        counts["exact"] += g.content == p.content
        if dice(g.content, p.content) >= 0.5 and dice(g.source, p.source) >= 0.5:
            counts["triple"] += 1
            counts["direct triple gold"] += g.kind == "direct"
            counts["direct triple predicted"] += p.kind == "direct"
    return counts


def _prepare(text: str, words: Words, inside: Sequence[bool], attribution: Json) -> _Attribution:
    content, source, cue = (words.covered(attribution.get(part)) for part in ("content", "source", "cue"))
    kind = attribution.get("kind") or _kind(text, inside, attribution["content"])
    return _Attribution(content=content, source=source, cue=cue, kind=kind)


def _pairs(gold: Sequence[_Attribution], system: Sequence[_Attribution]) -> list[tuple[_Attribution, _Attribution]]:
    """One to one by falling overlap of content, then of source, then of cue."""
    candidates = sorted(
        (-dice(g.content, p.content), -dice(g.source, p.source), -dice(g.cue, p.cue), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(system)
        if g.content & p.content
    )
    free_gold, free_system = set(range(len(gold))), set(range(len(system)))
    pairs = []
    for *_, i, j in candidates:
        if i in free_gold and j in free_system:
            free_gold.remove(i)
            free_system.remove(j)
            pairs.append((gold[i], system[j]))
    return pairs


def _kind(text: str, inside: Sequence[bool], spans: Sequence[Sequence[int]]) -> str:
    """direct: all content words stand inside quotation marks; indirect: none; mixed: some."""
    quoted = [inside[word.start()] for start, end in spans for word in _WORD.finditer(text, start, end)]
    if not any(quoted):
        return "indirect"
    return "direct" if all(quoted) else "mixed"


def _inside_quotation_marks(text: str) -> list[bool]:
    """For each character whether it stands inside double quotation marks; each paragraph starts outside."""
    marks = [False] * len(text)
    for paragraph in _PARAGRAPH.finditer(text):
        inside = False
        for at in range(*paragraph.span()):
            if text[at] in _OPENING:
                inside = True
            elif text[at] in _CLOSING:
                inside = False
            elif text[at] in _EITHER:
                inside = not inside
            else:
                marks[at] = inside
    return marks
