"""What is to be known of whoever a deed rests on: what sort of holder, on what terms, and on which side of the deed.

The kinds follow how newsrooms and source studies sort sources: named people, offices, spokespersons, organizations,
anonymous people, documents, other outlets, posts, eyewitnesses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.attribution.terms import Spoken
from onrecord.model import Actor, Event, Statement, Voice
from onrecord.model.voices import HolderKind, Side

_SPOKESPERSON = re.compile(
    r"\b(?:spokes(?:man|men|woman|women|person|persons|people)|press (?:secretary|officer))\b", re.IGNORECASE
)
_EYEWITNESS = re.compile(
    r"\b(?:(?:eye-?)?witness(?:es)?|bystanders?|onlookers?|passers?-?by|survivors?|residents?|villagers?|neighbou?rs?"
    r"|(?:reporters?|correspondents?|journalists?) (?:at|on) the scene)\b",
    re.IGNORECASE,
)
_NETWORK = r"(?:Facebook|Twitter|Telegram|Instagram|X|Weibo|VK|Truth Social)"
_POST = re.compile(
    rf"\btweets?\b|\bsocial media (?:posts?|accounts?)\b|\bposts? on (?:{_NETWORK}|social media)\b"
    rf"|\b{_NETWORK} (?:posts?|accounts?|channels?)\b"
)
_NOBODY = re.compile(
    r"(?:(?:some|many|several|the|these|those|unconfirmed|press|media|local|new|initial|early|earlier) )*"
    r"(?:reports?|rumou?rs?|claims?|allegations?|suggestions?|speculation)",
    re.IGNORECASE,
)
_OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
# By the kind of actor, where the words say no more.
_KINDS: dict[str, HolderKind] = {
    "person": "person",
    "country": "organization",
    "organization": "organization",
    "group": "group",
}


class Holders:
    """Describes the holders of one document's voices; ``terms`` are those of :func:`~.terms.spoken`."""

    def __init__(
        self, text: str, *, statements: Sequence[Statement], actors: Sequence[Actor], terms: Mapping[str, Spoken]
    ) -> None:
        self._text = text
        self._statements = {s.id: s for s in statements}
        self._actors = {a.id: a for a in actors}
        self._terms = terms

    def described(self, event: Event) -> Event:
        """The event with its voices' kinds of holder, terms and sides."""
        return replace(event, voices=tuple(self._described(v, event) for v in event.voices))

    def _described(self, voice: Voice, event: Event) -> Voice:
        if voice.kind == "author":
            return voice
        statement = self._statements.get(voice.statement or "")
        actor = self._actors.get(voice.actor or "")
        words = " ".join(self._text[slice(*s)] for s in statement.speaker) if statement else ""
        said = self._terms.get(voice.statement or "", Spoken())
        if said.anonymous and actor is not None and actor.kind == "person":
            said = Spoken()  # whoever is named is not anonymous: the phrase is another's
        return replace(
            voice,
            holder_kind="anonymous" if said.anonymous else holder_kind(voice, words, actor),
            terms=said.terms,
            anonymity=said.why,
            party=side(actor, event, self._actors),
        )


def holder_kind(voice: Voice, words: str, actor: Actor | None) -> HolderKind | None:
    """The sort of holder that a voice below the author points at: by ``words``, the speaker's as written, then by whom
    they were resolved to; None where neither tells."""
    if voice.kind == "outlet":
        return "outlet"
    if _POST.search(words):
        return "post"
    if voice.kind == "document":
        return "document"
    if voice.kind == "unnamed":
        return "nobody" if not words or _NOBODY.fullmatch(words) else "anonymous"
    if _SPOKESPERSON.search(f"{words} {actor.role or ''}" if actor else words):
        return "spokesperson"
    return _kind_of_actor(words, actor) if actor else None


def _kind_of_actor(words: str, actor: Actor) -> HolderKind:
    if actor.kind != "person" and _EYEWITNESS.search(words):
        return "eyewitness"
    if actor.kind == "unnamed":
        return "office" if actor.role or actor.sector in _OF_STATE else "anonymous"
    return _KINDS[actor.kind]


def side(holder: Actor | None, event: Event, actors: Mapping[str, Actor]) -> Side | None:
    """Whether ``holder`` did the deed, suffered it, or neither.

    A holder is a side itself, or as a state's when a body of the same state is that side and none the other. A third
    party is one whose country is known and who is no side of a deed whose sides are all known; else None.
    """
    if holder is None:
        return None
    if holder.id in event.actors or holder.id in event.recipients:
        return "actor" if holder.id in event.actors else "recipient"
    doers, others = ([actors[a] for a in ids if a in actors] for ids in (event.actors, event.recipients))
    if holder.country and _of_state(holder):
        did = any(_same_state(holder, party) for party in doers)
        suffered = any(_same_state(holder, party) for party in others)
        if did != suffered:
            return "actor" if did else "recipient"
    known = holder.country and doers and others and all(p.country or p.kind == "person" for p in (*doers, *others))
    return "third party" if known else None


def _of_state(actor: Actor) -> bool:
    return actor.kind == "country" or actor.sector in _OF_STATE


def _same_state(holder: Actor, party: Actor) -> bool:
    return party.country == holder.country and _of_state(party)
