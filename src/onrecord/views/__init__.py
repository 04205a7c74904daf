"""Rows into something to look at. Pure functions: no I/O, nothing of the database, nothing of the reader."""

from onrecord.views.lines import csv_lines, json_line
from onrecord.views.page import page
from onrecord.views.table import (
    Look,
    actors_table,
    documents_table,
    events_table,
    history_table,
    record_table,
    statements_table,
)

__all__ = [
    "Look",
    "actors_table",
    "csv_lines",
    "documents_table",
    "events_table",
    "history_table",
    "json_line",
    "page",
    "record_table",
    "statements_table",
]
