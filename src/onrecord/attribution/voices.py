"""On whose word a deed rests: the chain author -> outlet -> speaker -> cited document, each with its own stand.

The scheme is FactBank's (Sauri & Pustejovsky 2009): every voice has a certainty and a polarity of its own. A deed told
inside statements rests on their speakers, outermost first; who only passes on is uncommitted (U, u), who asserts it on
a named basis ("said, citing a report") vouches for it (CT, +). A deed told in none rests on the author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import cast

from onrecord.attribution.hedges import is_hearsay, report_called_false, stand_in_clause
from onrecord.language import Analysis, Trigger
from onrecord.language.clauses import left_clause
from onrecord.model import Span, SpanIndex, Statement, Voice
from onrecord.model.entries import Modality
from onrecord.model.voices import Certainty, Polarity, VoiceKind

_AUTHOR_SURE = 0.85  # from here on the reader's "the author's own word" outweighs a statement around the deed
_PLAIN = 0.6  # below this, "could not be verified" outweighs the reader's "certain"
_NOBODY = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|purported(?:ly)?|suspected|supposed(?:ly)?|rumou?red|said to|believed to|"
    r"accused of)\b",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"\b(?:sources?|officials? (?:who|speaking)|anonym\w+|on condition of|reports|rumou?rs?|people familiar"
    r"|insiders?)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:Reuters|AFP|AP|Associated Press|BBC|CNN|Times|Post|Guardian|Tribune|Herald|Gazette|Journal|Chronicle"
    r"|Telegraph|Xinhua|TASS|Interfax|Al Jazeera|newspapers?|dail(?:y|ies)|magazine|broadcaster|television|TV|radio"
    r"|Daily|News|Mirror|Observer|Courier|Dispatch|Examiner|Inquirer|Globe|Broadcasting|Radio|Television"
    r"|news agency|wire service|media|outlet|website|press)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:report|statement|document|filing|memo|letter|footage|video|recording|figures|data|records?|survey|study|poll"
    r"|indictment|diary|ledger|transcript|email|cable|communiqu[eé]|tweet|post|photographs?|images?|audit|book)\b",
    re.IGNORECASE,
)


_PASSING_ON = Voice(kind="author", certainty="U", polarity="u")  # an author who vouches only for the saying


class Chains:
    """Builds the chains of one document's deeds from its statements."""

    def __init__(self, analysis: Analysis, statements: Sequence[Statement]) -> None:
        self._text = analysis.document.text
        self._sentences = analysis.sentences
        self._by_id = {s.id: s for s in statements}
        self._contents = SpanIndex((c, s) for s in statements for c in s.content)
        self._guesses = {a.cue[0].start: a.speaker_kind for a in analysis.attributions if a.cue}

    def voices(
        self, trigger: Trigger, *, modality: Modality = "actual", unverified: Span | None = None
    ) -> tuple[Voice, ...]:
        """The chain of ``trigger``'s deed, outermost first; actors are filled in when parties are resolved."""
        left = left_clause(self._text, trigger.span, self._sentences)
        right = self._text[trigger.span.end : trigger.span.end + 20]
        label = "Uu" if modality == "conditional" else stand_in_clause(left, trigger.stand.label, right)
        around = self._around(trigger.span)
        if around and around[-1].stance == "deny" and label in ("CT+", "PR+"):
            label = "CT-"
        certainty, polarity = _stand(label)
        if (called_false := self._called_false(trigger, around)) is not None:
            return called_false
        nobody_said = bool(around) and not around[-1].speaker
        if (is_hearsay(left) or (trigger.holder.label == "nobody" and not around)) and not nobody_said:
            told = tuple(self._voice(s, "U", "u") for s in around)
            return (_PASSING_ON, *told, Voice(kind="unnamed", certainty=certainty, polarity=polarity))
        if not around:
            return self._without_statement(trigger, unverified, label)
        if trigger.holder.label == "author" and trigger.holder.score >= _AUTHOR_SURE:
            return (Voice(kind="author", certainty=certainty, polarity=polarity),)
        chain = [_PASSING_ON]
        for outer, inner in pairwise(around):
            stand: tuple[Certainty, Polarity] = ("CT", "+") if _vouches(outer, inner) else ("U", "u")
            chain.append(self._voice(outer, *stand))
        chain.append(self._voice(around[-1], certainty, polarity))
        return tuple(chain)

    def _called_false(self, trigger: Trigger, around: Sequence[Statement]) -> tuple[Voice, ...] | None:
        """The chain of a deed that a report tells and the sentence calls false ("rumours that P were untrue"): the
        report affirms it, and who calls it false denies it."""
        report = report_called_false(self._text, trigger.span, self._sentences)
        if report is None:
            return None
        telling = [s for s in around if any(c.overlaps(report) for c in s.cue)]
        outer = [s for s in around if s not in telling and s.speaker]
        kind: VoiceKind = "document" if _DOCUMENT.fullmatch(self._text, *report) else "unnamed"
        if telling:
            inner = replace(self._voice(telling[-1], "CT", "+"), kind=kind)
        else:
            inner = Voice(kind=kind, certainty="CT", polarity="+")
        if not outer:
            return (Voice(kind="author", certainty="CT", polarity="-"), inner)
        passing = tuple(self._voice(s, "U", "u") for s in outer[:-1])
        return (_PASSING_ON, *passing, self._voice(outer[-1], "CT", "-"), inner)

    def _without_statement(self, trigger: Trigger, unverified: Span | None, label: str) -> tuple[Voice, ...]:
        certainty, polarity = _stand(label)
        near = self._text[max(0, trigger.span.start - 40) : trigger.span.end + 20]
        if trigger.holder.label == "statement" and _NOBODY.search(near):
            return (_PASSING_ON, Voice(kind="unnamed", certainty=certainty, polarity=polarity))
        if unverified is not None and label == "CT+" and trigger.stand.score < _PLAIN:
            certainty, polarity = "U", "u"
        return (Voice(kind="author", certainty=certainty, polarity=polarity),)

    def _around(self, span: Span) -> list[Statement]:
        """Statements that tell the deed, outermost first: the smallest content around it, and what that is within."""
        holding = [
            s
            for c, s in self._contents.touching(span)
            if c.start <= span.start and span.end <= c.end and not any(span.overlaps(cue) for cue in s.cue)
        ]
        if not holding:
            return []
        outer = {s.within for s in holding}
        innermost = min(
            (s for s in holding if s.id not in outer),
            key=lambda s: (_size(s), -len(self._outward(s))),
            default=holding[0],
        )
        return self._outward(innermost)[::-1]

    def _outward(self, statement: Statement) -> list[Statement]:
        """The statement, the one it is told inside of, and so on."""
        chain = [statement]
        while chain[-1].within is not None:
            chain.append(self._by_id[chain[-1].within])
        return chain

    def _voice(self, statement: Statement, certainty: Certainty, polarity: Polarity) -> Voice:
        return Voice(kind=self.kind_of(statement), statement=statement.id, certainty=certainty, polarity=polarity)

    def kind_of(self, statement: Statement) -> VoiceKind:
        """speaker, unnamed, outlet or document: by the speaker's words where they tell, else the reader's guess."""
        words = " ".join(self._text[s.start : s.end] for s in statement.speaker)
        if not words:
            return "unnamed"
        guess = self._guesses.get(statement.cue[0].start) if statement.cue else None
        if guess is not None and guess.score >= 0.7:
            return cast(VoiceKind, guess.label)
        for kind, pattern in (("unnamed", _UNNAMED), ("outlet", _OUTLET), ("document", _DOCUMENT)):
            if pattern.search(words):
                return cast(VoiceKind, kind)
        return "speaker"


def _vouches(outer: Statement, inner: Statement) -> bool:
    """Whether ``outer`` asserts the deed and names ``inner`` as its basis: the inner cue ("citing") is then no part of
    what the outer speaker is told to have said."""
    return not any(c.start <= q.start and q.end <= c.end for c in outer.content for q in inner.cue)


def _size(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content)


def _stand(label: str) -> tuple[Certainty, Polarity]:
    """ "CT+" -> ("CT", "+")."""
    return cast(Certainty, label[:-1]), cast(Polarity, label[-1])
