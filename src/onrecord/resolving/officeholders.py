"""Who held which office when: Wikidata's office-holders (to 2022-23) and a short list of our own.

Every look-up is by date: a tenure counts when the text was published within it, or up to two years after its end
(people stay in the news). An open end means "in office at the snapshot".
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.resolving.countries import rows
from onrecord.resolving.roles import Gender

_SPELLING = 3  # letters by which two spellings of one name may differ in length
_SNAPSHOT = "2022-07"  # the month of Wikidata's oldest snapshots: what they leave open was not over before
_LATER = 2  # years after an office's end in which its holder is still known by it


class Tenure(NamedTuple):
    """An office held from ``start`` to ``end`` (ISO months or years, "" when not known); ``own``: our list's."""

    name: str
    wikidata: str | None
    gender: Gender | None
    country: str | None
    sector: str
    position: str
    start: str
    end: str
    own: bool = False

    @property
    def holder(self) -> str:
        """Who held it: the same for all spellings of one person's name."""
        return self.wikidata or self.name

    def covers(self, date: str | None, *, later: int = 0) -> bool:
        """Whether a date (ISO) lies in the tenure, or within so many years after it; no date counts as inside."""
        if not date:
            return True
        year_on = str(int(date[:4]) - later) + date[4:7]
        started = not self.start or self.start[: len(date)] <= date[: len(self.start)]
        return started and (not self.end or year_on[: len(self.end)] <= self.end)


# Spellings of one name in different transliterations, brought together; applied in order to the plain lower-case name.
_FOLDS = (
    (re.compile(r"['’ʼ`.]"), ""),
    (re.compile(r"-"), " "),
    (re.compile(r"\b(?:al|el) "), "al "),
    (re.compile(r"\b(?:mohammed|muhammad|mohamed|muhammed|mohamad|mohammad)\b"), "mohamed"),
    (re.compile(r"alexander|alexandr"), "aleksandr"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?:iy|yy|ij|yi|y|j)"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"(\w)\1"), r"\1"),
)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A key that different spellings of a name share: no accents, no case, transliterations brought together."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    for pattern, replacement in _FOLDS:
        plain = pattern.sub(replacement, plain)
    return plain


@cache
def _lines() -> dict[str, list[str]]:
    """Lower-case name -> its lines of the table, taken apart only when asked for; our own list stands first."""
    found: dict[str, list[str]] = {}
    spellings: dict[str, list[str]] = {}  # Wikidata id -> the names by which our own list has a person
    for row in rows("officials.csv"):
        held = f"{row['role']}|{row['start']}|{row['end']}|{row['sector']}"
        line = "\t".join([row["wikidata"], row["name"], row["gender"], row["country"], held])
        names = [name.lower() for name in (row["name"], *row["aliases"].split(";")) if name]
        for name in names:
            found.setdefault(name, []).append(line)
        if row["wikidata"]:
            spellings[row["wikidata"]] = names
    packed = (files("onrecord") / "data" / "actors" / "officeholders.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        who, name, _ = line.split("\t", 2)
        for spelling in spellings[who] if who in spellings else (name.lower(),):
            found.setdefault(spelling, []).append(line)
    return found


def _tenures(lines: list[str]) -> list[Tenure]:
    """The tenures of a name's lines. What the snapshot left open ends with the next change that our own list tells."""
    tenures = list(_taken_apart(lines))
    changes = sorted((day, own.holder) for own in tenures if own.own for day in (own.start, own.end))
    if not changes:
        return tenures
    return [tenure if tenure.own or tenure.end else _closed(tenure, changes) for tenure in tenures]


def _closed(tenure: Tenure, changes: list[tuple[str, str]]) -> Tenure:
    later = (day for day, holder in changes if holder == tenure.holder and day > max(_SNAPSHOT, tenure.start[:7]))
    return tenure._replace(end=next(later, ""))


def _taken_apart(lines: list[str]) -> Iterator[Tenure]:
    for line in lines:
        who, name, gender, country, *held = line.split("\t")
        known: Gender | None = "m" if gender == "m" else "f" if gender == "f" else None
        for tenure in held:
            position, start, end, *own = tenure.split("|")
            world = country == "x-IGO"
            sector = own[0] if own else "UNO" if world else _sector(position)
            where = None if world else country or None
            yield Tenure(name, who or None, known, where, sector, position, start, end, bool(own))


@cache
def _initials() -> dict[tuple[str, str], list[str]]:
    """Initials of first and last name -> names, so that only a few need folding to find another spelling."""
    found: dict[tuple[str, str], list[str]] = {}
    for name in _lines():
        found.setdefault(_initials_of(name), []).append(name)
    return found


def _initials_of(name: str) -> tuple[str, str]:
    words = name.split() or [""]
    first, last = (fold(word[:2])[:1] for word in (words[0], words[-1]))
    return first, last


@cache
def _surnames() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _lines():
        found.setdefault(name.split()[-1] if name.split() else "", []).append(name)
    return found


def _named(name: str) -> list[Tenure]:
    if lines := _lines().get(name.lower()):
        return list(_tenures(lines))
    folded = fold(name)
    near = _initials().get(_initials_of(name.lower()), ())
    alike = [other for other in near if abs(len(other) - len(name)) <= _SPELLING and fold(other) == folded]
    return [tenure for other in alike for tenure in _tenures(_lines()[other])]


_SECTORS = (
    ("JUD", ("justice of", "chief justice", "attorney general", "prosecutor", "judge")),
    ("MIL", ("chief of the general staff", "army", "chief of staff of the", "commander", "navy", "air force")),
    ("LEG", ("president of the senate", "speaker", "president of the chamber", "president of the national assembly")),
)


def _sector(position: str) -> str:
    words = position.lower()
    return next((sector for sector, marks in _SECTORS if any(mark in words for mark in marks)), "GOV")


@lru_cache(maxsize=4096)
def held_by(name: str, *, date: str | None) -> Tenure | None:
    """The office a person of this full name held at a date (ISO), or had left not long before; None when nobody of that
    name did, or when namesakes in several countries did."""
    tenures = _named(name)
    for later in (0, _LATER):
        fitting = [tenure for tenure in tenures if tenure.covers(date, later=later)]
        if fitting:
            countries = {tenure.country for tenure in fitting}
            # Our own list stands first, and the office begun last is the one the news speaks of.
            return None if len(countries) > 1 and not fitting[0].own else _latest(fitting)
    return None


def _latest(fitting: list[Tenure]) -> Tenure:
    """The tenure begun last; of those begun together, the highest office; of all, our own list's first."""
    own = [tenure for tenure in fitting if tenure.own]
    return max(own or fitting, key=lambda tenure: (tenure.start, tenure.position in _HIGHEST))


_HIGHEST = frozenset({"President", "Prime Minister", "Chancellor", "Supreme Leader", "King", "Emir", "Pope"})


def _of_surname(surname: str, date: str | None) -> list[Tenure]:
    names = _surnames().get(surname.lower(), ())
    return [tenure for name in names for tenure in _tenures(_lines()[name]) if tenure.covers(date)]


def titled(name: str, *, title: str, date: str | None) -> Tenure | None:
    """The one office-holder of a surname whose office fits a title ("President", "Foreign Minister") at a date; a first
    name, when there is one, must begin with the same letter ("Joseph R. Biden" is Joe Biden)."""
    marks = [word for word in re.findall(r"[a-z]+", title.lower()) if word not in {"the", "of", "for", "mr"}]
    words = name.split()
    first, surname = words[0], words[-1]
    fitting = [
        tenure
        for tenure in (_of_surname(surname, date) if date and marks else ())
        if all(mark in tenure.position.lower() for mark in marks) and (first == surname or tenure.name[:1] == first[:1])
    ]
    return _latest(fitting) if len({tenure.holder for tenure in fitting}) == 1 else None


def prominent(surname: str, *, date: str | None, countries: Collection[str]) -> Tenure | None:
    """The one head of state or government of this surname in office at a date, in one of the countries that the text
    speaks of; or somebody else of our own list, when nobody else in the tables has that surname."""
    bearers = _of_surname(surname, None) if date else []
    alone = len({tenure.holder for tenure in bearers}) == 1
    fitting = [
        tenure
        for tenure in bearers
        if tenure.covers(date)
        and (tenure.position in _HIGHEST or (tenure.own and alone))
        and (tenure.country or "") in countries
    ]
    return _latest(fitting) if len({tenure.holder for tenure in fitting}) == 1 else None
