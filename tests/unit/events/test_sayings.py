"""Plain sayings are no deeds, and tellers no parties."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.events import code_events
from onrecord.statements import find_statements


def triggers(made: Any) -> list[str]:
    analysis = made.analysis()
    text = analysis.document.text
    return [text[slice(*d.trigger.span)] for d in code_events(analysis, find_statements(analysis))]


@pytest.mark.parametrize("verb", ["denied", "said", "confirmed", "announced"])
def test_a_plain_saying_is_no_deed(told: Any, verb: str) -> None:
    made = told(f"Chad {verb} that its army shelled Orlo.").said("that its army shelled Orlo", verb, "Chad")
    assert triggers(made.did(verb, "REJECT").did("shelled")) == ["shelled"]


def test_accusing_is_a_deed(told: Any) -> None:
    made = told("Chad accused Mali of shelling Orlo.").said("Mali of shelling Orlo", "accused", "Chad")
    assert triggers(made.did("accused", "ACCUSE").did("shelling")) == ["accused", "shelling"]


@pytest.mark.parametrize(
    ("content", "deeds"),
    [("that Mali might strike", ["strike"]), ("that it would strike", ["warned", "strike"])],
)
def test_to_warn_of_others_is_no_threat(told: Any, content: str, deeds: list[str]) -> None:
    made = told(f"Chad warned {content}.").said(content, "warned", "Chad")
    assert triggers(made.did("warned", "THREATEN").did("strike")) == deeds


def test_who_tells_of_a_deed_is_no_party_to_it(told: Any) -> None:
    made = told("Chad says rebels shelled Orlo.").said("rebels shelled Orlo", "says", "Chad")
    analysis = made.did("shelled", actors=["Chad", "rebels"]).analysis()
    (deed,) = code_events(analysis, find_statements(analysis))
    text = analysis.document.text
    assert [text[slice(*a)] for a in deed.trigger.actors] == ["rebels"]


def test_a_teller_who_is_the_only_party_stays(told: Any) -> None:
    made = told("Chad promised to leave Orlo.").said("to leave Orlo", "promised", "Chad")
    analysis = made.did("leave", "RETREAT", actors=["Chad"]).analysis()
    assert len(code_events(analysis, find_statements(analysis))[0].trigger.actors) == 1


@pytest.mark.parametrize(
    ("text", "recipient", "left"),
    [("The envoys discussed Mali's debt.", "Mali", []), ("The envoy discussed debt with Mali.", "Mali", ["Mali"])],
)
def test_what_is_talked_about_is_no_party(text: str, recipient: str, left: list[str], told: Any) -> None:
    made = told(text).did("discussed", "CONSULT", actors="envoy", recipients=recipient)
    (deed,) = code_events(made.analysis())
    assert [text[slice(*span)] for span in deed.trigger.recipients] == left
