"""What the words of a time expression say by themselves, before the calendar and the text around are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.resolving.times.moments import Grain, Moment, Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Said in full: "3 May 2024", "the 1990s", "2021"."""

    moment: Moment
    note: str = "said in full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearless:
    """A month, season, quarter, half or holiday without its year. ``number`` counts from 0 (months, seasons, quarters);
    ``day`` is set for a day of a month; ``holiday`` names a feast; ``turn`` is -1 for "last", 0 for "this", 1 for
    "next", None when the words say nothing."""

    grain: Grain
    number: int = 0
    day: int | None = None
    holiday: str | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week, 1 (Monday) to 7. ``turn`` as in :class:`Yearless`; ``week`` counts from the publication's week
    when the words name one ("Friday last week" is -1)."""

    number: int
    turn: int | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """So many units from the publication date ("yesterday", "three weeks ago", "next month"), or, with ``anchored``,
    from the time the text named last ("two days later", "that year"). ``only_anchored`` words mean nothing without it.
    ``grain`` is what is counted, ``steps`` None when the words leave the number open."""

    grain: Grain | Literal["hour", "minute", "second"]
    steps: float | None
    anchored: bool = False
    only_anchored: bool = False
    number: int | None = None  # the quarter of that year, from 0: "last year's third quarter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A duration: TIMEX3 value such as P3M or PXY; ``toward`` is -1 for one that ends at publication ("the past five
    years"), 1 for one that begins there, 0 for a bare one. ``years``, ``months``, ``days`` are its size where known."""

    value: str
    toward: int = 0
    months: float | None = None
    days: float | None = None


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


Reading = Fixed | Yearless | Weekday | Step | Length | Every | Vague | Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A reading where it stands in the text, with the words around that change its edges."""

    start: int
    end: int
    reading: Reading
    phase: Phase | None = None
    approximate: bool = False
