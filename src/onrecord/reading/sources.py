"""The SOURCE arguments: files, folders and standard input, in the order asked for."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import DocumentError
from onrecord.model import Document
from onrecord.reading.docx import read_docx
from onrecord.reading.html import read_html
from onrecord.reading.jsonl import LONGEST_LINE, looks_like_jsonl, read_jsonl
from onrecord.reading.language import with_language
from onrecord.reading.pdf import read_pdf
from onrecord.reading.plain import read_plain
from onrecord.reading.terms import Defaults, Unread

STANDARD_INPUT = "-"
_LARGEST_FILE = 100 * 2**20  # bytes held at once; JSON Lines are read line by line and may be any size
_WHOLE = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
}
_BY_LINE = (".jsonl", ".jsonl.gz")
SUFFIXES = (*_WHOLE, *_BY_LINE)


def read_sources(sources: Sequence[str], *, defaults: Defaults | None = None) -> Iterator[Document | Unread]:
    """Every document in the sources, one at a time and in their order; what cannot be read comes as an Unread.

    A source is a file, a folder (read recursively, sorted; files of other kinds and hidden ones are passed over) or
    ``-`` for standard input: JSON Lines when its first line is a JSON object with a "text", else one plain text.
    The id of a document that is a file is its path as given, so that files of one name in two folders stay apart.
    """
    finish = _Finish(defaults=defaults or Defaults())
    for source in sources:
        items = _read_stdin() if source == STANDARD_INPUT else _read_path(Path(source))
        for item in items:
            yield item if isinstance(item, Unread) else finish(item)


def _read_stdin() -> Iterator[Document | Unread]:
    stream, name = sys.stdin.buffer, "standard input"
    first = stream.readline(LONGEST_LINE)
    if looks_like_jsonl(first):
        yield from read_jsonl(stream, source=name, first=first)
        return
    try:
        yield read_plain(_bounded(stream, first), doc_id="stdin")
    except DocumentError as error:
        yield Unread(source=name, reason=f"{name}: {error}")


def _read_path(path: Path) -> Iterator[Document | Unread]:
    if not path.is_dir():
        yield from _read_file(path, doc_id=path.as_posix())
        return
    found = False
    for file in _walk(path):
        if isinstance(file, Path):
            yield from _read_file(file, doc_id=file.as_posix())
        else:
            yield file
        found = True
    if not found:
        yield Unread(source=str(path), reason=f"{path}: no readable files in this folder; {_known()}")


def _walk(folder: Path) -> Iterator[Path | Unread]:
    """Files of known kinds below a folder, sorted by path; a folder that cannot be opened comes as an Unread."""
    refused: list[OSError] = []
    files = [
        Path(parent, name)
        for parent, folders, names in os.walk(folder, onerror=refused.append)
        if not folders.sort() and not _hidden(Path(parent).relative_to(folder))
        for name in names
        if not name.startswith(".") and _suffix(name)
    ]
    yield from sorted(files, key=lambda file: file.parts)
    for error in refused:
        yield Unread(source=str(error.filename), reason=f"{error.filename}: {_refusal(error)}")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read_file(path: Path, *, doc_id: str) -> Iterator[Document | Unread]:
    """The documents in one file; every failure is told with the path before it."""
    source = str(path)
    try:
        suffix = _check_file(path)
        with path.open("rb") as stream:
            if suffix in _WHOLE:
                yield _WHOLE[suffix](_bounded(stream), doc_id=doc_id)
            else:
                yield from _read_lines(stream, source=source, packed=suffix.endswith(".gz"))
    except DocumentError as error:
        yield Unread(source=source, reason=f"{source}: {error}")
    except OSError as error:
        yield Unread(source=source, reason=f"{source}: {_refusal(error)}")


def _read_lines(stream: BinaryIO, *, source: str, packed: bool) -> Iterator[Document | Unread]:
    lines = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream
    yield from read_jsonl(lines, source=source)


def _check_file(path: Path) -> str:
    """The known suffix of a regular file; raises DocumentError when there is none."""
    if not path.exists():
        broken = "is a link to a file that is gone; mend the link" if path.is_symlink() else "no such file"
        raise DocumentError(broken if path.is_symlink() else f"{broken}; check the path")
    if not path.is_file():
        raise DocumentError("is not a regular file; give a file, a folder, or - for standard input")
    suffix = _suffix(path.name)
    if suffix is None:
        shown = "".join(path.suffixes[-1:]) or "no suffix"
        raise DocumentError(f"unknown kind of file ({shown}); {_known()}")
    return suffix


def _suffix(name: str) -> str | None:
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), None)


def _known() -> str:
    return f"Onrecord reads {', '.join(SUFFIXES[:-1])} and {SUFFIXES[-1]}"


def _bounded(stream: BinaryIO | io.BufferedIOBase, first: bytes = b"") -> bytes:
    data = first + stream.read(_LARGEST_FILE + 1 - len(first))
    if not data:
        raise DocumentError("is empty; there is nothing to read in it")
    if len(data) > _LARGEST_FILE:
        raise DocumentError("is larger than 100 MB; split it, or give many texts as JSON Lines")
    return data


def _refusal(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "may not be opened (permission denied); allow reading it, e.g. with chmod u+r"
    return f"cannot be read ({error.strerror or error}); check the path and the disk"


@dataclass(slots=True, kw_only=True)
class _Finish:
    """What every document gets, whatever its format: defaults, a language, an id of its own in this run."""

    defaults: Defaults
    taken: dict[str, int] = field(default_factory=dict)

    def __call__(self, document: Document) -> Document:
        document = with_language(document)
        own = self._own_id(document.id)
        again = f"the id {document.id!r} came before in this run, so this document is {own!r}"
        notes = (*document.notes, *([again] if own != document.id else []))
        return replace(
            document,
            id=own,
            notes=notes,
            published=document.published or self.defaults.published,
            outlet=document.outlet or self.defaults.outlet,
            title=document.title or self.defaults.title,
            author=document.author or self.defaults.author,
        )

    def _own_id(self, wanted: str) -> str:
        count, own = self.taken.get(wanted, 0), wanted
        while own in self.taken:
            count += 1
            own = f"{wanted}#{count}"
        self.taken[wanted] = max(count, 1)
        self.taken.setdefault(own, 1)
        return own
