"""Names in one list are names of one kind: "Orikhiv, Huliaipole and Stepnohirsk" are towns, not people.

A recogniser that has never met a name goes by its sound; the gazetteer knows that all of the list lie in one country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Mention
from onrecord.resolving.gazetteer import Gazetteer, gazetteer
from onrecord.resolving.roles import first_names

_JOINT = re.compile(r",?\s(?:and|or)\s|,\s|\sand\s|\sor\s")
_FEWEST = 3  # names in a list that tell by themselves what they are
_KNOWN = 2  # of them that the gazetteer has
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
