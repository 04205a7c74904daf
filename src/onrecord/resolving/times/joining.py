"""Neighbours that say one time are joined, and a year said once is lent to the dates it also holds for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from onrecord.resolving.times.moments import Moment
from onrecord.resolving.times.readings import Clock, Fixed, Found, Reading, Step, Weekday, Within, Yearless
from onrecord.resolving.times.words import GAP

_BETWEEN = re.compile(rf"\)?(?:,?{GAP}(?:(?:on|of|at|the|for){GAP}){{0,2}}|{GAP}\($)?")
_AND = re.compile(rf"(?:,?{GAP}(?:and|or|to|through|until){GAP}|,{GAP}|{GAP}?[-\u2013]{GAP}?)")
_OF_YEAR = re.compile(rf"(?:{GAP}[a-z]{{3,14}}){{1,2}}{GAP}(?:of|in){GAP}")


def joined(text: str, found: Sequence[Found]) -> list[Found]:
    """``found`` with neighbours that say one time made one ("10 p.m. Wednesday"), and none overlapping."""
    whole: list[Found] = []
    for part in found:
        one = part
        while whole and (both := _join(text, whole[-1], one)) is not None:
            whole.pop()
            one = both
        if whole and one.start < whole[-1].end:
            one = replace(one, start=whole[-1].end)
        whole.append(one)
    return _with_lent_years(text, whole)


def _with_lent_years(text: str, found: list[Found]) -> list[Found]:
    """ "between March and May 2022", "the spring offensive of 2023": the year stands once, behind."""
    for at in range(len(found) - 2, -1, -1):
        reading, after = found[at].reading, found[at + 1]
        if (
            isinstance(reading, Yearless)
            and reading.turn is None
            and reading.year is None
            and not reading.holiday
            and isinstance(after.reading, Fixed)
        ):
            gap = text[found[at].end : after.start] if after.start - found[at].end < 36 else ""
            year = _lent_year(reading, after.reading, gap)
            if year is not None:
                found[at] = replace(found[at], reading=year)
    return found


def _lent_year(reading: Yearless, after: Fixed, gap: str) -> Fixed | None:
    moment = after.moment
    if moment.grain == "year" and _OF_YEAR.fullmatch(gap):
        year = moment.year
    elif moment.grain == reading.grain and _AND.fullmatch(gap):
        first = moment.first()
        earlier = (
            (reading.number, reading.day or 0) <= (moment.index % 12, first.day) if moment.grain == "month" else True
        )
        if moment.grain == "day":
            earlier = (reading.number + 1, reading.day or 0) <= (first.month, first.day)
        year = moment.year if earlier else moment.year - 1
    else:
        return None
    try:
        there = Moment.of(date(year, reading.number + 1, reading.day), "day") if reading.day else None
    except ValueError:
        return None
    return Fixed(moment=there or Moment.in_year(year, reading.grain, reading.number), note="the year stands behind it")


def _join(text: str, left: Found, right: Found) -> Found | None:
    """One expression out of two neighbours that say one time ("10 p.m. Wednesday", "Friday night")."""
    if right.start - left.end > 8 or not _BETWEEN.fullmatch(text, left.end, right.start):
        return None
    if text[left.end] == ")" and not isinstance(left.reading, Clock):  # "10:35 a.m. (0735 GMT) Friday"
        return None
    between = text[left.end : right.start]
    reading = _one_of_two(left.reading, right.reading, between)
    if reading is None and (_is_this_or_next_year(right.reading) or _is_that_year(text, right, between)):
        reading = _in_named_year(left.reading, right.reading)
    return (
        None
        if reading is None
        else Found(start=left.start, end=right.end, reading=reading, phase=right.phase or left.phase)
    )


def _one_of_two(left: Reading, right: Reading, between: str) -> Reading | None:
    if isinstance(left, Clock) and left.day is None and _is_day(right):
        return replace(left, day=right, loose=False)
    if isinstance(right, Clock) and right.loose and _is_day(left) and between.strip() in {"", "at"}:
        return replace(right, day=left, loose=False)
    if (
        isinstance(left, Clock)
        and isinstance(right, Clock)
        and right.day is not None
        and left.day is None
        and not left.loose
    ):
        return replace(left, day=right.day)  # "5 p.m. this evening"
    if (
        isinstance(left, Clock)
        and isinstance(left.day, Weekday)
        and isinstance(right, (Yearless, Fixed))
        and _is_day(right)
    ):
        return replace(left, day=right)
    if (
        isinstance(left, Yearless)
        and left.grain == "month"
        and isinstance(right, Fixed)
        and right.moment.grain == "year"
    ):
        return Fixed(moment=Moment.in_year(right.moment.index, "month", left.number)) if not between.strip() else None
    if isinstance(left, Weekday) and left.turn is None:
        if isinstance(right, (Yearless, Fixed)) and _is_day(right) and "on" not in between:
            return right
        if isinstance(right, Step) and right.grain == "week" and right.steps is not None and not right.anchored:
            return replace(left, week=int(right.steps))
    return None


def _in_named_year(left: Reading, year: Reading) -> Reading | None:
    """ "June last year", "the third quarter of this year", "May of that year"."""
    assert isinstance(year, Step)
    if isinstance(left, Within):
        of = _in_named_year(left.of, year)
        return replace(left, of=of) if isinstance(of, Yearless) else None
    if isinstance(left, Yearless) and left.turn is None and left.year is None:
        return replace(left, year=int(year.steps or 0), anchored=year.anchored)
    return None


_OTHERWISE = re.compile(rf"['\u2019]|{GAP}(?:as|that|when|in{GAP}which)\b")


def _is_that_year(text: str, right: Found, between: str) -> bool:
    """ "that year", "the following year" right behind a month or day, where no words of its own say which year it is
    ("May, the same year as the coup")."""
    year = right.reading
    return (
        isinstance(year, Step)
        and year.grain == "year"
        and year.only_anchored
        and not year.counted
        and year.steps in {-1, 0, 1}
        and year.number is None
        and "," not in between
        and right.phase is None
        and not _OTHERWISE.match(text, right.end)
    )


def _is_this_or_next_year(reading: Reading) -> TypeGuard[Step]:
    """ "last year", "this year", "next year": they name the year of the month or day before them."""
    return (
        isinstance(reading, Step)
        and reading.grain == "year"
        and reading.steps in {-1, 0, 1}
        and not reading.anchored
        and reading.number is None
    )


def _is_day(reading: Reading) -> bool:
    match reading:
        case Weekday():
            return True
        case Yearless():
            return reading.grain == "day"
        case Fixed():
            return reading.moment.grain == "day"
        case Step():
            return reading.grain == "day"
        case _:
            return False
