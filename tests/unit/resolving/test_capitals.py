"""Texts in capitals, written as running text has them."""

from __future__ import annotations

import pytest

from onrecord.language.sentences import sentences
from onrecord.model import Mention, Span
from onrecord.resolving.capitals import running_text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "RUSSIAN FORCES ATTACKED KHARKIV ON TUESDAY, THE GOVERNOR OF THE REGION SAID.",
            "Russian forces attacked Kharkiv on Tuesday, the governor of the region said.",
        ),
        ("NATO AND THE UNITED STATES TALKED.", "NATO and the United States talked."),
        ("THE KNDF TOOK A TOWN AT DAWN", "The KNDF took a town at dawn"),
        ("MR. VOSS: We met. NATO LEFT.", "MR. VOSS: We met. NATO LEFT."),  # a label and two words
        ("Mali's army left on Monday.", "Mali's army left on Monday."),
    ],
)
def test_sentences_in_capitals_get_small_letters_but_for_names(text: str, written: str) -> None:
    assert running_text(text, [], [Span(*s) for s in sentences(text)]) == written


def test_what_the_reader_calls_a_name_keeps_its_capital() -> None:
    text = "ORLO WAS SHELLED BY MEN OF THE VELD FRONT"
    names = [Mention(span=Span(0, 4), kind="gpe"), Mention(span=Span(31, 41), kind="organization")]
    written = running_text(text, names, [Span(0, len(text))])
    assert written == "Orlo was shelled by men of the Veld Front"


def test_every_character_keeps_its_place() -> None:
    text = "DIE STRASSE WAR İSTANBUL ẞ GROẞ UND ŉ"
    assert len(running_text(text, [], [Span(0, len(text))])) == len(text)
