"""Which words of a text name a place: the recogniser's mentions, and the gazetteer's own finds.

The recogniser knows from context that a word is a place, the gazetteer that a place of this name exists. A name is
taken when both agree, or when one is sure enough: a mention of an unknown place stays (unresolved), a known name
outside all mentions is taken where the words around it speak for a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Mention, Span
from onrecord.resolving.gazetteer import Gazetteer, Sense, beyond_ascii, normal
from onrecord.resolving.mentions import names_of_people, with_whole_names
from onrecord.resolving.place_words import (
    ABBREVIATED,
    AFTER_NO_PLACE,
    AREA_WORDS,
    CITY_WORDS,
    CIVIC,
    CONNECTORS,
    COUNTY,
    DIRECTIONS,
    FEASTS,
    GENERIC,
    KIND_WORDS,
    LIST_JOINTS,
    LOCALS,
    NOT_PLACES,
    NUMBERED_ROADS,
    PLACE_PREPOSITIONS,
    POSSESSIVE,
    ROADS,
    SEASONS,
    TITLES,
    Words,
)

LONGEST_NAME = 6
"""In words. Longer names of places hardly ever occur in news."""

LARGE_CITY = 100_000
"""People: above this a known name outside the recogniser's mentions is believed without more evidence."""

TOWN = 10_000
"""People: above this it is believed with some evidence."""

LONGEST_ROAD = 4
"""In words: "Old North Mill Road"."""

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NO_NAMES = PLACE_PREPOSITIONS | TITLES | ROADS | frozenset("the a an on and of to this that our their his her".split())
_DATELINE = re.compile(r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:--|[-–—])\s")
_APART = frozenset((",", "("))
_ROADS_SHORT = frozenset(("St", "Ave", "Rd", "Blvd"))
_BEFORE_NOUN = frozenset((" ", "'s ", "’s "))
_ANY_ROAD = re.compile(
    rf"\b(?:{'|'.join(word.title() for word in sorted(ROADS | NUMBERED_ROADS))}|St|Ave|Rd|Blvd|(?:I|US|U\.S\.)-\d)\b"
)
_NAME_GOES_ON = re.compile(r" [A-Z]\w*[a-z]\b")
_ERA = re.compile(r"\d\s$")
_SHORTENED = re.compile(r"\.(?:\s*[,;:)\d-]|\s+[a-z(])")  # a full stop that does not end the sentence
_PLAIN = DIRECTIONS | AREA_WORDS | CITY_WORDS | {"the"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Words that name a place. ``senses`` is all the name can stand for (empty: known to nobody); ``cue`` says whether
    the words around it call for an area or a city, ``road`` whether they name one, which no gazetteer of ours knows."""

    span: Span
    key: str
    senses: tuple[Sense, ...]
    cue: str | None = None
    road: bool = False


def find_toponyms(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, *, sentences: Sequence[Span]
) -> list[Toponym]:
    """The place names of ``text`` in order, none overlapping another."""
    return _Finder(text, mentions, gazetteer, sentences).find()


class _Finder:
    """Goes through one text. ``first`` and ``last`` are always numbers of words."""

    def __init__(self, text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, sentences: Sequence[Span]) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.words = Words(text, sentences, is_name=lambda word: bool(gazetteer.look_up(word)))
        self.mentions = with_whole_names(text, sorted(mentions, key=lambda mention: mention.span))
        self._starts = [mention.span.start for mention in self.mentions]
        self.persons = names_of_people(text, self.mentions, gazetteer)
        self.named = {normal(text[m.span.start : m.span.end]) for m in self.mentions if m.kind in ("gpe", "location")}

    def find(self) -> list[Toponym]:
        """The toponyms of the text, in order."""
        candidates = list(self._candidates())
        self.named |= {
            self.words.key(first, last)
            for first, last, road in candidates
            if not road and (self._called_place(first, last) or self._before_container(last))
        } - self.persons
        known = [found for candidate in candidates if (found := self._judge(*candidate)) is not None]
        taken = [found.span.start for found in known]
        unknown = [
            self._unknown(mention)
            for mention in self.mentions
            if mention.kind in ("gpe", "location") and not _touches(mention.span, known, taken)
        ]
        return sorted([*known, *(u for u in unknown if u is not None)], key=lambda found: found.span)

    def _candidates(self) -> Iterator[tuple[int, int, bool]]:
        """First and last words of all names that the gazetteer knows, and of roads (True), none overlapping another."""
        at = 0
        has_roads = _ANY_ROAD.search(self.text) is not None  # most texts have none
        while at < len(self.words):
            road = self._road(at) if has_roads else None
            last = road or (self._longest_name(at) if self.words.capital(at) else None)
            if last is not None:
                yield at, last, road is not None
            at = at + 1 if last is None else last + 1

    def _road(self, first: int) -> int | None:
        """The last word of a road that is named from ``first`` on: "North Cooper Street", "Highway 19"."""
        word = self.words[first]
        joint = "-" if word in ("I", "US", "U.S.") else " " if word.casefold() in NUMBERED_ROADS else None
        if joint == self.words.gap_after(first) and self.words[first + 1].isdigit():
            return first + 1
        if word.casefold() in _NO_NAMES or not (self.words.capital(first) or _ORDINAL.fullmatch(word)):
            return None
        for i in range(first + 1, min(first + LONGEST_ROAD, len(self.words))):
            if self.words.gap_before(i) != " " or not (self.words.capital(i) or _ORDINAL.fullmatch(self.words[i])):
                return None
            if self.words[i].casefold() in ROADS or self.words[i] in _ROADS_SHORT:
                gap = (" ", ". ") if self.words[i] in _ROADS_SHORT else (" ",)
                goes_on = self.words.gap_after(i) in gap and self.words[i + 1][:1].isupper()
                return None if goes_on else i
        return None

    def _longest_name(self, first: int) -> int | None:
        """The index of the last token of the longest known name that starts at ``first``."""
        if self.words[first] == "The" and self.words[first + 1] != "Hague":
            return None
        lasts = [first]
        for i in range(first + 1, min(first + LONGEST_NAME, len(self.words))):
            between = self.words.gap_before(i)
            if between not in (" ", ". ", "\u00a0") or not (self.words.capital(i) or self.words[i] in CONNECTORS):
                break
            if self.words.capital(i):
                lasts.append(i)
        return next((last for last in reversed(lasts) if self.gazetteer.senses(self.words.key(first, last))), None)

    def _judge(self, first: int, last: int, road: bool) -> Toponym | None:
        span = self.words.span(first, last)
        key = self.words.key(first, last)
        if road and key in NOT_PLACES:
            return None
        if road:
            return Toponym(span=span, key=key, senses=(), road=True)
        senses = self._counties(last, key) or _of_these_letters(self.text[slice(*span)], self.gazetteer.senses(key))
        senses = self._plausible(first, last, senses)
        if not senses or self._spoiled(first, last, key) or not self._is_place(first, last, key, senses):
            return None
        span = self._with_period(span, key, senses)
        return Toponym(span=span, key=key, senses=senses, cue=self._cue(first, last))

    def _with_period(self, span: Span, key: str, senses: Sequence[Sense]) -> Span:
        """ "Calif." with its period, "Kenya." without."""
        short = self.text[span.end : span.end + 1] == "." and any(_shortens(key, sense) for sense in senses)
        return Span(span.start, span.end + 1) if short else span

    def _counties(self, last: int, key: str) -> tuple[Sense, ...]:
        """The counties meant by "Boone, Kenton and Campbell counties"."""
        for i in range(last + 1, min(last + 10, len(self.words))):
            if self.words[i] == "counties":
                return self.gazetteer.senses(f"{key} county")
            if not self.words.capital(i) and self.words[i] != "and":
                break
        return ()

    def _spoiled(self, first: int, last: int, key: str) -> bool:
        """Whether the words around make something else of the name: US$, US-24, West Nile virus, Member
        States, the Western."""
        after = self.text[self.words.ends[last] : self.words.ends[last] + 2]
        if after[:1] == "$" or (after[:1] == "-" and after[1:].isdigit()) or key in NOT_PLACES or len(key) == 1:
            return True
        if self._is_particle(first, last, key):
            return True
        if key in TITLES and (key != "miss" or not self.words.gap_before(first).startswith(",")):
            return True
        if self.words[last] == "B.C." and _ERA.search(self.text, 0, self.words.starts[first]):
            return True
        if key in GENERIC and not self._before_container(last):
            return True
        before = self.words[first - 1]
        if (key == "nile" and before == "West") or (key == "states" and before.casefold() != "the"):
            return True
        if key in FEASTS | SEASONS and self._is_time_of_year(first, last, key):
            return True
        return self.words.gap_after(last) in _BEFORE_NOUN and self.words[last + 1].casefold() in AFTER_NO_PLACE

    def _is_particle(self, first: int, last: int, key: str) -> bool:
        """Whether a hyphen ties a short word to a longer name: "Al-Raqqah", "Jong-Il"; not "US-led", "D-La"."""
        if len(key) > len("al") or self.words[first].isupper() or self._after_party(first):
            return False
        return "-" in (self.words.gap_before(first), self.words.gap_after(last))

    def _is_time_of_year(self, first: int, last: int, key: str) -> bool:
        """Whether a feast or a season is meant: nothing around speaks for the town of that name."""
        if self.words[first - 1] == "of" and self.words[first - 2].casefold() in KIND_WORDS:
            return False
        mention = self._mention_over(self.words.span(first, last))
        tagged = mention is not None and mention.kind in ("gpe", "location")
        if key in SEASONS:
            return not tagged and not self._before_container(last)
        return not (tagged and self._before_container(last))

    def _plausible(self, first: int, last: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
        """Short names must look like abbreviations: "US" and "U.S.", not "us"; "Ill." only after a comma."""
        if first != last or len(self.words[first].replace(".", "")) > 4:
            return senses
        if self._after_party(first) and any(sense.entry.kind == "adm1" for sense in senses):
            return tuple(sense for sense in senses if sense.entry.kind == "adm1")
        senses = self._as_abbreviated(first, senses)
        if not senses:
            return ()
        word, after_comma = self.words[first], self.words.gap_before(first).rstrip().endswith(",")
        if re.fullmatch(r"[A-Z]\.[A-Z]\.", word):
            # Two initials stand for two words: L.A. is Los Angeles, La. is Louisiana.
            senses = tuple(s for s in senses if len(s.entry.name.split()) == 2)
        if word.isupper():
            return self._spelled_out(word, senses, after_comma=after_comma)
        if normal(word) == normal(senses[0].entry.name) or normal(word) in self.named:
            return senses
        return tuple(s for s in senses if not s.alias and (s.entry.kind != "adm1" or after_comma))

    def _as_abbreviated(self, first: int, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
        """Without the states that a word stands for only as their abbreviation, where it is not written as one.

        Alberta is "Calgary, Alta." or "Alta. farmers", and neither "in Alta" nor "in Alta." at the end of a sentence.
        """
        key = self.words.key(first, first)
        others = tuple(sense for sense in senses if not _shortens(key, sense))
        if (
            len(others) == len(senses)
            or "." in self.words[first]
            or self.words.gap_before(first).rstrip()[-1:] in _APART
        ):
            return senses
        if self.text.startswith(".", self.words.ends[first]):
            return senses if not others or _SHORTENED.match(self.text, self.words.ends[first]) else others
        town = (
            self.gazetteer.senses(self.words.key(first - 1, first - 1)) if self.words.gap_before(first) == " " else ()
        )
        areas = {sense.entry.area for sense in town}  # "Boston Mass"
        return tuple(sense for sense in senses if not _shortens(key, sense) or sense.entry.id in areas)

    def _spelled_out(self, word: str, senses: tuple[Sense, ...], *, after_comma: bool) -> tuple[Sense, ...]:
        """What a short word in capitals can stand for: "VA" a state only after a comma, "SWAT" no valley."""
        if len(word) == 4 and "." not in word and normal(word) not in self.named:
            return ()
        states = after_comma or "." in word or len(word) > 2
        towns = len(word) > 3
        return tuple(
            s
            for s in senses
            if not s.alias and (towns or s.entry.kind != "city") and (states or s.entry.kind != "adm1")
        )

    def _is_place(self, first: int, last: int, key: str, senses: tuple[Sense, ...]) -> bool:
        mention = self._mention_over(self.words.span(first, last))
        if mention is None:
            return self._stands_alone(first, last, key, senses)
        whole = len(normal(self.text[slice(*mention.span)])) <= len(key)
        if mention.kind in ("gpe", "location"):
            if key in self.persons and _importance(senses) < 2 and not self._spoken_of_as_place(first, last):
                return False
            return whole or key.endswith(COUNTY) or self._fills(first, last, mention.span)
        if mention.kind == "nationality":
            named_so = [sense for sense in senses if not sense.alias]
            return whole and key not in self.gazetteer.demonyms and _importance(named_so) > 0
        if key not in self.persons and self._called_place(first, last) and self._alone_in(first, last, mention.span):
            return True
        if whole:
            return self._is_other_name(first, last, key, senses=senses, mention=mention)
        opens = mention.kind == "organization" and self._opens_organization(first, last, key, mention.span)
        return opens or key.endswith(COUNTY)

    def _is_other_name(self, first: int, last: int, key: str, *, senses: tuple[Sense, ...], mention: Mention) -> bool:
        """Whether a whole name that the recogniser took for a person, an organization or a facility is a place."""
        important = _importance(senses)
        if important and not all(sense.alias for sense in senses) and self._listed_with_places(mention):
            return True
        if self._name_goes_on(first, last, lenient=True):
            return False
        if mention.kind == "facility":
            return important > 0
        if key in self.persons:
            return False
        large = important > 1 or (important > 0 and mention.kind == "organization" and first != last)
        return large or self._believable(first, last, key)

    def _believable(self, first: int, last: int, key: str) -> bool:
        """Whether the text itself speaks for a place where the recogniser saw a person or an organization."""
        return key not in self.persons and (key in self.named or self._spoken_of_as_place(first, last))

    def _spoken_of_as_place(self, first: int, last: int) -> bool:
        return self._before_container(last) or self._after_preposition(first) or self._called_place(first, last)

    def _called_place(self, first: int, last: int) -> bool:
        """Whether the words around leave hardly another reading: "the village of X", "X district", "an X man",
        "X - " at the head of a report, "R-X" for a member of parliament."""
        after = self.words[last + 1] if self.words.gap_after(last) == " " else ""
        if after in LOCALS | AREA_WORDS | CITY_WORDS:
            # "Many area towns", "As police came": a capital that only opens the sentence says nothing.
            return not self.words.starts_sentence(first) or self._mention_over(self.words.span(first, last)) is not None
        if self._after_party(first):
            return True
        kind = self.words[first - 2].casefold() if self.words[first - 1] == "of" else ""
        return kind in KIND_WORDS or self._is_dateline(first, last)

    def _after_party(self, first: int) -> bool:
        """Whether the party of a member of Congress stands before: "R-Texas"."""
        return self.words.gap_before(first) == "-" and self.words[first - 1] in ("R", "D")

    def _is_dateline(self, first: int, last: int) -> bool:
        """Whether capitals open a line or sentence and a dash follows: "ROSWELL - A man"."""
        if not self.words.starts_sentence(first) or not self.text[slice(*self.words.span(first, last))].isupper():
            return False
        return bool(_DATELINE.match(self.text, self.words.ends[last]))

    def _alone_in(self, first: int, last: int, mention: Span) -> bool:
        """Whether the mention has no other names in it: "Mansfield aldermen"."""
        rest = self.text[mention.start : self.words.starts[first]] + self.text[self.words.ends[last] : mention.end]
        return not any(c.isupper() for c in rest.removeprefix("The "))

    def _opens_organization(self, first: int, last: int, key: str, organization: Span) -> bool:
        """Whether the name is the town's in "Gainesville Police Department", and not a part of some other name."""
        inside = organization.start < self.words.starts[first]
        if key in self.gazetteer.demonyms or (inside and self.words[first - 1] not in ("The", "the", "of")):
            return False
        known_size = _importance(self.gazetteer.senses(key)) > 0
        return key in self.named or (known_size and self.words[last + 1].casefold() in CIVIC)

    def _stands_alone(self, first: int, last: int, key: str, senses: tuple[Sense, ...]) -> bool:
        if key in self.persons or key in self.gazetteer.demonyms:
            return False
        if first == last and key in self.words.lowercase and not self._before_container(last):
            return False
        if key in self.named or self._before_container(last):
            return True
        important = _importance(senses)
        if self._name_goes_on(first, last, lenient=important > 1):
            return False
        if important > 1:
            return first != last or not self.words.starts_sentence(first) or _is_country(senses)
        return important > 0 and (
            self._after_preposition(first) or (first != last and not self.words.starts_sentence(first))
        )

    def _name_goes_on(self, first: int, last: int, *, lenient: bool) -> bool:
        """Whether the words stand inside a longer name ("London Bridge"); ``lenient``: not of a first word."""
        before, after = self.words[first - 1], self.words[last + 1]
        if self.words.gap_after(last) == " " and after[:1].isupper() and after.casefold() not in CIVIC:
            return True
        if self.words.gap_before(first) != " " or not before[:1].isupper() or before.casefold() in DIRECTIONS:
            return False
        return not (lenient and (before == "The" or self.words.starts_sentence(first - 1)))

    def _fills(self, first: int, last: int, span: Span) -> bool:
        """Whether the rest of the mention is no part of another, longer name ("northern Kenya", "Ohio, Texas")."""
        inside = [
            i
            for i in range(max(0, first - 4), min(len(self.words), last + 5))
            if span.start <= self.words.starts[i] < span.end and not first <= i <= last
        ]
        for i in inside:
            plain = not self.words.capital(i) or self.words[i].casefold() in _PLAIN
            plain = plain or (i > last and self.words[i].casefold() in CIVIC)
            between = self.words.span(i, first) if i < first else self.words.span(last, i)
            if not plain and "," not in self.text[slice(*between)]:
                return False
        return True

    def _unknown(self, mention: Mention) -> Toponym | None:
        """A mention no known name was found in, unless it looks like something else than a place."""
        bare = POSSESSIVE.sub("", self.text[slice(*mention.span)])
        start = mention.span.start + (4 if bare.casefold().startswith("the ") else 0)
        bare = bare[start - mention.span.start :]
        key = normal(bare)
        if not key or not bare[:1].isupper() or (bare.isupper() and len(key) <= 4) or any(c.isdigit() for c in bare):
            return None
        if key in self.gazetteer.demonyms or key in self.persons or key in GENERIC:
            return None
        if len(key) <= len("al") and "-" in (bare[-1], self.text[mention.span.end : mention.span.end + 1]):
            return None  # "Al-Raqqah" cut in two
        if _NAME_GOES_ON.match(self.text, mention.span.end):
            return None
        after = self.text[mention.span.end : mention.span.end + 20].casefold().split()
        if {*key.split(), *after[:1]} & (AFTER_NO_PLACE | NOT_PLACES) or key in FEASTS | SEASONS:
            return None
        before = self.text[max(0, mention.span.start - 30) : mention.span.start].split()
        cued = bool(before) and before[-1].casefold() in PLACE_PREPOSITIONS | {"of", "the", "to", "via", "on"}
        if mention.kind == "gpe" and not cued and not self._listed_with_places(mention):
            return None
        senses = tuple(sense for sense in self.gazetteer.senses(key) if not _shortens(key, sense))
        return Toponym(span=Span(start, start + len(bare)), key=key, senses=senses)

    def _cue(self, first: int, last: int) -> str | None:
        after = self.words[last + 1].casefold() if self.words.gap_after(last) == " " else ""
        before, one_more = self.words[first - 1].casefold(), self.words[first - 2].casefold()
        noun_before = one_more if before == "of" else before
        if after in AREA_WORDS or (before == "of" and noun_before in AREA_WORDS):
            return "area"
        if after in CITY_WORDS or noun_before in CITY_WORDS:
            return "city"
        return None

    def _mention_over(self, span: Span) -> Mention | None:
        at = bisect_right(self._starts, span.end - 1) - 1
        for mention in reversed(self.mentions[max(0, at - 2) : at + 1]):
            if mention.span.end > span.start and mention.span.start < span.end:
                return mention
        return None

    def _after_preposition(self, first: int) -> bool:
        """Whether "in", "near" or the like stands before, or "town of", "province of"."""
        if self.words.gap_before(first) != " ":
            return False
        before = self.words[first - 1].casefold()
        return before in PLACE_PREPOSITIONS or (before == "of" and self.words[first - 2].casefold() in KIND_WORDS)

    def _listed_with_places(self, mention: Mention) -> bool:
        """Whether the mention before or after, joined by a comma or "and", is tagged as a place."""
        at = bisect_right(self._starts, mention.span.start) - 1
        for first, second in ((at - 1, at), (at, at + 1)):
            if first < 0 or second >= len(self.mentions):
                continue
            other = self.mentions[first if second == at else second]
            between = self.text[self.mentions[first].span.end : self.mentions[second].span.start]
            if between in LIST_JOINTS and other.kind == "gpe":
                return True
        return False

    def _before_container(self, last: int) -> bool:
        """Whether ", State" or ", Country" follows."""
        if self.words.gap_after(last) != ", " or last + 1 >= len(self.words) or not self.words.capital(last + 1):
            return False
        following = self._longest_name(last + 1)
        return following is not None and _importance(self.gazetteer.senses(self.words.key(last + 1, following))) > 1


def _importance(senses: Sequence[Sense]) -> int:
    """2: a country, region, large area or city by its own name; 1: any area or a town of some size; 0: all else."""
    level = 0
    for sense in senses:
        entry = sense.entry
        if entry.kind in ("country", "region") or (not sense.alias and entry.population > LARGE_CITY):
            return 2
        if entry.population > TOWN or entry.kind in ("adm1", "adm2"):
            level = 1
    return level


def _shortens(key: str, sense: Sense) -> bool:
    """Whether a word names a state only as its abbreviation."""
    short = key in ABBREVIATED or len(key) == len("CO")
    return short and sense.entry.kind == "adm1" and not sense.alias and normal(sense.entry.name) != key


def _of_these_letters(written: str, senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Without the senses whose own name has other letters, if any are left: the gazetteer compares "Tromsø" and "Troms"
    as one name."""
    letters = beyond_ascii(written)
    if not letters and all(sense.entry.name.isascii() for sense in senses):
        return senses
    key = normal(written)
    same = [s for s in senses if beyond_ascii(s.entry.name) == letters or normal(s.entry.name) != key]
    return tuple(same) or senses


def _is_country(senses: Sequence[Sense]) -> bool:
    return any(sense.entry.kind == "country" and not sense.alias for sense in senses)


def _touches(span: Span, found: Sequence[Toponym], starts: Sequence[int]) -> bool:
    """Whether ``span`` overlaps one of ``found``, which are in order and start at ``starts``."""
    at = bisect_right(starts, span.end - 1) - 1
    return at >= 0 and found[at].span.end > span.start
