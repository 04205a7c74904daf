from __future__ import annotations

import gzip
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document
from onrecord.reading import Unread, jsonl
from onrecord.reading.jsonl import looks_like_jsonl, read_jsonl


def read(data: bytes) -> list[Document | Unread]:
    return list(read_jsonl(io.BytesIO(data), source="news.jsonl"))


def one(**fields: Any) -> Document | Unread:
    (item,) = read(json.dumps(fields).encode())
    return item


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip), st.booleans())
def test_text_comes_back_unchanged(text: str, ascii_only: bool) -> None:
    (item,) = read(json.dumps({"text": text}, ensure_ascii=ascii_only).encode())
    assert isinstance(item, Document)
    assert item.text == text


def test_all_fields_are_kept() -> None:
    item = one(
        id="n-1", text="A.", date="2024-05-03", title="T", url="u", outlet="O", author="A", language="en", extra=[1]
    )
    assert item == Document(
        id="n-1", text="A.", published="2024-05-03", title="T", url="u", outlet="O", author="A", language="en"
    )


def test_ids_are_numbers_or_derived_from_the_text() -> None:
    assert [getattr(one(id=i, text="A."), "id", None) for i in (7, None, "x")] == [
        "7",
        one(text="A.").id,
        "x",
    ]
    assert one(text="A.").id != one(text="B.").id


def test_a_bad_line_is_named_and_the_others_come() -> None:
    items = read(b'{"text": "one"}\nrubbish\n\n{"text": "two"}\r\n[1]\n{"id": "x"}\n{"text": " "}\n{"text": "three"}')
    assert [item.text for item in items if isinstance(item, Document)] == ["one", "two", "three"]
    reasons = [item.reason for item in items if isinstance(item, Unread)]
    assert [reason.split(":")[0] for reason in reasons] == [f"news.jsonl, line {n}" for n in (2, 5, 6, 7)]
    assert "not valid JSON" in reasons[0]
    assert "not a JSON object" in reasons[1]
    assert '"text" is missing' in reasons[2]
    assert '"text" is empty' in reasons[3]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": 5}, '"text" must be a string, not a number'),
        ({"text": "A.", "id": True}, '"id" must be a string, not true or false'),
        ({"text": "A.", "title": ["T"]}, '"title" must be a string, not a list'),
        ({"text": "A.", "date": {"y": 1}}, '"date" must be a string, not an object'),
    ],
)
def test_wrong_types_name_line_and_field(fields: dict[str, Any], words: str) -> None:
    item = one(**fields)
    assert isinstance(item, Unread)
    assert "line 1: the field " + words in item.reason


def test_a_date_in_words_is_left_out_with_a_note() -> None:
    item = one(text="A.", published="May 3rd")
    assert isinstance(item, Document)
    assert item.published is None
    assert item.notes == ("the field \"published\" holds 'May 3rd', which is no ISO 8601 date, and was left out",)


def test_half_a_surrogate_pair_keeps_offsets() -> None:
    (item,) = read(b'{"text": "a\\ud83d b \\ud83d\\ude00"}')
    assert isinstance(item, Document)
    assert item.text == "a\ufffd b 😀"
    assert len(item.notes) == 1


def test_other_encodings() -> None:
    (marked,) = read(b'\xef\xbb\xbf{"text": "A."}')
    assert isinstance(marked, Document)
    items = read('{"text": "“Yes”"}\n'.encode("cp1252"))
    assert [(i.text, i.notes) for i in items if isinstance(i, Document)] == [("“Yes”", ("decoded as windows-1252",))]
    (wide,) = read('{"text": "A."}\n'.encode("utf-16"))
    assert isinstance(wide, Unread)
    assert "UTF-16" in wide.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02", "is binary"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"id": ' + b"9" * 9999, "JSON"),
    ],
)
def test_what_is_no_jsonl_at_all(data: bytes, words: str) -> None:
    (item,) = read(data)
    assert isinstance(item, Unread)
    assert words in item.reason


def test_a_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 64)
    items = read(b'{"text": "one"}\n{"text": "' + b"x" * 1000 + b'"}\n{"text": "three"}\n')
    assert [type(item) for item in items] == [Document, Unread, Document]
    assert "line 2: longer than" in items[1].reason


def test_a_gzip_file_that_breaks_off_gives_what_came_before() -> None:
    lines = b"".join(
        json.dumps({"text": f"text {n} " + "".join(chr(97 + (n * k) % 26) for k in range(200))}).encode() + b"\n"
        for n in range(500)
    )
    packed = gzip.compress(lines)
    items = list(read_jsonl(gzip.GzipFile(fileobj=io.BytesIO(packed[: len(packed) // 2])), source="a.jsonl.gz"))
    assert len(items) > 1
    assert all(isinstance(item, Document) for item in items[:-1])
    assert "breaks off" in items[-1].reason


def test_broken_gzip() -> None:
    (item,) = read_jsonl(gzip.GzipFile(fileobj=io.BytesIO(b"not gzip at all")), source="a.jsonl.gz")
    assert isinstance(item, Unread)
    assert "broken gzip" in item.reason


def test_lines_come_one_at_a_time() -> None:
    class Endless(io.RawIOBase):
        def readline(self, size: int | None = -1, /) -> bytes:
            return b'{"text": "again"}\n'

    items = read_jsonl(Endless(), source="endless")  # type: ignore[arg-type]
    assert [next(items).text for _ in range(3)] == ["again"] * 3


def test_first_lines() -> None:
    assert looks_like_jsonl(b'\xef\xbb\xbf{"text": "A."}\n')
    assert not any(map(looks_like_jsonl, [b"", b"Plain", b'{"a": 1}', b'["text"]', b"\xff", b"[" * 100_000]))
