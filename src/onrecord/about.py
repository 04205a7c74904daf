"""What ships in one installation: the version, the model, each file of data with what it does not know, the notices."""

from __future__ import annotations

import csv
import gzip
import json
import textwrap
from importlib.metadata import PackageNotFoundError, distribution
from importlib.metadata import version as _installed
from importlib.resources import files
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.resolving.gazetteer import gazetteer

_WIDTH = 100


def what_ships() -> str:
    """All of it as text for a reader."""
    tables = "\n\n".join(map(_told, data_files()))
    return f"Onrecord {version()}, Apache-2.0\n\n{_model()}\n\nData inside the package\n\n{tables}\n\n{_notice()}\n"


def data_files() -> list[dict[str, str]]:
    """For each file of data, and each part of the gazetteer: ``file``, ``what`` it is, ``rows`` (how many), ``origin``,
    ``licence``, ``snapshot`` and what it ``lacks``, out of ``data/about.csv`` and the gazetteer's own table."""
    data = files("onrecord") / "data"
    listed = list(csv.DictReader((data / "about.csv").read_text(encoding="utf-8").splitlines()))
    parts = [
        {"file": "gazetteer.sqlite", "what": str(part.pop("part"))} | {name: str(told) for name, told in part.items()}
        for part in gazetteer().parts()
    ]
    return parts + [
        table | {"rows": str(_rows(table["file"], (data / table["file"]).read_bytes()))} for table in listed
    ]


def _rows(name: str, content: bytes) -> int:
    """The people, names, nouns or weights in a file."""
    if name.endswith(".gz"):
        return gzip.decompress(content).count(b"\n") + 1
    text = content.decode("utf-8")
    if name.endswith(".json"):
        return sum(map(len, json.loads(text).values()))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return (
        sum(line.count(";") + 1 for line in lines)
        if name.endswith("places.txt")
        else len(lines) - name.endswith(".csv")
    )


def _told(table: dict[str, str]) -> str:
    facts = (
        f"Origin: {table['origin']}. Licence: {table['licence']}. As of: {table['snapshot']}.",
        f"Does not know: {table['lacks']}.",
    )
    head = textwrap.fill(f"{table['file']}: {table['what']} ({int(table['rows']):,} rows)", _WIDTH)
    return "\n".join([head, *(textwrap.fill(f, _WIDTH, initial_indent="  ", subsequent_indent="  ") for f in facts)])


def version() -> str:
    """The installed version."""
    try:
        return _installed("onrecord")
    except PackageNotFoundError:
        return "(not installed)"


def _model() -> str:
    from onrecord.language.model_files import model_folder

    try:
        card = model_folder() / "README.md"
        return card.read_text(encoding="utf-8").split("\n## ")[0].strip() + f"\n\nThe whole card: {card}"
    except (OnrecordError, OSError) as error:
        return f"No model card: {error}"


def _notice() -> str:
    """The notice with the origins and licences of what Onrecord is made from."""
    beside = Path(__file__).parents[2] / "NOTICE"  # run from the repository
    if beside.is_file():
        return beside.read_text(encoding="utf-8").strip()
    try:
        return (distribution("onrecord").read_text("licenses/NOTICE") or "").strip()
    except PackageNotFoundError:
        return ""
