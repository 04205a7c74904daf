"""What the reader sees in a text, before any station judges it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Document, Mention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A label with the reader's own belief in it (0..1)."""

    label: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """A cue with its parts as tagged. ``stance`` and ``speaker_kind`` are the reader's guesses for the cue."""

    cue: tuple[Span, ...]
    speaker: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: Guess
    speaker_kind: Guess
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that name a deed, with its PLOVER type and its parts as tagged.

    ``mode`` (PLOVER mode as TYPE.mode, or none), ``modality``, ``stand`` (the innermost voice's certainty and polarity,
    as in "CT+"), ``holder`` (author, statement, nobody) and ``background`` are the reader's guesses for the deed.
    """

    span: Span
    type: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    places: tuple[Span, ...]
    times: tuple[Span, ...]
    quantities: tuple[Span, ...]
    mode: Guess
    modality: Guess
    stand: Guess
    holder: Guess
    background: Guess
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One document as read: sentences, named mentions, attributions and triggers, each in order of their start;
    ``chains``: mentions that mean the same, those that stand alone included (:class:`Coreference`);
    ``given`` where the triggers were not found but told to the reader."""

    document: Document
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    triggers: tuple[Trigger, ...]
    chains: tuple[tuple[Span, ...], ...] = ()
    given: bool = False
