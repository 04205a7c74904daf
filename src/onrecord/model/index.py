"""Values by the spans they have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from onrecord.model.text import Span

T = TypeVar("T")


class SpanIndex(Generic[T]):
    """Finds what touches a span without looking at all there is, so that long texts take linear time."""

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        self._pairs = sorted(pairs, key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._pairs]
        # The furthest end up to each pair: where it lies before a span, nothing further left can touch that span.
        self._reach = list(accumulate((span.end for span, _ in self._pairs), max))

    def touching(self, span: Span) -> list[tuple[Span, T]]:
        """Pairs whose span shares a character with ``span``, in order of their spans."""
        at = bisect_left(self._starts, span.end)
        found = []
        while at > 0 and self._reach[at - 1] > span.start:
            at -= 1
            if self._pairs[at][0].end > span.start:
                found.append(self._pairs[at])
        return found[::-1]
