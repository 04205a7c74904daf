"""On whose word a deed rests: the chain author -> outlet -> speaker -> cited document, each with its own stand.

The scheme is FactBank's (Sauri & Pustejovsky 2009): every voice has a certainty and a polarity of its own. A deed told
inside statements rests on their speakers, outermost first; who only passes on is uncommitted (U, u), who asserts it on
a named basis ("said, citing a report") vouches for it (CT, +). A deed told in none rests on the author.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, cast

from onrecord.attribution.hedges import asked_in, empty_object, hearsay, report_called_false, stand_in_clause
from onrecord.attribution.terms import Spoken
from onrecord.language import Analysis, Trigger
from onrecord.language.clauses import LeftClause
from onrecord.model import Reason, Span, SpanIndex, Statement, Voice
from onrecord.model.voices import Certainty, Polarity, VoiceKind

_PLAIN = 0.6  # below this, "could not be verified" outweighs the reader's "certain"
_NOBODY = re.compile(
    r"\b(?:alleged(?:ly)?|reported(?:ly)?|purported(?:ly)?|suspected|supposed(?:ly)?|rumou?red|said to|believed to|"
    r"accused of)\b",
    re.IGNORECASE,
)
_SOURCES = re.compile(r"\b(?:sources?|people familiar|insiders?|anonym\w+)\b", re.IGNORECASE)
_UNNAMED = re.compile(r"\b(?:officials? (?:who|speaking)|on condition of|reports|rumou?rs?)\b", re.IGNORECASE)
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


_CHARGE = re.compile(
    r"(?:\w+\s)?(?:claims?|accusations?|allegations?|assertions?|suggestions?|insinuations?|reports?|rumou?rs?)(?:\sthat)?",
    re.IGNORECASE,
)
_PASSING_ON = Voice(kind="author", certainty="U", polarity="u")  # an author who vouches only for the saying


class Account(NamedTuple):
    """A deed's chain of voices, outermost first, and why it is this chain with this stand."""

    voices: tuple[Voice, ...]
    reasons: tuple[Reason, Reason]


class Chains:
    """Builds the chains of one document's deeds from its statements; ``terms`` are those of :func:`~.terms.spoken`."""

    def __init__(
        self, analysis: Analysis, statements: Sequence[Statement], terms: Mapping[str, Spoken] | None = None
    ) -> None:
        self._text = analysis.document.text
        self._sentences = analysis.sentences
        self._by_id = {s.id: s for s in statements}
        self._contents = SpanIndex((c, s) for s in statements for c in s.content)
        self._guesses = {a.cue[0].start: a.speaker_kind for a in analysis.attributions if a.cue}
        self._terms = terms or {}

    def account(
        self,
        trigger: Trigger,
        clause: LeftClause,
        *,
        conditional: Reason | None = None,
        unverified: Span | None = None,
    ) -> Account:
        """The chain of ``trigger``'s deed, outermost first, and why; actors are filled in when parties are resolved.

        ``clause`` is what stands before the trigger; ``conditional`` the reason why the deed is that, if it is.
        """
        around = self._around(trigger.span)
        label, why_so = self._stand(trigger, clause, around, conditional)
        return (
            self._called_false(trigger, around)
            or self._on_nobodys_word(trigger, clause, around, label, why_so)
            or self._on_the_authors_word(trigger, around, label, why_so, unverified)
            or self._on_the_speakers_word(around, label, why_so)
        )

    def _stand(
        self, trigger: Trigger, clause: LeftClause, around: Sequence[Statement], conditional: Reason | None
    ) -> tuple[str, Reason]:
        """The innermost voice's stand ("CT+") and what decided it."""
        if conditional is not None:
            return "Uu", Reason(of="certainty", words=conditional.words, why="hangs on a condition")
        if asked := asked_in(self._text, trigger.span, (*trigger.actors, *trigger.recipients)):
            return "Uu", Reason(of="certainty", words=(asked,), why="asked, not told")
        if around and around[-1].stance == "decline":
            return "Uu", Reason(of="certainty", words=around[-1].cue, why="its speaker neither confirms nor denies it")
        label, decided = stand_in_clause(clause.words, trigger.stand.label)
        nothing = None if decided else empty_object(self._text, trigger.span, label)
        label = "CT-" if nothing else label
        if around and around[-1].stance == "deny" and label in ("CT+", "PR+"):
            return "CT-", Reason(of="certainty", words=around[-1].cue, why="its speaker denies it")
        words = clause.span(decided) if decided else nothing
        if words is None and around and around[-1].stance == "accuse" and label.endswith("-"):
            # What an accused "rejected" or "denied" in the next breath is no less on the accuser's word.
            return "CT+", Reason(of="certainty", words=around[-1].cue, why="its speaker accuses somebody of it")
        if words is None and label.endswith("-") and self._denied_charge(*around[-2:]):
            return "CT+", Reason(of="certainty", words=around[-1].cue, why="its speaker claims what another denies")
        if words is None:
            return label, Reason(of="certainty", words=(), why="as the reader took the whole clause")
        return label, Reason(of="certainty", words=(words,), why=f'"{self._text[slice(*words)]}" governs the deed')

    def _called_false(self, trigger: Trigger, around: Sequence[Statement]) -> Account | None:
        """A deed that a report tells and the sentence calls false ("rumours that P were untrue"): the report affirms
        it, and who calls it false denies it."""
        found = report_called_false(self._text, trigger.span, self._sentences)
        if found is None:
            return None
        report, verdict = found
        reasons = (
            Reason(of="voices", words=(report,), why="told by a report that its sentence calls false"),
            Reason(of="certainty", words=(verdict,), why="the report is called false"),
        )
        telling = [s for s in around if any(c.overlaps(report) for c in s.cue)]
        outer = [s for s in around if s not in telling and s.speaker]
        kind: VoiceKind = "document" if _DOCUMENT.fullmatch(self._text, *report) else "unnamed"
        if telling:
            inner = replace(self._voice(telling[-1], "CT", "+"), kind=kind)
        else:
            inner = Voice(kind=kind, certainty="CT", polarity="+")
        if not outer:
            return Account((Voice(kind="author", certainty="CT", polarity="-"), inner), reasons)
        passing = tuple(self._voice(s, "U", "u") for s in outer[:-1])
        return Account((_PASSING_ON, *passing, self._voice(outer[-1], "CT", "-"), inner), reasons)

    def _on_nobodys_word(
        self, trigger: Trigger, clause: LeftClause, around: Sequence[Statement], label: str, why_so: Reason
    ) -> Account | None:
        """A deed that somebody unnamed tells: by a word of its clause, or as the reader took it."""
        if around and not around[-1].speaker:
            return None  # the statement's own voice is the unnamed one
        certainty, polarity = _stand(label)
        said = hearsay(clause.words)
        words = (clause.span(said),) if said else ()
        if not said and not around and trigger.holder.label == "statement":
            nobody = _NOBODY.search(self._text, max(0, trigger.span.start - 40), trigger.span.end + 20)
            words = (Span(*nobody.span()),) if nobody else ()
        if not words and (around or trigger.holder.label != "nobody"):
            return None
        told = tuple(self._voice(s, "U", "u") for s in around)
        chain = (_PASSING_ON, *told, Voice(kind="unnamed", certainty=certainty, polarity=polarity))
        return Account(chain, (Reason(of="voices", words=words, why="told on the word of somebody unnamed"), why_so))

    def _on_the_authors_word(
        self, trigger: Trigger, around: Sequence[Statement], label: str, why_so: Reason, unverified: Span | None
    ) -> Account | None:
        certainty, polarity = _stand(label)
        if around and trigger.holder.label != "author":
            return None
        why = "inside a statement, but told as the author's own" if around else "told in nobody's statement"
        if not around and unverified is not None and label == "CT+" and trigger.stand.score < _PLAIN:
            certainty, polarity = "U", "u"
            why_so = Reason(of="certainty", words=(unverified,), why="it could not be verified")
        chain = (Voice(kind="author", certainty=certainty, polarity=polarity),)
        return Account(chain, (Reason(of="voices", words=(), why=why), why_so))

    def _on_the_speakers_word(self, around: Sequence[Statement], label: str, why_so: Reason) -> Account:
        links = [_PASSING_ON]
        for outer, inner in pairwise(around):
            stand: tuple[Certainty, Polarity] = ("CT", "+") if _vouches(outer, inner) else ("U", "u")
            stand = ("CT", "-") if self._denied_charge(outer, inner) else stand
            links.append(self._voice(outer, *stand))
        links.append(self._voice(around[-1], *_stand(label)))
        cues = tuple(c for s in around for c in s.cue)
        why = Reason(of="voices", words=cues, why="told inside what its speakers are said to have said")
        return Account(tuple(links), (why, why_so))

    def _denied_charge(self, outer: Statement | None = None, inner: Statement | None = None) -> bool:
        """Whether one denies what another claims ("denied Chad's claim that P"), not that he claims it."""
        if outer is None or inner is None or outer.stance not in ("deny", "dispute", "reject"):
            return False
        return any(
            _CHARGE.fullmatch(self._text, *cue)
            and any(c.start <= cue.start and cue.end <= c.end for c in outer.content)
            for cue in inner.cue
        )

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
        if not words or self._terms.get(statement.id, Spoken()).anonymous or _SOURCES.search(words):
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
