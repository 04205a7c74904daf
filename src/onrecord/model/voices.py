"""On whose word an entry rests (FactBank's nested sources; Sauri & Pustejovsky 2009)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.text import Span

VoiceKind = Literal["author", "outlet", "speaker", "unnamed", "document"]
Certainty = Literal["CT", "PR", "PS", "U"]
Polarity = Literal["+", "-", "u"]


HolderKind = Literal[
    "person", "office", "spokesperson", "organization", "group", "eyewitness", "outlet", "post", "document",
    "anonymous", "nobody",
]  # fmt: skip
TermsKind = Literal["on the record", "on background", "deep background", "off the record"]
Side = Literal["actor", "recipient", "third party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms a speaker spoke, where words of the text (``span``) say so: "on condition of anonymity" is on
    background (the Associated Press' definitions)."""

    kind: TermsKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of the chain. ``statement`` and ``actor`` are ids in the same record; ``certainty`` (CT certain, PR
    probable, PS possible, U uncommitted) and ``polarity`` (+ affirms, - denies, u neither) are this voice's stand.

    ``holder_kind`` tells what sort of holder the words point at (None for the author), ``anonymity`` the words that say
    why one is not named, ``party`` whether the holder is the deed's actor, its recipient or a third party; None where
    the text does not let it be known.
    """

    kind: VoiceKind
    statement: str | None = None
    actor: str | None = None
    certainty: Certainty
    polarity: Polarity
    holder_kind: HolderKind | None = None
    anonymity: Span | None = None
    terms: Terms | None = None
    party: Side | None = None
