"""What may be asked of a ledger: the codes and dates of a filter, and what was meant by one that does not exist."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date
from typing import get_args

from onrecord.errors import UserError
from onrecord.ledger.finding import entry_of
from onrecord.ledger.queries import Filter
from onrecord.model.entities import ActorKind
from onrecord.model.entries import Stance
from onrecord.ontology.plover import QUADS, SECTORS
from onrecord.resolving.countries import code_like, country_names
from onrecord.resolving.gazetteer import gazetteer
from onrecord.resolving.roles import sector_of

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_TYPES: dict[str, tuple[str, Sequence[str]]] = {
    "statements": ("stance", get_args(Stance)),
    "events": ("type of event", tuple(QUADS)),
    "actors": ("kind of actor", get_args(ActorKind)),
}
_ALIKE = 0.75  # how like a code a word must be to be taken for a slip of it


def check(only: Filter, what: str) -> None:
    """Raise UserError where a filter of ``what`` ("events") asks for a code or a date that does not exist, which
    would find nothing without a word why."""
    if only.type is not None and what in _TYPES:
        said, known = _TYPES[what]
        _check_code(only.type, known, said, near=_nearest(only.type, known))
    if only.sector is not None:
        _check_code(only.sector, SECTORS, "PLOVER sector", near=sector_of(only.sector) or "")
    if only.country is not None:
        _check_country(only.country)
    for day in (only.since, only.until):
        if day is not None:
            _check_date(day)


def _check_code(given: str, known: Sequence[str], said: str, *, near: str) -> None:
    if given.casefold() not in map(str.casefold, known):
        hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
        raise UserError(f"{given!r} is no {said}; {hint}")


def _nearest(given: str, known: Sequence[str]) -> str:
    by_form = {code.casefold(): code for code in known}
    return next((by_form[form] for form in difflib.get_close_matches(given.casefold(), by_form, 1, _ALIKE)), "")


def _check_country(given: str) -> None:
    if given.upper() not in country_names().keys() | gazetteer().country_names.keys():
        meant = entry_of(given)  # by the name of its people or its capital, too
        near = (meant.country if meant else None) or code_like(given)
        hint = f"did you mean {near}?" if near else "write an ISO 3166-1 alpha-3 code, such as NOR"
        raise UserError(f"{given!r} is no country code; {hint}")


def _check_date(given: str) -> None:
    try:
        if _DATE.fullmatch(given):
            date.fromisoformat((given + "-01-01")[:10])
            return
    except ValueError:
        raise UserError(f"there is no day {given!r} in the calendar; write YYYY-MM-DD, YYYY-MM or YYYY") from None
    raise UserError(f"{given!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
