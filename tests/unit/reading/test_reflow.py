from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.reading.layout import assemble
from onrecord.reading.reflow import Line, drop_running, passages


def line(text: str, row: int, *, page: int = 1, left: float = 72, width: float | None = None, **more: bool) -> Line:
    bottom = 700.0 - 12 * row
    right = left + (5.0 * len(text) if width is None else width)
    return Line(text=text, page=page, left=left, right=right, bottom=bottom, top=bottom + 10, **more)


def texts(*pages: Sequence[Line]) -> list[str]:
    return [passage.text for passage in passages(pages)]


def test_full_lines_are_joined_and_a_gap_ends_a_paragraph() -> None:
    page = [line("one two three", 0), line("four five six", 1), line("seven eight n", 3), line("nine ten elev", 4)]
    assert texts(page) == ["one two three four five six", "seven eight n nine ten elev"]


def test_an_indent_begins_a_paragraph() -> None:
    page = [line("one two three.", 0), line("Four five six.", 1, left=86), line("seven eight nin", 2)]
    assert texts(page) == ["one two three.", "Four five six. seven eight nin"]


def test_a_line_set_in_behind_a_mark_goes_on() -> None:
    page = [line("• one two three four", 0), line("five six seven ei", 1, left=84), line("• nine ten eleven tw", 2)]
    assert texts(page) == ["• one two three four five six seven ei", "• nine ten eleven tw"]


def test_a_line_that_ended_early_ends_a_paragraph() -> None:
    page = [
        line("a line as long as the column is", 0),
        line("It ended.", 1),
        line("Another one that fills the line", 2),
    ]
    assert texts(page) == ["a line as long as the column is It ended.", "Another one that fills the line"]


def test_a_ragged_line_before_a_long_word_does_not() -> None:
    page = [
        line("a line as long as the column is", 0),
        line("and one that is", 1),
        line("incomprehensibilities follow here", 2),
    ]
    assert len(texts(page)) == 1


def test_paragraphs_go_on_over_columns_and_pages() -> None:
    first = [line("one two three", 0), line("four five six", 1), line("seven eight n", 0, left=300)]
    second = [line("nine ten elev", 0, page=2)]
    whole, places = assemble(passages([first, second]))
    assert whole == "one two three four five six seven eight n nine ten elev"
    assert places == ((0, "page 1"), (whole.index("nine"), "page 2"))


def test_a_heading_of_another_size_stands_alone() -> None:
    big = Line(text="Heading", page=1, left=72, right=137, bottom=700, top=716)
    assert texts([big, line("one two three", 1), line("four five six", 2)]) == [
        "Heading",
        "one two three four five six",
    ]


def test_hyphens_at_line_ends() -> None:
    def broken(head: str, tail: str, *others: str) -> str:
        lines = [line(head, 0, width=200, hyphenated=True), line(tail, 1, width=200)]
        return texts([*lines, *(line(other, n + 3, width=200) for n, other in enumerate(others))])[0]

    assert broken("the minis", "ters met") == "the ministers met"
    assert broken("the Anglo", "American force") == "the Anglo-American force"
    assert broken("a well", "known man", "He is well-known.") == "a well-known man"
    assert broken("the co", "operation", "the cooperation went on") == "the cooperation"


def running(number: int, count: int) -> Iterator[Line]:
    yield line(f"The Courier {number}", 0, page=number)
    yield from (line(f"{'abcdefgh'[row]} words of page {'qwertz'[number]}", row + 2, page=number) for row in range(8))
    yield line(f"Page {number} of {count}", 12, page=number)


def test_running_lines_are_dropped() -> None:
    for count in (2, 3, 5):
        pages = drop_running([list(running(number, count)) for number in range(1, count + 1)])
        assert [len(page) for page in pages] == [8] * count


def test_running_lines_of_left_and_right_pages() -> None:
    pages = [[line("Left" if n % 2 else "Right", 0, page=n), *list(running(n, 4))[2:-1]] for n in range(1, 5)]
    assert [len(page) for page in drop_running(pages)] == [7] * 4


def test_headers_of_chapters_are_told_by_their_page_number() -> None:
    pages = [
        [line(f"Chapter {n // 2}: On {'abcdefg'[n]} {n + 4}", 0, page=n), *list(running(n, 5))[2:-1]]
        for n in range(1, 6)
    ]
    assert [len(page) for page in drop_running(pages)] == [7] * 5


def test_on_one_page_only_the_page_number_goes() -> None:
    (page,) = drop_running([list(running(1, 1))])
    assert [some.text for some in page][:1] == ["The Courier 1"]
    assert page[-1].text == "h words of page w"


def test_a_line_that_recurs_in_the_middle_stays() -> None:
    def body(number: int) -> list[Line]:
        words = [f"{'abcdefgh'[row]} on page {'qwertz'[number]}" for row in range(8)]
        return [line("* * *" if row == 4 else word, row, page=number) for row, word in enumerate(words)]

    assert [len(page) for page in drop_running([body(n) for n in range(1, 4)])] == [8, 8, 8]
