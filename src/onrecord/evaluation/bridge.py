"""Between the gold files and Onrecord: a gold line as a Document, a record in each gold set's own shape."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.evaluation.counting import Json
from onrecord.model import Document

_PUBLISHED = ("published", "publication_date", "dct", "date")  # what the gold sets call the date of publication


def document_of(gold: Json) -> Document:
    """The text of a gold line, with what a reader of it would know: date, title, outlet; none of the annotation."""
    published = next((gold[name] for name in _PUBLISHED if gold.get(name)), None)
    return Document(
        id=gold["id"],
        text=gold["text"],
        title=gold.get("title") or None,
        outlet=gold.get("outlet") or None,
        published=published,
    )


def attributions(record: Json) -> list[Json]:
    """PolNeAR's shape. Statements told inside of another are left out: that corpus annotates no nesting."""
    return [
        {"source": s["speaker"], "cue": s["cue"], "content": s["content"], "kind": s["form"]}
        for s in record["statements"]
        if s["within"] is None
    ]


def coded_events(record: Json) -> list[Json]:
    """Events as coded sentences have them: PLOVER type, both parties by their mentions, modality."""
    mentions = {a["id"]: a["mentions"] for a in record["actors"]}

    def spans(ids: Sequence[str]) -> list[Json]:
        """The words that mention any of these actors, as the scorer reads them."""
        return [{"start": start, "end": end} for id_ in ids for start, end in mentions.get(id_, ())]

    return [
        {
            "type_plover": e["type"],
            "source": spans(e["actors"]),
            "target": spans(e["recipients"]),
            "modality": e["modality"],
        }
        for e in record["events"]
    ]


def toponyms(record: Json) -> list[Json]:
    """Every mention of every place with its coordinates, in the order of the text."""
    found = [
        {"start": start, "end": end, "lat": p["lat"], "lon": p["lon"], "geonames_id": p["geonames"]}
        for p in record["places"]
        for start, end in p["mentions"]
    ]
    return sorted(found, key=lambda t: (t["start"], t["end"]))


def timexes(record: Json) -> list[Json]:
    """Time expressions with their TIMEX3 value; the date of publication itself stands in no words and is left out."""
    return [
        {"start": t["span"][0], "end": t["span"][1], "type": t["type"], "value": t["value"]}
        for t in record["times"]
        if t["basis"] != "publication"
    ]
