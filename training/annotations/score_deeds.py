"""Score a reader on the sentences of deeds/ that are never trained on: four in a hundred.

    python training/annotations/score_deeds.py [MODEL_FOLDER]

A deed is found when an event's trigger shares a word with the deed's, and typed when it has one of the types marked.
Optional deeds count neither as marked nor as invented. ``holder`` and ``stand`` are shares of the deeds found: on the
author's word, on that of a statement or on nobody's; certainty and polarity of the innermost voice.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from deeds import load

from onrecord.evaluation import corpora_folder
from onrecord.language import Reader
from onrecord.model import Document, Event, Voice
from onrecord.pipeline import read

Json = dict[str, Any]


def count(line: Json, events: tuple[Event, ...]) -> Counter[str]:
    """What one sentence adds to the counts."""
    counts: Counter[str] = Counter()
    surplus = {event.trigger for event in events}
    for deed in line["deeds"]:
        start, end = deed["trigger"]
        same = [event for event in events if event.trigger.start < end and start < event.trigger.end]
        surplus -= {event.trigger for event in same}
        if deed.get("optional"):
            continue
        counts["marked"] += 1
        if same:
            counts["found"] += 1
            counts["typed"] += same[0].type in (deed["type"], *deed.get("type_also", ()))
            if line["voiced"]:
                counts["voiced"] += 1
                counts["holder"] += any(holder_of(event.voices[-1]) == deed["holder"] for event in same)
                counts["stand"] += any(stand_of(event.voices[-1]) == deed["stand"] for event in same)
    counts["invented"] = len(surplus)
    if not line["deeds"]:
        counts["empty"], counts["alarms"] = 1, len(surplus)
    return counts


def holder_of(voice: Voice) -> str:
    """The kind of word that the innermost voice gives, as the notation tells them apart."""
    return "author" if voice.kind == "author" else "statement" if voice.statement else "nobody"


def stand_of(voice: Voice) -> str:
    """Certainty and polarity; all that is uncommitted is one."""
    return "Uu" if voice.certainty == "U" or voice.polarity == "u" else voice.certainty + voice.polarity


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", help="default: the shipped one")
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    args = parser.parse_args()
    reader = Reader.load(args.model)
    lines = [line for line in load(corpora_folder(args.corpora)) if line["kept_apart"]]
    total: Counter[str] = Counter()
    for line in lines:
        total += count(line, read(Document(id=line["id"], text=line["text"]), reader=reader).events)
    both = 2 * total["found"] + total["invented"] + total["marked"] - total["found"]
    print(
        f"{len(lines)} sentences, {total['marked']} deeds: F1 {200 * total['found'] / both:.1f}, "
        f"typed {200 * total['typed'] / both:.1f}, holder {100 * total['holder'] / total['voiced']:.1f}, "
        f"stand {100 * total['stand'] / total['voiced']:.1f}, "
        f"false alarms per 100 {100 * total['alarms'] / total['empty']:.0f}"
    )


if __name__ == "__main__":
    main()
