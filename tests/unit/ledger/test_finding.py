"""Whom a name that no text uses may mean, and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ledger import ActorSummary, Found, Ledger
from onrecord.ledger.finding import namesakes, otherwise
from onrecord.ledger.names import nearest
from onrecord.model import Record


def party(name: str, kind: str = "person", **facts: str) -> ActorSummary:
    known = dict.fromkeys(("country", "sector", "role", "wikidata")) | facts
    counts = dict.fromkeys(("documents", "mentions", "statements", "events", "received"), 1)
    return ActorSummary(name=name, kind=kind, **known, **counts)  # type: ignore[arg-type]


EVERYBODY = (
    party("Jonas Store", role="Prime Minister", country="NOR"),
    party("Ulf Bergstrom", role="prime minister", country="SWE"),
    party("Mohammed bin Rashid", country="ARE"),
    party("Sergey Lavrentov", country="RUS", wikidata="Q900010"),
    party("Sergei Lavrentov", country="RUS", wikidata="Q900010"),
    party("Ana Bergstrom"),
    party("Border and Coast Guard", "organization", country="NOR"),
    party("UNHCR", "organization"),
    party("Russia", "country", country="RUS"),
    party("Norwegian officials", "group", country="NOR"),
    party("the KDL, the Ilvanian navy", "unnamed", country="NOR"),
    party("Harbour workers", "group", country="NOR"),
    party("Tora Lunde", role="Secretary-General of the Council of Europe"),
    party("Mina Orr", role="spokeswoman", country="KEN"),
    party("Ekow Baden", role="head of the army", country="GHA"),
    party("OSCE", "organization"),
    party("CAR", "country", country="CAF"),
    party("MSF", "organization", sector="NGO"),
    party("Aymara Ramos", wikidata="Q900011"),
)
MENTIONS = {
    "Mina Orr": {"harbour board's chief's spokeswoman, mina orr"},
    "Aymara Ramos": {"united nations refugee envoy, aymara ramos", "aymara ramos, aide of the trade minister"},
}


@pytest.mark.parametrize(
    ("name", "names", "how"),
    [
        ("bin Rashid", ["Mohammed bin Rashid"], "a part of the name"),
        ("the bergstrom", ["Ulf Bergstrom", "Ana Bergstrom"], "a part of the name"),
        ("Lavrentov", ["Sergey Lavrentov"], "a part of the name"),
        ("BCG", ["Border and Coast Guard"], "another name of theirs"),
        ("Kremlin", ["Russia"], "another name of theirs"),
        ("Moscow", ["Russia"], "another name of theirs"),
        ("Norwegian prime minister", ["Jonas Store"], "by country and office"),
        ("the prime minister of Norway", ["Jonas Store"], "by country and office"),
        ("norway's Prime Minister", ["Jonas Store"], "by country and office"),
        ("Muhammad bin Rashid", ["Mohammed bin Rashid"], "another spelling"),
        ("Serguei Lavrentov", ["Sergey Lavrentov"], "another spelling"),
        ("Council of Europe chief", ["Tora Lunde"], "by country and office"),
        ("secretary general of the Council of Europe", ["Tora Lunde"], "by country and office"),
        ("head of Ghana's army", [], ""),
        ("Ghanaian army", [], ""),
        ("UN refugee envoy", ["Aymara Ramos"], "so called in a text"),
        ("trade minister", [], ""),
        ("board's chief", [], ""),
        ("KDL", ["the KDL, the Ilvanian navy"], "named in the description"),
        ("ilvanian navy", ["the KDL, the Ilvanian navy"], "named in the description"),
        ("harbour", [], ""),
        ("officials", [], ""),
        ("Danish prime minister", [], ""),
        ("Norwegian", [], ""),
        ("zzz", [], ""),
        ("", [], ""),
        ("...", [], ""),
    ],
)
def test_ways_to_find_somebody(name: str, names: list[str], how: str) -> None:
    found = otherwise(name, EVERYBODY, MENTIONS)
    assert ([actor.name for actor in found.actors], found.how) == (names, how)


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Hemeti", party("Hemedti", wikidata="Q63145660")),
        ("Dagalo", party("Hemedti", wikidata="Q63145660")),
        ("Red Cross", party("ICRC", "organization", sector="NGO")),
    ],
)
def test_names_that_the_shipped_tables_know_for_another(name: str, actor: ActorSummary) -> None:
    assert otherwise(name, [actor], {}).actors == (actor,)


def test_a_name_in_the_tables_is_nobody_else_s() -> None:
    unlinked = party("Hemedti")  # no Wikidata id: not known to be the one in the tables
    crossing = party("Red Crossing", "organization")
    assert otherwise("Dagalo", [unlinked], {}).actors == ()
    assert otherwise("Red Cross", [crossing, party("LRA", "organization")], {}).actors == ()
    assert otherwise("Army", [party("LRA", "organization")], {}).actors == ()


def test_several_described_are_several() -> None:
    pair = (party("gunmen of the KDL", "group"), party("the KDL's envoy", "unnamed"))
    assert otherwise("KDL", pair, {}).several


def test_namesakes_are_people_who_bear_the_name_and_are_not_found() -> None:
    found = Found(name="Kell", actors=(party("Ana Kell", wikidata="Q900001"),))
    people = [("Ana Kell", "Q900001"), ("A. Kell", "Q900001"), ("Jo Kell", None), ("Max Kellner", None)]
    assert namesakes(found, people) == ("Jo Kell",)
    assert namesakes(Found(name="Jo Kell", actors=(party("Jo Kell"),)), people) == ()


def test_several_are_told_apart_by_id_or_name_and_a_full_name_is_one() -> None:
    pair = (party("Ana Kell"), party("Jo Kell"))
    assert Found(name="Kell", actors=pair).several
    assert not Found(name="ana kell", actors=pair).several
    same = (party("A. Kell", wikidata="Q900001"), party("Ana Kell", wikidata="Q900001"))
    assert not Found(name="Kell", actors=same).several
    assert not Found(name="officials", actors=(party("x", "group"), party("y", "unnamed"))).several


def test_a_name_that_a_text_uses_goes_first(path: Path, records: list[Record]) -> None:
    with Ledger(path) as book:
        for record in records:
            book.put(record)
        called = book.find("Deshi")
        assert ({actor.name for actor in called.actors}, called.how) == ({"Orlo Deshi"}, "")
        assert book.find("nobody at all").actors == ()


def test_names_near_an_unknown_one_are_compared_without_marks() -> None:
    assert nearest("KDL", ["the KDL, the Ilvanian navy", "the navy"]) == ["the KDL, the Ilvanian navy"]
