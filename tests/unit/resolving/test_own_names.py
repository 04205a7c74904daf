"""A user's tables held against texts: whom and what they name, and that they go before the tables that ship."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Actor, Document, Mention, Place, Span
from onrecord.model.entities import MentionKind
from onrecord.resolving.actors import resolve_actors
from onrecord.resolving.own_names import NO_NAMES, held_against
from onrecord.resolving.own_tables import NO_TABLES, OwnTables, own_tables
from onrecord.resolving.places import resolve_places

ACTORS = """name,aliases,kind,country,sector,role,start,end,wikidata
Amara Diallo,Tonton,person,MLI,GOV,Mayor of Tin Ahar,2023-05,2024-06,Q900042
Kel Amadal Front,KAF,group,MLI,REB,,,,
Sahel Water Alliance,SWA,organization,,NGO,,,,Q900043
Emmanuel Macron,,person,BEL,EDU,Headmaster,,,
Old Ilvania,,country,NOR,,,,,
Hamas,,organization,CAN,BUS,,,,
Rosa Lind,,person,,UNO,Envoy for Mali,,,
"""
PLACES = """name,aliases,lat,lon,country,feature
Tin Ahar,Tinahar,16.92,1.43,MLI,
Paris,,45.5,10.5,ITA,
Amadal Hills,,17.1,1.2,MLI,MTS
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> OwnTables:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    return own_tables(actors=folder / "actors.csv", places=folder / "places.csv")


def spans(text: str, words: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(rf"\b{re.escape(words)}", text)]


def marked(text: str, **names: list[str]) -> list[Mention]:
    kinds: dict[str, MentionKind] = {"people": "person", "organizations": "organization", "places": "gpe"}
    return [Mention(span=s, kind=kinds[kind]) for kind in names for words in names[kind] for s in spans(text, words)]


def who(
    tables: OwnTables, text: str, words: str, *, day: str | None = "2024-03-12", mentions: list[Mention] | None = None
) -> Actor:
    own = held_against(tables, text, mentions or [], day=day)
    document = Document(id="d", text=text, published=day)
    at = spans(text, words)[-1]
    sentences = [Span(*match.span()) for match in re.finditer(r"[^.]+\.?", text)]
    found = resolve_actors(document, parties=[at], sentences=sentences, own=own)
    return next(actor for actor in found.actors if actor.id == found.of(at))


def where(tables: OwnTables, text: str, mentions: list[Mention] | None = None) -> list[Place]:
    own = held_against(tables, text, mentions or [], day=None)
    return list(resolve_places(text, own.mentions, outlet=None, sentences=[], own=own))


def test_a_person_of_the_table_that_no_reader_marked(tables: OwnTables) -> None:
    actor = who(tables, "The road is closed, Amara Diallo said.", "Amara Diallo")
    assert (actor.kind, actor.country, actor.sector, actor.role) == ("person", "MLI", "GOV", "Mayor of Tin Ahar")
    assert (actor.wikidata, actor.reason) == ("Q900042", "in your table actors.csv, line 2")


def test_a_surname_after_the_name_is_the_same_person(tables: OwnTables) -> None:
    text = "Amara Diallo spoke on Monday. Diallo said the road was closed."
    assert who(tables, text, "Diallo", mentions=marked(text, people=["Diallo"])).wikidata == "Q900042"


def test_another_name_is_shown_as_the_table_has_it(tables: OwnTables) -> None:
    actor = who(tables, "The road is closed, Tonton said. Tonton left.", "Tonton")
    assert actor.name == "Amara Diallo"
    assert '"Tonton" taken for Amara Diallo' in actor.reason


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2023-05-01", True), ("2024-06-30", True), ("2026-01-01", True), (None, True), ("2023-04-30", False),
        ("2027", False),
    ],
)  # fmt: skip
def test_a_row_holds_from_its_start_to_two_years_after_its_end(day: str | None, holds: bool, tables: OwnTables) -> None:
    text = "The road is closed, Amara Diallo said."
    actor = who(tables, text, "Amara Diallo", day=day, mentions=marked(text, people=["Amara Diallo"]))
    assert (actor.wikidata == "Q900042") is holds
    assert ("line 2, but not at the date of publication" in actor.reason) is not holds


def test_a_person_goes_before_office_holders_that_ship(tables: OwnTables) -> None:
    text = "Schools must open, Emmanuel Macron said."
    actor = who(tables, text, "Emmanuel Macron", mentions=marked(text, people=["Emmanuel Macron"]))
    assert (actor.country, actor.sector, actor.role, actor.wikidata) == ("BEL", "EDU", "Headmaster", None)


def test_an_envoy_of_a_world_body_has_no_country(tables: OwnTables) -> None:
    text = "Fighting must end in Mali, Rosa Lind said."
    actor = who(tables, text, "Rosa Lind", mentions=marked(text, people=["Rosa Lind"], places=["Mali"]))
    assert (actor.country, actor.sector, actor.reason) == (None, "UNO", "in your table actors.csv, line 8")


@pytest.mark.parametrize("words", ["The Kel Amadal Front", "the KAF", "Kel Amadal Front"])
def test_a_group_by_its_name_and_its_acronym(words: str, tables: OwnTables) -> None:
    actor = who(tables, f"On Monday {words} denied it.", words)
    assert (actor.name, actor.kind, actor.country, actor.sector) == ("Kel Amadal Front", "group", "MLI", "REB")
    assert actor.reason == "in your table actors.csv, line 3"


def test_a_description_takes_its_country_from_the_table(tables: OwnTables) -> None:
    actor = who(tables, "Fighters of the Kel Amadal Front fled.", "Fighters of the Kel Amadal Front")
    assert actor.country == "MLI"
    assert actor.reason == '"Kel Amadal Front" in its words, in your table actors.csv, line 3'


def test_a_body_goes_before_one_that_ships(tables: OwnTables) -> None:
    assert who(tables, "A price was named by Hamas.", "Hamas").country == "CAN"
    assert who(NO_TABLES, "A price was named by Hamas.", "Hamas").country == "PSE"


def test_a_body_of_no_country_and_another_name_of_a_state(tables: OwnTables) -> None:
    body = who(tables, "The SWA condemned it in Norway.", "The SWA")
    assert (body.name, body.country, body.sector, body.wikidata) == ("Sahel Water Alliance", None, "NGO", "Q900043")
    state = who(tables, "Old Ilvania condemned it.", "Old Ilvania")
    assert (state.name, state.kind, state.country, state.sector) == ("Norway", "country", "NOR", "GOV")


def test_an_acronym_is_found_in_capitals_only(tables: OwnTables) -> None:
    assert not held_against(tables, "He ate kaf and said so.", [], day=None).hints


def test_a_longer_name_around_is_another_name(tables: OwnTables) -> None:
    text = "Tonton Macoute Brown spoke. The Paris Hilton Hotel burnt."
    mentions = marked(text, people=["Tonton Macoute Brown"], organizations=["Paris Hilton Hotel"])
    own = held_against(tables, text, mentions, day=None)
    assert [mention.span for mention in own.mentions] == [mention.span for mention in mentions]
    assert not own.toponyms


def test_a_surname_of_somebody_else_is_not_the_table_s(tables: OwnTables) -> None:
    text = "Jo Tonton spoke. Tonton left."
    actor = who(tables, text, "Tonton", mentions=marked(text, people=["Jo Tonton"]))
    assert "your table" not in actor.reason
    assert not where(
        tables, "Ana Paris spoke. Paris left.", marked("Ana Paris spoke. Paris left.", people=["Ana Paris"])
    )


def test_a_village_that_no_gazetteer_has(tables: OwnTables) -> None:
    [place] = where(tables, "They fled from Tin Ahar to the hills. Tinahar burnt.")
    assert (place.lat, place.lon, place.country, place.feature, place.geonames) == (16.92, 1.43, "MLI", "PPL", None)
    assert place.reason == "Tin Ahar, Mali: in your table places.csv, line 2"
    assert len(place.mentions) == 2


def test_a_place_goes_before_those_of_its_name_that_ship(tables: OwnTables) -> None:
    text = "A fair was held in Paris and in Berlin."
    mine, other = where(tables, text, marked(text, places=["Paris", "Berlin"]))
    assert (mine.country, mine.reason) == ("ITA", "Paris, Italy: in your table places.csv, line 3")
    assert other.country == "DEU"


def test_a_place_tells_the_country_of_its_people(tables: OwnTables) -> None:
    assert who(tables, "Residents of Tin Ahar fled.", "Residents of Tin Ahar").country == "MLI"


def test_without_tables_nothing_changes_and_nothing_is_looked_for() -> None:
    text = "Norway's prime minister spoke in Paris."
    mentions = marked(text, places=["Norway", "Paris"])
    own = held_against(NO_TABLES, text, mentions, day="2024-03-12")
    assert own.mentions is mentions
    assert own == replace(NO_NAMES, day="2024-03-12", mentions=mentions)
    plain = resolve_places(text, mentions, outlet=None, sentences=[])
    assert resolve_places(text, own.mentions, outlet=None, sentences=[], own=own) == plain


def test_tables_that_name_nothing_in_the_text_change_nothing(tables: OwnTables) -> None:
    text = "Norway's foreign minister told Hungary that Kenyan troops would leave Mombasa."
    parties = [*spans(text, "Norway's foreign minister"), *spans(text, "Hungary"), *spans(text, "Kenyan troops")]
    document = Document(id="d", text=text, published="2024-03-12")
    plain = resolve_actors(document, parties=parties, sentences=[])
    own = held_against(tables, text, [], day="2024-03-12")
    assert resolve_actors(document, parties=parties, sentences=[], own=own) == plain
    assert where(tables, text) == where(NO_TABLES, text)


@pytest.mark.parametrize(
    "text", ["", " ", "Tin", "KAF", "the", "Tin Ahar" * 3, "Tin\nAhar", "\0KAF\ud800", "’s Paris’s"]
)
def test_odd_texts_do_no_harm(text: str, tables: OwnTables) -> None:
    own = held_against(tables, text, [], day="0000")
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in own.mentions)


def test_a_long_text_against_many_rows_takes_time_in_proportion(tmp_path: Path) -> None:
    rows = "\n".join(f"Name{n} Deshi{n},Mayor" for n in range(5000))
    (tmp_path / "many.csv").write_text(f"name,role\n{rows}\n", encoding="utf-8")
    many = own_tables(actors=tmp_path / "many.csv")
    text = "Name7 Deshi7 said that nobody came to the meeting of Monday. " * 1000
    assert len(held_against(many, text, [], day=None).mentions) == 1000


def test_a_name_behind_a_description_says_who_it_is(tables: OwnTables) -> None:
    words = "The water company, SWA"
    assert who(tables, f"{words}, denied it.", words).name == "Sahel Water Alliance"


WORDS = st.sampled_from(
    ["Amara", "Diallo", "Tonton", "the", "KAF", "Kel Amadal Front", "Tin", "Ahar", "’s", "Old", "Ilvania", "in",
     "Paris", ".", "-", "\n", "said", "Mayor", "(", ",", "É", "\u0301", "\ud800", "Residents of"]
)  # fmt: skip


@given(words=st.lists(WORDS, max_size=14), cuts=st.lists(st.integers(0, 60), max_size=6))
def test_any_text_is_read_with_tables_and_each_mention_lies_in_it(
    words: list[str], cuts: list[int], tables: OwnTables
) -> None:
    text = " ".join(words)
    places = sorted({cut for cut in cuts if cut <= len(text)})
    between = [Span(a, b) for a, b in pairwise(places)]
    mentions = [Mention(span=span, kind=("person", "gpe")[span.start % 2]) for span in between]
    own = held_against(tables, text, mentions, day="2024-03-12")
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in own.mentions)
    document = Document(id="d", text=text, published="2024-03-12")
    found = resolve_actors(document, parties=between, sentences=[], own=own)
    assert all(actor.reason for actor in found.actors)
    resolve_places(text, own.mentions, outlet=None, sentences=[], own=own)
