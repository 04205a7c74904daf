"""A user's own tables held against one text: which of their names stand in it, and what each means there.

Own names come first: they are marked as names whether or not the reader saw them, and stand before all shipped tables.
Only a longer name around one keeps it from counting ("John Kell" is not the "Kell" of a table).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

from onrecord.model import Mention, Span
from onrecord.model.entities import MentionKind
from onrecord.resolving.countries import Entry, Hint, HintKind, look_up
from onrecord.resolving.gazetteer import Entry as MapEntry
from onrecord.resolving.gazetteer import EntryKind, Sense
from onrecord.resolving.own_tables import (
    NO_TABLES,
    WORD,
    OwnActor,
    OwnKind,
    OwnPlace,
    OwnTables,
    plain_names,
    plain_words,
)
from onrecord.resolving.toponyms import Toponym

_GAP = re.compile(r"[ \u00a0]?[-‐&/]?[ \u00a0\n]?|['’ʼ]|\.[ \u00a0]?")  # what may stand between the words of a name
_ACRONYM = 5  # letters: a name of one word in capitals, no longer than this, is found only in capitals
_SHORT = 3  # letters of the longest word that a full stop inside a name may shorten ("St. Petersburg")
_LATER = 2  # years after the end of an office in which the news still speaks of who held it
_PLACES = frozenset({"gpe", "location", "facility", "nationality"})
_NAMES = _PLACES | {"person", "organization"}
_MENTIONS: dict[OwnKind, MentionKind] = {
    "person": "person", "organization": "organization", "group": "organization", "country": "gpe",
}  # fmt: skip
WORLD: dict[str | None, HintKind] = {"IGO": "igo", "UNO": "igo", "EUR": "igo", "NGO": "ngo"}
"""Sectors of bodies that belong to no state, and what such a body is."""

_WIDE = frozenset("RGN RGNE RGNH AREA SEA GULF OCN BAY STRT MTS DSRT VAL PLN CONT ISLS PEN TERR".split())


class _Find(NamedTuple):
    """Words of the text that a table has a name for: an actor, places, or both."""

    span: Span
    actor: OwnActor | None
    places: tuple[OwnPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNames:
    """What a user's tables say of one text. ``mentions`` are the reader's with the tables' names put in; ``day`` is the
    text's own, by which rows with dates are chosen; ``hints`` and ``toponyms`` are the tables' names in the text."""

    tables: OwnTables
    day: str | None
    mentions: Sequence[Mention]
    hints: tuple[Hint, ...] = ()
    toponyms: tuple[Toponym, ...] = ()

    def person(self, words: str) -> OwnActor | None:
        """The person that words as a whole name on the text's day; an article or possessive mark does not count."""
        return _in_force([row for row in self._actors(words) if row.kind == "person"], self.day)

    def body(self, words: str) -> OwnActor | None:
        """The organisation, group or state that words as a whole name on the text's day."""
        return _in_force([row for row in self._actors(words) if row.kind != "person"], self.day)

    def expired(self, words: str) -> OwnActor | None:
        """A row for these words when none of theirs holds on the text's day."""
        rows = self._actors(words)
        return rows[0] if rows and _in_force(rows, self.day) is None else None

    def look_up(self, words: str) -> Entry | None:
        """What a name means: a body, state or place of the user's tables, else what the shipped ones say of it. None
        for a person of the user's."""
        if not self.tables:
            return look_up(words)
        if body := self.body(words):
            return entry_of(body)
        if self.person(words):
            return None
        named = self.tables.listed(" ".join(plain_words(words))).places
        return _entry_of_places([place for name, place in named if _capital_fits(name, words)]) or look_up(words)

    def with_hints(self, shipped: Sequence[Hint]) -> tuple[Hint, ...]:
        """All hints in order, the tables' own in place of those that are no longer than they are."""
        return _merged(shipped, self.hints)

    def with_toponyms(self, shipped: Sequence[Toponym]) -> list[Toponym]:
        """All toponyms in order, the tables' own in place of those that are no longer than they are."""
        return list(_merged(shipped, self.toponyms))

    def _actors(self, words: str) -> list[OwnActor]:
        if not self.tables.actors:
            return []
        named = self.tables.listed(" ".join(plain_words(words))).actors
        return [actor for name, actor in named if _capital_fits(name, words)]


NO_NAMES = OwnNames(tables=NO_TABLES, day=None, mentions=())
"""For texts that are read without tables of a user's own."""


def held_against(tables: OwnTables, text: str, mentions: Sequence[Mention], *, day: str | None) -> OwnNames:
    """The tables' names in ``text``, whose ``mentions`` a reader found; ``day`` is its date of publication (ISO)."""
    if not tables:
        return OwnNames(tables=tables, day=day, mentions=mentions)
    marks = _Marks(text, mentions)
    found = [find for find in _finds(text, tables, day) if not marks.surname(find) and marks.around(find) != "person"]
    whole = [find for find in found if marks.around(find) is None]
    return OwnNames(
        tables=tables,
        day=day,
        mentions=marks.with_names(whole),
        hints=tuple(Hint(span=f.span, entry=entry) for f in found if (entry := _entry(f))),
        toponyms=tuple(_toponym(text, f) for f in found if f.places and marks.around(f) != "organization"),
    )


def entry_of(actor: OwnActor) -> Entry:
    """An organisation, group or state of a user's table in the form of the shipped ones."""
    kind: HintKind = actor.kind if actor.kind != "person" else "group"
    if actor.kind == "organization" and actor.country is None:
        kind = WORLD.get(actor.sector, kind)
    sector = actor.sector or ("GOV" if kind == "country" else None)
    return Entry(actor.name, kind, actor.country, sector, told=actor.told)


class _Marks:
    """The names a reader found in one text."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text, self._mentions = text, mentions
        self._names = sorted((m for m in mentions if m.kind in _NAMES), key=lambda m: m.span)
        self._starts = [m.span.start for m in self._names]
        self._surnames: dict[str, set[str]] = {}
        for mention in self._names:
            words = plain_words(text[slice(*mention.span)]) if mention.kind == "person" else ()
            if len(words) > 1:
                self._surnames.setdefault(words[-1], set()).add(" ".join(words))

    def around(self, find: _Find) -> MentionKind | None:
        """The kind of a longer name in which the find is only a part; None when it stands for itself."""
        own = len(WORD.findall(self._text[slice(*find.span)]))
        for mention in self._names[: bisect_right(self._starts, find.span.start)][-3:]:
            if mention.span.end >= find.span.end and len(plain_words(self._text[slice(*mention.span)])) > own:
                return mention.kind
        return None

    def surname(self, find: _Find) -> bool:
        """Whether a name of one word is the surname of somebody else in this text."""
        words = plain_words(self._text[slice(*find.span)])
        bearers = self._surnames.get(words[0], set()) if len(words) == 1 else set()
        own = plain_names(find.actor) if find.actor else []
        return bool(bearers) and bearers.isdisjoint(own)

    def with_names(self, finds: Sequence[_Find]) -> tuple[Mention, ...]:
        """All mentions, the finds among them and no name that overlaps one."""
        spans = [find.span for find in finds]
        starts = [span.start for span in spans]

        def free(span: Span) -> bool:
            """Whether no name of the tables lies over a span."""
            near = spans[max(0, bisect_left(starts, span.start) - 1) : bisect_left(starts, span.end)]
            return all(_apart(span, other) for other in near)

        kept = [m for m in self._mentions if m.kind not in _NAMES or free(m.span)]
        added = [Mention(span=f.span, kind=_MENTIONS[f.actor.kind] if f.actor else "gpe") for f in finds]
        return tuple(sorted([*kept, *added], key=lambda m: m.span))


def _finds(text: str, tables: OwnTables, day: str | None) -> Iterator[_Find]:
    """The tables' names in order, the longest first where several begin with one word."""
    spans = [match.span() for match in WORD.finditer(text)]
    plain = ["".join(plain_words(text[start:end])) for start, end in spans]
    at = 0
    while at < len(spans):
        found = None
        longest = tables.longest.get(plain[at], 0)
        for count in range(min(longest, len(spans) - at), 0, -1):
            if found := _find_at(text, spans[at : at + count], " ".join(plain[at : at + count]), tables, day):
                at += count
                yield found
                break
        if found is None:
            at += 1


def _find_at(text: str, words: list[tuple[int, int]], key: str, tables: OwnTables, day: str | None) -> _Find | None:
    listed = tables.listed(key)
    if not (listed.actors or listed.places) or not _joined(text, words):
        return None
    span = Span(words[0][0], words[-1][1])
    written = text[slice(*span)]
    actor = _in_force([row for name, row in listed.actors if _capital_fits(name, written)], day)
    places = tuple(row for name, row in listed.places if _capital_fits(name, written))
    return _Find(span, actor, places) if actor or places else None


def _joined(text: str, words: list[tuple[int, int]]) -> bool:
    """Whether nothing stands between the words but what may stand inside a name."""
    for (start, end), (following, _) in pairwise(words):
        gap = text[end:following]
        if not _GAP.fullmatch(gap) or ("." in gap and end - start > _SHORT):
            return False
    return True


def _capital_fits(name: str, words: str) -> bool:
    """Whether words are written as a name: capitals for a short name in capitals, else a capital where it has one."""
    words = words.strip()
    if name.isupper() and name.isalnum() and len(name) <= _ACRONYM:
        return name in WORD.findall(words)
    first = WORD.search(words.removeprefix("the ").removeprefix("a "))
    return not name[0].isupper() or (first is not None and first[0][0].isupper())


def _in_force(rows: Sequence[OwnActor], day: str | None) -> OwnActor | None:
    """The row that holds on a day, or held until two years before it; of several the one begun last."""
    for later in (0, _LATER):
        if fitting := [row for row in rows if row.covers(day, later=later)]:
            return max(fitting, key=lambda row: row.start)
    return None


def _entry(find: _Find) -> Entry | None:
    if find.actor is None:
        return _entry_of_places(find.places)
    return entry_of(find.actor) if find.actor.kind != "person" else None


def _entry_of_places(places: Sequence[OwnPlace]) -> Entry | None:
    """A place in the form of the shipped tables; places of one name in several countries tell none."""
    if not places:
        return None
    countries = {place.country for place in places}
    return Entry(places[0].name, "place", countries.pop() if len(countries) == 1 else None, None, told=places[0].told)


def _toponym(text: str, find: _Find) -> Toponym:
    senses = tuple(Sense(entry=_on_the_map(place), alias=False) for place in find.places)
    key = " ".join(plain_words(text[slice(*find.span)]))
    return Toponym(span=find.span, key=key, senses=senses)


def _on_the_map(place: OwnPlace) -> MapEntry:
    """A place in the form of the gazetteer's, numbered below zero so that it is none of them."""
    return MapEntry(
        id=-place.line,
        geonames=place.geonames,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        area=None,
        kind=_kind(place.feature),
        feature=place.feature,
        population=0,
        told=place.told,
    )


def _kind(feature: str) -> EntryKind:
    """A point like a town, unless the feature code says that it is an area."""
    if feature.startswith("PCL"):
        return "country"
    if feature.startswith("ADM"):
        return "adm1" if feature == "ADM1" else "adm2"
    return "region" if feature in _WIDE else "city"


_Placed = TypeVar("_Placed", Hint, Toponym)


def _merged(shipped: Sequence[_Placed], own: Sequence[_Placed]) -> tuple[_Placed, ...]:
    if not own:
        return tuple(shipped)
    merged = [s for s in shipped if all(_apart(s.span, o.span) or _wider(s.span, o.span) for o in own)]
    merged += [o for o in own if all(_apart(s.span, o.span) for s in merged)]
    return tuple(sorted(merged, key=lambda found: found.span))


def _apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start


def _wider(one: Span, other: Span) -> bool:
    return one.end - one.start > other.end - other.start
