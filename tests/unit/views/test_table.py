from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.ledger import flatten
from onrecord.model import Document, Record
from onrecord.views import Look, events_table, record_table, statements_table


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_width_is_kept_and_nothing_is_drawn_when_piped(width: int, records: list[Record]) -> None:
    table = record_table(records[0], Look(width=width))
    assert max(map(len, table.splitlines())) <= width
    assert "\x1b" not in table
    assert not set(table) & set("│─┃━|")


def test_where_columns_would_break_up_words_each_row_stands_upright(records: list[Record]) -> None:
    rows = flatten(records[0]).statements
    upright = statements_table(rows, Look(width=40))
    assert upright.count("STANCE") == len(rows)
    assert statements_table(rows, Look(width=80)).count("STANCE") == 1


def test_the_look_fits_what_is_written_to() -> None:
    assert Look.fitting({"COLUMNS": "70"}, width=120, terminal=False) == Look(width=70)
    assert Look.fitting({"COLUMNS": "wide"}, width=120, terminal=False) == Look(width=120)
    assert Look.fitting({"COLUMNS": "70"}, width=90, terminal=True) == Look(width=90, styled=True)
    assert Look.fitting({"NO_COLOR": ""}, width=90, terminal=True) == Look(width=90)


def test_a_record_shows_speakers_deeds_and_their_chain(records: list[Record]) -> None:
    table = record_table(records[0], Look(width=200))
    assert "Statements (6)" in table
    assert "Deeds (7)" in table
    assert "author ⟶ Morgenblatt ⟶ a leaked police file (holds it likely)" in table
    assert "author ⟶ Foreign Ministry of Ilvania (denies)" in table
    assert "Deshi = Orlo Deshi" in table
    assert "Note: decoded as windows-1252" in table


def test_a_terminal_gets_colours(records: list[Record]) -> None:
    assert "\x1b[" in record_table(records[0], Look(width=100, styled=True))


def test_markup_and_escapes_in_articles_stay_words(records: list[Record]) -> None:
    wicked = "[bold red]x[/] \x1b[31m :smile:"
    record = replace(records[1], document=replace(records[1].document, title=wicked), failures=(wicked,))
    table = record_table(record, Look(width=120))
    assert "[bold red]x[/] \ufffd[31m :smile:" in table
    assert "\x1b" not in table


def test_a_document_without_entries_says_so() -> None:
    assert "Nobody is quoted" in record_table(Record(document=Document(id="d", text="")), Look())


def test_rows_of_many_documents_name_theirs(records: list[Record]) -> None:
    rows = [flatten(record) for record in records]
    assert "The Kostra Herald: herald-7" in events_table([*rows[0].events, *rows[1].events], Look(width=200))
    assert "Meridian Wire: wire-1" in statements_table(rows[0].statements, Look(width=200))
