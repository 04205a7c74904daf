"""Deeds that only the title of a work names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.events import code_events
from onrecord.model import Span


@pytest.mark.parametrize(
    ("text", "deed", "found"),
    [
        ('The film "The Siege of Orlo" opens in May.', "Siege", False),
        ("He wrote “War and Peace in Orlo”, a novel.", "War", False),
        ('The museum lay near "the Siege of Orlo".', "Siege", True),
        ('The envoy said "The Siege of Orlo is over" at a museum.', "Siege", True),
        ('The army calls it "The Siege of Orlo".', "Siege", True),
        ('The film "Orlo" opens after the Siege of Orlo.', "Siege", True),
        ('The film "Orlo" and the song "Chad" open after the Siege.', "Siege", True),
    ],
)
def test_a_deed_in_the_title_of_a_work_is_none(text: str, deed: str, found: bool, told: Any) -> None:
    assert bool(code_events(told(text).did(deed).analysis())) is found


def test_a_text_of_quotation_marks_takes_linear_time(told: Any, grows_linearly: Any) -> None:
    def job(size: int) -> None:
        made = told('"War ' * size)
        first = made.did("War").triggers[0]
        made.triggers = [replace(first, span=Span(at, at + 3)) for at in range(1, len(made.text), 5)]
        code_events(made.analysis())

    assert grows_linearly(job, 1000)
