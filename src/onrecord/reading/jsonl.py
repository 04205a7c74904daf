"""JSON Lines: one document a line, read one at a time."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import DocumentError, UserError
from onrecord.model import Document
from onrecord.reading.plain import decode, refuse_binary
from onrecord.reading.terms import Unread, check_date

LONGEST_LINE = 100 * 2**20  # bytes; a line beyond it is passed over, never held whole
_OPTIONAL = ("title", "url", "outlet", "author", "language")
_MEND = "mend or remove the line"
_SURROGATES = re.compile("[\ud800-\udfff]")


def read_jsonl(stream: BinaryIO, *, source: str, first: bytes = b"") -> Iterator[Document | Unread]:
    """Every line as a Document, or as an Unread that names it; blank lines are passed over.

    ``first`` is a line already taken from the stream. A stream that breaks off ends in an Unread, after all that came.
    """
    number = 0
    try:
        for number, raw in enumerate(_lines(stream, first), 1):
            line = _check_start(raw) if number == 1 else raw
            if line is None:
                yield Unread(source=source, reason=f"{source}, line {number}: longer than 100 MB; split the text")
            elif line.strip():
                yield _read_line(line, source=source, number=number)
    except (gzip.BadGzipFile, zlib.error):
        yield Unread(source=source, reason=f"{source}: broken gzip data after line {number}; make the file again")
    except EOFError:
        reason = f"{source}: the gzip file breaks off after line {number}; copy it again whole"
        yield Unread(source=source, reason=reason)
    except DocumentError as error:
        yield Unread(source=source, reason=f"{source}: {error}")
    else:
        if number == 0:
            yield Unread(source=source, reason=f"{source}: is empty; there is nothing to read in it")


def looks_like_jsonl(line: bytes) -> bool:
    """Whether a first line is a JSON object with a "text"."""
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and "text" in value


def _lines(stream: BinaryIO, first: bytes) -> Iterator[bytes | None]:
    """Lines with their number kept in step; None stands for one that is too long."""
    if first:
        yield first
    while line := stream.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _check_start(line: bytes | None) -> bytes | None:
    """The first line without a byte order mark; raises DocumentError when the file is no UTF-8 text at all."""
    if line is None:
        return None
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentError("is UTF-16, but JSON Lines are UTF-8; save it as UTF-8")
    refuse_binary(line)
    return line.removeprefix(b"\xef\xbb\xbf")


def _read_line(line: bytes, *, source: str, number: int) -> Document | Unread:
    try:
        return _document(line)
    except DocumentError as error:
        return Unread(source=source, reason=f"{source}, line {number}: {error}")


def _document(line: bytes) -> Document:
    text, notes = _decode(line)
    try:
        value = json.loads(text)
    except RecursionError:
        raise DocumentError(f"nested too deeply to be a document; {_MEND}") from None
    except json.JSONDecodeError as error:
        raise DocumentError(f"not valid JSON ({error.msg} at character {error.pos + 1}); {_MEND}") from None
    except ValueError as error:  # a number with thousands of digits
        raise DocumentError(f"not readable JSON ({error}); {_MEND}") from None
    if not isinstance(value, dict):
        raise DocumentError(f'not a JSON object; write it as {{"id": ..., "text": ...}}, or {_MEND}')
    fields = _Fields(value, list(notes))
    return fields.document()


def _decode(line: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return line.decode("utf-8"), ()  # control characters, which tell binary files, may stand in a JSON string
    except UnicodeDecodeError:
        return decode(line)


class _Fields:
    """The fields of one line, checked as they are asked for; notes gather on the way."""

    def __init__(self, value: dict[str, object], notes: list[str]) -> None:
        self._value = value
        self._notes = notes

    def document(self) -> Document:
        """The line as a document. Raises DocumentError naming the field that is wrong."""
        if "text" not in self._value:
            raise DocumentError(f'the field "text" is missing; {_MEND}')
        text = self._string("text")
        if not text or not text.strip():
            raise DocumentError(f'the field "text" is empty; {_MEND}')
        doc_id, published = self._id(), self._published()
        title, url, outlet, author, language = (self._string(name) for name in _OPTIONAL)
        return Document(
            id=doc_id or hashlib.sha256(text.encode("utf-8")).hexdigest()[:12],
            text=text,
            title=title,
            url=url,
            outlet=outlet,
            author=author,
            published=published,
            language=language,
            notes=tuple(self._notes),
        )

    def _string(self, name: str) -> str | None:
        value = self._value.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise DocumentError(f'the field "{name}" must be a string, not {_kind(value)}; {_MEND}')
        if _SURROGATES.search(value):
            # Half a surrogate pair is no character and cannot be written out; one for one, offsets stay as they were.
            self._notes.append(f'the field "{name}" holds half a surrogate pair, shown as \ufffd')
            value = _SURROGATES.sub("\ufffd", value)
        return value

    def _id(self) -> str | None:
        value = self._value.get("id")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self._string("id")

    def _published(self) -> str | None:
        name = "published" if self._value.get("published") is not None else "date"
        value = self._string(name)
        if not value:
            return None
        try:
            return check_date(value)
        except UserError:
            self._notes.append(f'the field "{name}" holds {value!r}, which is no ISO 8601 date, and was left out')
            return None


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)
