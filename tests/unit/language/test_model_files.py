from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.language import model_files


def test_missing_files_are_named_in_order(tmp_path: Path) -> None:
    (tmp_path / "pairs.npz").touch()
    assert model_files.missing_files(tmp_path) == ["reader.onnx", "coreference.npz", "tokenizer.json", "settings.json"]


def test_the_error_says_what_is_missing_and_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "FILES", ("no-such-file",))
    with pytest.raises(ModelError, match=r"onrecord.models \(without no-such-file\).*make train"):
        model_files.model_folder()
