"""Where and when a deed took place, and by which words: its own argument, then its clause, then the dateline.

    place tagged as the deed's own -> "in PLACE" in its clause, or opening its sentence -> the report's dateline -> none
    time tagged as the deed's own -> a date that stands free in its clause, or opens its sentence -> none

No other clause or sentence lends a deed its place or its date: held against annotated records, three in four of the
places were wrong, and more than half of the dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from onrecord.model import Place, Span, SpanIndex, Time
from onrecord.resolving.place_words import DIRECTIONS, KIND_WORDS

Basis = Literal["argument", "clause", "dateline"]
_Told = TypeVar("_Told")
WHY: Mapping[Basis, str] = {
    "argument": "named as the deed's own place",
    "clause": "named in the deed's clause or opening its sentence",
    "dateline": "the dateline of the report; the sentence names no place of its own",
}
"""What each basis means, in words."""

_REACH = 60  # characters before a place where the preposition stands that makes it a scene
_AHEAD = 50  # characters that a deed told after its place or date counts as further away: most are told before it
_WHERE = re.compile(
    rf"\b(?:in|at|near|outside|inside|around|off|across|throughout|within)\s+"
    rf"(?:(?:{'|'.join(sorted({'the', 'a', 'of', *DIRECTIONS, *KIND_WORDS, 'capital', 'coast'}))})\s+)*\Z",
    re.IGNORECASE,
)
_NARROWER = re.compile(r"['’]s\s+(?:\w+\s+){0,2}(?:capital|city|town|port|village|province|region)\s*(?:of\s+|,\s*)?")
_DATELINE = re.compile(
    r"(?:,\s*[A-Z][\w.]*(?:\s[A-Z]\w*)*)?,?\s*(?:[A-Z][a-z]+\.?\s\d{1,2}\s*)?(?:\([^()\n]{2,40}\)\s*)?(?:--|[-–—])\s"
)
_ROAD = "RD"
_POSSESSED = re.compile(r"['\u2019]s?\b")  # "yesterday's ruling" dates the ruling
_NO_DAY_OF = re.compile(
    r"\b(?:the|a|an|this|its|his|her|their|until|till|through|by|since|before|after|['\u2019]s)\s+\Z", re.IGNORECASE
)
_LEADING = re.compile(r"[\s\"\u201c\u2018']*(?:(?:on|in|at|early|late|during|earlier|later)\s+)*", re.IGNORECASE)
_NAMING = 30  # characters between a date and the deed whose name it is part of
_WORDS_ONLY = re.compile(r"(?:['\u2019]s?)?(?:\s[\w/-]+){0,2}\s")
_UNDATED = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


class Scene(NamedTuple):
    """A place, the words that name it, and what ties it to the deed."""

    words: Span
    place: Place
    basis: Basis


class _Deeds:
    """The triggers of one text by sentence. What is told beside them, a place or a date, goes to one deed only."""

    def __init__(self, triggers: Sequence[Span], sentences: Sequence[Span]) -> None:
        self._starts = [sentence.start for sentence in sentences]
        self._triggers: defaultdict[int, list[Span]] = defaultdict(list)
        for trigger in sorted(triggers):
            self._triggers[self.number(trigger.start)].append(trigger)

    def number(self, offset: int) -> int:
        """The number of the sentence that an offset lies in."""
        return bisect_right(self._starts, offset)

    def start(self, words: Span) -> int:
        """Where the sentence of some words begins."""
        return self._starts[self.number(words.start) - 1] if self._starts else 0

    def beside(self, words: Span) -> list[Span]:
        """The last deed before some words of its sentence, and the first after them."""
        told = self._triggers[self.number(words.start)]
        at = bisect_left(told, words)
        return told[max(0, at - 1) : at + 1]


def _shared_out(told: Iterable[tuple[Span, _Told, Sequence[Span]]]) -> dict[Span, _Told]:
    """For each trigger what is told nearest to it, of what has no deed nearer: words, what they tell, triggers."""
    nearest: dict[Span, tuple[int, _Told]] = {}
    for words, what, triggers in told:
        if triggers:
            distance, trigger = min((_distance(trigger, words), trigger) for trigger in triggers)
            if trigger not in nearest or distance < nearest[trigger][0]:
                nearest[trigger] = (distance, what)
    return {trigger: what for trigger, (_, what) in nearest.items()}


class Scenes:
    """Asks where the deeds of one text took place.

    ``triggers`` are the words of all its deeds: a place of a sentence goes to one deed only, the nearest.
    """

    def __init__(self, text: str, places: Sequence[Place], triggers: Sequence[Span], sentences: Sequence[Span]) -> None:
        self._text = text
        self._mentions = sorted(((m, p) for p in places for m in p.mentions), key=lambda pair: pair[0])
        self._places = SpanIndex(self._mentions)
        self._deeds = _Deeds(triggers, sentences)
        self._nearest = _shared_out(
            (mention, (mention, place), self._deeds.beside(mention))
            for mention, place in self._mentions
            if place.feature != _ROAD and _WHERE.search(text, max(0, mention.start - _REACH), mention.start)
        )
        number = self._deeds.number
        self._datelines = {number(m.start): (m, p) for m, p in self._mentions if _is_dateline(text, m)}
        lines = {m for m, _ in self._datelines.values()}
        self._settled = {number(m.start) for m, p in self._mentions if p.feature != "PCLI" and m not in lines}

    def of(self, trigger: Span, *, arguments: Sequence[Span], clause: Span) -> Scene | None:
        """Where the deed named by ``trigger`` took place; ``arguments`` are words tagged as its place, ``clause`` is
        the clause that tells it. None where no words of its sentence say it, and no dateline."""
        own = [pair for words in arguments for pair in self._places.touching(words)]
        if own:
            # A road is the exact place, but only the town that follows is on the map.
            return Scene(*self._narrowed(*min(own, key=lambda pair: pair[1].feature == _ROAD)), "argument")
        if trigger in self._nearest:
            mention, place = self._nearest[trigger]
            if (clause.start <= mention.start and mention.end <= clause.end) or self._opens_sentence(mention):
                return Scene(*self._narrowed(mention, place), "clause")
        number = self._deeds.number(trigger.start)
        if number in self._datelines and number not in self._settled:
            return Scene(*self._datelines[number], "dateline")
        return None

    def _opens_sentence(self, words: Span) -> bool:
        """Whether the place stands in the words that set the scene: "In Mombasa, gunmen struck"."""
        start = self._deeds.start(words)
        before = _WHERE.search(self._text, start, words.start)
        return before is not None and not self._text[start : before.start()].strip(" \n\"“'‘")

    def _narrowed(self, mention: Span, place: Place) -> tuple[Span, Place]:
        """The town of "in Georgia's capital, Tbilisi"."""
        link = _NARROWER.match(self._text, mention.end)
        inner = self._places.touching(Span(link.end(), link.end() + 1)) if link else []
        return inner[0] if inner else (mention, place)


class Dates:
    """Asks which date is that of a deed whose own words name none; a date goes to one deed only, the nearest."""

    def __init__(self, text: str, times: Sequence[Time], triggers: Sequence[Span], sentences: Sequence[Span]) -> None:
        self._text = text
        self._deeds = _Deeds(triggers, sentences)
        self._nearest = _shared_out(
            (time.span, time, self._datable(time.span))
            for time in times
            if time.type in ("DATE", "TIME") and time.value not in (None, *_UNDATED)
        )

    def of(self, trigger: Span, clause: Span) -> Time | None:
        """The date nearest to the deed, if it follows it, stands in its clause or opens its sentence."""
        time = self._nearest.get(trigger)
        if time is None:
            return None
        near = clause.start <= time.span.start or trigger.end <= time.span.start
        return time if near or self._opens(time.span) else None

    def _datable(self, words: Span) -> list[Span]:
        """The deeds beside a date that it may date."""
        named = self._named_by(words)
        return [t for t in self._deeds.beside(words) if not named or _names(self._text, words, t)]

    def _named_by(self, words: Span) -> bool:
        """Whether a date is part of a phrase that names a thing ("the 2011 attacks", "yesterday's ruling"), or an end
        of a stretch of time."""
        before = self._text[max(0, words.start - 12) : words.start]
        return _POSSESSED.match(self._text, words.end) is not None or _NO_DAY_OF.search(before) is not None

    def _opens(self, words: Span) -> bool:
        return _LEADING.fullmatch(self._text, self._deeds.start(words), words.start) is not None


def _names(text: str, date: Span, trigger: Span) -> bool:
    """Whether the deed is what the date names: "the 2011 attacks", "yesterday's ruling by the court"."""
    return 0 < trigger.start - date.end < _NAMING and _WORDS_ONLY.fullmatch(text, date.end, trigger.start) is not None


def _distance(trigger: Span, words: Span) -> int:
    return words.start - trigger.end if trigger.start < words.start else _AHEAD + trigger.start - words.end


def _is_dateline(text: str, mention: Span) -> bool:
    """Whether a place opens a line and a dash follows: "GOMA, Congo (AP) - "."""
    opens = not text[text.rfind("\n", 0, mention.start) + 1 : mention.start].strip()
    return opens and text[mention.start : mention.end].isupper() and _DATELINE.match(text, mention.end) is not None
