"""Rules for the calendar: dates, months, seasons, quarters, years, decades, feasts."""

from __future__ import annotations

import re
from datetime import date

from onrecord.resolving.times import words
from onrecord.resolving.times.moments import Grain, Moment
from onrecord.resolving.times.readings import Clock, Fixed, Reading, Step, Within, Yearless
from onrecord.resolving.times.rules import (
    MONTH_WORDS,
    ORDINAL,
    QUARTER,
    SEASON,
    Rules,
    before,
    quarter_or_season,
)
from onrecord.resolving.times.words import DAY, GAP, JOIN, MONTH, YEAR

RULES = Rules()


def _day(year: int, month: int, day: int) -> Fixed | None:
    try:
        return Fixed(moment=Moment.of(date(year, month, day), "day"))
    except ValueError:
        return None


@RULES(
    "#",
    r"(?P<y>1\d{3}|20\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?P<clock>[01]\d:[0-5]\d)(?::[0-5]\d(?:\.\d{1,6})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?(?![\w-])",
)
def _iso(match: re.Match[str]) -> Reading | None:
    day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None or match["clock"] is None:
        return day
    return Clock(tail=f"T{match['clock']}{match['zone'] or ''}", day=day)


@RULES("#", r"(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<y>\d{4}|\d\d)(?![\w/]|\.\d)")
def _numeric(match: re.Match[str]) -> Reading | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if match["sep"] == "." and len(match["y"]) == 2:
        return None
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    day_first = match["sep"] == "." or first > 12
    day = _day(year, second, first) if day_first else _day(year, first, second)
    if day is None or day_first or second > 12:
        return day
    swapped = _day(year, second, first)
    note = "month before day, as American usage has it"
    return Fixed(moment=day.moment, note=note, swapped=swapped.moment if swapped else None)


@RULES("#", r"9/11(?![\w/]|[.,]\d)")
def _nine_eleven(_: re.Match[str]) -> Reading | None:
    return _day(2001, 9, 11)


_DAY2 = (
    rf"(?:(?:[-\u2013]|{GAP}to{GAP})(?P<day2>3[01]|[12]\d|0?[1-9])\b(?![.,:]\d|{GAP}(?:a\.?m|p\.?m|percent|million)\b)"
    rf"|{GAP}(?:and|or){GAP}(?P<day3>3[01]|[12]\d|0?[1-9])\b(?=[.;)]|,[^\d]|,{GAP}(?:1|20)\d|{GAP}(?:in|at|for)\b))?"
)


@RULES(MONTH_WORDS, rf"{MONTH}{GAP}{DAY}{_DAY2}(?:,?{GAP}{YEAR})?")
def _month_day(match: re.Match[str]) -> Reading | None:
    return _in_month(match)


@RULES("#", rf"{DAY}(?:{GAP}of)?(?:{GAP}|-){MONTH}(?:,?(?:{GAP}|-){YEAR})?")
def _day_month(match: re.Match[str]) -> Reading | None:
    return _in_month(match)


@RULES(
    "#",
    rf"{DAY}(?:[-\u2013]|{GAP}(?P<join>to|and|until|or){GAP}(?:the{GAP})?)(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
    rf"(?:{GAP}of)?{GAP}{MONTH}(?:,?{GAP}{YEAR})?",
)
def _days_of_month(match: re.Match[str]) -> Reading | None:
    """ "3 to 5 May", "between 3 and 5 May": two days, the month said once."""
    loose = (match["join"] or "").lower() in {"and", "or"}
    if loose and not before(match, 8).endswith(("between ", "on ", "the ")):
        return None
    if int(match["day2"]) <= int(match["day"]):
        return None
    return _in_month(match)


@RULES(
    {*words.ORDINALS, "#", "last", "final", "opening"},
    rf"(?P<nth>{ORDINAL}|last|final|opening){GAP}(?P<unit>day|week){GAP}of{GAP}{MONTH}(?:,?{GAP}{YEAR})?",
)
def _part_of_month(match: re.Match[str]) -> Reading | None:
    nth = match["nth"].lower()
    number = -1 if nth in {"last", "final"} else 1 if nth == "opening" else words.ordinal(nth)
    month = words.month_of(match["month"]) - 1
    of: Fixed | Yearless = Yearless(grain="month", number=month)
    if match["year"] is not None:
        of = Fixed(moment=Moment.in_year(int(match["year"]), "month", month))
    return Within(grain=match["unit"].lower(), nth=number, of=of)  # type: ignore[arg-type]


@RULES(
    {*words.ORDINALS, "#", "last", "final", "opening"},
    rf"(?P<nth>{ORDINAL}|last|final|opening){GAP}(?P<unit>day|week|month){GAP}of{GAP}"
    rf"(?:{YEAR}(?!-)|(?P<which>the|this|last|next){GAP}(?P<whole>year|month)\b(?![-'\u2019]))",
)
def _part_of_year(match: re.Match[str]) -> Reading | None:
    """ "the last day of 2024", "the first week of the year"."""
    nth, unit, whole = match["nth"].lower(), match["unit"].lower(), (match["whole"] or "year").lower()
    number = -1 if nth in {"last", "final"} else 1 if nth == "opening" else words.ordinal(nth)
    if number == 0 or unit == whole:
        return None
    of: Fixed | Step
    if match["year"]:
        of = Fixed(moment=Moment(grain="year", index=int(match["year"])))
    else:
        of = Step(grain=whole, steps={"last": -1, "next": 1}.get(match["which"].lower(), 0))  # type: ignore[arg-type]
    return Within(grain=unit, nth=number, of=of)  # type: ignore[arg-type]


_A_DAY = (
    rf"(?:{MONTH}{GAP}{DAY}(?:[-\u2013]\d\d?)?"
    rf"|{DAY.replace('day>', 'day0>')}(?:[-\u2013]\d\d?)?{GAP}{MONTH.replace('month>', 'month0>')})"
)


@RULES(
    "week weekend", rf"(?P<unit>week|weekend){GAP}(?:of|beginning|starting|ending|ended){GAP}{_A_DAY}(?:,?{GAP}{YEAR})?"
)
def _week_of_day(match: re.Match[str]) -> Reading | None:
    month, number = words.month_of(match["month"] or match["month0"]), int(match["day"] or match["day0"])
    day = _day(int(match["year"] or 2024), month, number)
    if day is None:
        return None
    of = day if match["year"] else Yearless(grain="day", number=month - 1, day=number)
    return Within(grain=match["unit"].lower(), nth=0, of=of)  # type: ignore[arg-type]


def _in_month(match: re.Match[str]) -> Reading | None:
    month, day = words.month_of(match["month"]), int(match["day"])
    if match["year"] is None:
        return Yearless(grain="day", number=month - 1, day=day) if _day(2024, month, day) else None
    return _day(int(match["year"]), month, day)


@RULES(MONTH_WORDS, rf"{MONTH}(?:(?:,|{GAP}of)?{GAP}{YEAR})?")
def _month(match: re.Match[str]) -> Reading | None:
    month = words.month_of(match["month"]) - 1
    if match["year"] is not None:
        return Fixed(moment=Moment.in_year(int(match["year"]), "month", month))
    return Yearless(grain="month", number=month) if len(match["month"]) > 4 or _is_whole(match["month"]) else None


def _is_whole(name: str) -> bool:
    return name.lower() in {"may", "june", "july"}


@RULES("spring summer autumn fall winter", rf"{SEASON}(?:{GAP}of)?{GAP}{YEAR}")
def _season_year(match: re.Match[str]) -> Reading | None:
    return Fixed(moment=Moment.in_year(int(match["year"]), "season", words.SEASONS[match["season"].lower()]))


@RULES("spring summer autumn fall winter", SEASON)
def _season(match: re.Match[str]) -> Reading | None:
    return Yearless(grain="season", number=words.SEASONS[match["season"].lower()])


@RULES("#", rf"{YEAR}{GAP}(?:{QUARTER}|{SEASON})")
def _year_quarter(match: re.Match[str]) -> Reading | None:
    grain, number = quarter_or_season(match)
    return Fixed(moment=Moment.in_year(int(match["year"]), grain, number))


@RULES("first second third fourth fiscal", rf"{QUARTER}(?:(?:{GAP}of)?{GAP}{YEAR})?")
def _quarter(match: re.Match[str]) -> Reading | None:
    grain, number = quarter_or_season(match)
    if grain == "half" and (number > 1 or (match["year"] is None and "-" in match[0])):
        return None
    if match["year"] is None:
        return Yearless(grain=grain, number=number)
    return Fixed(moment=Moment.in_year(int(match["year"]), grain, number))


@RULES("last final", rf"(?:last|final){GAP}(?P<part>quarter|half){GAP}of{GAP}{YEAR}")
def _last_part(match: re.Match[str]) -> Reading | None:
    grain: Grain = "half" if match["part"].lower() == "half" else "quarter"
    return Fixed(moment=Moment.in_year(int(match["year"]), grain, 1 if grain == "half" else 3))


@RULES("q", rf"Q(?P<n>[1-4])(?:{GAP}{YEAR})?\b")
def _short_quarter(match: re.Match[str]) -> Reading | None:
    number = int(match["n"]) - 1
    if match["year"] is None:
        return Yearless(grain="quarter", number=number)
    return Fixed(moment=Moment.in_year(int(match["year"]), "quarter", number))


@RULES("quarter", rf"quarter{GAP}(?:that{GAP})?(?=(?:ended|ending|ends){GAP}(?:on{GAP})?(?:[a-z]{{3,9}}{GAP})?{MONTH})")
def _quarter_ended(match: re.Match[str]) -> Reading | None:
    return Yearless(grain="quarter", number=(words.month_of(match["month"]) - 1) // 3)


_COUNTED = (
    r"(?!\s?%|-(?:page|mile|pound|foot|strong)|\s(?:people|men|women|children|troops|soldiers|dollars|euros|pounds|miles|"
    r"kilomet\w+|km|met(?:er|re)s|feet|tons|tonnes|votes|points|percent|per\s?cent|million|billion|jobs|employees|workers|"
    r"homes|cases|deaths|members|times|days|hours|years|GMT|UTC|hours)\b)"
)


@RULES("#", rf"{YEAR}{_COUNTED}(?!'s?\d)")
def _year(match: re.Match[str]) -> Reading | None:
    return Fixed(moment=Moment(grain="year", index=int(match["year"])))


@RULES("#", r"(?P<year>1[89]\d\d|20\d\d)[-\u2013/](?P<year2>\d\d)(?![\w/-]|[.,:]\d)")
def _two_years(match: re.Match[str]) -> Reading | None:
    """ "2019-21": two years, the century said once; a smaller second number is no year of the same century."""
    first = int(match["year"])
    return Fixed(moment=Moment(grain="year", index=first)) if int(match["year2"]) > first % 100 else None


@RULES(
    "fiscal fy calendar", rf"(?:fiscal{GAP}(?:year{GAP})?|calendar{GAP}(?:year{GAP})?|FY ?)(?:{YEAR}|(?P<short>\d\d)\b)"
)
def _fiscal(match: re.Match[str]) -> Reading | None:
    year = int(match["year"]) if match["year"] else 2000 + int(match["short"])
    note = "a fiscal year, which may begin in the calendar year before"
    return Fixed(moment=Moment(grain="year", index=year), note=note)


@RULES("nineteen eighteen", rf"(?P<century>nineteen|eighteen){JOIN}(?P<rest>(?:{'|'.join(words.NUMBER_WORDS)})"
       rf"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\b(?!{GAP}(?:people|men|percent))")  # fmt: skip
def _spoken_year(match: re.Match[str]) -> Reading | None:
    rest = words.number(match["rest"])
    if rest is None or not 10 <= rest <= 99:
        return None
    return Fixed(moment=Moment(grain="year", index=(1900 if match["century"][0] in "nN" else 1800) + int(rest)))


@RULES("two", rf"two{GAP}thousand(?:{GAP}(?:and{GAP})?(?P<rest>one|two|three|four|five|six|seven|eight|nine|ten))?\b")
def _spoken_millennium(match: re.Match[str]) -> Reading | None:
    ahead = before(match, 9)
    if not ahead.endswith("year "):
        return None
    return Fixed(moment=Moment(grain="year", index=2000 + int(words.number(match["rest"] or "zero") or 0)))


@RULES("# '", r"(?P<century>1[0-9]|20)?['\u2019]?(?P<decade>\d)0['\u2019]?s\b")
def _decade(match: re.Match[str]) -> Reading | None:
    if match["century"] is None and match[0][0] not in "'\u2019":
        return None  # "in the 80s" may be degrees or an age
    century = int(match["century"] or (20 if match["decade"] < "2" else 19))
    return Fixed(moment=Moment(grain="decade", index=century * 10 + int(match["decade"])))


@RULES(words.DECADES, "|".join(words.DECADES))
def _spoken_decade(match: re.Match[str]) -> Reading | None:
    ahead = before(match, 20).split()
    if not {"the", "nineteen"} & set(ahead[-2:]):
        return None
    return Fixed(moment=Moment(grain="decade", index=190 + words.DECADES[match[0].lower()]))


@RULES("#", rf"(?P<nth>1\d|20|21)(?:th|st){JOIN}century\b")
def _century(match: re.Match[str]) -> Reading | None:
    return Fixed(moment=Moment(grain="century", index=int(match["nth"]) - 1))


@RULES("nineteenth twentieth", rf"(?P<nth>nineteenth|twentieth){JOIN}century\b")
def _spoken_century(match: re.Match[str]) -> Reading | None:
    return Fixed(moment=Moment(grain="century", index=18 if match["nth"][0] in "nN" else 19))


@RULES("passover", r"(?-i:(?P<name>Passover(?: [Ee]ve)?))\b(?! (?:[Ww]eek|[Hh]olidays?|[Mm]assacre|[A-Z]))")
def _passover(match: re.Match[str]) -> Reading | None:
    """The feast's first day; "during Passover" tells of all its days."""
    ahead = before(match, 16)
    if _WHOLE_FEAST.search(ahead) and not ahead.endswith(("eve of ", "first day of ", "start of ")):
        return None
    return Yearless(grain="day", holiday=match["name"].lower())


@RULES("eid ashura", r"(?-i:(?P<name>Eid[ -][Aa]l[ -](?:Fitr|Adha)|Ashura))\b(?! (?:[Ww]eek|[Hh]olidays?|[A-Z]))")
def _feast_by_the_moon(match: re.Match[str]) -> Reading | None:
    """The feast's first day; "over Eid al-Fitr" tells of all its days."""
    if _WHOLE_FEAST.search(before(match, 16)):
        return None
    return Yearless(grain="day", holiday=match["name"].lower().replace("-", " "))


_WHOLE_FEAST = re.compile(r"\b(?:during|over|throughout|for|after|of)\s$")


@RULES("thanksgiving christmas easter halloween new independence good valentine boxing labor memorial",
       r"(?-i:(?P<name>Thanksgiving|Christmas(?: Eve| Day)?|Easter(?: Sunday| Monday)?|Halloween|"
       r"New Year['\u2019]s(?: Eve| Day)|"
       r"Independence Day|Good Friday|Valentine['\u2019]s Day|Boxing Day|Labor Day|Memorial Day))"
       r"(?: [Dd]ay)?(?! (?:Agreement|Accord|Island|Carol|and New))")  # fmt: skip
def _holiday(match: re.Match[str]) -> Reading | None:
    return Yearless(grain="day", holiday=match["name"].lower().replace("\u2019", "'"))
