"""The modality of a deed, where its clause says more than the reader saw."""

from __future__ import annotations

import re
from typing import cast

from onrecord.model.entries import Modality

_CONDITIONAL = re.compile(r"\b(?:if|unless|should|provided|as long as|in case)\s+(?:[\w'-]+\s+){0,6}$")
_HYPOTHETICAL = re.compile(r"\b(?:may|might|could|can|would)\s+(?:not\s+)?(?:\w+\s+)?$")
_PAST = re.compile(r"\b(?:may|might|could|would|must)\s+(?:not\s+)?have\s+(?:\w+\s+){0,2}$")
_PLANNED = re.compile(
    r"\b(?:will|shall|won't|going to|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|due to|about to|prepar(?:es|ed|ing) to"
    r"|set to|scheduled to|expected to|(?:is|are) to)\s+(?:not\s+|soon\s+|be\s+)?(?:\w+\s+)?$"
)


def modality_in_clause(left: str, label: str) -> Modality:
    """The modality that the words ``left`` of a trigger leave of the reader's ``label``; only "actual" is doubted."""
    if label != "actual" or _PAST.search(left):
        return cast(Modality, label)
    if _CONDITIONAL.search(left):
        return "conditional"
    if _PLANNED.search(left):
        return "planned"
    if _HYPOTHETICAL.search(left):
        return "hypothetical"
    return "actual"
