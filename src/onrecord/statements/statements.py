"""Attributions -> statements: whole spans, form, stance, and which statement is told inside of which.

Form after Pareti (2012): direct when all words of the content stand in this statement's own quotation marks, indirect
when none does, else mixed. Nesting: a statement whose cue and content lie in another's content is told within it; of
two statements with one content, the one that names the basis ("citing a report") is within the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from onrecord.language import Analysis, Attribution
from onrecord.model import Span, Statement
from onrecord.model.entries import Form, Stance
from onrecord.statements.extent import joined, trimmed, whole_content
from onrecord.statements.layout import labelled, run_on
from onrecord.statements.quotations import Quoted
from onrecord.statements.stances import stance_of, undecided

_WORD = re.compile(r"\w+")
_BASIS = re.compile(
    r"\b(?:citing|cited|quoting|quoted|according to|based on|on the basis of|as per|per|referring to)\b", re.IGNORECASE
)
_HEARSAY = re.compile(r"(?:alleged|reported|supposed|purported)ly", re.IGNORECASE)  # the word of nobody named
_HELPERS = frozenset(
    "do does did have has had is are was were be been am will would shall should can could may might must also not to "
    "just only again then now later always never a an the".split()
)
# "Blame" that is traded, not what for.
_TRADED = re.compile(r"\b(?:trad(?:e[sd]?|ing)|exchang(?:e[sd]?|ing)|swap(?:s|ped|ping)?)\s$", re.IGNORECASE)
_TRADE = re.compile(r"blame|(?:accusation|allegation|charge|claim|insult|threat|warning)s", re.IGNORECASE)
_FOR_WHAT = re.compile(r"\s(?:that|over|about|of|for)\b")
_CITED = re.compile(
    r"\s+([^,;:.\"\u201c\n]{2,80}?)(?=\s*(?:[,;:.\u201c\"\n]|$|\b(?:that|saying|as saying|who|which)\b))"
)
_NEARLY_ALL = 0.8  # share of a content's words that must lie in another for the one to be inside of the other


def find_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of a text in order of their contents."""
    text = analysis.document.text
    words = _WordIndex(text)
    quoted = Quoted(text)
    starts = [sentence.start for sentence in analysis.sentences]
    found: list[Statement] = []
    told = undecided(text, _without_helpers(text, _one_per_cue(analysis.attributions)))
    for attribution in (joined(text, a) for a in told):
        content = whole_content(text, attribution, quoted=quoted, sentence_starts=starts)
        # "Citing a report, ..." names a basis and carries no words of its own.
        only_named = any(c.overlaps(n) for c in content for n in _cited(text, attribution.cue))
        if content and words.of(content) and not only_named and not _traded(text, attribution.cue):
            found.append(_statement(text, attribution, content, quoted))
    found = run_on(found, text, quoted)
    lines = labelled(text, analysis.mentions, found)
    found += [replace(line, form=_form(text, line.content, line.cue, quoted)) for line in lines]
    found.sort(key=lambda s: (s.content[0], s.cue))
    return _nested(_numbered(found), text, words)


def _one_per_cue(attributions: Sequence[Attribution]) -> list[Attribution]:
    """The surer of two attributions whose cues share words."""
    taken: set[int] = set()
    kept: list[Attribution] = []
    for a in sorted(attributions, key=lambda a: -a.score):
        characters = {at for span in a.cue for at in range(*span)}
        if taken.isdisjoint(characters):
            taken |= characters
            kept.append(a)
    return kept


def _without_helpers(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions less those by an auxiliary, adverb or article alone whose content opens with the cue it helps:
    in "did say that ..." the one cue is "say"."""
    cues = {span.start for a in attributions for span in a.cue}
    return [
        a
        for a in attributions
        if not a.cue
        or a.content[0].start not in cues
        or not all(word in _HELPERS for s in a.cue for word in text[s.start : s.end].lower().split())
    ]


def _traded(text: str, cue: Sequence[Span]) -> bool:
    """Whether a cue is what two sides "traded" or "exchanged" ("trade blame after a clash"): it opens no content."""
    return (
        len(cue) == 1
        and _TRADE.fullmatch(text, *cue[0]) is not None
        and _TRADED.search(text, max(0, cue[0].start - 12), cue[0].start) is not None
        and _FOR_WHAT.match(text, cue[0].end) is None
    )


def _statement(text: str, a: Attribution, content: tuple[Span, ...], quoted: Quoted) -> Statement:
    cue = " ".join(text[s.start : s.end] for s in a.cue)
    return Statement(
        id="s",
        speaker=() if _HEARSAY.fullmatch(cue) else _cited(text, a.cue) or _speaker(text, a.speaker, quoted),
        cue=a.cue,
        content=content,
        form=_form(text, content, a.cue, quoted),
        stance=cast(Stance, stance_of(cue, a.stance)),
        score=round(a.score, 3),
    )


def _cited(text: str, cue: Sequence[Span]) -> tuple[Span, ...]:
    """Of "the ministry said, citing a police report, that ...": the report, whose words these are (not the ministry,
    whose act the citing is)."""
    if not cue or text[slice(*cue[-1])].lower() not in ("citing", "quoting"):
        return ()
    named = _CITED.match(text, cue[-1].end)
    return (Span(*named.span(1)),) if named else ()


def _speaker(text: str, spans: Sequence[Span], quoted: Quoted) -> tuple[Span, ...]:
    """The speaker's words, without the label of the line they stand in ("Q: The army's spokesman said") and without
    what is left of the paragraph before."""
    found = []
    for span in spans:
        begins = span.start
        for mark in (": ", "\n\n"):
            at = text.rfind(mark, begins, span.end)
            begins = at + 2 if at >= 0 else begins
        start, end = trimmed(text, Span(begins, span.end), quoted)
        if start < end and _WORD.search(text, start, end):
            found.append(Span(start, end))
    return tuple(found)


def _form(text: str, content: Sequence[Span], cue: Sequence[Span], quoted: Quoted) -> Form:
    inside = outside = 0
    for span in content:
        for word in _WORD.finditer(text, span.start, span.end):
            marks = [q for q in quoted.around(word.start()) if not any(q.start <= c.start < q.end for c in cue)]
            if marks:
                inside += 1
            else:
                outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def _numbered(statements: Sequence[Statement]) -> list[Statement]:
    """Ids from the spans, so that reading again gives the same ones: "s33-80" is the content from 33 to 80."""
    taken: set[str] = set()
    numbered = []
    for s in statements:
        id = f"s{s.content[0].start}-{s.content[-1].end}"
        if id in taken:
            id = "-".join([id, *(str(c.start) for c in s.cue[:1] or s.speaker[:1])])
        if id not in taken:  # the same content without anything to tell them apart is the same statement
            taken.add(id)
            numbered.append(replace(s, id=id))
    return numbered


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement's words by number; ``is_basis``: its cue names what another statement rests on."""

    content: frozenset[int]
    cue: frozenset[int]
    is_basis: bool


def _nested(statements: Sequence[Statement], text: str, words: _WordIndex) -> tuple[Statement, ...]:
    """The statements with ``within`` set. Only those that share words are compared: long texts take linear time."""
    told = [_Told(words.of(s.content), words.of(s.cue), _is_basis(s, text)) for s in statements]
    tellers: defaultdict[int, list[int]] = defaultdict(list)
    for j, t in enumerate(told):
        for word in t.content:
            tellers[word].append(j)
    outer: dict[int, int] = {}
    for i, t in enumerate(told):
        shared = Counter(j for word in t.content for j in tellers[word] if j != i)
        holders = [j for j, n in shared.items() if _told_inside(t, told[j], n) and not _leads(outer, j, i)]
        if holders:
            # Of two that tell the same, the basis is the inner one.
            outer[i] = min(holders, key=lambda j: (len(told[j].content), not told[j].is_basis, j))
    return tuple(replace(s, within=statements[outer[i]].id) if i in outer else s for i, s in enumerate(statements))


def _told_inside(inner: _Told, outer: _Told, shared: int) -> bool:
    if inner.cue and inner.cue <= outer.content:
        return shared >= _NEARLY_ALL * len(inner.content) and len(inner.content) < len(outer.content)
    same = shared >= _NEARLY_ALL * max(len(inner.content), len(outer.content))
    told_by_inner = bool(outer.cue) and outer.cue <= inner.content
    return same and not told_by_inner and inner.is_basis and not outer.is_basis


def _leads(outer: dict[int, int], start: int, goal: int) -> bool:
    """Whether going outward from ``start`` comes to ``goal``: nothing is told within itself."""
    while start in outer:
        start = outer[start]
        if start == goal:
            return True
    return False


def _is_basis(statement: Statement, text: str) -> bool:
    return any(_BASIS.search(text[c.start : c.end]) for c in statement.cue)


class _WordIndex:
    """Spans -> sets of word numbers."""

    def __init__(self, text: str) -> None:
        found = [m.span() for m in _WORD.finditer(text)]
        self._starts = [s for s, _ in found]
        self._ends = [e for _, e in found]

    def of(self, spans: Sequence[Span]) -> frozenset[int]:
        """Numbers of the words that ``spans`` touch."""
        inside: set[int] = set()
        for start, end in spans:
            inside.update(range(bisect_left(self._ends, start + 1), bisect_left(self._starts, end)))
        return frozenset(inside)
