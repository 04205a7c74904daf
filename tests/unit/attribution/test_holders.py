from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.attribution import Holders
from onrecord.attribution.holders import holder_kind, side
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
        ("speaker", "the minister", actor("a", "unnamed", role="minister"), "office"),
        ("speaker", "a spokeswoman for the ministry", actor("a", "unnamed"), "spokesperson"),
        ("speaker", "she", actor("a", "person", role="army spokeswoman"), "spokesperson"),
        ("speaker", "Chad", actor("a", "country"), "organization"),
        ("speaker", "the ministry", actor("a", "organization"), "organization"),
        ("speaker", "officials", actor("a", "group"), "group"),
        ("speaker", "two residents", actor("a", "group"), "eyewitness"),
        ("speaker", "a post on Telegram", actor("a", "unnamed"), "post"),
        ("outlet", "the Courier", actor("a", "organization"), "outlet"),
        ("document", "a court filing", None, "document"),
        ("unnamed", "two diplomats", actor("a", "group"), "anonymous"),
        ("unnamed", "", None, "nobody"),
        ("unnamed", "rumours", None, "nobody"),
    ],
)
def test_what_sort_of_holder(voice: Any, words: str, who: Actor | None, kind: str) -> None:
    assert holder_kind(replace(SPEAKER, kind=voice), words, who) == kind


@pytest.mark.parametrize(
    ("holder", "expected"),
    [
        (actor("doer", "group"), "actor"),
        (actor("victim", "group"), "recipient"),
        (actor("ministry", "organization", country="TCD", sector="GOV"), "actor"),
        (actor("army", "organization", country="NER", sector="MIL"), "recipient"),
        (actor("singer", "person", country="TCD", sector="CVL"), "third party"),
        (actor("Peru", "country", country="PER"), "third party"),
        (None, None),
    ],
)
def test_on_which_side_a_holder_stands(holder: Actor | None, expected: str | None) -> None:
    known = {"doer": actor("doer", "group", country="TCD"), "victim": actor("victim", "group", country="NER")}
    assert side(holder, EVENT, known) == expected


def test_within_one_country_a_state_is_no_side() -> None:
    known = {"doer": actor("doer", "group", country="TCD"), "victim": actor("victim", "group", country="TCD")}
    ministry = actor("ministry", "organization", country="TCD", sector="GOV")
    assert side(ministry, EVENT, known) == "third party"


@pytest.mark.parametrize(
    ("text", "speaker", "terms", "why"),
    [
        (
            "The army fired, said an officer who asked not to be named because he was not authorised to speak.",
            "an officer",
            ("on background", "who asked not to be named"),
            "because he was not authorised to speak",
        ),
        (
            "The army fired, said an aide on condition of anonymity.",
            "an aide",
            ("on background", "on condition of anonymity"),
            None,
        ),
        (
            "The army fired, an envoy said, speaking off the record.",
            "an envoy",
            ("off the record", "off the record"),
            None,
        ),
        ("The army fired, a clerk said, citing fear of reprisals.", "a clerk", None, "citing fear of reprisals"),
        ("The army fired, an aide said. A cook spoke on background.", "an aide", None, None),
    ],
)
def test_terms_and_reasons_are_read_off_words(
    text: str, speaker: str, terms: tuple[str, str] | None, why: str | None
) -> None:
    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    told = Statement(
        id="s1", speaker=(at(speaker),), cue=(at("said"),), content=(at("The army fired"),), form="indirect",
        stance="state", score=1,
    )  # fmt: skip
    first, dot = text.find(". ") + 1, len(text)
    sentences = [Span(0, first), Span(first + 1, dot)] if first else [Span(0, dot)]
    holders = Holders(text, statements=[told], actors=[actor("a1", "unnamed")], sentences=sentences)
    (voice,) = holders.described(replace(EVENT, voices=(replace(SPEAKER, kind="unnamed"),))).voices
    assert (voice.terms and (voice.terms.kind, text[slice(*voice.terms.span)])) == terms
    assert (voice.anonymity and text[slice(*voice.anonymity)]) == why


def test_the_author_is_left_as_is() -> None:
    author = Voice(kind="author", certainty="CT", polarity="+")
    event = replace(EVENT, voices=(author,))
    assert Holders("", statements=(), actors=(), sentences=()).described(event) == event
