"""Which words in one text are about the same party: names, descriptions and pronouns.

Rules in the order of their reliability, as in sieve coreference (Raghunathan et al. 2010): the same name, a shorter
name, a description that fits what was said of somebody. Pronouns mean what the reader's chains say, where they fit;
else rules again, by number, gender, recency and a preference for subjects (Hobbs 1978; Lappin & Leass 1994). Every
link says why it was made.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from onrecord.language.mention_pairs import Quotations
from onrecord.model import Span
from onrecord.model.entities import ActorKind
from onrecord.resolving.countries import find_hints
from onrecord.resolving.floor import Floor
from onrecord.resolving.roles import Gender, Number, Phrase, gender_of_name, is_title, read_phrase, singular

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
SINGLE = frozenset({"he", "she"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SECOND = frozenset({"you", "your", "yours", "yourself", "yourselves"})
PRONOUNS = MALE | FEMALE | NEUTER | PLURAL | FIRST | RELATIVE
_NOBODY = PRONOUNS | _SECOND | {"this", "that", "these", "those"}
_OBJECTS = frozenset({"him", "them", "me", "us"})
# What follows "her" where it is an object ("accused her of lying", "thanked her.") and not an owner ("her husband").
_AFTER_OBJECT = re.compile(
    r"\s?(?:$|[.,;:!?()\"”–—])|\s(?:of|for|to|in|on|at|with|from|by|and|or|but|as|after|before|during|over|about|into"
    r"|against|near|when|while|where|who|that|because|if|since|until|the|a|an|not|again|twice|once|too)\b"
)
_ADVERBS = (
    r"(?:(?:has|had|have|having|did|does|do|will|would|can|could|may|might|must|should|shall|is|are|was|were|be|been"
    r"|not|never|also|later|then|since|again|once|twice|even|still|now|already|just|\w+ly)\s)*"
)
_LINKS = (
    r"(?:and|or|nor|but|than|as|like|that|of|by|with|to|from|against|for|in|on|at|near|between|among|after|before|about"
    r"|over|under|into|onto|upon|toward|towards|around|behind|beside|without|through|off|out|up|during|de|did|not)\b"
)
# What stands between a subject and the object of its own verb: "accused", "who has since publicly thanked", "vowed to
# help"; no other party, preposition, clause or participle ("met her, thanking her").
_OWN_VERB = re.compile(
    rf"(?:,?\swho)?\s{_ADVERBS}(?:(?:\w{{3,}}(?:ed|s)|sought|began|chose)\sto\s{_ADVERBS})?"
    rf"(?!{_LINKS}|\w+ing\b)[\w-]+\s"
)
_CLAUSE = re.compile(r"\b(?:that|which|who|because|after|before|when|while|if|as|until|since)\b|[.;:\"“”]")
_REACH = 4  # sentences that a pronoun looks back
_MEMORY = 200  # mentions that a description looks back
_PARAGRAPH = 3000  # characters a paragraph is looked back for quotation marks
_NOT_PEOPLE = frozenset(
    "government ministry court parliament army police party company firm bank agency group union council congress "
    "senate cabinet office department embassy force militia navy junta newspaper television radio hospital school "
    "university church side team mosque village town city state country nation republic organization organisation "
    "committee commission board coalition regime administration authority house home building market jet drone "
    "missile tank convoy brigade battalion regiment unit station base plant factory refinery tanker ship vessel "
    "ferry car bus train plane aircraft airline website company campaign movement foundation charity mission "
    "delegation crowd mob tribunal assembly legislature opposition military alliance bloc bureau service cartel "
    "gang tribe community population public media press broadcaster daily magazine presidency palace chancellery "
    "command garrison".split()
)
_COLLECTIVES: dict[str, frozenset[str | None]] = {
    **dict.fromkeys(("alliance", "bloc"), frozenset({"IGO", "EUR"})),
    **dict.fromkeys(("organisation", "organization", "body"), frozenset({"IGO", "UNO", "EUR", "NGO", "SOC", None})),
    **dict.fromkeys(("company", "firm", "automaker", "carmaker", "airline"), frozenset({"BUS", "MNC", None})),
    **dict.fromkeys(("newspaper", "paper", "broadcaster", "channel", "daily"), frozenset({"JRN"})),
    **dict.fromkeys(("charity", "watchdog"), frozenset({"NGO", "SOC"})),
    "agency": frozenset({"JRN", "UNO", "GOV", "SPY"}),
    "group": frozenset({"REB", "CRM", "SOC", "NGO", None}),
    "party": frozenset({"PTY", "OPP"}),
    "union": frozenset({"LAB"}),
}  # descriptions by kind -> the sectors of the organisations they can mean
_COUNTRY_WORDS = frozenset("country nation kingdom republic".split())
_PARTS = re.compile(r"\sand\s|,\s")
_BEFORE_PARTICIPLE = re.compile(r"\b([a-z]\w*)\s(?=[a-z]+(?:ed|ing)\b)")
_BEFORE_NAME = re.compile(r"\b(\w+)\s(?=[A-Z][\w'’-]*$)")
_DEPUTIES = frozenset("deputy vice assistant".split())
_RANKS = _DEPUTIES | {"former", "ex"}  # who bears one does not hold the office after it
_RULERS = frozenset("president chancellor premier ruler leader".split())  # whom "the Chinese leader" can mean
# Words before a name that make it an object, or part of another phrase.
_NO_SUBJECT = re.compile(r"\b(?:of|by|with|to|from|against|for|in|on|at|near|between|and|or|than|de)\s+(?:the\s+)?$")
_VERBS = (
    r"(?:said|says|say|told|added|adds|stated|claimed|insisted|announced|declared|replied|asked|warned|argued|wrote|noted"
    r"|explained|remarked|tweeted|called|continued|commented|concluded|stressed|vowed|recalled|admitted|conceded)\b"
)
_SAYING = re.compile(r"\b" + _VERBS)
_THEN_SAYS = re.compile(r"(?:,[^,.\"“”]{1,60},)?\s?(?:also |has |had |later |then )?" + _VERBS)


@dataclass(slots=True, eq=False)
class Party:
    """A party while the text is being read: what is known so far, and why."""

    name: str
    kind: ActorKind
    spans: list[Span] = field(default_factory=list)
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    wikidata: str | None = None
    gender: Gender | None = None
    number: Number = "singular"
    head: str = ""
    abroad: bool = False  # belongs to no one country: an international body or company
    reason: str = ""
    links: dict[str, None] = field(default_factory=dict)  # why later words were taken to mean this party

    @property
    def human(self) -> bool:
        """Whether "he" or "she" can stand for it."""
        return self.kind == "person" or (
            self.kind in {"unnamed", "group"} and self.number == "singular" and self.head not in _NOT_PEOPLE
        )

    def turn_human(self, pronoun: str) -> None:
        """Take a body of one plain name that nothing else is known of ("McAuliffe") for a person, since the text goes
        on with "he" or "she"."""
        unknown = self.kind == "organization" and not (self.sector or self.country or self.abroad)
        if pronoun in MALE | FEMALE and unknown and self.name.isalpha() and not self.name.isupper():
            self.kind, self.role = "person", None
            self.gender = "m" if pronoun in MALE else "f"

    def learn(self, *, country: str | None, reason: str) -> None:
        """Keep a country and its reason unless one is known already."""
        if self.country is None and country and not self.abroad:
            self.country, self.reason = country, reason


@dataclass(frozen=True, slots=True)
class _Sighting:
    """Words about a party: where they stand, and whether they can be the subject of their clause."""

    start: int
    end: int
    sentence: int
    subject: bool
    party: Party


class SameParty:
    """The chains that a reader found and who has the word, asked for one mention: what else may mean the same."""

    def __init__(self, text: str, chains: Sequence[Sequence[Span]] = (), floor: Floor | None = None) -> None:
        self._chain = {span: chain for chain in chains if len(chain) > 1 for span in chain}
        self._text, self._floor = text, floor

    def speakers_before(self, span: Span) -> list[Span]:
        """Whose words a pronoun that speaks may go on with, latest first; none where it does not speak."""
        return self._floor.before(span) if self._floor else []

    def speakers_of(self, span: Span, *, quoted: bool) -> tuple[Span, ...]:
        """Whose own words an "I" or "we" stands in, as :meth:`~.floor.Floor.speaking` has it."""
        return self._floor.speaking(span, quoted=quoted) if self._floor else ()

    def as_(self, span: Span) -> list[Span]:
        """Nearest first, those before the mention ahead of those after it; of pronouns only those before it."""
        chain = self._chain.get(span, ())
        before = [s for s in chain if s < span]
        return [*reversed(before), *(s for s in chain if s > span and self._word(s) not in _NOBODY)]

    def _word(self, span: Span) -> str:
        return self._text[slice(*span)].lower()


class Cast:
    """Everybody met in a text so far, and where."""

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._starts = [sentence.start for sentence in sentences] or [0]
        self._quotations = Quotations(text)
        self._sightings: list[_Sighting] = []
        self._seen: set[tuple[int, Span]] = set()
        self._named: dict[str, Party] = {}
        self._people: dict[str, list[Party]] = {}
        self._short: set[int] = set()  # people who have been called by one word of their names
        self.parties: list[Party] = []

    def add(self, party: Party, span: Span) -> bool:
        """Note that these words are about this party; False when that is known already."""
        if not party.spans:
            self.parties.append(party)
        if (id(party), span) in self._seen:
            return False
        self._seen.add((id(party), span))
        party.spans.append(span)
        return True

    def see(self, party: Party, span: Span) -> None:
        """Note that these words are about this party, and that pronouns and descriptions may mean it from here on."""
        if not self.add(party, span):
            return
        sighting = _Sighting(span.start, span.end, self._sentence_of(span.start), self.subject(span), party)
        insort(self._sightings, sighting, key=_start)

    def subject(self, span: Span) -> bool:
        """Whether words can be the subject of their clause, by what stands around them."""
        before = self._text[max(self._starts[self._sentence_of(span.start)], span.start - 14) : span.start]
        owner = self._text.startswith(("'s", "’s"), span.end) or self._text.startswith(("'s", "’s"), span.end - 2)
        return not owner and not _NO_SUBJECT.search(before)

    def _sentence_of(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _in_sentence(self, sentence: int) -> list[_Sighting]:
        if not 0 <= sentence < len(self._starts):
            return []
        first = bisect_left(self._sightings, self._starts[sentence], key=_start)
        if sentence + 1 == len(self._starts):
            return self._sightings[first:]
        return self._sightings[first : bisect_left(self._sightings, self._starts[sentence + 1], key=_start)]

    def _before(self, at: int) -> Iterator[Party]:
        """The parties last met before an offset, latest first, each once."""
        stop = bisect_left(self._sightings, at, key=_start)
        latest = (self._sightings[index].party for index in range(stop - 1, max(-1, stop - _MEMORY), -1))
        yield from dict.fromkeys(latest)

    # Names

    def called(self, key: str) -> Party | None:
        """The party known by exactly this key."""
        return self._named.get(key)

    def call(self, key: str, party: Party) -> Party:
        """Make a party findable by a key."""
        return self._named.setdefault(key, party)

    def person(self, name: str, *, title: str) -> Party | None:
        """The person of this full name, or whose surname (or, failing that, first name) it is: of several whoever has
        been called so before, else the latest."""
        gender = gender_of_name("", title)
        words = name.split()
        known = [party for word in {*words[:1], *words[-1:]} for party in self._people.get(word, ())]
        for match in (_same_name, _shorter_name, _first_name):
            fitting = [p for p in reversed(known) if match(words, p.name.split()) and not _at_odds(gender, p.gender)]
            if fitting:
                found = next((party for party in fitting if id(party) in self._short), fitting[0])
                if len(words) == 1:
                    self._short.add(id(found))
                return found
        return None

    def add_person(self, party: Party) -> Party:
        """Take somebody in who can be found by name."""
        for word in set(party.name.split()):
            self._people.setdefault(word, []).append(party)
        return party

    # Descriptions

    def described(self, phrase: Phrase, *, country: str | None, at: int) -> tuple[Party, str] | None:
        """Whom a definite description means ("the minister" after "Foreign Minister X"), and why; None if nobody yet.

        Looks for the same head noun first, then for the same sector among people ("the physician" after "Dr X").
        """
        if phrase.head in _COUNTRY_WORDS and phrase.number == "singular":
            state = self.latest_country(at)
            return (state, f'"{phrase.role}" taken for the country named last') if state else None
        naming, modifiers = _country_apart(phrase.role, country)
        latest = [
            party
            for party in self._before(at)
            if party.number == phrase.number and (not country or party.country in {country, None})
        ]
        for party in latest:
            # A country that the description names needs no word in the role of somebody who is of that country.
            needed = modifiers if country and party.country == country else modifiers | naming
            if _same_office(phrase, needed, party):
                return party, f'"{phrase.role}" fits the role given before'
        if country and not modifiers:
            return _ruler(phrase, [party for party in latest if party.country == country])
        if phrase.number == "plural" or country:
            return None
        if (callings := _COLLECTIVES.get(phrase.head)) and not modifiers:
            body = next((p for p in latest if p.kind == "organization" and p.sector in callings), None)
            return (body, f'"{phrase.role}" taken for the organisation of its kind named last') if body else None
        if not _names_a_person(phrase):
            return None
        for party in latest:
            ranks = modifiers & _RANKS <= _words(party.role or "")
            alike = ranks and _same_calling(phrase, party) and not _at_odds(phrase.gender, party.gender)
            if party.kind == "person" and alike:
                return party, f'"{phrase.role}" fits the sector of the person named before'
        return None

    def latest_country(self, at: int) -> Party | None:
        """The country named last before an offset."""
        return next((party for party in self._before(at) if party.kind == "country"), None)

    # Pronouns

    def pronoun(self, word: str, *, at: int) -> tuple[Party, str] | None:
        """Whom a pronoun stands for, and why; None when nobody fits."""
        word = word.lower()
        if word in FIRST:
            return self._speaker(at)
        here = self._sentence_of(at)
        if word in RELATIVE:
            nearest = [s for s in self._in_sentence(here) if s.end <= at]
            return (nearest[-1].party, "the nearest party before the relative pronoun") if nearest else None
        acting = self.acting_on(word, at)
        # Whoever says "..., he said" is nobody spoken of in the words quoted.
        told = int(self._quotations.closed_by(np.array([at]))[0])
        for sentence in range(here, max(-1, here - _REACH - 1), -1):
            there = [s for s in self._in_sentence(sentence) if s.start < min(at, told) and fits(word, s.party)]
            there = [s for s in there if s.party is not acting]
            if word in _OBJECTS and sentence == here and acting is None:
                there = self._not_the_subject(there, at)
            if word in MALE | FEMALE:
                there = [s for s in there if s.party.kind == "person"] or there
            # Within a sentence "he" follows the clause before it, "it" and "they" the subject of the whole.
            last = sentence == here and word in MALE | FEMALE
            subjects = [s for s in there if s.subject] or there[-1:]
            if chosen := subjects[-1 if last else 0] if subjects else None:
                return chosen.party, f'"{word}" taken for a fitting subject before it'
        after = [s for s in self._in_sentence(here) if s.start > at and s.party is not acting and fits(word, s.party)]
        return (after[0].party, f'"{word}" taken for the first fitting party after it') if after else None

    def acting_on(self, word: str, at: int) -> Party | None:
        """The subject whose verb a pronoun is the object of, which it cannot mean: "X accused her" is never X accusing
        X. None where the pronoun is no object, or nobody met is surely the subject."""
        if not self._is_object(word.lower(), at):
            return None
        before = reversed(self._in_sentence(self._sentence_of(at)))
        return next((s.party for s in before if s.subject and _OWN_VERB.fullmatch(self._text, s.end, at)), None)

    def acts_on(self, span: Span, word: str, at: int) -> bool:
        """Whether words that nobody has been met by are the subject whose verb a pronoun is the object of."""
        return (
            self._is_object(word.lower(), at)
            and self.subject(span)
            and _OWN_VERB.fullmatch(self._text, span.end, at) is not None
        )

    def _is_object(self, word: str, at: int) -> bool:
        return word in _OBJECTS or (word == "her" and _AFTER_OBJECT.match(self._text, at + len(word)) is not None)

    def _not_the_subject(self, there: list[_Sighting], at: int) -> list[_Sighting]:
        """Without the subject of the object pronoun's own clause: "X accused them" is never X accusing X."""
        clause = [s for s in there if not _CLAUSE.search(self._text, s.end, at)]
        subject = next((s for s in clause if s.subject), None)
        return [s for s in there if subject is None or s.party is not subject.party]

    def _speaker(self, at: int) -> tuple[Party, str] | None:
        """Who says "I" or "we" in a quotation: the party beside a verb of saying, in this sentence, before or after."""
        if not self.quoted(at):
            return None
        here = self._sentence_of(at)
        for sentence in (here, here - 1, here + 1, here - 2):
            saying = [sighting for sighting in self._in_sentence(sentence) if self._says(sighting)]
            saying.sort(key=lambda sighting: not sighting.subject)
            if saying:
                return saying[0].party, "the speaker of the words around it"
        return None

    def _says(self, sighting: _Sighting) -> bool:
        after = self._text[sighting.end : sighting.end + 90]
        before = self._text[max(0, sighting.start - 14) : sighting.start]
        return not self.quoted(sighting.start) and bool(
            _THEN_SAYS.match(after) or _SAYING.search(before) or "according to" in before.lower()
        )

    def quoted(self, at: int) -> bool:
        """Whether an offset lies inside quotation marks of its own paragraph."""
        paragraph = self._text[max(0, self._text.rfind("\n", max(0, at - _PARAGRAPH), at)) : at]
        return paragraph.count('"') % 2 == 1 or (
            paragraph.count("“") + 2 * paragraph.count("„") > paragraph.count("”") + paragraph.count("„")
        )


def _start(sighting: _Sighting) -> int:
    return sighting.start


def _country_apart(role: str, country: str | None) -> tuple[set[str], set[str]]:
    """The words before the head of a description: those that name its country ("the South African president"), and the
    others."""
    named = [h for h in find_hints(role) if h.entry.kind in {"country", "demonym"} and h.entry.country == country]
    naming = {word for hint in named for word in _words(role[slice(*hint.span)])}
    return naming, _words(role.rpartition(" ")[0]) - naming


def _words(role: str) -> set[str]:
    return {singular(word.strip(",.")) for word in role.lower().split()}


@lru_cache(maxsize=4096)
def _heads(role: str) -> frozenset[str]:
    """The nouns that say what somebody of a role is ("President and Minister of Defence", "a statement released"), with
    a title before a name that nobody marked ("Special Envoy Brandt")."""
    heads = {read_phrase(part).head for part in _PARTS.split(role)}
    heads |= {singular(noun) for noun in _BEFORE_PARTICIPLE.findall(role)}
    return frozenset(heads | {title.lower() for title in _BEFORE_NAME.findall(role) if is_title(title)})


def _same_office(phrase: Phrase, modifiers: set[str], party: Party) -> bool:
    """Whether a description repeats what a party was called before: the head of it, not any word ("the Norwegians"
    after "Norwegian police"), and no deputy for who is in office; "the deputy" is a deputy of whatever office."""
    said = (party.role or "").removesuffix(f" {party.name}")  # "Chadian army KZRF", from a body's apposition
    role = _words(said)
    if not phrase.head or not said or phrase.head not in {party.head, *_heads(said), *(role & _DEPUTIES)}:
        return False
    return modifiers <= {*role, party.head} and role & _RANKS <= {*modifiers, phrase.head}


def _ruler(phrase: Phrase, of_country: list[Party]) -> tuple[Party, str] | None:
    """Whom "the Chinese leader" or "the Irish premier" means: the one person who leads that country."""
    if phrase.head not in {"leader", "premier"}:
        return None
    rulers = [
        party
        for party in of_country
        if party.kind == "person" and party.sector == "GOV" and _rules(party.role or "", phrase.head)
    ]
    return (rulers[0], f'"{phrase.role}" fits the office named before') if len(rulers) == 1 else None


def _rules(role: str, head: str) -> bool:
    words = _words(role)
    heads = _heads(role)
    prime = "minister" in heads and "prime" in words
    return not words & _RANKS and (prime or (head == "leader" and bool(heads & _RULERS)))


def _same_calling(phrase: Phrase, party: Party) -> bool:
    """The same sector; an officer may be a soldier's or a policeman's."""
    return phrase.sector == party.sector or (phrase.head in {"officer", "commander"} and party.sector in {"MIL", "COP"})


def _names_a_person(phrase: Phrase) -> bool:
    """Whether a description says enough of somebody's calling to be found by sector alone."""
    plain = phrase.sector in {None, "CVL", "CRM", "UNK", "UAF"}
    vague = phrase.sector == "GOV" and phrase.head not in {"leader", "politician", "official", "diplomat"}
    return not plain and not vague and phrase.head not in _NOT_PEOPLE


def _same_name(words: list[str], other: list[str]) -> bool:
    """Equal, or first and last name equal with a middle name or initial between."""
    return words == other or (len(words) > 1 < len(other) and words[0] == other[0] and words[-1] == other[-1])


def _shorter_name(words: list[str], other: list[str]) -> bool:
    """The end of the longer name ("bin Salman"), or the longer one met second ("Lavrov" before "Sergey Lavrov")."""
    short, long = (words, other) if len(words) < len(other) else (other, words)
    return len(short) < len(long) and long[-len(short) :] == short


def _first_name(words: list[str], other: list[str]) -> bool:
    """One word that opens the full name ("Xi", "Saddam")."""
    return len(words) == 1 < len(other) and other[0] == words[0]


def _at_odds(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def fits(word: str, party: Party) -> bool:
    """Whether a pronoun can stand for a party, by number, gender and whether it is human."""
    word = word.lower()
    if word in MALE:
        return party.human and party.gender != "f"
    if word in FEMALE:
        return party.human and party.gender != "m"
    if word in PLURAL:
        return party.number == "plural" or party.kind in {"organization", "group", "country"}
    if word in NEUTER:
        return party.kind != "person" and party.number == "singular" and not (party.kind == "unnamed" and party.human)
    return True


def bare_name(words: str) -> tuple[str, str]:
    """A person's words parted into title and name ("President Joe Biden's" -> "President", "Joe Biden")."""
    parts = re.sub(r"['’]s?$", "", words.strip(' ,."“”')).split()
    cut = 0
    while cut < len(parts) - 1 and (is_title(parts[cut]) or parts[cut][0].islower()):
        cut += 1
    return " ".join(parts[:cut]), " ".join(parts[cut:])
