from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.views.marks import Mark, paragraphs

TEXTS = st.text(alphabet="ab .\n\t<&é\U0001f600", max_size=60)


def joined(text: str, marks: list[Mark]) -> str:
    return "".join(piece.text for paragraph in paragraphs(text, marks) for piece in paragraph)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8))
def test_pieces_give_back_the_text_and_every_letter_knows_its_entries(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(start, min(start + length, len(text))) for start, length in places if start < len(text)]
    marks = [Mark(span=span, part="content", entry=f"s{number}") for number, span in enumerate(spans)]
    assert "".join(joined(text, marks).split()) == "".join(text.split())
    at = 0
    for paragraph in paragraphs(text, marks):
        for piece in paragraph:
            at = text.index(piece.text, at) if piece.text.strip() else at
            expected = {mark.entry for mark in marks if mark.span.start <= at < mark.span.end}
            if piece.text.strip():
                assert set(piece.entries) == expected
                at += len(piece.text)


def test_overlapping_spans_are_cut_at_each_boundary() -> None:
    marks = [
        Mark(span=Span(0, 7), part="content", entry="s1"),
        Mark(span=Span(4, 13), part="nested", entry="s2"),
        Mark(span=Span(4, 7), part="deed", entry="e1"),
    ]
    [pieces] = paragraphs("one two three", marks, before=[(0, "s1"), (4, "s2")], after=[(7, "e1")])
    assert [(piece.text, piece.parts, piece.entries) for piece in pieces] == [
        ("one ", ("content",), ("s1",)),
        ("two", ("content", "deed", "nested"), ("s1", "s2", "e1")),
        (" three", ("nested",), ("s2",)),
    ]
    assert [(piece.before, piece.after) for piece in pieces] == [(("s1",), ()), (("s2",), ("e1",)), ((), ())]


def test_a_span_over_paragraphs_goes_on_in_the_next() -> None:
    first, second = paragraphs("“One.\n\n“Two.” Three", [Mark(span=Span(0, 13), part="content", entry="s1")])
    assert [piece.text for piece in first] == ["“One."]
    assert [(piece.text, piece.entries) for piece in second] == [("“Two.”", ("s1",)), (" Three", ())]


def test_a_long_run_of_blanks_is_no_trap() -> None:
    assert joined("a" + " " * 300_000 + "b", []).split() == ["a", "b"]
