"""The hand-written tables of actors: well formed, each row with its source, and read as they are meant."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import get_args

import pytest

from onrecord.ontology.plover import SECTORS
from onrecord.resolving.countries import Entry, HintKind, country_names, look_up, meaning_at, rows
from onrecord.resolving.officeholders import Tenure, held_by, prominent

OFFICIALS = list(rows("officials.csv"))
INSTITUTIONS = list(rows("institutions.csv"))
DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")


def entry(name: str) -> Entry:
    found = look_up(name)
    assert found is not None, name
    return found


def holder(name: str, date: str | None) -> Tenure:
    found = held_by(name, date=date)
    assert found is not None, name
    return found


def aliases(row: dict[str, str]) -> list[str]:
    return [alias for alias in row["aliases"].split(";") if alias]


def not_after(start: str, end: str) -> bool:
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]


@pytest.mark.parametrize("table", [OFFICIALS, INSTITUTIONS], ids=["officials", "institutions"])
def test_rows_have_dates_codes_and_a_source(table: list[dict[str, str]]) -> None:
    for row in table:
        assert row["name"], row
        assert row["name"] == row["name"].strip(), row
        assert all(DATE.fullmatch(row[date]) for date in ("start", "end") if row[date]), row
        assert not row["end"] or not_after(row["start"], row["end"]), row
        assert not row["country"] or row["country"] in country_names(), row
        assert row["source"].strip(), row
        assert not re.search(r"[\t|]", "".join(row.values())), row


def test_officials_have_a_role_a_start_and_a_sector() -> None:
    assert len({row["name"] for row in OFFICIALS}) >= 420
    for row in OFFICIALS:
        assert row["gender"] in {"m", "f"}, row
        assert all((row["role"], row["start"])), row
        assert row["sector"] in SECTORS, row
        assert not row["wikidata"] or re.fullmatch(r"Q\d+", row["wikidata"]), row
        assert row["country"] or row["sector"] in {"IGO", "UNO", "EUR", "NGO", "REB"}, row


def test_no_office_stands_twice_and_a_person_is_the_same_in_all_rows() -> None:
    offices = Counter((row["name"], row["country"], row["role"], row["start"]) for row in OFFICIALS)
    assert [office for office, count in offices.items() if count > 1] == []
    people = {(row["name"], row["gender"], row["aliases"], row["wikidata"]) for row in OFFICIALS}
    assert len(people) == len({row["name"] for row in OFFICIALS})


def test_no_spelling_names_two_people() -> None:
    spellings = {(spelling.lower(), row["name"]) for row in OFFICIALS for spelling in (row["name"], *aliases(row))}
    assert [name for name, count in Counter(spelling for spelling, _ in spellings).items() if count > 1] == []
    ids = {(row["wikidata"], row["name"]) for row in OFFICIALS if row["wikidata"]}
    assert len(ids) == len({wikidata for wikidata, _ in ids})


def test_institutions_have_a_kind_and_periods_that_follow_each_other() -> None:
    for row in INSTITUTIONS:
        assert row["kind"] in get_args(HintKind), row
        assert row["sector"] in SECTORS or row["kind"] == "region", row
    by_name: dict[str, list[dict[str, str]]] = {}
    for row in INSTITUTIONS:
        by_name.setdefault(row["name"], []).append(row)
    for periods in by_name.values():
        for earlier, later in pairwise(periods):
            assert earlier["end"], later
            assert not_after(earlier["end"], later["start"]), later


@pytest.mark.parametrize(
    ("name", "date", "sector"),
    [
        ("Taliban", "2000-06", "GOV"),
        ("Taliban", "2015", "REB"),
        ("the Taliban", "2023-04-02", "GOV"),
        ("Rapid Support Forces", "2022-01", "PRM"),
        ("Rapid Support Forces", "2023-06", "REB"),
        ("FARC", "2012-10", "REB"),
        ("Muslim Brotherhood", "2012-11", "GOV"),
        ("Muslim Brotherhood", "2014-01", "OPP"),
        ("Hezbollah", "2015-01", "REB"),
    ],
)
def test_what_a_name_means_depends_on_the_date(name: str, date: str, sector: str) -> None:
    assert meaning_at(entry(name), date).sector == sector


def test_a_name_without_a_date_means_what_it_means_last() -> None:
    assert meaning_at(entry("Taliban"), None).sector == "GOV"
    assert meaning_at(entry("Sudan People's Liberation Army"), "2001-01").country == "SDN"
    assert meaning_at(entry("Sudan People's Liberation Army"), None).country == "SSD"


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Mullah Omar", "Mohammed Omar"),
        ("Khaled Meshaal", "Khaled Mashal"),
        ("Abu Mohammed al-Jolani", "Ahmed al-Sharaa"),
        ("Hemedti", "Mohamed Hamdan Dagalo"),
    ],
)
def test_people_are_found_under_their_other_names(spelling: str, name: str) -> None:
    assert holder(spelling, None).name == name


def test_an_office_open_in_the_snapshot_ends_with_the_change_our_list_tells() -> None:
    minister, commissioner = holder("Teresa Ribera", "2023-05"), holder("Teresa Ribera", "2025-05")
    assert (minister.country, commissioner.sector) == ("ESP", "EUR")
    assert minister.wikidata == commissioner.wikidata
    late = held_by("Boris Johnson", date="2025-06")
    assert late is None or late.end == "2022-09"


def test_one_person_has_one_wikidata_id_in_all_offices_and_spellings() -> None:
    for name in ("Sergei Shoigu", "Sergey Shoygu"):
        now, before = holder(name, "2025-01"), holder(name, "2020-01")
        assert (now.position, before.position) == ("Secretary of the Security Council", "Minister of Defence")
        assert now.wikidata == before.wikidata == "Q32024"


def test_a_surname_alone_means_a_minister_only_when_nobody_else_bears_it() -> None:
    assert prominent("Schneider", date="2025-06", countries=["DEU"]) is None
    spokesman = prominent("Peskov", date="2023-06", countries=["RUS"])
    assert spokesman is not None
    assert spokesman.name == "Dmitry Peskov"
