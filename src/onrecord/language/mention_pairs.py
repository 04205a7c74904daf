"""What the words of mentions say, alone and in pairs: the features of coreference that the encoder cannot know.

The encoder reads a window at a time; whether two mentions far apart have equal names, heads or initials, which pronouns
they are, how far they stand from each other and whether they are quoted is read off the words themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.language.sentences import paragraphs
from onrecord.language.windows import Words

Ints = NDArray[np.int64]
WIDEST = 24  # words in a mention at most
BACK = 60  # mentions that a mention is compared with, beside the latest one of each like head

_PRONOUNS = {
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves",
    "i": "i me my mine myself",
    "we": "we us our ours ourselves",
    "you": "you your yours yourself yourselves",
    "this": "this that these those",
    "who": "who which whom whose",
}
_PRONOUN_OF = {word: number for number, words in enumerate(_PRONOUNS.values()) for word in words.split()}
_NAME, _DEFINITE, _THIS, _OWNED, _INDEFINITE, _BARE, _NUMBER = range(len(_PRONOUNS), len(_PRONOUNS) + 7)
CLASSES = len(_PRONOUNS) + 7
_DETERMINERS = {
    **dict.fromkeys(("the",), _DEFINITE),
    **dict.fromkeys(("this", "that", "these", "those", "such"), _THIS),
    **dict.fromkeys(("his", "her", "its", "their", "my", "our", "your"), _OWNED),
    **dict.fromkeys(("a", "an", "some", "any", "another", "each", "every", "no", "many", "several"), _INDEFINITE),
}
_STOP = frozenset(
    "the a an of in for and 's s ' ’ , . - ( ) this that these those his her its their my our your".split()
)
# Words that end the core of a noun phrase: the head is the word before them.
_AFTER_HEAD = frozenset(
    "of in for from at on with by who which that whose whom to , ( : ; - – — and or as about against between over "
    "under after before during where when while including".split()
)
_TOKENS = 8  # content words kept of a mention
_POSSESSIVE = frozenset({"'", "’", "s"})
NOT_QUOTED = np.iinfo(np.int64).max  # later than any offset
_MARKS = re.compile('["“”]')


class Mentions(NamedTuple):
    """Candidate mentions as word ranges, in the order of the text, and what their words say; arrays of one length.

    ``kind`` is the class of pronoun or noun phrase, ``name``, ``head``, ``stem`` and ``initials`` number equal strings
    (-1: none), ``tokens`` (n, 8) the content words, ``sentence`` and ``quoted`` where they stand.
    """

    start: Ints
    end: Ints
    kind: Ints
    name: Ints
    head: Ints
    stem: Ints
    initials: Ints
    tokens: Ints
    sentence: Ints
    quoted: Ints


def describe(
    text: str, words: Words, ranges: Sequence[tuple[int, int]], sentence: NDArray[np.int32], quoted: NDArray[np.bool_]
) -> Mentions:
    """What the words of candidate mentions say of them.

    ``ranges`` are words, half open, in the order of the text; ``sentence`` numbers the sentence of every word;
    ``quoted`` says of each range whether it is inside quotation marks.
    """
    numbers: dict[str, int] = {"": -1}

    def number(key: str) -> int:
        """The number of a string, equal for equal ones."""
        return numbers.setdefault(key, len(numbers))

    at = min((start for start, _ in ranges), default=0)
    all_of_them = slice(at, max((end for _, end in ranges), default=0))
    bounds = zip(words.starts[all_of_them].tolist(), words.ends[all_of_them].tolist(), strict=True)
    written = [text[a:b] for a, b in bounds]
    lowered = [form.lower() for form in written]
    rows = []
    for (start, end), inside in zip(ranges, quoted.tolist(), strict=True):
        forms, low = written[start - at : end - at], lowered[start - at : end - at]
        head = _head(low)
        kind = _kind(low, head, int(words.case[start + head]))
        content = [word for word in low if word not in _STOP]
        initials = _initials(forms, named=kind == _NAME)
        of_words = (kind, number(" ".join(content)), number(low[head]), number(_stem(low[head])))
        short = number(initials and "=" + initials)
        rows.append((start, end, *of_words, short, int(sentence[start]), inside, *_padded(map(number, content))))
    table = np.array(rows, np.int64).reshape(len(rows), 9 + _TOKENS)
    start_, end_, kind_, name, head_, stem, initials_, sentence_, inside_ = table[:, :9].T
    return Mentions(start_, end_, kind_, name, head_, stem, initials_, table[:, 9:], sentence_, inside_)


def _padded(numbers: Iterator[int]) -> list[int]:
    first = list(islice(numbers, _TOKENS))
    return [*first, *([-1] * (_TOKENS - len(first)))]


def _initials(forms: list[str], *, named: bool) -> str:
    """What an abbreviation of these words would be, or the abbreviation itself ("United Nations", "UN" -> "un")."""
    capitals = "".join(form[0] for form in forms if form[:1].isupper())
    if named and len(capitals) > 1:
        return capitals.lower()
    return forms[0].lower() if forms[0].isupper() else ""


class Quotations:
    """Where the quotation marks of a text are open; a paragraph closes what it opened."""

    def __init__(self, text: str) -> None:
        edges, states = [-1], [False]
        for start, end in paragraphs(text):
            is_open = False
            for mark in _MARKS.finditer(text, start, end):
                now = {"“": True, "”": False}.get(mark[0], not is_open)
                if now != is_open:
                    edges.append(mark.start())
                    states.append(now)
                is_open = now
            if is_open:
                edges.append(end)
                states.append(False)
        self._edges, self._states = np.array(edges), np.array(states)

    def around(self, offsets: NDArray[Any]) -> NDArray[np.bool_]:
        """Of each character, whether a quotation is open there."""
        found: NDArray[np.bool_] = self._states[np.searchsorted(self._edges, offsets, side="right") - 1]
        return found

    def closed_by(self, offsets: NDArray[Any]) -> Ints:
        """Of each character, where the quotation opened whose closing mark stands right before it (``"...," he``);
        ``NOT_QUOTED`` where none does."""
        last = np.searchsorted(self._edges, offsets, side="right") - 1
        closes = ~self._states[last] & (last > 0) & (offsets - self._edges[last] <= 2)
        found: Ints = np.where(closes, self._edges[np.maximum(last - 1, 0)], NOT_QUOTED)
        return found


def _head(low: list[str]) -> int:
    """Place of the head word: the last before a preposition, comma or relative pronoun, without a possessive mark."""
    last = len(low)
    for place, word in enumerate(low[1:], 1):
        if word in _AFTER_HEAD:
            last = place
            break
    while last > 1 and low[last - 1] in _POSSESSIVE:
        last -= 1
    return last - 1


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _kind(low: list[str], head: int, case: int) -> int:
    if len(low) == 1 and low[0] in _PRONOUN_OF:
        return _PRONOUN_OF[low[0]]
    if case in (1, 2, 3) and len(low[head]) > 1:
        return _NAME
    if low[0] in _DETERMINERS:
        return _DETERMINERS[low[0]]
    return _NUMBER if low[0][:1].isdigit() else _BARE


_SENTENCES = np.array([1, 2, 3, 4, 6, 10, 20])  # how far apart, in steps
FEATURES = {
    "kinds": CLASSES * CLASSES,
    "sentences": 8 * 9,
    "steps": 10,
    "match": 16 * 9,
    "nesting": 6,
    "quotes": 8,
    "modifiers": 18,
}
"""The features of a pair and how many values each has: both kinds; sentences between them; mentions between them; equal
name, head, head within the other, abbreviation; one inside the other or beside it; quotation; words only one has."""


def third_person(mentions: Mentions) -> NDArray[np.bool_]:
    """Which mentions are "he", "she", "it", "they" in any case."""
    return mentions.kind < 4


def unlike(mentions: Mentions, rows: Ints, others: Ints) -> NDArray[np.bool_]:
    """Which ``others`` (n, k) are pronouns of another kind than the mentions ``rows`` (n): "you" beside "she"."""
    kind = mentions.kind[others]
    found: NDArray[np.bool_] = (kind < len(_PRONOUNS)) & (kind != mentions.kind[rows, None])
    return found


def candidates(mentions: Mentions) -> Ints:
    """Earlier mentions to compare each with (n, k); -1 where there are fewer.

    The last ``BACK``, and one column more: the latest mention before those of the same stem.
    """
    n = len(mentions.start)
    near = np.arange(n)[:, None] - np.arange(1, min(BACK, max(n, 1)) + 1)[None, :]
    near[near < 0] = -1
    far = np.full(n, -1, np.int64)
    seen: dict[int, list[int]] = {}
    for i, stem in enumerate(mentions.stem.tolist()):
        before = seen.setdefault(stem, [])
        place = bisect_left(before, i - BACK)
        far[i] = before[place - 1] if place else -1
        before.append(i)
    return np.concatenate((near, far[:, None]), axis=1)


def features(m: Mentions, rows: Ints, others: Ints) -> tuple[Ints, ...]:
    """The value of each of ``FEATURES``, in order, for mentions ``rows`` (n) with ``others`` (n, k): arrays (n, k)."""
    i, j = rows[:, None], np.maximum(others, 0)
    coarse = np.where(m.kind < len(_PRONOUNS), 0, np.where(m.kind == _NAME, 1, 2))
    pair = coarse[i] * 3 + coarse[j]
    far = m.sentence[i] - m.sentence[j]
    sentences = np.searchsorted(_SENTENCES, far, side="right")
    steps = np.minimum(np.log2(np.maximum(i - j, 1)).astype(np.int64), 9)
    name = (m.name[i] == m.name[j]) & (m.name[i] >= 0)
    stem = m.stem[i] == m.stem[j]
    of_i, of_j = m.tokens[rows][:, None], m.tokens[j]
    inside = (m.head[i][..., None] == of_j).any(-1) | (m.head[j][..., None] == of_i).any(-1)
    initials = (m.initials[i] == m.initials[j]) & (m.initials[i] >= 0)
    same = of_i[..., :, None] == of_j[..., None, :]
    only_i = np.minimum(((of_i >= 0) & ~same.any(-1)).sum(-1), 2)
    only_j = np.minimum(((of_j >= 0) & ~same.any(-2)).sum(-1), 2)
    within = (m.start[i] >= m.start[j]) & (m.end[i] <= m.end[j])
    around = (m.start[i] <= m.start[j]) & (m.end[i] >= m.end[j])
    gap = m.start[i] - m.end[j]
    return (
        m.kind[i] * CLASSES + m.kind[j],
        sentences * 9 + pair,
        steps,
        (name + 2 * stem + 4 * inside + 8 * initials) * 9 + pair,
        np.select([within, around, gap == 0, gap == 1, gap == 2], [1, 2, 3, 4, 5], 0),
        m.quoted[i] + 2 * m.quoted[j] + 4 * (far == 0),
        (only_i * 3 + only_j) * 2 + (stem | inside),
    )
