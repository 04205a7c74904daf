"""Whom "he", "she" and "they" mean that speak: by who has the word, by chains, by names beside a description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from onrecord.model import Actor, Document, Mention, Span, Statement
from onrecord.resolving.actors import resolve_actors
from onrecord.resolving.coreference import SameParty
from onrecord.resolving.floor import Floor
from onrecord.resolving.own_names import NO_NAMES


def spans(text: str, words: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(rf"\b{re.escape(words)}(?!\w)", text)]


def sentences(text: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(r"[^.\n]+\.?[\"”]?", text)]


def says(text: str, speaker: Span, content: str, *, direct: bool = False, cue: tuple[Span, ...] = ()) -> Statement:
    start = text.index(content)
    return Statement(
        id=f"s{start}",
        speaker=(speaker,),
        cue=cue,
        content=(Span(start, start + len(content)),),
        form="direct" if direct else "indirect",
        stance="state",
        score=1.0,
    )


def meant(
    text: str,
    pronoun: Span,
    *,
    people: tuple[str, ...],
    said: tuple[Statement, ...] = (),
    chains: Sequence[Sequence[Span]] = (),
) -> Actor:
    names = [Mention(span=span, kind="person") for name in people for span in spans(text, name)]
    asked = sorted({pronoun, *(s for st in said for s in st.speaker)})
    floor = Floor(text, said, sentences(text))
    parties = resolve_actors(
        Document(id="d", text=text), own=replace(NO_NAMES, mentions=names), parties=asked, sentences=sentences(text),
        same=SameParty(text, chains, floor),
    )  # fmt: skip
    return next(actor for actor in parties.actors if actor.id == parties.of(pronoun))


def test_after_a_quotation_the_one_who_spoke_last_speaks_on() -> None:
    text = "Pavel Oram said that Viktor Lesk had fled.\n\n“Viktor Lesk lied to us and hid,” he said."
    (oram,), (he,) = spans(text, "Pavel Oram"), spans(text, "he")
    said = (
        says(text, oram, "that Viktor Lesk had fled"),
        says(text, he, "“Viktor Lesk lied to us and hid,”", direct=True),
    )
    actor = meant(text, he, people=("Pavel Oram", "Viktor Lesk"), said=said)
    assert actor.name == "Pavel Oram"
    assert '"he" speaks on after "Pavel Oram"' in actor.reason


def test_who_speaks_on_has_the_gender_of_the_pronoun() -> None:
    text = "Mrs. Oram said so. Mr. Lesk said no. “It will rain,” she said."
    (she,) = spans(text, "she")
    said = (
        says(text, spans(text, "Mrs. Oram")[0], "so"),
        says(text, spans(text, "Mr. Lesk")[0], "no"),
        says(text, she, "“It will rain,”", direct=True),
    )
    assert meant(text, she, people=("Mrs. Oram", "Mr. Lesk"), said=said).name == "Oram"


@pytest.mark.parametrize(("pronoun", "who"), [("Instead, he", "Viktor Lesk"), ("He", "Pavel Oram")])
def test_without_a_quotation_only_a_pronoun_that_opens_its_sentence_speaks_on(pronoun: str, who: str) -> None:
    text = f"Pavel Oram expected that Viktor Lesk would pay. {pronoun} asked for patience."
    (oram,), (lesk,), (he,) = spans(text, "Pavel Oram"), spans(text, "Viktor Lesk"), spans(text, pronoun[-2:])
    said = (says(text, oram, "that Viktor Lesk would pay"), says(text, he, "for patience"))
    actor = meant(text, he, people=("Pavel Oram", "Viktor Lesk"), said=said, chains=[(lesk, he)])
    assert actor.name == who, "else the chain decides"


def test_a_speaker_inside_another_ones_words_does_not_get_the_word() -> None:
    text = "Pavel Oram said Viktor Lesk promised aid. “We wait,” he said."
    (oram,), (lesk,), (he,) = spans(text, "Pavel Oram"), spans(text, "Viktor Lesk"), spans(text, "he")
    said = (
        says(text, oram, "Viktor Lesk promised aid"),
        says(text, lesk, "aid"),
        says(text, he, "“We wait,”", direct=True),
    )
    assert meant(text, he, people=("Pavel Oram", "Viktor Lesk"), said=said).name == "Pavel Oram"


def test_a_description_means_the_name_beside_it() -> None:
    text = "The minister came with his daughter, Ilka Oram. She wept."
    (she,) = spans(text, "She")
    chains = [(spans(text, "his daughter")[0], she)]
    assert meant(text, she, people=("Ilka Oram",), chains=chains).name == "Ilka Oram"


def test_they_are_the_people_named_together() -> None:
    text = "Pavel Oram and Viktor Lesk met. The guards of the towns waited. They said it went well."
    (they,) = spans(text, "They")
    chains = [(spans(text, "Pavel Oram and Viktor Lesk")[0], they)]
    actor = meant(text, they, people=("Pavel Oram", "Viktor Lesk"), chains=chains)
    assert (actor.name, actor.kind) == ("Pavel Oram and Viktor Lesk", "group")


def test_a_thing_is_not_he() -> None:
    text = "Viktor Lesk resigned. Video of the storm was shown. He wept."
    (he,) = spans(text, "He")
    chains = [(spans(text, "Video of the storm")[0], he)]
    assert meant(text, he, people=("Viktor Lesk",), chains=chains).name == "Viktor Lesk"


def test_a_surname_stays_with_whom_it_was_used_for() -> None:
    text = "Pavel Oram spoke. Oram left. Another senator, Igor Oram, stayed. Oram returned."
    last = spans(text, "Oram")[-1]
    actor = meant(text, last, people=("Pavel Oram", "Igor Oram", "Oram"))
    assert actor.name == "Pavel Oram"


def test_who_speaks_right_after_a_quotation_is_nobody_spoken_of_in_it() -> None:
    text = "Ana Brkic left the hall. “They hoped that Mila Oram would help,” she said."
    (she,) = spans(text, "she")
    assert meant(text, she, people=("Ana Brkic", "Mila Oram")).name == "Ana Brkic"


@pytest.mark.parametrize("opening", ["", "However, ", "On Monday, "])
def test_a_speaker_goes_on_in_the_next_sentence(opening: str) -> None:
    he = "he" if opening else "He"
    text = f"Pavel Oram said that Viktor Lesk had fled. {opening}{he} did not say where."
    (oram,), (pronoun,) = spans(text, "Pavel Oram"), spans(text, he)
    said = (says(text, oram, "that Viktor Lesk had fled"), says(text, pronoun, "where"))
    assert meant(text, pronoun, people=("Pavel Oram", "Viktor Lesk"), said=said).name == "Pavel Oram"


@pytest.mark.parametrize(("first", "who"), [("I", "Viktor Lesk"), ("We", "Pavel Oram")])
def test_i_and_we_are_who_is_quoted_with_them(first: str, who: str) -> None:
    text = (
        "“I left the camp. It was late. The night was cold. Nobody knew why,” Viktor Lesk said. "
        "Pavel Oram spoke later. “We paid. The others did not. It is a pity,” he said."
    )
    (lesk,), (he,), (pronoun,) = spans(text, "Viktor Lesk"), spans(text, "he"), spans(text, first)
    said = (
        says(text, lesk, "“I left the camp. It was late. The night was cold. Nobody knew why,”", direct=True),
        says(text, he, "“We paid. The others did not. It is a pity,”", direct=True),
    )
    assert meant(text, pronoun, people=("Pavel Oram", "Viktor Lesk"), said=said).name == who


@pytest.mark.parametrize(
    ("text", "content", "who"),
    [
        ("We thank Ilka Oram, Viktor Lesk said.", "We thank Ilka Oram", "Viktor Lesk"),
        ("Viktor Lesk said that We must pay.", "that We must pay", "the author"),
    ],
)
def test_words_before_who_speaks_are_his_own_without_marks(text: str, content: str, who: str) -> None:
    (lesk,), (pronoun,), cue = spans(text, "Viktor Lesk"), spans(text, "We"), spans(text, "said")
    said = (says(text, lesk, content, cue=tuple(cue)),)
    assert meant(text, pronoun, people=("Ilka Oram", "Viktor Lesk"), said=said).name == who
