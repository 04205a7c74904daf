"""What the layout says and no cue verb does: quotations that run on over paragraphs, and labelled lines.

News style repeats the opening mark at each paragraph of one quotation and closes only the last. Interviews, transcripts
and headlines put the speaker before a colon ("Envoy: Benghazi barred convoy").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.sentences import paragraphs
from onrecord.model import Mention, Span, SpanIndex, Statement
from onrecord.statements.quotations import Quoted

_LABEL = re.compile(r"([A-Z][\w.'\u2019-]*(?:[ ][\w.'\u2019-]+){0,5}):[ \t]+(?=\S)")
_LOWER = re.compile(r"\b[a-z]\w{4,}")
_CLOSING = "\"\u201d\u00bb'\u2019"
_OPENING = "\"\u201c\u201e\u00ab'\u2018"
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I(?!\.| [A-Z])|[Mm]y)\b")
_ASIDE = "([*"  # what is no speech opens with these: "(Laughter.)"
_FEWEST_TURNS = 3  # of a transcript
_SHARE = 0.3  # of its paragraphs that open with a label
_FEWEST_WORDS = 3  # of a labelled line: shorter ones are titles and times


def run_on(statements: Sequence[Statement], text: str, quoted: Quoted) -> list[Statement]:
    """Statements whose quotation was left open at the end of a paragraph, with the paragraphs that carry it on."""
    spans = paragraphs(text)
    starts = [start for start, _ in spans]
    taken = SpanIndex((c, s) for s in statements for c in s.content)
    extended = []
    for statement in statements:
        content = list(statement.content)
        at = bisect_left(starts, content[-1].start + 1)  # the paragraph after the content's last
        while 0 < at < len(spans) and _left_open(text, content[-1], spans[at - 1], quoted):
            start, end = spans[at]
            if text[start] not in _OPENING or taken.touching(Span(start, end)):
                break
            content.append(Span(*next((q for q in quoted.around(start)), Span(start, end))))
            at += 1
        extended.append(replace(statement, content=tuple(content)))
    return extended


def _left_open(text: str, content: Span, paragraph: tuple[int, int], quoted: Quoted) -> bool:
    """Whether ``content`` ends its paragraph inside a quotation that nothing closes."""
    if paragraph[1] - content.end > 1 or text[paragraph[1] - 1] in _CLOSING:
        return False
    return any(q.end == paragraph[1] for q in quoted.around(content.end - 1))


def labelled(text: str, mentions: Sequence[Mention], statements: Sequence[Statement]) -> list[Statement]:
    """Lines that begin with a name and a colon, as statements without a cue; what others say is told within them.

    A label counts when it names somebody (a mention of a person, an organisation or a country lies in it) or when it
    comes back on other lines, as in an interview, written like a name ("Prime Minister", not "Fall of wickets"). A
    place alone is mostly where something happened ("Lebanon: The army deployed ..."); it speaks where its line says
    "we". In a transcript a turn goes on to the next label.
    """
    spans = paragraphs(text)
    lines = [(at, m) for at, (start, end) in enumerate(spans) if (m := _LABEL.match(text, start, end))]
    often = Counter(m.group(1) for _, m in lines)
    named = SpanIndex((m.span, m) for m in mentions if m.kind in ("person", "organization", "gpe"))
    taken = SpanIndex((span, s) for s in statements for span in (*s.content, *s.cue))
    turns = []
    for at, match in lines:
        label, end = Span(*match.span(1)), spans[at][1]
        names = named.touching(label)
        if not names and (often[match.group(1)] < 2 or _LOWER.search(match.group(1))):
            continue
        if names and all(m.kind == "gpe" for _, m in names) and not _WE.search(text, match.end(), end):
            continue
        inside = [s for _, s in taken.touching(Span(label.start, end))]
        if len(text[match.end() : end].split()) >= _FEWEST_WORDS and all(_lies_in(s, match.end(), end) for s in inside):
            turns.append((at, label, Span(match.end(), end)))
    transcript = len(turns) >= _FEWEST_TURNS and len(turns) >= _SHARE * len(spans)
    heads = [at for at, _ in lines]
    found = []
    for at, label, first in turns:
        following = heads[bisect_right(heads, at)] if transcript and at < heads[-1] else at + 1
        rest = (Span(*span) for span in spans[at + 1 : following] if text[span[0]] not in _ASIDE)
        content = (first, *(p for p in rest if all(_lies_in(s, *p) for _, s in taken.touching(p))))
        found.append(
            Statement(id="s", speaker=(label,), cue=(), content=content, form="indirect", stance="state", score=0.5)
        )
    return found


def _lies_in(statement: Statement, start: int, end: int) -> bool:
    """Whether a statement by a cue is told, all of it, between two characters."""
    spans = (*statement.cue, *statement.content)
    return bool(statement.cue) and all(start <= span.start and span.end <= end for span in spans)
