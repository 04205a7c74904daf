"""Accuracy floors: what a gold corpus once scored is kept.

    python bench/floors.py                            score the corpora; fail when a figure is under its floor
    python bench/floors.py --figures FILE             the same on the output of `onrecord evaluate --json`
    python bench/floors.py --update                   raise floors to the present figures, add floors for new measures
    python bench/floors.py --update --reason TEXT     lower floors too; the reason is kept beside each lowered one

A floor stands a little under the figure it was taken from (SLACK), so that training again with another seed does not
fail it. bench/floors.json is written by this script alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NotRequired, TypedDict

FILE = Path(__file__).with_name("floors.json")
SLACK = 0.005


class Floor(TypedDict):
    """The least value a measure may have (0..1), and why it was last lowered."""

    floor: float
    lowered: NotRequired[str]


class Refused(Exception):
    """Floors would have to be lowered and no reason was given."""


def under(floors: dict[str, Floor], figures: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Measures under their floor, as (figure, floor). Measures that were not taken this time are passed over."""
    return {
        name: (figures[name], entry["floor"])
        for name, entry in floors.items()
        if name in figures and figures[name] < entry["floor"]
    }


def updated(floors: dict[str, Floor], figures: dict[str, float], *, reason: str | None = None) -> dict[str, Floor]:
    """New floors for these figures. Raises Refused when one would sink and there is no ``reason``."""
    sinking = under(floors, figures)
    if sinking and not reason:
        raise Refused(f"floors are lowered only with --reason TEXT: {', '.join(sorted(sinking))}")
    new = dict(floors)
    for name, figure in figures.items():
        wanted = round(max(0.0, figure - SLACK), 3)
        if name in sinking and reason:
            new[name] = Floor(floor=wanted, lowered=reason)
        elif name not in floors or wanted > floors[name]["floor"]:
            new[name] = Floor(floor=wanted)
    return dict(sorted(new.items()))


def measured(figures_file: Path | None, corpora: Path | None, names: list[str]) -> dict[str, float]:
    """Figures by "corpus: measure", from a file or by scoring now."""
    from onrecord.evaluation import as_json, evaluate

    if figures_file:
        rows = json.loads(figures_file.read_text(encoding="utf-8"))
    else:
        rows = as_json(evaluate(names, folder=corpora))
    return {f"{row['corpus']}: {row['measure']}": row["value"] for row in rows if row["value"] is not None}


def main() -> int:
    """Score or take figures, then check or update the floors; 1 when one is broken or may not sink."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="CORPUS")
    parser.add_argument("--figures", type=Path, metavar="FILE")
    parser.add_argument("--corpora", type=Path, metavar="PATH")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--reason", metavar="TEXT")
    args = parser.parse_args()
    floors: dict[str, Floor] = json.loads(FILE.read_text(encoding="utf-8"))
    figures = measured(args.figures, args.corpora, args.names)
    if args.update:
        try:
            new = updated(floors, figures, reason=args.reason)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
            return 2
        FILE.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{len(new)} floors in {FILE.name}")
        return 0
    sinking = under(floors, figures)
    for name, (figure, floor) in sinking.items():
        print(f"UNDER ITS FLOOR  {name}: {figure:.4f} < {floor:.3f}")
    print(f"{len(set(floors) & set(figures))} floors checked, {len(sinking)} broken")
    return 1 if sinking else 0


if __name__ == "__main__":
    sys.exit(main())
