"""What the package's own documentation promises to a Python program."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

import onrecord


@pytest.mark.model
def test_the_examples_in_the_docstrings_hold() -> None:
    failed, tried = doctest.testmod(onrecord)
    assert tried
    assert not failed


@pytest.mark.model
def test_the_readme_s_program_runs(repository: Path) -> None:
    names: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", (repository / "README.md").read_text(encoding="utf-8"), re.DOTALL):
        exec(code, names)  # our own words
    assert names["record"].statements[0].stance == "deny"


@pytest.mark.model
def test_a_record_survives_its_published_format() -> None:
    record = onrecord.read("Norway denied that its navy had fired on the trawler.", published="2024-05-03")
    assert onrecord.Record.from_dict(record.to_dict()) == record


def test_what_the_package_offers_is_there() -> None:
    assert all(getattr(onrecord, name) for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="no attribute"):
        _ = onrecord.nothing
