"""Two spellings of one name held apart from two names."""

from __future__ import annotations

import pytest

from onrecord.resolving.spelling import Likeness, compare, edits, fold


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Benyamin Netanyahu", "Benjamin Netanyahu"), ("Mohammad bin Salman", "Mohammed bin Salman"),
        ("Abdel Fatah al-Sissi", "Abdel Fattah el-Sisi"), ("Binali Yildirim", "Binali Yıldırım"),
        ("Volodimir Zelensky", "Volodymyr Zelenskyy"),
    ],
)  # fmt: skip
def test_habits_of_transliteration_fold_together(name: str, other: str) -> None:
    assert fold(name) == fold(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Sergei Lavrow", "Sergey Lavrov"), ("Serguei Lavroff", "Sergey Lavrov"),
        ("Dimitri Medvedev", "Dmitry Medvedev"), ("Abd al-Rahman Aref", "Abdelrahman Aref"),
        ("Kasim Jomart Tokaev", "Kassym-Jomart Tokayev"), ("Ahmad Shafiq", "Ahmed Shafik"),
    ],
)  # fmt: skip
def test_the_same_name_in_another_spelling(name: str, other: str) -> None:
    assert compare(name, other) is compare(other, name) is Likeness.SPELLING


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Angela Merkle", "Angela Merkel"), ("Jair Bolsanaro", "Jair Bolsonaro"), ("Justin Trudaeu", "Justin Trudeau"),
        ("Moammar Kadhafi", "Muammar Gaddafi"), ("Jens Stoltenburg", "Jens Stoltenberg"),
        ("Sergei Lavron", "Sergey Lavrov"), ("Mike Johnston", "Mike Johnson"),
    ],
)  # fmt: skip
def test_a_slip_in_the_surname(name: str, other: str) -> None:
    assert compare(name, other) is compare(other, name) is Likeness.SLIP


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Oleg Petrov", "Olga Petrov"), ("Daniela Ortega", "Daniel Ortega"), ("Bashir al-Assad", "Bashar al-Assad"),
        ("Jean Castex", "Joan Castex"), ("John Kerr", "John Kerry"), ("Kim Jong-un", "Kim Jong-il"),
        ("Hassan Rahimi", "Hussein Rahimi"), ("Peter Lavrov", "Sergey Lavrov"), ("Merkle", "Merkel"), ("", ""),
    ],
)  # fmt: skip
def test_other_names(name: str, other: str) -> None:
    assert compare(name, other) is compare(other, name) is Likeness.OTHER


@pytest.mark.parametrize(
    ("one", "other", "count"), [("", "abc", 3), ("merkle", "merkel", 1), ("abc", "abd", 1), ("abc", "abc", 0)]
)
def test_edits_count_a_swap_as_one(one: str, other: str, count: int) -> None:
    assert edits(one, other) == edits(other, one) == count
