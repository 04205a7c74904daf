"""Whom of the ledger a name means: by the words of some text first, then by what a reader may type instead.

    called so, or the Wikidata id -> a part of the name -> an acronym or another name -> country or body and office
        -> the words of some text -> spelling -> named in a description

The first way that finds anybody counts, and tells how the name fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.names import fold
from onrecord.ledger.queries import ActorSummary
from onrecord.resolving.countries import Entry, country_names, gazetteer, look_up
from onrecord.resolving.officeholders import held_by
from onrecord.resolving.roles import read_phrase, sectors, singular
from onrecord.resolving.spelling import Likeness, compare, parts

_NAMED = frozenset({"country", "person", "organization"})
_SMALL = frozenset("of the and for in on de la al".split())
_OF_COUNTRIES = frozenset({"country", "demonym", "capital", "seat"})
_BODIES = frozenset({"igo", "ngo", "organization", "group"})
_OF = re.compile(r" of (?:the )?")
_WORD = re.compile(r"\w+(?:['.]\w+)*")
_LONGEST_NAME = 8  # words that an acronym may stand for
# Who speaks of the chief of a body means whoever holds its first office, by whatever name.
_CHIEFS = frozenset({"chief", "head", "leader", "boss"})
_FIRST_OFFICE = re.compile(
    r"(?:secretary|director|commissioner)[- ]general\b|(?:president|chair\w*|commander|head) of\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Whom a name means, those in most documents first; ``how`` it fits them, "" where a text calls them so.
    ``others`` are the names of people who bear it too, but whom no text calls by it alone."""

    name: str
    actors: tuple[ActorSummary, ...]
    how: str = ""
    others: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether it may mean different people, bodies or states, and is the full name of none."""
        if any(fold(actor.name) == fold(self.name) or actor.wikidata == self.name.upper() for actor in self.actors):
            return False
        told_apart = [actor for actor in self.actors if actor.kind in _NAMED or self.how == _DESCRIBED]
        return len({actor.wikidata or actor.name for actor in told_apart}) > 1


def otherwise(name: str, everybody: Sequence[ActorSummary], mentions: Mapping[str, Collection[str]]) -> Found:
    """Those among ``everybody`` whom a name means although no text calls them so; ``mentions`` are the folded words
    that texts have for each of those who are named."""
    named = [actor for actor in everybody if actor.kind in _NAMED]
    for how, way in _WAYS:
        if fitting := tuple(way(name, named)):
            return Found(name=name, actors=_once(fitting), how=how)
    if fitting := tuple(_in_words(name, named, mentions)):
        return Found(name=name, actors=_once(fitting), how="so called in a text")
    if fitting := tuple(_spelling(name, named)):
        return Found(name=name, actors=_once(fitting), how="another spelling")
    described = tuple(_described(name, [actor for actor in everybody if actor.kind not in _NAMED]))
    return Found(name=name, actors=described, how=_DESCRIBED if described else "")


def namesakes(found: Found, people: Iterable[tuple[str, str | None]]) -> tuple[str, ...]:
    """The names, among those of ``people`` with their Wikidata ids, that have the asked one as a part and belong to
    nobody found."""
    asked = f" {fold(found.name)} "
    known = {fold(actor.name) for actor in found.actors}
    ids = {actor.wikidata for actor in found.actors if actor.wikidata}
    bearing = (name for name, who in people if who not in ids and fold(name) not in known)
    return tuple(sorted({name for name in bearing if asked.strip() and asked in f" {fold(name)} "}))


def _once(actors: Sequence[ActorSummary]) -> tuple[ActorSummary, ...]:
    """One actor an id: the name in most documents stands for the others."""
    return tuple({actor.wikidata or f"{actor.kind} {actor.name}": actor for actor in reversed(actors)}.values())[::-1]


def _part_of_name(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    asked = f" {fold(name)} "
    return (a for a in actors if a.kind != "country" and asked.strip() and asked in f" {fold(a.name)} ")


def _other_name(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    """An acronym of the name or the name of an acronym; a name that the shipped tables know for another."""
    asked = fold(name).replace(".", "")
    entry = entry_of(name)
    meant = {entry.name} if entry else set()
    if entry and entry.kind in _OF_COUNTRIES:
        meant.add(country_names()[entry.country or ""])
    fuller = _fuller_names(asked, entry) if entry else frozenset()
    holder = held_by(name, date=None)
    for actor in actors:
        own = fold(actor.name).replace(".", "")
        short = _shortens(asked, own) or _shortens(own, asked) or own in fuller
        body = actor.kind == "organization" and short
        office = actor.wikidata is not None and (holder is not None and holder.wikidata == actor.wikidata)
        if body or office or actor.name in meant or _listed_as(asked, actor):
            yield actor


def _fuller_names(asked: str, entry: Entry) -> frozenset[str]:
    """The names of bodies in the tables that hold a known one ("Red Cross") and are of its kind, and their acronyms."""
    of = (entry.kind, entry.country, entry.sector)
    if entry.kind not in _BODIES:
        return frozenset()
    names = {fold(name) for name, other in gazetteer().items() if (other.kind, other.country, other.sector) == of}
    fuller = {name for name in names if f" {asked} " in f" {name} " and name != asked}
    return frozenset(fuller | set(filter(None, map(_initials, fuller))))


def _listed_as(asked: str, actor: ActorSummary) -> bool:
    """Whether the asked words are part of the name by which the tables have somebody whom texts call otherwise."""
    tenure = held_by(actor.name, date=None) if actor.kind == "person" and actor.wikidata and asked else None
    return tenure is not None and tenure.wikidata == actor.wikidata and f" {asked} " in f" {fold(tenure.name)} "


def _shortens(short: str, name: str) -> bool:
    return bool(short) and short == _initials(name)


def entry_of(name: str) -> Entry | None:
    """What the shipped tables know of a name, typed in small letters or not; no small towns, whose names are words."""
    forms = (name, " ".join(word[:1].upper() + word[1:] for word in name.split()), name.upper())
    return next((entry for entry in map(look_up, forms) if entry and entry.sure), None)


def _initials(folded: str) -> str:
    words = [word for word in re.split(r"[\s-]+", folded) if word and word not in _SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def _office(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    """ "Norwegian prime minister", "prime minister of Norway", "head of the UN": the role that somebody is known by."""
    for owner, role in _readings(name):
        asked = set(_words(role))
        for actor in actors:
            held = _words(actor.role or "")
            if actor.kind != "person" or not held or not asked:
                continue
            first = owner.kind in _BODIES and asked <= _CHIEFS and _FIRST_OFFICE.match(fold(actor.role or ""))
            owned = _holds(held, _words(owner.name)) if owner.kind in _BODIES else actor.country == owner.country
            # Its head among them: the head of the army is not the army.
            named = asked <= set(held) and not asked.isdisjoint(_words(read_phrase(actor.role or "").head))
            if owned and (first or named):
                yield actor


def _readings(name: str) -> Iterator[tuple[Entry, str]]:
    """The countries or bodies of the world, and the roles, that words can be taken for."""
    words = name.split()
    cuts = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(len(words) - 1, 0, -1)]
    cuts += [(name[match.end() :], name[: match.start()]) for match in _OF.finditer(name)]
    for place, role in cuts:
        entry = entry_of(place)
        if entry and role and (entry.country or entry.kind in _BODIES):
            yield entry, role


def _in_words(
    name: str, actors: Sequence[ActorSummary], mentions: Mapping[str, Collection[str]]
) -> Iterator[ActorSummary]:
    """An office or another role ("UN chief") in the words some text has for somebody. A body's name alone ("UN") is no
    role: its chief is not the body."""
    asked = _words(name)
    if len(asked) > 1 and singular(asked[-1]) in sectors():
        for actor in actors:
            told = mentions.get(actor.name, ()) if actor.kind == "person" else ()
            if any(_holds(role, asked) for words in told for role in _roles_in(words)):
                yield actor


def _roles_in(mention: str) -> Iterator[list[str]]:
    """What a mention says that somebody is, name and all: not what follows an "of" or "for", and no owner's role ("the
    chief's" spokesman is not the chief)."""
    for part in mention.split(","):
        words = _WORD.findall(read_phrase(part.strip()).core)
        bare = [word.removesuffix("'s") for word in words]
        yield [word if singular(plain) in sectors() else plain for word, plain in zip(words, bare, strict=True)]


def _words(name: str) -> list[str]:
    return [word.removesuffix("'s").replace(".", "") for word in _WORD.findall(fold(name))]


def _holds(words: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether words have the asked ones in a row, acronyms and what they stand for taken for one another."""
    return bool(asked) and any(_goes_on(words[start:], asked) for start in range(len(words)))


def _goes_on(words: Sequence[str], asked: Sequence[str]) -> bool:
    if not asked or not words:
        return not asked
    if words[0] == asked[0]:
        return _goes_on(words[1:], asked[1:])
    for count in range(2, _LONGEST_NAME + 1):
        if _initials(" ".join(words[:count])) == asked[0] and _goes_on(words[count:], asked[1:]):
            return True
        if _initials(" ".join(asked[:count])) == words[0] and _goes_on(words[1:], asked[count:]):
            return True
    return False


def _described(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    """Those without a name of their own whose description names somebody: "the UPDF, the Ugandan army". Not for
    states, which most descriptions name."""
    entry = entry_of(name)
    asked = _words(name)
    if not asked or (entry and entry.kind in _OF_COUNTRIES):
        return
    for actor in actors:
        shown = _WORD.findall(actor.name.replace("\u2019", "'"))
        told = [" ".join(_words(word)) for word in shown]
        starts = (at for at, word in enumerate(shown) if word[:1].isupper() and told[at : at + len(asked)] == asked)
        # A capital at the start may be the sentence's: a word that is no name has no other.
        if any(at > 0 or shown[at].isupper() or len(asked) > 1 for at in starts):
            yield actor


def _spelling(name: str, actors: Sequence[ActorSummary]) -> Iterator[ActorSummary]:
    surname = parts(name)[1]
    for actor in actors:
        several = " " in name.strip() and " " in actor.name
        alike = compare(name, actor.name) == Likeness.SPELLING if several else surname == parts(actor.name)[1]
        if actor.kind == "person" and surname and alike:
            yield actor


_DESCRIBED = "named in the description"
_WAYS: tuple[tuple[str, Callable[[str, Sequence[ActorSummary]], Iterator[ActorSummary]]], ...] = (
    ("a part of the name", _part_of_name),
    ("another name of theirs", _other_name),
    ("by country and office", _office),
)
