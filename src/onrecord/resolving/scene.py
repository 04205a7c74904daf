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
_SHARE = 0.5  # of a text's hints that its main country must have to be its home


class Scene:
    """The hints of a text, asked by phrase or by sentence."""

    def __init__(self, text: str, hints: Sequence[Hint], sentences: Sequence[Span]) -> None:
        self._text = text
        self._hints = hints
        self._starts = [hint.span.start for hint in hints]
        self._sentences = list(sentences) or [Span(0, max(1, len(text)))]
        self._sentence_starts = [sentence.start for sentence in self._sentences]

    def _inside(self, span: Span) -> Sequence[Hint]:
        return self._hints[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def belonging(self, span: Span) -> Hint | None:
        """The hint in a phrase that says whose it is: before the head first ("Russian forces in Syria"), then after a
        preposition that can mean belonging ("residents of Kherson"), never in a relative clause."""
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

    def home(self, span: Span, *, rooted: bool = True) -> tuple[str | None, str]:
        """The one country in which the party of a sentence can be at home, and why; or None, and why not. Only a
        ``rooted`` party, a public body, is looked for beyond its own sentence."""
        at = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        country, told_at = self._homes[at]
        if country and (rooted or told_at == at):
            where = "the sentence" if told_at == at else "an earlier sentence"
            return country, f"no country of its own; the one country of {where} taken"
        return self.main_country if rooted else (None, "no country by its own words or its sentence's")

    def opener(self, span: Span) -> str | None:
        """The country first spoken of in a party's sentence, before the party: mostly its subject's."""
        at = max(0, bisect_right(self._sentence_starts, span.start) - 1)
        before = self._inside(Span(self._sentences[at].start, span.start))
        return next(iter(self._countries(before)), None)

    @cached_property
    def _homes(self) -> list[tuple[str | None, int]]:
        """For each sentence the one country of it, or of the latest sentence before it that names any, and which."""
        homes: list[tuple[str | None, int]] = []
        latest: tuple[str | None, int] = (None, 0)
        for index, sentence in enumerate(self._sentences):
            if self._countries(self._inside(sentence)):
                latest = (self._one_country(sentence), index)
            homes.append(latest)
        return homes

    @cached_property
    def main_country(self) -> tuple[str | None, str]:
        """The country that at least half of the text's hints are of, and why; or None, and why not."""
        counted = Counter(self._countries(self._hints))
        if not counted:
            return None, "the text names no country"
        (country, most), *_ = counted.most_common(1)
        if most >= _SHARE * counted.total():
            return country, "no country of its own; the main country of the text taken"
        return None, "several countries in the text, none of them the party's by its words"

    def _one_country(self, sentence: Span) -> str | None:
        hints = self._inside(sentence)
        countries = set(self._countries(hints))
        if len(countries) > 1:
            countries = set(self._countries([hint for hint in hints if self._locative(sentence, hint)]))
        return countries.pop() if len(countries) == 1 else None

    def _locative(self, sentence: Span, hint: Hint) -> bool:
        """Whether a hint says where: "in Harare", "in the Syrian town of ..."."""
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
