"""The library said aloud: one command per public function; parse, call, print.

Results go to standard output, everything else to standard error. Exit codes: 0 all was read, 1 the command could not be
carried out, 2 a mistake in what was asked, 3 some documents could not be read, 130 interrupted.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from onrecord.errors import InvalidValue, OnrecordError, UserError
from onrecord.model.entities import ActorKind
from onrecord.model.voices import Side

if TYPE_CHECKING:
    from onrecord.ledger import Filter, Ledger
    from onrecord.model import Document, Record
    from onrecord.reading import Unread
    from onrecord.settings import Settings
    from onrecord.views import Look

_FAILED, _USAGE, _SOME_UNREAD, _INTERRUPTED = 1, 2, 3, 130
_PIPED_WIDTH = 120  # columns of a table that does not go to a terminal, unless COLUMNS says otherwise
_SHOWN = 50  # rows of a table unless --limit says otherwise

_LEDGER = click.option(
    "--ledger", type=click.Path(path_type=Path), help="The ledger's file.  [default: the setting, else onrecord.db]"
)
_TABLE = click.Path(path_type=Path)
_LISTED = (
    click.option("--country", metavar="CODE", help="Only of those of this country (ISO 3166-1 alpha-3, such as NOR)."),
    click.option("--sector", metavar="CODE", help="Only of those of this PLOVER sector (GOV, MIL, REB ...)."),
    click.option("--outlet", help="Only what this outlet published."),
    click.option("--since", metavar="DATE", help="Not before (YYYY-MM-DD)."),
    click.option("--until", metavar="DATE", help="Not after (YYYY-MM-DD)."),
    click.option(
        "--limit", type=click.IntRange(min=0), help="Rows at most, 0 for all.  [default: 50 in a table, else all]"
    ),
    click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True),
    _LEDGER,
)
Write = Callable[[str], object]


def _lists(command: Callable[..., int]) -> Callable[..., int]:
    """A command with the options that all lists have, below its own in its help."""
    for option in reversed(_LISTED):
        command = option(command)
    return command


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line (``sys.argv`` unless ``arguments`` are given) and return its exit code.

    Every error ends as one line on standard error; ONRECORD_DEBUG=1 shows where it came from.
    """
    debug = os.environ.get("ONRECORD_DEBUG", "") not in ("", "0")
    if debug:
        import logging

        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    try:
        return int(commands.main(arguments, prog_name="onrecord", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        _say("interrupted; what was kept so far is safe")
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a user unasked
        if debug:
            import traceback

            traceback.print_exc()
        return _explain(error)


def _explain(error: Exception) -> int:
    if isinstance(error, OnrecordError):
        from onrecord.settings import where_set

        _say(str(error) + where_set(str(error)))
        return _USAGE if isinstance(error, UserError) else _FAILED
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}")
    else:
        from onrecord.about import version

        what = " ".join(f"{type(error).__name__}: {error}".split())
        _say(f"an error in Onrecord {version()}: {what}; please report it, with what ONRECORD_DEBUG=1 prints")
    return _FAILED


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(None, "-V", "--version", package_name="onrecord", message="%(prog)s %(version)s")
def commands() -> None:
    """Onrecord reads news and writes the record: who said what, who did what to whom, and on whose word it rests.

    Try first: onrecord read ARTICLE.txt
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What `onrecord read` was asked, one field an option."""

    sources: tuple[str, ...]
    published: str | None
    outlet: str | None
    title: str | None
    author: str | None
    form: str | None
    output: Path | None
    actors: Path | None
    places: Path | None
    ledger: Path | None
    no_ledger: bool

    def format(self) -> str:
        """The format asked for, else the one the output's name ends in, else a table."""
        suffix = self.output.suffix.lower() if self.output else ""
        return self.form or {".html": "html", ".htm": "html", ".jsonl": "jsonl"}.get(suffix, "table")


@dataclass(slots=True, kw_only=True)
class _Tally:
    """How the reading goes."""

    read: int = 0
    failed: int = 0


@commands.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="When it was published (ISO 8601), where a document does not say.")
@click.option("--outlet", help="Who published it, where a document does not say.")
@click.option("--title", help="Its title, where a document does not say.")
@click.option("--author", help="Who wrote it, where a document does not say.")
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "html"]),
    help="How to write the records.  [default: by the output's suffix, else table]",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write there, not to standard output."
)
@click.option(
    "--actors", type=_TABLE, metavar="FILE.csv", help="People and bodies of your own, before those that ship."
)
@click.option("--places", type=_TABLE, metavar="FILE.csv", help="Places of your own, before those that ship.")
@_LEDGER
@click.option("--no-ledger", is_flag=True, help="Keep nothing.")
def read(**asked: Any) -> int:
    """Read documents, write their records and keep them in the ledger.

    A SOURCE is a file (.txt .md .html .pdf .docx .jsonl .jsonl.gz), a folder, or - for standard input.

    JSON Lines have one line a document, in the order of input; a document whose reading failed has its line too, with
    the reason under "failures". A source that could not be opened or understood at all has none: it is named on
    standard error. The exit code is 3 when something was not read, and all the others are written even so.

    Your own tables need a column "name" and one more: actors have aliases, kind, country, sector, role, start, end,
    wikidata; places have aliases, lat and lon (needed), country, feature, geonames.
    """
    from onrecord.executors import read_all, was_read
    from onrecord.language import Reader
    from onrecord.ledger.origins import each_once, without_repeats
    from onrecord.reading import Defaults, read_sources
    from onrecord.resolving.own_tables import own_tables

    request = _Read(**asked)
    settings = _settings(request.ledger, actors=request.actors, places=request.places)
    own = own_tables(actors=settings.actors, places=settings.places)
    defaults = Defaults(published=request.published, outlet=request.outlet, title=request.title, author=request.author)
    tally = _Tally()
    with _kept(request, settings) as keep, _written(request) as write, _progress(request) as advance:
        reader = Reader.load(threads=settings.threads or os.cpu_count() or 1)
        documents = without_repeats(_told(read_sources(each_once(request.sources), defaults=defaults), tally))
        for record in read_all(documents, reader=reader, own=own):
            if was_read(record):
                tally.read += 1
            else:
                tally.failed += 1
                _say(f"{record.document.id}: {record.failures[-1]}")
            write(keep(record) if was_read(record) else record)
            advance()
    _say(_summary(tally, None if request.no_ledger else settings.ledger))
    return _SOME_UNREAD if tally.failed else 0


@commands.command()
@click.argument("what", type=click.Choice(["statements", "events", "actors", "documents"]))
@click.option("--document", metavar="ID", help="Only of the document with this id.")
@click.option(
    "--actor", metavar="NAME", help="Statements by, deeds by or to, documents that mention, actors called so."
)
@click.option("--type", metavar="TYPE", help="Statements: stance; events: PLOVER type; actors: kind.")
@click.option(
    "--party",
    type=click.Choice(get_args(Side)),
    help="Events: whose word, seen from the deed: its actor's, its recipient's, a third party's.",
)
@_lists
def show(what: str, form: str, limit: int | None, ledger: Path | None, **wanted: str | None) -> int:
    """Show what the ledger holds, in time.

    CSV is meant for spreadsheets: a cell that one would run as a formula gets an apostrophe before it. JSON Lines give
    everything as it is.
    """
    from onrecord.ledger import Filter

    only = Filter(**wanted)
    if what == "documents" and only.type:
        raise click.UsageError("documents have no type; filter them by --outlet, --actor, --since or --until")
    if what != "events" and only.party:
        raise click.UsageError(f"--party is for events; {what} rest on nobody's word")
    return _show(ledger, what, only, limit=limit, form=form)


@commands.command()
@click.option("--kind", "type", type=click.Choice(get_args(ActorKind)), help="Only of this kind.")
@click.option("--document", metavar="ID", help="Only of the document with this id.")
@_lists
def actors(form: str, limit: int | None, ledger: Path | None, **wanted: str | None) -> int:
    """List who is in the ledger: in how many documents, how often named, and how much is said and done.

    The same as `onrecord show actors`. `onrecord actor NAME` shows what one of them said and did.
    """
    from onrecord.ledger import Filter

    return _show(ledger, "actors", Filter(**wanted), limit=limit, form=form)


@commands.command()
@click.argument("name")
@_LEDGER
def actor(name: str, ledger: Path | None) -> int:
    """Show an actor's words beside its deeds, in time.

    NAME may be any name or description some document uses, in upper or lower case, with or without accents; else a
    Wikidata id, a surname, an acronym, an office ("Norwegian prime minister") or another spelling. Where it may mean
    several, they are listed.
    """
    from onrecord.ledger import Ledger
    from onrecord.views import actors_table, history_table

    with Ledger(_settings(ledger).ledger, readonly=True) as book:
        found = book.find(name)
        if not found.actors:
            raise book.unknown(name)
        if found.several:
            _print(actors_table(found.actors[:_SHOWN], _look()))
            _say(f"{name!r} may mean several; ask again with a full name or a Wikidata id")
            return 0
        meant = found.actors[0]
        history = book.actor_history((meant.wikidata or meant.name) if found.how else name)
        history = replace(history, name=name)
    if found.how:
        _say(f"{name!r} taken for {meant.name}: {found.how}")
    if found.others:
        _say(f"not among them, though the name fits: {', '.join(found.others)}")
    _print(history_table(history, _look()))
    if not history.entries:
        _say("nothing said and nothing done")
    return 0


@commands.command()
@click.argument("corpora", nargs=-1, metavar="[CORPUS]...")
@click.option("--json", "as_json", is_flag=True, help="For machines: unrounded, one JSON list.")
@click.option("--corpora", "folder", type=click.Path(path_type=Path), metavar="PATH", help="Where the gold sets are.")
def evaluate(corpora: tuple[str, ...], as_json: bool, folder: Path | None) -> int:
    """Score the model on the development sets, on all of them unless some are named."""
    import json

    from onrecord import evaluation

    with _bar() as bar:
        task = bar.add_task("reading", total=None)
        found = evaluation.evaluate(
            corpora,
            folder=folder or _settings().corpora,
            progress=lambda name, done, total: bar.update(task, description=name, completed=done, total=total),
        )
    _print((json.dumps(evaluation.as_json(found), indent=1) if as_json else evaluation.as_table(found)) + "\n")
    return 0


@commands.command()
def about() -> int:
    """Tell the version, what the model is, what data ship, what they do not know, and all their licences."""
    from onrecord.about import what_ships

    _print(what_ships())
    return 0


def _settings(ledger: Path | None = None, **flags: Path | None) -> Settings:
    from onrecord.settings import load

    given: dict[str, Any] = {name: path for name, path in {"ledger": ledger, **flags}.items() if path is not None}
    for name, path in given.items():
        if path == Path():  # an empty name, for one, which would be taken for the folder one is in
            raise UserError(f"--{name} needs the name of a file")
    return replace(load(), **given)


def _told(items: Iterable[Document | Unread], tally: _Tally) -> Iterator[Document]:
    """The documents; what could not be read is told and counted on the way."""
    from onrecord.model import Document

    for item in items:
        if isinstance(item, Document):
            yield item
        else:
            tally.failed += 1
            _say(item.reason)


def _summary(tally: _Tally, ledger: Path | None) -> str:
    parts = [f"{tally.read} document{'' if tally.read == 1 else 's'} read"]
    parts += [f"{tally.failed} not read"] if tally.failed else []
    parts += [f"kept in {ledger}"] if ledger and tally.read else []
    return "; ".join(parts)


@contextmanager
def _kept(request: _Read, settings: Settings) -> Iterator[Callable[[Record], Record]]:
    """What to do with each record so that it is kept: put it into the ledger, or nothing. Gives it as it is kept."""
    if request.no_ledger:
        yield lambda record: record
        return
    from onrecord.ledger import Ledger
    from onrecord.ledger.origins import origin_of

    with Ledger(settings.ledger) as ledger:

        def keep(record: Record) -> Record:
            """Put it into the ledger, and tell what a user may not have meant."""
            try:
                kept = ledger.keep(record, origin=origin_of(record.document, piped="-" in request.sources))
            except InvalidValue as error:
                _say(f"not kept: {error}")
                return record
            given, own = record.document.id, kept.record.document.id
            if kept.replaced:
                _say(f"{own}: replaces the record of another text that had the same id")
            if kept.first and own != given:
                _say(f"{given}: another document in the ledger has this id, so this one is {own!r}")
            return kept.record

        yield keep


@contextmanager
def _written(request: _Read) -> Iterator[Callable[[Record], object]]:
    """What to do with each record so that it is written in the format asked for."""
    from onrecord.views import json_line, page, record_table

    with _output(request.output) as write:
        form = request.format()
        if form == "html":
            records: list[Record] = []
            yield records.append
            write(page(records))
        elif form == "jsonl":
            yield lambda record: write(json_line(record.to_dict()) + "\n")
        else:
            look = _look(to_file=request.output is not None)
            yield lambda record: write(record_table(record, look) + "\n")


@contextmanager
def _output(path: Path | None) -> Iterator[Write]:
    """Where results go. A file appears under its name once it is whole; until then it is NAME.part."""
    if path is None or str(path) == "-":
        yield _print
        return
    if path.is_dir():
        raise UserError(f"--output needs the name of a file; {path} is a folder")
    if not path.parent.is_dir():
        raise UserError(f"{path}: there is no folder {path.parent}; make it first")
    whole = path.is_file() or not path.exists()  # a device or a pipe is written to as it is
    part = path.with_name(path.name + ".part") if whole else path
    try:
        with part.open("w", encoding="utf-8", newline="\n", errors="replace") as file:
            yield file.write
    except BaseException:
        if whole and part.exists():
            if part.stat().st_size:
                _say(f"{path} was not finished; what was written so far is in {part}")
            else:
                part.unlink()
        raise
    if whole:
        part.replace(path)


@contextmanager
def _progress(request: _Read) -> Iterator[Callable[[], None]]:
    """A count of documents on a terminal, unless the records themselves run over it."""
    on_screen = sys.stdout.isatty() and request.output is None and request.format() != "html"
    with nullcontext() if on_screen else _bar() as bar:
        if bar is None:
            yield lambda: None
            return
        task = bar.add_task("documents read", total=None)
        yield lambda: bar.advance(task)


def _bar() -> Any:
    """A progress bar on standard error that shows itself only on a terminal and leaves no trace."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())


def _show(ledger: Path | None, what: str, only: Filter, *, limit: int | None, form: str) -> int:
    from onrecord.ledger import Filter, Ledger
    from onrecord.ledger.asked import check

    check(only, what)
    if limit is None and form == "table":
        limit = _SHOWN
    with Ledger(_settings(ledger).ledger, readonly=True) as book:
        if only.actor and not any(book.actors(Filter(actor=only.actor), limit=1)):
            raise book.unknown(only.actor)
        _show_rows(book, what, only, limit=limit or None, form=form)
    return 0


def _show_rows(book: Ledger, what: str, only: Filter, *, limit: int | None, form: str) -> None:
    from onrecord import ledger, views

    kinds: dict[str, tuple[Any, type, Any]] = {
        "statements": (book.statements, ledger.StatementRow, views.statements_table),
        "events": (book.events, ledger.EventRow, views.events_table),
        "actors": (book.actors, ledger.ActorSummary, views.actors_table),
        "documents": (book.documents, ledger.DocumentRow, views.documents_table),
    }
    rows, row_type, table = kinds[what]
    if form == "jsonl":
        for row in rows(only, limit=limit):
            _print(views.json_line(row) + "\n")
    elif form == "csv":
        for line in views.csv_lines(rows(only, limit=limit), of=row_type):
            _print(line)
    else:
        # One row more than is shown tells whether there are more.
        found = list(rows(only, limit=limit + 1 if limit else None))
        if found:
            _print(table(found[:limit], _look()))
        else:
            _say(f"no {what} found")
        if limit and len(found) > limit:
            _say(f"the first {limit} are shown; --limit 0 shows all")


def _look(*, to_file: bool = False) -> Look:
    from onrecord.views import Look

    terminal = sys.stdout.isatty() and not to_file
    width = shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns if terminal else _PIPED_WIDTH
    return Look.fitting(os.environ, width=width, terminal=terminal)


def _print(text: str) -> None:
    """To standard output: as the terminal can show it, as UTF-8 for whatever else reads it."""
    if sys.stdout.isatty():
        encoding = sys.stdout.encoding or "utf-8"
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    else:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()


def _say(message: str) -> None:
    """To standard error, in one line, with nothing in it that could steer the terminal."""
    from onrecord.views.wording import seemly

    click.echo(f"onrecord: {seemly(' '.join(message.split()))}", err=True)


if __name__ == "__main__":
    sys.exit(main())
