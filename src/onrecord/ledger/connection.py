"""Opening the ledger's file, and saying in plain words why it cannot be used."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import LedgerError
from onrecord.ledger.schema import APPLICATION_ID, MIGRATIONS, VERSION

# What SQLite calls the trouble (longest prefix first) -> what it means for the user, and the mend.
_MEANINGS = (
    ("SQLITE_NOTADB", "is not a ledger (not an SQLite file); choose another file with --ledger"),
    ("SQLITE_CORRUPT", "is damaged; move it away and read the sources again, the ledger can be rebuilt from them"),
    ("SQLITE_READONLY", "cannot be written to; make the file and its folder writable, or choose another with --ledger"),
    ("SQLITE_PERM", "cannot be written to; make the file and its folder writable, or choose another with --ledger"),
    ("SQLITE_BUSY", "is locked by another program; wait until it has finished, then try again"),
    ("SQLITE_LOCKED", "is locked by another program; wait until it has finished, then try again"),
    ("SQLITE_FULL", "has no room: the disk is full; free some space, what was read before is safe"),
    ("SQLITE_TOOBIG", "cannot take a text this long; split the document"),
    ("SQLITE_IOERR", "could not be read or written: the disk refused; check its free space and health"),
    ("SQLITE_CANTOPEN", "cannot be opened; check that the folder exists and may be written to"),
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into a LedgerError that names the file and the mend; what is a bug passes through."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", None) or ""
        for prefix, meaning in _MEANINGS:
            if name.startswith(prefix):
                raise LedgerError(f"{path} {meaning} ({error})") from error
        raise


def connect(path: Path, *, readonly: bool, wait: float) -> sqlite3.Connection:
    """An open ledger, made or brought up to date unless ``readonly``; ``wait`` is how many seconds to wait for a lock.

    Raises LedgerError: missing (readonly only), not a ledger, newer version, locked, not writable.
    """
    _check_place(path, readonly=readonly)
    with explained(path):
        connection = _open(path, readonly=readonly, wait=wait)
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA foreign_keys = ON")
            version = _version(connection, path)
            if readonly and not version:
                raise LedgerError(
                    f"{path} is empty; `onrecord read` makes it a ledger, or choose another with --ledger"
                )
            if readonly and version < VERSION:
                raise LedgerError(f"{path} was begun by an older version; `onrecord read` brings it up to date")
            if not readonly:
                _prepare(connection, path, wait=wait)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction that takes the write lock at once: all of it is kept, or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already rolled back by itself after some errors, a full disk among them.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _check_place(path: Path, *, readonly: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder; give the ledger a file name, such as {path / 'onrecord.db'}")
    if readonly and not path.exists():
        raise LedgerError(f"there is no ledger at {path} yet; `onrecord read SOURCE` makes one")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: there is no folder {path.parent}; make it, or choose another file with --ledger")


def _open(path: Path, *, readonly: bool, wait: float) -> sqlite3.Connection:
    address = path.absolute().as_uri()
    if not readonly:
        return sqlite3.connect(address + "?mode=rwc", uri=True, timeout=wait, isolation_level=None)
    connection = sqlite3.connect(address + "?mode=ro", uri=True, timeout=wait, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        # A WAL file needs its folder to be writable even for reading. Where nobody can write, nobody is writing.
        if path.with_name(path.name + "-wal").exists():
            raise
        return sqlite3.connect(address + "?immutable=1", uri=True, timeout=wait, isolation_level=None)
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The ledger's version, 0 for an empty file; raises LedgerError for another program's or a newer one."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if tables and owner != APPLICATION_ID:
        raise LedgerError(f"{path} is an SQLite file, but not a ledger; choose another file with --ledger")
    if version > VERSION:
        raise LedgerError(
            f"{path} was written by a newer version of Onrecord (ledger format {version}, this one knows {VERSION}); "
            "update Onrecord, or choose another file with --ledger"
        )
    return version


def _prepare(connection: sqlite3.Connection, path: Path, *, wait: float) -> None:
    _use_wal(connection, wait=wait)
    connection.execute("PRAGMA synchronous = NORMAL")
    if _version(connection, path) == VERSION:
        return
    with writing(connection):
        # Looked at again under the lock: another process may have made the tables meanwhile.
        for step in range(_version(connection, path), VERSION):
            for statement in _statements(MIGRATIONS[step]):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step + 1}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _use_wal(connection: sqlite3.Connection, *, wait: float) -> None:
    """Switch to write-ahead logging, so that readers and a writer do not wait for each other.

    The switch answers "busy" at once when another process is making the same ledger, without minding the timeout.
    """
    deadline = time.monotonic() + wait
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _statements(script: str) -> Iterator[str]:
    """The single statements of a script: ``executescript`` would commit the transaction they must share."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if line.split("--")[0].rstrip().endswith(";") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
