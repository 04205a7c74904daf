from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.events.quantities import bounds


@pytest.mark.parametrize(
    ("before", "words", "low", "high"),
    [
        ("", "12", 12, 12),
        ("", "exactly 1,200 people", 1200, 1200),
        ("", "twenty-one", 21, 21),
        ("", "two hundred and ten soldiers", 210, 210),
        ("", "two thousand three hundred", 2300, 2300),
        ("", "3.5 million", 3_500_000, 3_500_000),
        ("", "half a million", 500_000, 500_000),
        ("", "a dozen", 12, 12),
        ("", "half a dozen", 6, 6),
        ("", "two dozen men", 24, 24),
        ("", "six Dozen", 72, 72),
        ("at least ", "12", 12, None),
        ("", "not fewer than 12", 12, None),
        ("", "no less than twelve", 12, None),
        ("more than ", "a dozen", 12, None),
        ("", "more than two dozen", 24, None),
        ("", "over $17 billion", 17_000_000_000, None),
        ("", "12 or more", 12, None),
        ("up to ", "40", None, 40),
        ("", "as many as 40", None, 40),
        ("", "nearly 40", None, 40),
        ("", "nearly $17 billion", None, 17_000_000_000),
        ("", "no more than 12", None, 12),
        ("not more than ", "400", None, 400),
        ("", "fewer than 40", None, 40),
        ("", "40 or fewer", None, 40),
        ("", "between 6 and 8", 6, 8),
        ("between ", "six and eight", 6, 8),
        ("", "between twenty-five and thirty", 25, 30),
        ("", "6-8", 6, 8),
        ("", "1,200–1,500", 1200, 1500),
        ("", "ten to twelve", 10, 12),
        ("", "two or three", 2, 3),
        ("", "two to three million", 2_000_000, 3_000_000),
        ("", "3-4 million", 3_000_000, 4_000_000),
        ("rose from 3 to ", "12", 12, 12),
        ("killed three and ", "four", 4, 4),
        ("", "dozens of families", 24, None),
        ("", "hundreds", 200, None),
        ("", "several hundred", 200, None),
        ("", "tens of thousands", 20_000, None),
        ("", "hundreds of thousands", 200_000, None),
        ("", "a couple of guards", 2, 2),
        ("", "a guard", 1, 1),
        ("", "another", 1, 1),
        ("", "a nine-year-old boy", 1, 1),
        ("", "two 14-year-olds and", 2, 2),
        ("", "no casualties", 0, 0),
    ],
)
def test_bounds(before: str, words: str, low: float | None, high: float | None) -> None:
    found = bounds(before, words)
    assert found is not None
    assert found[:2] == (low, high)


@pytest.mark.parametrize("words", ["some 300", "about 300", "roughly three hundred", "an estimated 300"])
def test_approximate_numbers_say_so(words: str) -> None:
    assert bounds("", words) == (300, 300, True)


@pytest.mark.parametrize("words", ["", "the protesters", "people", "12th", "Otieno", "several", "9" * 400])
def test_where_no_number_is_there_is_none(words: str) -> None:
    assert bounds("", words) is None


@given(
    st.text(max_size=30),
    st.text(max_size=40) | st.from_regex(r"(\d{1,4}|two|million|dozens|to| |-|and|no){1,6}", fullmatch=True),
)
def test_bounds_never_fail_and_never_cross(before: str, words: str) -> None:
    low, high, _ = bounds(before, words) or (None, None, False)
    assert low is None or 0 <= low < float("inf")
    assert high is None or (low or 0) <= high < float("inf")


@given(st.integers(0, 10**9))
def test_a_number_written_with_commas_is_itself(number: int) -> None:
    assert bounds("", f"{number:,}") == (number, number, False)
