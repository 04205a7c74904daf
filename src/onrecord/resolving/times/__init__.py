"""Time expressions of news English: found, given their TIMEX3 and EDTF values, and each with its reason.

    text -> scanning (grammar: words -> readings) -> resolution (calendar, tense, publication date)
         -> counted (from events that the text dates) -> Time

Rules, not a model: TIMEX3 after TimeML (Pustejovsky et al. 2003), direction from tense and modality. The publication
date is where relative times are counted from; it never poses as a stated one (``basis``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from onrecord.model import Span, Time
from onrecord.resolving.times.context import Context
from onrecord.resolving.times.counted import count
from onrecord.resolving.times.dated_events import Dated, DatedEvents
from onrecord.resolving.times.direction import direction
from onrecord.resolving.times.readings import (
    Clock,
    Fixed,
    Found,
    Nth,
    Offset,
    Step,
    Vague,
    Weekday,
    Within,
    Yearless,
)
from onrecord.resolving.times.resolution import Value, kind_of, resolve
from onrecord.resolving.times.scanning import in_so_long, scan

__all__ = ["find_times"]

_LISTED = re.compile(r",?\s(?:(?:and|or)\s)?(?:(?:in|on)\s)?")
_TOP = 400  # characters; a dateline stands above the story
# "KYIV, Ukraine, " before the dateline's date, "(Agency) --" behind it.
_DATELINE = re.compile(r"[A-Z][A-Z .'\u2019-]{2,40}(?:,\s[A-Z][\w. ]{2,30})?,?\s$")
_DASH = re.compile(r",?\s?(?:\([^()\n]{1,40}\)\s?)?(?:--?|[\u2013\u2014_])\s")


def find_times(text: str, *, published: str | None, sentences: Sequence[Span]) -> tuple[Time, ...]:
    """The time expressions of ``text`` in order, ids "t1", "t2" ...

    ``published`` is an ISO 8601 date or date-time; without it (or when it cannot be read) times that need it keep value
    None, with the reason. ``sentences`` are the text's sentences in order: tense is read inside one.
    """
    found = scan(text)
    context = _context(published, text, found)
    asked = _asked(text, found, sentences)
    values = [resolve(ask.found, context, sentence=ask.sentence, direction=ask.direction) for ask in asked]
    read = list(zip((ask.found for ask in asked), values, strict=True))
    if any(isinstance(ask.found.reading, (Offset, Nth)) for ask in asked):
        events = DatedEvents(text, [Dated(one.start, one.end, v.moment) for one, v in read if v and v.moment])
        read = _counted(asked, context.again(), events)
    known = [(one, value) for one, value in read if value is not None]
    return tuple(_time(number, one, value) for number, (one, value) in enumerate(known, 1))


@dataclass(frozen=True, slots=True)
class _Ask:
    """An expression, the sentence it stands in, and whether its clause looks ahead (1), back (-1) or neither."""

    found: Found
    sentence: tuple[int, int]
    direction: int


def _asked(text: str, found: Sequence[Found], sentences: Sequence[Span]) -> list[_Ask]:
    starts = [span[0] for span in sentences]
    asked: list[_Ask] = []
    at, ahead = 0, 0
    for first in found:
        one = first
        sentence = _sentence(one, sentences, starts, len(text))
        if ahead == 0 or not _LISTED.fullmatch(text, at, one.start):  # "in late June or early July" looks one way
            later = in_so_long(text, one)
            ahead = direction(text, sentence, one.start, one.end) if later or _asks_direction(one) else 0
            one = replace(one, reading=later) if later and ahead > 0 else one  # "will be held in two weeks"
        at = one.end
        if not _is_past_soon(one, ahead):
            asked.append(_Ask(one, sentence, ahead))
    return asked


def _counted(asked: Sequence[_Ask], context: Context, events: DatedEvents) -> list[tuple[Found, Value | None]]:
    """Every expression read once more, now that the text's events have dates: "a week later" may count from a time
    that itself counts from an event."""
    read: list[tuple[Found, Value | None]] = []
    for ask in asked:
        if isinstance(ask.found.reading, (Offset, Nth)):
            read.append(count(ask.found, context, events, ask.sentence))
        else:
            value = resolve(ask.found, context, sentence=ask.sentence, direction=ask.direction)
            read.append((ask.found, value))
    return read


def _time(number: int, one: Found, value: Value) -> Time:
    return Time(
        id=f"t{number}",
        span=Span(one.start, one.end),
        type=kind_of(one.reading),
        value=value.timex,
        edtf=value.edtf,
        basis=value.basis,
        reason=value.reason,
    )


def _is_past_soon(one: Found, ahead: int) -> bool:
    """Whether "soon" tells of the past ("he was soon released"), where it is no time to come."""
    return isinstance(one.reading, Vague) and one.reading.value == "FUTURE_REF" and ahead < 0


def _asks_direction(one: Found) -> bool:
    reading = one.reading
    if isinstance(reading, Vague):
        return reading.value == "FUTURE_REF"
    inner = reading.day if isinstance(reading, Clock) else reading.of if isinstance(reading, Within) else reading
    return isinstance(inner, (Weekday, Yearless)) or (isinstance(inner, Step) and inner.grain == "weekend")


def _context(published: str | None, text: str, found: Sequence[Found]) -> Context:
    try:
        moment = datetime.fromisoformat(published) if published else None
    except ValueError:
        moment = None
    opening = _opening_day(text, found, moment)
    if opening is not None and (moment is None or opening[0] != moment.date()):
        day, anchor = opening
        return Context(text=text, published=datetime(day.year, day.month, day.day), anchor=anchor)
    return Context(text=text, published=moment, has_clock="T" in (published or ""))


def _opening_day(text: str, found: Sequence[Found], published: datetime | None) -> tuple[date, str] | None:
    """The day that the article's own head gives, and where: under the title, where the publication date is not known,
    or in a dateline ("SOFIA, March 12 (Agency) --") of up to a week before it."""
    for one in found:
        if one.start > _TOP:
            return None
        day = _full_day(one, published)
        if day is None:
            continue
        if published is None and isinstance(one.reading, Fixed) and _stands_alone(one, text):
            return day, "the date under the title"
        if _DATELINE.match(text, text.rfind("\n", 0, one.start) + 1, one.start) and _DASH.match(text, one.end):
            return day, "the dateline's date"
    return None


def _full_day(one: Found, published: datetime | None) -> date | None:
    reading = one.reading
    if isinstance(reading, Fixed) and reading.moment.grain == "day":
        day = reading.moment.first()
        return day if published is None or 0 <= (published.date() - day).days <= 7 else None
    if published is None or not isinstance(reading, Yearless) or reading.day is None:
        return None
    week = (published.date() - timedelta(days=n) for n in range(8))
    return next((day for day in week if (day.month - 1, day.day) == (reading.number, reading.day)), None)


def _stands_alone(one: Found, text: str) -> bool:
    """Whether a date has its line to itself, as under a headline."""
    line_end = text.find("\n", one.end)
    around = (
        text[text.rfind("\n", 0, one.start) + 1 : one.start] + text[one.end : line_end if line_end >= 0 else len(text)]
    )
    return not around.strip(" .,;|-")


def _sentence(one: Found, sentences: Sequence[Span], starts: list[int], size: int) -> tuple[int, int]:
    at = bisect_right(starts, one.start) - 1
    if at < 0 or sentences[at][1] <= one.start:
        return max(0, one.start - 200), min(size, one.end + 200)
    return sentences[at][0], sentences[at][1]
