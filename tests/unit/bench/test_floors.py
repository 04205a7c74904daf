from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def floors(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("floors", repository / "bench" / "floors.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.model
@pytest.mark.parametrize("corpus", ["whose-word", "cameo-conflibert"])  # the small ones; `make floors` takes all
def test_the_shipped_model_keeps_its_floors(corpus: str, floors: ModuleType, corpora: Path) -> None:
    figures = floors.measured(None, corpora, [corpus])
    assert floors.under(json.loads(floors.FILE.read_text(encoding="utf-8")), figures) == {}


def test_a_new_measure_gets_a_floor_a_little_under_its_figure(floors: ModuleType) -> None:
    assert floors.updated({}, {"a: F1": 0.6804}) == {"a: F1": {"floor": 0.675}}


def test_floors_rise(floors: ModuleType) -> None:
    assert floors.updated({"a: F1": {"floor": 0.5}}, {"a: F1": 0.7}) == {"a: F1": {"floor": 0.695}}


def test_a_figure_above_its_floor_but_within_the_slack_changes_nothing(floors: ModuleType) -> None:
    assert floors.updated({"a: F1": {"floor": 0.5}}, {"a: F1": 0.502}) == {"a: F1": {"floor": 0.5}}


def test_floors_are_not_lowered_without_a_reason(floors: ModuleType) -> None:
    with pytest.raises(floors.Refused, match="a: F1"):
        floors.updated({"a: F1": {"floor": 0.5}}, {"a: F1": 0.4})


def test_the_reason_is_kept(floors: ModuleType) -> None:
    lowered = floors.updated({"a: F1": {"floor": 0.5}}, {"a: F1": 0.4}, reason="gold was corrected")
    assert lowered == {"a: F1": {"floor": 0.395, "lowered": "gold was corrected"}}


def test_measures_not_taken_keep_their_floor_and_break_nothing(floors: ModuleType) -> None:
    assert floors.updated({"a: F1": {"floor": 0.5}}, {}) == {"a: F1": {"floor": 0.5}}
    assert floors.under({"a: F1": {"floor": 0.5}}, {}) == {}
    assert floors.under({"a: F1": {"floor": 0.5}}, {"a: F1": 0.4}) == {"a: F1": (0.4, 0.5)}
