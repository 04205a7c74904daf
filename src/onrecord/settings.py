"""What a user may set once: one frozen value, made from a file, then the environment, then flags, the later winning."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError, UserError

FILE_NAME = "onrecord.toml"
_PREFIX = "ONRECORD_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``ledger``: the ledger's file. ``threads``: how many the reader may use, 0 for as many as the machine has.
    ``corpora``: the folder of the gold corpora that ``evaluate`` scores on, None when there is none. ``actors`` and
    ``places``: the user's own tables (docs/own-tables.md), None when there are none. ``set_in`` tells for each that is
    not left as it is in which file, or "the environment"."""

    ledger: Path = Path("onrecord.db")
    threads: int = 0
    corpora: Path | None = None
    actors: Path | None = None
    places: Path | None = None
    set_in: Mapping[str, str] = field(default_factory=dict, compare=False)


_NAMES = tuple(name for name in Settings.__dataclass_fields__ if name != "set_in")


def load(*, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force: defaults < the user's own file < the file in ``folder`` < ``environment``.

    ``folder`` is the working directory and ``environment`` the process's own unless given. Raises UserError naming
    the file or variable that does not fit, and what would.
    """
    environment = os.environ if environment is None else environment
    settings = Settings()
    for file in (_home(environment) / FILE_NAME, (folder or Path()) / FILE_NAME):
        if file.is_file():
            settings = _apply(settings, _read(file), where=str(file), base=file.parent)
    given = {name: environment[_PREFIX + name.upper()] for name in _NAMES if environment.get(_PREFIX + name.upper())}
    return _apply(settings, given, where="the environment", base=Path())


def where_set(message: str) -> str:
    """Where the path was set that an error message is about, as words to put behind it; "" when it was not set, or is
    a file that can be found."""
    try:
        settings = load()
    except OnrecordError:
        return ""
    for name, where in settings.set_in.items():
        path = getattr(settings, name)
        shown = re.escape(str(path))
        missing = isinstance(path, Path) and not path.is_file()
        if missing and re.search(rf"(?:^|\bat ){shown}(?![\w/-])|(?<![\w./-]){shown}(?=[:;,])", message):
            return f" ({name} is set in {where})"
    return ""


def _home(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_CONFIG_HOME")
    return Path(base) / "onrecord" if base else Path(environment.get("HOME", "~")).expanduser() / ".config" / "onrecord"


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"{file}: not a readable settings file: {error}") from error


def _apply(settings: Settings, values: Mapping[str, Any], *, where: str, base: Path) -> Settings:
    """``settings`` with ``values`` laid over; a relative path counts from ``base``, the folder of its file."""
    for name in values:
        if name not in _NAMES:
            raise UserError(f"{where}: no setting is called {name!r}; there are: {', '.join(_NAMES)}")
    changes = {name: _value(name, value, where=where, base=base) for name, value in values.items()}
    return replace(settings, **changes, set_in={**settings.set_in, **dict.fromkeys(values, where)})


def _value(name: str, value: Any, *, where: str, base: Path) -> Any:
    if name == "threads":
        return _threads(value, where=where)
    if not isinstance(value, str) or not value:
        raise UserError(f"{where}: {name} must be a path in quotes, not {value!r}")
    return base / Path(value).expanduser()


def _threads(value: Any, *, where: str) -> int:
    try:
        count = int(value) if not isinstance(value, (bool, float)) else -1
    except (TypeError, ValueError):
        count = -1
    if count < 0:
        raise UserError(f"{where}: threads must be a whole number from 0 (all there are), not {value!r}")
    return count
