"""docs/own-tables.md shows the example files, all columns, and what they do. `pytest tests/docs --update` fills it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.resolving.own_tables import ACTOR_COLUMNS, PLACE_COLUMNS, own_tables

_FILE = re.compile(r"(<!-- file: (?P<name>\S+) -->\n\n```\n)(?P<shown>.*?)(?=```)", re.DOTALL)
_OUTPUT = re.compile(r"(<!-- output -->\n\n```\n)(?P<shown>.*?)(?=```)", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_example_files_are_shown_as_they_are_and_are_sound(repository: Path, update: bool) -> None:
    path = repository / "docs" / "own-tables.md"
    text = path.read_text(encoding="utf-8")
    files = {match["name"]: (repository / match["name"]).read_text(encoding="utf-8") for match in _FILE.finditer(text)}
    if update:
        path.write_text(_FILE.sub(lambda match: match[1] + files[match["name"]], text), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    assert {match["name"]: match["shown"] for match in _FILE.finditer(text)} == files
    actors, places = (repository / name for name in sorted(files))
    assert own_tables(actors=actors, places=places)


def test_every_column_is_told(repository: Path) -> None:
    _, actors, places = re.split(
        r"^## (?:Actors|Places)$", (repository / "docs/own-tables.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    for part, columns in ((actors, ACTOR_COLUMNS), (places, PLACE_COLUMNS)):
        told = [name for line in re.findall(r"^\| ([a-z, ]+) \|", part, re.MULTILINE) for name in line.split(", ")]
        assert told[1:] == list(columns)


@pytest.mark.model
def test_what_comes_of_it(repository: Path, update: bool) -> None:
    path = repository / "docs" / "own-tables.md"
    text = path.read_text(encoding="utf-8")
    (code,) = _PYTHON.findall(text)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # What the reader sees differs a little between processors; that both tables are used does not.
    assert "in your table actors.csv, line 2" in done.stdout
    assert "in your table places.csv, line 2" in done.stdout
    if update:
        path.write_text(_OUTPUT.sub(lambda match: match[1] + done.stdout, text), encoding="utf-8")
