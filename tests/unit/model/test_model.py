from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from onrecord.errors import InvalidValue, OnrecordError
from onrecord.model import (
    Actor,
    Document,
    Event,
    Hedge,
    Place,
    Quantity,
    Reason,
    Record,
    Span,
    Statement,
    Terms,
    Time,
    Voice,
)

AUTHOR = Voice(kind="author", certainty="CT", polarity="+")
SOURCE = Voice(
    kind="unnamed", certainty="CT", polarity="+", holder_kind="anonymous", anonymity=Span(8, 10), party="third party",
    terms=Terms(kind="on background", span=Span(3, 6)),
)  # fmt: skip
STATEMENT = Statement(
    id="s1", speaker=(Span(0, 5),), cue=(), content=(Span(6, 9), Span(12, 20)), form="mixed", stance="deny", score=0.5
)
EVENT = Event(
    id="e1", trigger=Span(3, 6), type="ASSAULT", mode=None, contexts=("military",), quad="material conflict",
    cameo="190", actors=("a1",), recipients=(), place="p1", time=None, modality="actual", voices=(AUTHOR,), score=0.9,
    quantities=(Quantity(what="killed", min=12, max=None, span=Span(7, 9)),), unverified=Span(10, 14),
    hedges=(Hedge(kind="bound", span=Span(7, 8)),), distance=(Span(0, 2),),
    reasons=(Reason(of="voices", words=(Span(0, 2),), why="because"),),
)  # fmt: skip
RECORD = Record(
    document=Document(id="d", text="He said it all, twice over.", source_map=((0, "page 1"),), notes=("decoded",)),
    statements=(STATEMENT,),
    events=(EVENT,),
    actors=(Actor(id="a1", name="He", kind="unnamed", mentions=(Span(0, 2),), reason="a pronoun"),),
    places=(Place(id="p1", name="Oslo", mentions=(Span(0, 2),), reason="in no gazetteer"),),
    times=(Time(id="t1", span=Span(16, 21), type="DATE", value=None, edtf=None, basis="relative", reason="open"),),
    failures=("not in English",),
)


def test_a_record_comes_back_from_its_shape() -> None:
    assert Record.from_dict(RECORD.to_dict()) == RECORD


def test_what_is_known_of_a_holder_comes_back() -> None:
    record = replace(RECORD, events=(replace(EVENT, voices=(AUTHOR, SOURCE)),))
    assert Record.from_dict(record.to_dict()) == record


def test_the_shape_is_the_published_one() -> None:
    shape = RECORD.to_dict()
    assert shape["id"] == "d"
    assert shape["title"] is None
    assert shape["statements"][0]["content"] == [[6, 9], [12, 20]]
    assert shape["statements"][0]["cue"] == []
    assert shape["statements"][0]["within"] is None
    event = shape["events"][0]
    assert (event["trigger"], event["unverified"], event["mode"]) == ([3, 6], [10, 14], None)
    (voice,) = event["voices"]
    unknown = dict.fromkeys(("statement", "actor", "holder_kind", "anonymity", "terms", "party"))
    assert voice == {"kind": "author", "certainty": "CT", "polarity": "+", **unknown}
    assert event["quantities"] == [{"what": "killed", "min": 12, "max": None, "span": [7, 9], "approx": False}]
    assert shape["places"][0]["lat"] is None
    assert shape["failures"] == ["not in English"]


def test_places_and_times_that_others_wrote_may_lack_a_reason() -> None:
    shape = RECORD.to_dict()
    for part in ("places", "times"):
        del shape[part][0]["reason"]
    record = Record.from_dict(shape)
    assert (record.places[0].reason, record.times[0].reason) == ("", "")


def test_a_line_with_only_id_and_text_is_a_record() -> None:
    record = Record.from_dict({"id": "d", "text": "", "unknown": 1})
    assert record == Record(document=Document(id="d", text=""))


@pytest.mark.parametrize(
    "broken",
    [
        lambda: replace(STATEMENT, content=()),
        lambda: replace(EVENT, voices=()),
        lambda: Document(id="", text="words"),
        lambda: Record.from_dict({"id": "", "text": "words"}),
    ],
)
def test_what_breaks_an_invariant_is_refused(broken: Any) -> None:
    with pytest.raises(InvalidValue) as caught:
        broken()
    assert isinstance(caught.value, OnrecordError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("part", ["id", "text"])
def test_a_line_without_its_text_or_id_is_refused(part: str) -> None:
    line = {"id": "d", "text": "words"}
    del line[part]
    with pytest.raises((KeyError, TypeError), match=part):
        Record.from_dict(line)


def test_values_are_frozen_and_have_no_room_for_more() -> None:
    with pytest.raises(FrozenInstanceError):
        RECORD.document.id = "other"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        STATEMENT.note = "more"  # type: ignore[attr-defined]
