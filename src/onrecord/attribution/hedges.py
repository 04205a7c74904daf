"""Negation and hedges in a deed's own clause, where the reader saw a plain assertion.

The reader learnt from news, where nearly all deeds are plain and positive, and misses the rare denial. A negation or a
modal right before the trigger is no matter of opinion (Morante & Daelemans 2012; FactBank's cues): these words decide.
"""

from __future__ import annotations

import re

_NEGATED = re.compile(
    r"(?:\b(?:not|never|neither|nor|no longer|no|without|denied|denies|deny|denying|failed to|yet to|stopped short of"
    r"|refrained from)|n't|\bcannot)\s+(?:\w+\s+){0,2}$"
)
_POSSIBLE = re.compile(r"\b(?:may|might|could|perhaps|possibly|maybe)\s+(?:\w+\s+){0,2}$")
_PROBABLE = re.compile(
    r"\b(?:probably|likely|apparently|must have|believed to|thought to|suspected of|suspected to|plan(?:s|ned|ning)? to"
    r"|intend(?:s|ed)? to|due to|expected to|about to|prepar(?:es|ed|ing) to|scheduled to|set to)\s+(?:\w+\s+){0,2}$"
)
_HEARSAY = re.compile(
    r"\b(?:allegedly|reportedly|supposedly|purportedly|is said to|was said to|were said to)\s+(?:\w+\s+){0,3}$"
)


def stand_in_clause(left: str, label: str) -> str:
    """The stand ("CT+" ...) that the words ``left`` of a trigger leave of the reader's ``label``."""
    if label not in ("CT+", "PR+", "PS+"):
        return label
    if _NEGATED.search(left):
        return "CT-"
    if label == "CT+" and _POSSIBLE.search(left):
        return "PS+"
    if label == "CT+" and _PROBABLE.search(left):
        return "PR+"
    return label


def is_hearsay(left: str) -> bool:
    """Whether the clause says that somebody unnamed says so."""
    return _HEARSAY.search(left) is not None
