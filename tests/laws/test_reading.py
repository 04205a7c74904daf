"""Laws of reading, whatever the text: spans cover words, ids resolve, reading twice is reading once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Document, Record
from onrecord.model.shape import spans_of

pytestmark = pytest.mark.model

_CLAUSES = (
    "Police in Lagos said on Friday that two men had been arrested",
    "“We will not sign,” Foreign Minister Ada Brook told the Daily Star",
    "the army denied it had shelled the village of Orlo in 2019",
    "according to residents, up to 40 people fled to Kenya last week",
    "the union, citing a leaked report, accused the ministry of blocking the vote",
    "It is unclear who fired first",
    '"Nothing happened here',  # a quotation mark that is never closed
)
_ODD = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_TEXTS = st.lists(st.sampled_from(_CLAUSES) | _ODD, max_size=5).flatmap(
    lambda parts: st.sampled_from((". ", ".\n\n", ", and ", "\r\n", "")).map(lambda gap: gap.join(parts))
)
_QUICK = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(text: str, reader: Any) -> Record:
    from onrecord.pipeline import read as read_document

    return read_document(Document(id="law", text=text, published="2024-05-03"), reader=reader)


@_QUICK
@given(text=_TEXTS)
def test_spans_cover_their_words(text: str, reader: Any) -> None:
    record = read(text, reader).to_dict()
    assert record["text"] == text
    for start, end in spans_of(record):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip(), "a span of blanks shows no words"


@_QUICK
@given(text=_TEXTS)
def test_ids_are_unique_and_every_reference_resolves(text: str, reader: Any) -> None:
    record = read(text, reader).to_dict()
    ids = {kind: [e["id"] for e in record[kind]] for kind in ("statements", "events", "actors", "places", "times")}
    for of in ids.values():
        assert len(of) == len(set(of))

    def known(kind: str, *references: str | None) -> None:
        assert {r for r in references if r is not None} <= set(ids[kind])

    for s in record["statements"]:
        known("statements", s["within"])
        known("actors", s["speaker_actor"], s["addressee_actor"])
        known("times", s["time"])
        known("places", s["place"])
        assert s["within"] != s["id"]
    for e in record["events"]:
        known("actors", *e["actors"], *e["recipients"], *(v["actor"] for v in e["voices"]))
        known("statements", *(v["statement"] for v in e["voices"]))
        known("places", e["place"])
        known("times", e["time"])


@_QUICK
@given(text=_TEXTS)
def test_reading_twice_is_reading_once(text: str, reader: Any) -> None:
    assert read(text, reader) == read(text, reader)


def test_what_was_read_before_leaves_no_trace(reader: Any) -> None:
    first = read(_CLAUSES[0], reader)
    for clause in _CLAUSES[1:]:
        read(clause, reader)
    assert read(_CLAUSES[0], reader) == first
