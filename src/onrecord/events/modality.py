"""The modality of a deed, where its clause says more than the reader saw."""

from __future__ import annotations

import re
from typing import cast

from onrecord.model import Span
from onrecord.model.entries import Modality

_CONDITIONAL = re.compile(r"\b(?:if|unless|should|provided|as long as|in case)\s+(?:[\w'-]+\s+){0,6}$")
_HYPOTHETICAL = re.compile(r"\b(?:may|might|could|can|would)\s+(?:not\s+)?(?:\w+\s+)?$")
_POSSIBLE = re.compile(r"\b(?:may|might|could)\s+(?:not\s+)?(?:\w+\s+)?$")
_PAST = re.compile(r"\b(?:may|might|could|must)\s+(?:not\s+)?have\s+(?:\w+\s+){0,2}$")
_COUNTERFACTUAL = re.compile(r"\b(?:would|should|ought to)\s+(?:\w+\s+)?have\s+(?:\w+\s+){0,2}$")
_HABIT = re.compile(
    r"\b(?:routinely|habitually|regularly|usually|customarily|as a rule|whenever|every time"
    r"|(?:every|each) (?:spring|summer|autumn|winter|year|month|week|day|night|morning|evening|\w+day))\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|won't|going to|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|due to|about to|prepar(?:es|ed|ing) to"
    r"|set to|scheduled to|expected to|(?:is|are|was|were) to)\s+(?:not\s+|soon\s+|be\s+)?(?:\w+\s+)?$"
)


# The half of a conditional that the condition decides: "If X attacks, Y will respond", "Y will respond if X attacks".
_CONDITION_FIRST = re.compile(
    r"[\"\u201c]?(?:if|unless|should|were|in case)\b[^;:]*,\s*(?:then\s+)?[^;:,]*$", re.IGNORECASE
)
_CONDITION_LAST = re.compile(
    r"[^.;:]*?\b(?:if|unless|provided|as long as|in case)\b(?! not| so\b| any\b)", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:will|would|shall|won't|could|may|might|can)\s+(?:[\w']+\s+){0,2}$", re.IGNORECASE)


def depends_on_condition(text: str, trigger: Span, sentence: Span) -> bool:
    """Whether ``trigger`` stands in the main clause of a conditional sentence, under "will", "would" or the like."""
    left = text[sentence.start : trigger.start].replace("\u2019", "'")
    if not _THEN.search(left):
        return False
    after = text[trigger.end : sentence.end]
    return bool(_CONDITION_FIRST.match(left) or _CONDITION_LAST.match(after))


def modality_in_clause(left: str, label: str, *, conditional: bool = False) -> Modality:
    """The modality that the words ``left`` of a trigger leave of the reader's ``label``; "actual" is doubted, and
    "planned" where a possibility is spoken of. ``conditional``: see :func:`depends_on_condition`."""
    if label in ("conditional", "hypothetical", "generic") and not conditional:
        return cast(Modality, label)
    if _PAST.search(left):
        return cast(Modality, label)
    if _COUNTERFACTUAL.search(left):
        return "hypothetical"
    if conditional or _CONDITIONAL.search(left):
        return "conditional"
    if _POSSIBLE.search(left):
        return "hypothetical"
    if label == "planned" or _PLANNED.search(left):
        return "planned"
    if _HYPOTHETICAL.search(left):
        return "hypothetical"
    return "actual"


def is_habit(text: str, trigger: Span, sentence: Span) -> bool:
    """Whether a sentence tells of what is done again and again: an adverb of habit beside a verb that is not past."""
    words = text[trigger.start : trigger.end].split()
    return not words[0].lower().endswith("ed") and _HABIT.search(text, sentence.start, sentence.end) is not None
