"""The words before a trigger that can still govern it: the left part of its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span

_REACH = 70  # characters: an auxiliary or a negation stands closer to its verb than this
_BREAK = re.compile(
    r"[;:,()\u2014\u2013\"\u201c\u201d]"
    r"|\b(?:but|and|or|while|although|after|before|because|that|who|which|where|when)\b",
    re.IGNORECASE,
)


def left_clause(text: str, trigger: Span, sentences: Sequence[Span]) -> str:
    """What stands between the last break of the clause (or of the sentence) and ``trigger``, in lower case."""
    at = bisect_right(sentences, (trigger.start, len(text) + 1)) - 1
    start = max(sentences[at].start if at >= 0 else 0, trigger.start - _REACH)
    left = text[start : trigger.start].lower().replace("\u2019", "'")
    breaks = [m.end() for m in _BREAK.finditer(left)]
    return left[breaks[-1] :] if breaks else left
