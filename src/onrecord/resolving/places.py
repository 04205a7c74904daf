"""Places: from the words that name them to points on the map.

    mentions -> toponyms.py (which words name a place) -> gazetteer.py (what the name can stand for)
             -> place_ranking.py (which of these is meant) -> Place, with the reason in words

Within one document a name means one place, unless the words around it say otherwise ("Paris, Texas"). Demonyms are no
places; they tell which countries a text is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Mention, Place, Span
from onrecord.resolving.gazetteer import Entry, Gazetteer, Sense, gazetteer, normal
from onrecord.resolving.own_names import NO_NAMES, OwnNames
from onrecord.resolving.place_ranking import Choice, Name, rank
from onrecord.resolving.place_words import (
    CITY_WORDS,
    DIRECTIONS,
    KIND_WORDS,
    LIST_JOINTS,
    OF_TOWNS,
    PLACE_PREPOSITIONS,
    SHARED_DEMONYMS,
)
from onrecord.resolving.toponyms import Toponym, find_toponyms

SPEAKS = 0.3
"""A feature above this is told as a reason."""

_AREAS = ("country", "adm1", "region")
_KIND = "|".join(sorted(KIND_WORDS | {"capital"}))
_PARTS = "|".join(sorted(DIRECTIONS | KIND_WORDS | {"far"}))
_CONTAINED_BY = re.compile(
    rf"(?P<kind> (?:{_KIND}))?"
    rf"(?:(?P<comma>, | \()(?:in |(?P<told>(?:an?|the) (?:[a-z][a-z-]* ){{0,4}}?(?:{_KIND}) (?:in|of) ))?| in )"
    rf"(?P<part>(?:the )?(?:(?:{_PARTS}) (?:of )?(?:the )?)*)"
)
"""From a name to what it lies in: ", ", " in the ", " district, northern ", ", a village in the south of "."""
_BESIDE = rf"(?P<apart>['’]s)? (?:(?:{'|'.join(sorted(OF_TOWNS))}) ){{0,2}}(?P<of>(?:(?:{_KIND}) )+(?:of )?|capital, )"
_OF_OUTER = re.compile(_BESIDE)
_OF_NATION = re.compile(rf"(?<![\w-])(?P<nation>[A-Z]\w+(?: [A-Z]\w+){{0,2}}){_BESIDE}\Z")
"""From a country or its adjective to a town of it: " city of ", "'s northern town of ", " capital "."""
_REACH = 70  # characters before a town in which the adjective of its country is looked for
_SET_IN = re.compile(rf"\b(?:in|at|near|outside|around|(?:{_KIND}) of) (?:the )?\Z", re.IGNORECASE)
_CLOSED = re.compile(rf"(?: (?:{_KIND}))?(?:[.,;:)]|\Z)")
_GOES_ON = re.compile(rf" (?!(?i:{_KIND})\b)[A-Z]")  # "in South West England"
_LISTED = re.compile(r",? (?:and|or) ")
_NO_NATION = DIRECTIONS | PLACE_PREPOSITIONS | {"the", "a", "an"}
_VAGUE = frozenset(("capital", "state", "republic"))
"""Kinds that stand before a name without speaking of it: "a Palestinian state", "Chinese capital"."""


@dataclass(slots=True)
class Group:
    """All toponyms of one document that are taken for the same place. ``absent_from`` is where the text puts it though
    none of its senses lies there."""

    toponyms: list[Toponym]
    containers: list[Sense] = field(default_factory=list)
    absent_from: Sense | None = None


def resolve_places(
    text: str,
    mentions: Sequence[Mention],
    *,
    outlet: str | None,
    sentences: Sequence[Span],
    own: OwnNames = NO_NAMES,
) -> tuple[Place, ...]:
    """The places ``text`` names, in the order of their first mention, each with all its mentions.

    ``outlet`` (its address, domain or name) tells where the paper is at home; ``own`` is what a user's tables name in
    the text. A place that cannot be told has lat and lon None, with the reason.

    One sense per discourse: Gale, Church & Yarowsky 1992; the two-round ranking follows the
    observation that a document's places support one another (Leidner 2007; Lieberman & Samet 2012).
    """
    book = gazetteer()
    found = own.with_toponyms(find_toponyms(text, mentions, book, sentences=sentences))
    groups = group_toponyms(text, found)
    known = [group for group in groups if group.toponyms[0].senses and group.absent_from is None]
    nationalities = nationalities_in(text, mentions, book)
    home = book.home(outlet) if outlet else None
    names = [as_name(group) for group in known]
    choices = dict(zip(map(id, known), rank(names, home=home, nationalities=nationalities), strict=True))
    return _places(text, groups, choices, book=book)


def group_toponyms(text: str, found: Sequence[Toponym]) -> list[Group]:
    """One group a name, or several where the text places the name in different states or countries."""
    groups: dict[tuple[str, bool], list[Group]] = {}
    pending: list[Toponym] = []
    book = gazetteer()
    for at, toponym in enumerate(found):
        said = _Surroundings(text, found, at, book)
        containers, absent_from = said.containers(), said.absent_from()
        if containers or absent_from is not None:
            same = groups.setdefault(_same_name(toponym), [])
            _join(same, toponym, containers, absent_from=None if containers else absent_from)
        else:
            pending.append(toponym)
    for toponym in pending:
        same = groups.setdefault(_same_name(toponym), [])
        fitting = min((g for g in same if _takes(g, toponym)), key=lambda g: g.absent_from is not None, default=None)
        if fitting is not None:
            fitting.toponyms.append(toponym)
        else:
            same.append(Group([toponym]))
    every = [group for same in groups.values() for group in same]
    for group in every:
        group.toponyms.sort(key=lambda toponym: toponym.span)
    return sorted(every, key=lambda group: group.toponyms[0].span)


def _join(same: list[Group], toponym: Toponym, containers: list[Sense], *, absent_from: Sense | None) -> None:
    """Put a toponym to the one of its name's groups that lies in the same, or to a new one."""
    outer = {sense.entry.id for sense in containers}
    for group in same:
        if absent_from is None and outer & {sense.entry.id for sense in group.containers}:
            group.toponyms.append(toponym)
            return
        if absent_from is not None and group.absent_from == absent_from:
            group.toponyms.append(toponym)
            return
    same.append(Group([toponym], containers, absent_from))


def _takes(group: Group, toponym: Toponym) -> bool:
    """Whether a name by itself can mean this group: a namesake nobody knows only once the text has told of it."""
    return group.absent_from is None or group.toponyms[0].span < toponym.span


def _same_name(toponym: Toponym) -> tuple[str, bool]:
    """Toponyms that agree in this are one name: "Kherson region" is another than "Kherson" where both exist."""
    kinds = {sense.entry.kind for sense in toponym.senses}
    return toponym.key, toponym.cue == "area" and "city" in kinds and "adm1" in kinds


class _Surroundings:
    """What the words beside one toponym say it lies in."""

    def __init__(self, text: str, found: Sequence[Toponym], at: int, book: Gazetteer) -> None:
        self._text, self._found, self._at, self._book = text, found, at, book
        self._toponym = found[at]
        self._after = self._gap(_CONTAINED_BY, at) if self._toponym.senses else None
        self._before = self._gap(_OF_OUTER, at - 1) if self._toponym.senses else None
        self._nation, self._nations = self._adjective() if self._toponym.senses and self._before is None else (None, [])

    def containers(self) -> list[Sense]:
        """The senses of what is named beside it in which some sense of it lies ("Springfield, Illinois")."""
        return [
            outer
            for outer in self._outers()
            if outer.entry.kind in ("country", "adm1")
            and any(_lies_in(inner.entry, outer.entry) for inner in self._toponym.senses)
        ]

    def absent_from(self) -> Sense | None:
        """What the text plainly says it lies in, where no sense of it lies in that country or near it."""
        if not self._plainly() or any(_stays(sense) for sense in self._toponym.senses):
            return None
        outers = [sense for sense in self._outers() if sense.entry.kind in _AREAS and not sense.alias]
        if not outers or outers[0].entry.country is None or any(self._may_lie_in(outer.entry) for outer in outers):
            return None
        return outers[0]

    def _outers(self) -> list[Sense]:
        after = self._found[self._at + 1].senses if self._after is not None else ()
        before = self._found[self._at - 1].senses if self._before is not None else ()
        return [*after, *before, *self._nations]

    def _gap(self, pattern: re.Pattern[str], first: int) -> re.Match[str] | None:
        """How the words between two toponyms tie the one to the other."""
        if first < 0 or first + 1 >= len(self._found):
            return None
        gap = self._text[self._found[first].span.end : self._found[first + 1].span.start].replace("\u00a0", " ")
        tie = pattern.fullmatch(gap)
        if tie is None or pattern is _OF_OUTER or not tie["comma"] or not tie["part"]:
            return tie
        # "Georgia, the United States and Turkey" is a list of countries.
        return None if any(sense.entry.kind == "country" for sense in self._toponym.senses) else tie

    def _adjective(self) -> tuple[re.Match[str] | None, list[Sense]]:
        """The countries of "the Lebanese city of Tripoli"."""
        start = self._toponym.span.start
        before = _OF_NATION.search(self._text[max(0, start - _REACH) : start].replace("\u00a0", " "))
        if before is None:
            return None, []
        key = " ".join(word for word in normal(before["nation"]).split() if word not in _NO_NATION)
        code = self._book.demonyms.get(key)
        codes = SHARED_DEMONYMS.get(key) or ((code,) if code else ())
        return before, [sense for code in codes if (sense := self._book.country(code)) is not None]

    def _plainly(self) -> bool:
        """Whether the words leave no other reading than that it lies there."""
        of_outer = self._before or (self._nation if self._nations else None)
        if of_outer is not None:
            kind = of_outer["of"].split()
            return not _VAGUE.intersection(kind) and (kind[-1] == "of" or kind[-1] in CITY_WORDS)
        tie = self._after
        if tie is None or _GOES_ON.match(self._text, self._found[self._at + 1].span.end):
            return False
        if tie["told"]:
            return True
        start = self._toponym.span.start
        if not tie["kind"] and not _SET_IN.search(self._text[max(0, start - _REACH) : start]):
            return False  # "pressure from Moscow in Ukraine"
        return not tie["comma"] or not self._in_list()

    def _in_list(self) -> bool:
        """Whether commas may only list it with what follows."""
        start, outer = self._toponym.span.start, self._found[self._at + 1]
        before = self._found[self._at - 1].span.end if self._at else start
        if self._text[before:start] in LIST_JOINTS or _LISTED.match(self._text, outer.span.end):
            return True
        if not _CLOSED.match(self._text, outer.span.end):
            return True  # "After the raid on Beirut, Israel said"
        widest = self._found[self._at + 2] if self._at + 2 < len(self._found) else None
        if widest is None or self._text[outer.span.end : widest.span.start] not in LIST_JOINTS:
            return False
        return not any(_lies_in(inner.entry, wide.entry) for inner in outer.senses for wide in widest.senses)

    def _may_lie_in(self, outer: Entry) -> bool:
        """Whether a sense lies in that country, or inside its bounds by its own name: borders are in dispute."""
        if outer.country is None:
            return True
        bounds = self._book.bounds(outer.country)
        return any(
            sense.entry.country == outer.country
            or (not sense.alias and bounds is not None and bounds.holds(sense.entry))
            for sense in self._toponym.senses
        )


def _stays(sense: Sense) -> bool:
    """Whether a sense stands whatever the text says around it: countries and regions, and what a user's table names."""
    return bool(sense.entry.told) or (sense.entry.kind in ("country", "region") and not sense.alias)


def _lies_in(inner: Entry, outer: Entry) -> bool:
    if inner.id == outer.id or inner.kind == "country":
        return False
    return inner.area == outer.id or (outer.kind == "country" and inner.country == outer.country)


def as_name(group: Group) -> Name:
    """What the ranker needs to know of a group."""
    first = group.toponyms[0]
    cue = next((toponym.cue for toponym in group.toponyms if toponym.cue), None)
    senses = max((toponym.senses for toponym in group.toponyms), key=len)
    return Name(key=first.key, senses=senses, containers=tuple(group.containers), cue=cue, times=len(group.toponyms))


def nationalities_in(text: str, mentions: Sequence[Mention], book: Gazetteer) -> list[str]:
    """The countries that demonyms among the mentions speak of."""
    keys = {normal(text[m.span.start : m.span.end]) for m in mentions if m.kind == "nationality"}
    found = (book.demonyms.get(key) or book.demonyms.get(key.removesuffix("s")) for key in keys)
    return sorted({country for country in found if country})


def _places(text: str, groups: Sequence[Group], choices: dict[int, Choice], *, book: Gazetteer) -> tuple[Place, ...]:
    """One place a distinct entry, whatever names it goes by; a name known to nobody is a place without coordinates."""
    by_entry: dict[int | str, list[tuple[Group, Choice | None]]] = {}
    for group in groups:
        choice = choices.get(id(group))
        first = group.toponyms[0]
        same: int | str = as_name(group).senses[choice.index].entry.id if choice is not None else first.key
        if group.absent_from is not None:
            same = f"{first.key} in {group.absent_from.entry.id}"
        by_entry.setdefault(same, []).append((group, choice))
    return tuple(_place(text, f"p{number}", members, book=book) for number, members in enumerate(by_entry.values(), 1))


def _place(text: str, name: str, members: list[tuple[Group, Choice | None]], *, book: Gazetteer) -> Place:
    group, choice = members[0]
    spans = tuple(sorted(toponym.span for member, _ in members for toponym in member.toponyms))
    written = text[spans[0].start : spans[0].end]
    if choice is None:
        if group.toponyms[0].road:
            return Place(id=name, name=written, mentions=spans, feature="RD", reason="a road: the gazetteer has none")
        if group.absent_from is not None:
            reason = f"the text puts it in {group.absent_from.entry.name}, where the gazetteer has no {written}"
            return Place(id=name, name=written, mentions=spans, reason=reason)
        return Place(id=name, name=written, mentions=spans, reason=f"no place called {written} in the gazetteer")
    meant = as_name(group)
    entry = meant.senses[choice.index].entry
    return Place(
        id=name,
        name=written,
        mentions=spans,
        lat=round(entry.lat, 4),
        lon=round(entry.lon, 4),
        geonames=entry.geonames,
        country=entry.country,
        feature=entry.feature,
        reason=_reason(written, meant, choice, book=book),
    )


def _reason(written: str, name: Name, choice: Choice, *, book: Gazetteer) -> str:
    """What spoke for the choice, in words."""
    entry, features = name.senses[choice.index].entry, choice.features
    where = _where(entry, book)
    if entry.told:
        return f"{where}: {entry.told}"
    if len(name.senses) == 1:
        return f"{where}: the only {written} in the gazetteer"
    country = book.country_names.get(entry.country or "", "its country")
    inside = name.containers[0].entry.name if name.containers else ""
    said = {
        "inside_container": f"the text says it lies in {inside}",
        "area_cue": "the words around it speak of an area",
        "city_cue": "the words around it speak of a town",
        "country": "a country goes before other places of the name",
        "home_near": "near the outlet's home",
        "country_named": f"{country} is named in the article",
        "area_named": f"other places named lie in {country if entry.kind == 'country' else 'the same area'}",
        "near_other": "near another place named",
        "capital": f"the capital of {country}",
    }
    speaking = [words for feature, words in said.items() if features[feature] > SPEAKS]
    if entry.kind == "city" and features["dominance"] == 0.0:
        speaking.append(f"the largest town of {len(name.senses)} places called so")
    return f"{where}: " + ("; ".join(speaking) or f"the likeliest of {len(name.senses)} places called so")


def _where(entry: Entry, book: Gazetteer) -> str:
    """The entry's name with what it lies in."""
    outer = book.entry(entry.area).name if entry.area is not None and entry.kind in ("city", "adm2") else None
    parts = [entry.name, outer, book.country_names.get(entry.country or "")]
    return ", ".join(dict.fromkeys(part for part in parts if part))
