"""What the words of a time expression say by themselves, before the calendar and the text around are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.resolving.times.moments import Grain, Moment, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Said in full: "3 May 2024", "the 1990s", "2021". ``swapped`` is the day that the same figures are where day and
    month change places ("05/06/2024"), None where they cannot."""

    moment: Moment
    note: str = "stated in full"
    swapped: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearless:
    """A month, season, quarter, half or holiday without its year. ``number`` counts from 0 (months, seasons, quarters);
    ``day`` is set for a day of a month; ``holiday`` names a feast; ``turn`` is -1 for "last", 0 for "this", 1 for
    "next", None when the words say nothing; ``year`` counts from the publication's year when the words name one
    ("June last year" is -1), or, with ``anchored``, from the year that the text told of last ("June of that year")."""

    grain: Grain
    number: int = 0
    day: int | None = None
    holiday: str | None = None
    turn: int | None = None
    year: int | None = None
    anchored: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week, 1 (Monday) to 7. ``turn`` as in :class:`Yearless`; ``week`` counts from the publication's week
    when the words name one ("Friday last week" is -1); ``eve`` means the day before it ("overnight into Tuesday")."""

    number: int
    turn: int | None = None
    week: int | None = None
    eve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many units from the publication date ("yesterday", "three weeks ago", "next month"), or, with ``anchored``,
    from the time the text named last ("two days later", "that year"). ``only_anchored`` words mean nothing without it;
    ``unanchored`` is how many steps the words mean from publication, where that differs. ``grain`` is what is counted,
    ``steps`` None when the words leave the number open. ``rough``: a rounder number than its grain ("a decade ago").
    ``counted``: a number of units is said ("a week earlier"), not one unit named ("the following week").
    """

    grain: Grain | Literal["hour", "minute", "second"]
    steps: float | None
    anchored: bool = False
    only_anchored: bool = False
    unanchored: float | None = None
    rough: bool = False
    counted: bool = False
    number: int | None = None  # the quarter of that year, from 0: "last year's third quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The ``nth`` day, week or month of a month or year, -1 for the last ("the first week of May"); 0 for the week or
    weekend that holds a day ("the week of March 6")."""

    grain: Literal["day", "week", "weekend", "month"]
    nth: int
    of: Fixed | Yearless | Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Nth:
    """The ``number``-th day, week, month or year of something that lasts ("the second month of the war"). ``event`` is
    what, None where the words do not say ("its third week"); ``running`` means that it is told as going on."""

    grain: Grain
    number: int
    event: str | None = None
    running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """``steps`` units from something named behind the words ("two days after the truce"); ``length`` is what the words
    mean where that has no date, None for "the day before"."""

    grain: Grain
    steps: int
    length: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A duration: TIMEX3 value such as P3M or PXY; ``toward`` is -1 for one that ends at publication ("the past five
    years"), 1 for one that begins there, 0 for a bare one. ``months``, ``days`` are its size where known; an
    ``apart`` one leads from one time of the text to another ("a few days later")."""

    value: str
    toward: int = 0
    months: float | None = None
    days: float | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A repeated time: TIMEX3 value such as XXXX-WXX-1 or P1Y."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """A time that has no place on the calendar: PRESENT_REF, PAST_REF or FUTURE_REF."""

    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day: ``tail`` is the TIMEX3 part after the date (T17:00, TNI, T12:00Z); ``day`` the day it belongs to,
    None when the words leave it to the context. A ``loose`` one ("night") is no time expression without its day."""

    tail: str
    day: Reading | None = None
    loose: bool = False


Reading = Fixed | Yearless | Weekday | Step | Within | Nth | Offset | Length | Every | Vague | Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A reading where it stands in the text, with the words around that change its edges."""

    start: int
    end: int
    reading: Reading
    phase: Phase | None = None
    approximate: bool = False
    uncertain: bool = False
