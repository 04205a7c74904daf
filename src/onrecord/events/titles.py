"""Titles of works: "a print of 'The Bombing of Rotterdam Street' opens in cinemas" tells of no bombing."""

from __future__ import annotations

import re

from onrecord.model import Span

_TITLE = re.compile(r"(?<![\w.,])[\"“](?P<title>[A-Z][^\"“”\n]{1,80}?)[\"”](?!\w)")
_WORK = re.compile(
    r"\b(?:films?|movies?|documentar(?:y|ies)|cinemas?|prints?|screen(?:s|ed|ings?)?|premi(?:er|èr)e[sd]?|books?|novels?"
    r"|memoirs?|bestsellers?|poems?|plays?|theatres?|theaters?|musicals?|operas?|songs?|albums?|singles?|paintings?"
    r"|sculptures?|exhibitions?|museums?|columns?|podcasts?|episodes?|sitcoms?|series|(?:video|board)\s?games?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("a an the of in on at to for and or by with from".split())  # words without a capital in titles
_REACH = 120  # characters on either side of a trigger where its title begins and ends, and where the work is named


def in_title_of_work(text: str, trigger: Span, near: Span) -> bool:
    """Whether a trigger stands in a title: in quotation marks, its words written with capitals, where its sentence, of
    which ``near`` is what lies near, speaks of a film, a book or another work outside of it."""
    if not text[trigger.start].isupper():
        return False
    low, high = max(near.start, trigger.start - _REACH), min(near.end, trigger.end + _REACH)
    around = next((m for m in _TITLE.finditer(text, low, high) if m.end() > trigger.start), None)
    if around is None or around.start() > trigger.start:
        return False
    words = _WORD.findall(around["title"])
    named = _WORK.search(text, low, around.start()) or _WORK.search(text, around.end(), high)
    return named is not None and all(word[0].isupper() or word in _SMALL for word in words)
