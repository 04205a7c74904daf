from __future__ import annotations

import pytest

from onrecord.errors import DocumentError
from onrecord.reading import html
from onrecord.reading.html import read_html
from onrecord.reading.markup import blocks, depth

PAGE = """<!doctype html><html lang="en"><head><title>Ministers agree | The Courier</title>
<meta property="og:site_name" content="The Courier"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="canonical" href="https://courier.example/oslo"><script>var x = "<p>not text</p>";</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Ministers agree</h1>
<p>Ministers in Oslo said on Friday that they had agreed on a&nbsp;plan &amp; a   budget, <a href="x">officials</a>
told reporters in the capital after a long night of talks.</p>
<p>&ldquo;We will act,&rdquo; the prime minister said. The opposition rejected the claim and said the plan was
not lawful.</p>
<ul><li>One thing that they did on Friday</li></ul>
</article><footer>Copyright 2024, cookies</footer></body></html>"""


def test_an_article_among_clutter() -> None:
    document = read_html(PAGE.encode(), doc_id="a.html")
    assert (document.title, document.author, document.outlet) == ("Ministers agree", "Ann Lee", "The Courier")
    assert (document.published, document.url) == ("2024-05-03", "https://courier.example/oslo")
    assert document.made_by == "html: trafilatura"
    paragraphs = document.text.split("\n\n")
    assert paragraphs[-3:] == [
        "Ministers in Oslo said on Friday that they had agreed on a plan & a budget, officials told reporters in the "
        "capital after a long night of talks.",
        "“We will act,” the prime minister said. The opposition rejected the claim and said the plan was not lawful.",
        "One thing that they did on Friday",
    ]
    assert "Home" not in document.text
    assert "cookies" not in document.text
    assert "not text" not in document.text


def test_the_map_leads_back_to_the_source() -> None:
    document = read_html(PAGE.encode(), doc_id="a.html")
    found = {document.text[at : at + 13]: PAGE[int(place.split()[-1]) :] for at, place in document.source_map}
    assert len(found) == len(document.text.split("\n\n"))
    assert found["Ministers in "].startswith("Ministers in Oslo")
    assert found["“We will act,"].startswith("&ldquo;We will")
    assert found["One thing tha"].startswith("One thing")


def test_no_date_is_guessed_from_the_words() -> None:
    page = "<html><body><article>" + "<p>Talks opened on 3 May 2021 in Oslo, officials said on that day.</p>" * 8
    assert read_html(page.encode(), doc_id="a").published is None


def test_a_page_the_extractor_finds_nothing_in() -> None:
    document = read_html(
        b"<title>A  note</title><nav>Menu</nav><div>Talks <b>failed</b>, he said.<br>Bye.</div>", doc_id="a"
    )
    assert document.text in {"Talks failed, he said. Bye.", "Talks failed, he said.\n\nBye."}


@pytest.mark.parametrize("levels", [300, 200_000])
def test_a_very_deep_page_keeps_its_words(levels: int) -> None:
    page = "<div>" * levels + "<p>The minister said no.</p>" + "</div>" * levels
    document = read_html(page.encode(), doc_id="a")
    assert document.text == "The minister said no."
    assert document.made_by == "html: all text blocks"
    assert any("nested more than" in note for note in document.notes)
    assert document.source_map == ((0, f"source offset {5 * levels + 3}"),)


def test_a_very_long_page_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_LONGEST", 1_000)
    document = read_html(b"<p>The minister said no.</p>" * 100, doc_id="a")
    assert document.text.count("The minister") == 100
    assert "longer than 1,000 characters" in document.notes[0]


@pytest.mark.parametrize(
    "page", ["<!--" * 100_000, "<nav>" * 100_000, "<" * 200_000, "<a href='" * 50_000, "<script>" * 50_000]
)
def test_broken_markup_takes_no_time(page: str) -> None:
    assert sum(len(block.text) for block in blocks(page + "<p>end</p>")) <= len(page) + 3


@pytest.mark.parametrize("page", [b"<html><body></body></html>", b"<script>x</script>", b"<p>&nbsp;</p>"])
def test_a_page_without_text(page: bytes) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read_html(page, doc_id="a")


@pytest.mark.parametrize(
    ("declared", "encoding", "note"),
    [
        ("iso-8859-1", "cp1252", "decoded as windows-1252"),
        ("windows-1251", "cp1251", "decoded as windows-1251"),
        ("no-such-set", "cp1252", "decoded as windows-1252"),
    ],
)
def test_the_declared_charset_is_believed(declared: str, encoding: str, note: str) -> None:
    words = "Das Ministerium für Äußeres schwieg." if encoding == "cp1252" else "Министр молчал."
    page = f'<meta charset="{declared}"><p>{words}</p>'
    document = read_html(page.encode(encoding), doc_id="a")
    assert document.text == words
    assert note in document.notes


def test_utf8_wins_over_what_is_declared() -> None:
    document = read_html('<meta charset="iso-8859-1"><p>Zoë said “no”.</p>'.encode(), doc_id="a")
    assert document.text == "Zoë said “no”."


def test_depth_does_not_count_what_is_left_open() -> None:
    assert depth("<p>one<p>two<br><li>three" * 100) == 0
    assert depth("<div><span>x</span></div></div><div>") == 2
