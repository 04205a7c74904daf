"""Which document is which: where each was read from, and under which id the ledger keeps it.

A file's id is its path as typed, so that two files may come with one id, read from two folders on two days; so may two
texts from standard input. The first keeps it. The other gets one of its own, and both keep theirs from then on, because
the ledger knows again where they came from. A line of JSON says itself which document it is.
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from onrecord.model import Document

_STDIN_ID = "stdin"
_AGAIN = re.compile(r"#\d+$")  # ends the id of a document whose own came before in one run
_SHOWN_DIGITS = 8  # of the digest that tells one text from standard input from another


def origin_of(document: Document, *, piped: bool = False) -> str | None:
    """The absolute path of the file that a document was read from whole, "" for standard input (when something was
    ``piped``); None when its id is neither."""
    if piped and document.id == _STDIN_ID:
        return ""
    return file_at(document.id)


def file_at(path: str) -> str | None:
    """The absolute path of a file, links followed; None when there is none."""
    try:
        return str(Path(path).resolve()) if Path(path).is_file() else None
    except (OSError, ValueError):  # an id need not be the name of anything
        return None


def each_once(sources: Sequence[str]) -> tuple[str, ...]:
    """The SOURCE arguments, without the files and folders that are given again."""
    first: dict[str, str] = {}
    for source in sources:
        first.setdefault(source if source == "-" else os.path.realpath(source), source)
    return tuple(first.values())


def without_repeats(documents: Iterable[Document]) -> Iterator[Document]:
    """The documents of one run, each file once, also when a folder and a file in it are given."""
    seen: set[tuple[str, str]] = set()
    for document in documents:
        file = file_at(_AGAIN.sub("", document.id))
        if file is not None:
            # With its text, because a line of JSON may have a file's path for its id, and several lines the same.
            mark = (file, digest(document.text))
            if mark in seen:
                continue
            seen.add(mark)
        yield document


def digest(text: str) -> str:
    """What tells one text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def mark_of(document: Document, origin: str | None) -> str | None:
    """What the ledger writes down of an origin: it may be passed on, and no path of its owner's goes with it."""
    return None if origin is None else digest(origin or document.text)


def own_id(ledger: sqlite3.Connection, document: Document, origin: str | None) -> str:
    """The id that is this document's: the one it has had, else its own unless another document has that."""
    if origin is None:
        return document.id
    mark = mark_of(document, origin)
    had = ledger.execute("SELECT id FROM documents WHERE origin = ? ORDER BY id <> ?", (mark, document.id)).fetchone()
    if had:
        return str(had["id"])
    return next(name for name in _names(document, origin) if _may_have(ledger, document, name))


def _names(document: Document, origin: str) -> Iterator[str]:
    """The ids a document may have: its own, then its path from as few folders up as needed."""
    yield document.id
    parts = PurePath(origin).parts
    yield from ("/".join(parts[-count:]) for count in range(2, len(parts)))
    mark = digest(origin or document.text)
    yield from (f"{document.id}#{mark[:count]}" for count in range(_SHOWN_DIGITS, len(mark) + 1))


def _may_have(ledger: sqlite3.Connection, document: Document, name: str) -> bool:
    """Whether the id is free, or that of the same document before its folder was moved or its origin was noted."""
    found = ledger.execute(
        "SELECT text_sha256, outlet, published, origin FROM documents WHERE id = ?", (name,)
    ).fetchone()
    if found is None:
        return True
    told = (document.outlet, document.published)
    same = found["origin"] is None or (found["outlet"], found["published"]) == told
    return bool(same and found["text_sha256"] == digest(document.text))
