"""Who has the word: the speakers of a text in order, for pronouns that speak on or are spoken by somebody quoted.

News names a speaker once and goes on with "he said": after a quotation the pronoun means whoever spoke last, rather
than whoever was spoken of last (speakers as a sequence: O'Keefe et al., EMNLP 2012).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.model import Span, SpanIndex, Statement

_REACH = 2  # sentences that a speaker keeps the word when nobody else speaks
# What may stand before the subject that a sentence opens with.
_OPENING = re.compile(
    r"\W*(?:(?:however|but|and|still|yet|also|then|later|nevertheless|on \w+day),?\s+)?", re.IGNORECASE
)
_CLOSING = ('"', "”", "''", "’’")


class Floor:
    """The outermost speakers of a text, asked for those before a pronoun that speaks."""

    def __init__(self, text: str, statements: Sequence[Statement], sentences: Sequence[Span]) -> None:
        self._told = SpanIndex((content, s) for s in statements for content in s.content)
        speakers = {s for st in statements for s in st.speaker}
        within = {s for s in speakers for c, _ in self._told.touching(s) if c.start <= s.start and s.end <= c.end}
        self._text = text
        self._aloud = {s for st in statements if st.form == "direct" for s in st.speaker}
        self._starts = [sentence.start for sentence in sentences] or [0]
        self._outer = sorted(speakers - within)

    def speaking(self, pronoun: Span, *, quoted: bool) -> tuple[Span, ...]:
        """The speakers of the innermost statement around a pronoun, whom "I" and "we" mean where its words are the
        speaker's own: ``quoted`` ones, and those that come before who speaks ("We condemn it, the minister said")."""
        around = [
            (c.end - c.start, s.speaker)
            for c, s in self._told.touching(pronoun)
            if s.speaker and (quoted if s.form != "indirect" else c.end < min(s.cue, default=c).start)
        ]
        return min(around, default=(0, ()))[1]

    def before(self, pronoun: Span) -> list[Span]:
        """The speakers before a pronoun, latest first; none for one that does not speak, or inside another's words.

        Those of its sentence; of the one before it where the pronoun opens its own (the subject goes on: centering,
        Grosz et al. 1995); of the few before it right after a quotation, and of those who were quoted themselves.
        """
        at = bisect_left(self._outer, pronoun)
        if at == len(self._outer) or self._outer[at] != pronoun:
            return []
        here = bisect_right(self._starts, pronoun.start) - 1
        quoted = self._text[max(0, pronoun.start - 6) : pronoun.start].rstrip().endswith(_CLOSING)
        said = self._starts[max(0, here - _REACH)]
        opens = _OPENING.fullmatch(self._text, self._starts[here], pronoun.start) is not None
        told = said if quoted else self._starts[max(0, here - opens)]
        near = self._outer[bisect_left(self._outer, said, hi=at, key=lambda s: s.start) : at]
        return [s for s in reversed(near) if s in self._aloud or s.start >= told]
