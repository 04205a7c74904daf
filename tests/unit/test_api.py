"""What the package's own documentation promises to a Python program."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.errors import UserError


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


@pytest.mark.model
def test_own_tables_go_before_what_ships_and_change_nothing_else(repository: Path, tmp_path: Path) -> None:
    folder = repository / "examples" / "own-tables"
    text = (repository / "examples" / "01-border-clash.txt").read_text(encoding="utf-8")
    plain = onrecord.read(text, published="2025-03-12")
    mine = onrecord.read(text, published="2025-03-12", actors=folder / "actors.csv", places=str(folder / "places.csv"))
    village = {place.name: (place.lat, place.reason) for place in mine.places}["Pozo Amargo"]
    assert village == (-20.48, "Pozo Amargo, Paraguay: in your table places.csv, line 2")
    assert [statement.content for statement in mine.statements] == [s.content for s in plain.statements]
    (tmp_path / "others.csv").write_text("name,lat,lon\nNowhere at all,59.5,10\n", encoding="utf-8")
    assert onrecord.read(text, published="2025-03-12", places=tmp_path / "others.csv") == plain
    with pytest.raises(UserError, match=r"none\.csv: there is no such file"):
        onrecord.read(text, actors=tmp_path / "none.csv")


def test_what_the_package_offers_is_there() -> None:
    assert all(getattr(onrecord, name) for name in onrecord.__all__)
    with pytest.raises(AttributeError, match="no attribute"):
        _ = onrecord.nothing
