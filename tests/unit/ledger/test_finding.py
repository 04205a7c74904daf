"""Whom a name that no text uses may mean, and how it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.ledger import ActorSummary, Found, Ledger
from onrecord.ledger.finding import otherwise
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
)


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
        ("Danish prime minister", [], ""),
        ("Norwegian", [], ""),
        ("zzz", [], ""),
        ("", [], ""),
        ("...", [], ""),
    ],
)
def test_ways_to_find_somebody(name: str, names: list[str], how: str) -> None:
    found = otherwise(name, EVERYBODY)
    assert ([actor.name for actor in found.actors], found.how) == (names, how)


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
