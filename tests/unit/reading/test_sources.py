from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Document
from onrecord.reading import Defaults, Unread, read_sources, sources

ENGLISH = "Ministers in Oslo said on Friday that they had agreed on the terms of a ceasefire."
GERMAN = "Die Minister sagten am Freitag in Oslo, dass sie sich auf eine Waffenruhe geeinigt hätten."


def read(*paths: Path | str, **defaults: Any) -> list[Document | Unread]:
    return list(read_sources([str(path) for path in paths], defaults=Defaults(**defaults)))


def document(item: Document | Unread) -> Document:
    assert isinstance(item, Document), item
    return item


def reason(item: Document | Unread) -> str:
    assert isinstance(item, Unread), item
    return item.reason


def write(path: Path, data: str | bytes = ENGLISH) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_files_come_in_the_order_asked_for_and_folders_sorted(tmp_path: Path) -> None:
    for name in ("news/b.md", "news/a.txt", "news/a/z.TXT", "news/photo.jpg", "news/.hidden.txt", "news/.git/c.txt"):
        write(tmp_path / name)
    last = write(tmp_path / "last.htm", f"<p>{ENGLISH}</p>")
    items = read(last, tmp_path / "news")
    names = ["last.htm", "news/a/z.TXT", "news/a.txt", "news/b.md"]
    assert [document(item).id for item in items] == [(tmp_path / name).as_posix() for name in names]
    assert {document(item).language for item in items} == {"en"}


def test_files_of_one_name_in_two_folders_stay_apart(tmp_path: Path) -> None:
    one, two = read(write(tmp_path / "one" / "a.txt"), write(tmp_path / "two" / "a.txt"))
    assert document(one).id != document(two).id
    assert not document(two).notes


def test_an_id_used_twice_gets_a_suffix_and_a_note(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": i, "text": ENGLISH}) + "\n" for i in ("a", "a", "a#2", "a", "b"))
    items = [document(item) for item in read(write(tmp_path / "n.jsonl", lines))]
    assert [item.id for item in items] == ["a", "a#2", "a#2#2", "a#3", "b"]
    assert items[1].notes == ("the id 'a' came before in this run, so this document is 'a#2'",)
    assert items[4].notes == ()


def test_defaults_fill_only_what_is_unsaid(tmp_path: Path) -> None:
    line = json.dumps({"text": ENGLISH, "outlet": "The Post", "date": "2020-01-01"})
    said, unsaid = read(
        write(tmp_path / "a.jsonl", line),
        write(tmp_path / "b.txt"),
        published="20240503",
        outlet="Wire",
        author="Lee",
        title="T",
    )
    assert (document(said).outlet, document(said).published, document(said).author) == ("The Post", "2020-01-01", "Lee")
    assert (document(unsaid).outlet, document(unsaid).published, document(unsaid).title) == ("Wire", "2024-05-03", "T")


def test_packed_lines(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "text": ENGLISH}) + "\n" for n in range(3))
    items = read(write(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode())))
    assert [document(item).id for item in items] == ["0", "1", "2"]


def test_what_cannot_be_read_says_why_and_the_rest_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_LARGEST_FILE", 1000)
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    cases: list[tuple[Path, str]] = [
        (tmp_path / "missing.txt", "no such file; check the path"),
        (tmp_path / "gone.txt", "is a link to a file that is gone; mend the link"),
        (tmp_path / "empty", "no readable files in this folder; Onrecord reads .txt, .md,"),
        (write(tmp_path / "a.doc"), "unknown kind of file (.doc); Onrecord reads .txt, .md,"),
        (write(tmp_path / "Makefile"), "unknown kind of file (no suffix); Onrecord reads .txt"),
        (write(tmp_path / "void.txt", b""), "is empty"),
        (write(tmp_path / "void.pdf", b""), "is empty"),
        (write(tmp_path / "void.jsonl", b""), "is empty"),
        (write(tmp_path / "raw.txt", b"\x00\x01"), "is binary"),
        (write(tmp_path / "big.txt", b"a" * 1001), "is larger than"),
        (write(tmp_path / "bad.pdf", b"%PDF-"), "is a broken PDF"),
        (write(tmp_path / "bad.docx", b"PK"), "is not a readable Word file"),
        (write(tmp_path / "bad.jsonl.gz", b"PK"), "broken gzip data"),
    ]
    good = write(tmp_path / "good.txt")
    *unread, last = read(*(path for path, _ in cases), good)
    for item, (path, words) in zip(unread, cases, strict=True):
        assert reason(item).startswith(f"{path}: {words}")
        assert item.source == str(path)
    assert document(last).id == good.as_posix()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, "Permission denied"), "may not be opened"),
        (OSError(5, "Input/output error"), "cannot be read (Input"),
    ],
)
def test_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise error

    path = write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "open", refuse)
    (item,) = read(path)
    assert reason(item).startswith(f"{path}: {words}")


def test_an_error_of_the_caller_is_not_taken_for_one_of_the_file(tmp_path: Path) -> None:
    items = read_sources([str(write(tmp_path / "a.txt"))])
    next(items)
    with pytest.raises(BrokenPipeError):
        items.throw(BrokenPipeError())  # type: ignore[attr-defined]


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Any:
    def fill(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return fill


def test_standard_input_as_plain_text(stdin: Any) -> None:
    stdin(b'{"no": "text field"}\r\nsecond line')
    (item,) = read("-")
    assert (document(item).id, document(item).text) == ("stdin", '{"no": "text field"}\r\nsecond line')


def test_standard_input_as_json_lines(stdin: Any) -> None:
    stdin(b'{"text": "one two"}\nrubbish\n{"text": "three"}\n')
    first, second, third = read("-")
    assert document(first).text == "one two"
    assert reason(second).startswith("standard input, line 2: not valid JSON")
    assert document(third).text == "three"


def test_standard_input_empty_or_binary(stdin: Any) -> None:
    for data, words in ((b"", "is empty"), (b"a\x00", "is binary")):
        stdin(data)
        (item,) = read("-")
        assert reason(item).startswith(f"standard input: {words}")


def test_a_language_that_is_not_english_is_noted(tmp_path: Path) -> None:
    (item,) = read(write(tmp_path / "a.txt", GERMAN))
    assert document(item).language == "de"
    assert document(item).notes == (
        "the text seems to be German (de); Onrecord reads English, so its record is unreliable",
    )


def test_a_language_given_is_believed(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"text": t, "language": g}) + "\n" for t, g in ((GERMAN, "en-GB"), (ENGLISH, "fr")))
    said, other = read(write(tmp_path / "a.jsonl", lines))
    assert (document(said).language, document(said).notes) == ("en-GB", ())
    assert document(other).notes[0].startswith("the text is marked as French (fr);")


def test_marks_without_words_are_noted(tmp_path: Path) -> None:
    (item,) = read(write(tmp_path / "a.txt", "“” '' \"…\" —"))
    assert document(item).text == "“” '' \"…\" —"
    assert len(document(item).notes) == 1
    assert "no words" in document(item).notes[0]


def test_ten_megabytes(tmp_path: Path) -> None:
    text = (ENGLISH + "\n") * (10_000_000 // len(ENGLISH))
    (item,) = read(write(tmp_path / "a.txt", text))
    assert document(item).text == text
