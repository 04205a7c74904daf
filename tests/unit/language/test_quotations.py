"""Which quotation has just been closed before a word."""

from __future__ import annotations

import numpy as np

from onrecord.language.mention_pairs import NOT_QUOTED, Quotations


def test_a_pronoun_right_after_a_quotation_knows_where_it_opened() -> None:
    text = 'Oram spoke. "He lied," she said. She left.'
    offsets = np.array([text.index("she"), text.index("She"), text.index("He")])
    closed = Quotations(text).closed_by(offsets)
    assert closed.tolist() == [text.index('"'), NOT_QUOTED, NOT_QUOTED]
