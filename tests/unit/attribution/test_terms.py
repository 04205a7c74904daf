from __future__ import annotations

from typing import Any

import pytest

from onrecord.attribution import spoken
from onrecord.language.sentences import sentences
from onrecord.model import Span, Statement


def told(text: str, speaker: str, cue: str = "said", content: str = "The army fired", id: str = "s1") -> Statement:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Statement(
        id=id, speaker=(at(speaker),), cue=(at(cue),), content=(at(content),), form="indirect", stance="state", score=1
    )


def read(text: str, *statements: Statement) -> dict[str, tuple[str | None, str | None]]:
    """By statement: the kind of terms, and the words that say why."""
    found = spoken(text, statements, [Span(*s) for s in sentences(text)])
    return {
        id: (said.terms and said.terms.kind, said.why and text[slice(*said.why)])  # type: ignore[misc]
        for id, said in found.items()
    }


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("an aide said on condition of anonymity.", ("on background", None)),
        ("an aide said on the condition that he not be named.", ("on background", None)),
        ("an aide said, requesting anonymity.", ("on background", None)),
        ("said an aide on condition that her name be withheld.", ("on background", None)),
        ("an aide who did not wish to be named said.", ("on background", None)),
        ("an aide said, speaking off the record.", ("off the record", None)),
        ("an aide said, speaking on the record.", ("on the record", None)),
        (
            "said an aide who asked not to be named because of the sensitivity of U.S. talks, in Rome.",
            ("on background", "because of the sensitivity of U.S. talks"),
        ),
        ("an aide, citing fear of reprisals, said.", (None, "citing fear of reprisals")),
        ("said an aide not authorised to speak to reporters.", (None, "not authorised to speak to reporters")),
    ],
)
def test_terms_and_reasons_are_read_off_words(rest: str, expected: tuple[str | None, str | None]) -> None:
    text = f"The army fired, {rest}"
    assert read(text, told(text, "an aide")) == {"s1": expected}


@pytest.mark.parametrize(
    "text",
    [
        "The army fired, said an aide who wished to be quoted by name.",
        "The army fired, said an aide for security affairs as they were leaving.",
        "The army fired, an aide said. A cook spoke on background.",
        "The army fired on condition of anonymity, an aide said.",
        "The army fired as the heat was the highest on the record, an aide said.",
    ],
)
def test_other_words_say_nothing_of_terms(text: str) -> None:
    content = text[: text.index(",")]
    assert read(text, told(text, "an aide", content=content)) == {}


def test_a_phrase_belongs_to_the_nearest_speaker() -> None:
    text = "The army fired, Smith said, and an aide speaking on condition of anonymity claimed it won."
    smith = told(text, "Smith")
    aide = told(text, "an aide", cue="claimed", content="it won", id="s2")
    assert read(text, smith, aide) == {"s2": ("on background", None)}


def test_a_text_without_sentence_ends_takes_linear_time(grows_linearly: Any) -> None:
    unit = "an aide said it won on condition of anonymity and "

    def job(size: int) -> None:
        text = unit * size
        statements = [
            Statement(
                id=f"s{at}",
                speaker=(Span(at, at + 7),),
                cue=(Span(at + 8, at + 12),),
                content=(Span(at + 13, at + 19),),
                form="indirect",
                stance="state",
                score=1,
            )
            for at in range(0, len(text), len(unit))
        ]
        assert len(spoken(text, statements, [Span(0, len(text))])) == size

    assert grows_linearly(job, 1000)
