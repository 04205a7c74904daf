"""The words news English counts time with, as tables and as pieces of patterns."""

from __future__ import annotations

import re
from typing import Final

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

MONTHS: Final = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
WEEKDAYS: Final = {name: number for number, name in enumerate(_WEEKDAY_NAMES, 1)}
SEASONS: Final = {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}
ORDINAL_NAMES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: Final = {
    **{name: n for n, name in enumerate(ORDINAL_NAMES, 1)},
    **{f"{n}{end}": n for n, end in ((1, "st"), (2, "nd"), (3, "rd"), (4, "th"))},
}
NUMBER_WORDS: Final = {
    **{word: n for n, word in enumerate(_ONES)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    "hundred": 100,
    "dozen": 12,
}
DECADES: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip
PARTS_OF_DAY: Final = {
    "morning": "TMO", "midmorning": "TMO", "lunchtime": "TMI", "afternoon": "TAF", "midafternoon": "TAF",
    "evening": "TEV", "night": "TNI", "overnight": "TNI", "dawn": "TMO", "daybreak": "TMO", "sunrise": "TMO",
    "dusk": "TEV", "sunset": "TEV", "nightfall": "TNI",
}  # fmt: skip
# unit word -> (grain, how many of it); a fortnight is two weeks
UNITS: Final = {
    "second": ("second", 1), "minute": ("minute", 1), "hour": ("hour", 1), "day": ("day", 1), "week": ("week", 1),
    "fortnight": ("week", 2), "weekend": ("weekend", 1), "month": ("month", 1), "quarter": ("quarter", 1),
    "year": ("year", 1), "decade": ("decade", 1), "century": ("century", 1), "centurie": ("century", 1),
    "summer": ("season", 1), "winter": ("season", 1), "night": ("day", 1), "morning": ("day", 1),
}  # fmt: skip

# A gap between two words of one expression: spaces, or one line break (never an empty line).
GAP: Final = r"(?:[ \t\xa0]{1,3}|[ \t]?\r?\n[ \t]?)"
JOIN: Final = rf"(?:{GAP}|[-\u2010\u2011])"
_FULL = "|".join([*(name.title() for name in _MONTH_NAMES), *(name.upper() for name in _MONTH_NAMES)])
_SHORT = "|".join(name.title() for name in MONTHS if len(name) in {3, 4} and name not in {"may", "june", "july"})
# Case tells a month from a verb: "March" is one, "march" is not.
MONTH: Final = rf"(?P<month>(?-i:{_FULL})\b|(?-i:{_SHORT}|{_SHORT.upper()})\b\.?)"
WEEKDAY: Final = "(?-i:" + "|".join([*map(str.title, WEEKDAYS), *map(str.upper, WEEKDAYS)]) + ")"
DAY: Final = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w]|[.,:]\d)"
YEAR: Final = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\w]|[.,:]\d)"
UNIT: Final = (
    r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))\b"
)
_SMALL = rf"(?:{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))})"
COUNT: Final = (
    rf"(?P<count>\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,5}}(?:\.\d)?|half{GAP}an?|an?{GAP}half|half"
    rf"|an?{GAP}(?:couple(?:{GAP}of)?|few|number{GAP}of|dozen|hundred)|(?:several|many|dozens{GAP}of|some|few|numerous)"
    rf"|{_SMALL}(?:{JOIN}(?:and{JOIN})?{_SMALL}){{0,4}}|an?)"
    rf"(?P<half>{JOIN}and{JOIN}a{JOIN}half|{JOIN}1/2|½)?"
)
_TOKEN = re.compile(r"[a-z]+|\d[\d,.]*")


def number(words: str) -> float | None:
    """The number ``words`` say ("twenty-four", "a", "1,200", "half an"), None for a vague one ("several", "a few")."""
    tokens = [token.rstrip(".,") for token in _TOKEN.findall(words.lower())]
    if "couple" in tokens:
        return 2.0
    if {"few", "several", "many", "some", "number", "dozens", "numerous"} & set(tokens):
        return None
    if "half" in tokens:
        rest = number(" ".join(tokens[: tokens.index("and")])) if "and" in tokens else 0.0
        return None if rest is None else rest + 0.5
    total = 0.0
    for token in tokens:
        if token[0].isdigit():
            total += float(token.replace(",", ""))
        elif token in {"a", "an"}:
            total += 1
        elif token in {"hundred", "dozen"}:
            total = max(total, 1) * NUMBER_WORDS[token]
        else:
            total += NUMBER_WORDS.get(token, 0)
    return total


def ordinal(words: str) -> int:
    """The number an ordinal says: "third" and "3rd" are 3."""
    return ORDINALS.get(words.lower()) or int(words[:-2])


def month_of(words: str) -> int:
    """1 to 12 for a month's name, whole or cut short."""
    return MONTHS[words.lower().rstrip(".")]


def unit_of(words: str) -> tuple[str, int]:
    """The grain a unit word counts in, and how many of it ("fortnights" -> week, 2)."""
    return UNITS[words.lower().rstrip("s")]
