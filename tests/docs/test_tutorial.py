"""The tutorial's commands run. `pytest tests/docs --update` writes what they print into it anew.

What the model sees differs a little between processors, so that the words shown are not compared.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_RUN = "import sys; from onrecord.cli import main; sys.exit(main())"
_COMMAND = re.compile(r"^    onrecord (read|show|actor) (.+)$", re.MULTILINE)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
# The block of an output comes after a line that says which command and how many rows of each of its tables.
_OUTPUT = re.compile(r"(<!-- (?P<rows>\d+) rows of: (?P<command>.+?) -->\n\n```\n).*?(?=```)", re.DOTALL)


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"COLUMNS": "110", "NO_COLOR": "1", "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, f"{arguments[-1]}: {done.stderr}"
    return done.stdout


def shortened(output: str, rows: int) -> str:
    """Each table's head and first rows, and dots where there were more; a row's other lines are indented."""
    parts = []
    for part in output.strip("\n").split("\n\n"):
        lines = part.splitlines()
        starts = [number for number, line in enumerate(lines) if not line.startswith(" ")]
        head = 2 if re.fullmatch(r"\w+ \(\d+\)", lines[0]) else 1
        if len(starts) > head + rows:
            lines = [*lines[: starts[head + rows]], "..."]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


@pytest.mark.model
def test_the_tutorial_runs(repository: Path, tmp_path: Path, update: bool) -> None:
    shutil.copytree(repository / "examples", tmp_path / "examples")
    path = repository / "docs" / "tutorial.md"
    text = path.read_text(encoding="utf-8")
    printed = {}
    for name, arguments in _COMMAND.findall(text):
        printed[f"onrecord {name} {arguments}"] = run(tmp_path, "-c", _RUN, name, *shlex.split(arguments))
    (code,) = _PYTHON.findall(text)
    printed["the program"] = run(tmp_path, "-c", code)
    shown = {match["command"] for match in _OUTPUT.finditer(text)}
    assert shown <= printed.keys()
    assert len(shown) >= 6
    assert all(printed[command].strip() for command in shown)
    assert (tmp_path / "clash.html").is_file()
    if update:
        fill = lambda match: match[1] + shortened(printed[match["command"]], int(match["rows"]))  # noqa: E731
        path.write_text(_OUTPUT.sub(fill, text), encoding="utf-8")
