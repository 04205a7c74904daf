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
from typing import NamedTuple, cast

from onrecord.attribution.hedges import hearsay, report_called_false, stand_in_clause
from onrecord.language import Analysis, Trigger
from onrecord.language.clauses import left_clause
from onrecord.model import Reason, Span, SpanIndex, Statement, Voice
from onrecord.model.entries import Modality
from onrecord.model.voices import Certainty, Polarity, VoiceKind

_AUTHOR_SURE = 0.85  # from here on the reader's "the author's own word" outweighs a statement around the deed
_PLAIN = 0.6  # below this, "could not be verified" outweighs the reader's "certain"
_RIGHT = 20  # characters behind a trigger where "no" may begin its object
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


class Account(NamedTuple):
    """A deed's chain of voices, outermost first, and why it is this chain with this stand."""

    voices: tuple[Voice, ...]
    reasons: tuple[Reason, Reason]


class Chains:
    """Builds the chains of one document's deeds from its statements."""

    def __init__(self, analysis: Analysis, statements: Sequence[Statement]) -> None:
        self._text = analysis.document.text
        self._sentences = analysis.sentences
        self._by_id = {s.id: s for s in statements}
        self._contents = SpanIndex((c, s) for s in statements for c in s.content)
        self._guesses = {a.cue[0].start: a.speaker_kind for a in analysis.attributions if a.cue}

    def account(self, trigger: Trigger, *, modality: Modality = "actual", unverified: Span | None = None) -> Account:
        """The chain of ``trigger``'s deed, outermost first, and why; actors are filled in when parties are resolved."""
        around = self._around(trigger.span)
        label, why_so = self._stand(trigger, modality, around)
        voices, why = self._voices(trigger, label, around, unverified)
        return Account(voices=voices, reasons=(why, why_so))

    def _stand(self, trigger: Trigger, modality: Modality, around: Sequence[Statement]) -> tuple[str, Reason]:
        """The innermost voice's stand ("CT+") and what decided it."""
        clause = left_clause(self._text, trigger.span, self._sentences)
        if modality == "conditional":
            return "Uu", Reason(of="certainty", words=(), why="hangs on a condition")
        right = self._text[trigger.span.end : trigger.span.end + _RIGHT]
        label, decided = stand_in_clause(clause.words, trigger.stand.label, right)
        if around and around[-1].stance == "deny" and label in ("CT+", "PR+"):
            return "CT-", Reason(of="certainty", words=around[-1].cue, why="its speaker denies it")
        if decided is None:
            return label, Reason(of="certainty", words=(), why="as the reader took the whole clause")
        if decided.string is right:
            at = trigger.span.end
            words = Span(
                at + decided.start() + len(decided.group()) - len(decided.group().lstrip()), at + decided.end()
            )
        else:
            words = clause.span(decided)
        return label, Reason(of="certainty", words=(words,), why=f'"{self._text[slice(*words)]}" governs the deed')

    def _voices(
        self, trigger: Trigger, label: str, around: Sequence[Statement], unverified: Span | None
    ) -> tuple[tuple[Voice, ...], Reason]:
        certainty, polarity = _stand(label)
        if (called_false := self._called_false(trigger, around)) is not None:
            return called_false
        clause = left_clause(self._text, trigger.span, self._sentences)
        said = hearsay(clause.words)
        nobody_said = bool(around) and not around[-1].speaker
        if (said or (trigger.holder.label == "nobody" and not around)) and not nobody_said:
            told = tuple(self._voice(s, "U", "u") for s in around)
            words = (clause.span(said),) if said else ()
            chain = (_PASSING_ON, *told, Voice(kind="unnamed", certainty=certainty, polarity=polarity))
            return chain, Reason(of="voices", words=words, why="told on the word of somebody unnamed")
        if not around:
            return self._without_statement(trigger, unverified, label)
        if trigger.holder.label == "author" and trigger.holder.score >= _AUTHOR_SURE:
            alone = (Voice(kind="author", certainty=certainty, polarity=polarity),)
            return alone, Reason(of="voices", words=(), why="inside a statement, but told as the author's own")
        links = [_PASSING_ON]
        for outer, inner in pairwise(around):
            stand: tuple[Certainty, Polarity] = ("CT", "+") if _vouches(outer, inner) else ("U", "u")
            links.append(self._voice(outer, *stand))
        links.append(self._voice(around[-1], certainty, polarity))
        cues = tuple(c for s in around for c in s.cue)
        return tuple(links), Reason(of="voices", words=cues, why="told inside what its speakers are said to have said")

    def _called_false(self, trigger: Trigger, around: Sequence[Statement]) -> tuple[tuple[Voice, ...], Reason] | None:
        """The chain of a deed that a report tells and the sentence calls false ("rumours that P were untrue"): the
        report affirms it, and who calls it false denies it."""
        report = report_called_false(self._text, trigger.span, self._sentences)
        if report is None:
            return None
        why = Reason(of="voices", words=(report,), why="told by a report that its sentence calls false")
        telling = [s for s in around if any(c.overlaps(report) for c in s.cue)]
        outer = [s for s in around if s not in telling and s.speaker]
        kind: VoiceKind = "document" if _DOCUMENT.fullmatch(self._text, *report) else "unnamed"
        if telling:
            inner = replace(self._voice(telling[-1], "CT", "+"), kind=kind)
        else:
            inner = Voice(kind=kind, certainty="CT", polarity="+")
        if not outer:
            return (Voice(kind="author", certainty="CT", polarity="-"), inner), why
        passing = tuple(self._voice(s, "U", "u") for s in outer[:-1])
        return (_PASSING_ON, *passing, self._voice(outer[-1], "CT", "-"), inner), why

    def _without_statement(
        self, trigger: Trigger, unverified: Span | None, label: str
    ) -> tuple[tuple[Voice, ...], Reason]:
        certainty, polarity = _stand(label)
        near = Span(max(0, trigger.span.start - 40), trigger.span.end + 20)
        nobody = _NOBODY.search(self._text, *near) if trigger.holder.label == "statement" else None
        if nobody:
            chain = (_PASSING_ON, Voice(kind="unnamed", certainty=certainty, polarity=polarity))
            return chain, Reason(of="voices", words=(Span(*nobody.span()),), why="told on the word of somebody unnamed")
        if unverified is not None and label == "CT+" and trigger.stand.score < _PLAIN:
            certainty, polarity = "U", "u"
        alone = (Voice(kind="author", certainty=certainty, polarity=polarity),)
        return alone, Reason(of="voices", words=(), why="told in nobody's statement: the author's own")

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
