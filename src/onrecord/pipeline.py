"""The whole path: Document -> Analysis -> statements, deeds -> actors, places, times -> voices -> Record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.attribution import (
    Account,
    Chains,
    Holders,
    distance_in_clause,
    distance_of,
    hedges_of,
    second_accounts,
    spoken,
)
from onrecord.events import Deed, code_events
from onrecord.language import Analysis, Reader
from onrecord.language.clauses import clause_end
from onrecord.language.unwrapping import unwrapped
from onrecord.model import Document, Event, Reason, Record, Span, SpanIndex, Statement, Time, Voice
from onrecord.resolving.actors import Parties, resolve_actors
from onrecord.resolving.capitals import running_text
from onrecord.resolving.coreference import SameParty
from onrecord.resolving.floor import Floor
from onrecord.resolving.mentions import of_one_kind
from onrecord.resolving.own_names import held_against
from onrecord.resolving.own_tables import NO_TABLES, OwnTables
from onrecord.resolving.places import resolve_places
from onrecord.resolving.scenes import WHY, Dates, Scene, Scenes
from onrecord.resolving.times import find_times
from onrecord.statements import find_statements

_JOINED = re.compile(r"\b(?:and|or|as well as|nor)\b|&")  # two parties, not one within the other


def read(
    document: Document, *, reader: Reader, given: Sequence[Span] | None = None, own: OwnTables = NO_TABLES
) -> Record:
    """Read one document whole and offline; ``given`` as in :meth:`~onrecord.language.Reader.analyze`, ``own`` what the
    user's own tables say of actors and places."""
    # Read with its paragraphs whole, kept as it came: the offsets are the same.
    record = assemble(reader.analyze(replace(document, text=unwrapped(document.text)), given=given), own=own)
    return replace(record, document=document)


def assemble(analysis: Analysis, *, own: OwnTables = NO_TABLES) -> Record:
    """The record of what the reader saw: everything after the one pass of the network."""
    document = analysis.document
    plain = running_text(document.text, analysis.mentions, analysis.sentences)
    analysis = replace(analysis, document=replace(document, text=plain))
    statements = find_statements(analysis)
    deeds = code_events(analysis, statements)
    world = _World(analysis, statements, deeds, own)
    terms = spoken(plain, statements, analysis.sentences)
    chains = Chains(analysis, statements, terms)
    holders = Holders(plain, statements=statements, actors=world.parties.actors, terms=terms)
    events = [_told(world, chains, deed) for deed in deeds]
    told, further = second_accounts(plain, events, statements, analysis.sentences, kind_of=chains.kind_of)
    events = sorted(map(holders.described, (*told, *map(world.accounted, further))), key=lambda e: e.trigger)
    return Record(
        document=document,
        statements=tuple(world.resolved(s) for s in statements),
        events=tuple(events),
        actors=world.parties.actors,
        places=world.places,
        times=world.times,
        failures=document.notes,
    )


def _told(world: _World, chains: Chains, deed: Deed) -> Event:
    _, why_modality = deed.reasons
    account = chains.account(
        deed.trigger,
        deed.clause,
        conditional=why_modality if deed.modality == "conditional" else None,
        unverified=deed.unverified,
    )
    return world.event(deed, account)


class _World:
    """Who, where and when of one document, and the entries tied to them."""

    def __init__(
        self, analysis: Analysis, statements: Sequence[Statement], deeds: Sequence[Deed], own: OwnTables
    ) -> None:
        document = analysis.document
        text, sentences = document.text, analysis.sentences
        parties = [s for st in statements for s in st.speaker]
        parties += [s for d in deeds for s in (*d.trigger.actors, *d.trigger.recipients)]
        names = held_against(own, text, of_one_kind(text, analysis.mentions), day=document.published)
        self.places = resolve_places(text, names.mentions, outlet=document.outlet, sentences=sentences, own=names)
        self.parties: Parties = resolve_actors(
            document,
            parties=sorted(set(parties)),
            sentences=sentences,
            same=SameParty(text, analysis.chains, Floor(text, statements, sentences)),
            places=self.places,
            own=names,
        )
        self.times = find_times(text, published=document.published, sentences=sentences)
        triggers = [d.trigger.span for d in deeds]
        self._mention_at = SpanIndex((mention, actor.id) for actor in self.parties.actors for mention in actor.mentions)
        self._scenes = Scenes(text, self.places, triggers, sentences)
        self._dates = Dates(text, self.times, triggers, sentences)
        self._time_at = SpanIndex((t.span, t) for t in self.times)
        self._sentences = sentences
        self._statements = {s.id: s for s in statements}
        self._published = document.published
        self._text = text
        self._quoted = SpanIndex((c, s) for s in statements if s.form == "direct" for c in s.content)

    def resolved(self, statement: Statement) -> Statement:
        """The statement with its speaker's actor and the author's distance."""
        return replace(statement, speaker_actor=self._speaker(statement), distance=distance_of(self._text, statement))

    def _speaker(self, statement: Statement) -> str | None:
        return next((a for a in map(self.parties.of, statement.speaker) if a is not None), None)

    def event(self, deed: Deed, account: Account) -> Event:
        """The deed with its parties, place, time and voices, and why they are these."""
        t = deed.trigger
        clause = Span(deed.clause.start, clause_end(self._text, t.span, self._sentences))
        quoted = any(self._quoted.touching(t.span))
        scene = self._scenes.of(t.span, arguments=t.places, clause=clause)
        time = self._time(t.times)
        if time is None or time.type not in ("DATE", "TIME"):
            time = self._dates.of(t.span, clause) or time
        actors = self._ids(t.actors)
        return Event(
            id=f"e{t.span.start}-{t.span.end}",
            trigger=t.span,
            type=t.type,
            mode=deed.mode,
            contexts=deed.contexts,
            quad=deed.quad,
            cameo=deed.cameo,
            actors=actors,
            recipients=tuple(a for a in self._ids(t.recipients) if a not in actors),
            place=scene.place.id if scene else None,
            time=time.id if time else None,
            modality=deed.modality,
            voices=tuple(self._with_actor(v) for v in account.voices),
            quantities=deed.quantities,
            background=t.background.label == "background" or (time is not None and _long_past(time, self._published)),
            unverified=deed.unverified,
            hedges=hedges_of(self._text, clause, deed.quantities),
            distance=() if quoted else distance_in_clause(self._text, clause),
            reasons=(*deed.reasons, *account.reasons, *_why_there(scene)),
            score=round(t.score, 3),
        )

    def accounted(self, event: Event) -> Event:
        """A second account of a deed, its voices with their actors."""
        return replace(event, voices=tuple(self._with_actor(v) for v in event.voices))

    def _with_actor(self, voice: Voice) -> Voice:
        return replace(voice, actor=self._speaker(self._statements[voice.statement])) if voice.statement else voice

    def _ids(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Who the words at ``spans`` mean, without those who are told of within the words for another one of them ("the
        minister, Radu Oram": one man)."""
        meant = [(span, actor) for span in spans if (actor := self.parties.of(span)) is not None]
        within = {
            span
            for at, (span, actor) in enumerate(meant)
            for other, whose in meant[max(0, at - 1) : at + 2]
            if whose != actor and self._told_within(span, other, whose)
        }
        return tuple(dict.fromkeys(actor for span, actor in meant if span not in within))

    def _told_within(self, span: Span, other: Span, actor: str) -> bool:
        """Whether the words at ``span`` belong to those of ``other``, by which ``actor`` is mentioned."""
        between = self._text[min(span.end, other.end) : max(span.start, other.start)]
        return _JOINED.search(between) is None and any(
            whose == actor and m.start <= min(span.start, other.start) and max(span.end, other.end) <= m.end
            for m, whose in self._mention_at.touching(other)
        )

    def _time(self, spans: Sequence[Span]) -> Time | None:
        """The time tagged as the deed's own: a date rather than how long it lasted or how often it came."""
        own = [time for s in spans for _, time in self._time_at.touching(s)]
        return min(own, key=lambda time: time.type not in ("DATE", "TIME"), default=None)


def _why_there(scene: Scene | None) -> tuple[Reason, ...]:
    return (Reason(of="place", words=(scene.words,), why=f"{scene.basis}: {WHY[scene.basis]}"),) if scene else ()


def _long_past(time: Time, published: str | None) -> bool:
    """Whether ``time`` is of another year than the news: told by its bare year, or years before publication."""
    year = re.match(r"\d{4}(?=$|-)", time.value or "")
    if year is None:
        return False
    if published is not None:
        return int(year[0]) < int(published[:4]) - 1
    return time.basis == "stated" and time.value == year[0]
