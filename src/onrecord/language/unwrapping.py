"""Text broken into lines at a fixed width -> the same text with its paragraphs whole, every offset as before.

Stations after this one may take each line for a paragraph. Only line breaks that a typewriter or a mail program put in
are mended: a line that is *full*, because the next line's first word would not have fitted. The last line of a
paragraph, a headline and a list's items are not full, and texts with a paragraph a line are wider than any page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_NARROWEST, _WIDEST = 40, 100  # columns of texts that are wrapped: below are lists and verse, above are paragraphs
_BREAK = re.compile(r"\r\n|\n|\r")
_OPENS_PARAGRAPH = re.compile(r"\s|[-*+>|#=_•‣◦▪●–—]|\(?\w{1,3}[.)]\s|[A-Z][\w.'’ -]{0,40}:\s")
_SMALL = re.compile(r"[\"'“”‘’(\[]*[^\W\d_A-Z]")
_STOP = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


class _Line(NamedTuple):
    """A line without the blanks at its end, where it ends, and where the next one begins."""

    words: str
    end: int
    next: int


def unwrapped(text: str) -> str:
    """``text`` with a blank for each line break inside a paragraph, as long as before, character for character."""
    breaks = [at for block in _blocks(text) for at in _soft_breaks(block)]
    if not breaks:
        return text
    characters = list(text)
    for start, end in breaks:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Lines without a blank one between them; the lines of a text broken nowhere are no block."""
    block: list[_Line] = []
    at = 0
    for match in _BREAK.finditer(text):
        line = _Line(text[at : match.start()].rstrip(), *match.span())
        at = match.end()
        if line.words:
            block.append(line)
        elif block:
            yield block
            block = []
    if last := text[at:].rstrip():
        block.append(_Line(last, len(text), len(text)))
    yield block


def _soft_breaks(block: Sequence[_Line]) -> list[tuple[int, int]]:
    """The line breaks to mend between two blank lines; none unless some line runs on in small letters."""
    width = max((len(line.words) for line in block), default=0)
    pairs = list(pairwise(block))
    if not _NARROWEST <= width <= _WIDEST or not any(_runs_on(a.words, b.words, width) for a, b in pairs):
        return []
    return [
        (line.end, line.next)
        for line, following in pairs
        if _is_full(line.words, following.words, width) or _runs_on(line.words, following.words, width)
    ]


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room left in this one."""
    if _OPENS_PARAGRAPH.match(following):
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether a line breaks off in the middle of a sentence; one wrapped by hand need not be quite full."""
    if _STOP.search(line) or not _SMALL.match(following) or _OPENS_PARAGRAPH.match(following):
        return False
    return len(line) * 4 >= width * 3
