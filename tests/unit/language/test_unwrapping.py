"""Lines broken at a width are mended; everything that is a line of its own stays one."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.sentences import sentences
from onrecord.language.unwrapping import unwrapped

FIRST = (
    "The harbour master of Orlo said on Tuesday that “nobody has the right to close the strait”, and that pilots "
    "would go on guiding ships through it. The navy had told owners to wait for an escort, which he called needless."
)
SECOND = "Two tankers left at dawn without one. Their owners did not answer questions about who had let them go."


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_wrapped_paragraphs_have_the_sentences_of_whole_ones(width: int, between: str, line_end: str) -> None:
    wrapped = between.join(textwrap.fill(p, width) for p in (FIRST, SECOND)).replace("\n", line_end)
    whole = unwrapped(wrapped)
    found = [" ".join(whole[s:e].split()) for s, e in sentences(whole)]
    assert found == [p[s:e] for p in (FIRST, SECOND) for s, e in sentences(p)]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n{SECOND}\nand so on",
        "Fleet leaves port\nCrews were told to be back on board by eight in the evening",
        "- the first of the items that the council had on its list for today\n- the second of them, which it put off",
        "Q: And who told the pilots that they were free to go out again, Sir?\nA: Nobody did. They went of their own.",
        "roses\nare red\nviolets\nare blue",
        "",
        "\n\n",
        "one",
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(st.sampled_from("ab A.\n\r“”-\u2028") | st.characters(), max_size=300))
def test_only_line_breaks_change_and_only_to_blanks(text: str) -> None:
    whole = unwrapped(text)
    assert len(whole) == len(text)
    assert all(old == new or (old in "\r\n" and new == " ") for old, new in zip(text, whole, strict=True))


@pytest.mark.parametrize("unit", ["a" * 71 + "\n", "\n", "\r", " \n", "x ", "ab cd\n"])
def test_a_megabyte_takes_linear_time(unit: str, grows_linearly: Any) -> None:
    assert grows_linearly(lambda size: unwrapped(unit * (size // len(unit))), 250_000)
