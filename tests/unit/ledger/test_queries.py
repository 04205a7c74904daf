from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.ledger import Filter, Ledger
from onrecord.model import Record


@pytest.fixture
def ledger(path: Path, records: list[Record]) -> Iterator[Ledger]:
    with Ledger(path) as book:
        for record in records:
            book.put(record)
        yield book


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (Filter(type="COERCE"), ["e3", "e6"]),
        (Filter(type="coerce"), ["e3", "e6"]),
        (Filter(actor="sarn"), ["e1", "e2"]),
        (Filter(actor="Ilvanian forces", type="ASSAULT"), ["e1", "e2"]),
        (Filter(party="actor"), ["e2"]),
        (Filter(country="srn"), ["e1", "e2"]),
        (Filter(sector="MIL", type="COERCE"), ["e3"]),
        (Filter(country="nowhere"), []),
        (Filter(document="herald-7"), ["e1"]),
        (Filter(outlet="the kostra herald"), ["e1"]),
        (Filter(until="2024-05-03"), ["e1"]),
        (Filter(since="2024-05-06"), ["e1"]),
        (Filter(since="2024-06"), []),
        (Filter(actor="nobody at all"), []),
    ],
)
def test_events_are_filtered(ledger: Ledger, only: Filter, ids: list[str]) -> None:
    assert [row.id for row in ledger.events(only)] == ids


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        (Filter(type="deny"), ["s3"]),
        (Filter(actor="ORLO DESHI"), ["s1", "s2"]),
        (Filter(actor="q900001"), ["s1", "s2"]),
        (Filter(country="SRN"), ["s1", "s2"]),
        (Filter(actor="the sarnish daily Morgenblatt"), ["s4"]),
        (Filter(until="2024-05"), ["s1", "s2", "s3", "s4", "s5", "s6", "s1"]),
    ],
)
def test_statements_are_filtered(ledger: Ledger, only: Filter, ids: list[str]) -> None:
    assert [row.id for row in ledger.statements(only)] == ids


def test_rows_come_in_time_and_the_texts_own_date_counts_first(ledger: Ledger) -> None:
    rows = list(ledger.events())
    assert [row.dated for row in rows] == sorted(row.dated or "" for row in rows)
    assert (rows[0].dated, rows[0].dated_by, rows[0].time_words) == ("2024-05-03", "relative", "Friday")
    assert (rows[-1].dated, rows[-1].dated_by, rows[-1].time_words) == ("2024-05-06", "publication", None)


def test_limit(ledger: Ledger) -> None:
    assert len(list(ledger.events(limit=3))) == 3
    assert len(list(ledger.documents(limit=1))) == 1


def test_actors_are_counted_over_documents(ledger: Ledger) -> None:
    first = next(ledger.actors())
    assert (first.name, first.documents, first.mentions) == ("Orlo Deshi", 2, 4)
    assert (first.statements, first.events, first.received) == (2, 1, 0)
    assert [row.name for row in ledger.actors(Filter(type="group"))] == ["hundreds of marchers"]


def test_documents_may_be_asked_for_by_an_actor_they_mention(ledger: Ledger) -> None:
    assert [row.id for row in ledger.documents(Filter(actor="deshi"))] == ["wire-1", "herald-7"]
    assert [row.id for row in ledger.documents(Filter(actor="ana kell"))] == ["wire-1"]


@pytest.mark.parametrize("name", ["Orlo Deshi", "deshi", "DESHI", "Deshi's", "the  Deshi", "Órlo Deshi"])
def test_an_actor_is_found_by_any_name_in_every_document(ledger: Ledger, name: str) -> None:
    history = ledger.actor_history(name)
    assert [(item.part, item.entry.document, item.entry.id) for item in history.entries] == [
        ("said", "wire-1", "s1"),
        ("said", "wire-1", "s2"),
        ("did", "herald-7", "e1"),
    ]
    assert len(history.actors) == 2


def test_deeds_received_are_told_from_deeds_done(ledger: Ledger) -> None:
    parts = {item.entry.id: item.part for item in ledger.actor_history("Ilvania").entries}
    assert parts == {"e1": "did", "e2": "did", "e3": "received", "e4": "did", "e5": "did"}


def test_pronouns_find_nobody(ledger: Ledger) -> None:
    assert ledger.actor_history("his").actors == ()


def test_an_unknown_name_has_near_ones(ledger: Ledger) -> None:
    assert ledger.actor_history("Orla Deshy").entries == ()
    assert ledger.names_near("Orla Deshy") == ["Orlo Deshi"]
    assert ledger.names_near("Minister Kell") == ["Ana Kell"]
    assert ledger.names_near("zzz") == []
