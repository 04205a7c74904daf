"""Rows and records as lines for other programs: JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass
from typing import Any

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
# A cell that begins so is run as a formula by spreadsheet programs (CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_line(value: Any) -> str:
    """A dictionary or a row as one line of JSON without its newline; text stays readable where UTF-8 can carry it."""
    data = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    line = json.dumps(data, ensure_ascii=False)
    return json.dumps(data) if _LONE_SURROGATES.search(line) else line


def csv_lines(rows: Iterable[Any], *, of: type) -> Iterator[str]:
    """CSV for spreadsheets, a header first: lists joined with "; ", nested ones as JSON, and an apostrophe before a
    cell that a spreadsheet would run as a formula. JSON Lines is the faithful format. ``of`` is the rows' type."""
    names = [field.name for field in fields(of)]
    yield _csv_line(names)
    for row in rows:
        yield _csv_line([_cell(getattr(row, name)) for name in names])


def _csv_line(cells: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, tuple):
        plain = all(isinstance(item, str) for item in value)
        value = "; ".join(value) if plain else json.dumps([asdict(item) for item in value])
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        value = _LONE_SURROGATES.sub("\ufffd", value)
        return "'" + value if value.startswith(_FORMULA) else value
    return value
