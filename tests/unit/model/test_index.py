from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span, SpanIndex

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda t: Span(t[0], t[0] + t[1]))


@given(st.lists(spans), spans)
def test_touching_finds_what_a_look_at_everything_finds(held: list[Span], asked: Span) -> None:
    found = SpanIndex((s, n) for n, s in enumerate(held)).touching(asked)
    assert sorted(n for _, n in found) == [n for n, s in enumerate(held) if s.start < asked.end and asked.start < s.end]
    assert [s for s, _ in found] == sorted(s for s, _ in found)


def test_neighbours_do_not_touch() -> None:
    index = SpanIndex([(Span(0, 3), "left"), (Span(5, 8), "right")])
    assert index.touching(Span(3, 5)) == []
    assert index.touching(Span(2, 6)) == [(Span(0, 3), "left"), (Span(5, 8), "right")]
