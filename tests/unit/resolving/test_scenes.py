"""Scenes: where and when deeds of invented sentences took place, and which words say so."""

from __future__ import annotations

import re

import pytest

from onrecord.model import Mention, Span
from onrecord.resolving.places import resolve_places
from onrecord.resolving.scenes import Dates, Scene, Scenes
from onrecord.resolving.times import find_times


def scenes_of(text: str, deeds: list[str], *, gpe: str = "", arguments: str = "") -> dict[str, Scene | None]:
    """Each deed's scene; ``gpe`` ("A|B") are tagged as places, ``arguments`` are words tagged as every deed's place."""
    mentions = [Mention(span=Span(*m.span()), kind="gpe") for m in re.finditer(gpe, text)] if gpe else []
    sentences = [Span(*match.span()) for match in re.finditer(r"[^.]+\.", text)]
    places = resolve_places(text, mentions, outlet=None, sentences=sentences)
    triggers = [_span(text, words) for words in deeds]
    scenes = Scenes(text, places, triggers, sentences)
    own = [_span(text, arguments)] if arguments else []
    return {text[slice(*t)]: scenes.of(t, arguments=own, clause=_clause(text, t)) for t in triggers}


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _clause(text: str, trigger: Span) -> Span:
    """Between the commas, semicolons and full stops around the deed."""
    start = max(text.rfind(mark, 0, trigger.start) for mark in ",;.") + 1
    end = min(at for mark in ",;." if (at := text.find(mark, trigger.end)) >= 0)
    return Span(start, end)


def _told(scene: Scene | None) -> tuple[str, str] | None:
    return (scene.place.name, scene.basis) if scene else None


def test_a_scene_goes_to_the_nearest_deed_of_its_sentence_and_to_no_other() -> None:
    text = "Gunmen killed two in the port of Mombasa and fled. Police in Kisumu arrested six; Kenya protested."
    found = scenes_of(text, ["killed", "fled", "arrested", "protested"])
    assert {deed: _told(scene) for deed, scene in found.items()} == {
        "killed": ("Mombasa", "clause"),
        "fled": None,
        "arrested": ("Kisumu", "clause"),
        "protested": None,
    }


def test_the_deeds_own_place_goes_first() -> None:
    text = "In Mombasa, gunmen struck Kisumu."
    assert _told(scenes_of(text, ["struck"], gpe="Mombasa|Kisumu", arguments="Kisumu")["struck"]) == (
        "Kisumu",
        "argument",
    )


def test_a_scene_set_at_the_head_of_the_sentence_counts_and_another_clause_does_not() -> None:
    text = "In Mombasa, gunmen killed two."
    assert _told(scenes_of(text, ["killed"], gpe="Mombasa")["killed"]) == ("Mombasa", "clause")
    text = "Gunmen killed two, said a man who lives in Mombasa."
    assert scenes_of(text, ["killed"], gpe="Mombasa")["killed"] is None


@pytest.mark.parametrize("line", ["GOMA, Congo - ", "GOMA, Congo (AP) - ", "GOMA (AP) — ", "GOMA, May 3 (AP) -- "])
def test_a_dateline_lends_its_place_to_its_own_sentence_only(line: str) -> None:
    text = f"{line}Rebels seized two villages. They killed nine."
    found = scenes_of(text, ["seized", "killed"], gpe="GOMA|Congo")
    assert _told(found["seized"]) == ("GOMA", "dateline")
    assert found["killed"] is None


def test_a_dateline_is_silent_where_the_sentence_names_a_place() -> None:
    text = "BEIRUT (AP) - Jets bombed Damascus at dawn."
    assert scenes_of(text, ["bombed"], gpe="BEIRUT|Damascus")["bombed"] is None


def test_the_town_of_a_country_is_narrower_than_the_country() -> None:
    text = "In Georgia's capital, Tbilisi, crowds marched."
    assert _told(scenes_of(text, ["marched"], gpe="Georgia|Tbilisi")["marched"]) == ("Tbilisi", "clause")


def test_a_town_goes_before_its_road() -> None:
    text = "A bomb went off on Cooper Street in Belfast."
    scene = scenes_of(text, ["bomb"], gpe="Belfast", arguments="Cooper Street in Belfast")["bomb"]
    assert _told(scene) == ("Belfast", "argument")


def dates_of(text: str, *deeds: str) -> list[str | None]:
    """The value of the date that each deed has; the clause of a deed ends at the marks around it."""
    sentences = [Span(*match.span()) for match in re.finditer(r"[^.]+\.", text)]
    triggers = [_span(text, words) for words in deeds]
    dates = Dates(text, find_times(text, published="2024-05-03", sentences=sentences), triggers, sentences)
    found = [dates.of(t, _clause(text, t)) for t in triggers]
    return [time.value if time else None for time in found]


@pytest.mark.parametrize(
    ("text", "deeds", "values"),
    [
        ("On Thursday, police in Lima arrested six miners.", ["arrested"], ["2024-05-02"]),
        ("Police arrested a miner, a father of two, in 2019.", ["arrested"], ["2019"]),
        ("Rebels shelled the port on Monday and fled.", ["shelled", "fled"], ["2024-04-29", None]),
        ("Two men were charged over the 2011 bombings of the port.", ["charged", "bombings"], [None, "2011"]),
        ("After yesterday's ruling the two editors were released.", ["ruling", "released"], ["2024-05-02", None]),
        ("The council extended the embargo until July 31.", ["extended"], [None]),
        ("The minister, who currently lives abroad, was convicted.", ["convicted"], [None]),
        ("They fled in 2019. The army shelled the town.", ["shelled"], [None]),
    ],
)
def test_a_date_goes_to_the_deed_that_it_dates(text: str, deeds: list[str], values: list[str | None]) -> None:
    assert dates_of(text, *deeds) == values
