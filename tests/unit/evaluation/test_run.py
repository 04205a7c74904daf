from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from onrecord.errors import UserError
from onrecord.evaluation import CORPORA, Figure, as_json, as_table, bridge, corpora_folder, evaluate, figures
from onrecord.evaluation.corpora import chosen
from onrecord.model import Document, Record, Span, Time


def test_an_unknown_corpus_names_those_there_are() -> None:
    with pytest.raises(UserError, match=r"'polnaer'.*polnear, whose-word"):
        chosen(["polnaer"])
    assert [c.name for c in chosen([])] == list(CORPORA)


def test_an_absent_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="nowhere"):
        corpora_folder(tmp_path / "nowhere")
    monkeypatch.setenv("ONRECORD_CORPORA", str(tmp_path / "elsewhere"))
    with pytest.raises(UserError, match=r"elsewhere.*ONRECORD_CORPORA"):
        corpora_folder()


def test_an_absent_corpus_is_named_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"corpus lgl: there is no .*data\.jsonl"):
        evaluate(["lgl"], folder=tmp_path)


def test_the_table_says_what_was_trained_on() -> None:
    shown = as_table(
        [
            Figure(corpus="a", measure="F1", value=0.5, documents=3, trained_on=False),
            Figure(corpus="b", measure="F1", value=None, documents=1, trained_on=True),
        ]
    )
    assert shown.splitlines() == [
        "a (3 texts)",
        "  F1   50.0",
        "",
        "b (1 texts)  TRAINED ON: no test figures",
        "  F1      -",
    ]


def test_the_document_knows_no_annotation() -> None:
    gold = {"id": "x", "text": "Some words.", "dct": "1998-01-08", "title": "", "timexes": [{"start": 0, "end": 4}]}
    document = bridge.document_of(gold)
    assert (document.id, document.text, document.published, document.title) == ("x", "Some words.", "1998-01-08", None)


def test_shapes_of_the_gold_sets() -> None:
    record = {
        "statements": [
            {"speaker": [[0, 2]], "cue": [], "content": [[3, 9]], "form": "direct", "within": None},
            {"speaker": [], "cue": [], "content": [[5, 9]], "form": "direct", "within": "s1"},
        ],
        "events": [{"type": "AID", "actors": ["a1"], "recipients": ["a9"], "modality": "actual"}],
        "actors": [{"id": "a1", "mentions": [[0, 2]]}],
        "places": [{"mentions": [[7, 9], [1, 2]], "lat": 1.0, "lon": 2.0, "geonames": 3}],
        "times": [
            {"span": [0, 4], "type": "DATE", "value": "2024", "basis": "stated"},
            {"span": [0, 1], "type": "DATE", "value": "2024-05-03", "basis": "publication"},
        ],
    }
    assert bridge.attributions(record) == [{"source": [[0, 2]], "cue": [], "content": [[3, 9]], "kind": "direct"}]
    assert bridge.coded_events(record) == [
        {"type_plover": "AID", "source": [{"start": 0, "end": 2}], "target": [], "modality": "actual"}
    ]
    assert [t["start"] for t in bridge.toponyms(record)] == [1, 7]
    assert bridge.timexes(record) == [{"start": 0, "end": 4, "type": "DATE", "value": "2024"}]


def test_from_gold_text_to_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way with a reader that finds what stands in gold for one text and nothing in the other."""
    gold = [
        {"id": "a", "text": "In May.", "dct": "2024-06-01", "timexes": [{"start": 3, "end": 6, "value": "2024-05"}]},
        {"id": "b", "text": "By June.", "dct": "2024-05-01", "timexes": [{"start": 3, "end": 7, "value": "2024-06"}]},
    ]
    (tmp_path / "timex-timebank").mkdir()
    (tmp_path / "timex-timebank" / "data.jsonl").write_text("\n".join(map(json.dumps, gold)) + "\n", encoding="utf-8")
    may = Time(
        id="t1", span=Span(3, 6), type="DATE", value="2024-05", edtf="2024-05", basis="relative", reason="before June"
    )

    def read(document: Document, *, reader: object, given: object = None) -> Record:
        assert reader == "the reader"
        return Record(document=document, times=(may,) if document.published == "2024-06-01" else ())

    monkeypatch.setitem(sys.modules, "onrecord.pipeline", SimpleNamespace(read=read))
    steps: list[tuple[str, int, int]] = []
    found = evaluate(
        ["timex-timebank"],
        folder=tmp_path,
        reader="the reader",  # type: ignore[arg-type]
        progress=lambda *step: steps.append(step),
    )
    assert {f.measure: f.value for f in found} == {"value F1": pytest.approx(2 / 3), "found F1": pytest.approx(2 / 3)}
    assert steps == [("timex-timebank", 1, 2), ("timex-timebank", 2, 2)]


def test_figures_carry_corpus_and_warning() -> None:
    found = figures(CORPORA["plv"], [{"id": "x", "text": "", "events": []}], {})
    assert found == [Figure(corpus="plv", measure="type F1", value=None, documents=1, trained_on=True)]
    assert as_json(found)[0]["trained_on"] is True
