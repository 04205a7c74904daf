"""Word files (.docx): paragraphs and table cells in the order of the page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.errors import DocumentError
from onrecord.model import Document
from onrecord.reading.layout import Passage, assemble

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_OLE = b"\xd0\xcf\x11\xe0"  # the container of old Word files and of encrypted new ones
_LARGEST_UNPACKED = 256 * 2**20  # bytes: parts are all held in memory, pictures included
_LARGEST_XML = 64 * 2**20
_DEEPEST_TABLE = 8
_NO_AUTHOR = frozenset({"python-docx", "user", "admin", "administrator", "unknown", "author", "microsoft office user"})
_BROKEN = "is not a readable Word file; open it in a word processor and save it again as .docx"

# What a damaged file raises: from zipfile and zlib, from lxml (its XML error is a SyntaxError), and from python-docx,
# which misses parts and attributes as it comes to them.
_BREAKS = (
    zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, SyntaxError, LookupError, ValueError,
    AttributeError, TypeError,
)  # fmt: skip


def read_docx(data: bytes, *, doc_id: str) -> Document:
    """Text, title and author of a Word file; raises DocumentError when it is broken, locked, a bomb or empty."""
    _check_container(data)
    import docx
    from docx.opc.exceptions import OpcError

    try:
        file = docx.Document(io.BytesIO(data))
        passages = list(_passages(file.iter_inner_content()))
        title, author = file.core_properties.title.strip(), file.core_properties.author.strip()
    except (OpcError, *_BREAKS) as error:
        raise DocumentError(_BROKEN) from error
    text, source_map = assemble(passages)
    if not text:
        raise DocumentError("holds no text to read; export it to PDF when its words stand in text boxes or pictures")
    return Document(
        id=doc_id,
        text=text,
        title=title or None,
        author=author if author and author.lower() not in _NO_AUTHOR else None,
        made_by="docx: python-docx",
        source_map=source_map,
    )


def _check_container(data: bytes) -> None:
    if data.startswith(_OLE):
        raise DocumentError("is an old .doc or password-protected Word file; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except _BREAKS as error:
        raise DocumentError(_BROKEN) from error
    xml = sum(entry.file_size for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED or xml > _LARGEST_XML:
        raise DocumentError("unpacks to far more than a document holds; export its text to a .txt file")


def _passages(content: Iterable[Paragraph | Table]) -> Iterator[Passage]:
    from docx.text.paragraph import Paragraph

    paragraphs = tables = 0
    for block in content:
        if isinstance(block, Paragraph):
            paragraphs += 1
            yield Passage(text=_tidy(block.text), places=((0, f"paragraph {paragraphs}"),))
        else:
            tables += 1
            yield from _cells(block, place=f"table {tables}", deep=1)


def _cells(table: Table, *, place: str, deep: int) -> Iterator[Passage]:
    """Cells row by row; a merged cell comes once, tables inside cells down to a sane depth."""
    from docx.text.paragraph import Paragraph

    seen = set()
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row.cells, 1):
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            here = f"{place}, row {r}, column {c}"
            for block in cell.iter_inner_content():
                if isinstance(block, Paragraph):
                    yield Passage(text=_tidy(block.text), places=((0, here),))
                elif deep < _DEEPEST_TABLE:
                    yield from _cells(block, place=f"{here}, inner table", deep=deep + 1)


def _tidy(text: str) -> str:
    return text.replace("\u00ad", "").strip()
