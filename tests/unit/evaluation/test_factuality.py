from __future__ import annotations

from typing import Any

import pytest

from onrecord.evaluation.factuality import annotated, score

TEXT = "Airlines did not sign. They will meet. They may strike. They flew."
_PLAIN = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE"}


def event(word: str, **of: str | None) -> dict[str, Any]:
    start = TEXT.index(word)
    return {"start": start, "end": start + len(word), **_PLAIN, **of}


GOLD = {
    "id": "d",
    "text": TEXT,
    "events": [
        event("sign", polarity="NEG"),
        event("meet", time="FUTURE"),
        event("strike", certainty="POSSIBLE", time="FUTURE"),
        event("flew"),
        event("Airlines", polarity=None, certainty=None),
    ],
}


def deed(word: str, modality: str = "actual", stand: str = "CT+") -> dict[str, Any]:
    start = TEXT.index(word)
    voices = [{"certainty": stand[:2], "polarity": stand[2]}]
    return {"trigger": [start, start + len(word)], "modality": modality, "voices": voices}


def test_only_what_is_annotated_is_given() -> None:
    assert [TEXT[slice(*span)] for span in annotated(GOLD)] == ["sign", "meet", "strike", "flew"]


def test_each_class_has_its_f1_and_its_floor() -> None:
    told = [
        deed("sign", stand="CT-"),
        deed("meet", "planned"),
        deed("strike", "hypothetical"),
        deed("flew", stand="PS+"),
    ]
    found = score([GOLD], {"d": {"events": told}})
    assert found["negated"] == 1
    assert found["future"] == pytest.approx(2 / 3)  # the strike is taken for hypothetical alone
    assert found["uncertain"] == 0  # one missed, one made up
    assert found["negated, floor"] == 1
    assert found["uncertain, floor"] == 1


def test_a_text_without_a_record_counts_as_plain_facts() -> None:
    assert score([GOLD], {})["negated"] == 0
