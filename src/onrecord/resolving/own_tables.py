"""A user's own tables of actors and places: CSV files, checked line by line, held as frozen rows.

    actors.csv, places.csv -> OwnTables -> held against a text (own_names.py) -> before the tables that ship

docs/own-tables.md says what each column means. A mistake raises UserError with the file, the line and the mend.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar, cast, get_args

from onrecord.errors import UserError
from onrecord.ontology.plover import SECTORS
from onrecord.resolving.countries import code_like, country_names
from onrecord.resolving.gazetteer import gazetteer
from onrecord.resolving.roles import first_names

OwnKind = Literal["person", "organization", "group", "country"]

ACTOR_COLUMNS = ("name", "aliases", "kind", "country", "sector", "role", "start", "end", "wikidata")
PLACE_COLUMNS = ("name", "aliases", "lat", "lon", "country", "feature", "geonames")

WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_DEGREES = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_FEATURE = re.compile(r"[A-Z]{2,5}|ADM[1-5]H?|PPLA[2-5]")  # the form of GeoNames' codes: few have a digit
_SEPARATOR_LINE = re.compile(r"sep=,?", re.IGNORECASE)  # what Excel reads, and writes, before the header
_TOLD = 20  # mistakes of one file that are told at once
_SAME_POINT = 0.01  # degrees, about a kilometre: rows of one name nearer than this are one row written twice
_PLAIN_SHEET = "save the table as “CSV UTF-8 (comma delimited)”"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActor:
    """A row of a user's actors. ``start`` and ``end`` are ISO dates ("" when open) as coarse as the user wrote them;
    ``told`` says where it stands, in ``line`` of which file."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: OwnKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    start: str = ""
    end: str = ""
    wikidata: str | None = None
    line: int
    told: str

    def covers(self, day: str | None, *, later: int = 0) -> bool:
        """Whether an ISO date lies within start and end, as far as all are exact, or up to so many years after the end;
        no date counts as inside."""
        if not day:
            return True
        past = f"{int(day[:4]) - later:04}{day[4:]}"
        return _not_before(day, self.start) and (not self.end or _not_before(self.end, past))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlace:
    """A row of a user's places: ``lat`` and ``lon`` in degrees (WGS 84), ``feature`` a GeoNames feature code."""

    name: str
    aliases: tuple[str, ...] = ()
    lat: float
    lon: float
    country: str | None = None
    feature: str = "PPL"
    geonames: int | None = None
    line: int
    told: str


_Kept = TypeVar("_Kept", OwnActor, OwnPlace)


class Listed(NamedTuple):
    """The rows of one name, each with the name as its user wrote it."""

    actors: list[tuple[str, OwnActor]]
    places: list[tuple[str, OwnPlace]]


@dataclass(frozen=True, kw_only=True)
class OwnTables:
    """What a user knows that the shipped tables do not; empty unless files are given."""

    actors: tuple[OwnActor, ...] = ()
    places: tuple[OwnPlace, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.actors or self.places)

    def listed(self, key: str) -> Listed:
        """The rows of a name in its plain form (see :func:`plain_words`)."""
        return self._by_name.get(key) or Listed([], [])

    @cached_property
    def longest(self) -> dict[str, int]:
        """First word of each name -> the number of words of the longest name that opens with it."""
        longest: dict[str, int] = {}
        for key in self._by_name:
            first, count = key.partition(" ")[0], key.count(" ") + 1
            longest[first] = max(longest.get(first, 0), count)
        return longest

    @cached_property
    def _by_name(self) -> dict[str, Listed]:
        found: dict[str, Listed] = {}
        for actor in self.actors:
            for name in (actor.name, *actor.aliases):
                found.setdefault(" ".join(plain_words(name)), Listed([], [])).actors.append((name, actor))
        for place in self.places:
            for name in (place.name, *place.aliases):
                found.setdefault(" ".join(plain_words(name)), Listed([], [])).places.append((name, place))
        return found


NO_TABLES = OwnTables()


@lru_cache(maxsize=65536)
def plain_words(name: str) -> tuple[str, ...]:
    """The words of a name as names are compared: no case, accents, marks, leading article or possessive ending."""
    bare = _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip(), count=1))
    plain = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return tuple(WORD.findall(plain.casefold()))


def own_tables(*, actors: Path | str | None = None, places: Path | str | None = None) -> OwnTables:
    """The tables in these CSV files; None leaves one empty. Raises UserError with file, line and mend."""
    return _tables(*(_source(Path(file)) if file is not None else None for file in (actors, places)))


class _Source(NamedTuple):
    file: Path
    raw: bytes


def _source(file: Path) -> _Source:
    try:
        return _Source(file, file.read_bytes())
    except FileNotFoundError as error:
        raise UserError(f"{file}: there is no such file; {_where_else(file)}") from error
    except OSError as error:
        raise UserError(f"{file}: {error.strerror or error}; give a CSV file that can be read") from error


def _where_else(file: Path) -> str:
    """What may have been meant by the path of a file that is not there."""
    try:
        beside = [other.name for other in file.parent.iterdir()]
    except OSError:
        return f"nor is there a folder {file.parent}"
    near = difflib.get_close_matches(file.name, beside, n=1)
    return f"did you mean {near[0]}?" if near else "give the path of a CSV file as seen from the folder you are in"


@lru_cache(maxsize=4)  # for those who read many texts, one call each
def _tables(actors: _Source | None, places: _Source | None) -> OwnTables:
    return OwnTables(
        actors=_read_actors(actors) if actors is not None else (),
        places=_read_places(places) if places is not None else (),
    )


class _Row(NamedTuple):
    """One line of a file: its cells by column, those left out empty."""

    file: Path
    line: int
    cells: dict[str, str]

    @property
    def told(self) -> str:
        """Where the row stands, in words, for reasons."""
        return f"in your table {self.file.name}, line {self.line}"

    def error(self, what: str) -> UserError:
        """What is wrong with the row and how to mend it, with its file and line."""
        return UserError(f"{self.file}, line {self.line}: {what}")

    def choice(
        self, column: str, known: Sequence[str], *, like: Callable[[str], str] | None = None, else_: str = ""
    ) -> str | None:
        """The code in a column, or None for an empty cell; any other is an error that tells what would fit: the code
        that is ``like`` it, or ``else_``, or all that are known."""
        given = self.cells[column]
        if not given or given in known:
            return given or None
        near = next((code for code in known if code.casefold() == given.casefold()), "")
        near = near or (like(given) if like else "")
        hint = f"did you mean {near}?" if near else else_ or "there are " + ", ".join(known)
        raise self.error(f"{given!r} is no {column}; {hint}")


def _read_actors(source: _Source) -> tuple[OwnActor, ...]:
    read = _read(source, ACTOR_COLUMNS, _actor, needed=("name",))
    _refuse(source.file, _doubles(source.file, read, _both_hold, "its names, or give dates that do not overlap"))
    return tuple(read)


def _read_places(source: _Source) -> tuple[OwnPlace, ...]:
    read = _read(source, PLACE_COLUMNS, _place, needed=("name", "lat", "lon"))
    _refuse(source.file, _doubles(source.file, read, _same_point, "one of the two rows"))
    return tuple(read)


def _read(
    source: _Source, columns: Sequence[str], made: Callable[[_Row], _Kept], *, needed: Sequence[str]
) -> list[_Kept]:
    """Every row of a file as what it tells. The mistakes of all rows are told together."""
    kept: list[_Kept] = []
    mistakes: list[UserError] = []
    for row in _rows(source, columns, mistakes, needed=needed):
        try:
            kept.append(made(row))
        except UserError as mistake:
            mistakes.append(mistake)
    _refuse(source.file, mistakes)
    return kept


def _refuse(file: Path, mistakes: Sequence[UserError]) -> None:
    """Raise one error that tells the mistakes of a file, each in a line of its own; of many, the first."""
    if not mistakes:
        return
    told = [str(mistake) for mistake in mistakes[:_TOLD]]
    if left := len(mistakes) - len(told):
        told.append(f"{file}: and {left} more")
    raise UserError("\n".join(told)) from mistakes[0]


def _actor(row: _Row) -> OwnActor:
    cells = row.cells
    start, end = _date(row, "start"), _date(row, "end")
    if start and end and not _not_before(end, start):
        raise row.error(f"the end {end} is before the start {start}; put them right, or leave one empty")
    if cells["wikidata"] and not re.fullmatch(r"Q[1-9][0-9]*", cells["wikidata"]):
        raise row.error(f"{cells['wikidata']!r} is no Wikidata id; write it as Q and a number, such as Q42")
    kind = row.choice("kind", get_args(OwnKind))
    if kind == "country" and not cells["country"]:
        raise row.error("a row of kind country is another name of a state: say which in the column country")
    return OwnActor(
        name=_name(row),
        aliases=_aliases(row),
        kind=cast("OwnKind", kind or _likely_kind(cells)),
        country=_country(row),
        sector=row.choice("sector", SECTORS),
        role=cells["role"] or None,
        start=start,
        end=end,
        wikidata=cells["wikidata"] or None,
        line=row.line,
        told=row.told,
    )


def _likely_kind(cells: dict[str, str]) -> OwnKind:
    """What a row without a kind is: a person when it has an office, dates or a known first name."""
    personal = cells["role"] or cells["start"] or cells["end"] or cells["name"].split()[0] in first_names()
    return "person" if personal else "organization"


def _place(row: _Row) -> OwnPlace:
    cells = row.cells
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    if lat == 0 and lon == 0:
        raise row.error("latitude and longitude 0,0 lie in the open sea; write where the place is, or take the row out")
    if cells["feature"] and not _FEATURE.fullmatch(cells["feature"]):
        raise row.error(f"{cells['feature']!r} is no GeoNames feature code; a village or town is PPL, a province ADM1")
    if cells["geonames"] and not re.fullmatch(r"[1-9][0-9]{0,9}", cells["geonames"]):
        raise row.error(f"{cells['geonames']!r} is no GeoNames id; write its number, or leave it empty")
    return OwnPlace(
        name=_name(row),
        aliases=_aliases(row),
        lat=lat,
        lon=lon,
        country=_country(row),
        feature=cells["feature"] or "PPL",
        geonames=int(cells["geonames"]) if cells["geonames"] else None,
        line=row.line,
        told=row.told,
    )


# Cells


def _name(row: _Row) -> str:
    name = row.cells["name"]
    if not any(character.isalnum() for character in name):
        raise row.error("the name is empty; write one, or take the row out")
    return name


def _aliases(row: _Row) -> tuple[str, ...]:
    given = [" ".join(alias.split()) for alias in row.cells["aliases"].split(";")]
    return tuple(dict.fromkeys(alias for alias in given if any(map(str.isalnum, alias)) and alias != row.cells["name"]))


def _country(row: _Row) -> str | None:
    known = sorted(country_names().keys() | gazetteer().country_names.keys())
    return row.choice("country", known, like=code_like, else_="write its ISO 3166-1 alpha-3 code, such as NOR")


def _date(row: _Row, column: str) -> str:
    given = row.cells[column]
    try:
        if given and _DATE.fullmatch(given):
            date.fromisoformat((given + "-01-01")[:10])
            return given
    except ValueError:
        pass
    if given:
        raise row.error(f"{column} {given!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    return ""


def _degrees(row: _Row, column: str, most: int) -> float:
    given, name = row.cells[column], {"lat": "latitude", "lon": "longitude"}[column]
    if not _DEGREES.fullmatch(given):
        raise row.error(f"{name} {given!r} is not a number; write decimal degrees with a point, such as 48.59")
    degrees = float(given)
    if abs(degrees) > most:
        raise row.error(f"{name} {given} is out of range; it goes from -{most} to {most} (are lat and lon swapped?)")
    return degrees


# Files


def _rows(
    source: _Source, columns: Sequence[str], mistakes: list[UserError], *, needed: Sequence[str]
) -> Iterator[_Row]:
    """The rows of a CSV file that are not blank, with the number of the line each begins in. Rows that cannot be read
    go to ``mistakes``; without a header there are none, and that raises UserError."""
    file = source.file
    reader = csv.reader(io.StringIO(_text(source), newline=""), strict=True)
    header: list[str] | None = None
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if header is None and _SEPARATOR_LINE.fullmatch(cells[0].strip()) and not any(cells[1:]):
                continue
            if header is None:
                header = _header(file, line, cells, columns, needed)
                continue
            if len(cells) > len(header):
                wide = f"{len(cells)} cells for {len(header)} columns; put a cell that holds a comma in quotation marks"
                mistakes.append(UserError(f"{file}, line {line}: {wide}"))
                continue
            given = dict(zip(header, (" ".join(cell.split()) for cell in cells), strict=False))
            yield _Row(file, line, dict.fromkeys(columns, "") | given)
    except csv.Error as error:
        mistakes.append(UserError(f"{file}, line {begins}: not CSV ({error}); {_PLAIN_SHEET}"))
        return
    if header is None:
        raise UserError(f"{file}, line 1: the table is empty; its first line names the columns: {', '.join(columns)}")


def _text(source: _Source) -> str:
    file, raw = source
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(f"{file}, line {line}: not UTF-8 text; {_PLAIN_SHEET}") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UserError(f"{file}, line {line}: not UTF-8 text; {_PLAIN_SHEET}")
    return text


def _header(file: Path, line: int, cells: list[str], columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    where = f"{file}, line {line}"
    header = [cell.strip().lower() for cell in cells]
    if len(header) == 1 and re.search("[;\t]", header[0]):
        raise UserError(f"{where}: the columns are not separated by commas; {_PLAIN_SHEET}")
    for column in header:
        if column not in columns:
            near = difflib.get_close_matches(column, columns, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(columns)}"
            raise UserError(f"{where}: no column is called {column!r}; {hint}")
        if header.count(column) > 1:
            raise UserError(f"{where}: the column {column} stands there twice; take one out")
    missing = [column for column in needed if column not in header]
    if missing or len(header) < 2:
        raise UserError(
            f"{where}: there is no column {missing[0]}; the first line names the columns"
            if missing
            else f"{where}: the names stand alone; add at least one of the columns {', '.join(columns[1:])}"
        )
    return header


def _doubles(file: Path, rows: Sequence[_Kept], alike: Callable[[_Kept, _Kept], bool], mend: str) -> list[UserError]:
    """Rows that share a name with one before them, though both can be meant at once."""
    doubles: list[UserError] = []
    seen: dict[str, list[_Kept]] = {}
    for row in rows:
        for name in plain_names(row):
            if other := next((other for other in seen.get(name, ()) if alike(other, row)), None):
                twice = f"{name!r} stands in line {other.line} already; change {mend}"
                doubles.append(UserError(f"{file}, line {row.line}: {twice}"))
            seen.setdefault(name, []).append(row)
    return doubles


def plain_names(row: OwnActor | OwnPlace) -> list[str]:
    """The name and the aliases of a row in their plain form, each once."""
    return list(dict.fromkeys(" ".join(plain_words(name)) for name in (row.name, *row.aliases)))


def _both_hold(one: OwnActor, other: OwnActor) -> bool:
    """Whether two rows hold at one time; the month in which one ends and the next begins counts for both."""
    if (one.start, one.end) == (other.start, other.end):
        return True
    return _begins_before_end(one, other) and _begins_before_end(other, one)


def _begins_before_end(one: OwnActor, other: OwnActor) -> bool:
    return not one.start or not other.end or not _not_before(one.start, other.end)


def _same_point(one: OwnPlace, other: OwnPlace) -> bool:
    return max(abs(one.lat - other.lat), abs(one.lon - other.lon)) < _SAME_POINT


def _not_before(day: str, bound: str) -> bool:
    """Whether a day is not before a bound, as far as the coarser of the two goes."""
    exact = min(len(day), len(bound))
    return day[:exact] >= bound[:exact]
