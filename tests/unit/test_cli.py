"""The command line with a stand-in for the model: what it prints where, keeps, and returns."""

from __future__ import annotations

import importlib
import io
import json
import os
import signal
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.errors import DocumentError, ModelError
from onrecord.ledger import Ledger
from onrecord.model import Document, Record, Span, Statement
from onrecord.resolving.own_tables import OwnTables

RECORDS = Path(__file__).parent / "views" / "records.json"


def fake_read(document: Document, *, reader: object, own: OwnTables) -> Record:
    """The whole text as one statement, and the names of the user's tables as remarks; some texts make trouble."""
    trouble: dict[str, Exception | type[BaseException]] = {
        "unreadable": DocumentError("too odd to read"),
        "crash": ZeroDivisionError("oh\nno"),
        "model": ModelError("the model is gone"),
        "interrupt": KeyboardInterrupt,
    }
    if document.text.strip() in trouble:
        raise trouble[document.text.strip()]
    whole = Span(0, len(document.text))
    said = Statement(id="s1", speaker=(), cue=(), content=(whole,), form="direct", stance="state", score=0.5)
    names = tuple(row.name for row in (*own.actors, *own.places))
    return Record(document=document, statements=(said,), failures=document.notes + names)


@pytest.fixture(autouse=True)
def workplace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    pipeline = types.ModuleType("onrecord.pipeline")
    pipeline.read = fake_read  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", pipeline)
    language = importlib.import_module("onrecord.language")
    monkeypatch.setattr(language.Reader, "load", lambda **_: object())
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def article(workplace: Path) -> Callable[..., str]:
    def write(name: str, text: str = "“Yes,” she said.") -> str:
        (workplace / name).write_text(text, encoding="utf-8")
        return name

    return write


@pytest.fixture
def ledger(workplace: Path) -> Path:
    path = workplace / "onrecord.db"
    with Ledger(path) as book:
        for data in json.loads(RECORDS.read_text(encoding="utf-8")):
            book.put(Record.from_dict(data))
    return path


def test_read_prints_a_table_and_keeps_the_record(
    article: Callable[..., str], workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", article("a.txt"), "--outlet", "The Wire", "--published", "2024-05-03"]) == 0
    out, err = capsys.readouterr()
    assert "Statements (1)" in out
    assert err == "onrecord: 1 document read; kept in onrecord.db\n"
    with Ledger(workplace / "onrecord.db", readonly=True) as book:
        [row] = book.documents()
    assert (row.id, row.outlet, row.published) == ("a.txt", "The Wire", "2024-05-03")


def test_jsonl_has_a_line_a_document_in_order_failed_ones_too(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    sources = [article("1.txt"), article("2.txt", "unreadable"), article("3.txt", "crash"), article("4.txt"), "no.txt"]
    assert main(["read", *sources, "--format", "jsonl", "--no-ledger"]) == 3
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == sources[:4]
    assert [bool(line["statements"]) for line in lines] == [True, False, False, True]
    assert lines[1]["failures"][-1] == "not read: too odd to read"
    assert "ZeroDivisionError: oh" in lines[2]["failures"][-1]
    assert "2.txt: not read: too odd to read" in err
    assert "no.txt" in err
    assert "2 documents read; 3 not read" in err
    assert "Traceback" not in err


def test_a_failed_document_does_not_replace_its_record(
    article: Callable[..., str], workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", article("a.txt")])
    assert main(["read", article("a.txt", "unreadable")]) == 3
    with Ledger(workplace / "onrecord.db", readonly=True) as book:
        assert [row.statements for row in book.documents()] == [1]


def test_another_text_under_the_same_id_is_told(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", article("a.txt")])
    assert "replaces" not in capsys.readouterr().err
    main(["read", article("a.txt", "Quite another text.")])
    assert "a.txt: replaces the record of another text" in capsys.readouterr().err


def test_files_of_one_name_from_two_folders_are_two_documents_however_often_read(
    article: Callable[..., str],
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (workplace / "north").mkdir()
    article("a.txt")
    article("north/a.txt", "Quite another text.")
    ask = ["read", "a.txt", "--ledger", str(workplace / "all.db"), "--format", "jsonl"]
    ids = []
    for folder in ("north", ".", "north", "."):
        monkeypatch.chdir(workplace / folder)
        assert main(ask) == 0
        out, err = capsys.readouterr()
        ids.append(json.loads(out)["id"])
        assert "replaces" not in err
        assert ("another document in the ledger has this id" in err) == (len(ids) == 2)
    assert ids == ["a.txt", f"{workplace.name}/a.txt", "a.txt", f"{workplace.name}/a.txt"]
    assert main(["read", "north/a.txt", *ask[2:]]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a.txt"


def test_a_file_given_twice_is_read_once(
    article: Callable[..., str], workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "news").mkdir()
    lines = article("l.jsonl", '{"id": "1", "text": "One."}\n{"id": "1", "text": "Two."}\n')
    text = article("news/a.txt")
    assert main(["read", text, lines, f"./{text}", "news", lines, "--no-ledger", "--format", "jsonl"]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == [text, "1", "1#2"]


def test_each_text_from_standard_input_is_kept(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ("One.", "Two.", "One.", "Two."):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert main(["read", "-"]) == 0
    with Ledger(workplace / "onrecord.db", readonly=True) as book:
        first, second = (row.id for row in book.documents())
    assert first == "stdin"
    assert second.startswith("stdin#")


def test_the_output_takes_its_format_from_its_name(
    article: Callable[..., str], workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", article("a.txt"), "--output", "out.html", "--no-ledger"]) == 0
    assert main(["read", "a.txt", "-o", "out.jsonl", "--no-ledger"]) == 0
    assert capsys.readouterr().out == ""
    assert (workplace / "out.html").read_text().startswith("<!DOCTYPE html>")
    assert json.loads((workplace / "out.jsonl").read_text())["id"] == "a.txt"
    assert not list(workplace.glob("*.part"))
    assert not (workplace / "onrecord.db").exists()


def test_html_goes_to_standard_output_without_an_output(
    article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", article("a.txt"), "--format", "html", "--no-ledger"]) == 0
    assert capsys.readouterr().out.endswith("</html>\n")


def test_an_interrupt_keeps_what_was_read(
    article: Callable[..., str], workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources = [article("1.txt"), article("2.txt", "interrupt"), article("3.txt")]
    assert main(["read", *sources, "--output", "out.jsonl"]) == 130
    assert "interrupted" in capsys.readouterr().err
    assert not (workplace / "out.jsonl").exists()
    assert json.loads((workplace / "out.jsonl.part").read_text())["id"] == "1.txt"
    with Ledger(workplace / "onrecord.db", readonly=True) as book:
        assert [row.id for row in book.documents()] == ["1.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["read"], 2, "Missing argument"),
        (["read", "a.txt", "--published", "yesterday"], 2, "is not an ISO 8601 date"),
        (["read", "a.txt", "--format", "xml"], 2, "'xml' is not one of"),
        (["read", "a.txt", "--output", "no/such/out.html"], 2, "there is no folder"),
        (["read", "a.txt", "--ledger", "no/such/onrecord.db"], 1, "there is no folder"),
        (["show", "documents"], 1, "there is no ledger at onrecord.db yet"),
        (["show", "sayings"], 2, "'sayings' is not one of"),
        (["show", "documents", "--type", "x"], 2, "documents have no type"),
        (["show", "actors", "--party", "recipient"], 2, "--party is for events"),
        (["show", "events", "--since", "May"], 2, "'May' is not a date"),
        (["show", "events", "--until", "2024-02-30"], 2, "there is no day '2024-02-30'"),
        (["show", "events", "--type", "coerse"], 2, "'coerse' is no type of event; did you mean COERCE?"),
        (["actors", "--country", "Kenya"], 2, "'Kenya' is no country code; did you mean KEN?"),
        (["actors", "--sector", "soldiers"], 2, "did you mean MIL?"),
        (["actor", "x"], 1, "there is no ledger"),
        (["actors", "--kind", "king"], 2, "'king' is not one of"),
        (["read", "a.txt", "--actors", "none.csv"], 2, "none.csv: there is no such file"),
        (["read", "a.txt", "--actors", ""], 2, "--actors needs the name of a file"),
        (["read", "a.txt", "--output", ""], 2, "--output needs the name of a file"),
        (["actors", "--ledger", ""], 2, "--ledger needs the name of a file"),
        (["read", "a.txt", "--actors", "a.txt"], 2, "a.txt, line 1: no column is called"),
        (["read", "a.txt", "--places", "a.txt", "--output", "out.html"], 2, "a.txt, line 1: no column is called"),
        (["evaluate", "no-such-corpus"], 2, "no-such-corpus"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_mistakes_are_one_message_and_a_code(
    arguments: list[str], code: int, message: str, article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    article("a.txt")
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert message in err
    assert out == ""
    assert "Traceback" not in err


def test_a_missing_model_stops_the_run(article: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", article("a.txt", "model")]) == 1
    assert capsys.readouterr().err == "onrecord: the model is gone\n"


def test_an_unexpected_error_is_one_line_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("odd\nthing")

    monkeypatch.setattr(Ledger, "find", broken)
    assert main(["actor", "x"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "RuntimeError: odd thing; please report it, with what ONRECORD_DEBUG=1 prints" in err
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    assert main(["actor", "x"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_show_filters_and_counts(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "events", "--actor", "ilvania", "--type", "assault", "--format", "jsonl"]) == 0
    assert [json.loads(line)["id"] for line in capsys.readouterr().out.splitlines()] == ["e1", "e2"]
    assert main(["show", "statements", "--limit", "2"]) == 0
    out, err = capsys.readouterr()
    assert len([line for line in out.splitlines() if "wire-1" in line]) == 2
    assert "the first 2 are shown; --limit 0 shows all" in err
    assert main(["show", "documents", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("id,title,outlet")
    assert main(["show", "actors", "--type", "country"]) == 0
    assert "Ilvania" in capsys.readouterr().out
    assert main(["show", "events", "--since", "2031"]) == 0
    assert capsys.readouterr() == ("", "onrecord: no events found\n")


def test_an_actor_has_words_beside_deeds(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actor", "deshi"]) == 0
    out = capsys.readouterr().out
    assert out.index("Ilvanian forces") < out.index("grain") < out.index("CONSULT")


@pytest.mark.parametrize("arguments", [["actor", "Orlo Dibshe"], ["show", "events", "--actor", "Orlo Dibshe"]])
def test_an_unknown_name_lists_near_ones(
    arguments: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "knows nobody called 'Orlo Dibshe'; did you mean Orlo Deshi?" in capsys.readouterr().err


def test_settings_name_the_ledger(
    workplace: Path, article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "onrecord.toml").write_text('ledger = "elsewhere.db"\n')
    main(["read", article("a.txt")])
    assert (workplace / "elsewhere.db").exists()
    main(["read", "a.txt", "--ledger", "flagged.db"])
    assert (workplace / "flagged.db").exists()


def test_an_error_about_a_path_names_the_file_that_sets_it(
    workplace: Path, article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "onrecord.toml").write_text('actors = "gone.csv"\nledger = "gone.db"\n')
    assert main(["read", article("a.txt")]) == 2
    assert "(actors is set in onrecord.toml)" in capsys.readouterr().err
    assert main(["show", "events"]) == 1
    assert "(ledger is set in onrecord.toml)" in capsys.readouterr().err
    assert main(["show", "events", "--ledger", "other.db"]) == 1
    assert "set in" not in capsys.readouterr().err


def test_own_tables_come_by_file_environment_and_flag(
    workplace: Path, article: Callable[..., str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("filed", "set", "flagged"):
        article(f"{name}.csv", f"name,role\nthe {name},Mayor\n")
    article("places.csv", "name,lat,lon\nVeld,59.5,10\n")
    ask = ["read", article("a.txt"), "--format", "jsonl", "--no-ledger"]

    def read(*flags: str) -> list[str]:
        assert main([*ask, *flags]) == 0
        return list(json.loads(capsys.readouterr().out)["failures"])

    assert read() == []
    (workplace / "onrecord.toml").write_text('actors = "filed.csv"\nplaces = "places.csv"\n')
    assert read() == ["the filed", "Veld"]
    monkeypatch.setenv("ONRECORD_ACTORS", "set.csv")
    assert read() == ["the set", "Veld"]
    assert read("--actors", "flagged.csv") == ["the flagged", "Veld"]


def test_a_wrong_table_stops_the_run_before_anything_is_written(
    workplace: Path, article: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    article("actors.csv", "name,country\nOrlo Deshi,NOR\nAna Kell,Sweden\n")
    assert main(["read", article("a.txt"), "--actors", "actors.csv"]) == 2
    assert capsys.readouterr() == ("", "onrecord: actors.csv, line 3: 'Sweden' is no country; did you mean SWE?\n")
    assert not (workplace / "onrecord.db").exists()


def test_actors_are_listed_and_filtered(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors"]) == 0
    listed = capsys.readouterr().out
    assert listed.splitlines()[0].split() == [
        "NAME", "KIND", "COUNTRY", "SECTOR", "ROLE", "DOCUMENTS", "MENTIONS", "SAID", "DID", "RECEIVED",
    ]  # fmt: skip
    assert main(["show", "actors"]) == 0
    assert capsys.readouterr().out == listed
    assert main(["actors", "--kind", "group", "--format", "jsonl"]) == 0
    assert [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()] == ["hundreds of marchers"]
    assert main(["actors", "--sector", "mil", "--format", "csv"]) == 0
    assert all(",MIL," in line for line in capsys.readouterr().out.splitlines()[1:])


@pytest.mark.parametrize(
    ("name", "said"), [("Q900001", ""), ("q900001", ""), ("Orlo Dashi", "taken for Orlo Deshi: another spelling")]
)
def test_an_actor_by_its_id_and_by_another_spelling(
    name: str, said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["actor", name]) == 0
    out, err = capsys.readouterr()
    assert out.startswith(f"“{name}” finds: Orlo Deshi")
    assert said in err


def test_a_name_of_several_lists_them_and_how_to_narrow(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(RECORDS.read_text(encoding="utf-8"))[0]
    data["id"] = "other"
    for actor in data["actors"]:
        if actor["name"] == "Orlo Deshi":
            actor |= {"name": "Ivo Deshi", "wikidata": "Q900002"}
    with Ledger(ledger) as book:
        book.put(Record.from_dict(data))
    assert main(["actor", "Deshi"]) == 0
    out, err = capsys.readouterr()
    assert "Orlo Deshi" in out
    assert "Ivo Deshi" in out
    assert "'Deshi' may mean several; ask again with a full name or a Wikidata id" in err
    assert main(["actor", "Q900002"]) == 0
    assert "Ivo Deshi (defence minister), 1 document" in capsys.readouterr().out


def test_somebody_else_of_the_name_is_told(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(RECORDS.read_text(encoding="utf-8"))[0]
    data["id"] = "other"
    data["actors"] = [actor | {"mentions": []} for actor in data["actors"] if actor["name"] == "Orlo Deshi"]
    data |= {"events": [], "statements": []}
    data["actors"][0] |= {"name": "Ivo Deshi", "wikidata": None}
    with Ledger(ledger) as book:
        book.put(Record.from_dict(data))
    assert main(["actor", "Deshi"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("“Deshi” finds: Orlo Deshi")
    assert "not among them, though the name fits: Ivo Deshi" in err
    assert main(["actor", "Orlo Deshi"]) == 0
    assert capsys.readouterr().err == ""


def test_about_tells_each_file_of_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["about"]) == 0
    out = capsys.readouterr().out
    assert "actors/officials.csv" in out
    assert "CC BY 4.0" in out


def test_help_answers_without_the_heavy_libraries() -> None:
    code = (
        "import sys; from onrecord.cli import main; main(['--help']); main(['read', '--help'])\n"
        "heavy = {'numpy', 'onnxruntime', 'rich', 'jinja2', 'trafilatura', 'sqlite3', 'pypdfium2'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_closed_pipe_is_silent(ledger: Path) -> None:
    command = [sys.executable, "-m", "onrecord.cli", "show", "statements", "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as shown:
        assert shown.stdout is not None
        assert shown.stderr is not None
        shown.stdout.close()
        assert shown.stderr.read() == b""


def test_control_c_ends_with_130_and_no_traceback(workplace: Path) -> None:
    command = [sys.executable, "-m", "onrecord.cli", "read", "-", "--no-ledger"]
    script = "import sys, onrecord.language as l; l.Reader.load = lambda **_: None; sys.argv[0] = 'onrecord';"
    script += "from onrecord.cli import main; print('ready', flush=True); sys.exit(main(sys.argv[1:]))"
    with subprocess.Popen(
        [command[0], "-c", script, *command[3:]],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as waiting:  # fmt: skip
        assert waiting.stdout is not None
        assert waiting.stderr is not None
        assert waiting.stdout.readline() == "ready\n"
        # The signal may come before or after it waits for input: it must end alike.
        try:
            waiting.wait(timeout=1)
        except subprocess.TimeoutExpired:
            waiting.send_signal(signal.SIGINT)
        assert waiting.wait(timeout=20) == 130
        assert waiting.stderr.read().strip() == "onrecord: interrupted; what was kept so far is safe"
