"""How far two independent readers of the same passages agree: the second's record scored as if the first's were gold.

    python training/annotations/agreement.py [--corpora ../shared/corpora]

``second/*.jsonl`` holds the second readings as spans and labels, a passage a line, by the ids of the first; their texts
are those of ``written/`` and ``open/``. Agreement of spans has no chance level to correct for, so it is told as F1
(Hripcsak & Rothschild 2005).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import standoff
from compile import read_all

from onrecord.evaluation import corpora_folder
from onrecord.evaluation.corpora import score_records

Json = dict[str, Any]
HERE = Path(__file__).parent


def with_actors(passage: Json) -> Json:
    """A passage whose parties stand inline -> the record's shape, its parties in ``actors``."""
    actors: list[Json] = []
    events = []
    for event in passage["events"]:
        sides: dict[str, list[str]] = {}
        for side in ("actors", "recipients"):
            sides[side] = []
            for party in event[side]:
                actors.append({"id": f"a{len(actors)}", "mentions": party["mentions"], "country": party["country"]})
                sides[side].append(actors[-1]["id"])
        events.append({**event, **sides})
    return {**passage, "events": events, "actors": actors, "times": []}


def readings(corpora: Path) -> Iterator[tuple[Json, Json]]:
    """The first and the second reading of each passage that was read twice."""
    first = {p["id"]: p for p in (*read_all(HERE / "written")[0], *standoff.load(corpora))}
    for path in sorted((HERE / "second").glob("*.jsonl")):
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield first[line["id"]], with_actors({**line, "text": first[line["id"]]["text"]})


def main() -> None:
    """Print the agreement, a measure a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    pairs = list(readings(corpora_folder(parser.parse_args().corpora)))
    found = score_records([first for first, _ in pairs], {second["id"]: second for _, second in pairs})
    print(f"{len(pairs)} passages read twice")
    for name, value in found.items():
        print(f"{name:24} {'-' if value is None else f'{value:.3f}'}")


if __name__ == "__main__":
    main()
