from __future__ import annotations

import pytest

from onrecord.attribution import distance_in_clause, distance_of, hedges_of
from onrecord.language.clauses import clause_end, left_clause
from onrecord.model import Quantity, Span, Statement


def at(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def clause(text: str, trigger: str) -> Span:
    whole = [Span(0, len(text))]
    return Span(left_clause(text, at(text, trigger), whole).start, clause_end(text, at(text, trigger), whole))


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("Rebels may have shelled Orlo.", None, [("probability", "may")]),
        ("Rebels reportedly shelled Orlo, which could burn.", None, [("evidential", "reportedly")]),
        ("Rebels shelled Orlo and could burn it.", None, []),
        ("Rebels shelled an alleged camp.", None, [("evidential", "alleged")]),
        ("Rebels appear to have shelled Orlo.", None, [("shield", "appear to")]),
        ("Rebels reported they had shelled Orlo in May.", None, []),
        ("Rebels shelled Orlo with all the guns that the old garrison's mayors had.", None, []),
        ("Rebels shelled Orlo, killing as many as 40.", "40", [("bound", "as many as")]),
        ("Rebels shelled Orlo, killing at least some 40.", "40", [("bound", "at least"), ("approximator", "some")]),
        ("Rebels shelled Orlo, killing at least 40 men.", "at least 40 men", [("bound", "at least")]),
        ("Rebels shelled 12 huts or more.", "12 huts", [("bound", "or more")]),
        ("Rebels shelled 12 huts over the weekend.", "12 huts", []),
        ("Rebels shelled Orlo for about an hour with 3 guns.", "3", []),
        ("Rebels shelled Orlo.", None, []),
    ],
)
def test_hedges_of_the_clause_and_of_its_numbers(
    text: str, number: str | None, expected: list[tuple[str, str]]
) -> None:
    numbers = [Quantity(what="n", min=1, max=1, span=at(text, number))] if number else []
    found = hedges_of(text, clause(text, "shelled"), numbers)
    assert [(h.kind, text[slice(*h.span)]) for h in found] == expected


@pytest.mark.parametrize(
    ("text", "cue", "content", "form", "expected"),
    [
        ("The mayor claimed the so-called police left.", "claimed", "the so-called police left", "indirect", 2),
        ("She said what he described as a raid failed.", "said", "what he described as a raid failed", "indirect", 1),
        ('He said the so-called mayor was "a liar".', "said", 'the so-called mayor was "a liar"', "mixed", 1),
        ('"A so-called cook," she said.', "said", '"A so-called cook,"', "direct", 0),
        ("Rebels claimed responsibility for it.", "claimed", "responsibility for it", "indirect", 0),
    ],
)
def test_distance_is_the_authors_not_the_speakers(text: str, cue: str, content: str, form: str, expected: int) -> None:
    told = Statement(
        id="s1", speaker=(), cue=(at(text, cue),), content=(at(text, content),), form=form, stance="claim", score=1
    )  # type: ignore[arg-type]
    assert len(distance_of(text, told)) == expected


def test_distance_in_a_deeds_own_clause() -> None:
    text = "Self-styled councillors seized Orlo; the so-called mayor fled."
    found = distance_in_clause(text, clause(text, "seized"))
    assert [text[slice(*s)] for s in found] == ["Self-styled"]
