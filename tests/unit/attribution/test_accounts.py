"""A second entry for who confirms or denies a deed told by another."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.pipeline import assemble


def entries(made: Any) -> list[tuple[str, str]]:
    """(innermost speaker, certainty and polarity) of each entry."""
    record = assemble(made.analysis())
    text = record.document.text
    by_id = {s.id: s for s in record.statements}
    found = []
    for event in record.events:
        voice = event.voices[-1]
        speaker = text[slice(*by_id[voice.statement].speaker[0])] if voice.statement else voice.kind
        found.append((speaker, voice.certainty + voice.polarity))
    return found


def claimed(told: Any, text: str) -> Any:
    return told(text).said("rebels shelled Orlo", "said", "Chad").did("shelled", holder="statement")


def test_claim_and_denial_of_it_are_two_entries(told: Any) -> None:
    made = claimed(told, "Chad said rebels shelled Orlo, but Mali denied it.").said("it", "denied", "Mali")
    assert entries(made) == [("Chad", "CT+"), ("Mali", "CT-")]


def test_a_confirmation_in_the_next_sentence(told: Any) -> None:
    made = claimed(told, "Chad said rebels shelled Orlo. Mali confirmed the attack.")
    assert entries(made.said("the attack", "confirmed", "Mali")) == [("Chad", "CT+"), ("Mali", "CT+")]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Chad said rebels shelled Orlo, but Mali denied it had lied.", "it had lied"),  # of something else
        ("Chad said rebels shelled Orlo. Rain fell. It grew dark. Mali denied it.", "it"),  # too far away
    ],
)
def test_a_denial_of_other_things_adds_nothing(told: Any, text: str, content: str) -> None:
    assert entries(claimed(told, text).said(content, "denied", "Mali")) == [("Chad", "CT+")]


def test_what_the_author_tells_can_be_denied(told: Any) -> None:
    made = told("Rebels shelled Orlo, but Mali denied it.").did("shelled").said("it", "denied", "Mali")
    assert entries(made) == [("author", "CT+"), ("Mali", "CT-")]
