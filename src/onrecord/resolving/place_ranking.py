"""Which of a name's places is meant: a linear ranker over features that can be read off and said in words.

Every name of a document is judged twice. First on its own: what kind of thing, how many people, what the words around
it say, where the outlet is at home. Then in company: which countries and areas the other names lie in, how near the
others are. The weights are trained by training/fit_places.py (conditional logit: the chosen sense against all others of
its name); a positive weight speaks for a place.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.resolving.gazetteer import Home, Sense

Floats = NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088
ALONE = (
    "country", "region", "adm1", "adm2", "capital", "people", "area_people", "dominance", "alias", "inside_container",
    "namesake_seat", "inside_namesake", "area_cue", "city_cue", "home_near", "home_close", "home_country", "home_far",
)  # fmt: skip
IN_COMPANY = (
    *ALONE, "country_named", "country_share", "area_named", "area_share", "near_other", "close_other", "remote",
)  # fmt: skip
NEAR_KM, CLOSE_KM, FAR_KM = 50.0, 300.0, 1000.0
"""How distances become features: exp(-d/NEAR), exp(-d/CLOSE), and whether d is above FAR."""

LEAST_BELIEF = 0.02
"""Senses less likely than this after the first round have no say about the other names."""
LEAST_SURE = 0.3
"""Below this belief in its best sense a name is no landmark for others."""
_LOCAL = ("city", "adm2")
_AT = {name: column for column, name in enumerate(IN_COMPANY)}
_WEIGHTS = Path(__file__).parent.parent / "data" / "place_weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name in one document: all its senses, what is said to contain it, and how often it is named."""

    key: str
    senses: tuple[Sense, ...]
    containers: tuple[Sense, ...] = ()
    cue: str | None = None
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The sense chosen (an index), the belief in it (0..1) and its features by name."""

    index: int
    belief: float
    features: dict[str, float]


@cache
def weights() -> tuple[Floats, Floats]:
    """The trained weights of the two rounds, in the order of ALONE and IN_COMPANY."""
    data = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return (
        np.array([data["alone"][name] for name in ALONE]),
        np.array([data["in_company"][name] for name in IN_COMPANY]),
    )


def rank(names: Sequence[Name], *, home: Home | None, nationalities: Sequence[str]) -> list[Choice]:
    """The best sense of each name (each must have one). ``nationalities`` are countries that demonyms speak of."""
    alone, in_company = weights()
    tables = [features_alone(name, home) for name in names]
    beliefs = [softmax(_as_told(name, table, table @ alone)) for name, table in zip(names, tables, strict=True)]
    full = features_in_company(names, tables, beliefs=beliefs, nationalities=nationalities)
    choices = []
    for name, table in zip(names, full, strict=True):
        belief = softmax(_as_told(name, table, table @ in_company))
        best = int(belief.argmax())
        features = dict(zip(IN_COMPANY, table[best].tolist(), strict=True))
        choices.append(Choice(index=best, belief=float(belief[best]), features=features))
    return choices


def _as_told(name: Name, table: Floats, scores: Floats) -> Floats:
    """The scores, with no chance for senses outside of what the text says the place lies in.

    A namesake of the place itself rules nothing out: "the City of York, the York school board".
    """
    inside = table[:, _AT["inside_container"]] > 0
    named_alike = {sense.entry.id for sense in name.senses} & {container.entry.id for container in name.containers}
    return np.where(inside, scores, -np.inf) if inside.any() and not named_alike else scores


def features_alone(name: Name, home: Home | None) -> Floats:
    """One row for each sense, columns as in ALONE."""
    table = np.zeros((len(name.senses), len(ALONE)))
    _fill_kinds(table, name)
    _fill_words_around(table, name)
    if home is not None:
        table[:, _AT["home_country"]] = [sense.entry.country == home.country for sense in name.senses]
        if home.lat is not None and home.lon is not None:
            lat, lon, local = points(name.senses)
            km = distance_km(lat, lon, np.array(home.lat), np.array(home.lon))
            table[:, _AT["home_near"]] = np.exp(-km / NEAR_KM) * local
            table[:, _AT["home_close"]] = np.exp(-km / CLOSE_KM) * local
            table[:, _AT["home_far"]] = (km > FAR_KM) * local
    return table


def _fill_kinds(table: Floats, name: Name) -> None:
    """What kind of thing each sense is, and how many people live there."""
    largest = max((s.entry.population for s in name.senses if s.entry.kind == "city"), default=0)
    seats, countries = _namesakes(name)
    for row, sense in zip(table, name.senses, strict=True):
        entry = sense.entry
        people = float(np.log10(entry.population + 100)) - 4
        if entry.kind == "city":
            row[_AT["people"]] = people
            row[_AT["dominance"]] = np.log10((entry.population + 100) / (largest + 100))
            row[_AT["capital"]] = entry.feature == "PPLC"
        else:
            row[_AT[entry.kind]] = 1.0
        if entry.kind == "adm1":
            row[_AT["area_people"]] = people
            row[_AT["namesake_seat"]] = np.sqrt(min(1.0, seats.get(entry.id, 0) / max(entry.population, 1)))
        row[_AT["inside_namesake"]] = entry.kind != "country" and entry.country in countries
        row[_AT["alias"]] = sense.alias


def _fill_words_around(table: Floats, name: Name) -> None:
    """What the text says the place lies in, and whether it speaks of a town or of an area."""
    areas = {container.entry.id for container in name.containers}
    countries = {container.entry.country for container in name.containers if container.entry.kind == "country"}
    for row, sense in zip(table, name.senses, strict=True):
        entry = sense.entry
        row[_AT["inside_container"]] = entry.area in areas or (entry.country in countries and entry.kind != "country")
        row[_AT["area_cue"]] = name.cue == "area" and entry.kind in ("adm1", "adm2", "region")
        row[_AT["city_cue"]] = name.cue == "city" and entry.kind == "city"


def _namesakes(name: Name) -> tuple[dict[int, int], set[str | None]]:
    """The people of the largest town of the same name in each area ("Kharkiv" and its region), and the countries of the
    name ("Mexico" and its state of Mexico)."""
    seats: dict[int, int] = {}
    for sense in name.senses:
        entry = sense.entry
        if entry.kind == "city" and entry.area is not None:
            seats[entry.area] = max(seats.get(entry.area, 0), entry.population)
    return seats, {s.entry.country for s in name.senses if s.entry.kind == "country"}


def features_in_company(
    names: Sequence[Name], tables: Sequence[Floats], *, beliefs: Sequence[Floats], nationalities: Sequence[str]
) -> list[Floats]:
    """The rows of ``tables`` with the columns that tell how well each sense goes with the other names."""
    places = _Company(names, beliefs, nationalities)
    return [np.hstack([table, places.around(i)]) for i, table in enumerate(tables)]


class _Company:
    """Where all the names of a document are believed to lie after the first round."""

    def __init__(self, names: Sequence[Name], beliefs: Sequence[Floats], nationalities: Sequence[str]) -> None:
        self.names = names
        self.countries: list[dict[str, float]] = []
        self.areas: list[dict[int, float]] = []
        self.named_countries: dict[str, float] = {}
        self.total_country: dict[str, float] = {}
        self.total_area: dict[int, float] = {}
        self.sure = np.array([float(belief.max()) for belief in beliefs])
        self.named_countries.update(dict.fromkeys(nationalities, 1.0))
        for name, belief in zip(names, beliefs, strict=True):
            self._add(name, belief)
        picked = [name.senses[int(belief.argmax())] for name, belief in zip(names, beliefs, strict=True)]
        self.lat, self.lon, local = points(picked)
        self.local = local > 0

    def _add(self, name: Name, belief: Floats) -> None:
        country: dict[str, float] = {}
        area: dict[int, float] = {}
        for sense, p in zip(name.senses, belief.tolist(), strict=True):
            entry = sense.entry
            if p < LEAST_BELIEF:
                continue
            if entry.country is not None:
                country[entry.country] = country.get(entry.country, 0.0) + p
                if entry.kind == "country":
                    self.named_countries[entry.country] = max(self.named_countries.get(entry.country, 0.0), p)
            number = entry.id if entry.kind == "adm1" else entry.area
            if number is not None:
                area[number] = area.get(number, 0.0) + p
        self.countries.append(country)
        self.areas.append(area)
        for code, p in country.items():
            self.total_country[code] = self.total_country.get(code, 0.0) + p
        for number, p in area.items():
            self.total_area[number] = self.total_area.get(number, 0.0) + p

    def around(self, index: int) -> Floats:
        """One row for each sense of the name at ``index``: how well it goes with the other names."""
        senses = self.names[index].senses
        table = np.zeros((len(senses), len(IN_COMPANY) - len(ALONE)))
        others = max(len(self.names) - 1, 1)
        _, namesakes = _namesakes(self.names[index])  # "Mexico" named says nothing for its state of Mexico
        for row, sense in zip(table, senses, strict=True):
            entry = sense.entry
            of_country = of_area = 0.0
            if entry.country is not None:
                of_country = self.total_country.get(entry.country, 0.0) - self.countries[index].get(entry.country, 0.0)
            number = entry.id if entry.kind == "adm1" else entry.area
            if entry.kind == "country":
                # A country is to itself what its areas are to a town: other names in it speak for it.
                of_area = of_country
            elif number is not None:
                of_area = self.total_area.get(number, 0.0) - self.areas[index].get(number, 0.0)
            named = self.named_countries.get(entry.country or "", 0.0) if entry.country not in namesakes else 0.0
            row[:4] = named, of_country / others, min(of_area, 1.0), of_area / others
        km, local = self._nearest(index)
        table[:, 4] = np.exp(-km / NEAR_KM) * local
        table[:, 5] = np.exp(-km / CLOSE_KM) * local
        table[:, 6] = (km > FAR_KM) * local
        return table

    def _nearest(self, index: int) -> tuple[Floats, Floats]:
        """For each sense the distance to the nearest other town or county, and whether it is such a place itself."""
        lat, lon, local = points(self.names[index].senses)
        use = self.local & (self.sure > LEAST_SURE)
        use[index] = False
        if not use.any():
            return np.full(len(lat), (CLOSE_KM + FAR_KM) / 2), local
        return distance_km(lat[:, None], lon[:, None], self.lat[use], self.lon[use]).min(axis=1), local


def points(senses: Sequence[Sense]) -> tuple[Floats, Floats, Floats]:
    """Latitudes, longitudes, and 1 for each sense small enough to be a point (a town or county), else 0."""
    rows = [(s.entry.lat, s.entry.lon, float(s.entry.kind in _LOCAL)) for s in senses]
    lat, lon, local = np.array(rows).reshape(-1, 3).T
    return lat, lon, local


def distance_km(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Great-circle distance in km of points given in degrees."""
    a, b = np.radians(lat), np.radians(other_lat)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(other_lon - lon) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, np.sqrt(half))), dtype=np.float64)


def softmax(scores: Floats) -> Floats:
    """Scores of one name's senses as beliefs that sum to 1."""
    shifted = np.exp(scores - scores.max())
    return np.asarray(shifted / shifted.sum(), dtype=np.float64)
