"""A party's own words -> who is meant: a state, a person, an organisation, or somebody only described.

What the words themselves, the title or apposition beside a name, and earlier mentions say is settled here; pronouns and
countries that only the scene can tell are left to ``actors``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.model import Mention, Span
from onrecord.model.entities import ActorKind
from onrecord.resolving.coreference import Cast, Party, bare_name
from onrecord.resolving.countries import Entry, country_names, look_up, meaning_at
from onrecord.resolving.officeholders import fits, gender_of_holder, held_by, is_bare, prominent, titled
from onrecord.resolving.offices import office_of
from onrecord.resolving.own_names import WORLD, OwnNames, entry_of
from onrecord.resolving.own_tables import OwnActor
from onrecord.resolving.roles import (
    ASKERS,
    IN_TITLES,
    Phrase,
    calling,
    first_names,
    gender_of_name,
    is_calling,
    is_generic,
    is_short_title,
    is_title,
    parted,
    read_phrase,
    rules_state,
    sector_of,
    warship,
)
from onrecord.resolving.scene import Scene
from onrecord.resolving.spelling import acronym_of, fold

_STATES = frozenset({"country", "capital", "seat", "demonym"})
_INTERNATIONAL = frozenset({"igo", "ngo"})
_BODIES = frozenset({"organization", "group", "outlet", "seat"})
_NAMED_BODIES = frozenset({"organization", "outlet", "igo", "ngo"})
_ABROAD = re.compile(
    r"\b(?:countries|nations|world leaders|foreign|international|global|worldwide|other (?:states|governments))\b"
    r"|\bwarring (?:sides|parties)\b|\b(?:both|either|the two) (?:sides|parties|countries)$"
    r"|\b(?:European|African|Asian|Latin American|Western|Arab|Gulf) (?:\w+ )?"
    r"(?:diplomat|official|leader|minister|ambassador|envoy|government|state|capital|power|ally|allie)s?\b"
    r"|^(?:the |our |its |their )?(?:leaders|partners|allies|(?:all |both |the )?(?:two |three )?"
    r"(?:parties|sides|participants|delegations))$"
    r"|^(?:either|neither) (?:party|side)$",
    re.IGNORECASE,
)
# Institutions of these sectors for which the tables give no country belong to none.
_STATELESS = frozenset({"MNC", "REB", "NGO", "CRM", "SOC"})
_ACRONYM = re.compile(r"\s?\(\s?[\"“']?([A-Z][\w.&-]{1,9})[\"”']?\s?\)")
_ACRONYM_BEHIND = re.compile(_ACRONYM.pattern + r"$")
EDGES = " \t\n\"“”„‘’',;:"
_BODY_APPOSED = re.compile(r",\s((?:the|an?)\s[^,.;:\"“”()\n]{2,60}?)(?:,(?!\s(?:and|or|the|an?)\s)|(?=[.;:]))")
_CAPITALS = re.compile(r"(?:[Tt]he\s)?([A-Z][A-Z0-9]{2,7})")  # a name of capitals that may be a body's
_HEADING = 30  # characters around a word in capitals that tell whether all words are
_OWN_COUNTRY = re.compile(r"(?:the|this|that|our)\s(?:country|nation|kingdom|republic)['’]s\s", re.IGNORECASE)
_PARTICLES = frozenset("al bin ibn de da di del der den van von la le el dos y".split())
_ASIDE = re.compile(r".*\b(?:under|by|with|between|against|including|like)\s", re.DOTALL)  # "rule under President X"
_APPOSED = re.compile(
    r",\s((?:the|a|an|who is|[A-Z][\w'’.]+|(?!(?:one|some|all|most|many|both|each|two)\s)[a-z]+ of)"
    r"[^,.;:\"“\n]{2,80})"
)
_FROM = re.compile(r"\s(?:from|of)\s(?:the\s)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Words to resolve. ``asked`` is False for a name that no party consists of; ``name`` is the name at its heart."""

    span: Span
    words: str
    asked: bool
    name: Mention | None


class Namer:
    """Tells who a party is by its words. ``owned`` collects parties whose country is their owner's ("its gunners")."""

    def __init__(
        self, text: str, *, mentions: Sequence[Mention], scene: Scene, cast: Cast, date: str | None, own: OwnNames
    ) -> None:
        self.text, self.mentions, self.scene, self.cast, self.date, self.own = text, mentions, scene, cast, date, own
        self.owned: list[tuple[Party, str, Span]] = []
        self._starts = [mention.span.start for mention in mentions]

    def named_in(self, span: Span) -> Sequence[Mention]:
        """The names that begin within a span."""
        return self.mentions[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def party(self, item: Item) -> Party:
        """The party that an item's words mean, new or met before. Not for pronouns."""
        item = self._without_acronym(item)
        if mine := self._own_body(item):
            return self._listed(self._known(entry_of(mine), item), mine)
        entry = self.own.look_up(item.words)
        if entry and entry.kind == "place" and (namesake := self.cast.person(bare_name(item.words)[1], title="")):
            namesake.links[f'"{item.words}" taken for {namesake.name}, not for a place of the name'] = None
            return namesake
        person = item.name is not None and item.name.kind == "person"
        if entry and entry.kind != "region" and (entry.sure or item.name) and not (person and entry.kind == "place"):
            return self._known(entry, item)
        if name := item.name if person else self._leader(item):
            return self._person(item, name)
        if item.name and " " not in item.words and (namesake := self.cast.person(bare_name(item.words)[1], title="")):
            namesake.links[f'"{item.words}" taken for {namesake.name}, not for a body of the name'] = None
            return namesake
        marked = item.name is not None and item.name.span.start - item.span.start <= 4 and not self._is_role(item)
        if marked or self._is_acronym(item):
            return self._organization(item)
        if name := self._unmarked_name(item):
            return self._person(item, name)
        town = self._is_town(item) and (entry or self.scene.belonging(item.span) is None)
        return self._known(entry or Entry(item.words, "place", None, None), item) if town else self._description(item)

    def _is_town(self, item: Item) -> bool:
        """Whether the reader takes the whole of an item's words for a place's name."""
        return any(m.kind == "gpe" and m.span == item.span for m in self.named_in(item.span))

    def _without_acronym(self, item: Item) -> Item:
        """A body's name without the acronym behind it, when the reader has both in one ("the African Union (AU)")."""
        behind = _ACRONYM_BEHIND.search(item.words)
        start = self.text.find(item.words, item.span.start, item.span.end)
        if behind is None or start < 0 or not self._names_none(behind.group(1)):
            return item
        if re.sub(r"^[Tt]he\s", "", item.words)[0].upper() != behind.group(1)[0]:
            return item  # the acronym of a part: "the Port Council of North Veld (NV)"
        end = start + behind.start()
        inside = (m for m in self.named_in(item.span) if m.kind == "organization" and m.span.end >= end)
        if (name := item.name or next(inside, None)) is None or name.kind != "organization":
            return item
        return replace(item, span=Span(item.span.start, end), words=item.words[: behind.start()], name=name)

    def _names_none(self, words: str) -> bool:
        """Whether words in brackets are no state or place ("the Labour Party (Norway)")."""
        entry = self.own.look_up(words)
        return entry is None or entry.kind in _NAMED_BODIES

    def _own_body(self, item: Item) -> OwnActor | None:
        """The body or state of the user's tables that a party's words mean, the name at their heart, or the one behind
        them ("the dockers' federation, FESPUR")."""
        if not self.own.tables:
            return None
        heart = self.text[slice(*item.name.span)] if item.name and item.name.kind == "organization" else ""
        behind = item.words[read_phrase(item.words).tail_at :]
        behind = behind if behind.startswith(", ") else ""
        return next((mine for words in (item.words, heart, behind[2:]) if (mine := self.own.body(words))), None)

    def _met(self, name: str, title: str) -> tuple[Party | None, OwnActor | None]:
        """Whom a person's name means in the text so far, and in the user's tables."""
        mine = self.own.person(name)
        if mine and (party := self.cast.called(mine.told)):
            return party, mine
        party = self.cast.person(name, title=title)
        if party and " " not in name and title and (holder := titled(name, title=title, date=self.date)):
            # "President Moreno" is not Ana Moreno where Luis Moreno is president, even if only she has been named.
            alike = fold(party.name)[:2] in (fold(holder.name)[:2], fold(name)[:2])
            party = party if alike else self.cast.person(holder.name, title=title)
        # "Kell" after "John Kell" is John, whomever a table calls so.
        return party, None if party and len(party.name.split()) > len(name.split()) else mine

    def _listed(self, party: Party, mine: OwnActor) -> Party:
        """The party with what the user's own table says of it, which goes before all else."""
        self.cast.call(mine.told, party)
        party.wikidata, party.sector = mine.wikidata or party.wikidata, mine.sector or party.sector
        party.role = mine.role or party.role
        if mine.kind != "person":  # "the front" may mean it
            party.role, party.number = party.role or mine.name, read_phrase(mine.name).number
        if mine.country or mine.sector in WORLD:
            party.country, party.reason, party.abroad = mine.country, mine.told, mine.country is None
        else:
            party.links[mine.told] = None
        return party

    def _unmarked_name(self, item: Item) -> Mention | None:
        """A person's name that the reader did not mark: in capitals, behind a title, met before or in office."""
        title, name = bare_name(item.words)
        words = name.split()
        if not words or not all(word[0].isupper() or word in _PARTICLES for word in words) or item.words[:4] == "The ":
            return None
        if any(sector_of(word) or look_up(word) for word in words) or len(words) > 4:
            return None
        known = self.cast.person(name, title=title) is not None
        if len(words) == 1 and not title:
            known = known or prominent(name, date=self.date, countries=self.scene.countries) is not None
        elif not title:
            known = known or words[0] in first_names() or held_by(name, date=self.date) is not None
        start = self.text.find(name, item.span.start)
        if start < 0 or not (known or (title and is_title(title.split()[-1]))):
            return None
        return Mention(span=Span(start, start + len(name)), kind="person")

    def _leader(self, item: Item) -> Mention | None:
        """The bare surname of a leader in office that the reader took for the name of a body none has heard of."""
        name = bare_name(item.words)[1]
        if item.name is None or " " in item.words or name.isupper() or self.cast.called(name):
            return None
        leads = prominent(name, date=self.date, countries=self.scene.countries)
        return replace(item.name, kind="person") if leads else None

    def _is_acronym(self, item: Item) -> bool:
        """Whether words are nothing but capitals that stand for a body ("The KNDF"), not for a calling ("the CEO") or
        a person, and not in a heading where all words are in capitals."""
        found = _CAPITALS.fullmatch(item.words)
        if (
            found is None
            or item.words in ASKERS
            or sector_of(found.group(1))
            or found.group(1).title() in first_names()
        ):
            return False
        around = (
            self.text[max(0, item.span.start - _HEADING) : item.span.start]
            + self.text[item.span.end : item.span.end + _HEADING]
        )
        return any(letter.islower() for letter in around)

    def _is_role(self, item: Item) -> bool:
        """Whether a party that a reader calls a name is rather a description ("Russian forces")."""
        phrase = read_phrase(item.words)
        return bool(phrase.role) and phrase.role.split()[-1][0].islower()

    def _known(self, entry: Entry, item: Item) -> Party:
        entry = meaning_at(entry, self.date)
        state = entry.kind in _STATES and entry.country is not None
        people = entry.kind == "demonym" and item.words.endswith("s") and item.words != entry.name
        name = country_names().get(entry.country or "", entry.name) if state and not people else entry.name
        key = f"{entry.country} people" if people else name
        if people:
            name = item.words
        if party := self.cast.called(key):
            if party.name not in (key, name):
                party.links[f'"{key}" taken for {party.name}'] = None
            return party
        if party := self._by_initials(entry):
            party.links[f'"{party.name}" taken for {key}, whose initials they are'] = None
            party.name, party.head = key, key.lower()
            return self.cast.call(key, party)
        place = entry.kind == "place"
        group = people or place or entry.kind == "group"
        kind: ActorKind = "group" if group else "country" if state else "organization"
        party = Party(
            name=name, kind=kind, sector="CVL" if place else entry.sector, head="city" if place else name.lower()
        )
        party.number = "plural" if people or entry.kind == "group" else "singular"
        party.abroad = entry.country is None and (entry.kind in _INTERNATIONAL or entry.sector in _STATELESS)
        party.reason = f"{_a(entry.kind)} that belongs to no one country" if party.abroad else ""
        said = "" if item.words == name else f' by "{item.words}"'
        party.learn(country=entry.country, reason=f"named{said}: {_a(entry.kind)} of {entry.country}")
        self._acronym(item, party)
        if self._initials_stand_for(entry):
            self.cast.call(acronym_of(entry.name), party)
        return self.cast.call(key, party)

    def _initials_stand_for(self, entry: Entry) -> bool:
        """Whether a body of the tables may be called by its initials in this text: by two letters only where the tables
        have them too, and never where they have another body under them ("ADF" beside the Ambazonia Defence Forces)."""
        initials = acronym_of(entry.name)
        if entry.kind not in _NAMED_BODIES or len(initials) < 2:
            return False
        short = self.own.look_up(initials)
        if short is None:
            return len(initials) > 2 and self.own.person(initials) is None
        return _one_body(meaning_at(short, self.date), entry)

    def _by_initials(self, entry: Entry) -> Party | None:
        """Whom the text has called by the initials of a body, where the tables have these for the same body."""
        initials = acronym_of(entry.name)
        party = self.cast.called(initials) if entry.kind in _NAMED_BODIES and len(initials) > 1 else None
        short = self.own.look_up(initials) if party else None
        return party if short and _one_body(meaning_at(short, self.date), entry) else None

    def _person(self, item: Item, mention: Mention) -> Party:
        inner, name = bare_name(self.text[slice(*mention.span)])
        name = name or self.text[slice(*mention.span)]  # a "name" of marks alone
        before = self.text[item.span.start : mention.span.start] or self._words_before(mention.span)
        title, name = parted(_ASIDE.sub("", f"{before} {inner}").strip(" ,"), name)
        phrase = read_phrase(title) if title else None
        party, mine = self._met(name, title)
        if party is None:
            party = self.cast.add_person(Party(name=mine.name if mine else name, kind="person"))
        elif len(name.split()) > len(party.name.split()):
            party.name = name
        elif name != party.name:
            party.links[f'"{name}" taken for {party.name}'] = None
        party.gender = party.gender or (phrase.gender if phrase else None) or gender_of_name(name, title)
        party.gender = party.gender or gender_of_holder(name)
        self._title(party, phrase, item, mention)
        self._apposition(party, mention.span)
        if mine:
            self._listed(party, mine)
        elif expired := self.own.expired(name):
            party.links[f"{expired.told}, but not at the date of publication"] = None
        if party.gender is None or party.country is None:
            self.office(party)
        return party

    def _title(self, party: Party, phrase: Phrase | None, item: Item, mention: Mention) -> None:
        """What stands before a name, or in the party's own words around it."""
        if phrase and phrase.role:
            party.role = party.role or calling(phrase.role) or None
            party.sector = party.sector or phrase.sector
        start = min(item.span.start, mention.span.start - len(self._words_before(mention.span)) - 1)
        self._country_of_words(party, Span(max(0, start), max(item.span.end, mention.span.end)), what="title")

    def _words_before(self, span: Span) -> str:
        """The title in front of a name that a party's span leaves out: words up to the nearest mark or plain word."""
        line = self.text[max(0, span.start - 70) : span.start].rsplit("\n", 1)[-1]
        words = line.split(" ")[:-1]
        if words and words[-1] in {"of", "and"}:
            return ""  # "the son of X"
        kept: list[str] = []
        words = words[-6:]
        while words:
            word = words[-1]
            paired = len(words) > 1 and self.own.look_up(" ".join(words[-2:]))  # "Downing Street"
            known = is_title(word) or sector_of(word) or self.own.look_up(word) or word in IN_TITLES
            ends = not word or word[-1] in ',;:)"”\n' or (word[-1] == "." and not is_short_title(word))
            if ends or not (known or paired):
                break
            taken = 2 if paired else 1
            kept[:0] = words[-taken:]
            del words[-taken:]
        return " ".join(kept) if any(is_title(word) or sector_of(word) for word in kept) else ""

    def _apposition(self, party: Party, span: Span) -> None:
        """ "X, the Norwegian foreign minister, ..." or "X (Norway)"."""
        if after := _FROM.match(self.text, span.end):
            self._country_of_words(party, Span(after.end(), after.end() + 1), what="apposition")
        match = _APPOSED.match(self.text, span.end, span.end + 100)
        if not match:
            return
        phrase = read_phrase(re.sub(r"^who is ", "", match.group(1)))
        if phrase.sector and (phrase.head in phrase.core.lower()):
            party.role = party.role or phrase.role
            party.sector = party.sector or phrase.sector
            party.gender = party.gender or phrase.gender
            self._country_of_words(party, Span(*match.span(1)), what="apposition")

    def _organization(self, item: Item) -> Party:
        key = re.sub(r"^the\s+|['’]s?$", "", item.words, flags=re.IGNORECASE).strip()
        party = self.cast.called(key)
        if party is None:
            party = Party(
                name=key, kind="organization", sector=sector_of(key), head=key.split()[-1].lower() if key else ""
            )
            party.role, party.number = key, read_phrase(key).number
            self._country_of_words(party, item.span, what="name")
            self._body_apposition(party, item.span.start + len(item.words))
            self.cast.call(key, party)
            if len(initials := acronym_of(key)) > 1:
                self.cast.call(initials, party)
            self._acronym(item, party)
        elif party.name != key:
            party.links[f'"{key}" taken for {party.name}'] = None
        return party

    def _body_apposition(self, party: Party, end: int) -> None:
        """ "X, the Malian army, ...": what sort of body a name that ends here is; no next member of a list."""
        match = _BODY_APPOSED.match(self.text, end)
        phrase = read_phrase(match.group(1)) if match else None
        if match and phrase and phrase.sector and not Party(name="", kind="group", head=phrase.head).human:
            party.role = f"{phrase.role} {party.name}"  # "the army" may mean it
            party.sector = party.sector or phrase.sector
            self._country_of_words(party, Span(*match.span(1)), what="apposition")

    def _acronym(self, item: Item, party: Party) -> None:
        """ "the African Union (AU)": from here on the short name will do."""
        acronym = _ACRONYM.match(self.text, item.span.end)
        if acronym and self._names_none(acronym.group(1)):
            self.cast.call(acronym.group(1), party)

    def _as_described(self, item: Item, phrase: Phrase) -> Party:
        """A new party with what a description says of it."""
        party = Party(name=item.words, kind="unnamed", sector=phrase.sector, role=phrase.role or None)
        party.head, party.number, party.gender = phrase.head, phrase.number, phrase.gender
        if ship := warship(item.words):
            prefix, country = ship
            party.sector, party.head = "MIL", "ship"
            party.learn(country=country, reason=f'"{prefix}" before its name, a warship')
        self._country_of_words(party, item.span, what="words")
        party.kind = "organization" if ship else "group" if phrase.number == "plural" or not party.human else "unnamed"
        return party

    def _description(self, item: Item) -> Party:
        phrase = read_phrase(item.words)
        fresh = self._as_described(item, phrase)
        if government := self._government(phrase, fresh, item):
            return government
        key = f"{phrase.role.lower()} {fresh.country}"
        if known := self.cast.called(key) if phrase.definite or phrase.number == "plural" else None:
            return known
        tail = self.text[item.span.start + phrase.tail_at : item.span.end].strip(EDGES)
        if phrase.definite and not phrase.owner and (not tail or rules_state(phrase, tail)):
            found = self.cast.described(phrase, country=fresh.country, at=item.span.start)
            if found:
                found[0].links[found[1]] = None
                found[0].learn(country=fresh.country, reason=fresh.reason)
                return found[0]
        if phrase.owner:
            self.owned.append((fresh, phrase.owner, item.span))
        elif _OWN_COUNTRY.match(item.words) and (state := self.cast.latest_country(item.span.start)):
            fresh.learn(country=state.country, reason=f"the country named last is {state.name}")
        elif fresh.country is None and (owner := self._owner_named(item)):
            self.owned.append((fresh, owner, item.span))
        fresh.abroad = fresh.abroad or (fresh.country is None and bool(_ABROAD.search(item.words)))
        if fresh.abroad and not fresh.reason:
            fresh.reason = "not of one country by its own words"
        return self.cast.call(key, fresh)

    def _government(self, phrase: Phrase, fresh: Party, item: Item) -> Party | None:
        """ "The Greek government" is Greece; "the government" is that of the country in whose story it stands."""
        if phrase.head != "government" or phrase.number == "plural" or fresh.abroad or phrase.owner:
            return None
        country, reason = fresh.country, fresh.reason
        if country is None and phrase.tail_at == len(item.words) and not _ABROAD.search(item.words):
            country, reason = self.scene.home(item.span)
        if country not in country_names():
            return None
        party = self._known(Entry(country_names()[country], "country", country, "GOV"), item)
        if reason != party.reason:
            party.links[f'"{item.words}": {reason}'] = None
        return party

    def _owner_named(self, item: Item) -> str | None:
        """The person in "allies of X" or "X's party"."""
        span = next((m.span for m in self.named_in(item.span) if m.kind == "person"), None)
        if span is None:
            return None
        mark = self.text[span.end - 2 : span.end + 2]
        owns = re.search(r"['’]s|s['’]", mark) or re.search(
            r"\b(?:of|to|for)\s$", self.text[max(0, span.start - 5) : span.start]
        )
        return bare_name(self.text[slice(*span)])[1] if owns else None

    def _country_of_words(self, party: Party, span: Span, *, what: str) -> None:
        """Take the country, or the standing as an international body, that the words of a span give."""
        if party.country or party.abroad:
            return
        if self.scene.joint(span):
            party.abroad, party.reason = True, f"of several countries by its {what}"
            return
        hint = self.scene.belonging(span)
        if hint is None:
            return
        words, entry = self.text[slice(*hint.span)], meaning_at(hint.entry, self.date)
        if entry.country:
            whence = f", {entry.told}" if entry.told else ""
            party.learn(country=entry.country, reason=f'"{words}" in its {what}{whence}')
            # "A Hamas spokesman" is Hamas's; a head that says more ("a Hamas lawmaker") keeps its own sector.
            body = entry.kind in _BODIES and party.role and is_generic(party.role, body=words)
            party.sector = entry.sector if body else party.sector or entry.sector
        elif entry.kind in _INTERNATIONAL or entry.sector in _STATELESS:
            party.abroad, party.sector = True, entry.sector
            party.reason = f'"{words}" in its {what} belongs to no one country'

    def office(self, party: Party, *, last: bool = False) -> None:
        """Fill in what the office held at the date of publication tells of a person who is not the user's own; why
        nobody is taken is told at the ``last`` look, when all of the text is known."""
        if self.own.person(party.name):
            return
        tenure, why = office_of(party, date=self.date, scene=self.scene)
        if tenure is None:
            party.links.update({why: None} if why and last else {})
            return
        party.learn(country=tenure.country, reason=why)
        party.abroad, party.reason = tenure.country is None, party.reason or why
        if party.reason != why:
            party.links[why] = None
        # The text's title stands, but where it is a bare form of the office ("Minister") or was cut from it ("States").
        told = party.role is not None and "former" not in tenure.position and fits(tenure, party.role)
        cut = party.role is not None and not is_calling(party.role)
        party.sector = tenure.sector if told or cut else party.sector or tenure.sector
        if not party.role or cut or (told and is_bare(party.role)):
            party.role = tenure.position or party.role
        party.wikidata, party.gender = tenure.wikidata, party.gender or tenure.gender


def _one_body(one: Entry, other: Entry) -> bool:
    """Whether two entries may be the long and the short name of one body: of one kind, country and sector."""
    return (one.kind, one.country, one.sector) == (other.kind, other.country, other.sector)


def _a(kind: str) -> str:
    return {
        "igo": "an international body",
        "ngo": "a non-governmental organisation",
        "seat": "a seat of government",
    }.get(kind, ("an " if kind[0] in "aeiou" else "a ") + kind)
