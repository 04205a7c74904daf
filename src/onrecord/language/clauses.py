"""The words before a trigger that can still govern it: the left part of its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Span

_REACH = 70  # characters: an auxiliary or a negation stands closer to its verb than this
_BREAK = re.compile(
    r"[;:,()\u2014\u2013\"\u201c\u201d]"
    r"|\b(?:but|and|or|while|although|after|before|because|that|who|which|where|when)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LeftClause:
    """What stands between the last break of the clause (or of the sentence) and a trigger: ``words`` in lower case, and
    the offset in the text where they begin."""

    words: str
    start: int

    def span(self, match: re.Match[str]) -> Span:
        """Where in the text a match in ``words`` stands, without the blanks at its ends."""
        found = match.group()
        first = match.start() + len(found) - len(found.lstrip())
        return Span(self.start + first, self.start + first + len(found.strip()))


def left_clause(text: str, trigger: Span, sentences: Sequence[Span]) -> LeftClause:
    """The left part of the clause of ``trigger``."""
    at = bisect_right(sentences, (trigger.start, len(text) + 1)) - 1
    start = max(sentences[at].start if at >= 0 else 0, trigger.start - _REACH)
    left = lower(text[start : trigger.start])
    end = 0
    for match in _BREAK.finditer(left):
        end = match.end()
    return LeftClause(left[end:], start + end)


def lower(text: str) -> str:
    """``text`` in lower case with straight apostrophes, as long as it was: the few letters whose lower case is longer
    stay."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text) if not text.isascii() else text.lower()
    return lowered.replace("\u2019", "'")
