from __future__ import annotations

import pytest

from onrecord.attribution import distance_in_clause, distance_of, hedges_of
from onrecord.model import Quantity, Span, Statement


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Rebels may have shelled Orlo.", None, [("probability", "may")]),
        ("Rebels reportedly shelled Orlo, which could burn.", None, [("evidential", "reportedly")]),
        ("Rebels appear to have shelled Orlo.", None, [("shield", "appear to")]),
        ("Rebels shelled Orlo, killing as many as 40.", "40", [("bound", "as many as")]),
        ("Rebels shelled about 12 huts.", "12", [("approximator", "about")]),
        ("Rebels shelled Orlo for about an hour with 3 guns.", "3", []),
        ("Rebels shelled Orlo.", None, []),
    ],
)
def test_hedges_of_the_clause_and_of_its_numbers(
    text: str, number: str | None, expected: list[tuple[str, str]]
) -> None:
    numbers = [Quantity(what="n", min=1, max=1, span=at(text, number))] if number else []
    found = hedges_of(text, at(text, "shelled"), 0, numbers)
    assert [(h.kind, text[slice(*h.span)]) for h in found] == expected


def test_distance_is_the_authors_not_the_speakers() -> None:
    text = 'The mayor claimed the so-called police had left. "A so-called cook," she said.'
    content = Span(text.index("the so-called"), text.index("."))
    claimed = Statement(
        id="s1", speaker=(), cue=(at(text, "claimed"),), content=(content,), form="indirect", stance="claim", score=1
    )
    assert [text[slice(*s)] for s in distance_of(text, claimed)] == ["claimed", "so-called"]
    quoted = Statement(
        id="s2", speaker=(), cue=(at(text, "said"),), content=(at(text, '"A so-called cook,"'),), form="direct",
        stance="state", score=1,
    )  # fmt: skip
    assert distance_of(text, quoted) == ()


def test_distance_in_a_deeds_own_clause() -> None:
    text = "The self-styled council seized Orlo; the so-called mayor fled."
    found = distance_in_clause(text, at(text, "seized"), 0)
    assert [text[slice(*s)] for s in found] == ["self-styled"]
