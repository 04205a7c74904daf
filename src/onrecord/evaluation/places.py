"""Places end to end (Gritta, Pilehvar & Collier 2018): found in the text and put within 161 km (100 miles) of gold.

A toponym that was missed, or left without coordinates, counts as wrong. Where both carry the same GeoNames id it is the
same place, however far apart two gazetteers put its centre. Some gold sets mark demonyms ("Egyptian officials") as
toponyms, which a record does not take for places; the names found are counted with them and without.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from onrecord.evaluation.counting import Figures, Json, f1_of
from onrecord.evaluation.spans import pair_spans, without_repeats
from onrecord.resolving.countries import look_up

_NEAR_KM = 161.0
_EARTH_RADIUS_KM = 6371.0088


def score(gold: Sequence[Json], predicted: Mapping[str, Sequence[Json]]) -> Figures:
    """Score toponyms (``start``, ``end``, ``lat``, ``lon``, ``geonames_id``) by document id."""
    pairs = found = near = n_gold = n_system = located = peoples = peoples_found = 0
    for document in gold:
        toponyms = document["toponyms"]
        system = without_repeats(predicted.get(document["id"], ()))
        of = pair_spans(toponyms, system)
        pairs += len(of)
        n_gold += len(toponyms)
        n_system += len(system)
        for i, toponym in enumerate(toponyms):
            if _is_demonym(document["text"][toponym["start"] : toponym["end"]]):
                peoples += 1
                peoples_found += i in of
            if not _has_coordinates(toponym):
                continue
            located += 1
            distance = _distance(toponym, system[of[i]]) if i in of else None
            found += distance is not None
            near += distance is not None and distance <= _NEAR_KM
    return {
        "within 161 km": near / located if located else None,
        "within 161 km, of those found": near / found if found else None,
        "names found F1": f1_of(pairs, predicted=n_system, gold=n_gold),
        "names found F1, demonyms passed over": f1_of(
            pairs - peoples_found, predicted=n_system - peoples_found, gold=n_gold - peoples
        ),
    }


def _is_demonym(words: str) -> bool:
    entry = look_up(words)
    return entry is not None and entry.kind == "demonym"


def _distance(gold: Json, system: Json) -> float | None:
    """Kilometres between the two; 0 for the same GeoNames id; None where the system gives no coordinates."""
    ids = gold.get("geonames_id"), system.get("geonames_id")
    if None not in ids and str(ids[0]) == str(ids[1]):
        return 0.0
    if not _has_coordinates(system):
        return None
    return great_circle_km((gold["lat"], gold["lon"]), (system["lat"], system["lon"]))


def _has_coordinates(toponym: Json) -> bool:
    return toponym.get("lat") is not None and toponym.get("lon") is not None


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Distance between two (latitude, longitude) pairs in degrees on a sphere, by the haversine formula."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b[1] - a[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(h)))
