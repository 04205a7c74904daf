"""What a rule of the grammar is, and the pieces several of them share.

A rule is tried only where one of its first words stands, so a text is passed over once, whatever the number of rules.
Every repetition in a pattern is bounded: no text can make a match go back and forth for long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from onrecord.resolving.times import words
from onrecord.resolving.times.moments import Grain
from onrecord.resolving.times.readings import Length, Reading
from onrecord.resolving.times.words import JOIN

Build = Callable[[re.Match[str]], Reading | None]

MONTH_WORDS: Final = frozenset(words.MONTHS)
DAY_WORDS: Final = frozenset(words.WEEKDAYS)
COUNT_WORDS: Final = frozenset(words.NUMBER_WORDS) | frozenset(
    "# a an half several many dozens some few numerous".split()
)
SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)\b"
ORDINAL: Final = rf"(?:{'|'.join(words.ORDINAL_NAMES)}|\d{{1,3}}(?:st|nd|rd|th))"
QUARTER: Final = rf"(?:fiscal[- ])?(?P<nth>first|second|third|fourth){JOIN}(?P<part>quarter|half)\b"
PART_OF_DAY: Final = "(?P<hours>" + "|".join(words.PARTS_OF_DAY) + r")\b"

_LETTERS = {
    "year": "Y",
    "month": "M",
    "week": "W",
    "day": "D",
    "hour": "H",
    "minute": "M",
    "second": "S",
    "quarter": "Q",
}
_MONTHS_IN = {"year": 12, "quarter": 3, "month": 1}
_DAYS_IN = {"week": 7, "day": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern, the words it can begin with ("#" for a digit), and what its match says."""

    first: frozenset[str]
    pattern: re.Pattern[str]
    build: Build


class Rules(list[Rule]):
    """The rules of one file, in the order written; called with first words and a pattern it takes in one more."""

    def __call__(self, first: str | Iterable[str], pattern: str) -> Callable[[Build], Build]:
        """A decorator for the function that says what a match of ``pattern`` means (None: nothing after all)."""
        keys = frozenset(first.split() if isinstance(first, str) else first)

        def add(build: Build) -> Build:
            """Keep the rule and give its builder back unchanged."""
            self.append(Rule(first=keys, pattern=re.compile(pattern, re.IGNORECASE), build=build))
            return build

        return add


def before(match: re.Match[str], reach: int) -> str:
    """The ``reach`` characters before a match, in lower case."""
    return match.string[max(0, match.start() - reach) : match.start()].lower()


def length(count: float | None, unit: str, toward: int = 0, *, apart: bool = False) -> Length:
    """A duration of ``count`` units (None: an unknown number); ``toward`` and ``apart`` as in :class:`Length`."""
    grain, times = words.unit_of(unit)
    if grain in {"decade", "century"}:
        grain, times = "year", 10 if grain == "decade" else 100
    if count is not None:
        count *= times
        finer = {"year": ("month", 12), "day": ("hour", 24), "hour": ("minute", 60)}
        if count == 0.5 and grain in finer:  # half a year is six months
            grain, count = finer[grain][0], finer[grain][1] / 2
    size = "X" if count is None else f"{count:g}" if count < 1e6 else str(int(count))
    value = f"P{'T' if grain in {'hour', 'minute', 'second'} else ''}{size}{_LETTERS[grain]}"
    months = None if count is None or grain not in _MONTHS_IN else count * _MONTHS_IN[grain]
    days = None if count is None or grain not in _DAYS_IN else count * _DAYS_IN[grain]
    return Length(value=value, toward=toward, months=months, days=days, apart=apart)


def counted(match: re.Match[str]) -> float | None:
    """The number a match of ``COUNT`` says, None for a vague one."""
    count = words.number(match["count"])
    return count if count is None or match["half"] is None else count + 0.5


def quarter_or_season(match: re.Match[str]) -> tuple[Grain, int]:
    """Grain and number (from 0) of a match of ``QUARTER`` or ``SEASON``."""
    groups = match.groupdict()
    if groups.get("season"):
        return "season", words.SEASONS[match["season"].lower()]
    grain: Grain = "half" if match["part"].lower() == "half" else "quarter"
    return grain, words.ORDINALS[match["nth"].lower()] - 1
