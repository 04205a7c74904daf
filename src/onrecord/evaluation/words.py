"""Spans as sets of words, so that a comma, a quotation mark or a blank at an edge decides nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord.evaluation.counting import WordSet

_WORD = re.compile(r"\w+")


class Words:
    """The words (runs of letters, digits, underscores) of one text, numbered from 0."""

    def __init__(self, text: str) -> None:
        self.bounds = [m.span() for m in _WORD.finditer(text)]
        self._word_at = [-1] * len(text)
        for number, (start, end) in enumerate(self.bounds):
            self._word_at[start:end] = [number] * (end - start)

    def touched(self, spans: Iterable[Sequence[int]] | None) -> WordSet:
        """Words of which at least one character lies in ``spans``."""
        return frozenset(
            number
            for start, end in spans or ()
            for number, (left, right) in enumerate(self.bounds)
            if left < end and right > start
        )

    def covered(self, spans: Iterable[Sequence[int]] | None) -> WordSet:
        """Words of which at least half the characters lie in ``spans``."""
        places = {place for start, end in spans or () for place in range(start, end)}
        hits = Counter(self._word_at[place] for place in places)
        return frozenset(
            number
            for number, hit in hits.items()
            if number >= 0 and 2 * hit >= self.bounds[number][1] - self.bounds[number][0]
        )
