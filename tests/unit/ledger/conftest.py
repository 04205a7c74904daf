from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.model import Record

RECORDS = Path(__file__).parents[1] / "views" / "records.json"


@pytest.fixture
def records() -> list[Record]:
    """Two invented articles with hand-made records; the second names one of the first's actors."""
    return [Record.from_dict(data) for data in json.loads(RECORDS.read_text(encoding="utf-8"))]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"
