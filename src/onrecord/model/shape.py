"""Records as plain dictionaries in the published record format, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from onrecord.model.entities import Actor, Place, Time
from onrecord.model.entries import Event, Hedge, Quantity, Reason, Record, Statement
from onrecord.model.text import Document, Span
from onrecord.model.voices import Terms, Voice

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_SPAN_LISTS = ("speaker", "cue", "content", "mentions", "distance", "words")
_ONE_SPAN = ("span", "trigger", "unverified", "anonymity")
_DOCUMENT = tuple("id title url outlet author published language text made_by source_map notes".split())


def to_dict(record: Record) -> dict[str, Any]:
    """The record as JSON-ready values; every field is there, unknown ones as None or an empty list."""
    document = asdict(record.document)
    return {
        **{name: _plain(document[name]) for name in _DOCUMENT},
        "statements": [_plain(asdict(s)) for s in record.statements],
        "events": [_plain(asdict(e)) for e in record.events],
        "actors": [_plain(asdict(a)) for a in record.actors],
        "places": [_plain(asdict(p)) for p in record.places],
        "times": [_plain(asdict(t)) for t in record.times],
        "failures": list(record.failures),
    }


def from_dict(data: Mapping[str, Any]) -> Record:
    """The inverse of :func:`to_dict`; fields this version does not know are passed over.

    Raises KeyError or TypeError where a required field is missing, InvalidValue where an invariant is broken.
    """
    document = {name: data[name] for name in _DOCUMENT if name in data}
    document["source_map"] = tuple((int(at), str(where)) for at, where in document.get("source_map") or ())
    document["notes"] = tuple(document.get("notes") or ())
    return Record(
        document=Document(**document),
        statements=tuple(Statement(**_spans(s, Statement)) for s in data.get("statements") or ()),
        events=tuple(_event(e) for e in data.get("events") or ()),
        actors=tuple(Actor(**_spans(a, Actor)) for a in data.get("actors") or ()),
        places=tuple(Place(**_spans(p, Place)) for p in data.get("places") or ()),
        times=tuple(Time(**_spans(t, Time)) for t in data.get("times") or ()),
        failures=tuple(data.get("failures") or ()),
    )


def spans_of(data: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """All spans of a record in the published format, whatever they belong to; a publication date has no words."""
    for name in ("statements", "events", "actors", "places", "times"):
        for entry in data[name]:
            if entry.get("basis") != "publication":
                yield from _spans_in(entry)


def _spans_in(entry: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for name, value in entry.items():
        if name in _SPAN_LISTS:
            yield from ((start, end) for start, end in value or ())
        elif name in _ONE_SPAN and value is not None:
            yield value[0], value[1]
        elif isinstance(value, dict):
            yield from _spans_in(value)
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, dict):
                    yield from _spans_in(part)


def _event(data: Mapping[str, Any]) -> Event:
    values = _spans(data, Event)
    for name in ("contexts", "actors", "recipients"):
        values[name] = tuple(values.get(name) or ())
    values["voices"] = tuple(map(_voice, values["voices"]))
    parts = {"quantities": Quantity, "hedges": Hedge, "reasons": Reason}
    for name, of in parts.items():
        values[name] = tuple(of(**_spans(part, of)) for part in values.get(name) or ())
    return Event(**values)


def _voice(data: Mapping[str, Any]) -> Voice:
    values = _spans(data, Voice)
    terms = values.get("terms")
    return Voice(**{**values, "terms": Terms(**_spans(terms, Terms)) if terms else None})


def _spans(data: Mapping[str, Any], of: type[DataclassInstance]) -> dict[str, Any]:
    values = _known(data, of)
    for name, value in values.items():
        if name in _SPAN_LISTS:
            values[name] = tuple(Span(*span) for span in value or ())
        elif name in _ONE_SPAN and value is not None:
            values[name] = Span(*value)
    return values


def _known(data: Mapping[str, Any], of: type[DataclassInstance]) -> dict[str, Any]:
    return {field.name: data[field.name] for field in fields(of) if field.name in data}


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {name: _plain(v) for name, v in value.items()}
    return value
