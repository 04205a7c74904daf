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
