"""Law: a record written as JSON and read again is the same record."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Actor, Document, Event, Place, Quantity, Record, Span, Statement, Time, Voice

# Surrogates cannot be written as UTF-8; everything else may stand in a text.
texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
ids = st.text("abcdefgh0123456789", min_size=1, max_size=6)
maybe = st.none() | ids
scores = st.floats(0, 1)
spans = st.tuples(st.integers(0, 50), st.integers(1, 10)).map(lambda t: Span(t[0], t[0] + t[1]))
span_lists = st.lists(spans, max_size=3).map(tuple)
id_lists = st.lists(ids, max_size=3).map(tuple)
numbers = st.none() | st.floats(0, 1e9)

documents = st.builds(
    Document,
    id=ids,
    text=texts,
    title=st.none() | texts,
    published=st.none() | st.dates().map(str),
    source_map=st.lists(st.tuples(st.integers(0, 50), texts), max_size=3).map(tuple),
    notes=st.lists(texts, max_size=2).map(tuple),
)
voices = st.builds(
    Voice,
    kind=st.sampled_from(["author", "outlet", "speaker", "unnamed", "document"]),
    statement=maybe,
    actor=maybe,
    certainty=st.sampled_from(["CT", "PR", "PS", "U"]),
    polarity=st.sampled_from(["+", "-", "u"]),
)
statements = st.builds(
    Statement,
    id=ids,
    speaker=span_lists,
    cue=span_lists,
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    form=st.sampled_from(["direct", "indirect", "mixed"]),
    stance=st.sampled_from(["state", "deny", "claim"]),
    within=maybe,
    score=scores,
)
events = st.builds(
    Event,
    id=ids,
    trigger=spans,
    type=st.sampled_from(["ASSAULT", "CONSULT"]),
    mode=maybe,
    contexts=id_lists,
    quad=st.just("material conflict"),
    cameo=maybe,
    actors=id_lists,
    recipients=id_lists,
    place=maybe,
    time=maybe,
    modality=st.sampled_from(["actual", "planned"]),
    voices=st.lists(voices, min_size=1, max_size=3).map(tuple),
    quantities=st.lists(st.builds(Quantity, what=texts, min=numbers, max=numbers, span=spans), max_size=2).map(tuple),
    unverified=st.none() | spans,
    score=scores,
)
actors = st.builds(Actor, id=ids, name=texts, kind=st.just("person"), mentions=span_lists, reason=texts)
places = st.builds(Place, id=ids, name=texts, mentions=span_lists, lat=st.none() | st.floats(-90, 90), reason=texts)
times = st.builds(
    Time, id=ids, span=spans, type=st.just("DATE"), value=maybe, edtf=maybe, basis=st.just("stated"), reason=texts
)
records = st.builds(
    Record,
    document=documents,
    statements=st.lists(statements, max_size=2).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    actors=st.lists(actors, max_size=2).map(tuple),
    places=st.lists(places, max_size=2).map(tuple),
    times=st.lists(times, max_size=2).map(tuple),
    failures=st.lists(texts, max_size=2).map(tuple),
)


@given(records)
def test_json_round_trip(record: Record) -> None:
    line = json.dumps(record.to_dict(), ensure_ascii=False)
    assert "\n" not in line
    assert Record.from_dict(json.loads(line)) == record


@given(records)
def test_every_field_is_there_and_unknown_ones_are_passed_over(record: Record) -> None:
    data = record.to_dict()
    for kind in ("statements", "events", "actors", "places", "times", "failures"):
        assert isinstance(data[kind], list)
    assert Record.from_dict(data | {"added later": 1}) == record
