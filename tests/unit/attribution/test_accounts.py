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


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        ("Mali called that untrue.", "that untrue", "called"),
        ("Mali called the report a complete fabrication.", "the report a complete fabrication", "called"),
        ('"This is a lie," said Mali.', '"This is a lie,"', "said"),
    ],
)
def test_who_calls_it_false_denies_it(told: Any, sentence: str, content: str, cue: str) -> None:
    made = claimed(told, f"Chad said rebels shelled Orlo. {sentence}")
    made.said(content, (cue, 1) if cue == "said" else cue, "Mali", stance="deny", stance_score=0.9)
    assert entries(made) == [("Chad", "CT+"), ("Mali", "CT-")]


def test_an_accuser_affirms_what_the_accused_denies(told: Any) -> None:
    text = "Chad accused Mali of shelling Orlo. Mali rejected the accusation."
    made = told(text).said("Mali of shelling Orlo", "accused", "Chad", stance="accuse", stance_score=0.9)
    made.said("the accusation", "rejected", ("Mali", 1), stance="deny", stance_score=0.9)
    assert entries(made.did("shelling", stand="CT-", holder="statement")) == [("Chad", "CT+"), ("Mali", "CT-")]


@pytest.mark.parametrize("charge", ["a charge", "an allegation", "allegations"])
def test_an_apposed_charge_stands_for_the_deed(told: Any, charge: str) -> None:
    made = claimed(told, f"Chad said rebels shelled Orlo, {charge} Mali denied.")
    assert entries(made.said(charge, "denied", "Mali")) == [("Chad", "CT+"), ("Mali", "CT-")]


def test_a_charge_behind_its_verb_is_one_of_its_own(told: Any) -> None:
    made = claimed(told, "Chad said rebels shelled Orlo. Mali denied a charge.")
    assert entries(made.said("a charge", "denied", "Mali")) == [("Chad", "CT+")]


def test_what_another_denies_its_teller_affirms(told: Any) -> None:
    made = told("The army, which Chad says shelled Orlo, denied the claim.")
    made.said("shelled Orlo", "says", "Chad").said("the claim", "denied", "The army")
    assert entries(made.did("shelled", stand="CT-", holder="statement")) == [("Chad", "CT+"), ("The army", "CT-")]


def test_a_teller_who_denies_it_by_words_of_his_own_does(told: Any) -> None:
    made = told("Chad said it had not shelled Orlo, but Mali denied it.")
    made.said("it had not shelled Orlo", "said", "Chad").said(("it", 1), "denied", "Mali")
    assert entries(made.did("shelled", stand="CT-", holder="statement"))[0] == ("Chad", "CT-")


@pytest.mark.parametrize(
    "cue", ["neither confirmed nor denied", "declined to confirm or deny", "wouldn't confirm or deny"]
)
def test_to_neither_confirm_nor_deny_is_one_statement_that_leaves_it_open(told: Any, cue: str) -> None:
    made = told(f"Mali {cue} that it had shelled Orlo.").did("shelled", stand="CT-", holder="statement")
    made.said("that it had shelled Orlo", "confirm", "Mali", stance="confirm", score=0.7)
    made.said("that it had shelled Orlo", "den", "Mali", stance="deny", score=0.8)
    record = assemble(made.analysis())
    (statement,) = record.statements
    assert (statement.stance, statement.cue[0].end) == ("decline", len(f"Mali {cue}"))
    assert entries(made) == [("Mali", "Uu")]


def test_a_report_neither_confirmed_nor_denied_is_left_open(told: Any) -> None:
    made = claimed(told, "Chad said rebels shelled Orlo. Mali would neither confirm nor deny the report.")
    made.said("the report", "neither confirm nor deny", "Mali", stance="decline")
    assert entries(made) == [("Chad", "CT+"), ("Mali", "Uu")]


@pytest.mark.parametrize(("content", "stand"), [("that it had", "CT+"), ("it did not", "CT-"), ("they hadn't", "CT-")])
def test_an_auxiliary_alone_stands_for_the_deed(told: Any, content: str, stand: str) -> None:
    made = claimed(told, f"Chad said rebels shelled Orlo, but Mali insisted {content}.")
    assert entries(made.said(content, "insisted", "Mali")) == [("Chad", "CT+"), ("Mali", stand)]
