"""Gold and system spans paired one to one: equal spans first, then by the most overlap."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.evaluation.counting import Json, pair_greedily


def pair_spans(gold: Sequence[Json], system: Sequence[Json]) -> dict[int, int]:
    """Gold index -> system index; both carry ``start`` and ``end``. Ties go to what stands first in the text."""
    by_span: dict[tuple[int, int], list[int]] = {}
    for j, s in enumerate(system):
        by_span.setdefault((s["start"], s["end"]), []).append(j)
    pairs: dict[int, int] = {}
    for i, g in enumerate(gold):
        same = by_span.get((g["start"], g["end"]))
        if same:
            pairs[i] = same.pop(0)
    left_gold = sorted((i for i in range(len(gold)) if i not in pairs), key=lambda i: gold[i]["start"])
    taken = set(pairs.values())
    left_system = sorted((j for j in range(len(system)) if j not in taken), key=lambda j: system[j]["start"])
    overlaps = (
        (float(min(gold[i]["end"], system[j]["end"]) - max(gold[i]["start"], system[j]["start"])), a, b)
        for a, i in enumerate(left_gold)
        for b, j in enumerate(left_system)
    )
    rest = pair_greedily(o for o in overlaps if o[0] > 0)
    return pairs | {left_gold[a]: left_system[b] for a, b in rest.items()}


def without_repeats(entries: Sequence[Json]) -> list[Json]:
    """The entries with a span given twice counted once (the first)."""
    kept = {(e["start"], e["end"]): e for e in reversed(entries)}
    return [e for e in entries if kept[e["start"], e["end"]] is e]
