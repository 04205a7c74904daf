"""Words that tell a country: its names, its people's names, capitals, seats of government, institutions, towns.

The tables are in ``data/actors`` (see its README). A hint is a place in the text where such words stand; what they
mean for a party is decided in ``phrases`` and ``actors``.
"""

from __future__ import annotations

import csv
import difflib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Literal, NamedTuple, cast

from onrecord.model import Span

HintKind = Literal[
    "country", "demonym", "capital", "seat", "organization", "group", "igo", "ngo", "outlet", "region", "place"
]  # fmt: skip

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[.’'-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"['’]s?$")
_AL = re.compile(r"^[Aa]l[- ]")
_CAPITALS = 4  # letters of a town's name in capitals, at least
_LONGEST = 7  # words in the longest name of the tables
# Weekdays, months and words of titles and bodies are also names of towns somewhere.
_NEVER_A_PLACE = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December President Minister Prime King Queen Prince Police Army The Sir Lord "
    "General Order Nice Reading Mobile Split Bath Court House State City Police Man Best Most Many Both Union "
    "Republic Liberty Freedom Independence Center Centre Port Point National Federal Officer Leader Minster Battle "
    "Fleet Islands Along Rail Drug Engineer Chamber Tank Vice Naval Band Side Coast Alliance College Commerce Economy "
    "Garrison Justice Landing Media Paramount Post Reserve Superior Temple Trooper University Enterprise Warden "
    "Duma Homeland Region Province District".split()
)


class Entry(NamedTuple):
    """What a name in the tables means; ``sure`` is False for names of small towns, which need more than a capital;
    ``told`` says where a user's own table has it, "" for ours."""

    name: str
    kind: HintKind
    country: str | None
    sector: str | None
    sure: bool = True
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Words at ``span`` that point at ``entry``; ``joined`` is what a hyphen ties to them ("led" in "Saudi-led")."""

    span: Span
    entry: Entry
    joined: str = ""


def table(name: str) -> str:
    """The text of a table of ``data/actors``."""
    return (files("onrecord") / "data" / "actors" / name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV table of ``data/actors`` by the names of its columns (csv.DictReader takes twice as long)."""
    columns, *lines = csv.reader(table(name).splitlines())
    return (dict(zip(columns, line, strict=True)) for line in lines)


def _country_entries() -> Iterator[tuple[str, Entry]]:
    for line in table("countries.txt").splitlines():
        if line.startswith("#"):
            continue
        code, names, people, capitals = line.split("|")
        shown = names.split(";")[0]
        groups: tuple[tuple[str, HintKind], ...] = ((capitals, "capital"), (people, "demonym"), (names, "country"))
        for group, kind in groups:
            for name in filter(None, group.split(";")):
                yield name.removeprefix("the "), Entry(shown, kind, code, "GOV")


@cache
def gazetteer() -> dict[str, Entry]:
    """Names of states, peoples, capitals and institutions as written -> what they mean; institutions overrule."""
    found = dict(_country_entries())
    for entry, _, _ in _institutions():
        found[entry.name] = entry
        if _AL.match(entry.name):
            found.update({variant + entry.name[3:]: entry for variant in ("Al-", "al-", "Al ", "al ")})
    return found


@cache
def _institutions() -> tuple[tuple[Entry, str, str], ...]:
    """The rows of institutions.csv with the months of their start and end ("" when open), a name's latest row last."""
    return tuple(
        (
            Entry(row["name"], cast("HintKind", row["kind"]), row["country"] or None, row["sector"] or None),
            row["start"],
            row["end"],
        )
        for row in rows("institutions.csv")
    )


_UNMISTAKABLE = 5  # letters from which on no English word or name looks like an acronym of the tables


@cache
def _spoken_acronyms() -> dict[str, Entry]:
    """Acronyms spoken as words, as some papers write them ("Unrwa"); the short ones can be another word ("Mend")."""
    written = (entry for entry, _, _ in _institutions() if entry.name.isupper() and entry.name.isalpha())
    return {
        entry.name.title(): entry._replace(sure=len(entry.name) >= _UNMISTAKABLE)
        for entry in written
        if len(entry.name) >= _UNMISTAKABLE - 1
    }


@cache
def _periods() -> dict[str, list[tuple[Entry, str, str]]]:
    """Names that have meant different things in turn -> their rows, the latest first."""
    found: dict[str, list[tuple[Entry, str, str]]] = {}
    for row in reversed(_institutions()):
        found.setdefault(row[0].name, []).append(row)
    return {name: rows for name, rows in found.items() if len(rows) > 1}


def meaning_at(entry: Entry, date: str | None) -> Entry:
    """What a name meant at a date (ISO): the Taliban were rebels until August 2021 and govern since. The entry as it is
    when there is no date, or when the tables tell of no change or nothing for that date."""
    if date and not entry.told:
        for then, start, end in _periods().get(entry.name, ()):
            if start[: len(date)] <= date[: len(start)] and (not end or date[: len(end)] <= end):
                return then
    return entry


@cache
def _places() -> dict[str, str]:
    """Names of towns and areas -> country code, with a "+" when the name is sure; made into entries when asked for."""
    found: dict[str, str] = {}
    for line in table("places.txt").splitlines():
        group, names = line.split("|")
        found.update(dict.fromkeys(names.split(";"), group))
    for name in _NEVER_A_PLACE:
        found.pop(name, None)
    return found


@cache
def country_names() -> dict[str, str]:
    """ISO 3166-1 alpha-3 -> the name shown."""
    return {entry.country: entry.name for _, entry in _country_entries() if entry.country}


@cache
def _openers() -> dict[str, int]:
    """First word of each name of several words -> the number of words of the longest name that opens with it."""
    longest: dict[str, int] = {}
    for name in chain(gazetteer(), _places()):
        if " " in name:
            count = name.count(" ") + 1
            first = name[: name.index(" ")].rstrip(",")
            if longest.get(first, 0) < count:
                longest[first] = count
    return longest


def look_up(words: str) -> Entry | None:
    """What a name means, with or without its article and possessive mark; None when the tables do not have it."""
    words = words.strip().replace("’", "'")
    for prefix in ("the ", "The "):
        words = words.removeprefix(prefix)
    return _look_up(words)


def _look_up(words: str) -> Entry | None:
    for form in (words, words.rstrip("."), words.removesuffix("'"), words.removesuffix("'s")):
        if entry := gazetteer().get(form):
            return entry
        if group := _places().get(form):
            return Entry(form, "place", group.removesuffix("+"), None, group.endswith("+"))
        if entry := _spoken_acronyms().get(form):
            return entry
    return None


def find_hints(text: str, *, places: Sequence[Span] = (), without: Sequence[Span] = ()) -> tuple[Hint, ...]:
    """Hints in order, longest name first. Names of small towns count only inside ``places`` (spans that a recogniser
    calls a place) or after a preposition of place; nothing is read inside ``without`` (people's names)."""
    flat = text.replace("’", "'")
    words = [match.span() for match in _WORD.finditer(flat)]
    found: list[Hint] = []
    position = 0
    allowed, barred = _Cover(places), _Cover(without)
    while position < len(words):
        hint = None
        start = words[position][0]
        if (flat[start].isupper() or flat.startswith("al", start)) and not barred.covers(start):
            hint = _hint_at(flat, words[position : position + _LONGEST], allowed)
        if hint is not None and hint.entry.kind == "igo" and flat.endswith("National ", 0, start):
            hint = None  # one nation's own: "National Security Council"
        if hint is not None:
            found.append(hint)
            while position < len(words) and words[position][0] < hint.span.end:
                position += 1
        else:
            position += 1
    return _georgia(_narrowed(text, found))


def _hint_at(text: str, words: list[tuple[int, int]], places: _Cover) -> Hint | None:
    start, end = words[0]
    first = text[start:end]
    bare = _POSSESSIVE.sub("", first.rstrip("."))
    head, _, joined = bare.partition("-")
    openers = _openers()
    longest = max(openers.get(first, 1), openers.get(bare, 1))
    for count in range(min(longest, len(words)), 0, -1):
        end = words[count - 1][1]
        entry = _look_up(text[start:end]) or (_dateline(text, start, end) if count == 1 else None)
        if entry and (entry.sure or _stands_as_place(text, start, places)):
            return Hint(span=_trimmed(text, start, end), entry=entry)
    if joined and joined[0].islower() and (entry := gazetteer().get(head)):
        return Hint(span=Span(start, start + len(head)), entry=entry, joined=joined)
    return None


def _dateline(text: str, start: int, end: int) -> Entry | None:
    """The town in capitals with which a report's line opens ("OSLO, March 3 -"); shorter words may be acronyms."""
    opens = start == 0 or text[start - 1] == "\n"
    town = opens and end - start >= _CAPITALS and text[start:end].isupper()
    return _look_up(text[start:end].title()) if town else None


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without a possessive mark or the full stop of the sentence."""
    words = text[start:end]
    if words not in gazetteer() and words not in _places():
        words = _POSSESSIVE.sub("", words.rstrip("."))
    return Span(start, start + len(words))


_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|to|of|around|outside|inside|towards?|on|between|into)\s|,\s)(?:the\s)?$"
)


def _stands_as_place(text: str, start: int, places: _Cover) -> bool:
    return places.covers(start) or _PLACE_BEFORE.search(text, max(0, start - 14), start) is not None


_AREA_FOLLOWS = re.compile(r",\s(?:the\s)?$")
_AREA_ENDS = re.compile(r"[,.;:)\"”]|['’]s\b|\s(?:police|and|on|where|after|in|by|when|as|to|was|were)\b|\s?$")


def _narrowed(text: str, hints: list[Hint]) -> list[Hint]:
    """ "London, Ontario" is where Ontario is: a town takes the country of the area or country named right after it."""
    narrowed = list(hints)
    for index in range(len(hints) - 2, -1, -1):
        town, area = hints[index], narrowed[index + 1]
        wider = area.entry.kind == "place" or (area.entry.kind == "country" and town.entry.kind == "place")
        if (
            town.entry.kind in {"place", "capital"}
            and wider
            and _AREA_FOLLOWS.fullmatch(text, town.span.end, area.span.start)
            and _AREA_ENDS.match(text, area.span.end)
        ):
            entry = town.entry._replace(kind="place", country=area.entry.country, sector=None)
            narrowed[index] = Hint(span=town.span, entry=entry, joined=town.joined)
    return narrowed


def _georgia(hints: list[Hint]) -> tuple[Hint, ...]:
    """Georgia is the American state when the text speaks of America and never of Georgians or Tbilisi."""
    names = {hint.entry.country for hint in hints if hint.entry.name != "Georgia" or hint.entry.kind != "country"}
    if "USA" not in names or "GEO" in names or "RUS" in names:
        return tuple(hints)
    state = Entry("Georgia", "place", "USA", None)
    return tuple(
        Hint(span=hint.span, entry=state, joined=hint.joined) if hint.entry.country == "GEO" else hint for hint in hints
    )


class _Cover:
    """Asks whether an offset lies in one of many spans."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._ends = [span.end for span in ordered]

    def covers(self, offset: int) -> bool:
        """Whether one of the spans holds the character ``offset``."""
        at = bisect_left(self._starts, offset + 1) - 1
        return at >= 0 and offset < self._ends[at]


def code_like(words: str) -> str:
    """The ISO 3166-1 alpha-3 code of a country given by its name or one that is nearly it, else the code most like what
    is given; "" when nothing is."""
    entry = look_up(words) or look_up(words.title())
    if entry and entry.country and entry.kind == "country":
        return entry.country
    named = {name: code for code, name in country_names().items()}
    if near := difflib.get_close_matches(words.title(), named, n=1, cutoff=0.8):
        return named[near[0]]
    return next(iter(difflib.get_close_matches(words.upper(), country_names(), n=1)), "")
