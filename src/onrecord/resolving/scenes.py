"""Where a deed took place, and by which words: its own argument, then its clause, then the dateline.

    place tagged as the deed's own -> "in PLACE" in its clause, or opening its sentence -> the report's dateline -> none

No other clause or sentence lends a deed its place: held against annotated records, three in four of them were wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from onrecord.model import Place, Span, SpanIndex
from onrecord.resolving.place_words import DIRECTIONS, KIND_WORDS

Basis = Literal["argument", "clause", "dateline"]
WHY: Mapping[Basis, str] = {
    "argument": "named as the deed's own place",
    "clause": "named in the deed's clause or opening its sentence",
    "dateline": "the dateline of the report; the sentence names no place of its own",
}
"""What each basis means, in words."""

_REACH = 60  # characters before a place where the preposition stands that makes it a scene
_AHEAD = 50  # characters that a deed told after its place counts as further away: most are told before it
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


class Scene(NamedTuple):
    """A place, the words that name it, and what ties it to the deed."""

    words: Span
    place: Place
    basis: Basis


class Scenes:
    """Asks where the deeds of one text took place.

    ``triggers`` are the words of all its deeds: a place of a sentence goes to one deed only, the nearest.
    """

    def __init__(self, text: str, places: Sequence[Place], triggers: Sequence[Span], sentences: Sequence[Span]) -> None:
        self._text = text
        self._mentions = sorted(((m, p) for p in places for m in p.mentions), key=lambda pair: pair[0])
        self._places = SpanIndex(self._mentions)
        self._starts = [sentence.start for sentence in sentences]
        self._nearest = self._scenes(triggers)
        self._datelines = {self._number(m.start): (m, p) for m, p in self._mentions if _is_dateline(text, m)}
        lines = {m for m, _ in self._datelines.values()}
        self._settled = {self._number(m.start) for m, p in self._mentions if p.feature != "PCLI" and m not in lines}

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
        number = self._number(trigger.start)
        if number in self._datelines and number not in self._settled:
            return Scene(*self._datelines[number], "dateline")
        return None

    def _opens_sentence(self, words: Span) -> bool:
        """Whether the place stands in the words that set the scene: "In Mombasa, gunmen struck"."""
        start = self._starts[self._number(words.start) - 1] if self._starts else 0
        before = _WHERE.search(self._text, start, words.start)
        return before is not None and not self._text[start : before.start()].strip(" \n\"“'‘")

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _scenes(self, triggers: Sequence[Span]) -> dict[Span, tuple[Span, Place]]:
        """A place after "in", "near" or the like, by the one deed of its sentence that is nearest to it, rather one
        before it."""
        told: defaultdict[int, list[Span]] = defaultdict(list)
        for trigger in triggers:
            told[self._number(trigger.start)].append(trigger)
        nearest: dict[Span, tuple[int, Span, Place]] = {}
        for mention, place in self._mentions:
            beside = told[self._number(mention.start)]
            if (
                beside
                and place.feature != _ROAD
                and _WHERE.search(self._text, max(0, mention.start - _REACH), mention.start)
            ):
                distance, trigger = min((_distance(trigger, mention), trigger) for trigger in beside)
                if trigger not in nearest or distance < nearest[trigger][0]:
                    nearest[trigger] = (distance, mention, place)
        return {trigger: (words, place) for trigger, (_, words, place) in nearest.items()}

    def _narrowed(self, mention: Span, place: Place) -> tuple[Span, Place]:
        """The town of "in Georgia's capital, Tbilisi"."""
        link = _NARROWER.match(self._text, mention.end)
        inner = self._places.touching(Span(link.end(), link.end() + 1)) if link else []
        return inner[0] if inner else (mention, place)


def _distance(trigger: Span, place: Span) -> int:
    return place.start - trigger.end if trigger.start < place.start else _AHEAD + trigger.start - place.end


def _is_dateline(text: str, mention: Span) -> bool:
    """Whether a place opens a line and a dash follows: "GOMA, Congo (AP) - "."""
    opens = not text[text.rfind("\n", 0, mention.start) + 1 : mention.start].strip()
    return opens and text[mention.start : mention.end].isupper() and _DATELINE.match(text, mention.end) is not None
