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

from onrecord.resolving.countries import country_names, look_up, rows
from onrecord.resolving.roles import Gender
from onrecord.resolving.spelling import Likeness, compare, fold, initials, parts

_INITIAL = re.compile(r"(?<=\w )[A-Z]\. ", re.IGNORECASE)  # "Antony J. Blinken"
_SPELLING = 3  # letters by which two spellings of one name may differ in length, an initial among them
_SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM"})
_RARE = 3  # people of one surname in the tables up to whom the surname alone says much
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


class Link(NamedTuple):
    """The office found for a name, or None; ``why`` tells what was found, or why nobody of the name is taken."""

    tenure: Tenure | None
    why: str = ""


class Near(NamedTuple):
    """An office held by somebody of nearly the name: ``sure`` when both sound the same and few bear the surname,
    ``other`` when the surname as written is that of somebody else in the tables."""

    tenure: Tenure
    likeness: Likeness
    sure: bool
    other: bool


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
            where = None if world else _state_of(position) or country or None
            yield Tenure(name, who or None, known, where, sector, position, start, end, bool(own))


_HEAD_OF = re.compile(r"(?:Prime Minister|Premier|President) of (.+)")


def _state_of(position: str) -> str | None:
    """The country that an office names itself ("Premier of Greenland"), where Wikidata has it under a realm."""
    head_of = _HEAD_OF.fullmatch(position)
    entry = look_up(head_of.group(1)) if head_of else None
    return entry.country if entry and entry.kind == "country" else None


@cache
def _initials() -> dict[str, list[str]]:
    """Initials of first and last name -> names, so that only a few need comparing to find another spelling."""
    found: dict[str, list[str]] = {}
    for name in _lines():
        found.setdefault(initials(name), []).append(name)
    return found


@cache
def _surnames() -> dict[str, list[str]]:
    """Surname in its plain form (see :func:`_plain_surname`) -> names."""
    found: dict[str, list[str]] = {}
    for name, lines in _lines().items():
        if " of " not in name:  # "Salman of Saudi Arabia"
            found.setdefault(_plain_surname(_surname(name, lines[0].split("\t", 4)[3])), []).append(name)
    return found


_ARTICLE = re.compile(r"(?:al|el)[-‐](?=\w)")
_STROKED = str.maketrans("ıłøđð", "ilodd")  # letters that no accent can be taken off


def _plain_surname(surname: str) -> str:
    """A surname as the news writes it that leaves out case, accents and the Arabic article. Nothing else is brought
    together: with no other name beside it a surname of another spelling ("Milei", "Milley") is mostly somebody else."""
    plain = _ARTICLE.sub("", surname.lower(), count=1)
    if plain.isascii():
        return plain
    bare = (letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return "".join(bare).translate(_STROKED)


def _surname(name: str, country: str) -> str:
    words = name.split() or [""]
    return words[0 if country in _SURNAME_FIRST else -1]


@lru_cache(maxsize=4096)
def _named(name: str) -> list[Tenure]:
    if lines := _lines().get(name.lower()):
        return list(_tenures(lines))
    folded = fold(_INITIAL.sub("", name))
    alike = [other for other in _of_like_initials(name) if fold(_INITIAL.sub("", other)) == folded]
    return [tenure for other in alike for tenure in _tenures(_lines()[other])]


def _of_like_initials(name: str) -> list[str]:
    near = _initials().get(initials(name.lower()), ())
    return [other for other in near if abs(len(other) - len(name)) <= _SPELLING]


_SECTORS = (
    ("JUD", ("justice of", "chief justice", "attorney general", "prosecutor", "judge")),
    ("MIL", ("chief of the general staff", "army", "chief of staff of the defence", "commander", "navy", "air force")),
    ("LEG", ("president of the senate", "speaker", "president of the chamber", "president of the national assembly")),
)


def _sector(position: str) -> str:
    words = position.lower()
    return next((sector for sector, marks in _SECTORS if any(mark in words for mark in marks)), "GOV")


def held_by(name: str, *, date: str | None) -> Tenure | None:
    """The office a person of this full name held at a date (ISO), or had left not long before; None when nobody of that
    name did, or when several people did."""
    return link(name, date=date).tenure


@lru_cache(maxsize=4096)
def gender_of_holder(name: str) -> Gender | None:
    """The gender of whoever has held an office under this full name, at any time; None if nobody has or not of one."""
    genders = {tenure.gender for tenure in _named(name)} if " " in name else set()
    return genders.pop() if len(genders) == 1 else None


def link(name: str, *, date: str | None, country: str | None = None) -> Link:
    """The office of the one bearer of a full name at a date (ISO), or left not long before, and what was found; of
    several bearers or offices the one of the ``country`` that the text gives. No office, with the reason, when several
    bear the name or it was held at another time; no reason when nobody bears it."""
    tenures = _named(" ".join(name.split()))
    for later in (0, _LATER):
        fitting = [tenure for tenure in tenures if tenure.covers(date, later=later)]
        fitting = [tenure for tenure in fitting if country and tenure.country == country] or fitting
        if len({tenure.holder for tenure in fitting}) > 1:
            return Link(None, _namesakes(fitting, date))
        if fitting:
            return _at(fitting, date)
    return Link(None, _other_time(tenures, date or "") if tenures else "")


def _at(fitting: list[Tenure], date: str | None) -> Link:
    """The office as it was at a date: once it is over, its holder is a former one, of the elite (PLOVER's ELI)."""
    last = max(tenure.end for tenure in fitting)
    tenure = _latest(fitting if fitting[0].covers(date) else [tenure for tenure in fitting if tenure.end == last])
    if date is None:
        others = " among others" if len({tenure.position for tenure in fitting}) > 1 else ""
        why = f"has held office ({_described(tenure)}{others}); no date of the text tells which then"
        return Link(tenure._replace(position=""), why)
    if tenure.covers(date):
        return Link(tenure, f"office held on {date}: {tenure.position}")
    sector = "ELI" if tenure.sector in _OF_STATE else tenure.sector
    former = tenure._replace(position=f"former {tenure.position}", sector=sector)
    return Link(former, f"office held until {tenure.end}: {tenure.position}")


def _namesakes(fitting: list[Tenure], date: str | None) -> str:
    bearers = list({tenure.holder: tenure for tenure in fitting}.values())
    count = "several" if bearers[2:] else "two"
    offices = " and ".join(map(_described, bearers[:2]))
    return f"{count} people of this name held office{f' in {date}' if date else ''} ({offices}): none of them taken"


def _other_time(tenures: list[Tenure], date: str) -> str:
    """Why bearers of the name are not meant: the office nearest in time before the date, else the first after it."""
    over = [tenure for tenure in tenures if tenure.end and tenure.end[: len(date)] < date[: len(tenure.end)]]
    if over:
        last = max(over, key=lambda tenure: (tenure.end, tenure.position in HIGHEST))
        return f"somebody of this name held office until {last.end} ({_described(last)}), not at the date of the text"
    first = min(tenures, key=lambda tenure: tenure.start)
    return f"somebody of this name held office only from {first.start} on ({_described(first)}), after the text"


def _described(tenure: Tenure) -> str:
    country = country_names().get(tenure.country or "")
    return f"{tenure.position}, {country}" if country else tenure.position


@lru_cache(maxsize=4096)
def nearly(name: str, *, date: str) -> tuple[Near, ...]:
    """The offices held at a date (ISO) by people whose full name is this one in another spelling or with a slip."""
    surname = _plain_surname(name.rsplit(maxsplit=1)[-1])
    sound, found = parts(name), []
    for other in _of_like_initials(name):
        likeness = compare(name, other)
        if likeness is Likeness.OTHER:
            continue
        bearers = _surnames().get(_plain_surname(other.split()[-1]), ())
        few = len({_lines()[bearer][0].split("\t", 2)[0] or bearer for bearer in bearers}) <= _RARE
        taken = parts(other)[1] != sound[1] and surname in _surnames()
        sure = few and parts(other) == sound
        found += [Near(tenure, likeness, sure, taken) for tenure in _tenures(_lines()[other]) if tenure.covers(date)]
    return tuple(found)


def _latest(fitting: list[Tenure]) -> Tenure:
    """The highest office, of those the one begun last; our own list's first."""
    own = [tenure for tenure in fitting if tenure.own]
    return max(own or fitting, key=lambda tenure: (tenure.position in HIGHEST, tenure.start))


HIGHEST = frozenset({"President", "Prime Minister", "Chancellor", "Supreme Leader", "King", "Emir", "Pope"})
_OF_STATE = frozenset({"GOV", "LEG"})
# Words of one office, written differently, and words of a title that do not tell which office it is.
_SAME_OFFICE = {"defense": "defence", "spokeswoman": "spokesman", "spokesperson": "spokesman"}
_NO_MARK = frozenset("the of for and mr mrs ms dr affairs then current acting his her its their".split())


def _of_surname(surname: str, date: str | None) -> list[Tenure]:
    names = _surnames().get(_plain_surname(surname), ())
    return [tenure for name in names for tenure in _tenures(_lines()[name]) if tenure.covers(date)]


def fits(tenure: Tenure, title: str) -> bool:
    """Whether an office is the one that a title names ("Russian Foreign Minister"): all words of the title are in it,
    but for the country."""
    marks, position = _marks(title), _marks(tenure.position)
    return bool(marks) and marks <= position


def is_bare(title: str) -> bool:
    """Whether a title has but one word that tells an office ("Dutch Minister")."""
    return len(_marks(title)) == 1


@lru_cache(maxsize=4096)
def _marks(title: str) -> frozenset[str]:
    words = (word for word in re.findall(r"[\w.]+", title) if look_up(word) is None)
    plain = " ".join(words).lower().replace("premier", "prime minister").split()
    marks = (_SAME_OFFICE.get(word, word.rstrip(".")) for word in plain)
    return frozenset(mark for mark in marks if len(mark) > 1) - _NO_MARK


def titled(name: str, *, title: str, date: str | None) -> Tenure | None:
    """The one office-holder of a surname whose office fits a title ("President", "Foreign Minister") at a date; a first
    name, when there is one, must begin with the same letters ("Joseph R. Biden" is Joe Biden)."""
    first, *_, surname = ("", *name.split()) if " " not in name else name.split()
    begins = fold(first)[:2]
    fitting = [
        tenure
        for tenure in (_of_surname(surname, date) if date and _marks(title) else ())
        if fits(tenure, title) and fold(tenure.name).startswith(begins)
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
        and (tenure.position in HIGHEST or (tenure.own and alone))
        and (tenure.country or "") in countries
    ]
    return _latest(fitting) if len({tenure.holder for tenure in fitting}) == 1 else None
