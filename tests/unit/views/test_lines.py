from __future__ import annotations

import csv
import json
from dataclasses import replace

from onrecord.ledger import EventRow, StatementRow, flatten
from onrecord.model import Record
from onrecord.views import csv_lines, json_line


def test_a_line_holds_the_whole_record(records: list[Record]) -> None:
    line = json_line(records[0].to_dict())
    assert "\n" not in line
    assert "“They struck" in line
    assert Record.from_dict(json.loads(line)) == records[0]


def test_lone_surrogates_are_escaped_so_that_the_line_is_utf8() -> None:
    line = json_line({"text": "é \ud83d"})
    assert line.encode("utf-8")
    assert json.loads(line) == {"text": "é \ud83d"}


def test_csv_has_a_column_a_field(records: list[Record]) -> None:
    rows = flatten(records[0]).events
    table = list(csv.DictReader(csv_lines(rows, of=EventRow)))
    assert [row["id"] for row in table] == [row.id for row in rows]
    assert table[0]["actors"] == "Ilvania"
    assert [voice["kind"] for voice in json.loads(table[0]["voices"])] == ["author", "speaker"]


def test_no_cell_runs_as_a_formula(records: list[Record]) -> None:
    row = replace(flatten(records[0]).statements[0], content='=HYPERLINK("http://x")', speaker="@SUM(A1)", score=-0.5)
    [cells] = csv.DictReader(csv_lines([row], of=StatementRow))
    assert cells["content"] == '\'=HYPERLINK("http://x")'
    assert cells["speaker"] == "'@SUM(A1)"
    assert cells["score"] == "-0.5"
