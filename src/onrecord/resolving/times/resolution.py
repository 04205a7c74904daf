"""Readings -> times: the calendar, the publication date, the clause and the times named before decide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from onrecord.resolving.times import feasts
from onrecord.resolving.times.context import Context
from onrecord.resolving.times.moments import Grain, Moment
from onrecord.resolving.times.readings import (
    Clock,
    Every,
    Fixed,
    Found,
    Length,
    Nth,
    Offset,
    Reading,
    Step,
    Vague,
    Weekday,
    Within,
    Yearless,
)

Basis = Literal["stated", "relative", "publication"]
_NEAR, _FAR = 75, 200  # days; news gives the year of a day further off


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a reading comes to: TIMEX3 and EDTF (None where open), the stretch of calendar, on what it rests and why."""

    timex: str | None
    edtf: str | None
    basis: Basis
    reason: str
    moment: Moment | None = None


def resolve(one: Found, context: Context, *, sentence: tuple[int, int], direction: int) -> Value | None:
    """The value of an expression; None where it is none after all. ``direction``: see :mod:`direction`."""
    reading = one.reading
    match reading:
        case Offset() | Nth():  # when all dates of the text are known: see counted.py
            context.note(one, None, sentence)
            return None
        case Clock():
            value: Value | None = _clock(reading, one, context, sentence=sentence, direction=direction)
        case Yearless():
            value = _yearless(reading, one, context, direction)
        case Within():
            value = _within(reading, one, context, sentence=sentence, direction=direction)
        case Weekday():
            value = _weekday(reading, one, context, direction)
        case Step():
            value = _step(reading, one, context, direction)
        case _:
            value = by_itself(reading, one, context)
    if value is not None:
        context.note(one, value.moment, sentence)
        context.note_quarter(reading, value.moment)
    return value


def by_itself(reading: Fixed | Length | Every | Vague, one: Found, context: Context) -> Value:
    """The value of words that need no other time of the text."""
    match reading:
        case Fixed():
            return _of(reading.moment, one, basis="stated", reason=reading.note)
        case Length():
            return _length(reading, context)
        case Every():
            return Value(timex=reading.value, edtf=None, basis="stated", reason="a time that comes again")
        case Vague():
            reason = "a time with no place on the calendar"
            return Value(timex=reading.value, edtf=None, basis="relative", reason=reason)


def kind_of(reading: Reading) -> Literal["DATE", "TIME", "DURATION", "SET"]:
    """The TIMEX3 type of a reading."""
    match reading:
        case Length():
            return "DURATION"
        case Every():
            return "SET"
        case Clock():
            return "TIME"
        case Step(grain="hour" | "minute" | "second"):
            return "TIME"
        case _:
            return "DATE"


def _of(moment: Moment, one: Found, *, basis: Basis, reason: str) -> Value:
    if not moment.on_calendar:
        return Value(timex=None, edtf=None, basis=basis, reason="outside the calendar of years 1 to 9998")
    mark = ("", "~", "?", "%")[one.approximate + 2 * one.uncertain]
    edtf = moment.edtf(one.phase, mark=mark)
    return Value(timex=moment.timex(), edtf=edtf, basis=basis, reason=reason, moment=moment)


def _open(reason: str) -> Value:
    return Value(timex=None, edtf=None, basis="relative", reason=reason)


def undated(one: Found, text: str) -> Value:
    """The value of a time that needs the publication date where that is not known."""
    words = " ".join(text[one.start : one.end].split())
    return _open(f"no publication date: {words!r} stays open")


# --- a month, a feast, a day of the month without its year ------------------------------------------------------------


def _yearless(reading: Yearless, one: Found, context: Context, direction: int) -> Value:
    if reading.anchored:
        return _in_year_told(reading, one, context)
    today = context.today()
    if today is None:
        return _without_year(reading)
    turn = reading.turn
    named = reading.year
    years = range(today.year - 1, today.year + 2) if named is None else (today.year + named,)
    choices = [moment for moment in (_in_year(reading, year) for year in years) if moment is not None]
    if not choices:
        return _open("no such day in the years around the publication date")
    now = Moment.of(today, choices[0].grain).index
    if named is not None:
        why = f"in the year {('before', 'of', 'after')[named + 1]} {context.where()}"
        return _of(choices[0], one, basis="relative", reason=why)
    if turn is not None:
        chosen = _turned(choices, now, turn, today.year)
        why = f"{('the last', 'the current', 'the next')[turn + 1]} one, seen from {context.where()}"
        return _of(chosen, one, basis="relative", reason=why)
    chosen, why = _directed(choices, now, direction, by_day=reading.grain == "day")
    return _of(chosen, one, basis="relative", reason=f"year not said; {why}, seen from {context.where()}")


def _in_year_told(reading: Yearless, one: Found, context: Context) -> Value:
    """ "June 14 of that year", "May the year before"."""
    told = context.year_told()
    if told is None:
        return _without_year(reading, "the year is counted from one that the text does not give")
    moment = _in_year(reading, told + (reading.year or 0))
    if moment is None:
        return _open("no such day in the year that the words name")
    why = ("the year before", "in", "the year after")[(reading.year or 0) + 1]
    return _of(moment, one, basis="relative", reason=f"{why} the year told of before it, {told:04}")


def _without_year(
    reading: Yearless, reason: str = "the year is not said and the publication date is not known"
) -> Value:
    if reading.holiday or reading.grain not in {"month", "day"}:
        return _open(reason)
    value = f"XXXX-{reading.number + 1:02}" + (f"-{reading.day:02}" if reading.day else "")
    return Value(timex=value, edtf=value, basis="stated", reason=reason)


def _in_year(reading: Yearless, year: int) -> Moment | None:
    try:
        if reading.holiday:
            return Moment.of(feasts.day_of(reading.holiday, year), "day")
        if reading.day is not None:
            return Moment.of(date(year, reading.number + 1, reading.day), "day")
    except ValueError:
        return None
    return Moment.in_year(year, reading.grain, reading.number)


def _turned(choices: list[Moment], now: int, turn: int, year: int) -> Moment:
    """The last, current or next one; "this summer" is the one of the publication's year, before it or behind it."""
    past = [m for m in choices if m.index < now]
    coming = [m for m in choices if m.index > now]
    if turn < 0 and past:
        return past[-1]
    if turn > 0 and coming:
        return coming[0]
    here = [m for m in choices if m.index == now] or [m for m in choices if m.year == year]
    return here[0] if here else min(choices, key=lambda m: abs(m.index - now))


def _directed(choices: list[Moment], now: int, direction: int, *, by_day: bool) -> tuple[Moment, str]:
    """The last or the next one as tense says; without tense the last, unless it is long past and the next is near."""
    past = [m for m in choices if m.index <= now]
    coming = [m for m in choices if m.index >= now]
    if not past or not coming:
        return (past or coming)[-1 if past else 0], "the nearest one"
    back, ahead = now - past[-1].index, coming[0].index - now
    if (
        direction > 0
        and not (by_day and back < _NEAR and ahead > _FAR)
        and not (past[-1].grain == "quarter" and back <= 1)
    ):
        return coming[0], "the words look ahead: the next one"
    if direction > 0:
        return past[-1], "the last one is near, the next one far"
    if by_day and back > _FAR and ahead < _NEAR:
        return coming[0], "the next one is near, the last one long past"
    return past[-1], "the words look back: the last one" if direction < 0 else "nothing looks ahead: the last one"


def _within(
    reading: Within, one: Found, context: Context, *, sentence: tuple[int, int], direction: int
) -> Value | None:
    """The nth day, week or month of a month or year, or the week around a day; a week is the calendar's, the one with
    most of its days in those seven."""
    inner = Found(start=one.start, end=one.end, reading=reading.of)
    whole = resolve(inner, context, sentence=sentence, direction=direction)
    if whole is None or whole.moment is None or not whole.moment.on_calendar:
        return whole
    if reading.nth == 0:
        why = f"the {reading.grain} that holds {whole.timex}; {whole.reason}"
        return _of(Moment.of(whole.moment.first(), reading.grain), one, basis=whole.basis, reason=why)
    moment = _nth_within(reading, whole.moment.first(), whole.moment.last())
    if moment is None:
        return _open(f"{whole.timex} has no such {reading.grain}")
    return _of(moment, one, basis=whole.basis, reason=f"that {reading.grain} of {whole.timex}; {whole.reason}")


def _nth_within(reading: Within, first: date, last: date) -> Moment | None:
    """The stretch within ``first`` to ``last``, None where they hold fewer."""
    if reading.grain == "month":
        there = Moment.of(last, "month") if reading.nth < 0 else Moment.of(first, "month").shift(reading.nth - 1)
        return there if there.index <= Moment.of(last, "month").index else None
    days, week = (last - first).days + 1, reading.grain == "week"
    day = (days - 3 * week) if reading.nth < 0 else 7 * reading.nth - 3 if week else reading.nth
    return Moment.of(first + timedelta(days=day - 1), reading.grain) if day <= days else None


# --- weekdays, and units counted from somewhere -----------------------------------------------------------------------


def _weekday(reading: Weekday, one: Found, context: Context, direction: int) -> Value:
    today = context.today()
    if today is None:
        return undated(one, context.text)
    steps, why = _days_to(reading, today, direction)
    if reading.eve:
        steps, why = steps - 1, "the night into the day named"
    distance = _distance(steps, context.where())
    return _of(Moment.of(today + timedelta(days=steps), "day"), one, basis="relative", reason=f"{distance}: {why}")


def _distance(days: int, where: str) -> str:
    if days == 0:
        return f"on {where}"
    return f"{abs(days)} day{'s' * (abs(days) > 1)} {'before' if days < 0 else 'after'} {where}"


def _days_to(reading: Weekday, today: date, direction: int) -> tuple[int, str]:
    """How many days from ``today`` to the weekday meant, and why that one."""
    ahead = (reading.number - today.isoweekday()) % 7
    if reading.week is not None:
        return reading.number - today.isoweekday() + 7 * reading.week, "the day of the week named"
    if reading.turn == 1:
        return ahead or 7, "the next one"
    if reading.turn == -1:
        return ahead - 7, "the last one"
    if ahead == 0:
        return 0, "it is that weekday"
    if direction > 0 or (reading.turn == 0 and direction == 0):
        return ahead, "the words look ahead"
    return ahead - 7, "the verb or the words look back" if direction < 0 else "nothing looks ahead"


def _step(reading: Step, one: Found, context: Context, direction: int) -> Value | None:
    steps = reading.steps or 0
    today = context.today()
    if reading.grain == "weekend" and steps == 0 and today is not None and _is_gone_by(one, context, today, direction):
        steps = -1
    if reading.anchored:
        value = _from_text(reading, one, context, steps)
        if value is not None:
            return value
        steps = steps if reading.unanchored is None else reading.unanchored
        if reading.only_anchored:
            bare = reading.grain == "quarter"
            return None if bare else _open("counted from a time the text does not give")
    if context.published is None:
        return undated(one, context.text)
    grain = reading.grain
    if grain in {"hour", "minute", "second"}:
        return _hours_from(context, steps, grain)
    if reading.number is not None:
        moment = Moment.in_year(context.published.year + int(steps), "quarter", reading.number)
    else:
        moment = moved(context.published.date(), grain, steps)  # type: ignore[arg-type]
    one = replace(one, approximate=one.approximate or reading.rough)
    return _of(moment, one, basis="relative", reason=f"counted in {_plural(grain)} from {context.where()}")


def _is_gone_by(one: Found, context: Context, today: date, direction: int) -> bool:
    """Whether "the weekend" is the last one: on weekdays, unless the words look ahead; on a Friday, where the next one
    is near ("this weekend", "the weekend's vote"), only where they look back."""
    if today.isoweekday() < 5:
        return direction <= 0
    text = context.text
    bare = text[one.start : one.start + 3].lower() == "the" and text[one.end : one.end + 1] not in {"'", "\u2019"}
    return today.isoweekday() == 5 and direction < 0 and bare


def _plural(grain: str) -> str:
    return "centuries" if grain == "century" else f"{grain}s"


def _from_text(reading: Step, one: Found, context: Context, steps: float) -> Value | None:
    """Counted from the time named last; a quarter stays a quarter when years are counted ("a year earlier")."""
    if reading.grain in {"hour", "minute", "second"}:
        return None
    by_report = reading.grain == "year" and not reading.only_anchored and steps == -1
    if by_report or (reading.grain == "quarter" and reading.number is None):
        start = context.quarter
    else:
        named_year = reading.grain == "year" and not reading.counted
        named = context.last(reading.grain, told=named_year)  # type: ignore[arg-type]
        if named is not None and named.moment is None:
            return _open("counted from the time named before it, which stays open")
        start = named.moment if named else None
    if start is None or not start.on_calendar:
        return None
    if by_report:
        moment = start.shift(-4 if start.grain == "quarter" else -2)
    elif reading.grain == start.grain:
        moment = start.shift(int(steps))
    elif reading.grain == "week" and start.grain == "day" and reading.counted:
        moment = start.shift(7 * int(steps))  # "a week earlier" than a day is a day, "the following week" a week
    else:
        moment = moved(start.first(), reading.grain, steps)  # type: ignore[arg-type]
    return _of(moment, one, basis="relative", reason=f"counted from the time named before it, {start.timex()}")


def moved(day: date, grain: Grain, steps: float) -> Moment:
    """``steps`` units from ``day``, in the unit's own grain; several weeks land on a day, one on the week.

    Parts of a unit are counted in the next finer one: a year and a half is 18 months.
    """
    if steps != int(steps):
        finer: dict[Grain, tuple[Grain, float]] = {"year": ("month", 12), "month": ("week", 4.35), "week": ("day", 7)}
        if grain in finer:
            grain, times = finer[grain]
            steps = round(steps * times)
    if grain == "week" and abs(steps) > 1:
        return Moment.of(day, "day").shift(int(steps) * 7)
    if grain == "weekend":
        start = Moment.of(day, "weekend")
        return start.shift(int(steps))
    return Moment.of(day, grain).shift(int(steps))


def _hours_from(context: Context, steps: float, grain: str) -> Value:
    if context.published is None or not context.has_clock:
        return _open("counted from the hour of publication, which is not known")
    moment = context.published + timedelta(**{f"{grain}s": steps})
    value = moment.strftime("%Y-%m-%dT%H:%M")
    return Value(
        timex=value, edtf=f"{value}:00", basis="relative", reason=f"counted in {grain}s from the publication time"
    )


# --- durations and times of day ---------------------------------------------------------------------------------------


def _length(reading: Length, context: Context) -> Value:
    today = context.today()
    if reading.toward == 0:
        return Value(
            timex=reading.value, edtf=None, basis="stated", reason="a length of time, not placed on the calendar"
        )
    words = "ends" if reading.toward < 0 else "begins"
    edtf = None
    if today is not None and (reading.days or reading.months):
        here = Moment.of(today, "day" if reading.days else "month" if (reading.months or 0) % 12 else "year")
        size = reading.days or (reading.months or 0) / (12 if here.grain == "year" else 1)
        there = here.shift(round(size) * reading.toward)
        if there.on_calendar:
            edtf = "/".join(m.edtf() for m in sorted((here, there), key=lambda m: m.index))
    reason = f"a length of time that {words} at publication" + (f", {today}" if today else ", whose date is not known")
    return Value(timex=reading.value, edtf=edtf, basis="relative", reason=reason)


def _clock(reading: Clock, one: Found, context: Context, *, sentence: tuple[int, int], direction: int) -> Value:
    if reading.day is not None:
        inner = Found(start=one.start, end=one.end, reading=reading.day)
        day = resolve(inner, context, sentence=sentence, direction=direction)
    else:
        day = _day_around(context, sentence)
    if day is None or day.moment is None:
        return (day and _open(day.reason)) or undated(one, context.text)
    timex = day.moment.timex() + reading.tail
    return Value(
        timex=timex, edtf=_clock_edtf(day.moment, reading.tail), basis=day.basis, reason=day.reason, moment=day.moment
    )


def _day_around(context: Context, sentence: tuple[int, int]) -> Value | None:
    named = context.days.get(sentence)
    if named is None and sentence in context.days:
        return _open("on the day named before it in the sentence, which stays open")
    if named is not None:
        return Value(
            timex=None, edtf=None, basis="relative", reason="on the day named before it in the sentence", moment=named
        )
    today = context.today()
    if today is None:
        return None
    moment = Moment.of(today, "day")
    return Value(
        timex=None, edtf=None, basis="relative", reason="no day said: taken to be that of publication", moment=moment
    )


def _clock_edtf(day: Moment, tail: str) -> str:
    """EDTF has clock times but no parts of day: "Monday night" keeps its date only. Midnight closes the day."""
    if not tail[1].isdigit():
        return day.edtf()
    if tail.startswith("T24"):
        return f"{day.shift(1).edtf()}T00:00:00"
    zone = tail[6:]
    return f"{day.edtf()}{tail[:6]}:00{zone}"
