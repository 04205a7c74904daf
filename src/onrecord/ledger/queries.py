"""What can be asked of a ledger: filters in, rows out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.ledger.names import fold
from onrecord.ledger.rows import ActorRow, DocumentRow, EventRow, QuantityRow, StatementRow, VoiceRow

# Fields of the rows that their own table does not hold because others do.
STATEMENT_COLUMNS_ELSEWHERE = ("outlet", "published", "speaker_name", "addressee_name", "time_words", "place_name")
EVENT_COLUMNS_ELSEWHERE = (
    "outlet", "published", "time_words", "place_name", "actors", "recipients", "voices", "quantities",
)  # fmt: skip
EVENT_LISTS = ("contexts", "hedges", "reasons")  # fields that the table of events holds as JSON lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which entries are wanted; None asks for all. ``since`` and ``until`` are ISO 8601 dates, both inclusive;
    ``party`` is the side of a deed's innermost voice (actor, recipient, both, third party). ``country`` (ISO 3166-1
    alpha-3) and ``sector`` (PLOVER) are those of somebody whom ``actor`` would find: a speaker, a party to a deed."""

    document: str | None = None
    actor: str | None = None
    type: str | None = None
    party: str | None = None
    outlet: str | None = None
    country: str | None = None
    sector: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSummary:
    """A name and kind of actor over all documents: in how many it occurs, and how much is said and done.

    ``received`` counts the deeds it is the recipient of. Equal names are counted together, known to be one or not.
    """

    name: str
    kind: str
    country: str | None
    sector: str | None
    role: str | None
    wikidata: str | None
    documents: int
    mentions: int
    statements: int
    events: int
    received: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One thing an actor said, did or had done to it."""

    part: Literal["said", "did", "received"]
    entry: StatementRow | EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Words beside deeds: ``actors`` are those the name found, one a document; ``entries`` are in time."""

    name: str
    actors: tuple[ActorRow, ...]
    entries: tuple[HistoryEntry, ...]


# Whom a name finds: those some mention calls so or whose Wikidata id it is, then the same party elsewhere, by its id or
# by an equal full name. Unnamed parties ("officials") and groups are not taken for one another across documents.
_CALLED_SO = "FROM actor_names n JOIN actors a ON a.document = n.document AND a.id = n.actor WHERE n.folded = :folded"
_FOUND = f"""
    SELECT document, actor AS id FROM actor_names WHERE folded = :folded
    UNION SELECT document, id FROM actors WHERE wikidata = upper(:folded)
    UNION SELECT document, id FROM actors
        WHERE wikidata IN (SELECT a.wikidata {_CALLED_SO} AND a.wikidata IS NOT NULL)
    UNION SELECT document, id FROM actors
        WHERE name IN (SELECT a.name {_CALLED_SO} AND a.kind IN ('country', 'person', 'organization'))
        AND kind IN ('country', 'person', 'organization')
"""

_WHEN_AND_WHERE = """
    LEFT JOIN places p ON p.document = e.document AND p.id = e.place
    LEFT JOIN times t ON t.document = e.document AND t.id = e.time AND t.basis <> 'publication'
"""

_STATEMENTS = f"""
    SELECT e.*, d.outlet, d.published, speaker.name AS speaker_name, addressee.name AS addressee_name,
        p.name AS place_name, t.words AS time_words
    FROM statements e JOIN documents d ON d.id = e.document
    LEFT JOIN actors speaker ON speaker.document = e.document AND speaker.id = e.speaker_actor
    LEFT JOIN actors addressee ON addressee.document = e.document AND addressee.id = e.addressee_actor
    {_WHEN_AND_WHERE}
"""

_PARTIES = """(SELECT json_group_array(name) FROM (SELECT a.name FROM event_parties ep
    JOIN actors a ON a.document = ep.document AND a.id = ep.actor
    WHERE ep.document = e.document AND ep.event = e.id AND ep.part = '{part}' ORDER BY ep.position))"""

_EVENTS = f"""
    SELECT e.*, d.outlet, d.published, p.name AS place_name, t.words AS time_words,
        {_PARTIES.format(part="actor")} AS actors, {_PARTIES.format(part="recipient")} AS recipients,
        (SELECT json_group_array(json_object('kind', kind, 'name', name, 'statement', statement, 'actor', actor,
            'stance', stance, 'certainty', certainty, 'polarity', polarity, 'holder_kind', holder_kind, 'terms', terms,
            'anonymity', anonymity, 'party', party))
            FROM (SELECT * FROM voices v WHERE v.document = e.document AND v.event = e.id ORDER BY position)) AS voices,
        (SELECT json_group_array(json_object('what', what, 'min', min, 'max', max, 'approx', approx, 'words', words))
            FROM (SELECT * FROM quantities q WHERE q.document = e.document AND q.event = e.id ORDER BY position)
        ) AS quantities
    FROM events e JOIN documents d ON d.id = e.document
    {_WHEN_AND_WHERE}
"""

_IN_TIME = "ORDER BY e.dated IS NULL, e.dated, d.rowid, e.start, e.rowid"

_IS_PARTY = "(e.document, e.id) IN (SELECT document, event FROM event_parties WHERE (document, actor) IN ({}))"
_IS_SPEAKER = "(e.document, e.speaker_actor) IN ({})"
_IS_ACTOR = "(e.document, e.id) IN ({})"
_IS_MENTIONED = "d.id IN (SELECT document FROM ({}))"


def documents(ledger: sqlite3.Connection, only: Filter, limit: int | None) -> Iterator[DocumentRow]:
    """Documents, oldest first; an actor in the filter is one the document mentions."""
    where, values = _where(only, document="d.id", dated="d.published", party=_IS_MENTIONED)
    sql = f"SELECT * FROM documents d {where} ORDER BY d.published IS NULL, d.published, d.rowid"
    for row in _rows(ledger, sql, values, limit):
        del row["read_at"], row["text_sha256"], row["origin"]
        yield DocumentRow(**row | {"failures": tuple(json.loads(row["failures"]))})


def statements(ledger: sqlite3.Connection, only: Filter, limit: int | None) -> Iterator[StatementRow]:
    """Statements in time."""
    where, values = _where(only, kind="e.stance", party=_IS_SPEAKER)
    for row in _rows(ledger, f"{_STATEMENTS} {where} {_IN_TIME}", values, limit):
        yield StatementRow(**row)


def events(ledger: sqlite3.Connection, only: Filter, limit: int | None) -> Iterator[EventRow]:
    """Deeds in time."""
    where, values = _where(only, kind="e.type", party=_IS_PARTY)
    for row in _rows(ledger, f"{_EVENTS} {where} {_IN_TIME}", values, limit):
        yield _event(row)


def actors(ledger: sqlite3.Connection, only: Filter, limit: int | None) -> Iterator[ActorSummary]:
    """Actors by name and kind, those in most documents first."""
    where, values = _where(only, kind="e.kind", party=_IS_ACTOR, dated="d.published")
    said = "(SELECT count(*) FROM statements s WHERE s.document = e.document AND s.speaker_actor = e.id)"
    part = "(SELECT count(*) FROM event_parties p WHERE p.document = e.document AND p.actor = e.id AND p.part = '{}')"
    sql = f"""
        SELECT e.name, e.kind, max(e.country) AS country, max(e.sector) AS sector, max(e.role) AS role,
            max(e.wikidata) AS wikidata, count(DISTINCT e.document) AS documents, sum(e.mentions) AS mentions,
            sum({said}) AS statements, sum({part.format("actor")}) AS events,
            sum({part.format("recipient")}) AS received
        FROM actors e JOIN documents d ON d.id = e.document {where}
        GROUP BY e.name, e.kind ORDER BY documents DESC, mentions DESC, e.name"""
    for row in _rows(ledger, sql, values, limit):
        yield ActorSummary(**row)


def history(ledger: sqlite3.Connection, name: str) -> History:
    """What those the name finds said, did and had done to them."""
    values = {"folded": fold(name)}
    found = f"SELECT * FROM actors WHERE (document, id) IN ({_FOUND}) ORDER BY name, document"
    parties = tuple(_actor(row) for row in _rows(ledger, found, values, None))
    did = f"SELECT document, event FROM event_parties WHERE part = 'actor' AND (document, actor) IN ({_FOUND})"
    done = {(row["document"], row["event"]) for row in _rows(ledger, did, values, None)}
    deeds = map(_event, _rows(ledger, f"{_EVENTS} WHERE {_IS_PARTY.format(_FOUND)} {_IN_TIME}", values, None))
    entries = [
        HistoryEntry(part="did" if (deed.document, deed.id) in done else "received", entry=deed) for deed in deeds
    ]
    said = f"{_STATEMENTS} WHERE {_IS_SPEAKER.format(_FOUND)} {_IN_TIME}"
    entries += [HistoryEntry(part="said", entry=StatementRow(**row)) for row in _rows(ledger, said, values, None)]
    return History(name=name, actors=parties, entries=tuple(sorted(entries, key=_when)))


def _when(item: HistoryEntry) -> tuple[bool, str, str, int]:
    entry = item.entry
    return entry.dated is None, entry.dated or "", entry.document, entry.start


def _where(
    only: Filter, *, party: str, kind: str | None = None, document: str = "e.document", dated: str = "e.dated"
) -> tuple[str, dict[str, Any]]:
    """The WHERE clause for a filter, given what each of its fields means for the table asked; ``party`` is the clause
    for those that a query of actors finds."""
    clauses = {
        "document": f"{document} = :document",
        "actor": party.format(_FOUND),
        "country": party.format("SELECT document, id FROM actors WHERE country = :country COLLATE NOCASE"),
        "sector": party.format("SELECT document, id FROM actors WHERE sector = :sector COLLATE NOCASE"),
        "type": f"{kind} = :type COLLATE NOCASE",
        "party": "e.party = :party",
        "outlet": "d.outlet = :outlet COLLATE NOCASE",
        # Dates may be coarser than a day ("2024-05"): they are compared as far as they go.
        "since": f"{dated} >= substr(:since, 1, length({dated}))",
        "until": f"substr({dated}, 1, length(:until)) <= :until",
    }
    asked = {name: getattr(only, name) for name in clauses if getattr(only, name) is not None}
    values = {name: value for name, value in asked.items() if name != "actor"}
    if only.actor is not None:
        values["folded"] = fold(only.actor)
    return ("WHERE " + " AND ".join(clauses[name] for name in asked) if asked else ""), values


def _rows(ledger: sqlite3.Connection, sql: str, values: dict[str, Any], limit: int | None) -> Iterator[dict[str, Any]]:
    if limit is not None:
        sql, values = sql + " LIMIT :limit", values | {"limit": limit}
    for row in ledger.execute(sql, values):
        yield dict(row)


def _event(row: dict[str, Any]) -> EventRow:
    for name in ("holder", "certainty", "polarity", "party"):
        del row[name]
    for name in (*EVENT_LISTS, "actors", "recipients"):
        row[name] = tuple(json.loads(row[name]))
    row["voices"] = tuple(VoiceRow(**voice) for voice in json.loads(row["voices"]))
    row["quantities"] = tuple(
        QuantityRow(**quantity | {"approx": bool(quantity["approx"])}) for quantity in json.loads(row["quantities"])
    )
    return EventRow(**row | {"background": bool(row["background"])})


def _actor(row: dict[str, Any]) -> ActorRow:
    return ActorRow(**row | {"names": tuple(json.loads(row["names"]))})
