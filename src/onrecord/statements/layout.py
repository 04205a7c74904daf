"""What the layout says and no cue verb does: quotations that run on over paragraphs, and labelled lines.

News style repeats the opening mark at each paragraph of one quotation and closes only the last. Interviews, transcripts
and headlines put the speaker before a colon ("Envoy: Benghazi barred convoy").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.language.sentences import paragraphs
from onrecord.model import Mention, Span, SpanIndex, Statement
from onrecord.statements.quotations import Quoted

_LABEL = re.compile(r"([A-Z][\w.'\u2019-]*(?:[ ][\w.'\u2019-]+){0,5}):[ \t]+(?=\S)")
_CLOSING = "\"\u201d\u00bb'\u2019"
_OPENING = "\"\u201c\u201e\u00ab'\u2018"
_WE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us|I|[Mm]y)\b")
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
    """Lines that begin with a name and a colon and hold no other statement, as statements without a cue.

    A label counts when it names somebody (a mention of a person, an organisation or a country lies in it) or when it
    comes back on other lines, as in an interview. A place alone is mostly where something happened ("Lebanon: The army
    deployed ..."); it speaks where its line says "we".
    """
    lines = [(m, end) for start, end in paragraphs(text) if (m := _LABEL.match(text, start, end))]
    often = Counter(m.group(1) for m, _ in lines)
    named = SpanIndex((m.span, m) for m in mentions if m.kind in ("person", "organization", "gpe"))
    taken = SpanIndex((span, s) for s in statements for span in (*s.content, *s.cue))
    found = []
    for match, end in lines:
        label = Span(*match.span(1))
        names = named.touching(label)
        if often[match.group(1)] < 2 and not names:
            continue
        if names and all(m.kind == "gpe" for _, m in names) and not _WE.search(text, match.end(), end):
            continue
        if len(text[match.end() : end].split()) < _FEWEST_WORDS or taken.touching(Span(label.start, end)):
            continue
        content = (Span(match.end(), end),)
        found.append(
            Statement(id="s", speaker=(label,), cue=(), content=content, form="indirect", stance="state", score=0.5)
        )
    return found
