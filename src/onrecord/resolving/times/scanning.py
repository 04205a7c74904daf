"""One pass over a text: where time expressions stand and what their words say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.resolving.times.dated_events import side_of
from onrecord.resolving.times.grammar import BY_FIRST_WORD
from onrecord.resolving.times.joining import joined
from onrecord.resolving.times.moments import Grain, Phase
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
from onrecord.resolving.times.words import GAP, JOIN

_WORD = re.compile(r"[A-Za-z]+|[$£€¥#'\u2019]?\d+(?:st|nd|rd|th|s|am|pm)?")
_MONEY = frozenset("$£€¥#")
_REACH = 48  # characters before an expression that can belong to it

_PHASE_WORDS: dict[str, Phase] = {
    "early": "early", "earlier": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "end": "late", "close": "late",
}  # fmt: skip
_APPROXIMATE = (
    rf"(?:about|around|nearly|almost|some|roughly|approximately|over|under|up{GAP}to|(?:no{GAP})?(?:more|less|fewer){GAP}than|"
    rf"just{GAP}(?:over|under)|at{GAP}(?:least|most))"
)
_BEFORE_LENGTH = re.compile(rf"\b(?:the{GAP})?(?:{_APPROXIMATE}{GAP})?$", re.IGNORECASE)
_NUMBERED = re.compile(r"\d|[a-z]+", re.IGNORECASE)
_OPEN_COUNT = frozenset({"several", "many", "some", "few", "the", "years", "months", "weeks", "days"})
_BEFORE_DATE = re.compile(
    rf"\b(?P<nearly>(?:around|roughly|circa){GAP})?(?:(?:the{GAP})?(?P<of>end|beginning|start|middle|close){GAP}of{GAP}|(?P<ahead>early|mid|late|earlier|later){JOIN})?"
    rf"(?P<article>(?:the|its){GAP})?(?:(?P<near>early|mid|late|end(?=-)){JOIN})?(?P<about>(?:around|about|circa|roughly|nearly){GAP})?$",
    re.IGNORECASE,
)
# Doubt about the time itself: it stands at the time or its preposition, "possibly in March", "perhaps as early as May".
_DOUBT = re.compile(
    r"\b(?:possibly|perhaps|maybe|probably)\s(?:(?:in|on|by|at|during|from|since|around|the|early|late|mid|as|soon)[\s-]){0,4}$",
    re.IGNORECASE,
)
# Names of people and marches look like months; these words before them do not stand before a name.
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|through|between|and|or|before|after|during|for|on|at|the|its|last|next|this"
    r"|early|mid|late|every|each|past|that|a|as|is|was|around|about|following)[\s-]|[-(\u2013])$",
    re.IGNORECASE,
)
_NAME_LIKE = frozenset({"may", "march", "april", "june", "august", "jan", "mar", "jun", "dec"})
_SEASON_BEFORE = re.compile(
    r"\b(?:the|in|this|last|next|by|since|every|each|early|late|mid|past|following|that|until)[\s-]$", re.IGNORECASE
)


def scan(text: str) -> list[Found]:
    """Every time expression of ``text`` in order, none overlapping, neighbours that say one time joined."""
    cores = _in_one_order(text, list(_cores(text)))
    found = [_counted_from(text, _with_edges(text, one)) for one in cores]
    return [one for one in joined(text, found) if not _is_loose(one)]


_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/\d")


def _in_one_order(text: str, cores: list[Found]) -> list[Found]:
    """Dates such as 05/06/2024 in the order of day and month that the text's other dates show ("24/3/2025")."""
    day_first, month_first = None, None
    for one in cores:
        figures = _SLASHED.match(text, one.start, one.end)
        if figures and int(figures[1]) > 12:
            day_first = day_first or text[one.start : one.end]
        elif figures and int(figures[2]) > 12:
            month_first = month_first or text[one.start : one.end]
    if (day_first is None) == (month_first is None):
        return cores
    order = "day before month" if day_first else "month before day"
    note = f"{order}, as {day_first or month_first} in this text has it"
    return [replace(one, reading=_ordered(one.reading, day_first is not None, note)) for one in cores]


def _ordered(reading: Reading, day_first: bool, note: str) -> Reading:
    if not isinstance(reading, Fixed) or reading.swapped is None:
        return reading
    return Fixed(moment=reading.swapped if day_first else reading.moment, note=note)


def in_so_long(text: str, one: Found) -> Step | None:
    """What "in two weeks" counts where the words around look ahead; None for lengths that no "in" stands before."""
    length = one.reading
    if (
        not isinstance(length, Length)
        or length.toward
        or not re.search(r"\bin\s$", text[max(0, one.start - 4) : one.start])
    ):
        return None
    grain, count = _units(length)
    if not count or count != int(count) or length.value.startswith("PT") or length.value.endswith("Q"):
        return None
    weeks = length.value.endswith("W")
    return Step(
        grain="week" if count == 7 and weeks else grain, steps=1 if count == 7 and weeks else count, rough=weeks
    )


def _units(length: Length) -> tuple[Grain, float]:
    """The grain that a length is counted in, and how many of it: weeks in days; 0 where it has no size."""
    grain: Grain = "day" if length.days else "year" if length.value.endswith("Y") else "month"
    return grain, length.days or (length.months or 0) / (12 if grain == "year" else 1)


def _counted_from(text: str, one: Found) -> Found:
    """A length before "after" or "before" counts from what stands behind it: "two days after the truce"."""
    length, side = one.reading, None
    if isinstance(length, Length) and length.toward == 0:
        side = side_of(text, one.end)
    if side is None or not isinstance(length, Length):
        return one
    grain, count = _units(length)
    if not count or count != int(count) or length.value.endswith("Q"):
        return replace(one, reading=replace(length, apart=True))
    return replace(one, reading=Offset(grain=grain, steps=side[0] * int(count), length=length))


def _is_loose(one: Found) -> bool:
    return isinstance(one.reading, Clock) and one.reading.loose and one.reading.day is None


def _cores(text: str) -> Iterator[Found]:
    reached = 0
    for word in _WORD.finditer(text):
        if word.start() < reached:
            continue
        token = word.group()
        lead = token[0]
        key = token.lower() if lead.isalpha() else "#" if lead.isdigit() else "'" if lead in "'\u2019" else ""
        if key not in BY_FIRST_WORD or not _free(text, word.start(), lead):
            if lead in _MONEY or lead.isdigit():
                reached = _end_of_number(text, word.end())
            continue
        best = _longest(text, word.start(), key)
        if best is not None:
            yield from best
            reached = best[-1].end
        elif lead.isdigit():
            reached = _end_of_number(text, word.end())


def _longest(text: str, start: int, key: str) -> list[Found] | None:
    best, reading = None, None
    for rule in BY_FIRST_WORD[key]:
        match = rule.pattern.match(text, start)
        if match is None or (best is not None and match.end() <= best.end()):
            continue
        said = rule.build(match)
        if said is not None and _is_time(text, start, match.end(), said):
            best, reading = match, said
    if best is None or reading is None:
        return None
    end = start + len(best.group().rstrip())
    for group in ("day2", "day3", "year2"):
        if best.groupdict().get(group):
            return _two_days(best, reading, end, group)
    return [Found(start=start, end=end, reading=reading)]


def _two_days(match: re.Match[str], reading: Reading, end: int, group: str) -> list[Found] | None:
    """ "March 3-5, 2024", "2019-21": two days that share their month and year, two years of one century."""
    second = int(match[group])
    first = "year" if group == "year2" else "day"
    if isinstance(reading, Yearless):
        other: Reading = replace(reading, day=second)
    elif group == "year2" and isinstance(reading, Fixed):
        other = replace(reading, moment=reading.moment.shift(second - reading.moment.index % 100))
    elif isinstance(reading, Fixed):
        other = replace(reading, moment=reading.moment.shift(second - int(match["day"])))
    else:
        return None
    return [
        Found(start=match.start(), end=match.end(first), reading=reading),
        Found(start=match.start(group), end=end, reading=other),
    ]


def _end_of_number(text: str, at: int) -> int:
    """Past the rest of a number such as 12,000.50, so that its parts are not read as years."""
    while at + 1 < len(text) and text[at] in ",." and text[at + 1].isdigit():
        at += 1
        while at < len(text) and text[at].isdigit():
            at += 1
    return at


def _free(text: str, start: int, lead: str) -> bool:
    """Whether a word or number stands by itself: not inside a word, an amount of money or a longer number."""
    if lead in _MONEY:
        return False
    if start == 0:
        return True
    before = text[start - 1]
    if before == "-" and start > 1:
        ahead = re.search(r"(\w+)-$", text[max(0, start - 14) : start])
        return ahead is None or ahead[1].lower() in _PHASE_WORDS or ahead[1].isdigit() or not lead.isdigit()
    if lead.isdigit():
        return not (
            before.isalnum() or before in "$£€¥#_" or (before in ".,:/" and start > 1 and text[start - 2].isdigit())
        )
    return not (before.isalnum() or before in "_@#")


def _is_time(text: str, start: int, end: int, reading: Reading) -> bool:
    """Turns away false friends that only the words around can tell: names, verbs and springs."""
    if not isinstance(reading, Yearless) or reading.holiday or reading.day is not None or reading.turn is not None:
        return True
    before = text[max(0, start - 12) : start]
    if reading.grain == "month":
        word = text[start:end].lower().rstrip(".")
        if word not in _NAME_LIKE:
            return True
        named = re.match(r"\s(?-i:[A-Z])", text[end : end + 2]) is not None
        return _BEFORE_MONTH.search(before) is not None and not (named and word in {"april", "june", "august"})
    if reading.grain == "season":
        return _SEASON_BEFORE.search(before) is not None and not re.match(
            r"-?(?:of|into|from|break|water)", text[end : end + 6]
        )
    return True


def _with_edges(text: str, one: Found) -> Found:
    """Takes in the words before that belong to the expression: article, "early", "about", "the end of"."""
    window = text[max(0, one.start - _REACH) : one.start]
    if isinstance(one.reading, Length):
        return _with_length_edge(text, one, window)
    if not isinstance(one.reading, (Fixed, Yearless, Weekday, Step, Clock, Within, Nth, Offset)):
        return one
    edge = _BEFORE_DATE.search(window)
    doubted = _DOUBT.search(window[: edge.start()] if edge else window) is not None
    one = replace(one, uncertain=True) if doubted else one
    if edge is None:
        return one
    phase = _PHASE_WORDS.get((edge["near"] or edge["of"] or edge["ahead"] or "").lower())
    inner = re.match(r"\w+", text[one.start : one.end])
    if phase is None and inner is not None and isinstance(one.reading, Step):
        phase = _PHASE_WORDS.get(inner.group().lower())
    if isinstance(one.reading, Step) and one.reading.steps == 0 and text[one.start : one.end].lower().endswith("end"):
        phase = "late"
    taken = len(edge.group())
    if edge["article"] and not edge["of"] and not _owns_article(text, one):
        taken = len(edge.group()) - edge.end("article") + edge.start()
    if isinstance(one.reading, Weekday) and (edge["ahead"] or "").lower() in {"earlier", "later"}:
        taken = 0
    return replace(
        one,
        start=one.start - taken,
        phase=phase,
        approximate=(edge["about"] or edge["nearly"]) is not None,
    )


def _owns_article(text: str, one: Found) -> bool:
    """Whether "the" before belongs to the time ("the third quarter") and not to a noun after it ("the 1991 deal")."""
    said = text[one.start : one.end]
    if isinstance(one.reading, Fixed) and one.reading.moment.grain in {
        "decade",
        "century",
        "quarter",
        "half",
        "season",
    }:
        return "-" not in said
    if "-" in said:
        return False
    return not isinstance(one.reading, (Fixed, Weekday)) and not (
        isinstance(one.reading, Yearless) and one.reading.grain in {"day", "month"}
    )


def _with_length_edge(text: str, one: Found, window: str) -> Found:
    said = text[one.start : one.end]
    first = _NUMBERED.match(said)
    edge = _BEFORE_LENGTH.search(window)
    if edge is None or (first is not None and first.group().lower() in _OPEN_COUNT and "over" in edge.group().lower()):
        return one  # "over several years": over is where, not how much
    words = edge.group()
    if re.search(r"\w[-\u2010]\w", said) and words.lower().startswith("the"):
        words = ""  # "the three-month ban": the article is the ban's
    approximate = re.search(_APPROXIMATE, words, re.IGNORECASE) is not None
    return replace(one, start=one.start - len(words), approximate=approximate)
