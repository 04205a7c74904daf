from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.language import Reader
from onrecord.language.coreference import CoreferenceTables
from onrecord.language.mention_pairs import FEATURES, Quotations, candidates, describe, features
from onrecord.language.windows import split_words
from onrecord.model import Document

pytestmark = pytest.mark.model


def chains(reader: Reader, text: str, *, whole: bool = True) -> list[set[str]]:
    found = reader.analyze(Document(id="t", text=text), whole_chains=whole).chains
    return [{text[slice(*span)] for span in chain} for chain in found if len(chain) > 1]


def test_a_pronoun_means_whoever_was_named(reader: Reader) -> None:
    text = (
        "Foreign Minister Marta Ruiz arrived in Quito on Monday. She met the farmers, who said that they wanted peace."
    )
    assert any({"Foreign Minister Marta Ruiz", "She"} <= chain for chain in chains(reader, text))


def test_only_pronouns_are_linked_unless_all_is_asked_for(reader: Reader) -> None:
    text = "Marta Ruiz arrived. Ruiz spoke to reporters. She left early."
    assert any({"Marta Ruiz", "Ruiz"} <= chain for chain in chains(reader, text))
    assert not any({"Marta Ruiz", "Ruiz"} <= chain for chain in chains(reader, text, whole=False))
    assert any("She" in chain for chain in chains(reader, text, whole=False))


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="he Ona said, “It”. \n'sХ١🙂-", max_size=300))
def test_every_mention_is_in_one_chain_and_covers_whole_words(reader: Reader, text: str) -> None:
    found = reader.analyze(Document(id="t", text=text), whole_chains=True).chains
    spans = [span for chain in found for span in chain]
    assert len(spans) == len(set(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(list(chain) == sorted(chain) for chain in found)


def test_a_long_text_is_linked_in_stretches(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.language.coreference._STRETCH", 40)
    text = "Marta Ruiz met the farmers on Monday. She told them that the road would be built.\n\n" * 240
    found = chains(reader, text, whole=False)
    assert sum("She" in chain for chain in found) > 1
    assert all("Marta Ruiz" in chain for chain in found if "She" in chain)


def test_marks_of_quotation_close_with_their_paragraph() -> None:
    text = 'A "b c\n\nd" e “f” g'
    inside = [text[i] for i in range(len(text)) if Quotations(text).around(np.array([i]))[0]]
    assert "".join(inside).replace("\n", "") == '"b c" e “f'


def test_features_stay_in_their_ranges(reader: Reader) -> None:
    text = "The UN said it would help. The United Nations sent its envoy, and the envoy met Ana's party and her aides."
    words = split_words(text, reader._network.tokenizer)
    ranges = [(a, b) for a in range(len(words)) for b in range(a + 1, min(a + 4, len(words) + 1))]
    mentions = describe(text, words, ranges, np.zeros(len(words), np.int32), np.zeros(len(ranges), np.bool_))
    others = candidates(mentions)
    values = features(mentions, np.arange(len(ranges)), others)
    for array, size in zip(values, FEATURES.values(), strict=True):
        assert array.shape == others.shape
        assert array.min() >= 0
        assert array.max() < size


def test_broken_tables_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "coreference.npz"
    broken.write_bytes(b"PK\x03\x04 nothing of the kind")
    with pytest.raises(ModelError, match=r"coreference\.npz"):
        CoreferenceTables.load(broken)
