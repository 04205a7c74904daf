"""The built wheel in an environment of its own, far from the repository: what a user gets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = [pytest.mark.smoke, pytest.mark.model]

_TEXT = (
    "Police in Lagos said on Friday that two men had been arrested. “We will appeal,” their lawyer, Ada Brook, said.\n"
)


def run(*command: str | Path, at: Path) -> str:
    """Run outside of the repository and of this environment."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    done = subprocess.run(
        [str(c) for c in command], cwd=at, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def onrecord(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command."""
    place = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", place, repository, at=place)
    (wheel,) = place.glob("*.whl")
    venv.create(place / "env", with_pip=True)
    scripts = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(scripts / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, at=place)
    return scripts / "onrecord"


def test_help(onrecord: Path, tmp_path: Path) -> None:
    assert "read" in run(onrecord, "--help", at=tmp_path)


def test_reads_a_text(onrecord: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(_TEXT, encoding="utf-8")
    record = json.loads(run(onrecord, "read", "article.txt", "--no-ledger", "--format", "jsonl", at=tmp_path))
    assert record["text"] == _TEXT
    assert record["statements"], "two people speak here"


def test_carries_its_licence_and_its_types(onrecord: Path, tmp_path: Path) -> None:
    code = (
        "import importlib.metadata as m, onrecord, pathlib\n"
        "files = {f.name for f in m.files('onrecord')}\n"
        "print(sorted(files & {'LICENSE', 'NOTICE', 'about.csv', 'py.typed', 'reader.onnx'}))"
    )
    found = run(onrecord.with_name("python"), "-c", code, at=tmp_path)
    assert found.strip() == "['LICENSE', 'NOTICE', 'about.csv', 'py.typed', 'reader.onnx']"
    about = run(onrecord, "about", at=tmp_path)
    assert "https://creativecommons.org/licenses/by/4.0/" in about
    assert "Does not know: " in about
