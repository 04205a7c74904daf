"""Stretches of the calendar: one grain, one index, and how TIMEX3 and EDTF write them.

Every grain is numbered through (months since year 0, days since 1 January of year 1 ...), so that a step forward or
back is a sum, whatever the grain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century"]
Phase = Literal["early", "mid", "late"]

_PER_YEAR = {"month": 12, "quarter": 4, "season": 4, "half": 2, "year": 1}
_YEARS = {"decade": 10, "century": 100}
_SEASON_NAMES = ("SP", "SU", "FA", "WI")
# EDTF (ISO 8601-2:2019, table of sub-year groupings): 21-24 seasons, 33-36 quarters, 40-41 half years.
_EDTF_BASE = {"season": 21, "quarter": 33, "half": 40}
_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One stretch of the calendar. ``index`` counts stretches of this grain from the calendar's beginning: the ordinal
    for a day, Mondays for a week, ``year * 12 + month - 1`` for a month; seasons run spring, summer, autumn, winter."""

    grain: Grain
    index: int

    @classmethod
    def of(cls, day: date, grain: Grain) -> Moment:
        """The stretch of ``grain`` that holds ``day``."""
        match grain:
            case "day":
                index = day.toordinal()
            case "week" | "weekend":
                index = (day.toordinal() - 1) // 7
            case "season":  # January and February belong to the winter that began the year before
                index = (day.year * 12 + day.month - 3) // 3
            case "decade" | "century":
                index = day.year // _YEARS[grain]
            case _:
                per_year = _PER_YEAR[grain]
                index = day.year * per_year + (day.month - 1) * per_year // 12
        return cls(grain=grain, index=index)

    @classmethod
    def in_year(cls, year: int, grain: Grain, number: int) -> Moment:
        """The ``number``-th (from 0) stretch of ``grain`` in ``year``: ``in_year(2024, "quarter", 2)`` is 2024-Q3."""
        return cls(grain=grain, index=year * _PER_YEAR[grain] + number)

    def shift(self, steps: int) -> Moment:
        """The stretch ``steps`` later (earlier when negative)."""
        return Moment(grain=self.grain, index=self.index + steps)

    @property
    def on_calendar(self) -> bool:
        """Whether the stretch lies in the years 1 to 9998, where dates can be written."""
        limits = {"day": _LAST_DAY - 400, "week": (_LAST_DAY - 400) // 7, "weekend": (_LAST_DAY - 400) // 7}
        if self.grain in limits:
            return 0 < self.index < limits[self.grain]
        return 0 < self.year < 9999

    @property
    def year(self) -> int:
        """The year it begins in."""
        if self.grain in _YEARS:
            return self.index * _YEARS[self.grain]
        if self.grain in _PER_YEAR:
            return self.index // _PER_YEAR[self.grain]
        return self.first().year

    def first(self) -> date:
        """Its first day. Raises ValueError off the calendar."""
        match self.grain:
            case "day":
                return date.fromordinal(self.index)
            case "week" | "weekend":
                return date.fromordinal(self.index * 7 + (1 if self.grain == "week" else 6))
            case "season":
                return date(self.year, 3 + 3 * (self.index % 4), 1)
            case "decade" | "century":
                return date(max(self.year, 1), 1, 1)
            case _:
                per_year = _PER_YEAR[self.grain]
                return date(self.year, 1 + self.index % per_year * 12 // per_year, 1)

    def last(self) -> date:
        """Its last day. Raises ValueError off the calendar."""
        if self.grain == "weekend":
            return date.fromordinal(self.index * 7 + 7)
        return date.fromordinal(self.shift(1).first().toordinal() - 1)

    def timex(self) -> str:
        """As TIMEX3 writes it: 2024-05-03, 2024-W18, 2024-W18-WE, 2024-05, 2024-Q2, 2024-SU, 2024-H1, 2024, 202, 20."""
        if self.grain == "day":
            return self.first().isoformat()
        if self.grain in {"week", "weekend"}:
            year, week, _ = self.first().isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if self.grain == "weekend" else "")
        if self.grain in _YEARS:
            return f"{self.index:0{3 if self.grain == 'decade' else 2}}"
        number = self.index % _PER_YEAR[self.grain]
        tails = {
            "month": f"-{number + 1:02}",
            "quarter": f"-Q{number + 1}",
            "half": f"-H{number + 1}",
            "season": f"-{_SEASON_NAMES[number % 4]}",
        }
        return f"{self.year:04}{tails.get(self.grain, '')}"

    def edtf(self, phase: Phase | None = None, *, mark: str = "") -> str:
        """As EDTF (ISO 8601-2) writes it; weeks, and a part of a longer stretch, as an interval of dates.

        ``mark``: "~" for an approximate time, "?" for an uncertain one, "%" for both. EDTF marks dates only, so a
        marked season or quarter becomes the interval of its months.
        """
        if phase is not None and self.grain in {"month", "year", "decade"}:
            return self._part(phase)
        match self.grain:
            case "week" | "weekend":
                return f"{self.first().isoformat()}{mark}/{self.last().isoformat()}{mark}"
            case "quarter" | "season" | "half" if mark:
                return f"{self.first():%Y-%m}{mark}/{self.last():%Y-%m}{mark}"
            case "quarter" | "season" | "half":
                return f"{self.year:04}-{_EDTF_BASE[self.grain] + self.index % _PER_YEAR[self.grain]}{mark}"
            case "decade":
                return f"{self.index:03}X{mark}"
            case "century":
                return f"{self.index:02}XX{mark}"
            case _:
                return self.timex() + mark

    def _part(self, phase: Phase) -> str:
        """The first, middle or last third; a border that the words leave soft is marked approximate."""
        if self.grain == "month":
            stem, width, bounds = self.timex() + "-", 2, (1, 10, 20, self.last().day)
        elif self.grain == "year":
            stem, width, bounds = self.timex() + "-", 2, (1, 4, 8, 12)
        else:
            stem, width, bounds = self.timex(), 1, (0, 3, 6, 9)
        third = ("early", "mid", "late").index(phase)
        begin = bounds[0] if third == 0 else bounds[third] + 1
        begin_mark, end_mark = "" if third == 0 else "~", "" if third == 2 else "~"
        return f"{stem}{begin:0{width}}{begin_mark}/{stem}{bounds[third + 1]:0{width}}{end_mark}"
