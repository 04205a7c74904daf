"""What the documents list is what the program has. `pytest tests/docs --update` writes docs/commands.md anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HEAD = "# Commands\n\nWritten from the program's own `--help` (`pytest tests/docs --update`).\n"
_RUN = "import sys; sys.argv[0] = 'onrecord'; from onrecord.cli import main; main()"
_HELP_BLOCK = re.compile(r"\$ onrecord((?: [a-z-]+)*) --help\n(.*?)(?=^\$ |^```)", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


@cache
def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"},
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def commands_of(*group: str) -> list[str]:
    """Names under "Commands:" in a group's help; none for a plain command."""
    _, _, listed = help_of(*group).partition("Commands:\n")
    return re.findall(r"^  ([a-z][a-z-]*)", listed, re.MULTILINE)


def all_commands(*group: str) -> Iterator[tuple[str, ...]]:
    yield group
    for name in commands_of(*group):
        yield from all_commands(*group, name)


def documents(repository: Path) -> list[Path]:
    return [p for p in (repository / "README.md", *sorted((repository / "docs").rglob("*.md"))) if p.is_file()]


def test_the_list_of_commands_is_the_program_s_help(repository: Path, update: bool) -> None:
    shown = [f"\n## {' '.join(('onrecord', *c))}\n\n```\n{help_of(*c)}\n```\n" for c in all_commands()]
    path = repository / "docs" / "commands.md"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEAD + "".join(shown), encoding="utf-8")
    assert path.is_file(), "make it with: pytest tests/docs --update"
    assert path.read_text(encoding="utf-8") == HEAD + "".join(shown)


def test_help_shown_anywhere_is_the_program_s_help(repository: Path) -> None:
    for path in documents(repository):
        for command, shown in _HELP_BLOCK.findall(path.read_text(encoding="utf-8")):
            assert shown.strip() == help_of(*command.split()), path.name


def test_commands_named_in_code_exist(repository: Path) -> None:
    known = set(commands_of())
    for path in documents(repository):
        for code in _CODE.findall(path.read_text(encoding="utf-8")):
            named = set(re.findall(r"(?:^|[\s`/])onrecord ([a-z][a-z-]+)", code))
            assert named <= known, f"{path.name}: {named - known}"


def test_make_targets_named_in_code_exist(repository: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test", "check", "bench", "train"} <= targets
    for path in documents(repository):
        for code in _CODE.findall(path.read_text(encoding="utf-8")):
            named = set(re.findall(r"(?:^|[\s`])make ([a-z]+)", code))
            assert named <= targets, f"{path.name}: {named - targets}"


def test_help_answers_without_loading_the_heavy_libraries() -> None:
    heavy = {"docx", "jinja2", "numpy", "onnxruntime", "pypdfium2", "tokenizers", "trafilatura"}
    code = f"import sys, onrecord.cli; print(*sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
