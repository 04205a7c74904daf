"""The times that wait for all others: they count from an event or a date named elsewhere in the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.resolving.times.context import Context
from onrecord.resolving.times.dated_events import DatedEvents, nth_of, side_of
from onrecord.resolving.times.moments import Moment
from onrecord.resolving.times.readings import Found, Nth, Offset
from onrecord.resolving.times.resolution import Value, by_itself, moved, undated

_PLAIN_LENGTH = "a length of time; the text does not date what it counts from"


def count(one: Found, context: Context, events: DatedEvents, sentence: tuple[int, int]) -> tuple[Found, Value]:
    """The value of an :class:`Offset` or :class:`Nth`, and the expression as then read.

    A length whose event has no date stays the length that it is; its words then end before "after".
    """
    reading = one.reading
    inner_end = 0
    if isinstance(reading, Offset):
        whole, value, inner_end = _offset(reading, one, context, events, sentence)
    else:
        assert isinstance(reading, Nth)
        whole, value = one, _nth(reading, one, context, events, sentence)
    context.note(one, value.moment, sentence)
    context.inner_end = max(context.inner_end, inner_end)
    return whole, value


def _offset(
    reading: Offset, one: Found, context: Context, events: DatedEvents, sentence: tuple[int, int]
) -> tuple[Found, Value, int]:
    """The expression as read, its value, and where the date beside it ends that it counts from (0 for none)."""
    side = side_of(context.text, one.end) if reading.length else None
    at = side[1] if side else one.end + 1
    named = events.behind(at, sentence[1])
    there = _shifted(named.moment, reading) if named else None
    if named is not None and there is not None:
        whole = replace(one, end=len(context.text[:at].rstrip()))  # "two days after", not "two days" alone
        reason = f"{_steps(reading)} {named.words} {named.moment.timex()}"
        return whole, _value(there, there.edtf(mark="~" * one.approximate), " ".join(reason.split())), named.end
    if reading.length is None:
        return one, _open("counted from an event that the text does not date"), 0
    plain = replace(one, reading=reading.length)
    return plain, replace(by_itself(reading.length, plain, context), reason=_PLAIN_LENGTH), 0


def _shifted(start: Moment, reading: Offset) -> Moment | None:
    """``start`` moved by the offset; None where days are counted from a month, or off the calendar."""
    if start.grain != "day" and reading.grain in {"day", "week"}:
        return None
    same = start.grain == reading.grain
    there = start.shift(reading.steps) if same else moved(start.first(), reading.grain, reading.steps)
    return there if there.on_calendar else None


def _steps(reading: Offset) -> str:
    many = abs(reading.steps)
    return f"{many} {reading.grain}{'s' * (many > 1)} {'before' if reading.steps < 0 else 'after'}"


def _nth(reading: Nth, one: Found, context: Context, events: DatedEvents, sentence: tuple[int, int]) -> Value:
    event = reading.event or events.going_on(one.start, sentence)
    start = events.of(event) if event else None
    if start is not None and start.on_calendar:
        there, edtf = nth_of(start, reading.number, reading.grain)
        if there.on_calendar:
            reason = f"{reading.grain} {reading.number} of the {event}, which began {start.timex()}"
            return _value(there, edtf, reason)
    if not reading.running:
        told_of_two = event is not None and events.has_two(event)
        why = f"tells of more than one {event}" if told_of_two else f"does not say when the {event} began"
        return _open(f"the text {why}")
    named = context.beside.get(sentence)
    today = context.today()
    if named is None and today is None:
        return undated(one, context.text)
    day = named.first() if named else today
    assert isinstance(day, date)
    there = Moment.of(day, reading.grain)
    where = f"the day named beside it, {day}" if named else context.where()
    reason = f"its start is not said; told as going on: the {reading.grain} of {where}"
    return _value(there, there.edtf(), reason)


def _open(reason: str) -> Value:
    return Value(timex=None, edtf=None, basis="relative", reason=reason)


def _value(moment: Moment, edtf: str, reason: str) -> Value:
    return Value(timex=moment.timex(), edtf=edtf, basis="relative", reason=reason, moment=moment)
