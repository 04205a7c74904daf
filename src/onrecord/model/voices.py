"""On whose word an entry rests (FactBank's nested sources; Sauri & Pustejovsky 2009)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VoiceKind = Literal["author", "outlet", "speaker", "unnamed", "document"]
Certainty = Literal["CT", "PR", "PS", "U"]
Polarity = Literal["+", "-", "u"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of the chain. ``statement`` and ``actor`` are ids in the same record; ``certainty`` (CT certain, PR
    probable, PS possible, U uncommitted) and ``polarity`` (+ affirms, - denies, u neither) are this voice's stand."""

    kind: VoiceKind
    statement: str | None = None
    actor: str | None = None
    certainty: Certainty
    polarity: Polarity
