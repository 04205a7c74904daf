"""Onrecord reads news and writes the record: who said what, who did what to whom, and on whose word each rests.

    bytes -> Document -> Analysis -> statements, events -> actors, places, times -> on whose word -> Record
          -> Ledger -> views

``read`` reads one text; ``Ledger`` keeps records in one SQLite file; the types are those of :mod:`onrecord.model`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from onrecord.model import Actor, Document, Event, Mention, Place, Quantity, Record, Span, Statement, Time, Voice

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.language import Reader
    from onrecord.ledger import Ledger

__version__ = "0.1.0"
__all__ = [
    "Actor", "Document", "Event", "Ledger", "Mention", "Place", "Quantity", "Record", "Span", "Statement", "Time",
    "Voice", "read",
]  # fmt: skip


def read(  # noqa: PLR0913 - what is known of one text, and two files
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    id: str | None = None,
    actors: Path | str | None = None,
    places: Path | str | None = None,
) -> Record:
    """Read one English text and return its record.

    ``published`` is an ISO 8601 date; without it, relative times ("on Friday") stay unresolved. ``actors`` and
    ``places`` are CSV files of your own (docs/own-tables.md), which go before the tables that ship. The model is loaded
    on the first call and kept. Raises ModelError where the model files are missing, UserError where a table is wrong.

    >>> record = read("Norway denied that its navy had fired on the trawler.", published="2024-05-03")
    >>> record.statements[0].stance
    'deny'
    """
    import hashlib

    from onrecord import pipeline
    from onrecord.reading import with_language
    from onrecord.resolving.own_tables import own_tables

    own = own_tables(actors=actors, places=places)
    id = id or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    document = Document(id=id, text=text, published=published, outlet=outlet, title=title)
    return pipeline.read(with_language(document), reader=_reader(), own=own)


@cache
def _reader() -> Reader:
    from onrecord.language import Reader

    return Reader.load()


def __getattr__(name: str) -> object:
    if name == "Ledger":  # the ledger's room loads the database; `import onrecord` need not
        from onrecord.ledger import Ledger

        return Ledger
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
