"""The ledger: what was read, kept in one file."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from onrecord.errors import InvalidValue, UserError
from onrecord.ledger import queries
from onrecord.ledger.connection import connect, explained, writing
from onrecord.ledger.finding import Found, namesakes, otherwise
from onrecord.ledger.names import lookup_names, nearest
from onrecord.ledger.origins import digest, mark_of, own_id
from onrecord.ledger.queries import ActorSummary, Filter, History
from onrecord.ledger.rows import ActorRow, DocumentRow, EventRow, Rows, StatementRow, flatten, words_at
from onrecord.ledger.schema import ENTRY_TABLES
from onrecord.model import Record

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_ALL = Filter()


class Kept(NamedTuple):
    """A record as the ledger keeps it, with its id there; ``first`` when that id is new, ``replaced`` when a record of
    another text had it."""

    record: Record
    first: bool
    replaced: bool


class Ledger:
    """One SQLite file of records, made on first use; a context manager.

    Several processes may read while one writes; a second writer waits up to ``wait`` seconds. ``readonly`` opens an
    existing ledger and never changes it. Every method raises LedgerError where the file cannot be used.
    """

    def __init__(self, path: Path | str, *, readonly: bool = False, wait: float = 10.0) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, readonly=readonly, wait=wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was put is already kept."""
        self._connection.close()

    def put(self, record: Record) -> bool:
        """Keep ``record``, in place of what the ledger held under the same document id, in one transaction.

        True when it took the place of a record of another text, which a user may not have meant. Raises InvalidValue
        when an entry points at one the record does not hold.
        """
        return self._keep(record, None).replaced

    def keep(self, record: Record, *, origin: str | None) -> Kept:
        """Keep ``record`` in place of an earlier reading of the same document, and of no other's.

        ``origin`` is where the document was read from (see :func:`~onrecord.ledger.origins.origin_of`). When another
        document has its id, it is kept under one of its own, the same at every reading. Raises as :meth:`put` does.
        """
        return self._keep(record, origin)

    def _keep(self, record: Record, origin: str | None) -> Kept:
        with explained(self.path):
            try:
                with writing(self._connection):
                    own = own_id(self._connection, record.document, origin)
                    if own != record.document.id:
                        record = replace(record, document=replace(record.document, id=own))
                    rows = flatten(record)
                    before = self._put_document(record, rows, mark_of(record.document, origin))
                    self._put_world(record, rows.actors)
                    self._put_statements(rows.statements)
                    self._put_events(record, rows.events)
            except sqlite3.IntegrityError as error:
                raise InvalidValue(f"{record.document.id}: the record contradicts itself ({error})") from error
        return Kept(record, first=before is None, replaced=before not in (None, digest(record.document.text)))

    def record(self, document: str) -> Record | None:
        """The whole record of the document with this id; None when the ledger has none."""
        with explained(self.path):
            row = self._connection.execute("SELECT json FROM records WHERE document = ?", (document,)).fetchone()
        return Record.from_dict(json.loads(row["json"])) if row else None

    def documents(self, only: Filter = _ALL, *, limit: int | None = None) -> Iterator[DocumentRow]:
        """The documents, oldest first, those without a date last."""
        return self._read(queries.documents, only, limit)

    def statements(self, only: Filter = _ALL, *, limit: int | None = None) -> Iterator[StatementRow]:
        """The statements in time; an actor in ``only`` is the speaker, a type is a stance."""
        return self._read(queries.statements, only, limit)

    def events(self, only: Filter = _ALL, *, limit: int | None = None) -> Iterator[EventRow]:
        """The deeds in time; an actor in ``only`` did it or had it done to them, a type is a PLOVER event type."""
        return self._read(queries.events, only, limit)

    def actors(self, only: Filter = _ALL, *, limit: int | None = None) -> Iterator[ActorSummary]:
        """The parties by name over all documents, those in most documents first; a type is a kind of actor."""
        return self._read(queries.actors, only, limit)

    def actor_history(self, name: str) -> History:
        """Everything said and done by those ``name`` finds, and done to them, in time; empty when it finds nobody.

        A name finds whom any mention calls so, in whatever case, and the same party under its other names; a Wikidata
        id finds who has it. :meth:`find` knows more ways.
        """
        with explained(self.path):
            return queries.history(self._connection, name)

    def find(self, name: str) -> Found:
        """Whom ``name`` means: those some text calls so, else by Wikidata id, a part of the name, an acronym or another
        name the shipped tables know, an office ("Norwegian prime minister"), another spelling or a description that
        names it; nobody when none of these fits."""
        if called := tuple(self.actors(Filter(actor=name))):
            found = Found(name=name, actors=called)
            people = self._select("SELECT DISTINCT name, wikidata FROM actors WHERE kind = 'person'")
            return replace(found, others=namesakes(found, ((row["name"], row["wikidata"]) for row in people)))
        return otherwise(name, tuple(self.actors()), self._mentions_of_people())

    def _mentions_of_people(self) -> dict[str, set[str]]:
        """Name -> the folded words that texts have for the people of this name."""
        mentions: dict[str, set[str]] = {}
        for row in self._select(
            "SELECT a.name, n.folded FROM actors a JOIN actor_names n ON n.document = a.document AND n.actor = a.id "
            "WHERE a.kind = 'person'"
        ):
            mentions.setdefault(row["name"], set()).add(row["folded"])
        return mentions

    def _select(self, sql: str) -> list[sqlite3.Row]:
        with explained(self.path):
            return self._connection.execute(sql).fetchall()

    def names_near(self, name: str) -> list[str]:
        """Names in the ledger most like ``name``, for when it finds nobody."""
        return nearest(name, (row["name"] for row in self._select("SELECT DISTINCT name FROM actors")))

    def unknown(self, name: str) -> UserError:
        """What to raise for a name that finds nobody: who may be meant, or how to see who there is."""
        near = self.names_near(name)
        hint = f"did you mean {', '.join(near)}?" if near else "`onrecord actors` lists who there is"
        return UserError(f"{self.path} knows nobody called {name!r}; {hint}")

    def _read(self, query: Any, only: Filter, limit: int | None) -> Iterator[Any]:
        with explained(self.path):
            yield from query(self._connection, only, limit)

    def _put_document(self, record: Record, rows: Rows, origin: str | None) -> str | None:
        """Put the document itself, and take out what was read of it before; the digest of the text it then had."""
        document = record.document.id
        before = self._connection.execute("SELECT text_sha256 FROM documents WHERE id = ?", (document,)).fetchone()
        values = asdict(rows.document) | {
            "failures": json.dumps(rows.document.failures),
            "text_sha256": digest(record.document.text),
            "origin": origin,
            "read_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        columns = ", ".join(values)
        updates = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
        self._connection.execute(
            f"INSERT INTO documents ({columns}) VALUES ({', '.join(':' + name for name in values)}) "
            f"ON CONFLICT (id) DO UPDATE SET {updates}",
            _storable(values),
        )
        for table in ENTRY_TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._connection.execute(
            "INSERT OR REPLACE INTO records (document, json) VALUES (?, ?)", (document, json.dumps(record.to_dict()))
        )
        return str(before["text_sha256"]) if before else None

    def _put_world(self, record: Record, actors: Sequence[ActorRow]) -> None:
        document, text = record.document.id, record.document.text
        self._insert("actors", [asdict(row) | {"names": json.dumps(row.names)} for row in actors])
        self._insert(
            "actor_names",
            [
                {"document": document, "actor": row.id, "folded": name}
                for row in actors
                for name in lookup_names([row.name, *row.names])
            ],
        )
        self._insert(
            "places",
            [
                {"document": document, "id": place.id, "name": place.name, "latitude": place.lat}
                | {"longitude": place.lon, "geonames": place.geonames, "country": place.country}
                | {"feature": place.feature, "reason": place.reason}
                for place in record.places
            ],
        )
        self._insert(
            "times",
            [
                {"document": document, "id": time.id, "words": words_at(text, [time.span]), "type": time.type}
                | {"value": time.value, "edtf": time.edtf, "basis": time.basis, "reason": time.reason}
                for time in record.times
            ],
        )

    def _put_statements(self, rows: Sequence[StatementRow]) -> None:
        self._insert("statements", [_without(asdict(row), queries.STATEMENT_COLUMNS_ELSEWHERE) for row in rows])

    def _put_events(self, record: Record, rows: Sequence[EventRow]) -> None:
        events, parties, voices, quantities = [], [], [], []
        told = {event.id: event for event in record.events}
        for row in rows:
            of = {"document": row.document, "event": row.id}
            inmost = row.voices[-1]
            kept = _without(asdict(row), queries.EVENT_COLUMNS_ELSEWHERE)
            held = {"holder": inmost.kind, "certainty": inmost.certainty, "polarity": inmost.polarity}
            listed = {name: json.dumps(getattr(row, name)) for name in queries.EVENT_LISTS}
            events.append(kept | held | listed | {"party": inmost.party})
            for part, ids in (("actor", told[row.id].actors), ("recipient", told[row.id].recipients)):
                parties += [of | {"part": part, "position": n, "actor": actor} for n, actor in enumerate(ids)]
            voices += [of | {"position": n} | asdict(voice) for n, voice in enumerate(row.voices)]
            quantities += [of | {"position": n} | asdict(quantity) for n, quantity in enumerate(row.quantities)]
        self._insert("events", events)
        self._insert("event_parties", parties)
        self._insert("voices", voices)
        self._insert("quantities", quantities)

    def _insert(self, table: str, rows: Sequence[dict[str, Any]]) -> None:
        if not rows:
            return
        columns = ", ".join(f'"{name}"' for name in rows[0])
        places = ", ".join(f":{name}" for name in rows[0])
        self._connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", map(_storable, rows))


def _without(values: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _storable(values: dict[str, Any]) -> dict[str, Any]:
    """Broken text may hold lone surrogates, which UTF-8 cannot: the columns show U+FFFD, the JSON keeps them."""
    return {
        name: _LONE_SURROGATES.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in values.items()
    }
