"""Parties of deeds as whole phrases: the reader at times leaves out an article, or tears a title from its name.

"Prime" and "Kishida" of "Prime Minister Kishida" -> the three words      "driver" of "the driver" -> both
"States" of "United States" -> both                                       "two" and "teachers" -> what is between, too
"former" and "Oram" of "former ruler Oram" -> the three words             "Front" and "OLF" of "Front (OLF)" -> "Front"
"the mayor" and "Oram" of "the mayor, Oram" -> both
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.language.decoding import WordRange

_COUNT = r"(?:\d{1,3}(?:,\d{3})*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|several|some)"
_NUMBER = re.compile(_COUNT, re.IGNORECASE)
# What may stand between two pieces of one party: of a name, after a number, after "members of".
_OF_ONE_NAME = re.compile(r"['\u2019]s\s|\s(?:(?:of(?: the)?|[A-Z][\w.'\u2019-]*)\s){1,3}")
_ADJECTIVES = re.compile(
    r"\sof(?:\s(?:the|its|his|her|their|our))?\s|\s(?:(?!(?:and|or|of|in|to|were|was)\b)[\w-]+\s){1,3}"
)
# What may stand between the opening of somebody's title and the name: a calling, and of what or whom.
_TITLE_WORD = (
    r"(?:of|for)(?:\sthe)?\s[A-Z][\w.'\u2019-]*|(?!(?:and|or|but|nor|with|by|to|from|in|at|on|as|after|before|while|when"
    r"|against|of|for|that|who|whom|whose|which|said|was|were|is|are|has|had|have|not)\b)[\w.'\u2019-]+"
)
_TITLE_GOES_ON = re.compile(rf"\s(?:(?:{_TITLE_WORD})\s){{0,4}}")
_THE_ONE = re.compile(r"(?:the|his|her|its|their|our)\s|[A-Z][\w-]*['\u2019]s\s", re.IGNORECASE)
_LISTED = re.compile(r",?\s(?:and|or)\b|,\s[A-Z]")
_WHERE = re.compile(r"\s(?:in|from|inside|outside|near|at|on|with|aboard|under|for|belonging to)(?:\sthe)?\s")
_OTHERWISE = re.compile(r"\s?\(\s?")  # "the Front (OLF)"
# Abbreviated titles, whose dot parts them from the name.
SHORT_TITLES = tuple("Mr Mrs Ms Dr Prof Rev Gen Lt Col Maj Capt Sgt Adm Brig Cmdr Amb Rep Sen Gov St".split())
_SHORT_TITLE = rf"(?:{'|'.join(SHORT_TITLES)})"
_TORN_TITLE = re.compile(rf"(?:.*\s)?{_SHORT_TITLE}\.?", re.DOTALL)
_AFTER_TITLE = re.compile(r"\.?\s")
_TITLES_BEFORE = re.compile(rf"(?<![\w'’.-])(?:{_SHORT_TITLE}\.\s)+$")
_ARTICLE = re.compile(r"\s(?:the\s)?")
_DETERMINER = re.compile(
    r"(?<![\w'\u2019-])(?:the|an?|its|his|her|their|our|this|these|those"
    rf"|(?:(?:the|at least|at most|more than|fewer than|over|about|around|nearly|almost|up to)\s)?{_COUNT})\s$",
    re.IGNORECASE,
)
_LONGEST_OPENING = 30  # characters
_APOSTROPHES = "'\u2019"
_POSSESSIVE = re.compile(r"['\u2019]s?|s")


class Phrased(NamedTuple):
    """A text, where some of its words begin and end (characters), and the number of each word's sentence."""

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    sentence: NDArray[np.int32]

    def span(self, words: WordRange) -> tuple[int, int]:
        """The characters of a range of words."""
        return int(self.starts[words[0]]), int(self.ends[words[1] - 1])


def whole_parties(
    parties: Sequence[WordRange], words: Phrased, *, names: Sequence[WordRange], people: Sequence[WordRange] = ()
) -> list[WordRange]:
    """The parties, which are ranges of ``words`` in order: those that make one name or one title and name put together,
    names (``names``, those of ``people`` among them) that they cut completed, articles, possessives, numbers and short
    titles before them taken in, other names in brackets left out."""
    whole: list[WordRange] = []
    for party in parties:
        if whole and _OTHERWISE.fullmatch(words.text, *_between(whole[-1], party, words)):
            continue
        if whole and (
            _one_phrase(whole[-1], party, words)
            or _one_person(whole[-1], party, words, people)
            or (whole[-1] not in names and _WHERE.fullmatch(words.text, *_between(whole[-1], party, words)))
        ):
            whole[-1] = (whole[-1][0], party[1])
        else:
            whole.append(party)
    return [_with_opening(_with_name(party, words, names), words) for party in whole]


def _between(piece: WordRange, following: WordRange, words: Phrased) -> tuple[int, int]:
    return words.span(piece)[1], words.span(following)[0]


def _one_phrase(piece: WordRange, following: WordRange, words: Phrased) -> bool:
    (start, end), (after, _) = words.span(piece), words.span(following)
    written = words.text[start:end]
    if end == after and words.text[after] in _APOSTROPHES:
        return True
    if _TORN_TITLE.fullmatch(written):
        between = _AFTER_TITLE
    elif written.endswith((" of", " to")):
        between = _ARTICLE
    else:
        between = _ADJECTIVES if _NUMBER.fullmatch(written) else _OF_ONE_NAME
    return between.fullmatch(words.text, end, after) is not None


def _one_person(piece: WordRange, following: WordRange, words: Phrased, people: Sequence[WordRange]) -> bool:
    """Whether the words after ``piece`` go on with its title to the name of somebody, or name who that is."""
    if not any(piece[1] <= start <= following[0] < end for start, end in people):
        return False
    (start, end), (after, stop) = words.span(_with_opening(piece, words)), words.span(following)
    if words.text[end:after] == ", ":
        return _THE_ONE.match(words.text, start) is not None and _LISTED.match(words.text, stop) is None
    return _TITLE_GOES_ON.fullmatch(words.text, end, after) is not None


def _with_name(party: WordRange, words: Phrased, names: Sequence[WordRange]) -> WordRange:
    first, last = party
    while first and words.text[int(words.starts[first]) - 1] in _APOSTROPHES:
        first -= 1  # "s administration": whoever owns it is before the mark
    for start, end in names:
        if start < first < end or (first < party[0] and start <= first < end):
            first = start
        if start < last < end and not _POSSESSIVE.fullmatch(words.text, *words.span((last, end))):
            last = end
    return first, last


def _with_opening(party: WordRange, words: Phrased) -> WordRange:
    start, _ = words.span(party)
    opening = max(0, start - _LONGEST_OPENING)
    before = _DETERMINER.search(words.text, opening, start) or _TITLES_BEFORE.search(words.text, opening, start)
    if before is None:
        return party
    first = int(np.searchsorted(words.starts, before.start()))
    inside = first < party[0] and words.sentence[first] == words.sentence[party[0]]
    return (first, party[1]) if inside and words.starts[first] == before.start() else party
