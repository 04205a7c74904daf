"""Lines on pages -> paragraphs: running headers dropped, line ends, columns and page breaks mended."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles

from onrecord.reading.layout import Passage

_EDGE_ROWS = 2  # rows at the top and at the bottom of a page where running headers and footers stand
_RECURRING = 0.6  # share of pages on which a line must recur
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:page|p\.|seite)?\s*#(?:\s*(?:of|/)\s*#)?[-–—\s]*")
_WORD = re.compile(r"\w+(?:[-\u2010]\w+)*")
_BULLETS = ("•", "‣", "◦", "▪", "●")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of type.

    ``page`` counts from 1; edges are in points, ``bottom`` and ``top`` upwards from the page's foot. ``hyphenated``: it
    ended on a hyphen, not part of ``text``, that may have been put in to break a word.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    hyphenated: bool = False

    @property
    def height(self) -> float:
        """The height of the type's box, in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Lines below each other in one column of one page, and the column's margins."""

    lines: Sequence[Line]
    left: float
    right: float


def passages(pages: Sequence[Sequence[Line]]) -> Iterator[Passage]:
    """The paragraphs of all pages in reading order, each with the pages it stands on."""
    lines = [line for page in drop_running(pages) for line in page]
    vocabulary = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    for paragraph in _paragraphs(lines):
        yield _join(paragraph, vocabulary)


def drop_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages without lines that recur, digits aside, at the top or bottom of at least 60 % of them.

    Left and right pages may differ: a line on 60 % of the pages of one side counts too, from four pages on. Headers of
    single chapters are told by the page number they begin or end with. On one page alone, only a page number can be.
    """
    edges = [list(_edge_lines(page)) for page in pages]
    numbers: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, page in enumerate(edges):
        for key in {key for _, key in page}:
            numbers[key].append(number)
    running = {key for key, on in numbers.items() if _recurs(on, len(pages)) or _PAGE_NUMBER.fullmatch(key[1])}
    shift = _numbering(edges)
    dropped = [
        {
            id(line)
            for line, key in page
            if key in running or (shift is not None and number + shift in _outer_numbers(line))
        }
        for number, page in enumerate(edges)
    ]
    return [[line for line in page if id(line) not in gone] for page, gone in zip(pages, dropped, strict=True)]


def _edge_lines(page: Sequence[Line]) -> Iterator[tuple[Line, tuple[str, str]]]:
    """Lines of the first and last rows, with what makes them the same line on another page."""
    rows: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.bottom):
        if rows and rows[-1][0].bottom - line.bottom < line.height / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    half = math.ceil(len(rows) / 2)  # a page of three rows has no row at both ends
    for edge, some in (("top", rows[: min(_EDGE_ROWS, half)]), ("bottom", rows[max(half, len(rows) - _EDGE_ROWS) :])):
        for line in (line for row in some for line in row):
            yield line, (edge, re.sub(r"\d+", "#", " ".join(line.text.lower().split())))


def _numbering(edges: Sequence[Sequence[tuple[Line, tuple[str, str]]]]) -> int | None:
    """What to add to a page's place to get the number printed on it; None unless three pages agree, and half of all."""
    shifts = Counter(
        shift
        for number, page in enumerate(edges)
        for shift in {printed - number for line, _ in page for printed in _outer_numbers(line)}
    )
    shift, count = shifts.most_common(1)[0] if shifts else (0, 0)
    return shift if count >= max(3, len(edges) / 2) else None


def _outer_numbers(line: Line) -> set[int]:
    """The numbers a line begins and ends with."""
    return {int(number) for number in re.findall(r"^\d{1,4}\b|\b\d{1,4}$", line.text)}


def _recurs(on: Sequence[int], pages: int) -> bool:
    if pages < 2 or len(on) < 2:
        return False
    if len(on) >= _RECURRING * pages:
        return True
    left = sum(number % 2 == 0 for number in on)
    return pages >= 4 and max(left / math.ceil(pages / 2), (len(on) - left) / (pages // 2)) >= _RECURRING


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    runs = list(_runs(lines))
    leading = _leading(runs)
    paragraph: list[Line] = []
    before: tuple[Line, _Run] | None = None
    for run in runs:
        for line in run.lines:
            if before and not _goes_on(before, (line, run), leading):
                yield paragraph
                paragraph = []
            paragraph.append(line)
            before = line, run
    if paragraph:
        yield paragraph


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    current: list[Line] = []
    for line in lines:
        if current and not _below(current[-1], line):
            yield _run(current)
            current = []
        current.append(line)
    if current:
        yield _run(current)


def _below(a: Line, b: Line) -> bool:
    overlap = min(a.right, b.right) - max(a.left, b.left)
    return a.page == b.page and b.bottom < a.bottom - a.height / 3 and overlap > 0


def _run(lines: Sequence[Line]) -> _Run:
    # The left margin is where most lines begin: paragraphs may be indented, and quotations set in.
    left, _ = Counter(round(line.left) for line in lines).most_common(1)[0]
    return _Run(lines=tuple(lines), left=left, right=max(line.right for line in lines))


def _leading(runs: Sequence[_Run]) -> dict[int, float]:
    """The usual distance between lines, in points, by their height: the lower quartile, as gaps only add to it."""
    distances: dict[int, list[float]] = defaultdict(list)
    for run in runs:
        for a, b in zip(run.lines, run.lines[1:], strict=False):
            if _same_size(a, b):
                distances[round(b.height)].append(a.bottom - b.bottom)
    return {height: quantiles(some, n=4)[0] if len(some) > 1 else some[0] for height, some in distances.items()}


def _goes_on(before: tuple[Line, _Run], here: tuple[Line, _Run], leading: dict[int, float]) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    (a, a_run), (b, b_run) = before, here
    if not _same_size(a, b):
        return False
    if a.hyphenated:
        return True
    if b.text.startswith(_BULLETS):
        return False
    if a_run is b_run:
        usual = leading.get(round(b.height), b.height)
        if a.bottom - b.bottom > 1.3 * usual + 0.5:
            return False
        indented = b.left - max(a.left, b_run.left) > 0.7 * b.height
    else:
        indented = b.left - b_run.left > 0.7 * b.height and len(b_run.lines) > 1
    # What follows a list's mark may be set in as well: such a line goes on in the middle of a sentence.
    if indented and (_SENTENCE_END.search(a.text) or not b.text[0].islower()):
        return False
    return not _ended_early(a, a_run, b)


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.height - b.height) <= 0.12 * max(a.height, b.height)


def _ended_early(a: Line, run: _Run, b: Line) -> bool:
    """Whether the next line's first word would have fitted behind ``a``, and the words agree that something ended."""
    first = b.text.split(" ", 1)[0]
    needed = (b.right - b.left) * (len(first) + 1) / max(1, len(b.text))
    if run.right - a.right < 1.15 * needed:
        return False
    return bool(_SENTENCE_END.search(a.text)) or not b.text[:1].islower()


def _join(paragraph: Sequence[Line], vocabulary: Counter[str]) -> Passage:
    text, places = "", list[tuple[int, str]]()
    for line, before in zip(paragraph, [None, *paragraph], strict=False):
        if before:
            text += _between(before, line, vocabulary)
        if before is None or before.page != line.page:
            places.append((len(text), f"page {line.page}"))
        text += line.text
    return Passage(text=text, places=tuple(places))


def _between(a: Line, b: Line, vocabulary: Counter[str]) -> str:
    """What stands between two joined lines: a space, a hyphen that belongs to the word, or nothing."""
    if not a.hyphenated:
        return " "
    head, tail = _WORD.findall(a.text)[-1:], _WORD.findall(b.text)[:1]
    if not head or not tail or not b.text[0].islower():
        return "-"  # "Anglo-American", "COVID-19": no word is broken before a capital or a figure
    whole, parted = f"{head[0]}{tail[0]}".lower(), f"{head[0]}-{tail[0]}".lower()
    return "-" if vocabulary[parted] > vocabulary[whole] else ""
