"""Names in one list are of one kind."""

from __future__ import annotations

import re

import pytest

from onrecord.model import Mention, Span
from onrecord.model.entities import MentionKind
from onrecord.resolving.mentions import of_one_kind


def kinds(text: str, *names: str, taken_for: MentionKind = "person", score: float = 0.7) -> list[str]:
    mentions = [Mention(span=Span(*m.span()), kind=taken_for, score=score) for n in names for m in re.finditer(n, text)]
    return [m.kind for m in of_one_kind(text, mentions)]


def test_a_list_of_towns_of_one_country_is_of_places() -> None:
    text = "Shells hit Orikhiv, Huliaipole and Stepnohirsk at dawn."
    assert kinds(text, "Orikhiv", "Huliaipole", "Stepnohirsk") == ["gpe"] * 3


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The goals were scored by Santos, Lima and Anna.", ["Santos", "Lima", "Anna"]),  # a first name
        ("Pedro Santos spoke. Santos, Lima and Sousa left.", ["Pedro Santos", "Santos(?=,)", "Lima", "Sousa"]),
        ("Orikhiv and Stepnohirsk spoke.", ["Orikhiv", "Stepnohirsk"]),  # two, and no place among them
        ("Kellan, Orikhiv and Brondby left.", ["Kellan", "Orikhiv", "Brondby"]),
    ],
)
def test_other_lists_are_as_the_reader_took_them(text: str, names: list[str]) -> None:
    assert set(kinds(text, *names)) == {"person"}


def test_where_the_reader_is_sure_its_word_stands() -> None:
    text = "Orikhiv, Toretsk and Stepnohirsk left."
    assert set(kinds(text, "Orikhiv", "Toretsk", "Stepnohirsk", score=0.95)) == {"person"}
