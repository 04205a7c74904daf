from __future__ import annotations

import pytest

from onrecord.reading.language import english_name, has_words, identify, is_english


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ministers in Oslo said on Friday that they had agreed on the terms of a ceasefire.", "en"),
        ("Die Minister sagten am Freitag in Oslo, dass sie sich auf eine Waffenruhe geeinigt hätten.", "de"),
        ("Les ministres ont déclaré vendredi à Oslo qu'ils étaient convenus d'une trêve.", "fr"),
        ("Министры заявили в пятницу в Осло, что договорились о прекращении огня.", "ru"),
        ("部長們週五在奧斯陸表示,他們已就停火條件達成一致,並將於下週簽署協議。雙方代表團都對結果表示歡迎。", "zh"),
    ],
)
def test_enough_text_decides(text: str, code: str) -> None:
    assert identify(text) == (code, True)


@pytest.mark.parametrize("text", ["Ja", "Obama, Putin, Merkel", "Hello world."])
def test_little_text_is_never_sure(text: str) -> None:
    assert not identify(text).sure


def test_without_words_there_is_no_language() -> None:
    assert identify('"..." 12 % — !') == (None, False)
    assert not has_words('"..." 12 % — !')


def test_the_middle_counts_in_long_texts() -> None:
    german = "Die Regierung hat am Freitag mitgeteilt, dass die Verhandlungen weitergehen. "
    assert identify("\n" * 4000 + german * 200).code == "de"


@pytest.mark.parametrize("code", ["en", "EN", "en-GB", "en_US", "eng", "English"])
def test_names_of_english(code: str) -> None:
    assert is_english(code)


def test_names_of_others() -> None:
    assert not is_english("de")
    assert [english_name(code) for code in ("de", "pt-BR", "Klingon!")] == [
        "German (de)",
        "Portuguese (pt-BR)",
        "Klingon!",
    ]
