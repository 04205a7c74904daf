from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.schema import MIGRATIONS, VERSION
from onrecord.model import Document, Record


def test_it_is_made_on_first_use_in_wal_mode(path: Path) -> None:
    with Ledger(path), sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA user_version").fetchone()[0] == VERSION == len(MIGRATIONS)


def test_every_table_is_explained_in_its_own_schema(path: Path) -> None:
    with Ledger(path), sqlite3.connect(path) as connection:
        schema = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    assert len(schema) >= 11
    for name, sql in schema:
        assert "  -- " in sql.splitlines()[0], name


def test_a_file_of_another_kind_is_named_and_left_alone(path: Path) -> None:
    path.write_text("Minutes of the meeting, not a database, and long enough to be one. " * 20)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"onrecord\.db is not a ledger.*--ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LedgerError, match="SQLite file, but not a ledger"):
        Ledger(path)


def test_a_newer_ledger_is_refused_with_both_versions(path: Path) -> None:
    Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 4}")
    with pytest.raises(LedgerError, match=f"newer version.*format {VERSION + 4}, this one knows {VERSION}"):
        Ledger(path)


def test_an_empty_file_is_called_empty_and_becomes_a_ledger(path: Path) -> None:
    path.touch()
    with pytest.raises(LedgerError, match="is empty; `onrecord read` makes it a ledger"):
        Ledger(path, readonly=True)
    Ledger(path).close()
    with Ledger(path, readonly=True) as book:
        assert list(book.documents()) == []


def test_a_folder_and_a_missing_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(tmp_path)
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger(tmp_path / "not there" / "onrecord.db")


def test_reading_makes_no_ledger(path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger at"):
        Ledger(path, readonly=True)
    assert not path.exists()


def test_a_locked_ledger_says_so_after_waiting(path: Path) -> None:
    with Ledger(path, wait=0.1) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked by another program"):
            ledger.put(Record(document=Document(id="d", text="Text.")))
        other.execute("ROLLBACK")
        other.close()
        ledger.put(Record(document=Document(id="d", text="Text.")))


def test_a_readonly_ledger_cannot_be_changed(path: Path) -> None:
    Ledger(path).close()
    with Ledger(path, readonly=True) as ledger, pytest.raises(LedgerError, match="cannot be written to"):
        ledger.put(Record(document=Document(id="d", text="Text.")))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_ledger_in_a_readonly_folder_can_be_read(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put(Record(document=Document(id="d", text="Text.")))
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Ledger(path, readonly=True) as ledger:
            assert [row.id for row in ledger.documents()] == ["d"]
        with pytest.raises(LedgerError, match="writable"):
            Ledger(path)
    finally:
        path.parent.chmod(0o755)


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.put(Record(document=Document(id="first", text="Text.")))
        pages = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.put(Record(document=Document(id="second", text="Text. " * 10_000)))
        assert [row.id for row in ledger.documents()] == ["first"]


def test_several_processes_may_begin_the_same_ledger_at_once(path: Path) -> None:
    script = (
        "import sys; from onrecord.ledger import Ledger; from onrecord.model import Document, Record\n"
        f"with Ledger({str(path)!r}) as ledger:\n"
        "    ledger.put(Record(document=Document(id=sys.argv[1], text='Text.')))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(number)]) for number in range(4)]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    with Ledger(path, readonly=True) as ledger:
        assert sorted(row.id for row in ledger.documents()) == ["0", "1", "2", "3"]


def test_a_ledger_of_the_first_format_is_brought_up_to_date_with_what_it_holds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as past:
        past.setattr("onrecord.ledger.connection.VERSION", 1)
        Ledger(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO documents VALUES ('d', NULL, NULL, NULL, NULL, NULL, NULL, 'as is', '', 1, 0, 1, 0, '[]', '')"
        )
        connection.execute(
            "INSERT INTO events (document, id, start, trigger, type, contexts, quad, modality, holder, certainty,"
            " polarity, background, score)"
            " VALUES ('d', 'e', 0, 'shot', 'ASSAULT', '[]', '', 'actual', 'author', 'CT', '+', 0, 1)"
        )
        connection.execute(
            "INSERT INTO voices (document, event, position, kind, certainty, polarity)"
            " VALUES ('d', 'e', 0, 'author', 'CT', '+')"
        )
    with pytest.raises(LedgerError, match="older version; `onrecord read` brings it up to date"):
        Ledger(path, readonly=True)
    with Ledger(path) as book:
        (row,) = book.events()
    assert (row.trigger, row.hedges, row.reasons, row.voices[0].holder_kind) == ("shot", (), (), None)
