"""A second look at the names that the recogniser marked, with what the gazetteer and the rest of the text know.

Names in one list are names of one kind: "Orikhiv, Huliaipole and Stepnohirsk" are towns, not people. A recogniser that
has never met a name goes by its sound; the gazetteer knows that all of the list lie in one country. Pieces of one name
are put together, and who is spoken of as a person is no town of the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Mention, Span
from onrecord.model.entities import MentionKind
from onrecord.resolving.gazetteer import Gazetteer, gazetteer, normal
from onrecord.resolving.place_words import CIVIC, GENERIC, LANDFORMS, LANDFORMS_BEFORE, LOCALS
from onrecord.resolving.roles import first_names

PLACE_KINDS: tuple[MentionKind, ...] = ("gpe", "location", "facility")

_JOINT = re.compile(r",?\s(?:and|or)\s|,\s|\sand\s|\sor\s")
_FEWEST = 3  # names in a list that tell by themselves what they are
_KNOWN = 2  # of them that the gazetteer has
_OFTEN = 3  # times that a single name has to be taken for a person's to be one
_SURE = 0.9  # from here on the recogniser's word stands
_LISTED = frozenset({"person", "organization", "gpe", "location"})


def of_one_kind(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, those of a list of places that were taken for people or bodies as the places they are.

    A list is of places when the gazetteer has the names as towns of one and the same country, and none of the names is
    a first name or the surname of somebody named in full.
    """
    ordered = sorted(mentions, key=lambda m: m.span)
    book = gazetteer()
    people = [text[slice(*m.span)] for m in ordered if m.kind == "person"]
    surnames = {name.rsplit(maxsplit=1)[-1] for name in people if " " in name}
    places: set[Mention] = set()
    for run in _lists(text, ordered):
        doubtful = [m for m in run if m.kind in ("person", "organization")]
        written = [text[slice(*m.span)] for m in run]
        named = any(name in surnames or name.split()[0] in first_names() for name in written)
        sure = any(m.score >= _SURE for m in doubtful)
        if doubtful and not named and not sure and _one_country(written, book):
            places.update(doubtful)
    return tuple(replace(m, kind="gpe") if m in places else m for m in mentions)


def _lists(text: str, ordered: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Names that stand side by side, joined by commas and "and": three or more, or two of which one is a place."""
    run: list[Mention] = []
    for mention in ordered:
        if run and not _JOINT.fullmatch(text, run[-1].span.end, mention.span.start):
            yield from [run] if _tells(run) else []
            run = []
        if mention.kind in _LISTED:
            run.append(mention)
    yield from [run] if _tells(run) else []


def _tells(run: Sequence[Mention]) -> bool:
    return len(run) >= _FEWEST or (len(run) > 1 and any(m.kind == "gpe" for m in run))


def _one_country(names: Sequence[str], book: Gazetteer) -> bool:
    """Whether some country has a town of each name that the gazetteer knows, and it knows two at least."""
    senses = [found for name in names if (found := book.look_up(name))]
    countries = [{sense.entry.country for sense in found if sense.entry.kind == "city"} for found in senses]
    return len(countries) >= _KNOWN and bool(set.intersection(*countries))


def names_of_people(text: str, mentions: Sequence[Mention], book: Gazetteer) -> set[str]:
    """Names of persons told of in a text (as ``normal`` has them): whole, by their first and last words, and single
    ones that the recogniser took for a person's time and again and for a place's never ("Lincoln")."""
    taken = Counter((normal(text[slice(*m.span)]), m.kind) for m in mentions)
    persons = {name: times for (name, kind), times in taken.items() if kind == "person"}
    people = {name for name in persons if " " in name and not _is_local(name) and not book.senses(name)}
    parts = {part for name in people for part in (name.split(" ", 1)[0], name.rsplit(" ", 1)[1])}
    often = {name for name, times in persons.items() if times >= _OFTEN}
    return people | parts | {name for name in often if not any(taken[name, place] for place in PLACE_KINDS)}


def _is_local(name: str) -> bool:
    """Whether a name taken for a person's tells somebody by a place: "Mansfield aldermen", "Tillsonburg Mayor"."""
    return not (LOCALS | CIVIC).isdisjoint(name.split()[1:])


def with_whole_names(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with the pieces of one name put together: the recogniser at times breaks "Mithi River" in two."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and _one_name(text, joined[-1], mention):
            before = joined.pop()
            lies = text[slice(*mention.span)].casefold() in LANDFORMS
            kind: MentionKind = "location" if lies or "facility" not in (before.kind, mention.kind) else "facility"
            span = Span(before.span.start, mention.span.end)
            joined.append(Mention(span=span, kind=kind, score=min(before.score, mention.score)))
        else:
            joined.append(mention)
    return joined


def _one_name(text: str, first: Mention, second: Mention) -> bool:
    """Whether two mentions side by side are a name and the kind of thing it names."""
    side_by_side = text[first.span.end : second.span.start] == " "
    if not side_by_side or first.kind not in PLACE_KINDS or second.kind not in PLACE_KINDS:
        return False
    kind_last = text[slice(*second.span)].casefold() in LANDFORMS | GENERIC
    return kind_last or text[slice(*first.span)].casefold() in LANDFORMS_BEFORE
