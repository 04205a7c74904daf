"""What all tests share: where gold sets and model are, and what is said when they are not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from hypothesis import settings

# How long one example takes says more about the machine than about the code.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture
def grows_linearly() -> Callable[[Callable[[int], object], int], bool]:
    """Whether a job costs time in proportion to its size, judged by ratios within one run.

    The job is given a size and four times that size. Linear time gives a ratio of 4 and quadratic
    time one of 16, so 8 and a fifth of a second for what is too short to time tell them apart. A
    machine that was busy for a moment gets two more tries.
    """

    def seconds(job: Callable[[int], object], size: int) -> float:
        began = process_time()
        job(size)
        return process_time() - began

    def verdict(job: Callable[[int], object], size: int) -> bool:
        return any(seconds(job, 4 * size) <= 8 * seconds(job, size) + 0.2 for _ in range(3))

    return verdict


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update",
        action="store_true",
        help="write what the program gives now into golden files and documents; the diff is the review",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything marked ``model`` is skipped, saying so, where the model's files are absent."""
    reason = _model_missing()
    if reason:
        for item in items:
            if item.get_closest_marker("model"):
                item.add_marker(pytest.mark.skip(reason=reason))


def _model_missing() -> str | None:
    from onrecord.errors import ModelError
    from onrecord.language.model_files import model_folder

    try:
        model_folder()
    except ModelError as error:
        return str(error)
    return None


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder with the gold sets: ONRECORD_CORPORA, else ../shared/corpora beside the repository."""
    place = Path(os.environ.get("ONRECORD_CORPORA") or REPOSITORY.parent / "shared" / "corpora")
    if not place.is_dir():
        pytest.skip(f"the development sets are not in {place} (ONRECORD_CORPORA names another place)")
    return place


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files and documents are to be written anew (``pytest --update``)."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def reader() -> object:
    """The shipped reader, loaded once. Mark tests that use it with ``pytest.mark.model``."""
    from onrecord.language import Reader

    return Reader.load()
