from __future__ import annotations

import base64
import io
import random
import zlib
from collections.abc import Iterator

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from onrecord.errors import DocumentError
from onrecord.model import Document
from onrecord.reading import pdf
from onrecord.reading.pdf import read_pdf

WORDS = (
    "minister government report attack ceasefire international organisation humanitarian negotiations Friday "
    "city border said that the of and to with on in"
).split()


def paragraphs(count: int) -> list[str]:
    chance = random.Random(7)

    def sentence() -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(6, 20))).capitalize() + "."

    return [" ".join(sentence() for _ in range(chance.randint(2, 6))) for _ in range(count)]


def set_lines(text: str, letters: int, *, indent: int = 0) -> Iterator[str]:
    """Lines of at most so many letters, the last word broken where a good piece of it still fits."""
    line = " " * indent
    for word in text.split():
        room = letters - len(line) - 2
        if len(line) + 1 + len(word) <= letters:
            line = f"{line} {word}" if line.strip() else line + word
        elif room >= 4 and len(word) - room >= 3 and word.isalpha():
            yield f"{line} {word[:room]}-"
            line = word[room:]
        else:
            yield line
            line = word
    yield line


def typeset(texts: list[str], *, columns: int = 1, indent: bool = False) -> bytes:
    """A PDF with running header and footer, in a type of even width so that lines are as full as their letters."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    letters = 80 if columns == 1 else 38
    column = row = 0
    page = 1

    def furniture() -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 800, "The Northern Courier, 3 May")
        canvas.drawString(300, 30, f"Page {page}")
        canvas.setFont("Courier", 9)

    furniture()
    for text in texts:
        for line in set_lines(text, letters, indent=3 if indent else 0):
            if row > 50:
                row, column = 0, column + 1
                if column == columns:
                    canvas.showPage()
                    column, page = 0, page + 1
                    furniture()
            shift = (len(line) - len(line.lstrip())) * canvas.stringWidth("x", "Courier", 9)
            canvas.drawString(72 + 240 * column + shift, 770 - 13 * row, line.lstrip())
            row += 1
        row += 0 if indent else 1
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("indent", [False, True])
def test_paragraphs_come_whole(columns: int, indent: bool) -> None:
    wanted = paragraphs(40)
    document = read_pdf(typeset(wanted, columns=columns, indent=indent), doc_id="a.pdf")
    got = document.text.split("\n\n")
    assert sum(text in got for text in wanted) >= 38
    assert "Courier" not in document.text
    assert "Page" not in document.text
    assert document.made_by == "pdf: pypdfium2, reflowed"


def test_every_paragraph_has_its_page() -> None:
    document = read_pdf(typeset(paragraphs(40)), doc_id="a.pdf")
    starts = {0, *(at + 2 for at in range(len(document.text)) if document.text.startswith("\n\n", at))}
    assert starts <= {at for at, _ in document.source_map}
    numbers = [int(place.removeprefix("page ")) for _, place in document.source_map]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert numbers[-1] > 1


def small(*lines: str, encrypt: str | None = None, title: str | None = None, author: str | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    if title:
        canvas.setTitle(title)
    if author:
        canvas.setAuthor(author)
    for row, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * row, line)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_title_and_author_unless_they_are_fillers() -> None:
    said = read_pdf(small("Talks failed.", title="The talks", author="Ann Lee"), doc_id="a")
    assert (said.title, said.author) == ("The talks", "Ann Lee")
    for filler in ("Microsoft Word - talks.doc", "untitled", "talks.indd"):
        assert read_pdf(small("Talks failed.", title=filler), doc_id="a").title is None
    unsaid = read_pdf(small("Talks failed."), doc_id="a")
    assert (unsaid.title, unsaid.author) == (None, None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (small("Talks failed.", encrypt="secret"), "protected by a password"),
        (b"%PDF-1.4 rubbish", "is a broken PDF"),
        (b"no PDF at all", "is a broken PDF"),
        (small(), "has no text layer"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        read_pdf(data, doc_id="a")


def bomb(size: int, *, ascii85: bool = False) -> bytes:
    """One page whose drawing instructions unpack to so many bytes."""
    content = zlib.compress(b"0 0 m 1 1 l S\n" * (size // 14), 9)
    filters = b"/FlateDecode"
    if ascii85:
        content, filters = base64.a85encode(content) + b"~>", b"[/ASCII85Decode /FlateDecode]"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter %s>>stream\n%s\nendstream" % (len(content), filters, content),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, some) for n, some in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("ascii85", [False, True])
def test_a_bomb_is_not_opened(ascii85: bool) -> None:
    with pytest.raises(DocumentError, match="unpack to far more"):
        read_pdf(bomb(40 * 2**20, ascii85=ascii85), doc_id="a")


def test_ordinary_streams_are_no_bombs() -> None:
    assert not pdf._is_bomb(bomb(2**20))
    assert not pdf._is_bomb(typeset(paragraphs(40)))


def test_pages_beyond_the_limits_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = typeset(paragraphs(40))
    monkeypatch.setattr(pdf, "_MOST_PAGES", 1)
    document = read_pdf(data, doc_id="a")
    assert any("only the first 1 of" in note for note in document.notes)


def test_a_page_with_impossibly_much_text_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for text in ("short.", "x" * 90):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    monkeypatch.setattr(pdf, "_MOST_ON_A_PAGE", 80)
    document = read_pdf(buffer.getvalue(), doc_id="a")
    assert (document.text, document.notes) == ("short.", ("could not be read and left out: page 2",))


def test_a_scanned_page_among_others_is_noted() -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(72, 700, "Talks failed.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "white")), 0, 0, 300, 300)
    canvas.save()
    document: Document = read_pdf(buffer.getvalue(), doc_id="a")
    assert document.notes == ("only a picture without a text layer: page 2",)
