from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.attribution import Holders
from onrecord.attribution.holders import holder_kind, side
from onrecord.attribution.terms import Spoken
from onrecord.model import Actor, Event, Span, Statement, Voice

SPEAKER = Voice(kind="speaker", statement="s1", actor="a1", certainty="CT", polarity="+")
EVENT = Event(
    id="e1", trigger=Span(0, 1), type="ASSAULT", mode=None, contexts=(), quad="material conflict", cameo=None,
    actors=("doer",), recipients=("victim",), place=None, time=None, modality="actual", voices=(SPEAKER,), score=1,
)  # fmt: skip


def actor(id: str, kind: Any, **known: Any) -> Actor:
    return Actor(id=id, name=id, kind=kind, mentions=(Span(0, 1),), reason="", **known)


@pytest.mark.parametrize(
    ("voice", "words", "who", "kind"),
    [
        ("speaker", "Colonel Ana Ruiz", actor("a", "person"), "person"),
        ("speaker", "UN resident coordinator Ana Ruiz", actor("a", "person"), "person"),
        ("speaker", "the minister", actor("a", "unnamed", role="minister"), "office"),
        ("speaker", "a man", actor("a", "unnamed"), "anonymous"),
        ("speaker", "a spokeswoman for the ministry", actor("a", "unnamed"), "spokesperson"),
        ("speaker", "she", actor("a", "person", role="army spokeswoman"), "spokesperson"),
        ("speaker", "Chad", actor("a", "country"), "organization"),
        ("speaker", "the ministry", actor("a", "organization"), "organization"),
        ("speaker", "officials", actor("a", "group"), "group"),
        ("speaker", "two residents", actor("a", "group"), "eyewitness"),
        ("speaker", "a post on Telegram", actor("a", "unnamed"), "post"),
        ("speaker", "the commander of the border post", actor("a", "unnamed", role="commander"), "office"),
        ("speaker", "he", None, None),
        ("outlet", "The Washington Post", actor("a", "organization"), "outlet"),
        ("document", "a court filing", None, "document"),
        ("unnamed", "two people familiar with the report", actor("a", "group"), "anonymous"),
        ("unnamed", "", None, "nobody"),
        ("unnamed", "unconfirmed reports", None, "nobody"),
    ],
)
def test_what_sort_of_holder(voice: Any, words: str, who: Actor | None, kind: str | None) -> None:
    assert holder_kind(replace(SPEAKER, kind=voice), words, who) == kind


CHAD = {"country": "TCD", "sector": "MIL"}
NIGER = {"country": "NER", "sector": "CVL"}


@pytest.mark.parametrize(
    ("holder", "doer", "victim", "expected"),
    [
        (actor("doer", "group"), CHAD, NIGER, "actor"),
        (actor("victim", "group"), CHAD, NIGER, "recipient"),
        (actor("ministry", "organization", country="TCD", sector="GOV"), CHAD, NIGER, "actor"),
        (actor("singer", "person", country="TCD", sector="CVL"), CHAD, NIGER, "third party"),
        (actor("Peru", "country", country="PER"), CHAD, NIGER, "third party"),
        # A state is no side of what its rebels do, nor of what its own bodies do to each other.
        (actor("army", "organization", **CHAD), {"country": "TCD", "sector": "REB"}, NIGER, "third party"),
        (actor("ministry", "organization", country="TCD", sector="GOV"), CHAD, CHAD, "third party"),
        # What is not known is not a third party.
        (actor("Peru", "country", country="PER"), {"sector": "MIL"}, NIGER, None),
        (actor("she", "person"), CHAD, NIGER, None),
        (None, CHAD, NIGER, None),
    ],
)
def test_on_which_side_a_holder_stands(holder: Actor | None, doer: Any, victim: Any, expected: str | None) -> None:
    known = {"doer": actor("doer", "group", **doer), "victim": actor("victim", "group", **victim)}
    assert side(holder, EVENT, known) == expected


def test_without_a_second_side_there_is_no_third_party() -> None:
    peru = actor("Peru", "country", country="PER")
    assert side(peru, replace(EVENT, recipients=()), {"doer": actor("doer", "group", **CHAD)}) is None


def test_whoever_is_named_is_not_anonymous() -> None:
    told = Statement(
        id="s1", speaker=(Span(0, 2),), cue=(), content=(Span(3, 4),), form="indirect", stance="state", score=1
    )
    terms = {"s1": Spoken(anonymous=True, why=Span(5, 6))}
    kinds = {}
    for kind in ("person", "group"):
        who = actor("a1", kind)
        holders = Holders("An x. y", statements=[told], actors=[who], terms=terms)
        (voice,) = holders.described(EVENT).voices
        kinds[kind] = (voice.holder_kind, voice.anonymity)
    assert kinds == {"person": ("person", None), "group": ("anonymous", Span(5, 6))}


def test_the_author_is_left_as_is() -> None:
    author = Voice(kind="author", certainty="CT", polarity="+")
    event = replace(EVENT, voices=(author,))
    assert Holders("", statements=(), actors=(), terms={}).described(event) == event
