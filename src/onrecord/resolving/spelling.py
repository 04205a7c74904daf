"""Two spellings of one name: transliterations brought together, and slips of the pen told from other names.

``fold`` is strict: what it brings together is written differently by habit. ``compare`` goes further, part by part: the
given name may differ in transliteration only, the surname by a letter or two (edits as Damerau 1964 counts them).
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

_SHORT = 5  # letters below which a surname is never taken for a slip of another
_LONG = 8  # ... and from which on it may differ by two
_STEM = 2  # consonants that two spellings need to share before a vowel may differ
_APART = 3  # letters by which the lengths of two spellings may differ at most

_LETTERS = str.maketrans("ıłøđð", "ilodd")
# Spellings of one name in different transliterations, brought together; applied in order to the plain lower-case name.
_FOLDS = (
    (re.compile(r"['’ʼ`.]"), ""),
    (re.compile(r"-"), " "),
    (re.compile(r"\b(?:al|el) "), "al "),
    (re.compile(r"\b(?:mohammed|muhammad|mohamed|muhammed|mohamad|mohammad)\b"), "mohamed"),
    (re.compile(r"alexander|alexandr"), "aleksandr"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"(?:iy|yy|ij|yi|y|j)"), "i"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"(\w)\1"), r"\1"),
)
# Further steps for one part of a folded name; "q" comes to stand for the sound of "ch", "x" for that of "sh".
_SOUNDS = (
    (re.compile(r"q|ck|ch(?=[rlo])"), "k"),
    (re.compile(r"tsch|tch|ch|cz"), "q"),
    (re.compile(r"sch|sh|sz"), "x"),
    (re.compile(r"c(?=[ei])"), "s"),
    (re.compile(r"c"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh|gu(?=[ei])"), "g"),
    (re.compile(r"([dt])h"), r"\1"),
    (re.compile(r"h(?![aeiou])"), ""),
    (re.compile(r"ou|oo|ue"), "u"),
    (re.compile(r"ee|ei|ie"), "i"),
    (re.compile(r"oe"), "o"),
    (re.compile(r"(?<=[eo])f$"), "v"),
    (re.compile(r"(\w)\1"), r"\1"),
)
_VOWEL, _CONSONANT = re.compile(r"[aeiou]"), re.compile(r"[^aeiou]")
_INTERCHANGED = frozenset(map(frozenset, ("ae", "ei", "ou")))
_SERVANT = re.compile(r"\babd(?:[aeou]l|ul)? ?(?:al )?(?=\w)")  # Abdul Rahman, Abdelrahman, Abd al-Rahman
_PARTICLES = frozenset("al el bin ibn ben von van de da di del der den dos la le".split())
# Letters with which two spellings of one name may begin.
_ALIKE = str.maketrans("cqgwfyjezo", "kkkvviiisu")


class Likeness(IntEnum):
    """How two names are alike, from not at all to the same name in another transliteration."""

    OTHER = 0
    SLIP = 1
    SPELLING = 2


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A key that different spellings of a name share: no accents, no case, transliterations brought together."""
    plain = name.lower() if name.isascii() else _unaccented(name)
    for pattern, replacement in _FOLDS:
        plain = pattern.sub(replacement, plain)
    return plain


def _unaccented(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.lower().translate(_LETTERS)


def initials(name: str) -> str:
    """The first letters of a lower-case name's first and last word, those that spellings interchange as one."""
    words = name.split() or [""]
    return _initial(words[0]) + _initial(words[-1])


def _initial(word: str) -> str:
    if word[:3] in {"al-", "el-"}:
        word = word[3:]
    return fold(word[:2])[:1].translate(_ALIKE)


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, str]:
    """The given names in one and the surname, both as they sound; initials and particles ("bin", "von") left out."""
    words = _SERVANT.sub("abd", fold(name)).split()
    words = [word for word in words if len(word) > 1 and word not in _PARTICLES]
    return _sound("".join(words[:-1])), _sound(words[-1]) if words else ""


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def compare(name: str, other: str) -> Likeness:
    """How a full name as written is alike to another."""
    if abs(len(name) - len(other)) > _APART:
        return Likeness.OTHER
    (given, surname), (other_given, other_surname) = parts(name), parts(other)
    if not given or min(len(surname), len(other_surname)) < _SHORT - 1 or not _same_sound(given, other_given):
        return Likeness.OTHER
    if _same_sound(surname, other_surname):
        return Likeness.SPELLING
    if min(len(surname), len(other_surname)) < _SHORT:
        return Likeness.OTHER
    allowed = 2 if len(surname) >= _LONG else 1
    return Likeness.SLIP if edits(surname, other_surname) <= allowed else Likeness.OTHER


def _same_sound(one: str, other: str) -> bool:
    """Whether two words are one in different transliterations: the same consonants, and between them the same vowels
    but for one (two in a long word) left out or of the kind that spellings interchange ("Ahmed", "Ahmad")."""
    if one == other:
        return True
    runs, other_runs = _CONSONANT.split(one), _CONSONANT.split(other)
    if len(runs) <= _STEM or _VOWEL.sub("", one) != _VOWEL.sub("", other) or runs[-1] != other_runs[-1]:
        return False
    changed = [pair for pair in zip(runs, other_runs, strict=True) if pair[0] != pair[1]]
    return len(changed) <= (1 if len(one) < _LONG else 2) and all(map(_interchanged, *zip(*changed, strict=True)))


def _interchanged(run: str, other: str) -> bool:
    if len(run) != len(other):
        return min(len(run), len(other)) == 0
    return all(a == b or frozenset((a, b)) in _INTERCHANGED for a, b in zip(run, other, strict=True))


def edits(one: str, other: str) -> int:
    """Letters to put in, leave out, change or swap with their neighbour to make one word of the other."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, facing in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != facing))
            if i > 1 < j and letter == other[j - 2] and facing == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def acronym_of(name: str) -> str:
    """The capitals with which the words of a name begin ("African Union" -> "AU"); "" for a name of one word."""
    words = re.split(r"[\s-]", name)
    return "".join(word[0] for word in words if word[:1].isupper()) if words[1:] else ""
