"""Plain text: bytes -> characters, otherwise unchanged."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import DocumentError
from onrecord.model import Document

# The longer marks come first: the UTF-16 mark is the beginning of the UTF-32 one.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BY_CONTENT = (
    (b"%PDF-", "is a PDF by its content; give the file the suffix .pdf"),
    (b"PK\x03\x04", "is a zip archive or an office file by its content; give a Word file the suffix .docx"),
    (b"\x1f\x8b", "is compressed; unpack it, or name it .jsonl.gz when it holds JSON Lines"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.05  # share of control characters above which nobody wrote this as text
_WESTERN_ACCENTS = 0.3  # share of non-ASCII characters that texts in western alphabets stay below


def read_plain(data: bytes, *, doc_id: str) -> Document:
    """The whole file as one text, unchanged but for the byte order mark; raises DocumentError when it holds no text."""
    text, notes = decode(data)
    if not text.strip():
        raise DocumentError("is empty; there is nothing to read in it")
    return Document(id=doc_id, text=text, notes=notes)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and notes on how it was decoded; raises DocumentError for binary data.

    In order: byte order mark, UTF-8, UTF-8 with a few damaged bytes, windows-1252 when few characters are non-ASCII
    (statistics cannot tell it from its neighbours on short texts), and what charset-normalizer thinks.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text, notes = _decode_marked(data[len(mark) :], encoding)
            break
    else:
        refuse_binary(data)
        text, notes = _decode_unmarked(data)
    if len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise DocumentError("is binary, not text; convert it to text, HTML, PDF or DOCX first")
    return text, notes


def refuse_binary(data: bytes) -> None:
    """Raises DocumentError when the bytes without a byte order mark cannot be text."""
    for magic, sentence in _KNOWN_BY_CONTENT:
        if data.startswith(magic):
            raise DocumentError(sentence)
    if b"\x00" in data:
        raise DocumentError("is binary, not text; convert it to text, HTML, PDF or DOCX first")


def _decode_marked(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    notes = () if encoding == "utf-8" else (f"decoded as {encoding.upper()}",)
    return text, notes + ((_damage(damaged, encoding.upper()),) if damaged else ())


def _decode_unmarked(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    repaired = data.decode("utf-8", errors="replace")
    damaged = repaired.count("\ufffd")
    # Bytes of another encoding hardly ever form valid UTF-8 sequences: many that do mean UTF-8 with some damage.
    if sum(not c.isascii() for c in repaired) - damaged > 3 * damaged:
        return repaired, (_damage(damaged, "UTF-8"),)
    return _decode_legacy(data)


def _decode_legacy(data: bytes) -> tuple[str, tuple[str, ...]]:
    if sum(byte > 0x7F for byte in data) <= _WESTERN_ACCENTS * len(data):
        try:
            return data.decode("cp1252"), ("decoded as windows-1252",)
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise DocumentError("is in an encoding that could not be told; save it as UTF-8")
    return str(best), (f"decoded as {best.encoding.replace('_', '-').replace('cp125', 'windows-125')}",)


def _damage(count: int, encoding: str) -> str:
    places = "1 place is" if count == 1 else f"{count} places are"
    return f"{places} not valid {encoding} and shown as \ufffd"
