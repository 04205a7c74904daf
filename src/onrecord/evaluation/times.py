"""Time expressions as in TempEval-3 (UzZaman et al. 2013): found, and with the right TIMEX3 value."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.evaluation.counting import Figures, Json, f1_of
from onrecord.evaluation.spans import pair_spans, without_repeats

_FULL_MINUTE = re.compile(r"(T\d\d:\d\d):00$")


def score(gold: Sequence[Json], predicted: Mapping[str, Sequence[Json]]) -> Figures:
    """Score timexes (``start``, ``end``, ``value``) by document id.

    Value F1 is the F1 of overlapping spans times the share of those whose value equals gold's.
    """
    pairs = right = n_gold = n_system = 0
    for document in gold:
        timexes = document["timexes"]
        system = without_repeats(predicted.get(document["id"], ()))
        of = pair_spans(timexes, system)
        pairs += len(of)
        n_gold += len(timexes)
        n_system += len(system)
        right += sum(_same_value(timexes[i].get("value"), system[j].get("value")) for i, j in of.items())
    found = f1_of(pairs, predicted=n_system, gold=n_gold)
    return {"value F1": found * right / pairs if pairs else 0.0, "found F1": found}


def _same_value(a: str | None, b: str | None) -> bool:
    a, b = _normal(a), _normal(b)
    return bool(a) and a == b


def _normal(value: str | None) -> str:
    """Upper case, no blanks, a full minute without its seconds."""
    return _FULL_MINUTE.sub(r"\1", re.sub(r"\s+", "", value or "").upper())
