from __future__ import annotations

import pytest

from onrecord.language import Guess
from onrecord.language.labels import STANCES
from onrecord.statements.stances import stance_of


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("denied", "deny"),
        ("has since Denied", "deny"),
        ("vowed", "promise"),
        ("called on", "demand"),
        ("was accused of", "accuse"),
        ("told", "state"),
        ("", "state"),
    ],
)
def test_a_verb_that_settles_it_outweighs_a_weak_guess(cue: str, stance: str) -> None:
    assert stance_of(cue, Guess(label="state", score=0.4)) == stance


def test_a_strong_guess_outweighs_the_verb() -> None:
    assert stance_of("called", Guess(label="criticise", score=0.95)) == "criticise"


@pytest.mark.parametrize("stance", STANCES)
def test_every_stance_can_be_guessed(stance: str) -> None:
    assert stance_of("said", Guess(label=stance, score=0.1)) == stance


@pytest.mark.parametrize("cue", ["called", "is calling", "have called"])
def test_to_call_a_thing_something_is_no_demand(cue: str) -> None:
    assert stance_of(cue, Guess(label="criticise", score=0.4)) == "criticise"
    assert stance_of(f"{cue} for", Guess(label="criticise", score=0.4)) == "demand"
