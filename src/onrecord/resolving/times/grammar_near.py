"""Rules for times counted from the publication or from the time named last ("yesterday", "two days later")."""

from __future__ import annotations

import re

from onrecord.resolving.times import words
from onrecord.resolving.times.moments import Grain
from onrecord.resolving.times.readings import Clock, Reading, Step, Vague, Weekday, Yearless
from onrecord.resolving.times.rules import (
    COUNT_WORDS,
    DAY_WORDS,
    PART_OF_DAY,
    QUARTER,
    SEASON,
    Rules,
    before,
    counted,
    length,
    quarter_or_season,
)
from onrecord.resolving.times.words import COUNT, DAY, GAP, JOIN, MONTH, UNIT, WEEKDAY

RULES = Rules()

_TURNS = {
    "this": 0, "current": 0, "latest": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1,
}  # fmt: skip
_ANCHORED = {"same": 0, "that": 0, "previous": -1, "preceding": -1, "following": 1}
_SPAN_WORD = rf"(?:(?:fiscal|full|calendar|financial){GAP})?"


@RULES(
    DAY_WORDS, rf"(?P<weekday>{WEEKDAY})\b(?!{GAP}(?-i:Times|Mail|Mirror|Telegraph|Express|Herald|Post|Night|Review)\b)"
)
def _weekday(match: re.Match[str]) -> Reading | None:
    ahead = before(match, 8).split()
    if ahead and ahead[-1] in {"bloody", "black", "super", "palm", "ash", "cyber", "giving", "holy"}:
        return None
    return Weekday(number=words.WEEKDAYS[match["weekday"].lower()])


_DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


@RULES("today yesterday tomorrow tonight", r"(?:today|yesterday|tomorrow|tonight)\b")
def _deictic_day(match: re.Match[str]) -> Reading | None:
    if match[0] == "Today" and re.search(r"[A-Z]\w*\s$", match.string[max(0, match.start() - 12) : match.start()]):
        return None  # a newspaper or a programme
    day = Step(grain="day", steps=_DEICTIC[match[0].lower()])
    return Clock(tail="TNI", day=day) if match[0].lower() == "tonight" else day


@RULES("day", rf"day{GAP}(?P<side>before{GAP}yesterday|after{GAP}tomorrow)\b")
def _two_days(match: re.Match[str]) -> Reading | None:
    return Step(grain="day", steps=-2 if match["side"].lower().startswith("before") else 2)


@RULES("this last that same", rf"(?P<which>this|last|that|same){GAP}(?:(?:early|late){GAP})?{PART_OF_DAY}")
def _this_morning(match: re.Match[str]) -> Reading | None:
    which, part = match["which"].lower(), words.PARTS_OF_DAY[match["hours"].lower()]
    day = Step(
        grain="day", steps=-1 if which == "last" else 0, anchored=which in _ANCHORED, only_anchored=which in _ANCHORED
    )
    return Clock(tail=part, day=day)


@RULES("morning afternoon evening night midmorning midafternoon", PART_OF_DAY)
def _part_of_day(match: re.Match[str]) -> Reading | None:
    return Clock(tail=words.PARTS_OF_DAY[match["hours"].lower()], loose=True)


@RULES("overnight", r"overnight\b")
def _overnight(_: re.Match[str]) -> Reading | None:
    return Clock(tail="TNI", day=Step(grain="day", steps=-1))


@RULES(
    _TURNS.keys() | _ANCHORED.keys(),
    rf"(?P<which>{'|'.join({**_TURNS, **_ANCHORED})}){GAP}{_SPAN_WORD}"
    rf"(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b(?!s)(?:['\u2019]s{GAP}{QUARTER})?",
)
def _this_unit(match: re.Match[str]) -> Reading | None:
    which, unit = match["which"].lower(), match["unit"].lower()
    if match["which"][0].isupper() and match["unit"][0].isupper() and not match[0].isupper():
        return None  # a programme's name: This Week
    if unit == "day" and which in {"this", "latest", "past", "current"}:
        return Step(grain="day", steps=0) if which == "this" else None
    if which == "past" or (which == "last" and unit in {"decade", "century"}):
        return length(1, unit, -1) if unit != "weekend" else Step(grain="weekend", steps=-1)
    number = words.ORDINALS[match["nth"].lower()] - 1 if match["nth"] and match["part"].lower() == "quarter" else None
    grain: Grain = words.unit_of(unit)[0]  # type: ignore[assignment]
    if which in _ANCHORED:
        return Step(grain=grain, steps=_ANCHORED[which], anchored=True, only_anchored=True, number=number)
    if which == "latest":
        return Step(grain=grain, steps=0 if unit != "quarter" else -1, anchored=True)
    return Step(grain=grain, steps=_TURNS[which], number=number)


@RULES("latest", rf"latest{GAP}period\b")
def _latest_period(_: re.Match[str]) -> Reading | None:
    return Step(grain="quarter", steps=0, anchored=True, only_anchored=True)


@RULES("weekend", r"weekend\b")
def _weekend(match: re.Match[str]) -> Reading | None:
    known = before(match, 4).endswith("the ")
    return Step(grain="weekend", steps=0) if known else None


@RULES("year fiscal full", rf"(?:(?P<full>full|fiscal){GAP})?year{GAP}(?=(?:ended|ending)\b)")
def _year_ended(_: re.Match[str]) -> Reading | None:
    return length(1, "year")


@RULES("earlier later", rf"(?:earlier|later){GAP}in{GAP}the{GAP}(?P<unit>week|month|year|decade|century)\b")
def _earlier_in_unit(match: re.Match[str]) -> Reading | None:
    grain: Grain = words.unit_of(match["unit"])[0]  # type: ignore[assignment]
    return Step(grain=grain, steps=0)


@RULES("full", rf"full{JOIN}year\b")
def _full_year(_: re.Match[str]) -> Reading | None:
    return Step(grain="year", steps=0)


@RULES("quarter", r"quarter\b")
def _bare_quarter(match: re.Match[str]) -> Reading | None:
    if not before(match, 4).endswith("the "):
        return None
    return Step(grain="quarter", steps=0, anchored=True, only_anchored=True)


@RULES("this last next past coming", rf"(?P<which>this|last|next|past|coming){GAP}"
       rf"(?:(?P<weekday>{WEEKDAY})\b|{MONTH}(?:{GAP}{DAY})?|{SEASON}|{QUARTER})(?!{GAP}\d)")  # fmt: skip
def _this_named(match: re.Match[str]) -> Reading | None:
    turn = _TURNS[match["which"].lower()]
    if match["weekday"]:
        return Weekday(number=words.WEEKDAYS[match["weekday"].lower()], turn=turn)
    if match["month"]:
        month = words.month_of(match["month"]) - 1
        if match["day"]:
            return Yearless(grain="day", number=month, day=int(match["day"]), turn=turn)
        return Yearless(grain="month", number=month, turn=turn)
    grain, number = quarter_or_season(match)
    return Yearless(grain=grain, number=number, turn=turn)


@RULES("end beginning start middle rest remainder close turn",
       rf"(?:end|beginning|start|middle|rest|remainder|close|turn){GAP}of{GAP}(?:the|this){GAP}{_SPAN_WORD}"
       rf"(?P<unit>week|month|year|decade|century)\b(?!['\u2019])")  # fmt: skip
def _end_of_unit(match: re.Match[str]) -> Reading | None:
    grain: Grain = words.unit_of(match["unit"])[0]  # type: ignore[assignment]
    return Step(grain=grain, steps=0)


@RULES("year", rf"year(?:{JOIN}|['\u2019]s{GAP})end\b")
def _year_end(_: re.Match[str]) -> Reading | None:
    return Step(grain="year", steps=0)


@RULES("year", rf"year{JOIN}(?:ago|earlier)\b(?:{GAP}(?:period|quarter|third{GAP}quarter))?")
def _year_ago(_: re.Match[str]) -> Reading | None:
    return Step(grain="year", steps=-1, anchored=True)


@RULES(COUNT_WORDS, rf"{COUNT}{JOIN}(?:(?:trading|business|calendar|whole|full|short|more){GAP})?{UNIT}"
       rf"{JOIN}(?P<side>ago|earlier|later|before{GAP}now|from{GAP}now|hence|prior)\b(?!{GAP}than)")  # fmt: skip
def _ago(match: re.Match[str]) -> Reading | None:
    grain, times = words.unit_of(match["unit"])
    count, side = counted(match), match["side"].lower()
    back = side in {"ago", "earlier", "prior"} or side.startswith("before")
    anchored = side in {"earlier", "later", "prior"}
    if count is None:
        return length(None, match["unit"]) if anchored else Vague(value="PAST_REF" if back else "FUTURE_REF")
    steps = count * times * (-1 if back else 1)
    by_quarters = grain == "year" and count == 1 and side == "ago"
    # "a year ago" beside a quarter means that quarter of the year before
    return Step(grain=grain, steps=steps, anchored=anchored or by_quarters, only_anchored=side == "later")  # type: ignore[arg-type]
