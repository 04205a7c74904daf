"""The annotated passages -> JSON Lines in the record format: our own (written/) and the open ones (open/).

    python training/annotations/compile.py --out written.jsonl --corpora ../shared/corpora

What each field may hold is said in GUIDELINE.md. Every mistake is printed with its file, passage and field; nothing is
written unless all passages are sound.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import standoff
from notation import AnnotationError, passage

Json = dict[str, Any]
HERE = Path(__file__).parent


def read_all(folder: Path) -> tuple[list[Json], list[str]]:
    """All sound passages under ``folder`` in the order of file names, and the mistakes found, one line each."""
    made: list[Json] = []
    mistakes: list[str] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.json")):
        try:
            written = json.loads(path.read_text(encoding="utf-8"))
        except json.JSONDecodeError as error:
            mistakes.append(f"{path.name}: {error}")
            continue
        for raw in written:
            name = raw.get("id", "?")
            if name in seen:
                mistakes.append(f"{path.name} {name}: this id is used twice")
            seen.add(name)
            try:
                made.append(passage(raw))
            except AnnotationError as mistake:
                mistakes.append(f"{path.name} {name}: {mistake}")
            except KeyError as missing:
                mistakes.append(f"{path.name} {name}: {missing} is missing")
    return made, mistakes


def main(arguments: list[str] | None = None) -> int:
    """Compile a folder of written passages; 1 when there are mistakes."""
    parser = argparse.ArgumentParser(description="Compile the written passages into JSON Lines.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "written", help="folder with *.json")
    parser.add_argument("--out", type=Path, required=True, help="the .jsonl to write")
    parser.add_argument("--corpora", type=Path, help="also add the open passages (open/), whose texts stand there")
    options = parser.parse_args(arguments)
    made, mistakes = read_all(options.folder)
    if options.corpora:
        made += standoff.load(options.corpora)
    if mistakes:
        print("\n".join(mistakes), file=sys.stderr)
        return 1
    with options.out.open("w", encoding="utf-8", newline="\n") as out:
        for line in made:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    events, statements = (sum(len(line[key]) for line in made) for key in ("events", "statements"))
    print(f"{len(made)} passages, {statements} statements, {events} events -> {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
