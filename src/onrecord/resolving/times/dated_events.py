"""Times that count from an event: "two days after the truce of March 10", "the second month of the war".

The text itself dates the event: beside the words, or in another sentence ("the war, which began on 24 February 2022").
A word that the text gives two dates names two events, and nothing is counted from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.resolving.times.moments import Grain, Moment
from onrecord.resolving.times.words import GAP

# What news dates and counts from; other nouns ("the president", "the plan") are no events.
EVENT_NOUNS = frozenset(
    "war invasion offensive counteroffensive siege truce ceasefire cease-fire armistice attack attacks bombing "
    "bombings blast explosion strike strikes raid raids shooting killing killings murder assassination massacre "
    "assault battle coup mutiny uprising revolt revolution rebellion insurgency protest protests demonstration "
    "demonstrations riot riots unrest fighting clashes conflict crisis hostilities shelling bombardment blockade "
    "lockdown curfew outbreak pandemic epidemic quake earthquake flood floods storm hurricane typhoon cyclone "
    "eruption wildfire drought crash collapse accident disaster rescue evacuation election elections vote "
    "referendum runoff ballot poll inauguration resignation death funeral arrest trial verdict ruling sentencing "
    "hearing conviction release kidnapping abduction hijacking summit talks negotiations meeting conference visit "
    "trip tour agreement deal accord treaty signing pact launch landing deadline withdrawal pullout retreat "
    "occupation annexation independence partition operation campaign exercise exercises walkout boycott embargo "
    "announcement speech handover takeover merger presidency term rule reign tenure mission search standoff "
    "festival games tournament".split()
)
_BEGINS = re.compile(
    r"\b(?P<noun>[a-z-]{3,16}),?\s(?:(?:which|that)\s)?(?:(?:was|were|had|has|first|formally)\s){0,2}"
    r"(?:began|begun|started|erupted|(?:broke|broken)\sout|launched|signed|declared|held|agreed|announced|imposed|"
    r"(?:took|taken)\seffect|took\splace|came\sinto\sforce|happened|occurred|struck|hit)(?:\s[\w-]{1,14}){0,3}?\s"
    r"(?:(?:on|in|since|late|early)\s){0,2}$"
)
_OF_DATE = re.compile(r"\b(?P<noun>[a-z-]{3,16})\s(?:of|on|in)\s(?:the\s)?$")
_NAMED_BEHIND = re.compile(r"(?:['\u2019]s)?\s([a-z-]{2,16})(?:\s([a-z-]{3,16}))?\b")
# "the third day of the trial began": not the trial did.
_PART_OF = re.compile(
    r"\b(?:day|week|month|year|round|phase|stage|part|half)\sof\s(?:the\s|a\s|an\s)?(?:[\w-]{1,14}\s)?$"
)
# From the offset to the date beside it: "after [the fragile truce of] March 10".
_BESIDE = re.compile(
    rf"(?:(?:the|its|his|her|their|a|an|last){GAP})?(?:(?:[\w'\u2019-]{{1,20}}{GAP}){{1,5}}(?:of|on|in){GAP})?(?:the{GAP})?"
)
_SIDE = re.compile(rf"{GAP}(?P<side>before|after|following|from|into){GAP}")
_HEAD = re.compile(rf"[\w'\u2019-]{{1,20}}(?:{GAP}[\w'\u2019-]{{1,20}}){{0,4}}")
_REACH = 100


@dataclass(frozen=True, slots=True)
class Dated:
    """A time of the text with its place on the calendar, at ``text[start:end]``."""

    start: int
    end: int
    moment: Moment


class DatedEvents:
    """The events that a text dates. ``times`` are its dates in order; the events are looked for when first asked of."""

    def __init__(self, text: str, times: Sequence[Dated]) -> None:
        self._text = text
        self._times = times
        self._starts = [time.start for time in times]
        self._by_noun: dict[str, Moment | None] | None = None

    def of(self, noun: str) -> Moment | None:
        """When the event called ``noun`` was, by the text; None when it says nothing, or two things."""
        if self._by_noun is None:
            self._by_noun = self._dates_of_nouns()
        return self._by_noun.get(noun)

    def behind(self, at: int, limit: int) -> tuple[str, Moment] | None:
        """What ``text[at:]`` names as the point to count from, in words, and when it was; ``limit`` ends the look."""
        limit = min(limit, at + _REACH)
        for time in self._times[bisect_left(self._starts, at) : bisect_left(self._starts, limit)]:
            if _BESIDE.fullmatch(self._text, at, time.start):
                words = " ".join(self._text[at : time.start].split())
                return words.removesuffix(" of").removesuffix(" on").removesuffix(" in"), time.moment
        noun = first_event(self._text[at:limit])
        moment = self.of(noun) if noun else None
        return (f"the {noun}", moment) if noun and moment else None

    def _dates_of_nouns(self) -> dict[str, Moment | None]:
        found: dict[str, Moment | None] = {}
        for time in self._times:
            for noun in self._nouns_at(time):
                known = found.get(noun, time.moment)
                found[noun] = _finer(known, time.moment)
        return found

    def _nouns_at(self, time: Dated) -> set[str]:
        left = self._text[max(0, time.start - _REACH) : time.start]
        beside = _BEGINS.search(left) or _OF_DATE.search(left)
        behind = _NAMED_BEHIND.match(self._text, time.end)
        nouns = [beside["noun"]] if beside and not _PART_OF.search(left[: beside.start("noun")]) else []
        nouns += [word for word in behind.groups() if word in EVENT_NOUNS][:1] if behind else []
        return set(nouns) & EVENT_NOUNS


def side_of(text: str, at: int) -> tuple[int, int] | None:
    """After a length at ``text[:at]``: -1 for "before", 1 for "after", and where its words end; None for neither."""
    match = _SIDE.match(text, at)
    if match is None or match["side"] == "into":
        return None
    return (-1 if match["side"] == "before" else 1), match.end()


def first_event(words: str) -> str | None:
    """The first event noun among the first five words of ``words``."""
    match = _HEAD.match(words)
    return next((word for word in match.group().lower().split() if word in EVENT_NOUNS), None) if match else None


def nth_of(start: Moment, number: int, grain: Grain) -> tuple[Moment, str]:
    """The ``number``-th ``grain`` of what began at ``start``: the stretch that holds its first day, and EDTF's interval
    from its first day to its last. A start known to the month or year only is counted in its own grain.
    """
    if start.grain != "day":
        there = start.shift(number - 1) if start.grain == grain else Moment.of(start.first(), grain).shift(number - 1)
        return there, there.edtf()
    first, following = _later(start, number - 1, grain), _later(start, number, grain).shift(-1)
    edtf = first.edtf() if first == following else f"{first.edtf()}/{following.edtf()}"
    return Moment.of(first.first(), grain), edtf


def _later(day: Moment, steps: int, grain: Grain) -> Moment:
    """The day so many whole units later: the same day of the month, or the month's last."""
    if grain in {"day", "week"}:
        return day.shift(steps * (7 if grain == "week" else 1))
    first = day.first()
    month = Moment.of(first, "month").shift(steps * (12 if grain == "year" else 1))
    offset = min(first.day, month.last().day) - 1
    return Moment.of(month.first(), "day").shift(offset)


def _finer(one: Moment | None, other: Moment) -> Moment | None:
    """The finer of two times that agree ("in February 2022", "24 February 2022"), None of two that do not."""
    if one is None or one == other:
        return one
    coarse, fine = sorted((one, other), key=lambda moment: moment.grain == "day")
    try:
        return fine if Moment.of(fine.first(), coarse.grain) == coarse else None
    except ValueError:
        return None
