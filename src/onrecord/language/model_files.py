"""Where the trained model's files lie: inside the installed package, or at the top of the repository."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import ModelError

FILES = ("reader.onnx", "pairs.npz", "coreference.npz", "tokenizer.json", "settings.json")


def model_folder() -> Path:
    """The first folder that holds all of :data:`FILES`.

    A wheel carries the model as ``onrecord/models``; an editable install finds ``models/`` beside ``src/``.
    Raises ModelError naming what is missing and where it was looked for.
    """
    package = Path(__file__).resolve().parents[1]
    places = (package / "models", package.parents[1] / "models")
    for place in places:
        if not missing_files(place):
            return place
    lacking = " and ".join(f"{place} (without {', '.join(missing_files(place))})" for place in places)
    raise ModelError(
        f"the trained model is not there; looked in {lacking}. Install the package again, or make it with `make train`."
    )


def missing_files(folder: Path) -> list[str]:
    """Names of the model's files that ``folder`` lacks."""
    return [name for name in FILES if not (folder / name).is_file()]
