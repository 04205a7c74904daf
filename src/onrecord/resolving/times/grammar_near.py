"""Rules for times counted from the publication or from the time named last ("yesterday", "two days later")."""

from __future__ import annotations

import re

from onrecord.resolving.times import words
from onrecord.resolving.times.dated_events import first_event
from onrecord.resolving.times.moments import Grain
from onrecord.resolving.times.readings import Clock, Nth, Offset, Reading, Step, Vague, Weekday, Yearless
from onrecord.resolving.times.rules import (
    COUNT_WORDS,
    DAY_WORDS,
    ORDINAL,
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
_OTHER_DAYS = {"last": -1, **_ANCHORED, "next": 1}
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


@RULES({"this", *_OTHER_DAYS}, rf"(?P<which>this|{'|'.join(_OTHER_DAYS)}){GAP}(?:(?:early|late){GAP})?{PART_OF_DAY}")
def _this_morning(match: re.Match[str]) -> Reading | None:
    which, part = match["which"].lower(), words.PARTS_OF_DAY[match["hours"].lower()]
    anchored = which in _ANCHORED or (which == "next" and _after_the(match))
    day = Step(grain="day", steps=_OTHER_DAYS.get(which, 0), anchored=anchored, only_anchored=which in _ANCHORED)
    return Clock(tail=part, day=day)


def _after_the(match: re.Match[str]) -> bool:
    """Whether "the" stands before: "the next day" counts from the day told of, "next day" from today."""
    return re.search(r"\bthe\s$", before(match, 5)) is not None


@RULES(
    {*words.PARTS_OF_DAY, "early", "small"} - {"overnight"},
    rf"(?:{PART_OF_DAY}|(?P<small>(?:early|small){GAP}hours)\b)",
)
def _part_of_day(match: re.Match[str]) -> Reading | None:
    return Clock(tail="TMO" if match["small"] else words.PARTS_OF_DAY[match["hours"].lower()], loose=True)


@RULES("overnight", rf"overnight\b(?:{GAP}(?:(?P<into>into|to)|on){GAP}(?P<weekday>{WEEKDAY})\b)?")
def _overnight(match: re.Match[str]) -> Reading | None:
    if match["weekday"] is None:
        return Clock(tail="TNI", day=Step(grain="day", steps=-1))
    number = words.WEEKDAYS[match["weekday"].lower()]
    return Clock(tail="TNI", day=Weekday(number=number, eve=match["into"] is not None))


@RULES(
    "day week month year night",
    rf"(?P<unit>day|night|week|month|year){GAP}(?P<side>before|after)\b(?!{GAP}(?:last|next)\b)",
)
def _day_before(match: re.Match[str]) -> Reading | None:
    if not _after_the(match):
        return None
    steps = -1 if match["side"].lower() == "before" else 1
    grain: Grain = "day" if match["unit"].lower() == "night" else match["unit"].lower()  # type: ignore[assignment]
    if re.match(rf"{GAP}\w", match.string[match.end() : match.end() + 4]):
        return Offset(grain=grain, steps=steps)
    return Step(grain=grain, steps=steps, anchored=True, only_anchored=True)


@RULES(
    _TURNS.keys() | _ANCHORED.keys(),
    rf"(?P<which>{'|'.join({**_TURNS, **_ANCHORED})}){GAP}{_SPAN_WORD}"
    rf"(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b(?!s)(?:['\u2019]s{GAP}{QUARTER})?",
)
def _this_unit(match: re.Match[str]) -> Reading | None:
    which, unit = match["which"].lower(), match["unit"].lower()
    if match["which"][0].isupper() and match["unit"][0].isupper() and not match[0].isupper():
        return None  # a programme's name: This Week
    if which == "last" and _is_final(match):
        return None
    if unit == "day" and which in {"this", "latest", "past", "current"}:
        return Step(grain="day", steps=0) if which == "this" else None
    if which == "past" or (which == "last" and unit in {"decade", "century"}):
        return length(1, unit, -1) if unit != "weekend" else Step(grain="weekend", steps=-1)
    number = words.ORDINALS[match["nth"].lower()] - 1 if match["nth"] and match["part"].lower() == "quarter" else None
    grain: Grain = words.unit_of(unit)[0]  # type: ignore[assignment]
    if which in _ANCHORED:
        return Step(grain=grain, steps=_ANCHORED[which], anchored=True, only_anchored=True, number=number)
    if which == "latest":  # the one reported on, else the last one that is over
        return Step(grain=grain, steps=0, anchored=True, unanchored=0 if unit != "quarter" else -1)
    return Step(grain=grain, steps=_TURNS[which], number=number, anchored=unit == "day" and _after_the(match))


_WHOSE = re.compile(r"\b(?:the|its|his|her|their)\s$")


def _is_final(match: re.Match[str]) -> bool:
    """Whether "the last week of the trial", "on the last day" ends something, and is not the one before the report."""
    said = before(match, 8)
    if _WHOSE.search(said) is None:
        return False
    behind = match.string[match.end() : match.end() + 4]
    return said.endswith("on the ") or re.match(rf"{GAP}of\b", behind) is not None


@RULES("latest", rf"latest{GAP}period\b")
def _latest_period(_: re.Match[str]) -> Reading | None:
    return Step(grain="quarter", steps=0, anchored=True, only_anchored=True)


@RULES(
    "year month week", rf"(?P<unit>year|month|week)\b(?!-|{GAP}(?:of|that|when|ahead|before|after|ago|earlier|later)\b)"
)
def _bare_unit(match: re.Match[str]) -> Reading | None:
    """ "so far in the year", "for the week": the one that the text reports on."""
    if not re.search(r"\b(?:for|of|in|during|throughout|over|since)\sthe\s$", before(match, 18)):
        return None
    if re.match(rf"{GAP}(?:ended|ending|to|through|was|is)\b", match.string[match.end() : match.end() + 10]):
        return None
    return Step(grain=match["unit"].lower(), steps=0)  # type: ignore[arg-type]


@RULES("weekend", r"weekend\b")
def _weekend(match: re.Match[str]) -> Reading | None:
    known = before(match, 4).endswith("the ")
    return Step(grain="weekend", steps=0) if known else None


@RULES("year fiscal full", rf"(?:(?P<full>full|fiscal){GAP})?year{GAP}(?=(?:ended|ending)\b)")
def _year_ended(_: re.Match[str]) -> Reading | None:
    return length(1, "year")


@RULES("earlier later", rf"(?:earlier|later){GAP}in{GAP}the{GAP}(?P<unit>day|week|month|year|decade|century)\b")
def _earlier_in_unit(match: re.Match[str]) -> Reading | None:
    grain: Grain = words.unit_of(match["unit"])[0]  # type: ignore[assignment]
    return Step(grain=grain, steps=0, anchored=grain == "day")


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


_OF = rf"(?P<of>{GAP}of{GAP}(?:(?:the|a|an|its|his|her|their){GAP})?)"


@RULES("eve", rf"eve{GAP}of\b")
def _eve(match: re.Match[str]) -> Reading | None:
    return Offset(grain="day", steps=-1) if _after_the(match) else None


_RUNNING = re.compile(
    r"\b(?:enter(?:s|ed|ing)?|in|into|for|is|reach(?:es|ed|ing)?|on|was|began|begins|beginning)\s(?:(?:now|already|on)\s)?"
    r"(?P<whose>the|its|their|his|her|a)\s$"
)


@RULES({*words.ORDINALS, "#"}, rf"(?P<nth>{ORDINAL}){JOIN}(?:(?P<run>straight|consecutive|successive|full){GAP})?"
       rf"(?P<unit>day|week|month|year)\b(?!-|['\u2019])(?={_OF}?)")  # fmt: skip
def _nth_unit(match: re.Match[str]) -> Reading | None:
    """ "the second month of the war", "its third week", "for a fourth straight day"."""
    number = words.ordinal(match["nth"])
    ahead = _RUNNING.search(before(match, 24))
    event = _event_behind(match)
    if number == 0 or (match["of"] and event is None):
        return None
    if event is not None:  # "in the second month of the war" may tell of any war
        running = ahead is not None and not ahead[0].startswith(("in ", "on "))
    else:
        running = ahead is not None and (ahead["whose"] in {"its", "their"} or match["run"] is not None)
        if not running:
            return None
    return Nth(grain=match["unit"].lower(), number=number, event=event, running=running)  # type: ignore[arg-type]


def _event_behind(match: re.Match[str]) -> str | None:
    return first_event(match.string[match.end("of") : match.end("of") + 60]) if match["of"] else None


@RULES("day", rf"day{GAP}(?P<n>\d{{1,4}})(?={_OF})")
def _day_number(match: re.Match[str]) -> Reading | None:
    event = _event_behind(match)
    return Nth(grain="day", number=int(match["n"]), event=event) if event and int(match["n"]) else None


@RULES("year", rf"year(?:{JOIN}|['\u2019]s{GAP})end\b")
def _year_end(_: re.Match[str]) -> Reading | None:
    return Step(grain="year", steps=0)


@RULES("year", rf"year{JOIN}(?:ago|earlier)\b(?:{GAP}(?:period|quarter|third{GAP}quarter))?")
def _year_ago(_: re.Match[str]) -> Reading | None:
    return Step(grain="year", steps=-1, anchored=True)


@RULES(COUNT_WORDS, rf"{COUNT}{JOIN}(?:(?:or|to){JOIN}(?P<upper>\w{{1,8}}){JOIN})?"
       rf"(?:(?:trading|business|calendar|whole|full|short|more){GAP})?{UNIT}"
       rf"(?:{JOIN}or{JOIN}(?:so|(?P<upper2>two|three))|{GAP}(?P<tail>and{GAP}a{GAP}half))?{JOIN}"
       rf"(?P<side>ago|earlier|later|before{GAP}now|from{GAP}now|hence|prior)\b(?!{GAP}than)")  # fmt: skip
def _ago(match: re.Match[str]) -> Reading | None:
    grain, times = words.unit_of(match["unit"])
    ranged = match["upper"] or match["upper2"]  # "two or three weeks ago"
    count, side = None if ranged else counted(match), match["side"].lower()
    if count is not None and match["tail"]:
        count += 0.5
    back = side in {"ago", "earlier", "prior"} or side.startswith("before")
    anchored = side in {"earlier", "later", "prior"}
    if count is None:
        vague = Vague(value="PAST_REF" if back else "FUTURE_REF")
        return length(None, match["unit"], apart=True) if anchored else vague
    steps = count * times * (-1 if back else 1)
    rough = not anchored and (grain in {"decade", "century"} or (grain == "week" and abs(steps) > 1))
    rough = rough or steps != int(steps)
    if grain in {"decade", "century"}:  # ten years, not the decade before this one
        grain, steps = "year", steps * (10 if grain == "decade" else 100)
    by_quarters = grain == "year" and steps == -1 and side == "ago"
    # "a year ago" beside a quarter means that quarter of the year before
    return Step(
        grain=grain,  # type: ignore[arg-type]
        steps=steps,
        anchored=anchored or by_quarters,
        only_anchored=side == "later",
        rough=rough,
        counted=True,
    )


@RULES(COUNT_WORDS, rf"{COUNT}{JOIN}{UNIT}['\u2019]?s?['\u2019]?{GAP}time\b")
def _in_weeks_time(match: re.Match[str]) -> Reading | None:
    grain, times = words.unit_of(match["unit"])
    count = counted(match)
    if "in " not in before(match, 4) or count is None:
        return None
    return Step(grain=grain, steps=count * times, rough=grain == "week" and count > 1)  # type: ignore[arg-type]
