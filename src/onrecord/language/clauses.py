"""The clause of a trigger: the words before it that can still govern it, and where the clause ends."""

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
# What a verb opens a sentence or quotation with that has not come to pass: "Had the rebels attacked, ..."; not "(which)
# had its offices raided", where a blank comes first.
INVERTED = re.compile(
    r"(?P<word>had)\s+(?:the|an?|it|he|she|they|we|you|i|his|her|its|their|our|these|those)\s+(?:[\w'-]+\s+){0,5}$"
)
_WORD_END = re.compile(r"\w*")
_MONTH = re.compile(r"\bMay\b")


@dataclass(frozen=True, slots=True)
class LeftClause:
    """What stands between the last break of the clause (or of the sentence) and a trigger: ``words`` in lower case, and
    the offset in the text where they begin."""

    words: str
    start: int

    def span(self, match: re.Match[str]) -> Span:
        """Where in the text the group ``word`` of a match in ``words`` stands."""
        return Span(self.start + match.start("word"), self.start + match.end("word"))


def left_clause(text: str, trigger: Span, sentences: Sequence[Span]) -> LeftClause:
    """The left part of the clause of ``trigger``."""
    sentence = _sentence(text, trigger, sentences)
    start = max(sentence.start, trigger.start - _REACH)
    left = lower(text[start : trigger.start])
    end = 0
    for match in _BREAK.finditer(left):
        end = match.end()
    return LeftClause(left[end:], start + end)


def clause_end(text: str, trigger: Span, sentences: Sequence[Span]) -> int:
    """Where the clause of ``trigger`` ends: at the next break, at the sentence's end, or after the reach of a clause,
    no word cut in two."""
    most = min(_sentence(text, trigger, sentences).end, trigger.end + _REACH)
    found = _BREAK.search(text, trigger.end, most)
    if found:
        return found.start()
    word = _WORD_END.match(text, most) if text[most - 1 : most].isalnum() else None
    return word.end() if word else most


def lower(text: str) -> str:
    """``text`` in lower case with straight apostrophes, as long as it was: the few letters whose lower case is longer
    stay, and the month of May is written so that nothing takes it for the verb."""
    text = _MONTH.sub("mai", text)
    lowered = text.lower() if text.isascii() else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("\u2019", "'")


def _sentence(text: str, trigger: Span, sentences: Sequence[Span]) -> Span:
    at = bisect_right(sentences, (trigger.start, len(text) + 1)) - 1
    return sentences[at] if at >= 0 else Span(0, len(text))
