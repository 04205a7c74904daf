"""Web pages: main text, title, date, author and outlet, without the clutter around them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import DocumentError, UserError
from onrecord.model import Document
from onrecord.reading.layout import Passage, assemble
from onrecord.reading.markup import SourcePlaces, blocks, depth
from onrecord.reading.plain import decode
from onrecord.reading.terms import check_date

_DEEPEST = 240  # the parser behind the extractor drops text below 256 levels, and others take minutes over them
_LONGEST = 4_000_000  # characters; longer pages are data, not articles, and extraction takes time and memory
_SHORT = 250  # characters, below which the extractor does not trust its own rules
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:-]+)", re.IGNORECASE)
_BULLET = re.compile(r"^(?:- |\| *)|(?: *\| *)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the extractor found."""

    text: str
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None


def read_html(data: bytes, *, doc_id: str) -> Document:
    """The main text of a page; raises DocumentError when there is none.

    The source map ties each paragraph that can be found again to its offset, in characters, in the decoded source.
    """
    source, notes = _decode(data)
    reason = _unfit(source)
    page = None if reason else _extract(source)
    if page is None:
        reason = reason or "no article could be made out in the page"
        notes += (f"{reason}, so all its text was taken, menus and notices included",)
        text, source_map = assemble(_all_text(source))
        made_by = "html: all text blocks"
        page = _Page(text=text, title=_title(source))
    elif _is_all(page.text, source):
        text, source_map = assemble(_all_text(source))
        made_by = "html: all text blocks"
    else:
        text, source_map = assemble(_located(page.text, source))
        made_by = "html: trafilatura"
    if not text:
        raise DocumentError("holds no text to read; if a script fills the page, save it from the browser as PDF")
    return Document(
        id=doc_id,
        text=text,
        title=page.title,
        url=page.url,
        outlet=page.outlet,
        author=page.author,
        published=page.published,
        made_by=made_by,
        source_map=source_map,
        notes=notes,
    )


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """As plain text, except that the charset a page declares is believed when it is not UTF-8."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\x00" not in data:
        name = declared[1].decode("ascii").lower()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            # Browsers read pages that call themselves Latin-1 or ASCII as windows-1252, and so they are written.
            encoding = "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name
            try:
                return data.decode(encoding), (f"decoded as {encoding.replace('cp125', 'windows-125')}",)
            except (UnicodeDecodeError, LookupError):
                pass
    return decode(data)


def _unfit(source: str) -> str | None:
    """Why the extractor should not see a page, in words."""
    if len(source) > _LONGEST:
        return f"the page is longer than {_LONGEST:,} characters"
    if depth(source) > _DEEPEST:
        return f"the page is nested more than {_DEEPEST} levels deep"
    return None


def _extract(source: str) -> _Page | None:
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan", "justext"):  # what they would print is said in our own notes
        logging.getLogger(name).setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        source,
        with_metadata=True,
        include_comments=False,
        # Dates stand in the page's own metadata or nowhere: a date guessed from its words would pose as a stated one.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        return None
    return _Page(
        text=found.text or "",
        title=found.title or None,
        author=found.author or None,
        outlet=found.sitename or None,
        url=found.url or None,
        published=_date(found.date),
    )


def _is_all(text: str, source: str) -> bool:
    """Whether a short text is about all there is: the extractor cuts those at every element, so blocks serve better."""
    return len(text) < _SHORT and sum(len(block.text) for block in blocks(source)) <= 2 * len(text)


def _date(text: str | None) -> str | None:
    try:
        return check_date(text) if text else None
    except UserError:
        return None


def _located(text: str, source: str) -> Iterator[Passage]:
    """The extractor's lines as passages, without its marks for lists and tables."""
    places = SourcePlaces(source)
    for line in text.split("\n"):
        words = _BULLET.sub("", line.strip())
        if words:
            found = places.find(words.split(" | ")[0])
            yield Passage(text=words, places=() if found is None else ((0, f"source offset {found}"),))


def _all_text(source: str) -> Iterator[Passage]:
    for block in blocks(source):
        yield Passage(text=block.text, places=((0, f"source offset {block.starts[0][1]}"),))


def _title(source: str) -> str | None:
    from html import unescape

    found = re.search(r"<title[^>]{0,200}>([^<]{1,500})", source, re.IGNORECASE)
    return " ".join(unescape(found[1]).split()) or None if found else None
