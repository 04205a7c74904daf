"""What is known while times are read from the top of a text: the publication, and the times named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from onrecord.resolving.times.moments import Grain, Moment
from onrecord.resolving.times.readings import (
    Clock,
    Fixed,
    Found,
    Length,
    Nth,
    Offset,
    Reading,
    Step,
    Weekday,
    Within,
    Yearless,
)

_ORDER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A time as the text names it: its grain, its place on the calendar (None where that stays open), and whether it
    says when the story plays, as weekdays and "yesterday" of a later report do not (``told``). Where it stays open,
    ``same_year`` says that it is likely of the year told of before: so is an event some days after one of no date."""

    grain: Grain
    moment: Moment | None
    told: bool
    same_year: bool = False


@dataclass(slots=True, kw_only=True)
class Context:
    """What is known while a document is read from its top: the publication, and the times named so far. A time before
    ``inner_end`` is only what another one counts from ("two days after [the truce of March 10]"). ``beside`` is
    ``days`` of an earlier reading, known to the end.
    """

    text: str
    published: datetime | None
    has_clock: bool = False
    anchor: str = "the publication date"
    named: list[Named] = field(default_factory=list)
    quarter: Moment | None = None
    days: dict[tuple[int, int], Moment | None] = field(default_factory=dict)  # the day named last in each sentence
    inner_end: int = 0
    beside: dict[tuple[int, int], Moment | None] = field(default_factory=dict)

    def today(self) -> date | None:
        """The day of publication."""
        return self.published.date() if self.published else None

    def where(self) -> str:
        """The day relative times count from, in words: "the publication date 2024-05-03"."""
        return f"{self.anchor} {self.today()}"

    def again(self) -> Context:
        """The start of a second reading of the same text."""
        known = Context(text=self.text, published=self.published, has_clock=self.has_clock, anchor=self.anchor)
        known.beside = self.days
        return known

    def note(self, one: Found, moment: Moment | None, sentence: tuple[int, int]) -> None:
        """Remembers a time named in the text, for the ones that count from it; one that stays open hides those before
        it, so that nothing is counted from the wrong time."""
        grain = moment.grain if moment else _grain(one.reading)
        if grain is None or one.start < self.inner_end:
            return
        same_year = self.published is not None and not _counts_years(one.reading)
        named = Named(grain=grain, moment=moment, told=_is_told(one.reading), same_year=same_year)
        self.named = [*self.named[-7:], named]
        if grain == "day":
            self.days[sentence] = moment

    def note_quarter(self, reading: Reading, moment: Moment | None) -> None:
        """Remembers the quarter or half year that is reported on."""
        if moment is not None:
            if isinstance(reading, (Fixed, Yearless)) and moment.grain in {"quarter", "half"}:
                self.quarter = moment
        elif isinstance(reading, Length) and reading.toward == 0 and (reading.months or 0) > 0:
            self.quarter = None  # a longer period is reported now

    def last(self, grain: Grain, *, told: bool = False) -> Named | None:
        """The time named last that ``grain`` can be counted from. ``told``: passing over the day of the report where a
        time of the story stands before it."""
        usable = [named for named in reversed(self.named) if not _coarser(named.grain, grain)]
        if _coarser(grain, "half"):
            usable = [named for named in usable if named.moment or not named.same_year]
        chosen = next((named for named in usable if named.told), None) if told else None
        return chosen or next(iter(usable), None)

    def year_told(self) -> int | None:
        """The year that the text told of last; the day of the report does not count."""
        named = self.last("year", told=True)
        start = named.moment if named and named.told else None
        return start.year if start and start.on_calendar else None


def _grain(reading: Reading) -> Grain | None:
    """What a time of this reading is a stretch of where it stays open; None for one that leads the story nowhere. Units
    counted from elsewhere ("some weeks later") lead to a day."""
    match reading:
        case Step(grain="hour" | "minute" | "second"):
            return None
        case Length():
            return "day" if reading.apart and "T" not in reading.value else None
        case Weekday() | Offset() | Step(anchored=True, counted=True):
            return "day"
        case Yearless() | Within() | Nth():
            return reading.grain
        case Step():
            return reading.grain  # type: ignore[return-value]
        case Clock():
            return _grain(reading.day) if reading.day else None
        case _:
            return None


def _counts_years(reading: Reading) -> bool:
    if isinstance(reading, Length):
        return reading.value.endswith("Y")
    return isinstance(reading, (Step, Nth, Offset)) and reading.grain in {"year", "decade", "century"}


def _is_told(reading: Reading) -> bool:
    match reading:
        case Clock():
            return reading.day is not None and _is_told(reading.day)
        case Step():
            return reading.anchored or reading.grain not in {"day", "week", "weekend"}
        case _:
            return not isinstance(reading, Weekday)


def _coarser(grain: str, than: str) -> bool:
    return _ORDER.index(grain) > _ORDER.index(than)
