"""The modality of a deed, where its clause says more than the reader saw."""

from __future__ import annotations

import re
from typing import cast

from onrecord.language.clauses import INVERTED
from onrecord.model import Span
from onrecord.model.entries import Modality

_CONDITIONAL = re.compile(r"\b(?P<word>if|unless|should|provided|as long as|in case)\s+(?:[\w'-]+\s+){0,6}$")
_HYPOTHETICAL = re.compile(r"\b(?P<word>may|might|could|can|would)\s+(?:not\s+)?(?:\w+\s+)?$")
_POSSIBLE = re.compile(r"\b(?P<word>may|might|could)\s+(?:not\s+)?(?:\w+\s+)?$")
_PAST = re.compile(r"\b(?:may|might|could|must)\s+(?:not\s+)?have\s+(?:\w+\s+){0,2}$")
_COUNTERFACTUAL = re.compile(r"\b(?P<word>(?:would|should|ought to)\s+(?:\w+\s+)?have)\s+(?:\w+\s+){0,2}$")
_HABIT = re.compile(
    r"\b(?:routinely|habitually|regularly|usually|customarily|as a rule|whenever|every time"
    r"|(?:every|each) (?:spring|summer|autumn|winter|year|month|week|day|night|morning|evening|\w+day))\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?P<word>will|shall|won't|going to|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|due to|about to"
    r"|prepar(?:es|ed|ing) to|set to|scheduled to|expected to|(?:is|are|was|were) to)"
    r"\s+(?:not\s+|soon\s+|be\s+)?(?:\w+\s+)?$"
)


# The half of a conditional that the condition decides: "If X attacks, Y will respond", "Y will respond if X attacks".
_CONDITION_FIRST = re.compile(
    r"[\"\u201c]?(?P<word>if|unless|should|were|in case)\b[^;:]*,\s*(?:then\s+)?[^;:,]*$", re.IGNORECASE
)
_CONDITION_LAST = re.compile(
    r"[^.;:]*?\b(?P<word>if|unless|provided|as long as|in case)\b(?! not| so\b| any\b)", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:will|would|shall|won't|could|may|might|can)\s+(?:[\w']+\s+){0,2}$", re.IGNORECASE)


def condition_of(text: str, trigger: Span, sentence: Span) -> Span | None:
    """The word ("if") of the condition on which ``trigger`` hangs, where it stands in the main clause of a conditional
    sentence, under "will", "would" or the like."""
    left = text[sentence.start : trigger.start].replace("\u2019", "'")
    if not _THEN.search(left):
        return None
    if first := _CONDITION_FIRST.match(left):
        return Span(sentence.start + first.start("word"), sentence.start + first.end("word"))
    last = _CONDITION_LAST.match(text, trigger.end, sentence.end)
    return Span(*last.span("word")) if last else None


def modality_in_clause(left: str, label: str, *, conditional: bool = False) -> tuple[Modality, re.Match[str] | None]:
    """The modality that the words ``left`` of a trigger leave of the reader's ``label``, and the words that decided it.

    "actual" is doubted, and "planned" where a possibility is spoken of. ``conditional``: see
    :func:`condition_of`.
    """
    if (label in ("conditional", "hypothetical", "generic") and not conditional) or _PAST.search(left):
        return cast(Modality, label), None
    if decided := _COUNTERFACTUAL.search(left) or INVERTED.match(left):
        return "hypothetical", decided
    decided = _CONDITIONAL.search(left)
    if conditional or decided:
        return "conditional", decided
    if decided := _POSSIBLE.search(left):
        return "hypothetical", decided
    decided = _PLANNED.search(left)
    if label == "planned" or decided:
        return "planned", decided
    if decided := _HYPOTHETICAL.search(left):
        return "hypothetical", decided
    return "actual", None


def habit_of(text: str, trigger: Span, sentence: Span) -> Span | None:
    """The adverb of habit of a sentence that tells of what is done again and again, in a verb that is not past."""
    if text[trigger.start : trigger.end].split(maxsplit=1)[0].lower().endswith("ed"):
        return None
    found = _HABIT.search(text, sentence.start, sentence.end)
    return Span(*found.span()) if found else None
