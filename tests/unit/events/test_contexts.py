from __future__ import annotations

import pytest

from onrecord.events.contexts import contexts_of


@pytest.mark.parametrize(
    ("sentence", "contexts"),
    [
        ("Troops shelled the border post.", ("military", "territory")),
        ("The Prime Minister met the Foreign Minister.", ("executive", "diplomatic")),
        ("The air force flew refugees out.", ("military", "migration")),
        ("Courts and armies: neither is in the list as written.", ()),
        ("A dispute over human rights and human error.", ("human_rights",)),
        ("It rained.", ()),
        ("", ()),
    ],
)
def test_contexts_are_named_once_in_order(sentence: str, contexts: tuple[str, ...]) -> None:
    assert contexts_of(sentence) == contexts


def test_each_context_once() -> None:
    assert contexts_of("Soldiers, soldiers and the ARMY") == ("military",)
