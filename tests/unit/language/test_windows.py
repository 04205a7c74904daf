from __future__ import annotations

import re
from types import SimpleNamespace

import numpy as np
import pytest

from onrecord.language.windows import Words, letter_case, split_words, windows


class Pieces:
    """A tokenizer of the runtime's shape: words and marks, cut into pieces of four characters."""

    def encode(self, text: str, add_special_tokens: bool) -> SimpleNamespace:
        assert not add_special_tokens
        ids, word_ids, offsets = [], [], []
        for number, word in enumerate(re.finditer(r"\w+|[^\w\s]", text)):
            for at in range(word.start(), word.end(), 4):
                ids.append(1000 + at - word.start())
                word_ids.append(number)
                offsets.append((at, min(at + 4, word.end())))
        ids.append(7)  # a control character: a piece of no width
        word_ids.append(-1)
        offsets.append((len(text), len(text)))
        return SimpleNamespace(ids=ids, word_ids=word_ids, offsets=offsets)


def words_of(text: str) -> Words:
    return split_words(text, Pieces())  # type: ignore[arg-type]


def test_words_know_their_characters_and_pieces() -> None:
    text = "Ministers don't sign."
    words = words_of(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)] == [
        "Ministers",
        "don",
        "'",
        "t",
        "sign",
        ".",
    ]
    assert words.first.tolist() == [0, 3, 4, 5, 6, 7, 8]
    assert len(words) == 6
    assert len(words.pieces) == 8


@pytest.mark.parametrize(
    ("word", "case"),
    [("oslo", 0), ("Oslo", 1), ("I", 1), ("NATO", 2), ("iPhone", 3), ("McCoy", 3), ("12", 4), (",", 4), ("5th", 0)],
)
def test_letter_case(word: str, case: int) -> None:
    assert letter_case(word) == case


def test_long_texts_are_tokenised_in_chunks_without_a_seam() -> None:
    text = "word " * 12_000 + "end"
    words = words_of(text)
    assert len(words) == 12_001
    assert all(text[s:e] in ("word", "end") for s, e in zip(words.starts, words.ends, strict=True))


def test_a_text_without_blanks_or_line_breaks_is_read_too() -> None:
    text = "x" * 50_000
    words = words_of(text)
    assert words.starts[0] == 0
    assert words.ends[-1] == len(text)


def test_no_words_no_windows() -> None:
    words = words_of(" \n ")
    assert len(words) == 0
    assert windows(" \n ", words) == []


@pytest.mark.parametrize(
    "text",
    [
        "Short. Text.",
        "\n\n".join("The envoy spoke again at length. " * n for n in (1, 9, 2, 30, 1)),
        "one long sentence without any end " * 60,
        "\n".join(["Line"] * 500),
        "x" * 4000,
    ],
)
def test_every_word_is_the_core_of_one_window(text: str) -> None:
    words = words_of(text)
    found = windows(text, words, window=60, context=12)
    assert found[0].core == found[0].start == 0
    assert [w.core for w in found[1:]] == [w.end for w in found[:-1]]
    assert found[-1].end == len(words)
    pieces = np.diff(words.first)
    for w in found:
        assert w.start <= w.core < w.end
        assert pieces[w.start : w.core].sum() <= 12
        assert pieces[w.start : w.end].sum() <= 60 or w.end - w.core == 1


def test_windows_keep_paragraphs_whole_where_they_fit() -> None:
    paragraph = "The envoy spoke again. He left."
    text = "\n\n".join([paragraph] * 4)
    words = words_of(text)
    ends = {int(words.ends[w.end - 1]) for w in windows(text, words, window=40, context=0)}
    assert ends <= {(len(paragraph) + 2) * n + len(paragraph) for n in range(4)}
