"""Chains of voices, from hand-made readings: each told as "kind certainty polarity", outermost first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.attribution import Chains
from onrecord.language.clauses import LeftClause, left_clause
from onrecord.model import Reason, Span, Statement
from onrecord.statements import find_statements


def chain(made: Any, *, unverified: Span | None = None) -> list[str]:
    analysis = made.analysis()
    chains = Chains(analysis, find_statements(analysis))
    (trigger,) = analysis.triggers
    account = chains.account(trigger, clause(analysis, trigger), unverified=unverified)
    return [f"{v.kind} {v.certainty} {v.polarity}" for v in account.voices]


def clause(analysis: Any, trigger: Any) -> LeftClause:
    return left_clause(analysis.document.text, trigger.span, analysis.sentences)


def test_told_by_nobody_else_it_is_the_author_s(told: Any) -> None:
    assert chain(told("Rebels shelled Orlo.").did("shelled")) == ["author CT +"]
    assert chain(told("Rebels never shelled Orlo.").did("shelled", stand="CT-")) == ["author CT -"]


def test_said_by_a_speaker_the_author_is_uncommitted(told: Any) -> None:
    made = told("The mayor said rebels shelled Orlo.").said("rebels shelled Orlo", "said", "The mayor")
    assert chain(made.did("shelled", holder="statement")) == ["author U u", "speaker CT +"]


def test_denied(told: Any) -> None:
    made = told("The rebels denied they shelled Orlo.").said("they shelled Orlo", "denied", "The rebels")
    assert chain(made.did("shelled", stand="CT-", holder="statement")) == ["author U u", "speaker CT -"]


@pytest.mark.parametrize(
    ("cue", "chained"),
    [
        ("claim", ["author U u", "speaker CT -", "speaker CT +"]),
        ("said", ["author U u", "speaker U u", "speaker CT -"]),
    ],
)
def test_a_denied_claim_is_its_claimants_and_the_deniers(told: Any, cue: str, chained: list[str]) -> None:
    made = told(f"Chad denied that Mali {cue} that it shelled Orlo.").said(
        f"that Mali {cue} that it shelled Orlo", "denied", "Chad", stance="deny", stance_score=1.0
    )
    made.said("that it shelled Orlo", cue, "Mali")
    assert chain(made.did("shelled", stand="CT-", holder="statement")) == chained


@pytest.mark.parametrize(
    ("text", "stand"),
    [
        ("Had the rebels shelled Orlo, it fell.", "CT -"),
        ("It had the camp shelled.", "CT +"),
        ("The town, which had the camp shelled, fell.", "CT +"),
    ],
)
def test_what_had_come_to_pass_has_not(told: Any, text: str, stand: str) -> None:
    assert chain(told(text).did("shelled")) == [f"author {stand}"]


def test_two_deep_who_only_passes_on_is_uncommitted(told: Any) -> None:
    made = (
        told("The Daily Star reported that aides said the mayor feared rebels may shell Orlo.")
        .said("that aides said the mayor feared rebels may shell Orlo", "reported", "The Daily Star")
        .said("the mayor feared rebels may shell Orlo", "said", "aides")
        .said("rebels may shell Orlo", "feared", "the mayor")
        .did("shell", stand="PS+", holder="statement")
    )
    assert chain(made) == ["author U u", "outlet U u", "speaker U u", "speaker PS +"]


def test_said_citing_both_vouch(told: Any) -> None:
    content = "that rebels shelled Orlo"
    made = (
        told(f"The ministry said, citing a police report, {content}.")
        .said(content, "said", "The ministry")
        .said(content, "citing", "a police report")
        .did("shelled", holder="statement")
    )
    assert chain(made) == ["author U u", "speaker CT +", "document CT +"]


def test_the_basis_counts_even_when_its_content_was_read_a_word_longer(told: Any) -> None:
    content = "that rebels shelled the town of Orlo"
    made = (
        told(f"The ministry said, citing a police report, {content} twice.")
        .said(content, "said", "The ministry")
        .said(f"{content} twice", "citing", "a police report")
        .did("shelled", holder="statement")
    )
    assert chain(made) == ["author U u", "speaker CT +", "document CT +"]


def test_a_deed_that_is_the_cue_is_told_by_whoever_tells_of_the_saying(told: Any) -> None:
    made = told("The mayor accused rebels of theft.").said("rebels of theft", "accused", "The mayor")
    assert chain(made.did("accused", "ACCUSE")) == ["author CT +"]


def test_what_is_presupposed_is_the_author_s_where_the_reader_says_so(told: Any) -> None:
    made = told("The mayor thanked Chad for freeing him.").said("for freeing him", "thanked", "The mayor")
    assert chain(made.did("freeing", "RETREAT", holder="author")) == ["author CT +"]
    made.triggers.clear()
    assert chain(made.did("freeing", "RETREAT", holder="statement")) == ["author U u", "speaker CT +"]


@pytest.mark.parametrize(
    ("text", "holder", "voices"),
    [
        ("Rebels allegedly shelled Orlo.", "nobody", ["author U u", "unnamed CT +"]),
        ("Rebels reportedly shelled Orlo.", "statement", ["author U u", "unnamed CT +"]),
        ("Rebels shelled Orlo.", "statement", ["author CT +"]),
    ],
)
def test_on_nobody_s_word(text: str, holder: str, voices: list[str], told: Any) -> None:
    assert chain(told(text).did("shelled", holder=holder)) == voices


@pytest.mark.parametrize(
    ("text", "actors", "stand"),
    [
        ("Did the rebels shell Orlo?", ["rebels"], "author U u"),
        ("And have the rebels not already shelled Orlo?", ["the rebels"], "author U u"),
        ("Why did the rebels shell Orlo?", ["the rebels"], "author CT +"),
        ("Did the mayor know that the rebels shelled Orlo?", ["the rebels"], "author CT +"),
        ("Did the rebels shell Orlo. Who knows?", ["the rebels"], "author CT +"),
        ("Who says so? The rebels shelled Orlo.", ["The rebels"], "author CT +"),
    ],
)
def test_a_deed_that_is_asked_about_is_nobody_s_assertion(text: str, actors: list[str], stand: str, told: Any) -> None:
    trigger = "shelled" if "shelled" in text else "shell"
    assert chain(told(text).did(trigger, actors=actors)) == [stand]


def test_a_statement_without_a_speaker_rests_on_somebody_unnamed(told: Any) -> None:
    made = told("It is claimed that rebels shelled Orlo.").said("that rebels shelled Orlo", "is claimed")
    assert chain(made.did("shelled", holder="statement")) == ["author U u", "unnamed CT +"]


def test_what_could_not_be_verified_the_author_does_not_vouch_for_unless_the_reader_is_sure(told: Any) -> None:
    from onrecord.language import Guess

    made = told("Rebels shelled Orlo. That could not be verified.").did("shelled")
    words = made.span("could not be verified")
    assert chain(made, unverified=words) == ["author CT +"]
    made.triggers[0] = replace(made.triggers[0], stand=Guess(label="CT+", score=0.4))
    assert chain(made, unverified=words) == ["author U u"]
    assert chain(made) == ["author CT +"]


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Ada Brook", "speaker"),
        ("police", "speaker"),
        ("Reuters", "outlet"),
        ("state television", "outlet"),
        ("The Daily Star newspaper", "outlet"),
        ("a leaked memo", "document"),
        ("the indictment", "document"),
        ("two sources", "unnamed"),
        ("an official who asked not to be named", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_kinds_of_voices_by_their_words(speaker: str, kind: str, told: Any) -> None:
    made = told(f"It began, {speaker} said.").said("It began", "said", speaker)
    analysis = made.analysis()
    (statement,) = find_statements(analysis)
    unsure = replace(analysis, attributions=())
    assert Chains(unsure, [statement]).kind_of(statement) == kind


def test_a_sure_guess_of_the_kind_outweighs_the_words(told: Any) -> None:
    made = told("It began, the Post said.").said("It began", "said", "the Post", kind="document", kind_score=0.9)
    analysis = made.analysis()
    (statement,) = find_statements(analysis)
    assert Chains(analysis, [statement]).kind_of(statement) == "document"


def test_sources_are_unnamed_whatever_the_guess(told: Any) -> None:
    made = told("It began, two sources said.").said("It began", "said", "two sources", kind_score=0.9)
    analysis = made.analysis()
    (statement,) = find_statements(analysis)
    assert Chains(analysis, [statement]).kind_of(statement) == "unnamed"


def test_every_voice_but_the_author_names_its_statement(told: Any) -> None:
    made = told("The mayor said rebels shelled Orlo.").said("rebels shelled Orlo", "said", "The mayor")
    analysis = made.did("shelled", holder="statement").analysis()
    statements = find_statements(analysis)
    author, speaker = (
        Chains(analysis, statements).account(analysis.triggers[0], clause(analysis, analysis.triggers[0])).voices
    )
    assert author.statement is None
    assert speaker.statement == statements[0].id


def test_many_statements_take_linear_time(told: Any, grows_linearly: Any) -> None:
    made = told(" " * 5 + "shot").did("shot", holder="statement")
    (trigger,) = made.triggers
    before = clause(made.analysis(), trigger)

    def job(size: int) -> None:
        statements = [
            Statement(
                id=str(n),
                speaker=(),
                cue=(Span(at, at + 1),),
                content=(Span(at + 1, at + 9),),
                form="indirect",
                stance="state",
                score=1,
            )
            for n, at in enumerate(range(0, 10 * size, 10))
        ]
        chains = Chains(told(" " * 10 * size).analysis(), statements)
        for _ in range(size):
            assert len(chains.account(trigger, before).voices) == 2

    assert grows_linearly(job, 3000)


@pytest.mark.parametrize(
    ("words", "trigger", "voices"),
    [
        ("Rebels did not shell Orlo.", "shell", ["author CT -"]),
        ("Rebels have never shelled Orlo.", "shelled", ["author CT -"]),
        ("The troops left without attacking.", "attacking", ["author CT -"]),
        ("Rebels may have shelled Orlo.", "shelled", ["author PS +"]),
        ("Rebels plan to shell Orlo.", "shell", ["author PR +"]),
        ("Rebels allegedly shelled Orlo.", "shelled", ["author U u", "unnamed CT +"]),
        ("Not everybody left, but rebels shelled Orlo.", "shelled", ["author CT +"]),
    ],
)
def test_words_of_the_clause_outweigh_a_plain_guess(words: str, trigger: str, voices: list[str], told: Any) -> None:
    assert chain(told(words).did(trigger)) == voices


def test_what_is_denied_is_denied_by_the_speaker(told: Any) -> None:
    made = told("Norway denied that its navy had fired.").said("that its navy had fired", "denied", "Norway")
    assert chain(made.did("fired", holder="statement")) == ["author U u", "speaker CT -"]


@pytest.mark.parametrize(
    ("text", "chained"),
    [
        ("Rumours that Chad had shelled Orlo were untrue.", ["author CT -", "unnamed CT +"]),
        ("How the report describes what rebels shelled is false.", ["author CT +"]),
        ("The report that rebels shelled Orlo proved entirely false.", ["author CT -", "document CT +"]),
        ("A report that rebels shelled Orlo was long.", ["author CT +"]),
    ],
)
def test_a_report_called_false_is_denied_by_who_calls_it_so(told: Any, text: str, chained: list[str]) -> None:
    assert chain(told(text).did("shelled")) == chained


def test_conditional_deeds_are_nobody_s_assertion(told: Any) -> None:
    analysis = told("If rebels shell Orlo, talks end.").did("shell").analysis()
    (trigger,) = analysis.triggers
    why = Reason(of="modality", words=(Span(0, 2),), why="")
    account = Chains(analysis, ()).account(trigger, clause(analysis, trigger), conditional=why)
    (voice,) = account.voices
    assert account.reasons[1].words == why.words
    assert (voice.certainty, voice.polarity) == ("U", "u")


def test_allegedly_is_one_unnamed_voice(told: Any) -> None:
    made = told("Rebels allegedly shelled Orlo.").said("shelled Orlo", "allegedly", "Rebels")
    assert chain(made.did("shelled", holder="nobody")) == ["author U u", "unnamed CT +"]


@pytest.mark.parametrize(
    ("text", "trigger", "stand"),
    [
        ("Rebels had fired no rockets.", "fired", "CT -"),
        ("Rebels should have left Orlo.", "left", "CT -"),
        ("Conceivably the rebels shelled Orlo.", "shelled", "PS +"),
        ("Rebels left; perhaps they were tired.", "left", "CT +"),
    ],
)
def test_words_of_the_clause_decide_the_stand(told: Any, text: str, trigger: str, stand: str) -> None:
    assert chain(told(text).did(trigger)) == [f"author {stand}"]
