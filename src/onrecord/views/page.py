"""Records as one page: the text with its statements and deeds marked, and the tables they link to and back.

The page is one file without a network. Text out of articles is escaped piece by piece and never becomes HTML; a content
security policy in the page lets nothing run or load but the page's own style and script.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from onrecord.ledger.rows import ActorRow, DocumentRow, EventRow, StatementRow, VoiceRow, flatten
from onrecord.model import Record, Span
from onrecord.views import wording
from onrecord.views.marks import Mark, Piece, paragraphs

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATE, _STYLE, _SCRIPT = "page.html.j2", "page.css", "page.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """An entry on the page: its label ("S1", "D1"), where its row stands and where it begins in the text."""

    label: str
    row: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    """One document as the template wants it; ``links`` has the entries by key ("s:<id>", "e:<id>")."""

    anchor: str
    document: DocumentRow
    url: str | None
    paragraphs: Sequence[Sequence[Piece]]
    statements: Sequence[StatementRow]
    events: Sequence[EventRow]
    actors: Sequence[ActorRow]
    links: dict[str, _Link]

    def link(self, entry: str) -> _Link:
        """Where the entry with this key stands on the page."""
        return self.links[entry]


def page(records: Iterable[Record]) -> str:
    """The records, in order, as one HTML document."""
    environment = _environment()
    sections = [_section(record, number) for number, record in enumerate(records, 1)]
    return environment.get_template(_TEMPLATE).render(sections=sections, policy=_policy(environment))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("onrecord", "views"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: wording.seemly(value) if type(value) is str else value,
    )
    environment.globals.update(
        counted=wording.counted,
        holder=wording.holder,
        on_whose_word=wording.on_whose_word,
        quantity=wording.quantity,
        stand=wording.stand,
        voice_name=wording.voice_name,
        when=wording.when,
        voice_style=_voice_style,
    )
    return environment


def _policy(environment: Environment) -> str:
    """A content security policy that knows the page's own style and script by their hashes, and nothing else."""
    loader: Any = environment.loader
    hashes = {}
    for name in (_STYLE, _SCRIPT):
        source = loader.get_source(environment, name)[0]
        hashes[name] = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[_STYLE]}'; script-src 'sha256-{hashes[_SCRIPT]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _section(record: Record, number: int) -> _Section:
    rows = flatten(record)
    anchor = f"d{number}"
    keys = [("S", f"s:{row.id}") for row in rows.statements] + [("D", f"e:{row.id}") for row in rows.events]
    links, counts = {}, {"S": 0, "D": 0}
    for letter, key in keys:
        counts[letter] += 1
        label = f"{letter}{counts[letter]}"
        links[key] = _Link(label=label, row=f"{anchor}-{label}", text=f"{anchor}-{label}-text")
    url = rows.document.url
    return _Section(
        anchor=anchor,
        document=rows.document,
        # Anything but the web's own schemes ("javascript:") is shown as words, not as a link.
        url=url if url and url.lower().startswith(("https://", "http://")) else None,
        paragraphs=_marked(record),
        statements=rows.statements,
        events=rows.events,
        actors=rows.actors,
        links=links,
    )


def _marked(record: Record) -> list[list[Piece]]:
    text = record.document.text
    statements = sorted(record.statements, key=lambda entry: entry.content[0].start)
    before = [(_first_letter(text, entry.content[0]), f"s:{entry.id}") for entry in statements]
    after = [(_last_letter(text, entry.trigger), f"e:{entry.id}") for entry in record.events]
    return paragraphs(text, list(_marks(record)), before=before, after=after)


def _marks(record: Record) -> Iterator[Mark]:
    for statement in record.statements:
        key = f"s:{statement.id}"
        parts = {
            "speaker": statement.speaker,
            "cue": statement.cue,
            "nested" if statement.within else "content": statement.content,
        }
        for part, spans in parts.items():
            for span in spans:
                yield Mark(span=span, part=part, entry=key)
    for event in record.events:
        yield Mark(span=event.trigger, part="deed", entry=f"e:{event.id}")
        yield Mark(span=event.trigger, part=event.quad.replace(" ", "-"), entry=f"e:{event.id}")


def _first_letter(text: str, span: Span) -> int:
    words = text[span.start : span.end]
    return span.start + len(words) - len(words.lstrip())


def _last_letter(text: str, span: Span) -> int:
    return span.start + len(text[span.start : span.end].rstrip())


def _voice_style(voice: VoiceRow) -> str:
    """The style of a link of the chain: whether it affirms, denies, leans to one side, or commits itself to nothing."""
    if voice.certainty == "CT":
        return {"+": "affirms", "-": "denies"}.get(voice.polarity, "open")
    return "open" if voice.certainty == "U" else "leans"
