"""Choose the decoder's settings on PolNeAR dev: the network reads once, the decoder as often as the grid asks.

``python training/tune.py MODEL_FOLDER`` prints each setting tried; ``--write`` keeps the best in settings.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluation import CORPORA, corpora_folder
from onrecord.language import Reader
from onrecord.language.network import Network, Reading
from onrecord.language.windows import Window, Words
from onrecord.model import Document
from onrecord.statements import find_statements

GRID = {
    "cue_threshold": (0.4, 0.5, 0.6, 0.7),
    "content_cost": (2.0, 4.0, 6.0),
    "part_cost": (0.0, 0.5, 1.0),
}


class Remembering(Network):
    """A network that reads each text once and repeats itself afterwards."""

    def __init__(self, network: Network) -> None:
        super().__init__(network._session, network.tokenizer, network.pairs, network.dyads, dict(network.settings))
        self._seen: dict[bytes, list[list[Reading]]] = {}

    def read(self, words: Words, windows: Sequence[Window]) -> Iterator[list[Reading]]:
        """What the network read of these words when it first met them."""
        key = words.pieces.tobytes()
        if key not in self._seen:
            self._seen[key] = list(super().read(words, windows))
        yield from self._seen[key]


def score(reader: Reader, gold: list[dict[str, Any]]) -> dict[str, float | None]:
    """PolNeAR's measures for the reader's statements."""
    records = {}
    for line in gold:
        statements = find_statements(reader.analyze(Document(id=line["id"], text=line["text"])))
        records[line["id"]] = {
            "statements": [
                {
                    "id": s.id,
                    "speaker": s.speaker,
                    "cue": s.cue,
                    "content": s.content,
                    "within": s.within,
                    "form": s.form,
                }
                for s in statements
            ]
        }
    return dict(CORPORA["polnear"].score(gold, records))


def main() -> None:
    """Try the grid, one setting at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--write", action="store_true", help="keep the best settings in FOLDER/settings.json")
    args = parser.parse_args()
    network = Remembering(Network.load(args.folder, threads=2))
    reader = Reader(network)
    gold = CORPORA["polnear"].load(corpora_folder(args.corpora))
    best: dict[str, float] = dict(network.settings)
    found = score(reader, gold)
    print(best, found, flush=True)
    for name, values in GRID.items():  # one setting at a time: they hardly interact
        results = {}
        for value in values:
            network.settings = {**best, name: value}
            found = score(reader, gold)
            results[value] = sum(v or 0 for k, v in found.items() if k in ("triple F1", "content exact F1"))
            print(f"{name}={value}", {k: round(100 * (v or 0), 1) for k, v in found.items()}, flush=True)
        best[name] = max(results, key=lambda v: results[v])
    print("best", best)
    if args.write:
        (args.folder / "settings.json").write_text(json.dumps(best, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
