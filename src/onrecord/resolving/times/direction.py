"""Whether the words around a time look back or ahead: tense and modality, read from the clause it stands in.

A bare "Friday" or "November" is the last one where the verb is past ("struck on Friday") and the next one where it is
future or planned ("will resume on Friday", "are due in November"). The verb that decides is the nearest one before the
expression in its sentence; where none stands before, the nearest one after.
"""

from __future__ import annotations

import re

_AHEAD = frozenset(
    "will shall won't may might should must can could would due expected scheduled planned slated poised "
    "likely expects hopes hope intends intend expect begins starts opens meets expires expire takes effective "
    "payable becomes faces upcoming deadline tentatively ll resumes reopens arrives leaves returns convenes "
    "departs goes".split()
)
# Nouns or past tenses too: they plan only with what is planned behind them ("set to", "plans for").
_AHEAD_BEFORE = frozenset("set plans plan".split())
_PURPOSE = frozenset("to for".split())
# The present of a timetable: "leaders meet on Friday"; after "to", "did" or "not" the word before decides.
_TIMETABLE = frozenset("meet begin resume reopen arrive leave go convene depart reconvene".split())
_NO_TIMETABLE = frozenset("to not did didn't doesn't don't do does n't never a an the".split())
# What was planned and is told in the pluperfect has been overtaken: "had been due to expire on Friday".
_OVERTAKEN = frozenset("due scheduled planned expected slated supposed set meant".split())
# A term is set, so "until" names an end to come: "adjourned until Monday", "gave them until noon".
_TERM = frozenset(
    "adjourn adjourns adjourned postpone postpones postponed delay delays delayed defer defers deferred extend extends "
    "extended suspend suspends suspended recessed remanded give gives gave given has have closed remain remains lasts "
    "runs valid deadline".split()
)
_UNTIL = re.compile(
    r"\b(?:until|till|through)\s(?:the\s|mid-|early\s|late\s|[01]?\d(?::\d\d)?\s?[ap]\.?m\.?,?\s)?$", re.IGNORECASE
)
# After these an infinitive lies in the future: "agreed to leave on Monday".
_TO_AHEAD = frozenset(
    "plan plans planned planning expect expects expected expecting due set scheduled agreed agree agrees hope hopes "
    "hoped hoping want wants wanted intend intends intended ask asked asks urged urge promised promises vowed vows "
    "pledged likely ready prepare prepared preparing preparing is are was were be deadline time until continue "
    "supposed going order ordered invited decided deal agreement plan offer offered slated poised needs need needed "
    "have has had".split()
)
_BACK = frozenset(
    "was were had did said told met went came took made gave got began led won lost left held sent found saw fell rose "
    "hit cut put shot struck fought fled broke drew flew grew knew paid ran sat sold spoke spent stood swore taught "
    "thought threw won wrote became brought built bought caught chose dealt drove ate fed felt forgot hid hurt kept "
    "laid lay lent lit meant rang read rode sang sank shook shut slept slid stole stuck sued swept swung tore "
    "understood woke wore been heard quit set has have 've bade bore beat forced".split()
) - {"set"}
_NOT_PAST = frozenset(
    "need speed indeed feed breed seed proceed succeed exceed united red bed hundred hatred wed shed embed sacred "
    "naked wicked based armed related-to".split()
)
_PARTICIPLES = frozenset("been read held sent put set cut heard made given taken told seen paid sold brought".split())
_SAME_FORMS = frozenset("hit cut put shut hurt quit beat set read".split())  # "he hit", "he will hit"
_MODALS = frozenset("will shall would could should may might must can".split())
_BETWEEN = frozenset("be been have not also then only being".split())
_DETERMINERS = frozenset("a an the its their his her this that still as".split())
_PLANNED = re.compile(
    r"['\u2019]s\s(?:\w{1,14}\s)?(?:meeting|election|vote|deadline|summit|talks|hearing|session|ballot|game|race|match)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019]t|['\u2019]ll)?")
_BEFORE_AHEAD = re.compile(
    r"\b(?:by|until|till|before|as\s(?:early|soon|late)\sas|no\slater\sthan|starting|beginning|through)\s(?:the\s)?$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;:()\u2014]|--|``|''|[\"\u201c\u201d]")
_WINDOW = 160


def direction(text: str, sentence: tuple[int, int], start: int, end: int) -> int:
    """1 when the clause around ``text[start:end]`` looks ahead, -1 when it looks back, 0 when nothing tells."""
    if text[end : end + 2] in {"'s", "\u2019s"} and not _PLANNED.match(text, end):
        return -1  # "Wednesday's ruling" has been given
    left = _clause_before(text[max(sentence[0], start - _WINDOW) : start])
    words = [w.lower().replace("\u2019", "'") for w in _WORD.findall(left)]
    if _UNTIL.search(left[-24:]) and not _TERM.isdisjoint(words[-16:]):
        return 1
    told = _from_verbs(words)
    if told == 0 or (told == -1 and not words):
        right = _BREAK.split(text[end : min(sentence[1], end + _WINDOW)], maxsplit=1)[0]
        told = _first_verb([w.lower() for w in _WORD.findall(right)])
    if told == 0 and _BEFORE_AHEAD.search(text[max(sentence[0], start - 24) : start]):
        return 1
    return told


def _clause_before(left: str) -> str:
    return _BREAK.split(left)[-1]


def _from_verbs(words: list[str]) -> int:
    """Reads backwards from the expression: the nearest verb or planning word decides."""
    for at in range(len(words) - 1, -1, -1):
        before = words[max(0, at - 4) : at]
        if words[at] == "to" and at + 1 < len(words) and before and before[-1] in _TO_AHEAD:
            return -1 if before[-1] in _OVERTAKEN and "had" in before else 1
        told = _verb(words, at)
        if told:
            return told
    return 0


def _first_verb(words: list[str]) -> int:
    for at in range(min(len(words), 16)):
        told = _verb(words, at)
        if told:
            return told
    return 0


def _verb(words: list[str], at: int) -> int:
    word, before = words[at], words[max(0, at - 4) : at]
    if word in _OVERTAKEN and "had" in before[-3:]:
        return -1
    if word in {"couldn't", "wouldn't"} or (word in {"could", "would"} and words[at + 1 : at + 2] == ["not"]):
        return -1
    if word in _AHEAD or (word in _AHEAD_BEFORE and _PURPOSE.intersection(words[at + 1 : at + 2])):
        return 1
    if word in _TIMETABLE and not (before and before[-1] in _NO_TIMETABLE):
        return 1
    if word in _SAME_FORMS and _is_infinitive(before):
        return 0  # the modal or "to" before it tells
    regular = word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST
    if not regular and word not in _BACK:
        return 0
    if before and before[-1] in _DETERMINERS and regular:
        return 0  # "an unspecified date"
    return _auxiliary(before) if regular or word in _PARTICIPLES else -1


def _is_infinitive(before: list[str]) -> bool:
    verbs = [word for word in before if word not in _BETWEEN and not word.endswith("ly")]
    return bool(verbs) and (verbs[-1] == "to" or verbs[-1] in _MODALS)


def _auxiliary(before: list[str]) -> int:
    """What stands before a participle: "will be", "to be" and "is" look ahead, "was", "may have" or nothing back."""
    at = len(before) - 1
    while at >= 0 and (before[at] in _BETWEEN or before[at].endswith("ly")):
        at -= 1
    if at < 0:
        return -1
    if before[at] in {"could", "would"} and "not" in before[at:]:
        return -1  # "could not be reached", "would not be drawn"
    if before[at] in _MODALS and "have" in before[at:]:
        return 1 if before[at] in {"will", "shall"} else -1
    if before[at] in _MODALS or (before[at] == "to" and "be" in before[at:]):
        return 1
    return 1 if before[at] in {"is", "are"} and "been" not in before[at:] else -1
