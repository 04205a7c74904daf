"""Records and rows as tables for a terminal, or as plain aligned columns where there is none."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from onrecord.ledger.queries import ActorSummary, History, HistoryEntry
from onrecord.ledger.rows import ActorRow, DocumentRow, EventRow, StatementRow, flatten
from onrecord.model import Record
from onrecord.views.wording import ARROW, chain, counted, quantity, seemly, shorten, told, when

if TYPE_CHECKING:
    from rich.console import RenderableType

_WIDE, _WIDER = 110, 150  # columns from which every field of a deed has one of its own, with its document beside it
_LEAST, _LEAST_NUMBER, _GAP = 9, 4, 2  # columns that a word and a number need, and that lie between two fields
_WIDEST_HEAD = 13
_CONTENT = 240  # characters of a statement's content: about three lines of a wide table


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How to draw: ``width`` in columns; ``styled`` for a terminal with rules and colours, else plain text."""

    width: int = 100
    styled: bool = False

    @classmethod
    def fitting(cls, environment: Mapping[str, str], *, width: int, terminal: bool) -> Self:
        """The look for a terminal of a width, or for what is no terminal and has the width that COLUMNS asks for;
        NO_COLOR and a dumb terminal get plain text."""
        asked = environment.get("COLUMNS", "")
        if not terminal and asked.isdecimal() and int(asked):
            width = int(asked)
        plain = "NO_COLOR" in environment or environment.get("TERM") == "dumb"
        return cls(width=width, styled=terminal and not plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column's head, its width at most (None: what the others leave) and its style on a terminal."""

    head: str
    most: int | None = None
    style: str = ""
    number: bool = False


def record_table(record: Record, look: Look) -> str:
    """One record: statements, deeds and actors under the document's title, and what could not be read."""
    rows = flatten(record)
    parts = [_title(rows.document, look)]
    if rows.statements:
        parts.append(_section(f"Statements ({len(rows.statements)})", look))
        parts.append(_draw(_STATEMENT_COLUMNS, _numbered_statements(rows.statements), look))
    if rows.events:
        parts.append(_section(f"Deeds ({len(rows.events)})", look))
        parts.append(_draw_events(rows.events, look))
    if rows.actors:
        parts.append(_section(f"Actors ({len(rows.actors)})", look))
        parts.append(_draw(_ACTOR_COLUMNS, map(_actor_cells, rows.actors), look))
    if not rows.statements and not rows.events:
        parts.append("Nobody is quoted and no deed is told.\n")
    parts += [_lines(f"Note: {failure}", look) for failure in rows.document.failures]
    return "\n".join(parts)


def statements_table(rows: Iterable[StatementRow], look: Look) -> str:
    """Statements of many documents, in the order given."""
    columns = [_Column(head="When", most=16), *_STATEMENT_COLUMNS[1:5], _Column(head="Document", most=28, style="dim")]
    return _draw(columns, ([when(row), *_statement_cells(row), _where_told(row)] for row in rows), look)


def events_table(rows: Iterable[EventRow], look: Look) -> str:
    """Deeds of many documents, in the order given."""
    return _draw_events(rows, look, of_many=True)


def actors_table(rows: Iterable[ActorSummary], look: Look) -> str:
    """Actors by name over many documents."""
    columns = [
        _Column(head="Name", style="bold"),
        _Column(head="Kind", most=12),
        _Column(head="Country", most=7),
        _Column(head="Sector", most=6),
        _Column(head="Role", most=30),
        *(_Column(head=head, number=True) for head in ("Documents", "Mentions", "Said", "Did", "Received")),
    ]
    cells = (
        [row.name, row.kind, row.country or "", row.sector or "", row.role or ""]
        + [str(count) for count in (row.documents, row.mentions, row.statements, row.events, row.received)]
        for row in rows
    )
    return _draw(columns, cells, look)


def documents_table(rows: Iterable[DocumentRow], look: Look) -> str:
    """Documents, in the order given."""
    columns = [
        _Column(head="Published", most=10),
        _Column(head="Outlet", most=24),
        _Column(head="Title", style="bold"),
        _Column(head="Id", most=36, style="dim"),
        *(_Column(head=head, number=True) for head in ("Words", "Statements", "Deeds", "Notes")),
    ]
    cells = (
        [(row.published or "")[:10], row.outlet or "", row.title or "", row.id]
        + [str(count) for count in (row.words, row.statements, row.events, len(row.failures))]
        for row in rows
    )
    return _draw(columns, cells, look)


def history_table(history: History, look: Look) -> str:
    """Words beside deeds, in time, under a line that says whom the name was taken to mean."""
    found: dict[str, int] = {}
    for actor in history.actors:
        label = actor.name + (f" ({actor.role})" if actor.role else "")
        found[label] = found.get(label, 0) + 1
    taken = "; ".join(f"{name}, {counted(count, 'document')}" for name, count in found.items())
    heading = _lines(f"“{history.name}” finds: {taken}", look)
    columns = [
        _Column(head="When", most=16),
        _Column(head="Words"),
        _Column(head="Deeds"),
        _Column(head="Document", most=28, style="dim"),
    ]
    return heading + "\n" + _draw(columns, map(_history_cells, history.entries), look)


_STATEMENT_COLUMNS = (
    _Column(head="#", most=4, style="dim"),
    _Column(head="Speaker", most=26, style="bold"),
    _Column(head="Cue", most=14),
    _Column(head="Content"),
    _Column(head="Stance", most=10, style="cyan"),
    _Column(head="In", most=4, style="dim"),
)
_EVENT_COLUMNS = (
    _Column(head="#", most=4, style="dim"),
    _Column(head="Deed", most=24, style="magenta"),
    _Column(head="Who", most=22, style="bold"),
    _Column(head="To whom", most=22),
    _Column(head="When", most=12),
    _Column(head="Where", most=14),
    _Column(head="On whose word"),
)
_NARROW_EVENT_COLUMNS = (
    _Column(head="#", most=4, style="dim"),
    _Column(head="Deed", most=20, style="magenta"),
    _Column(head="Who to whom", style="bold"),
    _Column(head="When, where", most=12),
    _Column(head="On whose word"),
)
_ACTOR_COLUMNS = (
    _Column(head="Name", style="bold"),
    _Column(head="Kind", most=12),
    _Column(head="Country", most=7),
    _Column(head="Sector", most=6),
    _Column(head="Role", most=30),
    _Column(head="Mentions", number=True),
)


def _draw_events(rows: Iterable[EventRow], look: Look, *, of_many: bool = False) -> str:
    """Deeds in full, or with columns joined where the terminal is narrow; ``of_many`` documents says which."""
    wide = look.width >= (_WIDER if of_many else _WIDE)
    columns = _EVENT_COLUMNS if wide else _NARROW_EVENT_COLUMNS
    cells = _event_cells if wide else _narrow_event_cells
    if of_many:
        columns = (*columns[1:], _Column(head="Document", most=28, style="dim"))
        return _draw(columns, ([*cells(row, when(row)), _where_told(row)] for row in rows), look)
    numbered = ([f"D{n}", *cells(row, "" if when(row) == told(row) else when(row))] for n, row in enumerate(rows, 1))
    return _draw(columns, numbered, look)


def _numbered_statements(rows: Sequence[StatementRow]) -> list[list[str]]:
    """One document's statements under the labels they have on its page, S1 and so on."""
    labels = {row.id: f"S{number}" for number, row in enumerate(rows, 1)}
    return [[labels[row.id], *_statement_cells(row), labels.get(row.within or "", "")] for row in rows]


def _statement_cells(row: StatementRow) -> list[str]:
    speaker = row.speaker or ("nobody named" if row.speaker_name is None else "")
    if row.speaker_name and row.speaker_name.casefold() not in speaker.casefold():
        speaker = f"{speaker} = {row.speaker_name}" if speaker else row.speaker_name
    return [speaker, row.cue or "", shorten(row.content, _CONTENT), row.stance]


def _deed(row: EventRow) -> str:
    """What was done, in the code and the text's word, and how real it is unless it simply happened."""
    return f"{row.type} “{row.trigger}”" + (f" ({row.modality})" if row.modality != "actual" else "")


def _word(row: EventRow) -> str:
    """On whose word it rests, with what else is told of it in brackets."""
    remarks = [quantity(number) for number in row.quantities]
    remarks += ["could not be verified"] if row.unverified else []
    remarks += ["background"] if row.background else []
    return chain(row.voices) + (f" [{'; '.join(remarks)}]" if remarks else "")


def _event_cells(row: EventRow, dated: str) -> list[str]:
    parties = [", ".join(row.actors), ", ".join(row.recipients)]
    return [_deed(row), *parties, dated, row.place_name or "", _word(row)]


def _narrow_event_cells(row: EventRow, dated: str) -> list[str]:
    deed, who, whom, dated, place, word = _event_cells(row, dated)
    return [deed, f"{who or '?'}{ARROW}{whom}" if whom else who, f"{dated} {place}", word]


def _actor_cells(row: ActorRow) -> list[str]:
    role = "" if row.role and row.role in row.name else row.role or ""
    return [row.name, row.kind, row.country or "", row.sector or "", role, str(row.mentions)]


def _history_cells(item: HistoryEntry) -> list[str]:
    entry = item.entry
    if isinstance(entry, StatementRow):
        said = f"{entry.stance}: {shorten(entry.content, _CONTENT)}"
        return [when(entry), said, "", _where_told(entry)]
    who, whom = ", ".join(entry.actors), ", ".join(entry.recipients)
    deed = _deed(entry)
    deed += f" by {who or 'nobody named'}" if item.part == "received" else f" to {whom}" if whom else ""
    deed += f" in {entry.place_name}" if entry.place_name else ""
    return [when(entry), "", f"{deed}. {_word(entry)}", _where_told(entry)]


def _where_told(row: StatementRow | EventRow) -> str:
    return f"{row.outlet}: {row.document}" if row.outlet else row.document


def _title(document: DocumentRow, look: Look) -> str:
    facts = [document.outlet, document.author, document.published, document.id if document.title else None]
    told = " · ".join(fact for fact in facts if fact)
    title = _lines(document.title or document.id, look, style="bold")
    return title + (_lines(told, look, style="dim") if told else "")


def _section(title: str, look: Look) -> str:
    return _lines(title, look, style="bold underline").rstrip("\n")


def _lines(words: str, look: Look, *, style: str = "") -> str:
    """Running text, broken between words at the width."""
    from rich.text import Text

    text = Text(seemly(words), style=style)
    return _render(lambda console: console(text), look)


def _draw(columns: Sequence[_Column], rows: Iterable[Sequence[str]], look: Look) -> str:
    """The rows as one table; text from articles goes in as plain text, never as markup. Where the columns would be too
    narrow for words, each row becomes lines of its own."""
    if sum(map(_least, columns)) + _GAP * (len(columns) - 1) > look.width:
        return "\n".join(_draw_upright(columns, row, look) for row in rows)
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        box=box.SIMPLE_HEAD if look.styled else None, padding=(0, 1) if look.styled else (0, 2, 0, 0), pad_edge=False
    )
    for column in columns:
        table.add_column(
            Text(column.head if look.styled else column.head.upper()),
            style=column.style or None,
            max_width=column.most,
            overflow="fold",
            justify="right" if column.number else "left",
        )
    for row in rows:
        table.add_row(*(Text(seemly(" ".join(cell.split()))) for cell in row))
    return _render(lambda console: console(table), look)


def _least(column: _Column) -> int:
    """The width below which a column breaks up most of its words."""
    return _LEAST_NUMBER if column.number else min(column.most or _LEAST, _LEAST)


def _draw_upright(columns: Sequence[_Column], row: Sequence[str], look: Look) -> str:
    """One row downwards, the head of each column beside what it holds; empty cells left out."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, show_header=False)
    table.add_column(style="dim" if look.styled else None, max_width=_WIDEST_HEAD)
    table.add_column(overflow="fold")
    for column, cell in zip(columns, row, strict=True):
        if words := " ".join(cell.split()):
            head = column.head if look.styled else column.head.upper()
            table.add_row(Text(head), Text(seemly(words), style=column.style))
    return _render(lambda console: console(table), look)


def _render(fill: Callable[[Callable[[RenderableType], None]], None], look: Look) -> str:
    from rich.console import Console

    sheet = io.StringIO()
    console = Console(
        file=sheet,
        width=max(look.width, 40),
        force_terminal=look.styled,
        color_system="standard" if look.styled else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    fill(console.print)
    return "\n".join(line.rstrip() for line in sheet.getvalue().splitlines()) + "\n"
