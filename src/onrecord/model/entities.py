"""Who, where and when: mentions in the text and what they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.text import Span

MentionKind = Literal["person", "organization", "gpe", "location", "nationality", "facility", "nominal", "pronoun"]
ActorKind = Literal["country", "person", "organization", "group", "unnamed"]
TimeBasis = Literal["stated", "relative", "publication"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name or describe somebody or something; ``score`` is the recogniser's own belief (0..1)."""

    span: Span
    kind: MentionKind
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party as resolved in one document.

    ``country`` is ISO 3166-1 alpha-3 (or a PLOVER non-state code such as IGO), ``sector`` a PLOVER sector code,
    ``role`` the office or description in words; ``reason`` says in words why it was resolved so, or why not.
    """

    id: str
    name: str
    kind: ActorKind
    mentions: tuple[Span, ...]
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A toponym and what it points at. ``lat``/``lon`` are degrees (WGS 84), None when unresolved, never 0,0;
    ``geonames`` the GeoNames id; ``feature`` the GeoNames feature code (PPLC, ADM1, PCLI ...). ``reason`` says why this
    one, or why none; empty only in records that others wrote without it."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    country: str | None = None
    feature: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression. ``value`` is the TIMEX3 value (TimeML), ``edtf`` the same in EDTF (ISO 8601-2); both None
    where the text leaves it open, and ``reason`` says why. ``basis``: stated (in full), relative (to the publication
    date or another time), publication (no words: the date of publication itself). An empty ``reason`` occurs only in
    records that others wrote without it."""

    id: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    edtf: str | None
    basis: TimeBasis
    reason: str = ""
