"""Laws of quotations and sentences: never fail, in order, inside the text, every word covered, linear time."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.sentences import paragraphs, sentences
from onrecord.model import Span
from onrecord.statements.quotations import Quoted, quotations

# Mostly what rules look at: marks, stops, blanks, capitals, abbreviations; and anything at all.
_PIECES = st.sampled_from(
    [*"\"'“”„‟«»‘’.!?…()[] \n\r\t\u2028\x0c\x0bAa1", ". ", ".” ", "Mr. ", "U.S. ", "No. ", "said ", "don’t ", "’90s "]
)
TEXTS = st.lists(_PIECES | st.text(max_size=5), max_size=40).map("".join)


@given(TEXTS)
def test_sentences_are_in_order_and_cover_every_word(text: str) -> None:
    found = sentences(text)
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip(), "words between two sentences"
        assert text[start:end] == text[start:end].strip()
        assert not re.search(r"[\r\n\u2028\u2029]", text[start:end])
        at = end
    assert not text[at:].strip()


@given(TEXTS)
def test_each_sentence_lies_in_one_paragraph(text: str) -> None:
    lines = paragraphs(text)
    assert all(any(a <= s and e <= b for a, b in lines) for s, e in sentences(text))


@given(TEXTS)
def test_quotations_are_in_order_inside_the_text_and_open_with_a_mark(text: str) -> None:
    found = quotations(text)
    assert found == sorted(set(found))
    for start, end in found:
        assert 0 <= start < end <= len(text)
        assert end - start > 1
        assert text[start] in "\"'“„‟«‘"
        assert any(a <= start and end <= b for a, b in paragraphs(text))


@given(TEXTS)
def test_looking_up_a_quotation_finds_what_a_look_at_all_finds(text: str) -> None:
    quoted, found = Quoted(text), quotations(text)
    for at in range(len(text)):
        assert quoted.around(at) == sorted((s for s in found if s.start <= at < s.end), key=lambda s: (s[0], -s[1]))
        if quoted.opens(at) or quoted.closes(at):
            assert not text[at].isalnum()


@given(TEXTS, TEXTS)
def test_paragraphs_do_not_see_one_another(one: str, two: str) -> None:
    shift = len(one) + 1
    assert quotations(f"{one}\n{two}") == quotations(one) + [Span(s + shift, e + shift) for s, e in quotations(two)]
    assert sentences(f"{one}\n{two}") == sentences(one) + [(s + shift, e + shift) for s, e in sentences(two)]


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "'",
        "‘",
        "’",
        ".",
        ". ",
        "a. A. ",
        '." ',
        "U.S. The ",
        '("',
        "\"a\" 'b' ",
        "“a\n",
        "x",
        " ",
        "\n",
        "Mr. ",
    ],
)
def test_a_megabyte_of_anything_takes_linear_time(unit: str, grows_linearly: Any) -> None:
    def job(size: int) -> None:
        text = unit * (size // len(unit))
        sentences(text)
        Quoted(text)

    assert grows_linearly(job, 250_000)
