"""What every scorer counts with: precision, recall, F1, overlaps of word sets, pairing one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]
Figures = dict[str, float | None]  # a measure's name -> 0..1, None where there was nothing to measure
WordSet = frozenset[int]


def f1(precision: float, recall: float) -> float:
    """The harmonic mean; 0 when both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def f1_of(right: float, *, predicted: float, gold: float, right_of_gold: float | None = None) -> float:
    """F1 from counts. ``right_of_gold`` where right predictions and found gold entries are counted apart.

    Nothing to find and nothing found is 1.
    """
    found = right if right_of_gold is None else right_of_gold
    precision = right / predicted if predicted else float(not gold)
    recall = found / gold if gold else float(not predicted)
    return f1(precision, recall)


def tally_f1(counts: Counter[str], name: str) -> float | None:
    """F1 from ``name.tp``, ``name.fp`` and ``name.fn``; None where all three are 0."""
    right = counts[f"{name}.tp"]
    total = 2 * right + counts[f"{name}.fp"] + counts[f"{name}.fn"]
    return 2 * right / total if total else None


def share(counts: Counter[str], part: str, whole: str) -> float | None:
    """One count over another; None where the whole is 0."""
    return counts[part] / counts[whole] if counts[whole] else None


def dice(a: WordSet, b: WordSet) -> float:
    """Twice the common words over all words of both (Dice 1945); two empty sets agree."""
    if not a and not b:
        return 1.0
    return 2.0 * len(a & b) / (len(a) + len(b))


def jaccard(a: WordSet, b: WordSet) -> float:
    """Common words over words of either; two empty sets share nothing."""
    return len(a & b) / len(a | b) if a | b else 0.0


def pair_greedily(candidates: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """Pair gold with system entries one to one by falling score.

    ``candidates`` are (score, gold index, system index); ties go to the earlier gold, then the earlier system entry.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, gold, system in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if gold not in pairs and system not in taken:
            pairs[gold] = system
            taken.add(system)
    return pairs
