"""The record: statements, events and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.errors import InvalidValue
from onrecord.model.entities import Actor, Place, Time
from onrecord.model.text import Document, Span
from onrecord.model.voices import Voice

Form = Literal["direct", "indirect", "mixed"]
Modality = Literal["actual", "planned", "conditional", "hypothetical", "generic"]
HedgeKind = Literal["probability", "evidential", "approximator", "bound", "shield"]
Stance = Literal[
    "state", "report", "claim", "confirm", "deny", "dispute", "accuse", "promise", "threaten", "demand", "ask",
    "suggest", "warn", "agree", "reject", "praise", "criticise", "think", "decline",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that soften or bound what is told: ``probability`` (likely, may), ``evidential`` (reportedly, is said to),
    ``approximator`` (about), ``bound`` (at least, as many as), ``shield`` (seems to, as far as is known)."""

    kind: HedgeKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a field of an event has its value: the ``words`` that decided (none where it was the whole sentence) and
    ``why`` in plain words."""

    of: Literal["type", "modality", "voices", "certainty", "place"]
    words: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Words carried once: who said what. Spans as in the record format; ``within`` is the id of the statement this one
    is told inside of; ``distance`` holds the words by which the author keeps away from it ("claimed", "so-called");
    ``score`` is the component's own belief (0..1), never the text's certainty."""

    id: str
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: Form
    stance: Stance
    within: str | None = None
    speaker_actor: str | None = None
    addressee_actor: str | None = None
    time: str | None = None
    place: str | None = None
    distance: tuple[Span, ...] = ()
    score: float

    def __post_init__(self) -> None:
        if not self.content:
            raise InvalidValue(f"statement {self.id} has no content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number told of an event, as the words bind it: ``min``/``max`` inclusive, None where they leave it open."""

    what: str
    min: float | None
    max: float | None
    span: Span
    approx: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A deed as told once, coded to PLOVER, with the voices it rests on, outermost first; ``hedges`` and
    ``distance`` are those of its clause and of its numbers, ``reasons`` say which words made it what it is."""

    id: str
    trigger: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: str
    cameo: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time: str | None
    modality: Modality
    voices: tuple[Voice, ...]
    quantities: tuple[Quantity, ...] = ()
    background: bool = False
    unverified: Span | None = None
    hedges: tuple[Hedge, ...] = ()
    distance: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()
    score: float

    def __post_init__(self) -> None:
        if not self.voices:
            raise InvalidValue(f"event {self.id} rests on nobody's word")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that was read from one document."""

    document: Document
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    failures: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record in the published format: JSON-ready values, spans as [start, end] pairs."""
        from onrecord.model.shape import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Record:
        """Rebuild a record from :meth:`to_dict`'s shape; raises KeyError, TypeError or InvalidValue."""
        from onrecord.model.shape import from_dict

        return from_dict(data)
