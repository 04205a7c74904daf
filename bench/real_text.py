"""Read real documents of seven kinds and count what comes out: the tables of docs/real-text.md.

    python bench/real_text.py --corpora ../shared/corpora --out real.jsonl     some ten minutes; keeps the records

Each kind is shuffled with one seed and the first so many are taken. Every record is held against the laws that any
record obeys (spans inside the text, every id there), and short texts are read twice.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.evaluation import corpora_folder
from onrecord.evaluation.bridge import document_of
from onrecord.language import Reader
from onrecord.model.shape import spans_of
from onrecord.pipeline import read

Json = dict[str, Any]
SEED, EACH, TWICE = 20240, 200, 30_000  # documents of a kind; characters up to which a text is read twice
KINDS: dict[str, list[tuple[str, int]]] = {
    "us-state": [("us-state-releases/articles.jsonl.gz", EACH)],
    "white-house": [
        ("white-house/statements-foreign-affairs.jsonl.gz", EACH - 20),
        ("white-house/press-briefings-2021-10-to-2022-06.jsonl.gz", 20),
    ],
    "ru-ua": [("press-releases-ru-ua/articles.jsonl.gz", EACH)],
    "current-events": [("current-events/events-2025-2026-linked.jsonl.gz", EACH)],
    "un-debate": [("un-general-debate/speeches-2021-2024.jsonl.gz", EACH)],
    "wikinews": [("wikinews/articles.jsonl.gz", EACH)],
    "polnear": [("polnear/dev.jsonl", EACH)],
}


def sample(corpora: Path, kind: str) -> Iterator[Json]:
    """The documents of a kind that are read."""
    for name, count in KINDS[kind]:
        raw = (corpora / name).read_bytes()
        lines = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode().split("\n")
        found = [json.loads(line) for line in lines if line.strip()]
        random.Random(SEED).shuffle(found)
        yield from found[:count]


def counts_of(record: Json) -> Counter[str]:
    """What one record adds to the tables."""
    statements, events = record["statements"], record["events"]
    counts = Counter(
        {
            "documents": 1,
            "words": len(record["text"].split()),
            "statements": len(statements),
            "... without a speaker": sum(not s["speaker"] for s in statements),
            "... within another": sum(s["within"] is not None for s in statements),
            "... without a cue": sum(not s["cue"] for s in statements),
            "events": len(events),
            "... on more than the author's word": sum(len(e["voices"]) > 1 for e in events),
            "... without any party": sum(not e["actors"] and not e["recipients"] for e in events),
            "... with a place": sum(e["place"] is not None for e in events),
            "... with a time": sum(e["time"] is not None for e in events),
            "actors": len(record["actors"]),
            "... with a country": sum(a["country"] is not None for a in record["actors"]),
            "places": len(record["places"]),
            "... resolved": sum(p["lat"] is not None for p in record["places"]),
            "times": len(record["times"]),
            "... with a value": sum(t["value"] is not None for t in record["times"]),
            "empty records": not statements and not events,
            "failures": len(record["failures"]),
        }
    )
    counts.update(f"type {e['type']}" for e in events)
    counts.update(f"modality {e['modality']}" for e in events)
    counts.update(f"holder {v['holder_kind']}" for e in events for v in e["voices"][-1:] if v["holder_kind"])
    return counts


def check(record: Json) -> None:
    """Raise AssertionError where a record breaks a law."""
    text = record["text"]
    for start, end in spans_of(record):
        assert 0 <= start < end <= len(text), "a span outside the text"
        assert text[start:end].strip() == text[start:end], "a span with blanks at its ends"
    ids = {kind: {entry["id"] for entry in record[kind]} for kind in ("statements", "actors", "places", "times")}
    for event in record["events"]:
        assert event["voices"]
        assert {*event["actors"], *event["recipients"]} <= ids["actors"]
        assert {v["statement"] for v in event["voices"]} - {None} <= ids["statements"]


def main() -> None:
    """Read, check, count, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--out", type=Path, help="also write the records here, a kind in each line's `kind`")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; default: all")
    args = parser.parse_args()
    corpora, reader = corpora_folder(args.corpora), Reader.load()
    tables: dict[str, Counter[str]] = {}
    out = args.out.open("w", encoding="utf-8", errors="surrogatepass") if args.out else None
    for kind in args.kinds or KINDS:
        tables[kind], seconds = Counter(), 0.0
        for line in sample(corpora, kind):
            began = time.process_time()
            record = read(document_of(line), reader=reader).to_dict()
            seconds += time.process_time() - began
            check(record)
            tables[kind] += counts_of(record)
            if len(record["text"]) <= TWICE:
                assert read(document_of(line), reader=reader).to_dict() == record, "two readings differ"
                tables[kind]["read twice"] += 1
            if out:
                out.write(json.dumps({"kind": kind, **record}) + "\n")
        speed = tables[kind]["words"] / seconds
        print(f"{kind}: {tables[kind]['documents']} documents, {speed:,.0f} words a CPU second", flush=True)
    rows = list(dict.fromkeys(name for table in tables.values() for name in table))
    print("\n| | " + " | ".join(tables) + " | all |\n|---|" + "---:|" * (len(tables) + 1))
    for name in rows:
        cells = [table[name] for table in tables.values()]
        print(f"| {name} | " + " | ".join(f"{n:,}" for n in (*cells, sum(cells))) + " |")
    if out:
        out.close()


if __name__ == "__main__":
    main()
