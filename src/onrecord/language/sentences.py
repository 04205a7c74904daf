"""Where sentences and paragraphs begin and end.

Rules, not a model: news English marks its sentences well, and a rule can be read. A sentence ends at ``. ! ?`` or an
ellipsis, takes the closing quotation marks and brackets with it, and never runs over a line break. A full stop after a
known abbreviation, an initial or inside an acronym ends nothing unless the next word cannot continue the sentence.
"""

from __future__ import annotations

import re

# A run of marks is tried from its head only, and never cut: a line of a million full stops takes linear time.
_END = re.compile(r"(?<![.!?\u2026])[.!?\u2026]++[\"'\u201d\u2019\u00bb)\]]*(?:\s\u201d)?(?=\s)")
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_][\w.\u2019'-]*)\.$")
_FIRST_CHARACTER = re.compile(r"[\"'\u201c\u2018\u201e\u00ab(\[]*([^\W_])")
_FIRST_WORD = re.compile(r"\W*(\w+)\b(?!\.)")

# Titles and ranks stand before a name, so a capital after them is no evidence of a new sentence.
_BEFORE_NAMES = frozenset(
    "mr mrs ms dr prof rev hon gen lt col maj capt sgt cpl adm cmdr brig sen rep gov pres st ste sr jr fr supt insp "
    "det messrs mme mlle mt ft no nos vs v inc corp co ltd llc bros dept univ assn jan feb mar apr jun jul aug sep "
    "sept oct nov dec mon tue wed thu fri sat sun ave blvd rd approx est fig al ca cf e.g i.e viz a.k.a u.s u.k u.n "
    "e.u d.c".split()
)
# Ordinary words too: in small letters, or "No." before anything but a number, they are no abbreviations.
_WORDS_TOO = frozenset("no nos fig sat sun mon wed fri mar al gen hon col det ave mt ft".split())
_BEFORE_NUMBERS = frozenset("no nos fig".split())
# These may end a sentence: what follows decides. A word that opens clauses, not names, begins a new one.
_MAY_END = frozenset("inc corp co ltd llc jr sr u.s u.k u.n e.u d.c a.m p.m etc al".split())
_CLAUSE_OPENERS = frozenset(
    "the a an he she it they we i you his her its their this that these those in on at but and if when while after "
    "before as for there what who why how no not some many most meanwhile however".split()
)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of ``text`` that hold anything but white space, trimmed."""
    spans = []
    for line in _LINE.finditer(text):
        words = line.group()
        start = line.start() + len(words) - len(words.lstrip())
        end = line.start() + len(words.rstrip())
        if start < end:
            spans.append((start, end))
    return spans


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text`` in order, none over a line break, together covering every word."""
    return [span for start, end in paragraphs(text) for span in _split(text, start, end)]


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    at = start
    for mark in _END.finditer(text, start, end):
        following = mark.end()
        while following < end and text[following].isspace():
            following += 1
        if following < end and _ends_sentence(text, at, mark.start(), following):
            spans.append((at, mark.end()))
            at = following
    if at < end:
        spans.append((at, end))
    return spans


def _ends_sentence(text: str, start: int, mark: int, following: int) -> bool:
    first = _FIRST_CHARACTER.match(text, following)
    if first is None or not (first.group(1).isupper() or first.group(1).isdigit()):
        return False
    if text[mark] != ".":
        return True
    word = _LAST_WORD.search(text[max(start, mark - 24) : mark + 1])
    if word is None:
        return True
    last = word.group(1).lower()
    if last in _WORDS_TOO and not _abbreviates(word.group(1), before_number=first.group(1).isdigit()):
        return True
    is_initial = len(last) == 1 and last != "i"
    if not is_initial and last not in _BEFORE_NAMES and "." not in last:
        return True
    opener = _FIRST_WORD.match(text[following : following + 24])
    return (is_initial or last in _MAY_END) and opener is not None and opener.group(1).lower() in _CLAUSE_OPENERS


def _abbreviates(word: str, *, before_number: bool) -> bool:
    return before_number if word.lower() in _BEFORE_NUMBERS else word[0].isupper() or word.lower() == "al"
