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
from onrecord.resolving.times.words import GAP, MONTHS, WEEKDAYS

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
# An event noun; with a capital at the head of a sentence ("Fighting broke out").
_LOWER = "|".join(sorted(EVENT_NOUNS, key=len, reverse=True))
_EVENT = rf"(?:{_LOWER}|{'|'.join(noun.capitalize() for noun in sorted(EVENT_NOUNS, key=len, reverse=True))})"
_PREPOSITIONS = (
    "in|on|against|over|with|near|across|around|at|inside|for|by|from|among|throughout|of|to|about|into|during|under"
)
# No word of a plain phrase: a clause of its own or another event begins there.
_CLAUSES = (
    "which|that|who|whom|whose|when|where|while|after|before|until|since|as|said|says|told|was|were|is|are|has|have|had|"
    "will|would|to|he|she|they|it|we|but|or|if|because|and"
)
_PLAIN = rf"(?!(?:{_CLAUSES}|{_LOWER})\b)[\w'\u2019.-]{{1,20}}"
# "[the war] in eastern Sudan", "between the army and the rebels".
_COMPLEMENT = (
    rf"(?:\s(?:in|on|against|over|with|near|across|around|at|inside|among|throughout)(?:\s{_PLAIN}){{1,6}}"
    rf"|\sbetween(?:\s{_PLAIN}){{1,5}}\sand(?:\s{_PLAIN}){{1,6}})"
)
_SUBJECT = re.compile(rf"\b(?P<noun>{_EVENT})(?P<with>(?:{_COMPLEMENT}){{0,2}})$")
_BEGUN = re.compile(
    r"(?P<relative>,?\s(?:which|that))?(?P<aux>(?:\s(?:was|were|had|has|first|formally)){0,2})\s"
    r"(?:(?P<itself>began|begun|started|erupted|(?:broke|broken)\sout|(?:took|taken)\seffect|took\splace|"
    r"came\sinto\sforce|happened|occurred)|launched|signed|declared|held|agreed|announced|imposed|struck|hit)"
    r"(?:\s(?!(?:and|but|when|as|after|before)\b)[\w-]{1,14}){0,3}?\s(?:(?:on|in|since|late|early)\s){0,2}$"
)
# Before a subject: where a clause begins, and at most three words that only describe it.
_CLAUSE_START = re.compile(
    r"(?:[.,;:!?\n\"\u201c\u201d()\u2013\u2014]\s?|\b(?i:and|but|as|when|since|that|after|before|because|while|until|"
    r"where|if|once|said|says|say|with)\s|\b(?!\w+ing\b)[A-Z][\w'\u2019-]{1,20}\s(?=(?:the|an?)\s))"
    rf"(?:(?!(?i:{_PREPOSITIONS}|between|{_CLAUSES})\b|\w+ing\s(?:the|an?|its|their|this)\s)[\w'\u2019-]{{1,20}}\s){{0,3}}$"
)
_SENTENCE_START = re.compile(r"[.!?:\n\"\u201c]\s?$")
# "The siege, which began in June, has entered [its 300th day]", "with the war in [its third year]".
_GOES_ON = re.compile(
    rf"\b(?P<noun>{_EVENT})(?:{_COMPLEMENT})?(?:,\s(?:which|now|already)\b[^.;!?\n]{{1,80}},)?\s"
    r"(?:(?:has|have|had|is|was|are|were|now|already|just)\s){0,2}(?:enter(?:s|ed|ing)?|reach(?:es|ed|ing)?|in|into|on)\s$"
)
# Two places or two foes of one word are two events: "the war in Gaza", "the war in Sudan".
_TOLD_APART = re.compile(
    rf"\b(?P<noun>{_LOWER})\s(?P<by>in|on|at|against|with|between)\s(?:the\s)?(?P<name>[A-Z][\w'\u2019-]{{1,20}})"
)
_OF_DATE = re.compile(r"\b(?P<noun>[a-z-]{3,16})\s(?:of|on|in)\s(?:the\s)?$")
_NAMED_BEHIND = re.compile(r"(?:['\u2019]s)?\s([a-z-]{2,16})(?:\s([a-z-]{3,16}))?\b")
# "the third day of the trial began": not the trial did.
_PART_OF = re.compile(
    r"\b(?:(?P<unit>day|week|month|year)|round|phase|stage|part|half)\sof\s(?:the\s|a\s|an\s)?(?:[\w-]{1,14}\s)?$"
)
# From the offset to the date beside it: "after [the fragile truce of] March 10".
_BESIDE = re.compile(
    rf"(?:(?:the|its|his|her|their|a|an|last){GAP})?(?:(?:[\w'\u2019-]{{1,20}}{GAP}){{1,5}}(?:of|on|in){GAP})?(?:the{GAP})?"
)
_SIDE = re.compile(rf"{GAP}(?P<side>before|after|following|from|into){GAP}")
_HEAD = re.compile(rf"[\w'\u2019-]{{1,20}}(?:{GAP}[\w'\u2019-]{{1,20}}){{0,4}}")
_REACH = 100


@dataclass(frozen=True, slots=True)
class Start:
    """The point that a time counts from: its words, when it was, and where the date beside it ends (0: elsewhere)."""

    words: str
    moment: Moment
    end: int = 0


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
        self._several: set[str] = set()

    def of(self, noun: str) -> Moment | None:
        """When the event called ``noun`` was, by the text; None when it says nothing, or two things."""
        if self._by_noun is None:
            self._by_noun = self._dates_of_nouns()
            self._several = self._told_apart()
        return None if noun in self._several else self._by_noun.get(noun)

    def has_two(self, noun: str) -> bool:
        """Whether the text gives ``noun`` two dates or tells two such events apart."""
        dated = self.of(noun) is None and self._by_noun is not None and noun in self._by_noun
        return dated or noun in self._several

    def going_on(self, at: int, sentence: tuple[int, int]) -> str | None:
        """The event that the sentence says goes on before ``text[at:]``, "its third week" or the like."""
        if self._text.startswith("their ", at - 6):
            at -= 6
        if not self._text.startswith(("its ", "their "), at):
            return None
        begin = max(sentence[0], at - 2 * _REACH)
        left = "\n" * (begin == sentence[0]) + self._text[begin:at]
        match = _GOES_ON.search(left)
        return match["noun"].lower() if match and _is_subject(left[: match.start("noun")], match["noun"]) else None

    def _told_apart(self) -> set[str]:
        names: dict[tuple[str, str], set[str]] = {}
        for match in _TOLD_APART.finditer(self._text):
            if match["name"].lower() not in MONTHS | WEEKDAYS:
                names.setdefault((match["noun"], match["by"]), set()).add(match["name"])
        return {noun for (noun, _), told in names.items() if len(told) > 1}

    def behind(self, at: int, limit: int) -> Start | None:
        """What ``text[at:]`` names as the point to count from; ``limit`` ends the look."""
        limit = min(limit, at + _REACH)
        for time in self._times[bisect_left(self._starts, at) : bisect_left(self._starts, limit)]:
            if _BESIDE.fullmatch(self._text, at, time.start):
                words = " ".join(self._text[at : time.start].split())
                words = words.removesuffix(" of").removesuffix(" on").removesuffix(" in")
                return Start(words, time.moment, time.end)
        noun = first_event(self._text[at:limit])
        moment = self.of(noun) if noun else None
        return Start(f"the {noun}", moment) if noun and moment else None

    def _dates_of_nouns(self) -> dict[str, Moment | None]:
        found: dict[str, Moment | None] = {}
        for time in self._times:
            for noun in self._nouns_at(time):
                known = found.get(noun, time.moment)
                found[noun] = _finer(known, time.moment)
        return found

    def _nouns_at(self, time: Dated) -> set[str]:
        left = "\n" * (time.start <= _REACH) + self._text[max(0, time.start - _REACH) : time.start]
        begun, beside = _begun(left), _OF_DATE.search(left)
        behind = _NAMED_BEHIND.match(self._text, time.end)
        nouns = [begun] if begun else []
        nouns += [beside["noun"]] if beside and not _PART_OF.search(left[: beside.start("noun")]) else []
        nouns += [word for word in behind.groups() if word in EVENT_NOUNS][:1] if behind else []
        return set(nouns) & EVENT_NOUNS


def _begun(left: str) -> str | None:
    """The event that ``left``, the words before a date, says began then."""
    begun = _BEGUN.search(left)
    subject = _SUBJECT.search(left, 0, begun.start()) if begun else None
    if begun is None or subject is None:
        return None
    noun, before = subject["noun"], left[: subject.start("noun")]
    finite = begun["itself"] is not None or re.search(r"\bwas|\bwere", begun["aux"]) is not None
    if finite and not begun["relative"]:
        return noun.lower() if _is_subject(before, noun) else None
    if noun[0].isupper() or (subject["with"] and not begun["itself"]):
        return None  # "the deal on prisoners held on 3 May": whose participle it is stays open
    part = _PART_OF.search(before)
    return None if part and not (begun["relative"] and part["unit"]) else noun


def _is_subject(before: str, noun: str) -> bool:
    """Whether an event noun behind ``before`` is what its clause is about: "the war began", not "talks on the war
    began"."""
    start = _SENTENCE_START if noun[0].isupper() else _CLAUSE_START
    return start.search(before) is not None


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
