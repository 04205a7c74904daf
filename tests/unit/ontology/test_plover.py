from __future__ import annotations

from collections import Counter

import pytest

from onrecord.language.labels import EVENT_TYPES, HEADS
from onrecord.ontology.plover import MODES, QUADS, cameo_code


def test_the_sixteen_types_fall_into_four_quads() -> None:
    assert set(QUADS) == set(EVENT_TYPES)
    assert len(QUADS) == 16
    assert Counter(QUADS.values()) == {
        "verbal cooperation": 4, "material cooperation": 3, "verbal conflict": 4, "material conflict": 5,
    }  # fmt: skip


def test_modes_belong_to_types_and_are_what_the_reader_may_say() -> None:
    assert set(MODES) <= set(QUADS)
    assert HEADS["mode"] == ["none", *(f"{kind}.{mode}" for kind, modes in MODES.items() for mode in modes)]
    assert all(len(modes) == len(set(modes)) for modes in MODES.values())


@pytest.mark.parametrize("kind", sorted(QUADS))
def test_every_type_and_mode_has_a_cameo_code(kind: str) -> None:
    for mode in (None, *MODES.get(kind, ())):
        code = cameo_code(kind, mode)
        assert code is not None
        assert code.isdigit()
        assert 3 <= len(code) <= 4
        assert 1 <= int(code[:2]) <= 20


def test_codes_are_text_with_their_zeros() -> None:
    assert cameo_code("CONSULT", "visit") == "042"
    assert cameo_code("ASSAULT", "aerial") == "195"
    assert cameo_code("ASSAULT", "no such mode") == cameo_code("ASSAULT", None) == "190"
    assert cameo_code("NO SUCH TYPE", None) is None
