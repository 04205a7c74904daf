from __future__ import annotations

import contextlib
import io
import zipfile
from typing import Any

import docx
import pytest

from onrecord.errors import DocumentError
from onrecord.reading.docx import read_docx


def saved(file: Any) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_paragraphs_and_cells_in_order() -> None:
    file = docx.Document()
    file.core_properties.title, file.core_properties.author = "The talks", "Ann Lee"
    file.add_paragraph("Ministers met in Oslo.")
    table = file.add_table(rows=2, cols=2)
    for r, row in enumerate([("Norway", "agreed"), ("Sweden", "did not")]):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "inner"
    file.add_paragraph("They left on Friday.")
    document = read_docx(saved(file), doc_id="a.docx")
    assert document.text.split("\n\n") == [
        "Ministers met in Oslo.", "Norway", "agreed", "Sweden", "did not", "inner", "They left on Friday.",
    ]  # fmt: skip
    assert (document.title, document.author, document.made_by) == ("The talks", "Ann Lee", "docx: python-docx")
    places = [(document.text[at:].split("\n")[0], place) for at, place in document.source_map]
    assert places[0] == ("Ministers met in Oslo.", "paragraph 1")
    assert places[3] == ("Sweden", "table 1, row 2, column 1")
    assert places[5] == ("inner", "table 1, row 2, column 2, inner table, row 1, column 1")
    assert places[6] == ("They left on Friday.", "paragraph 2")


def test_merged_cells_come_once() -> None:
    file = docx.Document()
    table = file.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "wide"
    assert read_docx(saved(file), doc_id="a").text == "wide"


def test_the_template_has_no_author() -> None:
    file = docx.Document()
    file.add_paragraph("Text.")
    document = read_docx(saved(file), doc_id="a")
    assert (document.title, document.author) == (None, None)


def test_what_is_no_word_file() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("a.txt", "hello")
    whole = saved(docx.Document())
    for data in (b"rubbish", whole[: len(whole) // 2], archive.getvalue()):
        with pytest.raises(DocumentError, match="is not a readable Word file"):
            read_docx(data, doc_id="a")
    with pytest.raises(DocumentError, match="password-protected"):
        read_docx(b"\xd0\xcf\x11\xe0" + bytes(100), doc_id="a")
    with pytest.raises(DocumentError, match="holds no text"):
        read_docx(whole, doc_id="a")


def test_broken_xml_inside() -> None:
    file = docx.Document()
    file.add_paragraph("Text.")
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(file))) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name == "word/document.xml" else data)
    with pytest.raises(DocumentError, match="is not a readable Word file"):
        read_docx(broken.getvalue(), doc_id="a")


def test_damaged_bytes_anywhere() -> None:
    file = docx.Document()
    file.add_paragraph("Text. " * 500)
    whole = saved(file)
    for at in range(0, len(whole), 997):
        damaged = whole[:at] + b"\xff\x00\x55" + whole[at + 3 :]
        with contextlib.suppress(DocumentError):
            assert read_docx(damaged, doc_id="a").text


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as zipped, zipped.open("word/document.xml", "w") as part:
        for _ in range(70):
            part.write(bytes(2**20))
    with pytest.raises(DocumentError, match="unpacks to far more"):
        read_docx(bomb.getvalue(), doc_id="a")
