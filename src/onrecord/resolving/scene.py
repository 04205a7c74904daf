"""Where a text takes place, as far as its words tell: which country a phrase belongs to, and who is at home."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from onrecord.model import Span
from onrecord.resolving.countries import Hint
from onrecord.resolving.roles import read_phrase

_BELONGS = frozenset("of from in at near inside outside around across on for aboard within throughout".split())
# Whoever is "to" somebody's service or side is of their country: an aide to, a source close to, forces loyal to.
_SERVANTS = frozenset("aide adviser advisor assistant deputy secretary counsel counsellor heir successor".split())
_ENVOYS = frozenset("envoy representative mediator negotiator coordinator rapporteur".split())
_NEAR = (" close to ", " loyal to ")
_FOREIGN = frozenset(
    "backed funded made born trained occupied supported speaking style owned bound controlled allied".split()
)
_PREPOSITION = re.compile(
    r"\b(of|from|in|at|near|inside|outside|around|across|on|for|aboard|within|throughout|to|against|with|by|between"
    r"|toward|towards|into|over|about)\b"
)
_CLAUSE = re.compile(r"\s(?:who|whom|which|that|whose|where|when)\b")
_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ii]nside|[Oo]utside|[Aa]cross|[Tt]hroughout|[Aa]round|[Oo]n)\s[^,.;:]{0,40}$"
)
_PLACE_NOUN = re.compile(
    r"\s(?:\w+\s)?(?:town|city|village|capital|province|region|district|state|border|port|island|parliament|prison|coast"
    r"|airport|territory|county|governorate|oblast|suburb|mountains|waters|soil)\b"
)
_VERB = (
    r"(?:said|says|say|told|tells|added|adds|stated|states|claimed|claims|insisted|insists|announced|announces|declared"
    r"|declares|replied|warned|warns|argued|argues|wrote|writes|noted|notes|explained|explains|stressed|alleged|alleges"
    r"|confirmed|confirms|denied|denies|reported|reports|tweeted)\b"
)
# A speaker's own clause: an apposition, the verb, and when, where or to whom it was said.
_SAYS = re.compile(rf"(?:,[^,.;:\"“”\n]{{1,80}},|,)?\s(?:also |has |have |had |later |then )?{_VERB}")
_SAID_BY = re.compile(rf"[,\"”]\s{_VERB}\s(?:the\s|an?\s)?$")
_AFTER_SPEAKER = re.compile(r"[.,;:\"”]|\s(?:on|in|at)\s|\s\w+day\b|\s*$")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the\s|an?\s)?$")
_SAID_WHERE = re.compile(
    r"(?:\s(?:reporters|journalists|late|early|earlier|today|yesterday|(?:on\s|this\s|last\s)?\w+day|morning|evening"
    r"|(?:at\s)?a (?:news|press) (?:conference|briefing)))*\s(?:in|at|near|from)\s(?:the\s)?"
)
_TOLD_BEFORE = re.compile(r"[\"”]\s*$|,\s*$")
_SETTING = re.compile(r"(?:(?:On|In|At|Near|Late|Early|Earlier|Meanwhile|Yesterday|Last|This)\b[^,\"“”]*,\s*)+$")
_TOWN_IN_CAPITALS = re.compile(r"(?![A-Z]\.)[A-Z][A-Z .'-]{3,}")  # "OSLO", "ST. PAUL", not "U.S."
_COUNTERPART = re.compile(r"\s(?:\w+\s){0,2}?counterparts?\b")  # always of another country than whoever's it is
_ARRIVES = re.compile(
    r"\b(?:(?:arriv|land)(?:e[sd]|ing|s|ed)? in|visit(?:s|ed|ing)?"
    r"|(?:flew|flown|fl(?:y|ies|ying)|travel(?:l?(?:ed|ing)|s)?|head(?:ed|ing|s)?|visits?|trips?|journeys?|went|gone"
    r"|go(?:es|ing)?) to)\s(?:the\s)?$"
)
_ARRIVAL = 24  # characters before a name in which "arrived in" stands
_COUNTRIES = frozenset({"country", "demonym"})
_JOINED = re.compile(r",?\s(?:and|or)\s(?:the\s)?|,\s(?:the\s)?|/")
_SHARE = 0.5  # of a text's hints that its main country must have to be its home


class Scene:
    """The hints of a text, asked by phrase or by sentence. ``located`` has the country of each mention of a place."""

    def __init__(
        self, text: str, hints: Sequence[Hint], sentences: Sequence[Span], located: Sequence[str] = ()
    ) -> None:
        self._text = text
        self._hints = hints
        self._located = located
        self._starts = [hint.span.start for hint in hints]
        self._sentences = list(sentences) or [Span(0, max(1, len(text)))]
        self._sentence_starts = [sentence.start for sentence in self._sentences]

    def _inside(self, span: Span) -> Sequence[Hint]:
        return self._hints[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def belonging(self, span: Span) -> Hint | None:
        """The hint in a phrase that says whose it is: before the head first ("Russian forces in Syria"), then after a
        preposition that can mean belonging ("residents of Kherson"), never in a relative clause. None for a phrase
        of several countries (:meth:`joint`)."""
        hint = self._owner(span)
        return None if hint and self._shared(hint, span) else hint

    def joint(self, span: Span) -> bool:
        """Whether a phrase belongs to several countries ("the Russian and Ukrainian delegations")."""
        hint = self._owner(span)
        return hint is not None and self._shared(hint, span)

    def _shared(self, hint: Hint, span: Span) -> bool:
        following = next(iter(self._inside(Span(hint.span.end, span.end))), None)
        kinds = {hint.entry.kind, following.entry.kind} if following else set()
        if following is None or not kinds <= _COUNTRIES or following.joined in _FOREIGN:
            return False
        joined = _JOINED.fullmatch(self._text, hint.span.end, following.span.start)
        return joined is not None and following.entry.country != hint.entry.country

    def _owner(self, span: Span) -> Hint | None:
        hints = [hint for hint in self._inside(span) if hint.entry.kind != "region" and hint.joined not in _FOREIGN]
        if not hints:
            return None
        words = self._text[slice(*span)]
        phrase = read_phrase(words)
        core_end = span.start + phrase.tail_at
        core = [hint for hint in hints if hint.span.start < core_end]
        if core:
            return core[0]
        clause = _CLAUSE.search(words, core_end - span.start)
        stop = span.start + clause.start() if clause else span.end
        serves = phrase.head in _SERVANTS or words.startswith(_NEAR, phrase.tail_at)
        there = [hint for hint in hints if hint.span.start < stop and not self._sent(phrase.head, core_end, hint)]
        return next((hint for hint in there if self._belongs(core_end, hint, serves)), None)

    def _belongs(self, core_end: int, hint: Hint, serves: bool) -> bool:
        prepositions = _PREPOSITION.findall(self._text, core_end, hint.span.start)
        return not prepositions or prepositions[-1] in _BELONGS or (serves and prepositions[-1] == "to")

    def _sent(self, head: str, core_end: int, hint: Hint) -> bool:
        """Whether a hint tells where somebody is sent ("the envoy for Syria"), not whose he is."""
        return head in _ENVOYS and "for" in _PREPOSITION.findall(self._text, core_end, hint.span.start)

    def home(self, span: Span, *, rooted: bool = True, nameless: bool = False) -> tuple[str | None, str]:
        """The one country in which the party of a sentence can be at home, and why; or None, and why not. Only a
        ``rooted`` party, a public body, and a ``nameless`` one are looked for beyond their own sentence; what a speaker
        says is none of it, but that a body's country may be the text's all the same."""
        at = self._sentence_at(span)
        country, told_at = self._homes[at]
        said = self._said(span, self._sentences[at]) if told_at == at else []
        if said:
            country, told_at = self._home_of_speaker(at, said)
        if country and (rooted or nameless or told_at == at):
            where = "the sentence" if told_at == at else "an earlier sentence"
            return country, f"no country of its own; the one country of {where} taken"
        if nameless and said and not rooted:
            inside = self._inside(self._sentences[at])
            return self._main(without=[hint for hint in inside if self._is_said(hint, said)])
        return self.main_country if rooted or nameless else (None, "no country by its own words or its sentence's")

    def opener(self, span: Span) -> str | None:
        """The country first spoken of in a party's sentence, before the party: mostly its subject's."""
        sentence = self._sentences[self._sentence_at(span)]
        before = self._inside(Span(sentence.start, span.start))
        return next(iter(self._countries(self._not_said(before, self._said(span, sentence)))), None)

    def speaks_of_none_but(self, country: str | None, span: Span) -> bool:
        """Whether a party's sentence names no country, or this one alone."""
        return set(self._countries(self._inside(self._sentences[self._sentence_at(span)]))) <= {country}

    def _sentence_at(self, span: Span) -> int:
        return max(0, bisect_right(self._sentence_starts, span.start) - 1)

    def _said(self, span: Span, sentence: Span) -> list[Span]:
        """What a party says in its sentence; nothing when it is not the speaker there. Its words are no scene of its
        own: an agency is not of the country whose deeds it reports."""
        verb = _SAYS.match(self._text, span.end, sentence.end)
        before = self._text[sentence.start : span.start]
        inverted = _SAID_BY.search(before) and _AFTER_SPEAKER.match(self._text, span.end, sentence.end)
        if inverted or _ACCORDING.search(before):
            return [Span(sentence.start, span.start), Span(span.end, sentence.end)]
        if verb is None:
            return []
        after = Span(min(verb.end(), sentence.end), sentence.end)
        told_before = _TOLD_BEFORE.search(before) and not _SETTING.fullmatch(before.lstrip())
        return [Span(sentence.start, span.start), after] if told_before else [after]

    def _not_said(self, hints: Sequence[Hint], said: Sequence[Span]) -> list[Hint]:
        """The hints that lie outside of somebody's words, or tell where they were said ("said in Oslo that ...")."""
        return [hint for hint in hints if not self._is_said(hint, said)]

    def _is_said(self, hint: Hint, said: Sequence[Span]) -> bool:
        return any(self._in_words(hint, words) for words in said)

    def _in_words(self, hint: Hint, words: Span) -> bool:
        if not words.start <= hint.span.start < words.end or self._text[hint.span.end :][:1] == ":":
            return False
        return _SAID_WHERE.fullmatch(self._text, words.start, hint.span.start) is None

    def _home_of_speaker(self, at: int, said: Sequence[Span]) -> tuple[str | None, int]:
        """The one country of a sentence without what its speaker says, else that of the latest sentence before it."""
        sentence = self._sentences[at]
        hints = self._not_said(self._inside(sentence), said)
        if self._countries(hints):
            return self._one_country(sentence, hints), at
        return self._homes[at - 1] if at else (None, at)

    @cached_property
    def _homes(self) -> list[tuple[str | None, int]]:
        """For each sentence the one country of it, or of the latest sentence before it that names any, and which."""
        homes: list[tuple[str | None, int]] = []
        latest: tuple[str | None, int] = (None, 0)
        for index, sentence in enumerate(self._sentences):
            if self._countries(self._inside(sentence)):
                latest = (self._one_country(sentence, self._inside(sentence)), index)
            homes.append(latest)
        return homes

    @cached_property
    def main_country(self) -> tuple[str | None, str]:
        """The country that at least half of the text's hints are of, or of its places where it has no hints, and why;
        or None, and why not."""
        return self._main()

    @cached_property
    def _counted(self) -> Counter[str]:
        """How many of the text's hints, or of its places, are of each country."""
        at_home = [hint for hint in self._hints if not self._abroad(hint)]
        return Counter(self._countries(at_home) if self._hints else self._located)

    def _main(self, without: Sequence[Hint] = ()) -> tuple[str | None, str]:
        counted = self._counted - Counter(self._countries([hint for hint in without if not self._abroad(hint)]))
        if not counted:
            return None, "the text names no country"
        (country, most), *_ = counted.most_common(1)
        if most >= _SHARE * counted.total():
            return country, "no country of its own; the main country of the text taken"
        return None, "several countries in the text, none of them the party's by its words"

    def _one_country(self, sentence: Span, hints: Sequence[Hint]) -> str | None:
        hints = [hint for hint in hints if not self._abroad(hint)]
        countries = set(self._countries(hints))
        if len(countries) > 1:
            countries = set(self._countries([hint for hint in hints if self._locative(sentence, hint)]))
        return countries.pop() if len(countries) == 1 else None

    def _abroad(self, hint: Hint) -> bool:
        """Whether a hint tells of another country than that of who is spoken of: where somebody arrives, whom he meets
        as a counterpart."""
        before = self._text[max(0, hint.span.start - _ARRIVAL) : hint.span.start]
        return bool(_COUNTERPART.match(self._text, hint.span.end) or _ARRIVES.search(before))

    def _locative(self, sentence: Span, hint: Hint) -> bool:
        """Whether a hint says where: "in Harare", "in the Syrian town of ...", a dateline ("OSLO, March 3")."""
        if hint.span.start == sentence.start and _TOWN_IN_CAPITALS.fullmatch(self._text, *hint.span):
            return True
        if hint.entry.kind == "demonym" and not _PLACE_NOUN.match(self._text, hint.span.end):
            return False
        return _LOCATIVE.search(self._text, sentence.start, hint.span.start) is not None

    @cached_property
    def countries(self) -> frozenset[str]:
        """Every country that the text speaks of."""
        return frozenset(self._countries(self._hints))

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The sectors of the bodies of no country that the text speaks of (UNO, EUR, IGO ...)."""
        return frozenset(hint.entry.sector for hint in self._hints if hint.entry.sector and not hint.entry.country)

    def _countries(self, hints: Sequence[Hint]) -> list[str]:
        return [hint.entry.country for hint in hints if hint.entry.country and hint.entry.kind != "outlet"]
