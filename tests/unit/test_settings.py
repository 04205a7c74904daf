from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import UserError
from onrecord.settings import Settings, load, where_set


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home/.config/onrecord").mkdir(parents=True)
    return tmp_path / "home"


def test_defaults(home: Path, tmp_path: Path) -> None:
    assert load(folder=tmp_path, environment={"HOME": str(home)}) == Settings(ledger=Path("onrecord.db"), threads=0)


def test_the_nearer_file_wins_and_the_environment_over_both(home: Path, tmp_path: Path) -> None:
    (home / ".config/onrecord/onrecord.toml").write_text('ledger = "mine.db"\nthreads = 4\ncorpora = "/gold"\n')
    (tmp_path / "onrecord.toml").write_text('ledger = "here.db"\n')
    environment = {"HOME": str(home)}
    assert load(folder=tmp_path, environment=environment) == Settings(
        ledger=tmp_path / "here.db", threads=4, corpora=Path("/gold")
    )
    environment |= {"ONRECORD_LEDGER": "there.db", "ONRECORD_THREADS": "2"}
    assert load(folder=tmp_path, environment=environment) == Settings(
        ledger=Path("there.db"), threads=2, corpora=Path("/gold")
    )


def test_it_is_told_where_a_path_was_set(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "onrecord.toml").write_text('corpora = "no"\nactors = "here.csv"\n')
    (tmp_path / "here.csv").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("ONRECORD_LEDGER", "there.db")
    assert where_set("no: is a folder") == " (corpora is set in onrecord.toml)"
    assert where_set("there is no ledger at there.db yet") == " (ledger is set in the environment)"
    assert where_set("there is no ledger at other.db yet") == ""
    assert where_set("here.csv, line 3: the name is empty") == ""


def test_xdg_config_home_is_kept_to(tmp_path: Path) -> None:
    (tmp_path / "onrecord").mkdir()
    (tmp_path / "onrecord/onrecord.toml").write_text("threads = 3\n")
    assert load(folder=tmp_path, environment={"XDG_CONFIG_HOME": str(tmp_path)}).threads == 3


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("threads = -1", "whole number from 0"),
        ("threads = true", "whole number from 0"),
        ("threads = 1.5", "whole number from 0"),
        ("ledger = 3", "ledger must be a path in quotes"),
        ('legder = "a.db"', "no setting is called 'legder'; there are: ledger, threads, corpora"),
        ("ledger = ", "not a readable settings file"),
    ],
)
def test_mistakes_name_the_file_and_what_would_fit(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text(content)
    with pytest.raises(UserError, match=message) as caught:
        load(folder=tmp_path, environment={"HOME": str(tmp_path)})
    assert "onrecord.toml" in str(caught.value)


def test_a_mistake_in_the_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="the environment: threads must be"):
        load(folder=tmp_path, environment={"HOME": str(tmp_path), "ONRECORD_THREADS": "many"})
