"""Readings -> times: the calendar, the publication date, the clause and the times named before decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from onrecord.resolving.times.moments import Grain, Moment
from onrecord.resolving.times.readings import (
    Clock,
    Every,
    Fixed,
    Found,
    Length,
    Reading,
    Step,
    Vague,
    Weekday,
    Yearless,
)

Basis = Literal["stated", "relative", "publication"]
_NO_PUBLICATION = "counted from the publication date, which is not known"
_NEAR, _FAR = 75, 200  # days; news gives the year of a day further off


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a reading comes to: TIMEX3 and EDTF (None where open), the stretch of calendar, on what it rests and why."""

    timex: str | None
    edtf: str | None
    basis: Basis
    reason: str
    moment: Moment | None = None


@dataclass(slots=True, kw_only=True)
class Context:
    """What is known while a document is read from its top: the publication, and the times named so far."""

    published: datetime | None
    has_clock: bool = False
    anchor: str = "the publication date"
    named: list[Moment] = field(default_factory=list)
    quarter: Moment | None = None
    days_in_sentence: dict[tuple[int, int], Moment] = field(default_factory=dict)

    def today(self) -> date | None:
        """The day of publication."""
        return self.published.date() if self.published else None

    def note(self, moment: Moment, sentence: tuple[int, int]) -> None:
        """Remembers a time named in the text, for the ones that count from it."""
        self.named = [*self.named[-7:], moment]
        if moment.grain == "day":
            self.days_in_sentence = {sentence: moment}


def resolve(one: Found, context: Context, *, sentence: tuple[int, int], direction: int) -> Value | None:
    """The value of an expression; None where it is none after all. ``direction``: see :mod:`direction`."""
    reading = one.reading
    match reading:
        case Clock():
            value: Value | None = _clock(reading, one, context, sentence=sentence, direction=direction)
        case Yearless():
            value = _yearless(reading, one, context, direction)
        case Weekday():
            value = _weekday(reading, one, context, direction)
        case Step():
            value = _step(reading, one, context, direction)
        case _:
            value = _by_itself(reading, one, context)
    if value is not None and value.moment is not None:
        context.note(value.moment, sentence)
        if isinstance(reading, (Fixed, Yearless)):
            context.quarter = value.moment if value.moment.grain in {"quarter", "half"} else context.quarter
    elif isinstance(reading, Length) and reading.toward == 0 and (reading.months or 0) > 0:
        context.quarter = None  # a longer period is reported now
    return value


def _by_itself(reading: Fixed | Length | Every | Vague, one: Found, context: Context) -> Value:
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
    edtf = moment.edtf(one.phase, approximate=one.approximate)
    return Value(timex=moment.timex(), edtf=edtf, basis=basis, reason=reason, moment=moment)


def _open(reason: str) -> Value:
    return Value(timex=None, edtf=None, basis="relative", reason=reason)


# --- a month, a feast, a day of the month without its year ------------------------------------------------------------


def _yearless(reading: Yearless, one: Found, context: Context, direction: int) -> Value:
    today = context.today()
    if today is None:
        return _without_year(reading)
    turn = reading.turn
    years = range(today.year - 1, today.year + 2)
    choices = [moment for moment in (_in_year(reading, year) for year in years) if moment is not None]
    if not choices:
        return _open("no such day in the years around the publication date")
    now = Moment.of(today, choices[0].grain).index
    if turn is not None:
        chosen = _turned(choices, now, turn, direction)
        return _of(chosen, one, basis="relative", reason=f"{('the last', 'the current', 'the next')[turn + 1]} one, "
                   "seen from the publication date")  # fmt: skip
    chosen, why = _directed(choices, now, direction, by_day=reading.grain == "day")
    return _of(chosen, one, basis="relative", reason=f"year not said; {why}")


def _without_year(reading: Yearless) -> Value:
    reason = "the year is not said and the publication date is not known"
    if reading.holiday or reading.grain not in {"month", "day"}:
        return _open(reason)
    value = f"XXXX-{reading.number + 1:02}" + (f"-{reading.day:02}" if reading.day else "")
    return Value(timex=value, edtf=value, basis="stated", reason=reason)


def _in_year(reading: Yearless, year: int) -> Moment | None:
    try:
        if reading.holiday:
            return Moment.of(_holiday(reading.holiday, year), "day")
        if reading.day is not None:
            return Moment.of(date(year, reading.number + 1, reading.day), "day")
    except ValueError:
        return None
    return Moment.in_year(year, reading.grain, reading.number)


def _turned(choices: list[Moment], now: int, turn: int, direction: int) -> Moment:
    past = [m for m in choices if m.index < now]
    coming = [m for m in choices if m.index > now]
    if turn < 0 and past:
        return past[-1]
    if turn > 0 and coming:
        return coming[0]
    here = [m for m in choices if m.index == now]
    if here:
        return here[0]
    return past[-1] if direction < 0 and past else min(choices, key=lambda m: abs(m.index - now))


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


def _holiday(name: str, year: int) -> date:
    fixed = {
        "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "halloween": (10, 31),
        "new year's eve": (12, 31), "new year's day": (1, 1), "independence day": (7, 4), "boxing day": (12, 26),
        "valentine's day": (2, 14),
    }  # fmt: skip
    if name in fixed:
        return date(year, *fixed[name])
    if name == "thanksgiving":
        return _nth_weekday(year, 11, 4, 4)
    if name == "labor day":
        return _nth_weekday(year, 9, 1, 1)
    if name == "memorial day":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    return _easter(year) + timedelta(days={"good friday": -2, "easter monday": 1}.get(name, 0))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the computus of 1876 known as Meeus/Jones/Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    lunar = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - lunar + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


# --- weekdays, and units counted from somewhere -----------------------------------------------------------------------


def _weekday(reading: Weekday, one: Found, context: Context, direction: int) -> Value:
    today = context.today()
    if today is None:
        return _open(_NO_PUBLICATION)
    ahead = (reading.number - today.isoweekday()) % 7
    if reading.week is not None:
        steps, why = reading.number - today.isoweekday() + 7 * reading.week, "the day of the week named"
    elif reading.turn == 1:
        steps, why = ahead or 7, "the next one after publication"
    elif reading.turn == -1:
        steps, why = (ahead or 7) - 7 if ahead else -7, "the last one before publication"
    elif ahead == 0:
        steps, why = 0, "the day of publication is that weekday"
    elif direction > 0 or (reading.turn == 0 and direction == 0):
        steps, why = ahead, "the words look ahead: the next one after publication"
    else:
        words = "the words look back" if direction < 0 else "nothing looks ahead"
        steps, why = ahead - 7, f"{words}: the last one before publication"
    return _of(Moment.of(today + timedelta(days=steps), "day"), one, basis="relative", reason=why)


def _step(reading: Step, one: Found, context: Context, direction: int) -> Value | None:
    steps = reading.steps or 0
    today = context.today()
    if reading.grain == "weekend" and steps == 0 and direction <= 0 and today is not None and today.isoweekday() < 5:
        steps = -1  # on a weekday "the weekend" is the one gone by, unless the words look ahead
    if reading.anchored:
        value = _from_text(reading, one, context, steps)
        if value is not None:
            return value
        if reading.only_anchored:
            bare = reading.grain == "quarter"
            return None if bare else _open("counted from a time the text does not give")
    if context.published is None:
        return _open(_NO_PUBLICATION)
    grain = reading.grain
    if grain in {"hour", "minute", "second"}:
        return _hours_from(context, steps, grain)
    if reading.number is not None:
        moment = Moment.in_year(context.published.year + int(steps), "quarter", reading.number)
    else:
        moment = _moved(context.published.date(), grain, steps)  # type: ignore[arg-type]
    return _of(moment, one, basis="relative", reason=f"counted in {_plural(grain)} from {context.anchor}")


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
        start = next((m for m in reversed(context.named) if not _coarser(m.grain, reading.grain)), None)
    if start is None or not start.on_calendar:
        return None
    if by_report:
        moment = start.shift(-4 if start.grain == "quarter" else -2)
    elif reading.grain == start.grain:
        moment = start.shift(int(steps))
    else:
        moment = _moved(start.first(), reading.grain, steps)  # type: ignore[arg-type]
    return _of(moment, one, basis="relative", reason=f"counted from the time named before it, {start.timex()}")


_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


def _coarser(grain: str, than: str) -> bool:
    return _ORDER.index(grain) > _ORDER.index(than)


def _moved(day: date, grain: Grain, steps: float) -> Moment:
    """``steps`` units from ``day``, in the unit's own grain; several weeks land on a day, one on the week."""
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
    if context.published is None:
        return _open(_NO_PUBLICATION)
    if not context.has_clock:
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
    reason = f"a length of time that {words} at publication" + ("" if today else ", whose date is not known")
    return Value(timex=reading.value, edtf=edtf, basis="relative", reason=reason)


def _clock(reading: Clock, one: Found, context: Context, *, sentence: tuple[int, int], direction: int) -> Value:
    if reading.day is not None:
        inner = Found(start=one.start, end=one.end, reading=reading.day)
        day = resolve(inner, context, sentence=sentence, direction=direction)
    else:
        day = _day_around(context, sentence)
    if day is None or day.moment is None:
        return (day and _open(day.reason)) or _open(_NO_PUBLICATION)
    timex = day.moment.timex() + reading.tail
    return Value(
        timex=timex, edtf=_clock_edtf(day.moment, reading.tail), basis=day.basis, reason=day.reason, moment=day.moment
    )


def _day_around(context: Context, sentence: tuple[int, int]) -> Value | None:
    named = context.days_in_sentence.get(sentence)
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
