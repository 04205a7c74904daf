"""The same reading over many documents: in order, in this process."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.errors import DocumentError, ModelError
from onrecord.model import Document, Record
from onrecord.resolving.own_tables import NO_TABLES, OwnTables

if TYPE_CHECKING:
    from onrecord.language import Reader

_NOT_READ = "not read: "
_log = logging.getLogger(__name__)


def read_all(documents: Iterable[Document], *, reader: Reader, own: OwnTables = NO_TABLES) -> Iterator[Record]:
    """The record of each document, in order, made as it is asked for; ``own`` are the user's tables.

    A document that cannot be read becomes a record that says so in ``failures``, and the next one follows; see
    :func:`was_read`. Raises ModelError, which would befall every other document too.
    """
    for document in documents:
        yield _read_one(document, reader, own)


def was_read(record: Record) -> bool:
    """Whether the document was read; remarks on how it was read do not count against it."""
    return not any(failure.startswith(_NOT_READ) for failure in record.failures)


def _read_one(document: Document, reader: Reader, own: OwnTables) -> Record:
    from onrecord.pipeline import read

    try:
        return read(document, reader=reader, own=own)
    except ModelError:
        raise
    except DocumentError as error:
        reason = str(error)
    except Exception as error:  # noqa: BLE001 - one document must not cost the user all the others
        _log.debug("while reading %s", document.id, exc_info=True)
        reason = f"an error in Onrecord, please report it ({type(error).__name__}: {error})"
    return Record(document=document, failures=(*document.notes, _NOT_READ + reason))
