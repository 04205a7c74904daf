"""What is to be known of whoever a deed rests on: what sort of holder, on what terms, and whether a party to the deed.

The kinds follow how newsrooms and source studies sort sources: named people, offices, spokespersons, organisations,
anonymous people, documents, other outlets, posts, eyewitnesses. Terms are those of the Associated Press and are read
off words of the text alone; without such words nothing is claimed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Actor, Event, Span, Statement, Terms, Voice
from onrecord.model.voices import HolderKind, Side, TermsKind

_SPOKESPERSON = re.compile(
    r"\b(?:spokes(?:man|men|woman|women|person|persons|people)|press (?:secretary|officer))\b", re.IGNORECASE
)
_EYEWITNESS = re.compile(
    r"\b(?:(?:eye-?)?witness(?:es)?|bystanders?|onlookers?|passers?-?by|survivors?|residents?|villagers?|neighbou?rs?"
    r"|(?:reporters?|correspondents?|journalists?) (?:at|on) the scene)\b",
    re.IGNORECASE,
)
_POST = re.compile(
    r"\b(?:tweets?|posts?|(?:facebook|twitter|telegram|instagram|x) account|social media)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\b(?:reports?|rumou?rs?|claims?|allegations?|suggestions?|speculation)\b", re.IGNORECASE)
_REST_OF_CLAUSE = r"[^.;\"\u201c\u201d]*"
_ANONYMOUS = re.compile(
    r"\b(?:on (?:the |strict )?condition of (?:strict )?anonymity"
    r"|on condition (?:that )?(?:he|she|they) not be (?:named|identified)"
    r"|(?:who )?(?:asked|asking|requested|wished|declined|refused|did not want|do not want|spoke) (?:not )?"
    r"(?:to be (?:named|identified|quoted by name)|to give (?:his|her|their) names?|to remain anonymous|anonymity"
    r"|anonymously)|without giving (?:his|her|their) names?)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:because|since|as) (?:(?:s?he|they|the \w+) )?(?:is|was|were|are|had|has|fear)\b" + _REST_OF_CLAUSE
    + r"|\b(?:for|out of|citing|given|over) (?:(?:his|her|their|the|a) )?(?:own )?"
    r"(?:fears?|safety|security|concerns?|reprisals?|retaliation|sensitivit\w+)\b" + _REST_OF_CLAUSE
    + r"|\b(?:who )?(?:(?:is|was|were|are) )?not authori[sz]ed to\b" + _REST_OF_CLAUSE,
    re.IGNORECASE,
)  # fmt: skip
_TERMS: tuple[tuple[TermsKind, re.Pattern[str]], ...] = (
    ("deep background", re.compile(r"\bon deep background\b", re.IGNORECASE)),
    ("off the record", re.compile(r"\boff the record\b", re.IGNORECASE)),
    ("on background", re.compile(rf"\bon background\b|{_ANONYMOUS.pattern}", re.IGNORECASE)),
    ("on the record", re.compile(r"\bon the record\b", re.IGNORECASE)),
)
# By the kind of actor: one unnamed person who speaks is told by a role ("a surgeon", "the minister").
_KINDS: dict[str, HolderKind] = {
    "person": "person",
    "country": "organization",
    "organization": "organization",
    "group": "group",
    "unnamed": "office",
}
_OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})


class Holders:
    """Describes the holders of one document's voices."""

    def __init__(
        self, text: str, *, statements: Sequence[Statement], actors: Sequence[Actor], sentences: Sequence[Span]
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._statements = {s.id: s for s in statements}
        self._actors = {a.id: a for a in actors}

    def described(self, event: Event) -> Event:
        """The event with its voices' kinds of holder, terms and sides."""
        return replace(event, voices=tuple(self._described(v, event) for v in event.voices))

    def _described(self, voice: Voice, event: Event) -> Voice:
        if voice.kind == "author":
            return voice
        statement = self._statements.get(voice.statement or "")
        actor = self._actors.get(voice.actor or "")
        words = " ".join(self._text[slice(*s)] for s in statement.speaker) if statement else ""
        kind = holder_kind(voice, words, actor)
        terms = self._terms(statement) if statement else None
        return replace(
            voice,
            holder_kind=kind,
            terms=terms,
            anonymity=self._why_unnamed(statement) if statement and kind == "anonymous" else None,
            party=side(actor, event, self._actors),
        )

    def _around(self, statement: Statement) -> Span:
        """The sentence that names the speaker, or has the cue."""
        at = min((s for s in (*statement.speaker, *statement.cue)), default=statement.content[0]).start
        number = bisect_right(self._sentences, (at, len(self._text) + 1)) - 1
        return self._sentences[number] if number >= 0 else statement.content[0]

    def _terms(self, statement: Statement) -> Terms | None:
        sentence = self._around(statement)
        for kind, pattern in _TERMS:
            for match in pattern.finditer(self._text, *sentence):
                if not any(c.start <= match.start() < c.end for c in statement.content):
                    return Terms(kind=kind, span=Span(*match.span()))
        return None

    def _why_unnamed(self, statement: Statement) -> Span | None:
        """The words that say why a speaker is not named."""
        sentence = self._around(statement)
        for match in _WHY.finditer(self._text, *sentence):
            if not any(c.start <= match.start() < c.end for c in statement.content):
                return Span(match.start(), match.start() + len(match.group().rstrip(" ,")))
        return None


def holder_kind(voice: Voice, words: str, actor: Actor | None) -> HolderKind:
    """The sort of holder that a voice below the author points at: by ``words``, the speaker's as written, then by whom
    they were resolved to."""
    if voice.kind == "unnamed":
        return "nobody" if not words or _NOBODY.search(words) else "anonymous"
    if _POST.search(words):
        return "post"
    if voice.kind in ("outlet", "document"):
        return "outlet" if voice.kind == "outlet" else "document"
    described = f"{words} {actor.role or ''}" if actor else words
    if _SPOKESPERSON.search(described):
        return "spokesperson"
    if _EYEWITNESS.search(words):
        return "eyewitness"
    return _KINDS[actor.kind] if actor else "group"


def side(holder: Actor | None, event: Event, actors: Mapping[str, Actor]) -> Side | None:
    """Whether ``holder`` did the deed, suffered it, or neither: the party itself, else one of the same country and of
    its state where the other side is of another country."""
    if holder is None:
        return None
    did, suffered = holder.id in event.actors, holder.id in event.recipients
    if not did and not suffered and holder.country:
        doers = {actors[a].country for a in event.actors if a in actors}
        others = {actors[a].country for a in event.recipients if a in actors}
        if holder.sector in _OF_STATE or holder.kind == "country":
            did, suffered = holder.country in doers - others, holder.country in others - doers
    if did and suffered:
        return "both"
    if did or suffered:
        return "actor" if did else "recipient"
    return "third party" if event.actors or event.recipients else None
