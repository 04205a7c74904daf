"""Whom of the ledger a name means: by the words of some text first, then by what a reader may type instead.

    called so, or the Wikidata id -> a part of the name -> an acronym or another name -> country and office -> spelling

The first way that finds anybody counts, and tells how the name fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.ledger.names import fold
from onrecord.ledger.queries import ActorSummary
from onrecord.resolving.countries import Entry, country_names, look_up
from onrecord.resolving.spelling import Likeness, compare, parts

_NAMED = frozenset({"country", "person", "organization"})
_SMALL = frozenset("of the and for in on de la al".split())
_OF_COUNTRIES = frozenset({"country", "demonym", "capital", "seat"})
_OF = re.compile(r" of (?:the )?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom a name means, those in most documents first; ``how`` it fits them, "" where a text calls them so."""

    name: str
    actors: tuple[ActorSummary, ...]
    how: str = ""

    @property
    def several(self) -> bool:
        """Whether it may mean different people, bodies or states, and is the full name of none."""
        if any(fold(actor.name) == fold(self.name) or actor.wikidata == self.name.upper() for actor in self.actors):
            return False
        return len({actor.wikidata or actor.name for actor in self.actors if actor.kind in _NAMED}) > 1


def otherwise(name: str, everybody: Sequence[ActorSummary]) -> Found:
    """Those among ``everybody`` whom a name means although no text calls them so."""
    named = [actor for actor in everybody if actor.kind in _NAMED]
    for how, way in _WAYS:
        if fitting := tuple(way(name, named)):
            return Found(name=name, actors=_once(fitting), how=how)
    return Found(name=name, actors=())


def _once(actors: Sequence[ActorSummary]) -> tuple[ActorSummary, ...]:
    """One actor an id: the name in most documents stands for the others."""
    return tuple({actor.wikidata or f"{actor.kind} {actor.name}": actor for actor in reversed(actors)}.values())[::-1]


def _part_of_name(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    asked = f" {fold(name)} "
    return (a for a in actors if a.kind != "country" and asked.strip() and asked in f" {fold(a.name)} ")


def _other_name(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    """An acronym of the name or the name of an acronym; a name that the shipped tables know for another."""
    asked = fold(name).replace(".", "")
    entry = _entry(name) or look_up(name.upper())
    meant = {entry.name} if entry else set()
    if entry and entry.kind in _OF_COUNTRIES:
        meant.add(country_names()[entry.country or ""])
    for actor in actors:
        own = fold(actor.name).replace(".", "")
        short = actor.kind == "organization" and (_shortens(asked, own) or _shortens(own, asked))
        if short or actor.name in meant:
            yield actor


def _shortens(short: str, name: str) -> bool:
    return bool(short) and short == _initials(name)


def _entry(name: str) -> Entry | None:
    """What the shipped tables know of a name, typed in small letters or not."""
    return look_up(name) or look_up(" ".join(word[:1].upper() + word[1:] for word in name.split()))


def _initials(folded: str) -> str:
    words = [word for word in re.split(r"[\s-]+", folded) if word and word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _office(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    """ "Norwegian prime minister", "prime minister of Norway": the role that some text gives somebody."""
    for country, role in _readings(name):
        asked = set(fold(role).split())
        yield from (
            actor
            for actor in actors
            if actor.kind == "person" and actor.country == country and asked <= set(fold(actor.role or "").split())
        )


def _readings(name: str) -> Iterator[tuple[str, str]]:
    """The countries and roles that words can be taken for."""
    words = name.split()
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words) - 1, 0, -1)]
    cuts += [(name[match.end() :], name[: match.start()]) for match in _OF.finditer(name)]
    for place, role in cuts:
        entry = _entry(place)
        if entry and entry.country and role:
            yield entry.country, role


def _spelling(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    surname = parts(name)[1]
    for actor in actors:
        several = " " in name.strip() and " " in actor.name
        alike = compare(name, actor.name) == Likeness.SPELLING if several else surname == parts(actor.name)[1]
        if actor.kind == "person" and surname and alike:
            yield actor


_WAYS: tuple[tuple[str, Callable[[str, Sequence[ActorSummary]], Iterator[ActorSummary]]], ...] = (
    ("a part of the name", _part_of_name),
    ("another name of theirs", _other_name),
    ("by country and office", _office),
    ("another spelling", _spelling),
)
