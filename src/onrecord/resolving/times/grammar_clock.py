"""Rules for times of day: "5 p.m.", "17:30 GMT", "noon", and the loose "night" that needs its day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.resolving.times import words
from onrecord.resolving.times.moments import Moment
from onrecord.resolving.times.readings import Clock, Fixed, Reading, Weekday, Yearless
from onrecord.resolving.times.rules import (
    Rules,
    before,
)
from onrecord.resolving.times.words import DAY, GAP, MONTH, WEEKDAY, YEAR

RULES = Rules()


_ZONE = (
    rf"(?:{GAP}\(?(?P<zone>GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CET|CEST|BST|IST|local{GAP}time|Moscow{GAP}time)\b"
    r"(?:\s?(?P<offset>[+-]\d\d?)(?::?(?P<offset_minutes>\d\d))?)?\)?)?"
)


@RULES("#", rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?{GAP}?(?P<half>[ap])\.?{GAP}?m\b\.?{_ZONE}".replace(
    f"{GAP}?(?P<half>", r"[ \xa0]?(?P<half>"))  # fmt: skip
def _twelve_hours(match: re.Match[str]) -> Reading | None:
    hour = int(match["h"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return _clock(hour, int(match["m"] or 0), match)


@RULES("#", rf"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?(?:{GAP}?(?:hours|hrs))?{_ZONE}(?![\w%]|[:.]\d)")
def _twenty_four_hours(match: re.Match[str]) -> Reading | None:
    ahead = before(match, 8).split()
    placed = bool(ahead) and ahead[-1] in {"at", "by", "from", "until", "around", "about", "after", "before", "since"}
    if not match["zone"] and (not placed or "." in match[0]):
        return None
    return _clock(int(match["h"]), int(match["m"]), match)


@RULES("#", rf"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d){GAP}(?P<zone>GMT|UTC|hours)\b")
def _military_hours(match: re.Match[str]) -> Reading | None:
    return _clock(int(match["h"]), int(match["m"]), match)


@RULES("#", rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?(?:{GAP}o['\u2019]clock)?{GAP}"
            rf"(?:in{GAP}the{GAP}(?P<part>morning|afternoon|evening)|(?P<night>at{GAP}night))\b")  # fmt: skip
def _hour_in_the_morning(match: re.Match[str]) -> Reading | None:
    if not re.search(r"\b(?:at|by|until|till|from|to|after|before|since|around|about|and|is|was)\s$", before(match, 8)):
        return None
    hour = int(match["h"]) % 12
    late = match["part"] in {"afternoon", "evening"} or (match["night"] is not None and hour >= 6)
    return Clock(tail=f"T{hour + 12 * late:02}:{match['m'] or '00'}")


def _second(piece: str) -> str:
    """A pattern of words.py for the second of two days, its group named "month2nd" or "day2nd"."""
    return re.sub(r"\(\?P<(month|day)>", r"(?P<\g<1>2nd>", piece)


_NIGHT = rf"(?:night{GAP}(?:of|from|between)|overnight(?:{GAP}(?:on|from|between))?){GAP}(?:the{GAP})?"
_INTO = rf"(?:{GAP}?[-\u2013]{GAP}?|{GAP}(?P<into>to|into|and){GAP}(?:the{GAP})?)"


@RULES("night overnight", rf"{_NIGHT}{DAY}(?:(?:{GAP}of)?{GAP}{_second(MONTH)})?{_INTO}{_second(DAY)}"
       rf"(?:{GAP}of)?{GAP}{MONTH}(?:,?{GAP}{YEAR})?")  # fmt: skip
def _night_between_days(match: re.Match[str]) -> Reading | None:
    """ "the night of 2-3 February", "the night from 31 January to 1 February": one night, named by both its days."""
    return _night(match, match["month2nd"] or match["month"], match["month"])


@RULES("night overnight", rf"{_NIGHT}{MONTH}{GAP}{DAY}{_INTO}(?:{_second(MONTH)}{GAP})?{_second(DAY)}"
       rf"(?:,?{GAP}{YEAR})?")  # fmt: skip
def _night_between_dates(match: re.Match[str]) -> Reading | None:
    """ "the night of February 2-3", "the night between January 31 and February 1"."""
    return _night(match, match["month"], match["month2nd"] or match["month"])


def _night(match: re.Match[str], month: str, next_month: str) -> Clock | None:
    first, second = words.month_of(month), words.month_of(next_month)
    day, year = int(match["day"]), int(match["year"] or 2024) - (second < first)
    years = (year,) if match["year"] else (year, year - 1)  # the end of February may be the 28th or the 29th
    end = (second, int(match["day2nd"]))
    if _is_two_nights(match) or all(_day_behind(y, first, day) != end for y in years):
        return None
    of: Fixed | Yearless = Yearless(grain="day", number=first - 1, day=day)
    if match["year"]:
        of = Fixed(moment=Moment.of(date(year, first, day), "day"))
    return Clock(tail="TNI", day=of)


@RULES("night overnight", rf"{_NIGHT}(?P<from>{WEEKDAY}){_INTO}(?P<to>{WEEKDAY})\b")
def _night_between_weekdays(match: re.Match[str]) -> Reading | None:
    first, second = (words.WEEKDAYS[match[name].lower()] for name in ("from", "to"))
    if _is_two_nights(match) or second != first % 7 + 1:
        return None
    return Clock(tail="TNI", day=Weekday(number=first))


def _is_two_nights(match: re.Match[str]) -> bool:
    """Whether "and" lists two days: it joins the two ends of one night behind "between" only."""
    return (match["into"] or "").lower() == "and" and "between" not in match[0].lower()


def _day_behind(year: int, month: int, day: int) -> tuple[int, int] | None:
    try:
        behind = date(year, month, day) + timedelta(days=1)
    except ValueError:
        return None
    return behind.month, behind.day


@RULES("noon midday midnight", r"(?:noon|midday|midnight)\b")
def _noon(match: re.Match[str]) -> Reading | None:
    return Clock(tail="T24:00" if match[0].lower() == "midnight" else "T12:00")


def _clock(hour: int, minute: int, match: re.Match[str]) -> Clock:
    groups = match.groupdict()
    zone = "Z" if (groups["zone"] or "").upper() in {"GMT", "UTC"} else ""
    if zone and groups.get("offset"):
        zone = f"{int(groups['offset']):+03}:{groups['offset_minutes'] or '00'}"
    return Clock(tail=f"T{hour:02}:{minute:02}{zone}")
