"""From a hand-made reading to the record: what each station gives stands together."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.model import Document, Record
from onrecord.pipeline import read

TEXT = (
    "Jets bombed the port of Odesa on Friday, the mayor of Odesa, Ada Brook, said. “Kenya armed them,” she added.\n\n"
    "Kenya denied the charge. In 2019 the army shelled Orlo."
)


class Reader:
    """Gives back what was written by hand."""

    def __init__(self, made: Any) -> None:
        self._made = made

    def analyze(self, document: Document, *, given: Any = None) -> Any:
        return self._made.analysis(
            **{name: getattr(document, name) for name in ("id", "published", "outlet", "notes", "title")}
        )


@pytest.fixture
def made(told: Any) -> Any:
    return (
        told(TEXT)
        .named("Odesa", "gpe").named("Ada Brook", "person").named("Kenya", "gpe").named(("Kenya", 1), "gpe")
        .said("Jets bombed the port of Odesa on Friday", "said", "the mayor of Odesa, Ada Brook")
        .said("Kenya armed them", "added", "she")
        .did("bombed", mode="ASSAULT.aerial", actors="Jets", places="Odesa", times="Friday", holder="statement")
        .did("armed", "AID", actors="Kenya", recipients="them", holder="statement", score=0.71234)
        .did("denied", "REJECT", actors=("Kenya", 1), recipients=("Kenya", 1))
        .did("shelled", actors="the army", background="background", modality="actual")
    )  # fmt: skip


@pytest.fixture
def record(made: Any) -> Record:
    document = Document(id="port", text=TEXT, published="2024-05-06", notes=("decoded as cp1252",))
    return read(document, reader=Reader(made))  # type: ignore[arg-type]


def test_statements_have_their_speakers_resolved(record: Record) -> None:
    first, second = record.statements
    assert (first.form, second.form) == ("indirect", "direct")
    actors = {a.id: a for a in record.actors}
    assert first.speaker_actor is not None
    assert first.speaker_actor == second.speaker_actor
    assert "Brook" in actors[first.speaker_actor].name


def test_events_carry_parties_place_time_and_voices(record: Record) -> None:
    bombed = record.events[0]
    assert TEXT[slice(*bombed.trigger)] == "bombed"
    assert bombed.id == f"e{bombed.trigger.start}-{bombed.trigger.end}"
    assert (bombed.type, bombed.mode, bombed.cameo, bombed.quad) == ("ASSAULT", "aerial", "195", "material conflict")
    places = {p.id: p for p in record.places}
    assert places[bombed.place or ""].name == "Odesa"
    times = {t.id: t for t in record.times}
    assert times[bombed.time or ""].value == "2024-05-03"
    author, mayor = bombed.voices
    assert (author.kind, author.certainty, author.actor) == ("author", "U", None)
    assert (mayor.kind, mayor.certainty, mayor.statement) == ("speaker", "CT", record.statements[0].id)
    assert mayor.actor == record.statements[0].speaker_actor


def test_a_date_of_the_sentence_serves_where_none_is_tagged_and_no_other_does(record: Record) -> None:
    by_words = {TEXT[slice(*e.trigger)]: e for e in record.events}
    times = {t.id: t.value for t in record.times}
    assert times[by_words["shelled"].time or ""] == "2019"
    assert by_words["denied"].time is None
    assert by_words["denied"].place is None


def test_a_date_tells_when_rather_than_how_long(told: Any) -> None:
    text = "Troops exchanged fire for three hours on Friday."
    made = told(text).did("exchanged fire", actors="Troops", times="three hours")
    read_ = read(Document(id="fire", text=text, published="2024-05-06"), reader=Reader(made))  # type: ignore[arg-type]
    assert {t.id: t.value for t in read_.times}[read_.events[0].time or ""] == "2024-05-03"


def test_a_scene_named_in_the_sentence_serves_where_no_place_is_tagged(told: Any) -> None:
    made = (
        told("Crowds marched in Nairobi. They sang.").named("Nairobi", "gpe").did("marched", "PROTEST", actors="Crowds")
    )
    record = read(Document(id="march", text=made.text), reader=Reader(made))  # type: ignore[arg-type]
    assert [p.name for p in record.places if p.id == record.events[0].place] == ["Nairobi"]


def test_scores_are_rounded_and_nobody_is_his_own_recipient(record: Record) -> None:
    by_words = {TEXT[slice(*e.trigger)]: e for e in record.events}
    assert by_words["armed"].score == 0.712
    assert by_words["denied"].actors
    assert by_words["denied"].recipients == ()
    assert by_words["shelled"].background
    assert not by_words["armed"].background


def test_what_was_noted_of_the_file_ends_up_in_failures(record: Record) -> None:
    assert record.failures == ("decoded as cp1252",)


def test_the_record_comes_back_from_its_shape(record: Record) -> None:
    assert Record.from_dict(record.to_dict()) == record


@pytest.mark.parametrize("text", ["", " \n ", "\"'“”‘’«»„" * 50, "...", "\x00"])
def test_a_text_with_nothing_to_read_gives_an_empty_record(text: str, told: Any) -> None:
    record = read(Document(id="empty", text=text), reader=Reader(told(text)))  # type: ignore[arg-type]
    assert (record.statements, record.events, record.actors) == ((), (), ())


def test_a_text_broken_at_a_width_is_read_whole_and_kept_as_it_came(told: Any) -> None:
    text = "Kenya denied on Tuesday that its navy had fired on the two trawlers off\nthe port of Orlo."
    seen: list[Document] = []

    class Watching(Reader):
        def analyze(self, document: Document, *, given: Any = None) -> Any:
            seen.append(document)
            return super().analyze(document, given=given)

    record = read(Document(id="wire", text=text), reader=Watching(told(text)))  # type: ignore[arg-type]
    assert seen[0].text == text.replace("\n", " ")
    assert record.document.text == text


@pytest.mark.parametrize(("joined", "parties"), [(", ", 1), (" and ", 2)])
def test_who_is_told_of_within_the_words_for_another_is_no_second_party(joined: str, parties: int, told: Any) -> None:
    speaker = f"the mayor of Odesa{joined}Ada Brook"
    text = f"“No,” said {speaker}, who met them."
    made = (
        told(text).named("Odesa", "gpe").named("Ada Brook", "person")
        .said("No", "said", speaker).did("met", "CONSULT", actors=["the mayor of Odesa", "Ada Brook"])
    )  # fmt: skip
    record = read(Document(id="mayor", text=text), reader=Reader(made))  # type: ignore[arg-type]
    assert len(record.events[0].actors) == parties
