from __future__ import annotations

from typing import Any

import pytest

from onrecord.language.analysis import Attribution, Guess
from onrecord.language.reader import _wanted
from onrecord.model import Document, Span
from onrecord.pipeline import read

GUESS = Guess(label="state", score=0.9)


def attribution(start: int, end: int, score: float) -> Attribution:
    return Attribution(
        cue=(Span(0, 1),), speaker=(), content=(Span(start, end),), stance=GUESS, speaker_kind=GUESS, score=score
    )


def test_a_faint_cue_counts_where_it_tells_a_deed_that_is_somebodys_word(told: Any) -> None:
    deeds = told("Rebels shelled Orlo.").did("shelled", holder="statement").triggers
    faint, sure = attribution(0, 20, 0.4), attribution(0, 20, 0.9)
    assert _wanted([faint], deeds, sure=0.5) == [faint]
    assert _wanted([faint, sure], deeds, sure=0.5) == [sure], "another tells it already"
    assert _wanted([attribution(0, 3, 0.4)], deeds, sure=0.5) == [], "it tells no deed"


def test_a_faint_cue_does_not_take_the_authors_deeds(told: Any) -> None:
    deeds = told("Rebels shelled Orlo.").did("shelled", holder="author").triggers
    assert _wanted([attribution(0, 20, 0.4)], deeds, sure=0.5) == []


@pytest.mark.model
def test_given_triggers_are_read_and_no_others(reader: Any) -> None:
    text = "Chad did not attack Niger. Mali bought bread, officials said."
    given = [Span(text.index(w), text.index(w) + len(w)) for w in ("bought", "said")]
    record = read(Document(id="d", text=text), reader=reader, given=given)
    assert [e.trigger for e in record.events] == given


@pytest.mark.model
def test_torn_off_words_are_no_parties(reader: Any) -> None:
    text = "As many as twelve miners were arrested by the police in Oruro, the union said."
    record = read(Document(id="d", text=text), reader=reader)
    names = {a.name.lower() for a in record.actors}
    assert any("miners" in name for name in names)
    assert not names & {"as", "by", "the", "in", "."}
