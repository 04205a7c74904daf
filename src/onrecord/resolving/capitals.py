"""Sentences all in capitals, written as running text has them, so that names are told from other words again.

Tables, titles and rules go by capitals ("Governor" the name, "governor" the office), which a heading, a cable or a chat
in capitals does not have. Every character keeps its place.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from onrecord.model import Mention, Span
from onrecord.resolving.countries import find_hints, look_up

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_FEWEST = 4  # words in a stretch: fewer may be a name, an acronym or a label
# Never names, though some are also acronyms (IS, WHO) or parts of names.
_SMALL = frozenset(
    "a an and are as at be by for from he i in is it of on or the they this to was we were who with".split()
)
_DAYS = frozenset((*calendar.day_name, *calendar.month_name[1:]))
_VOWEL = re.compile(r"[AEIOUY]")


def running_text(text: str, mentions: Sequence[Mention], sentences: Sequence[Span]) -> str:
    """``text`` with its sentences in capitals in small letters, but for their first letter and for names.

    Names are what the reader marked (``mentions``) and what the tables of countries, bodies and places have.
    """
    shouted = [span for span in sentences if _in_capitals(text[slice(*span)])]
    if not shouted:
        return text
    letters, named = list(text), bytearray(len(text))
    places = sorted(m.span for m in mentions)
    starts = [place.start for place in places]
    for span in shouted:
        inside = places[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        for start, end in (*inside, *_hints(text, span, inside)):
            named[start:end] = bytes([1]) * (end - start)
        for word in _WORD.finditer(text, *span):
            letters[slice(*word.span())] = _written(word[0], named=bool(named[word.start()]))
        if first := _WORD.search(text, *span):
            letters[first.start()] = text[first.start()]
    return "".join(letters)


def _in_capitals(sentence: str) -> bool:
    return sentence.isupper() and sum(len(word[0]) > 1 for word in _WORD.finditer(sentence)) >= _FEWEST


def _hints(text: str, stretch: Span, places: Sequence[Span]) -> Iterator[Span]:
    """Where names of the tables stand in a stretch; those of small towns count in ``places`` alone."""
    titled = _WORD.sub(lambda word: _cased(word[0], word[0].capitalize()), text[slice(*stretch)])
    shifted = [Span(s - stretch.start, e - stretch.start) for s, e in places]
    marked = {start for start, _ in shifted}
    for hint in find_hints(titled, places=shifted):
        if hint.entry.sure or hint.span.start in marked:
            yield Span(hint.span.start + stretch.start, hint.span.end + stretch.start)


def _written(word: str, *, named: bool) -> str:
    """A word in capitals as it stands in running text; an acronym stays as it is."""
    if word.lower() in _SMALL:
        return _cased(word, word.lower())
    if len(word) > 1 and (look_up(word) or not _VOWEL.search(word)):
        return word
    titled = named or word.capitalize() in _DAYS
    return _cased(word, word.capitalize() if titled else word.lower())


def _cased(word: str, form: str) -> str:
    """The form, where it is as long as the word: a few letters change their length with their case."""
    return form if len(form) == len(word) else word
