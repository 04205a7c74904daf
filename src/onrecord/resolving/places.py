"""Places: from the words that name them to points on the map.

    mentions -> toponyms.py (which words name a place) -> gazetteer.py (what the name can stand for)
             -> place_ranking.py (which of these is meant) -> Place, with the reason in words

Within one document a name means one place, unless the words around it say otherwise ("Paris, Texas"). Demonyms are no
places; they tell which countries a text is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.model import Mention, Place, Span
from onrecord.resolving.gazetteer import Entry, Gazetteer, Sense, gazetteer, normal
from onrecord.resolving.own_names import NO_NAMES, OwnNames
from onrecord.resolving.place_ranking import Choice, Name, rank
from onrecord.resolving.toponyms import Toponym, find_toponyms

SPEAKS = 0.3
"""A feature above this is told as a reason."""

_CONTAINED_BY = frozenset({", ", " (", ", in ", " in ", ",\u00a0"})


@dataclass(slots=True)
class Group:
    """All toponyms of one document that are taken for the same place."""

    toponyms: list[Toponym]
    containers: list[Sense] = field(default_factory=list)


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
    known = [group for group in groups if group.toponyms[0].senses]
    nationalities = nationalities_in(text, mentions, book)
    home = book.home(outlet) if outlet else None
    names = [as_name(group) for group in known]
    choices = dict(zip(map(id, known), rank(names, home=home, nationalities=nationalities), strict=True))
    return _places(text, groups, choices, book=book)


def group_toponyms(text: str, found: Sequence[Toponym]) -> list[Group]:
    """One group a name, or several where the text places the name in different states or countries."""
    groups: dict[tuple[str, bool], list[Group]] = {}
    pending: list[Toponym] = []
    for i, toponym in enumerate(found):
        containers = _containers(text, toponym, found[i + 1] if i + 1 < len(found) else None)
        if not containers:
            pending.append(toponym)
            continue
        same = groups.setdefault(_same_name(toponym), [])
        fitting = next((g for g in same if {c.entry.id for c in g.containers} & {c.entry.id for c in containers}), None)
        if fitting is None:
            same.append(Group([toponym], containers))
        else:
            fitting.toponyms.append(toponym)
    for toponym in pending:
        same = groups.setdefault(_same_name(toponym), [])
        if same:
            same[0].toponyms.append(toponym)
        else:
            same.append(Group([toponym]))
    every = [group for same in groups.values() for group in same]
    for group in every:
        group.toponyms.sort(key=lambda toponym: toponym.span)
    return sorted(every, key=lambda group: group.toponyms[0].span)


def _same_name(toponym: Toponym) -> tuple[str, bool]:
    """Toponyms that agree in this are one name: "Kherson region" is another than "Kherson" where both exist."""
    kinds = {sense.entry.kind for sense in toponym.senses}
    return toponym.key, toponym.cue == "area" and "city" in kinds and "adm1" in kinds


def _containers(text: str, toponym: Toponym, following: Toponym | None) -> list[Sense]:
    """The senses of the next name in which some sense of this one lies ("Springfield, Illinois")."""
    if following is None or text[toponym.span.end : following.span.start] not in _CONTAINED_BY:
        return []
    return [
        outer
        for outer in following.senses
        if outer.entry.kind in ("country", "adm1")
        and any(_lies_in(inner.entry, outer.entry) for inner in toponym.senses)
    ]


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
        by_entry.setdefault(same, []).append((group, choice))
    return tuple(_place(text, f"p{number}", members, book=book) for number, members in enumerate(by_entry.values(), 1))


def _place(text: str, name: str, members: list[tuple[Group, Choice | None]], *, book: Gazetteer) -> Place:
    group, choice = members[0]
    spans = tuple(sorted(toponym.span for member, _ in members for toponym in member.toponyms))
    written = text[spans[0].start : spans[0].end]
    if choice is None:
        if group.toponyms[0].road:
            return Place(id=name, name=written, mentions=spans, feature="RD", reason="a road: the gazetteer has none")
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
