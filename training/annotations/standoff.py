"""Annotations of open texts, kept apart from the texts: spans, labels and a fingerprint, no sentence of others.

    python training/annotations/standoff.py pack NOTES.json --out training/annotations/open/NAME.jsonl
    python training/annotations/standoff.py check

``pack`` reads passages in the notation of GUIDELINE.md that say where their words stand (``"source": {"corpus": file
below the corpora folder, "document": id, "start": n, "end": n}`` in place of ``text``) and writes them stand-off.
``check`` finds every text again and compares fingerprints. Both need the corpora (ONRECORD_CORPORA, else
../shared/corpora).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import notation

from onrecord.evaluation import corpora_folder

Json = dict[str, Any]
HERE = Path(__file__).parent


class Sources:
    """The open corpora's documents, each file read once."""

    def __init__(self, corpora: Path) -> None:
        self._corpora = corpora
        self._texts: dict[str, dict[str, str]] = {}

    def text(self, source: Mapping[str, Any]) -> str:
        """The whole document that ``source`` names; raises AnnotationError when it is not there."""
        corpus, document = source["corpus"], source["document"]
        if corpus not in self._texts:
            opened = gzip.open if corpus.endswith(".gz") else open
            with opened(self._corpora / corpus, "rt", encoding="utf-8", newline="\n") as lines:
                self._texts[corpus] = {line["id"]: line["text"] for line in map(json.loads, lines)}
        if document not in self._texts[corpus]:
            raise notation.AnnotationError(f"{corpus} has no document {document}")
        return self._texts[corpus][document]


def fingerprint(text: str) -> str:
    """SHA-256 of a document's text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def packed(raw: Mapping[str, Any], sources: Sources) -> Json:
    """A passage in the notation -> its stand-off line; spans count from the passage's start."""
    source = raw["source"]
    whole = sources.text(source)
    text = whole[source["start"] : source["end"]]
    plain = {key: value for key, value in raw.items() if key != "source"}
    made = notation.passage({**plain, "text": text})
    for event in made["events"]:
        for party in (*event["actors"], *event["recipients"]):
            del party["text"]
        if event["place"]:
            event["place"] = {"span": _nearest(text, event["place"]["name"], event["trigger"][0])}
    head = {"id": made["id"], "source": dict(source), "sha256": fingerprint(whole), "published": made["published"]}
    return {**head, "statements": made["statements"], "events": made["events"]}


def unpacked(line: Mapping[str, Any], sources: Sources) -> Json:
    """A stand-off line -> a passage in the record format; raises AnnotationError when its text has changed."""
    source = line["source"]
    whole = sources.text(source)
    if fingerprint(whole) != line["sha256"]:
        raise notation.AnnotationError(f"{line['id']}: the text of {source['document']} is not the one annotated")
    text = whole[source["start"] : source["end"]]
    events = []
    for event in line["events"]:
        place = event["place"]
        sides = {
            side: [{"text": text[slice(*party["span"])], **party} for party in event[side]]
            for side in ("actors", "recipients")
        }
        events.append({**event, **sides, "place": place and {"name": text[slice(*place["span"])]}})
    return {
        "id": line["id"],
        "published": line["published"],
        "language": "en",
        "text": text,
        "source_corpus": source["corpus"],
        "statements": line["statements"],
        "events": events,
    }


def load(corpora: Path, folder: Path = HERE / "open") -> Iterator[Json]:
    """All stand-off passages with their texts."""
    sources = Sources(corpora)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield unpacked(json.loads(line), sources)


def read_packed(folder: Path) -> Iterator[Json]:
    """The lines of all packed files (``*.jsonl.gz``) of a folder."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def write_packed(lines: list[Json], out: Path) -> None:
    """Write lines in the order of their ids; the same lines give the same bytes."""
    with out.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as file:
        for line in sorted(lines, key=lambda line: str(line["id"])):
            file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")


def _nearest(text: str, name: str, to: int) -> list[int]:
    """Where ``name`` stands nearest to ``to``."""
    starts = [at for at in range(len(text)) if text.startswith(name, at)]
    start = min(starts, key=lambda at: abs(at - to))
    return [start, start + len(name)]


def main(arguments: list[str] | None = None) -> int:
    """Pack a file of notes, or check what is packed; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["pack", "check"])
    parser.add_argument("notes", type=Path, nargs="*", help="pack: JSON files in the notation")
    parser.add_argument("--out", type=Path, help="pack: the .jsonl to write")
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    args = parser.parse_args(arguments)
    corpora = corpora_folder(args.corpora)
    try:
        if args.do == "check":
            print(f"{sum(1 for _ in load(corpora))} passages, every text as annotated")
            return 0
        if not args.notes or args.out is None:
            parser.error("pack needs files of notes and --out")
        sources = Sources(corpora)
        lines = [packed(raw, sources) for path in args.notes for raw in json.loads(path.read_text(encoding="utf-8"))]
    except (notation.AnnotationError, FileNotFoundError) as mistake:
        print(mistake, file=sys.stderr)
        return 1
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8", newline="\n")
    print(f"{len(lines)} passages packed into {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
