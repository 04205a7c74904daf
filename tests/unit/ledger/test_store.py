from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import InvalidValue
from onrecord.ledger import Filter, Ledger, flatten
from onrecord.model import Document, Record, Span, Statement

TABLES = ("documents", "records", "actors", "statements", "events", "voices", "event_parties", "quantities", "times")


def counts(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}


def test_a_record_comes_back_as_it_was_put(path: Path, records: list[Record]) -> None:
    with Ledger(path) as ledger:
        for record in records:
            ledger.put(record)
        assert [ledger.record(record.document.id) for record in records] == records
        assert ledger.record("never read") is None


def test_reading_twice_makes_no_double(path: Path, records: list[Record]) -> None:
    with Ledger(path) as ledger:
        assert [ledger.put(record) for record in records] == [False, False]
        once = counts(path)
        assert [ledger.put(record) for record in records] == [False, False]
    assert counts(path) == once
    assert once["statements"] == 7
    assert once["events"] == 8


def test_a_new_reading_replaces_the_old_one_whole(path: Path, records: list[Record]) -> None:
    with Ledger(path) as ledger:
        ledger.put(records[0])
        assert ledger.put(Record(document=Document(id="wire-1", text="Another text."))) is True
        assert list(ledger.statements()) == []
        assert list(ledger.events()) == []
        assert list(ledger.actors()) == []
    assert {name for name, count in counts(path).items() if count} == {"documents", "records"}


def test_another_document_of_the_id_gets_the_path_from_as_few_folders_up_as_needed(path: Path) -> None:
    def keep(text: str, origin: str | None, *, id: str = "a.txt", outlet: str | None = None) -> str:
        document = Document(id=id, text=text, outlet=outlet)
        return ledger.keep(Record(document=document), origin=origin).record.document.id

    with Ledger(path) as ledger:
        assert keep("One.", "/x/n/a.txt") == "a.txt"
        assert keep("Two.", "/y/n/a.txt") == "n/a.txt"
        assert keep("Three.", "/z/n/a.txt") == "z/n/a.txt"
        assert keep("Two, mended.", "/y/n/a.txt") == "n/a.txt"
        assert keep("One.", "/x/n/a.txt", id="n/a.txt") == "a.txt"
        assert keep("One.", "/x/n/a.txt", outlet="The Wire") == "a.txt"
        assert len(list(ledger.documents())) == 3
        assert not any("/y/" in str(row) for row in ledger._connection.execute("SELECT * FROM documents").fetchall())


def test_a_file_that_was_moved_and_one_of_an_older_ledger_are_known_again(path: Path) -> None:
    moved, noted = (Record(document=Document(id=f"{name}.txt", text="One.")) for name in "ab")
    with Ledger(path) as ledger:
        ledger.keep(moved, origin="/x/a.txt")
        assert ledger.keep(moved, origin="/y/a.txt").record == moved
        ledger.put(noted)
        dated = replace(noted, document=replace(noted.document, published="2024-05-03"))
        assert ledger.keep(dated, origin="/x/b.txt").record == dated
        # The same words by another outlet are another document.
        told = replace(moved, document=replace(moved.document, outlet="The Wire"))
        assert ledger.keep(told, origin="/z/a.txt").record.document.id == "z/a.txt"


def test_a_document_that_names_itself_is_replaced_and_that_is_told(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.keep(Record(document=Document(id="7", text="One.")), origin=None)
        kept = ledger.keep(Record(document=Document(id="7", text="Two.")), origin=None)
        assert (kept.record.document.id, kept.first, kept.replaced) == ("7", False, True)


def test_rows_out_of_the_ledger_equal_rows_of_the_record(path: Path, records: list[Record]) -> None:
    with Ledger(path) as ledger:
        for record in records:
            ledger.put(record)
        for record in records:
            rows, only = flatten(record), Filter(document=record.document.id)
            assert list(ledger.documents(only)) == [rows.document]
            assert sorted(ledger.statements(only), key=lambda row: row.start) == list(rows.statements)
            assert sorted(ledger.events(only), key=lambda row: row.start) == list(rows.events)


def test_a_record_that_contradicts_itself_is_refused_and_leaves_the_old_one(path: Path, records: list[Record]) -> None:
    wrong = replace(records[0], actors=records[0].actors[1:])
    with Ledger(path) as ledger:
        ledger.put(records[0])
        with pytest.raises(InvalidValue, match="wire-1"):
            ledger.put(wrong)
        assert ledger.record("wire-1") == records[0]


def test_lone_surrogates_and_nulls_do_not_stop_the_ledger(path: Path) -> None:
    said = Statement(id="s1", speaker=(), cue=(), content=(Span(0, 9),), form="indirect", stance="state", score=0.5)
    record = Record(document=Document(id="odd", text="a \ud83d b \x00 c"), statements=(said,))
    with Ledger(path) as ledger:
        ledger.put(record)
        assert ledger.record("odd") == record
        assert next(ledger.statements()).content == "a \ufffd b \x00 c"


def test_a_reader_sees_the_last_commit_while_a_writer_is_at_work(path: Path, records: list[Record]) -> None:
    with Ledger(path) as ledger:
        ledger.put(records[0])
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM events")
        with Ledger(path, readonly=True) as other:
            assert len(list(other.events())) == 7
        writer.execute("ROLLBACK")
        writer.close()


def test_a_killed_writer_leaves_whole_documents(path: Path, records: list[Record]) -> None:
    script = (
        "import json, sys; from dataclasses import replace; from onrecord.ledger import Ledger;"
        "from onrecord.model import Record;"
        f"record = Record.from_dict(json.load(open({str(Path(__file__).parents[1] / 'views/records.json')!r}))[0])\n"
        f"with Ledger({str(path)!r}) as ledger:\n"
        "    for number in range(100000):\n"
        "        ledger.put(replace(record, document=replace(record.document, id=str(number))))\n"
        "        print(number, flush=True)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for acknowledged in writer.stdout:
            if int(acknowledged) >= 20:
                break
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    with Ledger(path) as ledger:
        kept = list(ledger.documents())
        assert len(kept) >= 21
        assert len(list(ledger.events())) == 7 * len(kept)
        assert len(list(ledger.statements())) == 6 * len(kept)
        ledger.put(records[0])
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
