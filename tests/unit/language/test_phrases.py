"""Parties put together from what a reader tagged of them."""

from __future__ import annotations

import re

import numpy as np
import pytest

from onrecord.language.phrases import Phrased, whole_parties


def whole(text: str, *parties: str, names: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> list[str]:
    """The parties' words after mending; each party is given by the words that were tagged."""
    found = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    starts, ends = (np.array(side, np.int32) for side in zip(*found, strict=True))
    sentence = np.array(
        [len(re.findall(r"(?<!Lt)(?<!Gen)(?<!Sen)(?<!Gov)\.", text[:start])) for start in starts], np.int32
    )
    words = Phrased(text, starts, ends, sentence)

    def place(phrase: str) -> tuple[int, int]:
        at = text.index(phrase)
        return int(np.searchsorted(starts, at)), int(np.searchsorted(ends, at + len(phrase))) + 1

    mended = whole_parties(
        [place(p) for p in parties], words, names=[place(n) for n in names], people=[place(p) for p in people]
    )
    return [text[slice(*words.span(party))] for party in mended]


@pytest.mark.parametrize(
    ("text", "tagged", "parties"),
    [
        ("Prime Minister Abe of Japan left.", ["Prime", "Abe", "Japan"], ["Prime Minister Abe of Japan"]),
        ("They freed two kidnapped Danish nurses.", ["two", "nurses"], ["two kidnapped Danish nurses"]),
        ("members of the Orlo Front fled.", ["members of", "Orlo Front"], ["members of the Orlo Front"]),
        ("Police held 11 of the 23 suspects.", ["11", "23 suspects"], ["11 of the 23 suspects"]),
        ("Four of its soldiers died.", ["Four", "soldiers"], ["Four of its soldiers"]),
        ("Mali's Tuareg minority fled.", ["Mali", "Tuareg minority"], ["Mali's Tuareg minority"]),
        ("Iran and the United States met.", ["Iran", "United States"], ["Iran", "the United States"]),
        ("Chad, Mali met.", ["Chad", "Mali"], ["Chad", "Mali"]),
        ("Lt. Gen. Oram left.", ["Gen", "Oram"], ["Lt. Gen. Oram"]),
        ("They met Sen. Oram and Gov. Lesk.", ["Oram", "Lesk"], ["Sen. Oram", "Gov. Lesk"]),
        ("At least 50 rebels died.", ["rebels"], ["At least 50 rebels"]),
        ("In 2014 Russia left.", ["Russia"], ["Russia"]),
        ("We saw the. Rebels left.", ["Rebels"], ["Rebels"]),
        ("He is with a rebel.", ["rebel"], ["a rebel"]),
        ("They shelled rebels in northern Chad.", ["rebels", "northern Chad"], ["rebels in northern Chad"]),
        ("They met officials and aides.", ["officials", "aides"], ["officials", "aides"]),
        ("Cuba's farmers left.", ["Cuba", "'s farmers"], ["Cuba's farmers"]),
        ("The Orlo Front (OLF) left.", ["Orlo Front", "OLF)"], ["The Orlo Front"]),
    ],
)
def test_pieces_of_one_phrase_are_one_party(text: str, tagged: list[str], parties: list[str]) -> None:
    assert whole(text, *tagged) == parties


@pytest.mark.parametrize(
    ("text", "tagged", "parties"),
    [
        ("They jailed former ruler Bo Lind.", ["former", "Bo Lind"], ["former ruler Bo Lind"]),
        ("They met US envoy for Chad Bo Lind.", ["US", "Bo Lind"], ["US envoy for Chad Bo Lind"]),
        ("They met the US and Bo Lind.", ["US", "Bo Lind"], ["the US", "Bo Lind"]),
        ("They met an aide to Bo Lind.", ["aide", "Bo Lind"], ["an aide", "Bo Lind"]),
        ("They met the ruler, Bo Lind.", ["ruler", "Bo Lind"], ["the ruler, Bo Lind"]),
        ("They met a ruler, Bo Lind.", ["ruler", "Bo Lind"], ["a ruler", "Bo Lind"]),
        ("They met the ruler, Bo Lind and Ada.", ["the ruler", "Bo Lind", "Ada"], ["the ruler", "Bo Lind", "Ada"]),
    ],
)
def test_a_title_goes_on_to_the_name(text: str, tagged: list[str], parties: list[str]) -> None:
    assert whole(text, *tagged, people=("Bo Lind",)) == parties


def test_who_is_with_a_party_of_a_name_is_another() -> None:
    text = "Chad with Mali opened talks."
    assert whole(text, "Chad", "Mali", names=("Chad", "Mali")) == ["Chad", "Mali"]


def test_a_name_that_a_party_cuts_is_completed_but_for_its_possessive() -> None:
    text = "United States troops shelled Orlo's port."
    assert whole(text, "States troops", names=("United States",)) == ["United States troops"]
    assert whole(text, "Orlo", names=("Orlo's",)) == ["Orlo"]
