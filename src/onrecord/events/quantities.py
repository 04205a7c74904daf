"""Number words -> bounds: "at least 12" is 12 and more, "as many as 40" is at most 40, "dozens" is 24 and more."""

from __future__ import annotations

import re
from math import isfinite

Bounds = tuple[float | None, float | None, bool]  # min, max, approximate

_UNITS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
# The least that a vague plural can mean: two of what it counts.
_PLURALS = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = "|".join(_SCALES)
_WORD = "|".join([*_UNITS, *_TENS, *_SCALES])
_AND = rf"(?:(?:{_SCALE})\s+and\s+)?"  # "and" joins only behind a scale: "two hundred and ten"
_SPELLED = rf"{_AND}(?:{_WORD})(?:[\s-]+{_AND}(?:{_WORD}))*"
_HALF = rf"half\s+an?\s+(?:{_SCALE})"
_ANY = rf"(?:{_HALF}|(?:{_NUMBER}|{_SPELLED})(?:\s+(?:{_SCALE}))*)"

NUMBER = rf"(?:{_ANY}|{'|'.join(_PLURALS)})"  # any number as words or digits, for patterns elsewhere
_VALUE = re.compile(rf"\b{_ANY}\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"\b(?:between\s+[$€£]?({_ANY})\s+and|(?:from\s+)?({_ANY})\s*(?:[-\u2013]|\bto\b|\bor\b))\s*[$€£]?({_ANY})\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"\b(?P<what>{'|'.join(_PLURALS)})\b(?:\s+of\s+(?P<of>thousands|millions)\b)?|\bseveral\s+(?P<several>{_SCALE})\b",
    re.IGNORECASE,
)
_AGE = re.compile(rf"\b{_ANY}[\s-]years?[\s-]olds?\b", re.IGNORECASE)
_THEN = r"\s*(?:\ban?\s+)?[$€£]?\s*$"  # what may stand between the limiting words and the number
_AT_LEAST = re.compile(
    r"\b(?:at least|(?:not|no) (?:fewer|less) than|(?<!\bno )(?<!\bnot )more than|over|upwards of|in excess of|above"
    r"|a minimum of)" + _THEN,
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:up to|as many as|nearly|almost|just under|under|fewer than|less than|at most|(?:not|no) more than|below"
    r"|close to|a maximum of)" + _THEN,
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:some|about|around|roughly|approximately|an estimated|estimated|circa)" + _THEN, re.IGNORECASE
)
_OR_MORE = re.compile(r"\s*(?:or more\b|plus\b|\+)", re.IGNORECASE)
_OR_FEWER = re.compile(r"\s*or (?:fewer|less)\b", re.IGNORECASE)
_COUPLE = re.compile(r"^\W*a (?:couple|pair)\b", re.IGNORECASE)
_ONE = re.compile(r"^\W*(?:an?|another)\b", re.IGNORECASE)
_NONE = re.compile(r"^\W*no\b", re.IGNORECASE)
_LEFT = 24  # characters to the left in which limiting words stand


def bounds(before: str, words: str) -> Bounds | None:
    """(min, max, approximate) that ``words`` state, ``before`` being the text to their left; None without a number."""
    words = _AGE.sub("", words)
    span = _range(before[-_LEFT:], words)
    if span is not None:
        return span
    plural = _PLURAL.search(words)
    number = _VALUE.search(words)
    if plural and (number is None or plural.start() <= number.start()):
        return _least(plural), None, False
    if number is None:
        return _without_number(words)
    value = _value(number.group())
    if value is None:
        return None
    left = before[-_LEFT:] + words[: number.start()]
    if _AT_LEAST.search(left) or _OR_MORE.match(words, number.end()):
        return value, None, False
    if _AT_MOST.search(left) or _OR_FEWER.match(words, number.end()):
        return None, value, False
    return value, value, bool(_ABOUT.search(left))


def _range(left: str, words: str) -> Bounds | None:
    """ "between 6 and 8", "6 to 8", "6-8", "six or seven", "two to three million"."""
    match = _RANGE.search(left + words)
    # Only "between" may stand to the left: in "rose from 3 to 12" the words told of are "12".
    if match is None or match.end() <= len(left) or (match.group(2) and match.start(2) < len(left)):
        return None
    first, second = match.group(1) or match.group(2), match.group(3)
    low, high = _value(first), _value(second)
    scale = second.split()[-1].lower()
    if low is not None and high is not None and scale in _SCALES and low < high / _SCALES[scale]:
        low *= _SCALES[scale]
    return None if low is None or high is None or low > high else (low, high, False)


def _least(plural: re.Match[str]) -> float:
    if plural["several"]:
        return 2.0 * _SCALES[plural["several"].lower()]
    of = _PLURALS[plural["of"].lower()] / 2 if plural["of"] else 1.0
    return _PLURALS[plural["what"].lower()] * of


def _without_number(words: str) -> Bounds | None:
    for pattern, value in ((_COUPLE, 2.0), (_ONE, 1.0), (_NONE, 0.0)):
        if pattern.match(words):
            return value, value, False
    return None


def _value(words: str) -> float | None:
    """The number that digits, number words or both spell out; None where there is none, or none that a float holds."""
    total, current, seen = 0.0, 0.0, False
    for token in re.findall(rf"{_NUMBER}|[a-z]+", words.lower()):
        if token[0].isdigit():
            current += float(token.replace(",", ""))
        elif token == "half":
            current += 0.5
        elif token in _UNITS or token in _TENS:
            current += _UNITS.get(token, _TENS.get(token, 0))
        elif token in _SCALES:
            current = (current or 1) * _SCALES[token]
            if _SCALES[token] >= 1_000:
                total, current = total + current, 0.0
        else:
            continue
        seen = True
    return total + current if seen and isfinite(total + current) else None
