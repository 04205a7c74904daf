from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.events import Deed, code_events
from onrecord.model import Span
from onrecord.statements import find_statements


def only(deeds: tuple[Deed, ...]) -> Deed:
    assert len(deeds) == 1
    return deeds[0]


def test_a_deed_is_coded(told: Any) -> None:
    text = "It was calm. Jets bombed the border town, killing at least 12 people. Rain fell."
    made = told(text).did("bombed", mode="ASSAULT.aerial", actors="Jets", quantities="12 people")
    deed = only(code_events(made.analysis()))
    assert (deed.mode, deed.quad, deed.cameo) == ("aerial", "material conflict", "195")
    assert deed.contexts == ("territory",)
    assert deed.sentence == 1
    (quantity,) = deed.quantities
    assert (quantity.min, quantity.max, quantity.approx) == (12, None, False)
    assert text[slice(*quantity.span)] == "12 people"


def test_a_mode_of_another_type_is_no_mode(told: Any) -> None:
    deed = only(code_events(told("They met.").did("met", "CONSULT", mode="ASSAULT.aerial").analysis()))
    assert (deed.mode, deed.cameo) == (None, "040")


@pytest.mark.parametrize(
    ("text", "number", "what"),
    [
        ("They bombed it: 12 dead.", "12", "dead"),
        ("They arrested 12 men.", "12 men", "arrested"),
        ("They bombed it and 12 soldiers and a boy were killed.", "12 soldiers", "killed"),
    ],
)
def test_what_is_counted(text: str, number: str, what: str, told: Any) -> None:
    trigger = "bombed" if "bombed" in text else "arrested"
    assert only(code_events(told(text).did(trigger, quantities=number).analysis())).quantities[0].what == what


def test_how_long_it_lasted_is_counted_for_a_sentence_alone(told: Any) -> None:
    fought = told("The armies exchanged fire for three hours.").did("exchanged fire", quantities="three")
    jailed = told("A court jailed him for three years.").did("jailed", "SANCTION", quantities="three")
    assert only(code_events(fought.analysis())).quantities == ()
    assert only(code_events(jailed.analysis())).quantities[0].min == 3


def test_words_that_state_no_number_make_no_quantity(told: Any) -> None:
    assert (
        only(code_events(told("They bombed the men.").did("bombed", quantities="the men").analysis())).quantities == ()
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They bombed it. The claim could not be independently verified.", "could not be independently verified"),
        ("They bombed it, in unconfirmed accounts.", "unconfirmed"),
        ("They bombed it. Onrecord couldn’t immediately verify that.", "couldn’t immediately verify"),
        ("They bombed it. There was no independent confirmation.", "no independent confirmation"),
        ("They bombed it. It was confirmed.", None),
        ("They bombed it. Rain fell. It could not be verified.", None),
    ],
)
def test_words_that_say_it_is_unverified(text: str, words: str | None, told: Any) -> None:
    span = only(code_events(told(text).did("bombed").analysis())).unverified
    assert (text[slice(*span)] if span else None) == words


class TestEchoes:
    def test_one_deed_told_twice_in_a_sentence_is_one_the_surer(self, told: Any) -> None:
        text = "The army attacked rebels in a raid."
        parties = {"actors": "The army", "recipients": "rebels"}
        made = told(text).did("attacked", score=0.6, **parties).did("raid", score=0.9, **parties)
        assert text[slice(*only(code_events(made.analysis())).trigger.span)] == "raid"

    def test_other_parties_or_types_are_other_deeds_in_order(self, told: Any) -> None:
        text = "A attacked B, met B and attacks C."
        made = (
            told(text)
            .did("met", "CONSULT", actors="A", recipients="B")
            .did("attacks", actors="A", recipients="C")
            .did("attacked", actors="A", recipients="B")
        )
        deeds = code_events(made.analysis())
        assert [text[slice(*d.trigger.span)] for d in deeds] == ["attacked", "met", "attacks"]

    def test_in_another_sentence_only_a_definite_noun_without_parties_is_an_echo(self, told: Any) -> None:
        text = "They attacked rebels. The attack lasted. An assault followed. They shelled rebels."
        made = told(text).did("attacked", actors="They", recipients="rebels").did("attack ").did("assault")
        made.did("shelled", actors=("They", 1), recipients=("rebels", 1))
        deeds = code_events(made.analysis())
        assert [text[slice(*d.trigger.span)] for d in deeds] == ["attacked", "assault", "shelled"]

    def test_a_definite_noun_with_a_place_or_time_of_its_own_is_no_echo(self, told: Any) -> None:
        text = "They met the envoy. They will attend the summit in Oslo. The meeting ended."
        made = told(text).did("met", "CONSULT", actors="They", recipients="the envoy")
        made.did("summit", "CONSULT", places="Oslo").did("meeting", "CONSULT")
        assert [text[slice(*d.trigger.span)] for d in code_events(made.analysis())] == ["met", "summit"]

    @pytest.mark.parametrize(
        ("text", "actors", "recipients", "triggers"),
        [
            ("Ada Roe met Bo Lim. They discussed trade.", "They", [], ["met"]),
            ("Ada Roe met Bo Lim. The two ministers discussed trade.", "The two ministers", [], ["met"]),
            ("Ada Roe met Bo Lim. Roe discussed trade with Lim.", "Roe", ("Lim", 1), ["met"]),
            ("Ada Roe met Bo Lim. She discussed trade with Kim.", "She", "Kim", ["met", "discussed"]),
            ("Ada Roe met Bo Lim, an envoy. The envoy discussed trade.", "The envoy", [], ["met"]),
            (
                "Ada Roe met Bo Lim, and an envoy left. The envoy discussed trade.",
                "The envoy",
                [],
                ["met", "discussed"],
            ),
            ("Ada Roe met Bo Lim. The envoy discussed trade.", "The envoy", [], ["met", "discussed"]),
        ],
    )
    def test_those_who_met_talk_on(
        self, text: str, actors: Any, recipients: Any, triggers: list[str], told: Any
    ) -> None:
        made = told(text).did("met", "CONSULT", actors="Ada Roe", recipients="Bo Lim")
        made.did("discussed", "CONSULT", actors=actors, recipients=recipients)
        assert [text[slice(*d.trigger.span)] for d in code_events(made.analysis())] == triggers

    def test_those_who_met_may_meet_again(self, told: Any) -> None:
        text = "Ada Roe met Bo Lim. They will meet in May."
        made = told(text).did("met", "CONSULT", actors="Ada Roe", recipients="Bo Lim")
        made.did("meet", "CONSULT", actors="They", modality="planned")
        assert len(code_events(made.analysis())) == 2

    def test_the_surest_telling_takes_over_what_only_the_other_says(self, told: Any) -> None:
        text = "The army attacked rebels in a raid on Orlo."
        made = told(text).did("attacked", score=0.6, actors="The army", recipients="rebels")
        made.did("raid", score=0.9, recipients="rebels", places="Orlo")
        deed = only(code_events(made.analysis()))
        assert [text[slice(*s)] for s in (*deed.trigger.actors, *deed.trigger.places)] == ["The army", "Orlo"]

    def test_deeds_that_share_no_party_lend_each_other_nothing(self, told: Any) -> None:
        text = "Chad held men after an attack on Orlo."
        made = told(text).did("held", actors="Chad", score=0.5).did("attack", recipients="Orlo", score=0.9)
        assert only(code_events(made.analysis())).trigger.actors == ()

    def test_what_a_cue_opens_is_its_deed_told_again_but_for_an_infinitive(self, told: Any) -> None:
        for text, number in (("Chad voiced its support for Mali.", 1), ("Chad voiced a wish to support Mali.", 2)):
            start = text.index("its" if number == 1 else "a wish")
            made = told(text).said(text[start:-1], "voiced", "Chad")
            made.did("voiced", "SUPPORT", actors="Chad").did("support", "SUPPORT", actors="Chad", recipients="Mali")
            assert len(code_events(made.analysis(), find_statements(made.analysis()))) == number

    def test_order_holds_when_a_later_telling_is_the_surer(self, told: Any) -> None:
        text = "A hit B, met C and hits B."
        made = told(text).did("hit", actors="A", recipients="B", score=0.5).did("met", "CONSULT", actors="A")
        made.did("hits", actors="A", recipients="B", score=0.9)
        assert [text[slice(*d.trigger.span)] for d in code_events(made.analysis())] == ["met", "hits"]

    def test_a_text_without_sentence_ends_takes_linear_time(self, told: Any, grows_linearly: Any) -> None:
        def job(size: int) -> None:
            made = told("fire " * size)
            first = made.did("fire").triggers[0]
            places = [Span(at, at + 4) for at in range(0, len(made.text), 5)]
            made.triggers = [replace(first, span=span, actors=(span,)) for span in places]
            assert len(code_events(made.analysis())) == size

        assert grows_linearly(job, 1000)


def test_a_trigger_without_a_word_is_no_deed(told: Any) -> None:
    assert code_events(told("Calm - and quiet.").did("-").analysis()) == ()


def test_no_triggers_no_deeds(told: Any) -> None:
    assert code_events(told("Nothing.").analysis()) == ()


@pytest.mark.parametrize(
    ("words", "trigger", "modality"),
    [
        ("Rebels will shell Orlo.", "shell", "planned"),
        ("The ministers are to meet on Monday.", "meet", "planned"),
        ("If rebels shell Orlo, the army will answer.", "shell", "conditional"),
        ("Rebels could shell Orlo.", "shell", "hypothetical"),
        ("Rebels could have shelled Orlo.", "shelled", "actual"),
        ("Rebels shelled Orlo.", "shelled", "actual"),
        ("If talks fail, rebels will shell Orlo.", "shell", "conditional"),
        ("Rebels will shell Orlo if talks fail.", "shell", "conditional"),
        ("Rebels shelled Orlo; if talks fail, nobody knows.", "shelled", "actual"),
        ("Had the rebels shelled Orlo, it would be lost.", "shelled", "hypothetical"),
        ("Without rain, rebels would have shelled Orlo.", "shelled", "hypothetical"),
        ("Rebels routinely shell Orlo.", "shell", "generic"),
        ("Rebels shell Orlo every spring.", "shell", "generic"),
        ("Rebels shelled Orlo every spring.", "shelled", "actual"),
    ],
)
def test_modality_by_the_words_of_the_clause(words: str, trigger: str, modality: str, told: Any) -> None:
    (deed,) = code_events(told(words).did(trigger).analysis())
    assert deed.modality == modality
