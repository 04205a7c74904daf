"""What goes into and comes out of reading besides the Document itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.errors import UserError


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Something that could not be read. ``source`` is the path or "standard input"; ``reason`` is a whole sentence
    for the user, to be shown as it stands: it names the culprit (file, and line where there is one) and the mend."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What the user says of all documents at once; it fills only what a document does not say itself.

    Raises UserError when ``published`` is no ISO 8601 date.
    """

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    author: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", check_date(self.published))


def check_date(text: str) -> str:
    """A date or date-time in extended ISO 8601 form: 20240503 gives 2024-05-03. Raises UserError for anything else."""
    stripped = text.strip()
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(stripped).isoformat()
        except ValueError:
            continue
    raise UserError(
        f"{text!r} is not an ISO 8601 date; write it as YYYY-MM-DD (2024-05-03) or with a time (2024-05-03T14:30:00Z)"
    )
