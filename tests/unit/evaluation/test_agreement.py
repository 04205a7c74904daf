"""Our measures against the reference scorers that stand beside the corpora, on predictions spoiled on purpose.

Predictions are gold entries that were dropped, moved, relabelled or doubled at random (the same way each time), so that
nothing has to be read by a model and every branch of the scoring is used. Skipped, saying so, where they are absent.
"""

from __future__ import annotations

import copy
import importlib.util
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.evaluation import attributions, codings, places, times
from onrecord.evaluation.corpora import CORPORA, score_records

Json = dict[str, Any]
Mutate = Callable[[Json, random.Random, str], Json]


@pytest.fixture(scope="module")
def reference(corpora: Path) -> Callable[[str], ModuleType]:
    folder = corpora.parent / "score"
    if not folder.is_dir():
        pytest.skip(f"the reference scorers are not in {folder}")

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


def gold_of(corpora: Path, name: str) -> list[Json]:
    if not (corpora / CORPORA[name].file).is_file():
        pytest.skip(f"{CORPORA[name].file} is not in {corpora}")
    return CORPORA[name].load(corpora)


def moved(span: list[int], rnd: random.Random, text: str) -> list[int]:
    """The span with one edge moved by up to thirty characters."""
    start, end = span
    if rnd.random() < 0.5:
        return [max(0, min(end - 1, start + rnd.randint(-30, 30))), end]
    return [start, min(len(text), max(start + 1, end + rnd.randint(-30, 30)))]


def spoiled(entries: list[Json], rnd: random.Random, text: str, mutate: Mutate) -> Iterator[Json]:
    """A tenth dropped, three tenths changed, one twentieth doubled."""
    for entry in entries:
        luck = rnd.random()
        if luck < 0.1:
            continue
        yield mutate(copy.deepcopy(entry), rnd, text) if luck < 0.4 else copy.deepcopy(entry)
        if luck > 0.95:
            yield mutate(copy.deepcopy(entry), rnd, text)


def predictions(gold: list[Json], field: str, mutate: Mutate) -> dict[str, list[Json]]:
    rnd = random.Random(11)
    return {d["id"]: list(spoiled(d[field], rnd, d["text"], mutate)) for d in gold if rnd.random() < 0.95}


def agree(ours: float | None, theirs: float) -> None:
    assert ours == pytest.approx(theirs, abs=0.00006)
    assert 0.2 < theirs < 0.99, "the mistakes should show"


def test_attributions(corpora: Path, reference: Callable[[str], ModuleType]) -> None:
    gold = gold_of(corpora, "polnear")[:30]

    def mutate(a: Json, rnd: random.Random, text: str) -> Json:
        part = rnd.choice(("source", "cue", "content"))
        return a | {part: [moved(s, rnd, text) for s in a[part]]}

    made = predictions(gold, "attributions", mutate)
    ours = attributions.score(gold, made)
    theirs = reference("score_attributions").score(
        {d["id"]: d for d in gold}, {i: {"id": i, "attributions": a} for i, a in made.items()}
    )
    agree(ours["triple F1"], theirs["triple"]["f1"])
    agree(ours["triple F1, direct"], theirs["by_kind"]["direct"]["triple"]["f1"])
    agree(ours["exact content F1"], theirs["content"]["exact"]["f1"])


@pytest.mark.parametrize("name", ["plv", "cameo-conflibert"])
def test_event_types(name: str, corpora: Path, reference: Callable[[str], ModuleType]) -> None:
    gold = gold_of(corpora, name)
    types = ("AGREE", "ASSAULT", "ACCUSE", "RETREAT", "CONCEDE", "REQUEST")

    def mutate(e: Json, rnd: random.Random, text: str) -> Json:
        return {"type_plover": rnd.choice(types)}

    made = predictions(gold, "events", mutate)
    theirs = reference("score_events").score(
        {d["id"]: d for d in gold},
        {i: {"id": i, "events": copy.deepcopy(e)} for i, e in made.items()},
        merge=True,
        set_level=True,
    )
    agree(codings.score(gold, made)["type F1"], theirs["root_type"]["micro"]["f1"])


@pytest.mark.parametrize("name", ["lgl", "geovirus"])
def test_places(name: str, corpora: Path, reference: Callable[[str], ModuleType]) -> None:
    gold = gold_of(corpora, name)

    def mutate(t: Json, rnd: random.Random, text: str) -> Json:
        start, end = moved([t["start"], t["end"]], rnd, text)
        lost = t["lat"] is None or rnd.random() < 0.2
        where = {"lat": None, "lon": None} if lost else {"lat": t["lat"] + rnd.uniform(-3, 3), "lon": t["lon"]}
        return t | where | {"start": start, "end": end, "geonames_id": rnd.choice((None, t["geonames_id"]))}

    made = predictions(gold, "toponyms", mutate)
    theirs = reference("score_places").score(
        {d["id"]: d for d in gold}, {i: {"id": i, "toponyms": t} for i, t in made.items()}
    )
    ours = places.score(gold, made)
    agree(ours["within 161 km"], theirs["resolution"]["end_to_end"]["acc161"])
    agree(ours["within 161 km, of those found"], theirs["resolution"]["given_found"]["acc161"])
    agree(ours["names found F1"], theirs["recognition"]["relaxed"]["f1"])


def test_times(corpora: Path, reference: Callable[[str], ModuleType]) -> None:
    gold = gold_of(corpora, "timex-timebank")

    def mutate(t: Json, rnd: random.Random, text: str) -> Json:
        start, end = moved([t["start"], t["end"]], rnd, text)
        return t | {"start": start, "end": end, "value": rnd.choice((t["value"], "P1D", None))}

    made = predictions(gold, "timexes", mutate)
    theirs = reference("score_times").score(
        {d["id"]: d for d in gold}, {i: {"id": i, "timexes": t} for i, t in made.items()}
    )
    ours = times.score(gold, made)
    agree(ours["value F1"], theirs["value_f1"])
    agree(ours["found F1"], theirs["relaxed"]["f1"])


@pytest.mark.parametrize("name", ["whose-word", "records"])
def test_whole_records(name: str, corpora: Path, reference: Callable[[str], ModuleType]) -> None:
    gold = gold_of(corpora, name)
    scorer = reference("score_record")
    rnd = random.Random(5)
    made = {}
    whole = {d["id"]: d | {"events": [{"quantities": []} | e for e in d["events"]]} for d in gold}
    for id_, record in scorer.as_system(whole).items():
        text = next(d["text"] for d in gold if d["id"] == id_)
        record["statements"] = list(spoiled(record["statements"], rnd, text, spoil_statement))
        record["events"] = list(spoiled(record["events"], rnd, text, spoil_event))
        for kind in ("statements", "events"):  # doubled entries get an id of their own, as any record has it
            for number, entry in enumerate(record[kind]):
                if entry["id"] in {e["id"] for e in record[kind][:number]}:
                    entry["id"] += "b"
        made[id_] = record
    theirs, _ = scorer.score({d["id"]: d for d in gold}, made)
    ours = score_records(gold, made)
    agree(ours["statement F1"], theirs["statements"]["f1"])
    agree(ours["form"], theirs["form_acc"])
    agree(ours["stance"], theirs["stance_acc"])
    agree(ours["within"], theirs["within_acc"])
    agree(ours["event F1"], theirs["events"]["f1"])
    agree(ours["typed event F1"], theirs["typed"]["f1"])
    agree(ours["modality"], theirs["modality_acc"])
    agree(ours["innermost voice"], theirs["innermost_acc"])
    agree(ours["attributed F1"], theirs["attributed"]["f1"])
    agree(ours["real F1"], theirs["real"]["f1"])


def spoil_statement(s: Json, rnd: random.Random, text: str) -> Json:
    part = rnd.choice(("speaker", "cue", "content"))
    changed = s | {part: [moved(span, rnd, text) for span in s[part]]}
    return changed | {
        "form": rnd.choice(("direct", "indirect")),
        "stance": rnd.choice(("state", s["stance"], "deny")),
        "within": rnd.choice((None, s["within"], "s1", "s9")),
    }


def spoil_event(e: Json, rnd: random.Random, text: str) -> Json:
    voices = [v | {"polarity": rnd.choice("+-u"), "certainty": rnd.choice(("CT", "PR", "U"))} for v in e["voices"]]
    if rnd.random() < 0.3:
        voices = voices[:-1] or voices
    voices[-1] |= {"statement": rnd.choice((voices[-1]["statement"], "s1", "s2", None))}
    return e | {
        "trigger": moved(e["trigger"], rnd, text),
        "type": rnd.choice((e["type"], "COERCE")),
        "modality": rnd.choice((e["modality"], "actual", "planned")),
        "voices": voices,
    }
