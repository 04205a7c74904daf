from __future__ import annotations

import csv
import gzip
from collections import Counter
from importlib.resources import files

from onrecord.about import data_files, what_ships

DATA = files("onrecord") / "data"


def test_every_file_of_data_is_told_and_no_other() -> None:
    told = {table["file"] for table in data_files()}
    there = {
        f"{folder}{file.name}" for folder in ("", "actors/") for file in (DATA / folder).iterdir() if file.is_file()
    }
    assert told == there - {"README.md", "actors/README.md", "about.csv"}


def test_every_file_has_all_its_facts() -> None:
    for table in data_files():
        assert all(table[fact].strip() for fact in ("what", "origin", "licence", "snapshot", "lacks")), table["file"]
        assert not any(fact.endswith(".") for fact in table.values()), table["file"]


def test_rows_are_those_of_the_files() -> None:
    rows = Counter({table["file"]: int(table["rows"]) for table in data_files() if table["file"].startswith("actors/")})
    with (DATA / "actors" / "officials.csv").open(encoding="utf-8", newline="") as file:
        assert rows["actors/officials.csv"] == len(list(csv.DictReader(file)))
    packed = (DATA / "actors" / "officeholders.tsv.gz").read_bytes()
    assert rows["actors/officeholders.tsv.gz"] == len(gzip.decompress(packed).decode().splitlines())
    assert rows["actors/places.txt"] > 90_000


def test_what_the_office_holders_lack_is_true() -> None:
    lines = gzip.decompress((DATA / "actors" / "officeholders.tsv.gz").read_bytes()).decode().splitlines()
    countries = {line.split("\t")[3] for line in lines}
    assert not countries & {"DEU", "AFG", "LBN", "LBY", "QAT", "COL", "VEN", "JOR", "MLI"}


def test_the_text_tells_licences_and_gaps() -> None:
    text = what_ships()
    for words in (
        "Apache-2.0",
        "Licence: CC BY 4.0",
        "creativecommons.org/licenses/by/4.0",
        "Does not know: ",
        "Open Database",
    ):
        assert words in text
    assert max(map(len, text.partition("Data inside the package")[2].partition("\nOnrecord\n")[0].splitlines())) <= 100
