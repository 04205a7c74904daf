"""Text -> word pieces -> windows: what the encoder reads at a time.

Shared by training and by reading, so that both see the same words in the same way. A *word* is a run of letters and
digits or a single mark of punctuation (BERT's pre-tokenisation); a *piece* is a unit of the encoder's vocabulary. A
window holds whole paragraphs where they fit, whole sentences where a paragraph is too long, and begins with a little of
what went before as context. Every word is *core* in exactly one window.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.language.sentences import paragraphs, sentences

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 254  # word pieces of text in a window; two more mark its ends
CONTEXT = 40  # pieces of the preceding text that a window repeats at most
CLS, SEP = 101, 102
CASES = 5  # lower, Title, UPPER, mIxed, no letters
_CHUNK = 20_000  # characters handed to the tokenizer at a time: bounds its memory on long texts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """The words of a text and their pieces, as parallel arrays.

    ``starts`` and ``ends`` are code points, half open; ``case`` is the letter case of each word (0 .. CASES-1);
    ``pieces`` are vocabulary ids and ``first`` is the index of each word's first piece, with one more at the end.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    case: NDArray[np.int8]
    pieces: NDArray[np.int32]
    first: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words ``start`` to ``end`` are read together; those from ``core`` on are this window's own."""

    start: int
    core: int
    end: int


def letter_case(word: str) -> int:
    """0 lower, 1 Title, 2 UPPER (two letters or more), 3 mixed, 4 no letters."""
    if word.islower():
        return 0
    if not any(c.isalpha() for c in word):
        return 4
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and not any(c.isupper() for c in word[1:]) else 3


def split_words(text: str, tokenizer: Tokenizer) -> Words:
    """Tokenise ``text``; words of zero width (control characters) are passed over."""
    starts: list[int] = []
    ends: list[int] = []
    pieces: list[int] = []
    first: list[int] = []
    for offset, chunk in _chunks(text):
        encoding = tokenizer.encode(chunk, add_special_tokens=False)
        previous = None
        for piece, word, (start, end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            if start == end:
                continue
            if word != previous or not starts:
                starts.append(offset + start)
                ends.append(offset + end)
                first.append(len(pieces))
                previous = word
            ends[-1] = max(ends[-1], offset + end)
            pieces.append(piece)
    first.append(len(pieces))
    return Words(
        starts=np.array(starts, np.int32),
        ends=np.array(ends, np.int32),
        case=np.array([letter_case(text[s:e]) for s, e in zip(starts, ends, strict=True)], np.int8),
        pieces=np.array(pieces, np.int32),
        first=np.array(first, np.int32),
    )


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """``text`` in pieces of about _CHUNK characters, cut at line breaks or, failing that, at blanks."""
    at = 0
    while at < len(text):
        end = min(len(text), at + _CHUNK)
        if end < len(text):
            cut = max(text.rfind("\n", at + _CHUNK // 2, end), -1)
            cut = cut if cut > at else text.rfind(" ", at + _CHUNK // 2, end)
            end = cut + 1 if cut > at else end
        yield at, text[at:end]
        at = end


def windows(text: str, words: Words, *, window: int = WINDOW, context: int = CONTEXT) -> list[Window]:
    """Cut the words of ``text`` into windows of at most ``window`` pieces."""
    units = _units(text, words, window - context)
    found: list[Window] = []
    core = 0
    while core < len(units):
        first_word = units[core][0]
        room = window
        start = core
        while start > 0 and _pieces(words, units[start - 1][0], first_word) <= context:
            start -= 1
        room -= _pieces(words, units[start][0], first_word)
        end = core
        paragraph_end = core
        while end < len(units) and _pieces(words, first_word, units[end][1]) <= room:
            end += 1
            if end == len(units) or units[end][2]:
                paragraph_end = end
        # Whole paragraphs where at least half of the window is filled by them.
        if paragraph_end > core and _pieces(words, first_word, units[paragraph_end - 1][1]) * 2 >= room:
            end = paragraph_end
        end = max(end, core + 1)
        found.append(Window(start=units[start][0], core=first_word, end=units[end - 1][1]))
        core = end
    return found


def _pieces(words: Words, start: int, end: int) -> int:
    return int(words.first[end] - words.first[start])


def _units(text: str, words: Words, limit: int) -> list[tuple[int, int, bool]]:
    """Sentences as word ranges, cut where longer than ``limit`` pieces; the flag marks a paragraph's first."""
    openings = {start for start, _ in paragraphs(text)}
    starts = words.starts
    units: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in sentences(text):
        last = bisect_left(starts, end)
        opens = start in openings
        while at < last:
            stop = at + 1
            while stop < last and _pieces(words, at, stop + 1) <= limit:
                stop += 1
            units.append((at, stop, opens))
            at, opens = stop, False
    if at < len(words):  # words outside every sentence: none are known, but none may be lost
        units.append((at, len(words), True))
    return units
