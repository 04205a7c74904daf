"""Parties as written -> actors: who they are, of which country and in what role, with the reason for each.

    named mentions, parties -> hints and phrases -> names and descriptions -> pronouns -> countries -> actors

A party's country is taken from the best of these that says one: its own words ("Russian forces", "police in Harare"),
the title or apposition beside a name, other mentions of the same party, the owner in "its gunners", the office held at
the date of publication, and last, for whoever is at home in the scene, the one country of the sentence or the text.
International bodies have no country; their PLOVER code (UNO, EUR, IGO, NGO) stands in ``sector``.
Kinds: a country speaks through its name, capital or seat of government; a plural or a collective ("residents",
"Russian forces") is a group; a single unnamed party ("a gunman") is unnamed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Actor, Document, Mention, Place, Span
from onrecord.resolving.coreference import FIRST, PRONOUNS, RELATIVE, SINGLE, Cast, Party, SameParty, bare_name, fits
from onrecord.resolving.countries import country_names, find_hints
from onrecord.resolving.gazetteer import normal
from onrecord.resolving.naming import EDGES, Item, Namer
from onrecord.resolving.own_names import NO_NAMES, OwnNames
from onrecord.resolving.place_words import FEASTS
from onrecord.resolving.roles import ASKERS, Phrase, is_calling, is_generic, read_phrase
from onrecord.resolving.scene import Scene

_OF_TITLE = re.compile(r"\s(?:of|for)\s\w[^,]*?(?:\s|,\s)?")
_TURN = re.compile(r"^(?:([A-Z][\w.'’-]*(?: [\w.'’-]+){0,5}):[ \t]+(?=\S)|(Q)[ \t]+(?=\S))", re.MULTILINE)
_COMMA = re.compile(r",\s(?:Dr\.?\s)?")
_BEFORE_APPOSED = re.compile(r",\s(?:(?:Dr\.?|the)\s)?")
# An apposition ends here: after the place it is from, before a mark that does not go on with a list.
_APPOSITION_ENDS = re.compile(
    r"(?:\s(?:of|from|in|based in|active in)(?:\s(?:the|\w+ern))*(?:\s[A-Z][\w'’-]*)+)?"
    r"(?:,\s(?!(?:and|or|the|an?)\s|[A-Z])|[.;)—]|$)"
)
_ARMED = frozenset({"REB", "PRM", "UAF", "MIL", "CRM"})
_OF_STATE = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
_ROOTED = _OF_STATE | {"PTY", "OPP", "EDU", "MED", "ELI", "SPY", "PRM"}
# Coders of events are used to place those whom no name tells where the story is. Counted on annotated passages, for the
# country that at least half of a text's places lie in: of the nameless, seven in ten are given this country and one in
# twelve another; of rebels, criminals and believers six in ten and one in thirty; of armed men whom nobody knows four
# in ten are given it, of people with a name five.
_NAMELESS = frozenset({"group", "unnamed"})
_ROVING = frozenset({"UAF", "REF", "NGO"})
_ROVING_BY_NAME = frozenset({"REB", "CRM", "REL"})
# Callings that lead abroad, or say nothing of where somebody is.
_ANYWHERE = frozenset(
    "peacekeeper tourist traveller pilgrim mercenary pirate hacker observer monitor inspector investor analyst expert"
    " missionary correspondent critic".split()
)
_OWNERS = frozenset({"organization", "group"})  # whose leaders are of their own sector
# Heads that say no more than that somebody is there.
_ANYBODY = frozenset({"person", "supporter", "number", "majority", "side", "part", "staff"})
_NAMES = frozenset({"person", "organization", "gpe", "nationality"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The actors of one text, and which of them each party's words mean."""

    actors: tuple[Actor, ...]
    ids: dict[Span, str]

    def of(self, span: Span) -> str | None:
        """Id of the actor that a party's span means; None for a span that was not asked about."""
        return self.ids.get(span)


def resolve_actors(
    document: Document,
    *,
    parties: Sequence[Span],
    sentences: Sequence[Span],
    same: SameParty | None = None,
    places: Sequence[Place] = (),
    own: OwnNames = NO_NAMES,
) -> Parties:
    """Resolve the parties of one text.

    ``parties`` are the words (speakers, actors, recipients) to resolve; offices
    are looked up by the date of publication, and a state's outlet speaks where the text says "we". ``same`` holds which
    mentions the reader takes for one party, and who has the word where a pronoun speaks on; ``places`` are the text's,
    which tell its country where no word of our tables does; ``own`` holds the names a reader found and what a user's
    tables say of them.
    """
    return _Resolver(document, sentences, same or SameParty(document.text), places, own).run(parties)


class _Resolver:
    def __init__(
        self,
        document: Document,
        sentences: Sequence[Span],
        same: SameParty,
        places: Sequence[Place],
        own: OwnNames,
    ) -> None:
        text, mentions = document.text, own.mentions
        people = [m.span for m in mentions if m.kind == "person" and not _named_in_tables(own, text[slice(*m.span)])]
        towns = [m.span for m in mentions if m.kind in {"gpe", "location", "facility"}]
        hints = own.with_hints(find_hints(text, places=towns, without=[_without_title(text, s) for s in people]))
        self.text, self.outlet, self.own = text, document.outlet, own
        self.date = (document.published or "")[:7] or None
        named = (
            m
            for m in mentions
            if m.kind in _NAMES and bare_name(text[slice(*m.span)])[1] and not _is_no_name(text[slice(*m.span)])
        )
        self.mentions = sorted(named, key=lambda m: m.span)
        self.turns = _turns(text, self.mentions)
        self.scene = Scene(text, hints, sentences, [p.country for p in places for _ in p.mentions if p.country])
        self.cast = Cast(text, sentences)
        self.namer = Namer(text, mentions=self.mentions, scene=self.scene, cast=self.cast, date=self.date, own=own)
        self.same = same
        self.meant: dict[Span, Party] = {}
        self.headed: dict[int, Party] = {}  # where the head of a party's words ends -> the party

    def run(self, parties: Sequence[Span]) -> Parties:
        """Names and descriptions first, in the order of the text, then pronouns, then what is still open."""
        items = self._items(parties)
        # "I" and "we" mean who is quoted, who may be a pronoun, too: "he said".
        waiting = sorted(
            (item for item in items if _is_pronoun(item.words)), key=lambda item: item.words.lower() in FIRST
        )
        for item in items:
            if not _is_pronoun(item.words):
                self._settle(item, self._beside(item) or self.namer.party(item))
        for item in waiting:
            self._settle(item, self._pronoun(item))
        for party, pronoun, span in self.namer.owned:
            self._inherit(party, pronoun, span)
        for party in self.cast.parties:
            self._complete(party)
        return self._actors(set(parties))

    def _settle(self, item: Item, party: Party | None) -> None:
        if party is not None:
            self.cast.see(party, item.span)
            self.meant[item.span] = party
            self.headed.setdefault(self._head_end(item), party)

    # What there is to resolve

    def _items(self, parties: Sequence[Span]) -> list[Item]:
        items = {span: self._item(span) for span in dict.fromkeys((*parties, *self.turns))}
        within = {item.name.span: item.span for item in items.values() if item.name}
        for mention in self.mentions:
            if mention.span not in items and mention.span not in within:
                words = self.text[slice(*mention.span)].strip(EDGES)
                entry = self.own.look_up(words)
                if mention.kind in {"person", "organization"} or (entry and entry.kind == "country"):
                    items[mention.span] = Item(span=mention.span, words=words, asked=False, name=mention)
        return sorted(items.values(), key=lambda item: (item.span.start, -item.span.end))

    def _item(self, span: Span) -> Item:
        words = self.text[slice(*span)]
        name = None
        if not _is_pronoun(words.strip(EDGES)):
            core_end = span.start + read_phrase(words).tail_at
            inside = [m for m in self.namer.named_in(span) if m.span.end <= span.end + 2]
            people = [
                m for m in inside if m.kind == "person" and not _named_in_tables(self.own, self.text[slice(*m.span)])
            ]
            name = next((m for m in people if abs(core_end - m.span.end) <= 2), None)
            name = name or self._named_after(span, core_end, people)
            name = name or next(
                (m for m in inside if abs(core_end - m.span.end) <= 2 and m.kind == "organization"), None
            )
        return Item(span=span, words=words.strip(EDGES), asked=True, name=name)

    def _named_after(self, span: Span, core_end: int, people: list[Mention]) -> Mention | None:
        """A name that ends a title with "of" in it ("Prime Minister of Japan X") or follows it after a comma."""
        for mention in people:
            between = self.text[core_end : mention.span.start]
            ends = span.end - mention.span.end <= 2
            titled = _OF_TITLE.fullmatch(between) or (between == " of " and self._opens_with_country(mention))
            if (ends and titled) or _COMMA.fullmatch(between):
                return mention
        return None

    def _opens_with_country(self, name: Mention) -> bool:
        """Whether the reader has left a title's country to the name ("President of" and "Russia Vladimir Putin")."""
        first = self.own.look_up(self.text[slice(*name.span)].split()[0])
        return first is not None and first.kind == "country"

    # Appositions and lists

    def _beside(self, item: Item) -> Party | None:
        """The body that a description is an apposition to ("CODECO, a militia from Ituri, ...") or that is one to it
        ("their union, the Nurses' Federation, ...")."""
        phrase = read_phrase(item.words)
        described = Party(name=item.words, kind="unnamed", number=phrase.number, head=phrase.head)
        if item.name or phrase.number == "plural" or described.human or not phrase.sector:
            return None
        indefinite = item.words[:2].lower() == "a " or item.words[:3].lower() == "an "
        party = self._body_before(item) if indefinite else self._body_after(item, phrase)
        armed = party is not None and {party.sector, phrase.sector} <= _ARMED
        if party is None or not (armed or party.sector in {phrase.sector, None}):
            return None
        hint = self.scene.belonging(item.span)
        country = hint.entry.country if hint else None
        if country and party.country not in {country, None}:
            return None
        party.learn(country=country, reason=f'"{item.words}" said of it')
        party.sector, party.role = party.sector or phrase.sector, party.role or phrase.role
        party.links[f'"{item.words}" in apposition to it'] = None
        if phrase.owner:
            self.namer.owned.append((party, phrase.owner, item.span))
        return party

    def _body_before(self, item: Item) -> Party | None:
        """The organisation named right before a description that a mark closes."""
        party = self.headed.get(item.span.start - 2) if self.text[: item.span.start].endswith(", ") else None
        closed = _APPOSITION_ENDS.match(self.text, item.span.end)
        return party if party and party.kind == "organization" and closed else None

    def _body_after(self, item: Item, phrase: Phrase) -> Party | None:
        """The organisation named right after "the union, " or "their union, ", where no preposition stands before."""
        name = self._name_after(item.span) if phrase.definite or phrase.owner else None
        if name is None or name.kind != "organization" or not self.cast.subject(item.span):
            return None
        if not _APPOSITION_ENDS.match(self.text, name.span.end):
            return None
        party = self.namer.party(replace(self._item(name.span), asked=False))
        return party if party.kind == "organization" else None

    def _name_after(self, span: Span) -> Mention | None:
        """The name that begins right after a comma behind a span, with or without the article in it."""
        comma = _BEFORE_APPOSED.match(self.text, span.end)
        at = bisect_left(self.mentions, span.end + 2, key=lambda m: m.span.start) if comma else len(self.mentions)
        name = self.mentions[at] if at < len(self.mentions) else None
        return name if comma and name and name.span.start in {span.end + 2, comma.end()} else None

    # Pronouns and owners

    def _head_end(self, item: Item) -> int:
        """Where the name, or the noun that says what they are, ends in an item's words."""
        if item.name:
            return item.name.span.end
        words = self.text[slice(*item.span)]
        return item.span.start + len(words[: read_phrase(words).tail_at].rstrip(EDGES))

    def _chained(self, item: Item) -> tuple[Party, str] | None:
        """Whom the reader takes a pronoun for: the nearest of its chain whom it fits, met before or only described."""
        word = item.words.lower()
        if word in FIRST or word in RELATIVE:
            return None
        met = []
        at = item.span.start
        acting = self.cast.acting_on(word, at)
        for other in map(self._item, self.same.as_(item.span)):
            if self.cast.acts_on(other.span, word, at):
                continue
            met.append(other)
            party = self._apposed(other) or self.meant.get(other.span) or self.headed.get(self._head_end(other))
            if party:
                party.turn_human(word)
            if party and party is not acting and _suits(word, party):
                meant = party.name if _is_pronoun(other.words) else other.words
                return party, f'"{item.words}" taken for "{meant}"'
        for other in met:
            if _is_pronoun(other.words):
                continue
            party = self._together(other) or self.namer.party(replace(other, asked=False))
            if party is not acting and _suits(word, party):
                self.cast.add(party, other.span)  # not for the rules to find: nothing but this pronoun speaks for it
                return party, f'"{item.words}" taken for "{other.words}"'
        return None

    def _apposed(self, item: Item) -> Party | None:
        """Who is named right after a description ("his daughter, NAME")."""
        name = None if item.name else self._name_after(item.span)
        return self.headed.get(name.span.end) if name else None

    def _together(self, item: Item) -> Party | None:
        """The group of the people that "they" have been named as ("Mr. X and Mrs. Y")."""
        names = [self.headed.get(m.span.end) for m in self.namer.named_in(item.span) if m.kind == "person"]
        people = list(dict.fromkeys(p for p in names if p))
        if len(people) < 2 or " and " not in item.words:
            return None
        party = Party(name=item.words, kind="group", number="plural")
        if len(countries := {p.country for p in people}) == 1:
            party.learn(country=countries.pop(), reason="the country of everybody in it")
        return party

    def _speaking(self, item: Item) -> tuple[Party, str] | None:
        """In whose own words an "I" or "we" stands."""
        if item.words.lower() not in FIRST:
            return None
        speakers = self.same.speakers_of(item.span, quoted=self.cast.quoted(item.span.start))
        said_by = ((s, self.meant[s]) for s in speakers if s in self.meant)
        speaker, party = next(said_by, (item.span, None))
        return (party, f'"{item.words}" said by "{self.text[slice(*speaker)]}"') if party else None

    def _speaking_on(self, item: Item) -> tuple[Party, str] | None:
        """Whom "he said" means right after the words of somebody whom it fits: whoever had the word goes on."""
        if item.words.lower() not in SINGLE:
            return None
        for speaker in self.same.speakers_before(item.span):
            party = self.meant.get(speaker)
            if party:
                party.turn_human(item.words.lower())
            if party and fits(item.words, party):
                named = party.kind == "person"
                return (party, f'"{item.words}" speaks on after "{self.text[slice(*speaker)]}"') if named else None
        return None

    def _pronoun(self, item: Item) -> Party:
        found = (
            self._speaking(item)
            or self._speaking_on(item)
            or self._chained(item)
            or self.cast.pronoun(item.words, at=item.span.start)
        )
        if found is not None:
            found[0].links[found[1]] = None
            return found[0]
        if item.words.lower() in FIRST and not self.cast.quoted(item.span.start):
            return self._turn(item) or self._issuer() or self._author()
        party = Party(name=item.words, kind="unnamed", abroad=True)
        party.reason = "a pronoun that stands for nobody found in the text"
        return party

    def _turn(self, item: Item) -> Party | None:
        """Whose turn it is in a transcript where "I" or "we" is said."""
        at = bisect_right(self.turns, item.span)
        party = self.meant.get(self.turns[at - 1]) if at else None
        if party is not None:
            party.links[f'"{item.words}" taken for whose turn it is to speak'] = None
        return party

    def _author(self) -> Party:
        """Who says "I" and "we" in a text of his own: one party, however often."""
        if party := self.cast.called("the author"):
            return party
        party = Party(name="the author", kind="unnamed")
        country, reason = self.scene.main_country
        party.learn(country=country, reason=f"the author of the text; {reason}")
        return self.cast.call("the author", party)

    def _issuer(self) -> Party | None:
        """The state in whose name an outlet speaks ("The White House"), for releases that say "we"."""
        hint = next((hint for hint in find_hints(self.outlet or "") if hint.entry.sector in {"GOV", "MIL"}), None)
        if hint is None or hint.entry.country is None:
            return None
        name = country_names()[hint.entry.country]
        party = self.cast.called(name) or Party(name=name, kind="country", sector="GOV", head=name.lower())
        party.learn(country=hint.entry.country, reason=f"speaks through its outlet, {self.outlet}")
        return self.cast.call(name, party)

    def _inherit(self, party: Party, owner: str, span: Span) -> None:
        """ "its gunners", "allies of X": the country of whoever owns; the sector too, of a body's "leader", whose
        own words say nothing of it."""
        generic = party.role is not None and party.head not in _ANYBODY and is_generic(party.role, body="")
        if (party.country or party.abroad) and not generic:
            return
        if owner in PRONOUNS:
            found = self.cast.pronoun(owner, at=span.start)
            whose = found[0] if found else self._issuer() if owner in FIRST else None
        else:
            whose = self.cast.person(owner, title="")
        if whose is not None and whose is not party:
            self._complete(whose)
            if generic and whose.kind in _OWNERS and whose.sector and party.sector in {"GOV", "CVL", None}:
                party.sector = whose.sector
            party.learn(country=whose.country, reason=f'"{owner}" is {whose.name}, of {whose.country}')

    # What is still open

    def _complete(self, party: Party) -> None:
        if party.kind == "person" and not (party.country and party.sector and party.wikidata):
            self.namer.office(party, last=True)
        if party.country or party.abroad:
            return
        issuer = self._issuer() if party.sector in {"GOV", "MIL"} else None
        if issuer and (party.kind != "person" or self.scene.speaks_of_none_but(issuer.country, party.spans[0])):
            party.learn(country=issuer.country, reason=f"named without a country by its own outlet, {self.outlet}")
            return
        nameless = party.kind in _NAMELESS
        roving = party.head in _ANYWHERE if nameless else party.sector in _ROVING_BY_NAME
        if roving or party.sector in _ROVING:
            party.reason = party.reason or "of a kind that is often not at home where it acts"
            return
        country, reason = self.scene.home(party.spans[0], rooted=party.sector in _ROOTED, nameless=nameless)
        if country is None and party.sector in _OF_STATE and (opener := self.scene.opener(party.spans[0])):
            country, reason = (
                opener,
                "a state's body without a country of its own; the one its sentence opens with taken",
            )
        party.learn(country=country, reason=reason)
        party.reason = party.reason or reason

    def _actors(self, asked: set[Span]) -> Parties:
        meant = {id(self.meant[span]): self.meant[span] for span in asked if span in self.meant}
        ordered = sorted(meant.values(), key=lambda party: min(party.spans))
        names = {id(party): f"a{number}" for number, party in enumerate(ordered, start=1)}
        return Parties(
            actors=tuple(_actor(names[id(party)], party) for party in ordered),
            ids={span: names[id(self.meant[span])] for span in asked if span in self.meant},
        )


def _suits(word: str, party: Party) -> bool:
    """Whether a pronoun may mean a party: "he" and "she" mean nobody who is not surely a human being."""
    return fits(word, party) and (word not in SINGLE or _someone(party))


def _someone(party: Party) -> bool:
    """Whether a party is surely a human being: named, or of a gender or a calling."""
    return party.kind == "person" or party.gender is not None or is_calling(party.role or "")


def _turns(text: str, mentions: Sequence[Mention]) -> list[Span]:
    """The labels that open the turns of a transcript ("MS. RIVERA: ..."), in order: paragraphs that begin with words
    and a colon, the words in capitals, a person's name in them, or more than once. "Q" needs no colon."""
    found = [Span(*match.span(match.lastindex or 0)) for match in _TURN.finditer(text)]
    often = Counter(text[slice(*span)] for span in found)
    people = {m.span.end for m in mentions if m.kind == "person"}
    return [s for s in found if text[slice(*s)].isupper() or s.end in people or often[text[slice(*s)]] > 1]


def _actor(name: str, party: Party) -> Actor:
    return Actor(
        id=name,
        name=party.name,
        kind=party.kind,
        mentions=tuple(_widest(party.spans)),
        country=party.country,
        sector=party.sector,
        role=party.role if party.kind in {"person", "unnamed"} else None,
        wikidata=party.wikidata,
        reason="; ".join([party.reason or "nothing in the text tells its country", *party.links]),
    )


def _widest(spans: list[Span]) -> Iterator[Span]:
    """Spans in order, without those that lie inside another."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > end:
            yield span
            end = span.end


def _named_in_tables(own: OwnNames, words: str) -> bool:
    """Whether what a reader takes for a person is rather what the tables have; a town's name is too often a surname."""
    entry = own.look_up(words)
    return entry is not None and entry.kind != "place"


def _is_pronoun(words: str) -> bool:
    return words.lower() in PRONOUNS and words != "US"


def _is_no_name(words: str) -> bool:
    """Whether what a reader took for a name is the label of a question or a feast."""
    return words in ASKERS or normal(words) in FEASTS


def _without_title(text: str, span: Span) -> Span:
    """The part of a person's mention that is the name, so that a country in the title still counts."""
    title, _ = bare_name(text[slice(*span)])
    return Span(span.start + len(title), span.end)
