"""Score a reader on passages that are kept out of training: unseen/*.json.

    python training/annotations/unseen.py [MODEL_FOLDER]

They are written and annotated like those of written/, and nothing is ever trained on them; the decoder's settings were
last chosen with an eye on them. One file a line, then all of them: F1 in percent, and events found in 100 passages that
hold none.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from compile import read_all

from onrecord.evaluation.bridge import document_of
from onrecord.evaluation.corpora import score_records
from onrecord.language import Reader
from onrecord.pipeline import read

Json = dict[str, Any]
HERE = Path(__file__).parent
PREFIXES = {"zt": "single lines", "zs": "stories"}


def false_alarms(gold: list[Json], records: dict[str, Json]) -> float:
    """Events found per 100 passages without any."""
    empty = [line["id"] for line in gold if not line["events"]]
    return 100 * sum(len(records[id_]["events"]) for id_ in empty) / len(empty)


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", help="default: the shipped one")
    reader = Reader.load(parser.parse_args().model)
    gold, mistakes = read_all(HERE / "unseen")
    if mistakes:
        sys.exit("\n".join(mistakes))
    records = {line["id"]: read(document_of(line), reader=reader).to_dict() for line in gold}
    parts = {name: [g for g in gold if g["id"].startswith(prefix)] for prefix, name in PREFIXES.items()}
    for name, lines in {**parts, "all": gold}.items():
        found = score_records(lines, records)
        told = ", ".join(f"{measure} {100 * value:.1f}" for measure, value in found.items() if value is not None)
        print(f"{name} ({len(lines)} passages): {told}, false alarms {false_alarms(lines, records):.0f}")


if __name__ == "__main__":
    main()
