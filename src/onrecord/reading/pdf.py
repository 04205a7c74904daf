"""PDF: the text layer, reflowed into paragraphs."""

from __future__ import annotations

import base64
import re
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from onrecord.errors import DocumentError
from onrecord.model import Document
from onrecord.reading.layout import assemble
from onrecord.reading.reflow import Line, passages

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_MOST_PAGES = 3_000
_MOST_SECONDS = 120.0
_MOST_ON_A_PAGE = 200_000  # characters; the densest newspaper page has some 50,000
# Drawing instructions take some twenty times their size in memory once parsed.
_LARGEST_STREAM = 16 * 2**20
_LARGEST_STREAMS = 192 * 2**20
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
_HYPHENS = (0x02, 0xFFFE)  # what pdfium makes of a hyphen at the end of a line
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": ""}
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"FlateDecode|/Fl\b")
_UNTITLED = re.compile(
    r"\(?(untitled|anonymous|unspecified|unknown|user|admin)\)?|microsoft word - .*|.*\.\w{2,5}", re.IGNORECASE
)


def read_pdf(data: bytes, *, doc_id: str) -> Document:
    """The paragraphs of a PDF without running headers, each tied to its page; title and author from its properties.

    Raises DocumentError when it is broken, locked, a bomb, or has no text layer.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    if _is_bomb(data):
        raise DocumentError("holds streams that unpack to far more than pages of text do; print it to a new PDF")
    try:
        file = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == _WRONG_PASSWORD:
            raise DocumentError("is protected by a password; save a copy without it") from error
        raise DocumentError("is a broken PDF; open it in a PDF viewer and save or print it anew") from error
    with closing(file):
        return _read(file, doc_id=doc_id)


def _read(file: PdfDocument, *, doc_id: str) -> Document:
    pages, notes = _pages(file)
    text, source_map = assemble(passages(pages))
    if not text.strip():
        raise DocumentError("has no text layer (is it a scan?); run text recognition on it first, e.g. ocrmypdf")
    properties = file.get_metadata_dict()
    return Document(
        id=doc_id,
        text=text,
        title=_property(properties.get("Title")),
        author=_property(properties.get("Author")),
        made_by="pdf: pypdfium2, reflowed",
        source_map=source_map,
        notes=notes,
    )


def _property(value: str | None) -> str | None:
    """A document property, unless it is what programs put there when nobody said anything."""
    stripped = (value or "").replace("\x00", "").strip()
    return None if not stripped or _UNTITLED.fullmatch(stripped) else stripped


def _pages(file: PdfDocument) -> tuple[list[list[Line]], tuple[str, ...]]:
    """The lines of each page, and notes on pages that were passed over."""
    from pypdfium2 import PdfiumError

    pages: list[list[Line]] = []
    skipped: list[int] = []
    pictures: list[int] = []
    until = time.monotonic() + _MOST_SECONDS
    for number in range(1, len(file) + 1):
        if number > _MOST_PAGES or time.monotonic() > until:
            break
        try:
            with closing(file[number - 1]) as page:
                lines = list(_lines(page, number))
                pages.append(lines)
                if not lines and _has_picture(page):
                    pictures.append(number)
        except (PdfiumError, DocumentError):
            pages.append([])
            skipped.append(number)
    notes = [
        f"could not be read and left out: {_name(skipped)}" if skipped else None,
        f"only a picture without a text layer: {_name(pictures)}" if pictures else None,
        f"only the first {len(pages)} of {len(file)} pages were read" if len(pages) < len(file) else None,
    ]
    return pages, tuple(note for note in notes if note)


def _name(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"pages {', '.join(map(str, numbers[:10]))}{more}"


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _lines(page: PdfPage, number: int) -> Iterator[Line]:
    """The lines of a page in the order of its content; raises DocumentError when it holds more than a page can show."""
    from pypdfium2 import raw

    with closing(page.get_textpage()) as text:
        count = text.count_chars()
        if count > _MOST_ON_A_PAGE:
            raise DocumentError(f"page {number} holds {count} characters")
        current: list[tuple[int, str]] = []
        for index in range(count):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in (0x0A, 0x0D) or code in _HYPHENS:
                yield from _line(text, current, number, hyphenated=code in _HYPHENS)
                current = []
            elif code >= 0x20 and code != 0xFFFF and not 0xD800 <= code < 0xE000:
                current.append((index, chr(code)))
        yield from _line(text, current, number, hyphenated=False)


def _line(text: PdfTextPage, chars: list[tuple[int, str]], page: int, *, hyphenated: bool) -> Iterator[Line]:
    seen = [index for index, char in chars if not char.isspace()]
    if not seen:
        return
    words = " ".join("".join(char for _, char in chars).translate(_LIGATURES).split())
    left, bottom, _, top = text.get_charbox(seen[0], loose=True)
    _, _, right, _ = text.get_charbox(seen[-1], loose=True)
    if not hyphenated and len(words) > 1 and words[-1] in "-\u2010" and words[-2].isalpha():
        words, hyphenated = words[:-1], True  # pdfium does not see those at the end of a column or page
    if words:
        yield Line(text=words, page=page, left=left, right=right, bottom=bottom, top=top, hyphenated=hyphenated)


def _is_bomb(data: bytes) -> bool:
    """Whether streams other than pictures unpack to more than pages of text ever need. Nothing unpacked is kept."""
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 600) : match.start()]
        head = head[head.rfind(b" obj") + 1 :]
        packed = len(_FILTER.findall(head))
        if packed == 0 or b"/Image" in head:
            continue
        end = data.find(b"endstream", match.end())
        content = memoryview(data)[match.end() : end if end >= 0 else len(data)]
        size = _unpacked(_ascii85(content) if b"ASCII85" in head or b"/A85" in head else content)
        total += size
        if size >= _LARGEST_STREAM or total > _LARGEST_STREAMS or packed > 1:
            return True
    return False


def _ascii85(content: memoryview) -> memoryview:
    try:
        return memoryview(base64.a85decode(bytes(content).strip().removesuffix(b"~>")))
    except ValueError:
        return memoryview(b"")


def _unpacked(content: memoryview) -> int:
    """The size a stream unpacks to, counted up to the largest allowed; 0 for what is not packed after all."""
    unpacker = zlib.decompressobj()
    size, step = 0, 2**16
    try:
        for at in range(0, len(content), step):
            waiting: bytes | memoryview = content[at : at + step]
            while waiting and not unpacker.eof and size < _LARGEST_STREAM:
                size += len(unpacker.decompress(waiting, 2**20))
                waiting = unpacker.unconsumed_tail
            if unpacker.eof or size >= _LARGEST_STREAM:
                break
    except zlib.error:
        pass
    return size
