from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import DocumentError
from onrecord.reading.plain import decode, read_plain

CONTROLS = "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), 0x7F]))
TEXTS = st.text(st.characters(exclude_characters=CONTROLS, exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() and not text.startswith(("\ufeff", "%PDF-"))
)


@given(TEXTS)
def test_text_comes_back_unchanged(text: str) -> None:
    assert read_plain(text.encode(), doc_id="a").text == text


@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_dropped_and_nothing_else(text: str, encoding: str) -> None:
    assert read_plain(text.encode(encoding), doc_id="a").text == text


def test_line_ends_stay_as_they_are() -> None:
    assert read_plain(b"one\r\ntwo\rthree\n", doc_id="a").text == "one\r\ntwo\rthree\n"


@pytest.mark.parametrize(
    ("text", "encoding", "note"),
    [
        ("The minister said “we will act” – it’s over.", "cp1252", "decoded as windows-1252"),
        ("Le ministre a déclaré que l’été était passé.", "cp1252", "decoded as windows-1252"),
        ("Министр сказал в пятницу, что они согласны. " * 5, "cp1251", "decoded as windows-1251"),
    ],
)
def test_other_encodings_are_told_and_noted(text: str, encoding: str, note: str) -> None:
    assert decode(text.encode(encoding)) == (text, (note,))


def test_utf8_with_a_damaged_byte_stays_utf8() -> None:
    data = "“Yes,” said Zoë. “No,” said José.".encode() + b" caf\xe9 is shut"
    text, notes = decode(data)
    assert text == "“Yes,” said Zoë. “No,” said José. caf\ufffd is shut"
    assert notes == ("1 place is not valid UTF-8 and shown as \ufffd",)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"text\x00text", "is binary"),
        (bytes(range(1, 32)) * 20, "is binary"),
        (b"%PDF-1.7\n...", "is a PDF by its content"),
        (b"PK\x03\x04....", "suffix .docx"),
        (b"\x1f\x8b....", "is compressed"),
    ],
)
def test_binary_is_refused_with_the_mend(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        decode(data)


@pytest.mark.parametrize("data", [b" \n\t", b"\xef\xbb\xbf", "\ufeff \n".encode("utf-16-le")])
def test_white_space_alone_is_empty(data: bytes) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        read_plain(data, doc_id="a")
