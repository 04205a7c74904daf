from __future__ import annotations

import pytest

from onrecord.errors import UserError
from onrecord.reading import Defaults, check_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-05-03", "2024-05-03"),
        (" 20240503 ", "2024-05-03"),
        ("2024-05-03T14:30:00Z", "2024-05-03T14:30:00+00:00"),
        ("2024-05-03 14:30", "2024-05-03T14:30:00"),
    ],
)
def test_dates_in_one_form(text: str, iso: str) -> None:
    assert check_date(text) == iso
    assert Defaults(published=text).published == iso


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "3 May 2024", "2024-02-30"])
def test_other_dates_are_refused_saying_how_to_write_them(text: str) -> None:
    with pytest.raises(UserError, match="YYYY-MM-DD"):
        check_date(text)
    with pytest.raises(UserError):
        Defaults(published=text)
