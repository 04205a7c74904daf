"""Place names and what they can stand for, out of one small SQLite file.

    name "Springfield" -> 40 entries, the most important first -> ranked by places.py

The file is built by ``training/build_gazetteer.py``. It is opened read-only and immutable, once per process, and never
loaded as a whole: a look-up costs a few microseconds and is remembered.
"""

from __future__ import annotations

import functools
import os
import re
import sqlite3
import struct
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

EntryKind = Literal["region", "country", "adm1", "adm2", "city"]

DEGREES_PER_UNIT = 1e-4
"""Coordinates stand in the file as whole ten-thousandths of a degree (about 11 metres)."""

MOST_ENTRIES = 80
"""A name like San Jose has hundreds of bearers; only this many, the most important, are looked at."""

_REGIONS_AND_COUNTRIES = 1_000
_KINDS: tuple[EntryKind, ...] = ("region", "country", "adm1", "adm2", "city")
_PATH = Path(__file__).parent.parent / "data" / "gazetteer.sqlite"
_WORD = re.compile(r"[a-z0-9]+")
_HOST = re.compile(r"^(?:[a-z]+://)?(?:www\.)?")
_JOINED = str.maketrans("", "", "'’`ʻ‘.ʼ")
_LONG_FORMS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on the map. ``geonames`` is None for regions GeoNames has no number for; ``country`` is ISO 3166-1
    alpha-3; ``area`` is the ``id`` of the first-level area it lies in; ``population`` is 0 where unknown; ``told`` says
    where a user's own table has it, "" for ours."""

    id: int
    geonames: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    area: int | None
    kind: EntryKind
    feature: str
    population: int
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """One thing a name can stand for; ``alias`` when the name is not the entry's own first name."""

    entry: Entry
    alias: bool


class Bounds(NamedTuple):
    """A rectangle on the map, in degrees."""

    south: float
    north: float
    west: float
    east: float

    def holds(self, entry: Entry) -> bool:
        """Whether an entry lies in it."""
        return self.south <= entry.lat <= self.north and self.west <= entry.lon <= self.east


class Home(NamedTuple):
    """An outlet's country (alpha-3) and home place; the coordinates are None where only the country is known."""

    country: str | None
    lat: float | None
    lon: float | None


def normal(name: str) -> str:
    """The form names are compared in: no accents, case or punctuation, St. and Mt. written out, no leading article."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = _WORD.findall(name.translate(_JOINED).casefold())
    if len(words) > 1:
        if words[0] == "the":
            words = words[1:]
        words = [_LONG_FORMS.get(word, word) for word in words[:-1]] + words[-1:]
    return " ".join(words)


def beyond_ascii(name: str) -> str:
    """The letters of a name that :func:`normal` has no form for and leaves out: "ø" of "Tromsø", none of "Malmö"."""
    if name.isascii():
        return ""
    bare = unicodedata.normalize("NFKD", name.translate(_JOINED)).casefold()
    return "".join(c for c in bare if c.isalpha() and not c.isascii())


class Gazetteer:
    """Read-only look-ups in one gazetteer file. Raises sqlite3.OperationalError when the file is not there."""

    def __init__(self, path: Path = _PATH) -> None:
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._senses = functools.lru_cache(maxsize=50_000)(self._read_senses)
        self._entry = functools.lru_cache(maxsize=50_000)(self._read_entry)
        self._bounds = functools.lru_cache(maxsize=None)(self._read_bounds)

    def look_up(self, name: str) -> tuple[Sense, ...]:
        """Everything ``name`` (as written) can stand for, the most important first; empty when it is no place."""
        return self._senses(normal(name))

    def senses(self, key: str) -> tuple[Sense, ...]:
        """The same for a name that :func:`normal` has been applied to already."""
        return self._senses(key)

    def country(self, code: str) -> Sense | None:
        """A country by its alpha-3 code, as what its own name stands for."""
        named = self.look_up(self.country_names.get(code, ""))
        return next((s for s in named if s.entry.kind == "country" and s.entry.country == code), None)

    def bounds(self, country: str) -> Bounds | None:
        """The rectangle that holds all entries of a country (alpha-3), None when there is none of it."""
        return self._bounds(country)

    def entry(self, number: int) -> Entry:
        """The entry with this ``id`` (the file's own number); raises KeyError when there is none."""
        return self._entry(number)

    @functools.cached_property
    def demonyms(self) -> dict[str, str]:
        """Demonyms in their normal form ("kenyan") with the country's alpha-3 code."""
        return dict(self._database.execute("SELECT key, country FROM demonym"))

    @functools.cached_property
    def country_names(self) -> dict[str, str]:
        """Every country's name by its alpha-3 code."""
        # Regions and countries have the lowest numbers: this reads a few pages, not the table.
        rows = self._database.execute(
            "SELECT country, name FROM entry WHERE id < ? AND kind = 1", (_REGIONS_AND_COUNTRIES,)
        )
        return dict(rows)

    def parts(self) -> list[dict[str, str | int]]:
        """What the file is made of: for each part its rows, origin, licence, snapshot and what it lacks."""
        cursor = self._database.execute("SELECT part, rows, origin, licence, snapshot, lacks FROM about")
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor]

    def home(self, outlet: str) -> Home | None:
        """Where an outlet, given as address, domain or name, is at home; None when it is not known."""
        domain = _HOST.sub("", outlet.strip().casefold()).partition("/")[0]
        while "." in domain:
            row = self._database.execute("SELECT country, lat, lon FROM outlet WHERE domain = ?", (domain,)).fetchone()
            if row is not None:
                return Home(*row)
            domain = domain.partition(".")[2]
        row = self._database.execute(
            "SELECT country, lat, lon FROM outlet WHERE name = ? COLLATE NOCASE", (outlet.strip(),)
        ).fetchone()
        return Home(*row) if row is not None else None

    def _read_senses(self, key: str) -> tuple[Sense, ...]:
        row = self._database.execute("SELECT entries FROM name WHERE key = ?", (key,)).fetchone()
        if row is None:
            return ()
        packed = struct.unpack(f"<{len(row[0]) // 4}I", row[0])[:MOST_ENTRIES]
        return tuple(Sense(entry=self._entry(number >> 1), alias=bool(number & 1)) for number in packed)

    def _read_bounds(self, country: str) -> Bounds | None:
        # Goes through the whole table, some 20 ms, so it is asked only where a text and the gazetteer disagree.
        row = self._database.execute(
            "SELECT min(lat), max(lat), min(lon), max(lon) FROM entry WHERE country = ?", (country,)
        ).fetchone()
        return Bounds(*(edge * DEGREES_PER_UNIT for edge in row)) if row[0] is not None else None

    def _read_entry(self, number: int) -> Entry:
        row = self._database.execute(
            "SELECT geonames, name, lat, lon, country, area, kind, feature, population FROM entry WHERE id = ?",
            (number,),
        ).fetchone()
        if row is None:
            raise KeyError(number)
        geonames, name, lat, lon, country, area, kind, feature, population = row
        return Entry(
            id=number,
            geonames=geonames,
            name=name,
            lat=lat * DEGREES_PER_UNIT,
            lon=lon * DEGREES_PER_UNIT,
            country=country,
            area=area,
            kind=_KINDS[kind],
            feature=feature,
            population=population,
        )


def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package: one open connection per process."""
    return _opened(os.getpid())


@functools.lru_cache(maxsize=1)
def _opened(_process: int) -> Gazetteer:
    # SQLite connections must not be carried over a fork, so the process number is part of the key.
    return Gazetteer()
