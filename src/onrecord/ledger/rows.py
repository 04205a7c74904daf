"""A record laid flat: one row an entry, with names and words in place of ids and spans.

The ledger stores these rows and the views show them, so that a record fresh from the reader and one out of the ledger
look alike. Nothing here does I/O.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import Actor, Event, Place, Quantity, Record, Span, Statement, Time, Voice

# The start of a TIMEX3 value that names a point on the calendar; weeks, durations and PAST_REF do not sort as dates.
_CALENDAR = re.compile(r"\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document and how many entries were read from it; ``words`` counts the words of its text."""

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    made_by: str
    words: int
    statements: int
    events: int
    actors: int
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """Who said what. ``dated`` is the date to sort by: the text's own where it gives one, else the publication's, and
    then ``dated_by`` says "publication". ``start`` is the offset of the content in the text."""

    document: str
    outlet: str | None
    published: str | None
    id: str
    start: int
    speaker: str | None
    speaker_actor: str | None
    speaker_name: str | None
    addressee_actor: str | None
    addressee_name: str | None
    cue: str | None
    content: str
    form: str
    stance: str
    within: str | None
    time: str | None
    time_words: str | None
    place: str | None
    place_name: str | None
    dated: str | None
    dated_by: str | None
    distance: str | None
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceRow:
    """One link of the chain of voices; ``name`` is whom the words point at, None when they point at nobody.

    ``holder_kind``, ``terms`` and ``party`` as in the record, ``anonymity`` the words that say why there is no name.
    """

    kind: str
    name: str | None
    statement: str | None
    actor: str | None
    stance: str | None
    certainty: str
    polarity: str
    holder_kind: str | None = None
    terms: str | None = None
    anonymity: str | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRow:
    """A number told of a deed, with the words that tell it; ``min``/``max`` None where the words leave it open."""

    what: str
    min: float | None
    max: float | None
    approx: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """A deed with its parties by name and its voices, outermost first; ``dated`` as for statements. ``hedges`` are the
    words that soften it, ``reasons`` say in words why it was coded so."""

    document: str
    outlet: str | None
    published: str | None
    id: str
    start: int
    trigger: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    cameo: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    place_name: str | None
    time: str | None
    time_words: str | None
    dated: str | None
    dated_by: str | None
    modality: str
    voices: tuple[VoiceRow, ...]
    quantities: tuple[QuantityRow, ...]
    background: bool
    unverified: str | None
    hedges: tuple[str, ...]
    distance: str | None
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow:
    """A party of one document; ``names`` are the different words that mention it, ``mentions`` how often they do."""

    document: str
    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    role: str | None
    wikidata: str | None
    mentions: int
    names: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows of one record, entries in the order of the text."""

    document: DocumentRow
    statements: tuple[StatementRow, ...]
    events: tuple[EventRow, ...]
    actors: tuple[ActorRow, ...]


def flatten(record: Record) -> Rows:
    """The record as rows, entries sorted by where they stand in the text."""
    flat = _Flattener(record)
    return Rows(
        document=_document_row(record),
        statements=tuple(sorted(map(flat.statement, record.statements), key=lambda row: row.start)),
        events=tuple(sorted(map(flat.event, record.events), key=lambda row: row.start)),
        actors=tuple(map(flat.actor, record.actors)),
    )


def words_at(text: str, spans: Iterable[Span]) -> str | None:
    """The words of the spans on one line, gaps shown as " … "; None when there are no spans."""
    pieces = [" ".join(text[start:end].split()) for start, end in spans]
    return " … ".join(pieces) if pieces else None


def _document_row(record: Record) -> DocumentRow:
    document = record.document
    return DocumentRow(
        id=document.id,
        title=document.title,
        outlet=document.outlet,
        author=document.author,
        published=document.published,
        language=document.language,
        url=document.url,
        made_by=document.made_by,
        words=len(document.text.split()),
        statements=len(record.statements),
        events=len(record.events),
        actors=len(record.actors),
        failures=record.failures,
    )


class _Flattener:
    """Looks up what the entries of one record point at. An id without its entry is shown as it stands."""

    def __init__(self, record: Record) -> None:
        self._document = record.document
        self._actors: dict[str, Actor] = {actor.id: actor for actor in record.actors}
        self._places: dict[str, Place] = {place.id: place for place in record.places}
        self._times: dict[str, Time] = {time.id: time for time in record.times}
        self._statements: dict[str, Statement] = {statement.id: statement for statement in record.statements}

    def statement(self, entry: Statement) -> StatementRow:
        """The row of a statement, its words beside its offsets."""
        dated, dated_by = self._dated(entry.time)
        return StatementRow(
            document=self._document.id,
            outlet=self._document.outlet,
            published=self._document.published,
            id=entry.id,
            start=entry.content[0].start,
            speaker=self._words(entry.speaker),
            speaker_actor=entry.speaker_actor,
            speaker_name=self._name(entry.speaker_actor),
            addressee_actor=entry.addressee_actor,
            addressee_name=self._name(entry.addressee_actor),
            cue=self._words(entry.cue),
            content=self._words(entry.content) or "",
            form=entry.form,
            stance=entry.stance,
            within=entry.within,
            time=entry.time,
            time_words=self._time_words(entry.time),
            place=entry.place,
            place_name=self._place(entry.place),
            dated=dated,
            dated_by=dated_by,
            distance=self._words(entry.distance),
            score=entry.score,
        )

    def event(self, entry: Event) -> EventRow:
        """The row of an event, its voices spelled out."""
        dated, dated_by = self._dated(entry.time)
        return EventRow(
            document=self._document.id,
            outlet=self._document.outlet,
            published=self._document.published,
            id=entry.id,
            start=entry.trigger.start,
            trigger=self._words([entry.trigger]) or "",
            type=entry.type,
            mode=entry.mode,
            contexts=entry.contexts,
            quad=entry.quad,
            cameo=entry.cameo,
            actors=self._names(entry.actors),
            recipients=self._names(entry.recipients),
            place=entry.place,
            place_name=self._place(entry.place),
            time=entry.time,
            time_words=self._time_words(entry.time),
            dated=dated,
            dated_by=dated_by,
            modality=entry.modality,
            voices=tuple(map(self._voice, entry.voices)),
            quantities=tuple(map(self._quantity, entry.quantities)),
            background=entry.background,
            unverified=self._words([entry.unverified]) if entry.unverified else None,
            hedges=tuple(self._words([hedge.span]) or "" for hedge in entry.hedges),
            distance=self._words(entry.distance),
            reasons=tuple(f"{reason.of}: {reason.why}" for reason in entry.reasons),
            score=entry.score,
        )

    def actor(self, entry: Actor) -> ActorRow:
        """The row of an actor with all the words that mean it."""
        names = dict.fromkeys(self._words([span]) or "" for span in entry.mentions)
        return ActorRow(
            document=self._document.id,
            id=entry.id,
            name=entry.name,
            kind=entry.kind,
            country=entry.country,
            sector=entry.sector,
            role=entry.role,
            wikidata=entry.wikidata,
            mentions=len(entry.mentions),
            names=tuple(names),
            reason=entry.reason,
        )

    def _voice(self, voice: Voice) -> VoiceRow:
        statement = self._statements.get(voice.statement or "")
        name = self._name(voice.actor) or (self._words(statement.speaker) if statement else None)
        return VoiceRow(
            kind=voice.kind,
            name=name,
            statement=voice.statement,
            actor=voice.actor,
            stance=statement.stance if statement else None,
            certainty=voice.certainty,
            polarity=voice.polarity,
            holder_kind=voice.holder_kind,
            terms=voice.terms.kind if voice.terms else None,
            anonymity=self._words([voice.anonymity]) if voice.anonymity else None,
            party=voice.party,
        )

    def _quantity(self, quantity: Quantity) -> QuantityRow:
        return QuantityRow(
            what=quantity.what,
            min=quantity.min,
            max=quantity.max,
            approx=quantity.approx,
            words=self._words([quantity.span]) or "",
        )

    def _words(self, spans: Iterable[Span]) -> str | None:
        return words_at(self._document.text, spans)

    def _name(self, actor: str | None) -> str | None:
        known = self._actors.get(actor or "")
        return known.name if known else actor

    def _names(self, actors: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._name(actor) or actor for actor in actors)

    def _place(self, place: str | None) -> str | None:
        known = self._places.get(place or "")
        return known.name if known else place

    def _time_words(self, time: str | None) -> str | None:
        known = self._times.get(time or "")
        return self._words([known.span]) if known and known.basis != "publication" else None

    def _dated(self, time: str | None) -> tuple[str | None, str | None]:
        """The date to sort by and where it comes from; the publication's date never poses as the text's own."""
        known = self._times.get(time or "")
        if known and known.value and known.basis != "publication" and _CALENDAR.match(known.value):
            return known.value, known.basis
        return (self._document.published, "publication") if self._document.published else (None, None)
