from __future__ import annotations

import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from onrecord.model import Document, Record, Span, Statement
from onrecord.views import page

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</style></title></p><svg/onload=alert(1)>",
    "&lt;img onerror=alert(1)&gt;",
]
VOID = {"meta", "br", "link", "img"}


class Outline(HTMLParser):
    """What a browser would see: elements, their attributes, and whether they close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def attributes(self, name: str) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get(name)) is not None]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def test_every_link_leads_somewhere_and_every_entry_links_both_ways(records: list[Record]) -> None:
    outline = Outline(page(records))
    assert outline.open == []
    ids = outline.attributes("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in outline.attributes("href") if href.startswith("#")}
    assert targets <= set(ids)
    for label in ("d1-S1", "d1-S6", "d1-D7", "d2-S1", "d2-D1"):
        assert {label, f"{label}-text"} <= set(ids)
        assert {label, f"{label}-text"} <= targets


def test_it_loads_nothing_and_runs_only_its_own_script(records: list[Record]) -> None:
    outline = Outline(page(records))
    assert outline.count("script") == 1
    assert outline.count("style") == 1
    assert outline.attributes("src") == []
    assert outline.attributes("style") == []
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]
    policy = next(value for value in outline.attributes("content") if "default-src" in value)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert [href for href in outline.attributes("href") if not href.startswith("#")] == ["https://example.org/wire-1"]


def test_tables_have_captions_and_headings_are_in_order(records: list[Record]) -> None:
    html = page(records)
    outline = Outline(html)
    assert outline.count("table") == outline.count("caption") == 6
    assert outline.count("h1") == outline.count("main") == 1
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_the_chain_is_said_in_plain_words(records: list[Record]) -> None:
    html = page(records)
    assert (
        "A leaked police file holds it likely, as passed on by Morgenblatt. The author does not vouch for it." in html
    )
    assert "Unverified: “could not be independently verified”" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_article_text_never_becomes_html(text: str, records: list[Record]) -> None:
    calm = Outline(page([_everywhere("calm words")])).tags
    outline = Outline(page([_everywhere(text)]))
    assert [tag for tag, _ in outline.tags] == [tag for tag, _ in calm]
    assert outline.words.count(text) >= 6
    assert not [name for _, attributes in outline.tags for name in attributes if name.startswith("on")]


def _everywhere(text: str) -> Record:
    document = Document(
        id=text, text=text, title=text, outlet=text, author=text, url=text, published=text, language=text, notes=(text,)
    )
    said = Statement(
        id=text, speaker=(Span(0, 3),), cue=(), content=(Span(0, len(text)),), form="direct", stance="state", score=0.5
    )
    return Record(document=document, statements=(said,), failures=(text,))


def test_no_documents_and_empty_ones_still_give_a_page() -> None:
    assert "The record of 0 documents" in page([])
    assert "Nobody is quoted and no deed is told." in page([Record(document=Document(id="d", text=" \n"))])


def test_odd_spans_keep_the_page_whole(records: list[Record]) -> None:
    wild = replace(records[0].statements[0], speaker=(Span(0, 400),), content=(Span(40, 46), Span(300, 9999)))
    outline = Outline(page([replace(records[0], statements=(wild, *records[0].statements[1:]))]))
    assert outline.open == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_read(scheme: str) -> None:
    """WCAG 2.2 AA: 4.5 to 1 for text, on every ground it may stand on."""
    light, dark = re.findall(r":root \{(.*?)\}", files("onrecord.views").joinpath("page.css").read_text(), re.DOTALL)[
        :2
    ]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))
    grounds = ("paper", "sheet", "tint", "tint-nested", "lit")
    deeds = ("material-conflict", "verbal-conflict", "material-cooperation", "verbal-cooperation")
    for text in ("ink", "link", *deeds):
        for ground in grounds:
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for ground in ("paper", "sheet", "lit"):
        assert _contrast(colours["quiet"], colours[ground]) >= 4.5, ground


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
