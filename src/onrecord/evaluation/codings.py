"""Event types against hand-coded sentences: which PLOVER types a text holds, whatever word they hang on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.evaluation.counting import Figures, Json, tally_f1

# One gold set knows the two only as CAMEO's root "yield"; both sets are scored with that one label.
_MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def score(gold: Sequence[Json], predicted: Mapping[str, Sequence[Json]]) -> Figures:
    """Micro F1 over the set of types of each text.

    A gold event with several types accepts any of them; a type counts once a text. ``type_plover`` carries the type(s).
    """
    counts: Counter[str] = Counter()
    for document in gold:
        wanted = list(dict.fromkeys(_types(e) for e in document["events"]))
        given = {types[0] for e in predicted.get(document["id"], ()) if (types := _types(e))}
        # Events with fewer alternatives choose first: they have nowhere else to go.
        for alternatives in sorted((w for w in wanted if w), key=len):
            hits = [t for t in alternatives if t in given]
            counts["type.tp" if hits else "type.fn"] += 1
            given.difference_update(hits[:1])
        counts["type.fp"] += len(given)
    return {"type F1": tally_f1(counts, "type")}


def _types(event: Json) -> tuple[str, ...]:
    types = event["type_plover"]
    listed = types if isinstance(types, list) else [types]
    return tuple(dict.fromkeys(str(_MERGED.get(t, t)) for t in listed if t))
