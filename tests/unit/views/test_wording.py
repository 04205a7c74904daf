from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger import QuantityRow, VoiceRow, flatten
from onrecord.model import Record
from onrecord.views.wording import chain, holder, on_whose_word, quantity, seemly, shorten, when


def voice(kind: str, stand: str, name: str | None = None, stance: str | None = None) -> VoiceRow:
    return VoiceRow(
        kind=kind, name=name, statement=None, actor=None, stance=stance, certainty=stand[:-1], polarity=stand[-1]
    )


AUTHOR = voice("author", "Uu")


@pytest.mark.parametrize(
    ("voices", "line", "sentence"),
    [
        ([voice("author", "CT+")], "author", "The author tells it as fact."),
        ([voice("author", "CT-")], "author (says it did not happen)", "The author says it did not happen."),
        ([voice("author", "PS+")], "author (holds it possible)", "The author holds it possible."),
        ([AUTHOR], "author (leaves open)", "The author leaves it open."),
        (
            [AUTHOR, voice("outlet", "Uu", "Reuters"), voice("speaker", "CT-", "minister", "deny")],
            "author ⟶ Reuters ⟶ minister (denies)",
            "Minister denies it, as passed on by Reuters. The author does not vouch for it.",
        ),
        (
            [AUTHOR, voice("unnamed", "CT+")],
            "author ⟶ somebody unnamed (says so)",
            "Somebody unnamed says so. The author does not vouch for it.",
        ),
        (
            [AUTHOR, voice("speaker", "CT+", "the ministry", "state"), voice("document", "CT+", "a report", "report")],
            "author ⟶ the ministry (says so) ⟶ a report (reports)",
            "A report reports it. The ministry says so too. The author does not vouch for it.",
        ),
        (
            [voice("author", "CT+"), voice("speaker", "CT+", "police", "confirm")],
            "author (vouches for it) ⟶ police (confirms)",
            "Police confirms it. The author vouches for it.",
        ),
        (
            [AUTHOR, voice("outlet", "Uu", "A"), voice("outlet", "Uu", "B"), voice("speaker", "PR+", "C")],
            "author ⟶ A ⟶ B ⟶ C (holds it likely)",
            "C holds it likely, as passed on by B, in turn by A. The author does not vouch for it.",
        ),
    ],
)
def test_voices_in_plain_words(voices: list[VoiceRow], line: str, sentence: str) -> None:
    assert chain(voices) == line
    assert on_whose_word(voices) == sentence


@pytest.mark.parametrize("certainty", ["CT", "PR", "PS", "U"])
@pytest.mark.parametrize("polarity", ["+", "-", "u"])
@pytest.mark.parametrize("kind", ["author", "outlet", "speaker", "unnamed", "document"])
def test_every_stand_has_words_wherever_it_stands(kind: str, certainty: str, polarity: str) -> None:
    one = voice(kind, certainty + polarity)
    for voices in ([one], [AUTHOR, one], [one, one, voice("speaker", "CT+", "X")]):
        assert chain(voices)
        assert on_whose_word(voices).endswith(".")
        assert "None" not in chain(voices) + on_whose_word(voices)


@pytest.mark.parametrize(
    ("low", "high", "approx", "words"),
    [
        (12, 15, False, "killed: 12 to 15"),
        (12, None, False, "killed: at least 12"),
        (None, 40, False, "killed: at most 40"),
        (1200, 1200, True, "killed: about 1,200"),
        (2.5, 2.5, False, "killed: 2.5"),
        (None, None, False, "killed: scores"),
    ],
)
def test_quantities(low: float | None, high: float | None, approx: bool, words: str) -> None:
    assert quantity(QuantityRow(what="killed", min=low, max=high, approx=approx, words="scores")) == words


def test_a_publication_date_never_poses_as_the_texts_own(records: list[Record]) -> None:
    told = {row.id: when(row) for row in flatten(records[0]).events}
    assert told["e1"] == "2024-05-03"
    assert told["e2"] == "told 2024-05-04"


def test_shortening_cuts_between_words() -> None:
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one two", 7) == "one two"
    assert shorten("indivisible", 5) == "indi…"


def test_what_steers_a_terminal_is_taken_out_one_for_one() -> None:
    hostile = "a\x1b]0;title\x07b\u202ec\x9bd\ud800e\nf\tg"
    assert len(seemly(hostile)) == len(hostile)
    assert seemly(hostile) == "a\ufffd]0;title\ufffdb\ufffdc\ufffdd\ufffde\nf\tg"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, ""),
        ({"holder_kind": "nobody"}, ""),
        ({"holder_kind": "spokesperson", "party": "recipient"}, "spokesperson, the deed's recipient"),
        ({"party": "third party", "terms": "on background"}, "a third party, on background"),
        (
            {"holder_kind": "anonymous", "anonymity": "for fear of reprisals"},
            "anonymous, unnamed “for fear of reprisals”",
        ),
    ],
)
def test_what_is_known_of_a_holder(known: dict[str, str], told: str) -> None:
    assert holder(replace(voice("speaker", "CT+", "an aide"), **known)) == told
