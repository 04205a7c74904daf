"""Statements from what a reader saw; the readings are written by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.model import Span, Statement
from onrecord.statements import find_statements


def only(statements: tuple[Statement, ...]) -> Statement:
    assert len(statements) == 1
    return statements[0]


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s:e] for s, e in spans]


@pytest.mark.parametrize(
    ("text", "content", "form"),
    [
        ("“We go,” she said.", "We go", "direct"),
        ("She said they would go.", "they would go", "indirect"),
        ("She said they would “go at once”.", "they would “go at once", "mixed"),
        ("‘We go,’ she said.", "‘We go,’", "direct"),
        ("She said 'no'.", "no", "direct"),
    ],
)
def test_form(text: str, content: str, form: str, told: Any) -> None:
    assert (
        only(find_statements(told(text).said(content, "said", "She" if "She" in text else "she").analysis())).form
        == form
    )


def test_marks_that_belong_to_a_quotation_are_taken_in_and_joining_punctuation_is_left_out(told: Any) -> None:
    text = "The envoy told us: “We will not sign” , and left."
    for content in ("We will not sign", ": “We will not sign” ,", "“We will not sign"):
        statement = only(find_statements(told(text).said(content, "told", "The envoy").analysis()))
        assert words(text, statement.content) == ["“We will not sign”"]


def test_the_mark_of_the_next_quotation_is_not_taken_in(told: Any) -> None:
    text = "“No,” she said, adding that “it is over”."
    statement = only(find_statements(told(text).said(["“No,”", "that “"], "said", "she").analysis()))
    assert words(text, statement.content) == ["“No,”", "that"]


def test_speakers_are_trimmed_and_never_empty(told: Any) -> None:
    text = '"Go to plan B'
    statement = only(find_statements(told(text).said("Go to plan", "to", "B").analysis()))
    assert words(text, statement.speaker) == ["B"]


def test_contents_without_a_word_make_no_statement(told: Any) -> None:
    assert find_statements(told("“…” , he said.").said("“…” ,", "said", "he").analysis()) == ()


def test_one_statement_a_cue_the_surer_one(told: Any) -> None:
    text = "The mayor said the bridge is safe."
    analysis = told(text).said("safe", "said", score=0.4).said("the bridge is safe", "said", "The mayor").analysis()
    assert words(text, only(find_statements(analysis)).content) == ["the bridge is safe"]


def test_ids_come_from_the_spans(told: Any) -> None:
    text = "He said and repeated it."
    analysis = told(text).said("it", "said", "He").said("it", "repeated", "He").analysis()
    first, second = find_statements(analysis)
    assert (first.id, second.id) == ("s21-23", f"s21-23-{text.index('repeated')}")
    assert find_statements(analysis) == (first, second)


class TestNesting:
    def test_a_statement_in_another_s_content_is_within_it(self, told: Any) -> None:
        text = "The Daily Star reported that the minister said the port had reopened."
        analysis = (
            told(text)
            .said("the port had reopened", "said", "the minister")
            .said("that the minister said the port had reopened", "reported", "The Daily Star")
            .analysis()
        )
        outer, inner = find_statements(analysis)
        assert outer.within is None
        assert inner.within == outer.id

    def test_the_smallest_holder_counts(self, told: Any) -> None:
        text = "Radio One reported that aides said Ruiz warned that they would strike."
        analysis = (
            told(text)
            .said("that aides said Ruiz warned that they would strike", "reported", "Radio One")
            .said("Ruiz warned that they would strike", "said", "aides")
            .said("that they would strike", "warned", "Ruiz")
            .analysis()
        )
        radio, aides, ruiz = find_statements(analysis)
        assert (radio.within, aides.within, ruiz.within) == (None, radio.id, aides.id)

    def test_of_two_with_one_content_the_basis_is_within(self, told: Any) -> None:
        text = "The ministry said, citing a police report, that two men were held."
        content = "that two men were held"
        analysis = (
            told(text).said(content, "said", "The ministry").said(content, "citing", "a police report").analysis()
        )
        by_cue = {text[s.cue[0].start : s.cue[0].end]: s for s in find_statements(analysis)}
        assert by_cue["citing"].within == by_cue["said"].id
        assert by_cue["said"].within is None

    def test_what_a_basis_tells_is_within_the_basis(self, told: Any) -> None:
        text = "The paper wrote, citing a cable, that the envoy said talks failed."
        content = "that the envoy said talks failed"
        analysis = (
            told(text)
            .said(content, "wrote", "The paper")
            .said(content, "citing", "a cable")
            .said("talks failed", "said", "the envoy")
            .analysis()
        )
        by_cue = {text[s.cue[0].start : s.cue[0].end]: s for s in find_statements(analysis)}
        assert by_cue["said"].within == by_cue["citing"].id
        assert by_cue["citing"].within == by_cue["wrote"].id

    def test_an_indirect_statement_in_a_quotation_is_indirect_and_a_quotation_in_it_direct(self, told: Any) -> None:
        text = "“They told us to leave and he shouted ‘never come back’,” she said."
        analysis = (
            told(text)
            .said("They told us to leave and he shouted ‘never come back’", "said", "she")
            .said("to leave", "told", "They")
            .said("never come back", "shouted", "he")
            .analysis()
        )
        forms = {text[s.cue[0].start : s.cue[0].end]: s.form for s in find_statements(analysis)}
        assert forms == {"said": "direct", "told": "indirect", "shouted": "direct"}

    def test_nothing_is_within_itself(self, told: Any) -> None:
        text = "X cited Y said that Z based on W went"
        made = told(text)
        for cue in ("cited", "said", "based on", "went"):
            made.said(["X", "cited", "Y said that", "Z based", "W went"], cue)
        statements = {s.id: s for s in find_statements(made.analysis())}
        for s in statements.values():
            seen: set[str] = set()
            at: str | None = s.id
            while at is not None:
                assert at not in seen
                seen.add(at)
                at = statements[at].within


def test_a_quotation_over_paragraphs_is_one_statement(told: Any) -> None:
    text = "“We waited for days,” the nurse said. “Nobody came.\n\n“Then it rained.\n\n“We left.”\n\nShe wept."
    analysis = told(text).said(["“We waited for days,”", "“Nobody came."], "said", "the nurse").analysis()
    statement = only(find_statements(analysis))
    assert words(text, statement.content) == [
        "“We waited for days,”",
        "“Nobody came.",
        "“Then it rained.",
        "“We left.”",
    ]
    assert statement.form == "direct"


def test_a_quotation_closed_in_its_paragraph_does_not_run_on(told: Any) -> None:
    text = "The nurse said: “Nobody came.”\n\n“It rained,” a driver added."
    analysis = told(text).said("“Nobody came.”", "said", "The nurse").analysis()
    assert words(text, only(find_statements(analysis)).content) == ["“Nobody came.”"]


def test_a_line_that_begins_with_a_name_and_a_colon_is_said_by_it(told: Any) -> None:
    text = "Ada Brook: the talks are over for good\n\nWeather: rain is expected in the north"
    statement = only(find_statements(told(text).named("Ada Brook", "person").analysis()))
    assert words(text, statement.speaker) == ["Ada Brook"]
    assert words(text, statement.content) == ["the talks are over for good"]
    assert statement.cue == ()


def test_a_labelled_line_in_quotation_marks_is_direct(told: Any) -> None:
    statement = only(find_statements(told("Ada Brook: “The talks are over.”").named("Ada Brook", "person").analysis()))
    assert statement.form == "direct"


def test_an_auxiliary_before_the_cue_makes_no_statement_of_its_own(told: Any) -> None:
    text = "The mayor did also say that the port was shut."
    made = told(text).said("that the port was shut", "say", "The mayor")
    made.said("say that the port was shut", "did also", "The mayor")
    assert words(text, only(find_statements(made.analysis())).cue) == ["say"]


def test_a_label_that_comes_back_is_a_speaker_without_being_named(told: Any) -> None:
    lines = (
        "Q: Why did you leave so early?",
        "A: Because it was time.",
        "Q: Will you come back?",
        "A: Never in my life.",
    )
    text = "\n".join(lines)
    assert [text[slice(*s.speaker[0])] for s in find_statements(told(text).analysis())] == ["Q", "A", "Q", "A"]


def test_a_heading_that_comes_back_is_no_speaker(told: Any) -> None:
    lines = "Fall of wickets: one after ten runs.\nFall of wickets: two after twelve runs."
    assert find_statements(told(lines).analysis()) == ()


def test_an_article_is_no_cue(told: Any) -> None:
    text = "The envoy sent a letter requesting new rules."
    made = told(text).said("new rules", "requesting", "The envoy").said("requesting new rules", "a", "The envoy")
    assert words(text, only(find_statements(made.analysis())).cue) == ["requesting"]


def test_many_statements_take_linear_time(told: Any, grows_linearly: Any) -> None:
    one = "“We go,” the mayor said. Radio One reported that aides said the port was shut.\n"
    made = (
        told(one)
        .said("“We go,”", "said", "the mayor")
        .said("that aides said the port was shut", "reported", "Radio One")
        .said("the port was shut", ("said", 1), "aides")
    )
    kinds = made.attributions

    def moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
        return tuple(Span(s + by, e + by) for s, e in spans)

    def job(size: int) -> None:
        made.text = one * size
        made.attributions = [
            replace(a, cue=moved(a.cue, by), speaker=moved(a.speaker, by), content=moved(a.content, by))
            for by in range(0, len(made.text), len(one))
            for a in kinds
        ]
        statements = find_statements(made.analysis())
        assert len(statements) == 3 * size
        assert sum(s.within is not None for s in statements) == size

    assert grows_linearly(job, 500)


def test_who_is_cited_speaks_not_who_cites(told: Any) -> None:
    made = told("The ministry said, citing a police report, that miners had burnt a boat.")
    made.said("that miners had burnt a boat", "said", "The ministry")
    made.said("that miners had burnt a boat", "citing", "The ministry")
    outer, inner = sorted(find_statements(made.analysis()), key=lambda s: s.cue)
    assert made.text[slice(*inner.speaker[0])] == "a police report"
    assert inner.within == outer.id


def test_a_basis_without_words_of_its_own_is_no_statement(told: Any) -> None:
    made = told("The premier, citing two allies, accused Norway.").said("two allies", "citing", "The premier")
    assert find_statements(made.analysis()) == ()


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("Chad: Rebels shelled the port.", False),
        ("Chad: We have shelled no port.", True),
        ("Chad: A B Moussa, I S Deby, and I. Habre.", False),
    ],
)
def test_a_place_before_a_colon_speaks_where_its_line_says_we(told: Any, line: str, speaks: bool) -> None:
    assert bool(find_statements(told(line).named("Chad", "gpe").analysis())) is speaks


def test_what_others_say_in_a_labelled_line_is_told_within_it(told: Any) -> None:
    text = "Ada Brook: I was there, and the mayor said the port was shut."
    made = told(text).named("Ada Brook", "person").said("the port was shut", "said", "the mayor")
    turn, inner = find_statements(made.analysis())
    assert (words(text, turn.speaker), inner.within) == (["Ada Brook"], turn.id)


def test_a_turn_of_a_transcript_goes_on_to_the_next_label(told: Any) -> None:
    turns = ("MS. BROOK: Good morning to you all.", "The port is shut.", "(Laughter.)", "Q: Since when is it?")
    text = "\n\n".join((*turns, "MS. BROOK: Since Monday at noon.", "Q: And the airport too?"))
    first, *_ = find_statements(told(text).named("BROOK", "person").analysis())
    assert words(text, first.content) == ["Good morning to you all.", "The port is shut."]


def test_a_speaker_does_not_reach_over_a_paragraph(told: Any) -> None:
    text = "The Blue Room\n\nThe minister said rain fell."
    made = told(text).said("rain fell", "said", "Room\n\nThe minister")
    assert words(text, only(find_statements(made.analysis())).speaker) == ["The minister"]


@pytest.mark.parametrize(("text", "count"), [("trade blame after a clash", 0), ("trade blame over a clash", 1)])
def test_what_two_sides_trade_opens_no_content(told: Any, text: str, count: int) -> None:
    made = told(f"Chad, Mali {text}").said("a clash", "blame", "Chad", stance="accuse")
    assert len(find_statements(made.analysis())) == count


@pytest.mark.parametrize("who", ["Traders", "The stock exchange"])
def test_those_who_trade_speak(told: Any, who: str) -> None:
    made = told(f"{who} said soldiers had fired.").said("soldiers had fired", "said", who)
    assert len(find_statements(made.analysis())) == 1
