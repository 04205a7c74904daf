"""Sentences, by small invented texts: each row is one text as it should fall apart, a bar between sentences."""

from __future__ import annotations

import pytest

from onrecord.language.sentences import paragraphs, sentences


@pytest.mark.parametrize(
    "barred",
    [
        "The strike failed.|The union met again.",
        "Who fired first?|Nobody knows!|It is late…|We wait.",
        "Mr. Otieno met Gov. Ada Brook and Lt. Gen. Omar Said on Jan. 5.|They left.",
        "J. A. Brandt and George W. Bell signed.|The rest did not.",
        "He moved to Washington, D.C.|The family stayed.",
        "He flew to the U.S. Embassy in Oslo.|It was shut.",
        "He sold Acme Inc.|The board resigned.",
        "He said no.|The army left.",
        "Did he agree?|No.|The army left at dawn.",
        "Article No. 12 is void.",
        "They sat.|The judge stood.",
        "The law dates from the 1970s.|Critics call it old.",
        "Prices rose 3.5 percent.|5 people were hurt.",
        "“We will not sign.”|“Never,” she added.",
        'He said "Go."|She went.',
        "(They had met before.)|Talks resumed.",
        "Šimić spoke.|Ödön left.|Élodie stayed.",
        "Wait... they never came.|So we left.",
        "The site, e.g. Reuters, was down.",
        "It ended in Plan B.|The crowd cheered.",
        "One line\n|Another line without a stop\r\n|Third. fourth",
        "A headline\u2028|A text.",
    ],
)
def test_sentences_end_where_they_should(barred: str) -> None:
    parts = barred.split("|")
    text = " ".join(parts)
    assert [text[s:e] for s, e in sentences(text)] == [p.strip() for p in parts]


def test_a_small_letter_continues_the_sentence() -> None:
    assert len(sentences("He asked why? and left. then nothing")) == 1


def test_paragraphs_are_the_lines_that_hold_something() -> None:
    text = "\n  One. \r\n\r\n\t\nTwo\x0cThree \n"
    assert [text[s:e] for s, e in paragraphs(text)] == ["One.", "Two", "Three"]
    assert paragraphs(" \n\t ") == sentences("") == []
