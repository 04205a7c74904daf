"""HTML as a flat run of text blocks, each character tied to its place in the source.

This is no HTML parser: it goes over the source once, whatever is in it, so that nothing nested or broken can make it
slow. It serves where the page is too deep or too long for the extractor, and to find extracted text in its source.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen and characters without width
_SKIPPED = frozenset("script style template svg title noscript textarea select nav footer aside button".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_CHILDLESS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_OFTEN_UNCLOSED = frozenset("p li dt dd tr td th tbody thead tfoot option optgroup colgroup html head body".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The words between two block-level tags, white space made single; ``starts`` ties offsets in it to the source."""

    text: str
    starts: tuple[tuple[int, int], ...]


def depth(source: str) -> int:
    """How deep elements are nested at most, not counting those that are usually left open."""
    deepest = level = 0
    for closing, name in _TAG.findall(source):
        if name.lower() in _CHILDLESS or name.lower() in _OFTEN_UNCLOSED:
            continue
        level = max(0, level - 1) if closing else level + 1
        deepest = max(deepest, level)
    return deepest


def normalize(text: str) -> str:
    """White space made single, unseen characters dropped."""
    return _SPACE.sub(" ", _UNSEEN.sub("", text)).strip()


def blocks(source: str) -> Iterator[Block]:
    """The blocks with words in them, in order; scripts, menus and the like are left out."""
    pieces: list[tuple[int, str]] = []
    for at, text in _pieces(source):
        if text is not None:
            pieces.append((at, text))
        elif pieces:
            yield from _block(pieces)
            pieces = []
    yield from _block(pieces)


def _block(pieces: list[tuple[int, str]]) -> Iterator[Block]:
    text, starts = "", []
    for at, piece in pieces:
        words = _SPACE.sub(" ", _UNSEEN.sub("", html.unescape(piece)))
        if not text or text.endswith(" "):
            words = words.lstrip()
        if words:
            starts.append((len(text), at + len(piece) - len(piece.lstrip())))
            text += words
    if text.strip():
        yield Block(text=text.strip(), starts=tuple(starts))


def _pieces(source: str) -> Iterator[tuple[int, str | None]]:
    """Runs of text with their offsets, and None where a block ends."""
    at, never_closed, breaks = 0, set[str](), 0
    while at < len(source):
        tag = source.find("<", at)
        end = len(source) if tag < 0 else tag
        if end > at:
            yield at, source[at:end]
            breaks = 0 if source[at:end].strip() else breaks
        if tag < 0:
            return
        match = _TAG.match(source, tag)
        if not match:
            at = _after_other(source, tag)
            if at == tag + 1:  # a lone "<" is text
                yield tag, "<"
            continue
        name = match[2].lower()
        breaks = breaks + 1 if name == "br" else breaks
        if name not in _INLINE and (name != "br" or breaks == 2):
            yield tag, None
        elif name == "br":
            yield tag, " "
        at = _after_tag(source, match, never_closed)


def _after_other(source: str, tag: int) -> int:
    """Where a comment, doctype or processing instruction ends; the next character when it is none of them."""
    if source.startswith("<!--", tag):
        end = source.find("-->", tag + 4)
        return len(source) if end < 0 else end + 3
    if source.startswith(("<!", "<?", "</"), tag):
        end = source.find(">", tag)
        return len(source) if end < 0 else end + 1
    return tag + 1


def _after_tag(source: str, match: re.Match[str], never_closed: set[str]) -> int:
    """Where a tag ends, or the whole element when it is one whose words are not read.

    ``never_closed`` remembers elements that no longer close, so that the source is not searched to its end again.
    """
    end = source.find(">", match.end())
    after = len(source) if end < 0 else end + 1
    name = match[2].lower()
    if match[1] or name not in _SKIPPED or name in never_closed:
        return after
    close = re.compile(rf"</{re.escape(name)}\b[^>]*>?", re.IGNORECASE).search(source, after)
    if close is None:
        never_closed.add(name)
        return after
    return close.end()


class SourcePlaces:
    """Finds cleaned paragraphs, asked for in the order of the page, in the source they were taken from."""

    _KEY = 60  # characters of a paragraph's beginning that must agree
    _SHORT = 25  # a shorter paragraph is looked for nearby only: its words may stand anywhere
    _NEARBY = 5_000
    _MOST_MISSES = 200  # each one costs a search to the end of the page

    def __init__(self, source: str) -> None:
        texts, self._offsets, self._origins, length = [], list[int](), list[int](), 0
        for block in blocks(source):
            self._offsets += (length + start for start, _ in block.starts)
            self._origins += (origin for _, origin in block.starts)
            texts.append(block.text)
            length += len(block.text) + 1
        self._source = source
        self._text = " ".join(texts)
        self._at = 0
        self._misses = 0

    def find(self, paragraph: str) -> int | None:
        """The offset in the source where a paragraph begins; None when it cannot be told."""
        key = normalize(paragraph)[: self._KEY]
        if not key or self._misses >= self._MOST_MISSES:
            return None
        end = self._at + self._NEARBY if len(key) < self._SHORT else len(self._text)
        found = self._text.find(key, self._at, end)
        if found < 0:
            self._misses += 1
            return None
        self._at = found + len(key)
        return self._origin(found, key)

    def _origin(self, found: int, key: str) -> int:
        piece = bisect_right(self._offsets, found) - 1
        origin = self._origins[piece]
        if self._offsets[piece] == found:
            return origin
        # Inside a piece, white space and entities may differ in length: the first word tells the place.
        exact = self._source.find(key.split(" ", 1)[0], origin + (found - self._offsets[piece]) // 2)
        return exact if 0 <= exact - origin <= 2 * (found - self._offsets[piece]) + 100 else origin
