"""Places: what is found in invented sentences, which of several namesakes is meant, and what stays open."""

from __future__ import annotations

import csv
import itertools
import json
import re
import sqlite3
from pathlib import Path

import pytest

from onrecord.model import Mention, Place, Span
from onrecord.model.entities import MentionKind
from onrecord.resolving.gazetteer import Gazetteer, gazetteer, normal
from onrecord.resolving.place_ranking import ALONE, IN_COMPANY, weights
from onrecord.resolving.places import resolve_places


def read(text: str, *, outlet: str | None = None, **kinds: str) -> dict[str, Place]:
    """The places of ``text`` by the words of their first mention; ``gpe="A|B"`` tags every A and B."""
    mentions = [
        Mention(span=Span(match.start(), match.end()), kind=_kind(kind))
        for kind, names in kinds.items()
        for match in re.finditer("|".join(rf"\b{re.escape(name)}" for name in names.split("|")), text)
    ]
    places = resolve_places(text, mentions, outlet=outlet, sentences=())
    return {text[slice(*place.mentions[0])]: place for place in places}


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _kind(word: str) -> MentionKind:
    kinds: dict[str, MentionKind] = {
        "gpe": "gpe", "location": "location", "person": "person", "organization": "organization",
        "nationality": "nationality", "facility": "facility",
    }  # fmt: skip
    return kinds[word]


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("U.S.", "us"),
        ("São Paulo", "sao paulo"),
        ("St. Petersburg", "saint petersburg"),
        ("The Gambia", "gambia"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Nagorno-Karabakh", "nagorno karabakh"),
        ("Первомайск", ""),
    ],
)
def test_names_are_compared_without_accents_case_and_punctuation(written: str, compared: str) -> None:
    assert normal(written) == compared


def test_the_gazetteer_is_one_read_only_connection() -> None:
    assert gazetteer() is gazetteer()
    with pytest.raises(sqlite3.OperationalError):
        gazetteer()._database.execute("DELETE FROM name")
    with pytest.raises(sqlite3.OperationalError):
        Gazetteer(Path("/nowhere/gazetteer.sqlite"))


def test_no_entry_lies_at_zero_zero() -> None:
    rows = gazetteer()._database.execute("SELECT name FROM entry WHERE lat = 0 AND lon = 0").fetchall()
    assert rows == []


def test_outlets_are_found_by_address_domain_and_parent_domain() -> None:
    by_address = gazetteer().home("https://www.ajc.com/news/story.html")
    assert by_address is not None
    assert by_address.country == "USA"
    assert gazetteer().home("edition.ajc.com") == by_address
    assert gazetteer().home("The Invented Herald") is None


def test_weights_are_there_for_every_feature() -> None:
    alone, in_company = weights()
    assert (len(alone), len(in_company)) == (len(ALONE), len(IN_COMPANY))


def test_a_state_after_a_comma_decides() -> None:
    text = "The mayors of Springfield, Illinois, and Springfield, Mass., met. Paris, Texas, sent nobody."
    places = resolve_places(
        text,
        [
            Mention(span=Span(m.start(), m.end()), kind="gpe")
            for m in re.finditer("Springfield|Illinois|Paris|Texas", text)
        ],
        outlet=None,
        sentences=(),
    )
    found = {place.geonames for place in places}
    assert {4250542, 4951788, 4717560} <= found
    assert next(p for p in places if p.geonames == 4250542).reason.startswith("Springfield, Illinois, United States")


def test_the_words_around_tell_a_region_from_its_town() -> None:
    text = "Shells hit the Kherson region. Ukraine said the city of Kherson was calm."
    mentions = [Mention(span=Span(m.start(), m.end()), kind="gpe") for m in re.finditer("Kherson|Ukraine", text)]
    features = [p.feature for p in resolve_places(text, mentions, outlet=None, sentences=())]
    assert features == ["ADM1", "PCLI", "PPL"]


@pytest.mark.parametrize(
    ("text", "name", "country", "feature"),
    [
        ("Talks in Georgia went on; in Tbilisi and Batumi people waited.", "Georgia", "GEO", "PCLI"),
        ("Voters in Georgia went to the polls, above all in Atlanta and Savannah.", "Georgia", "USA", "ADM1"),
        ("Officials in Washington denied it.", "Washington", "USA", "PPLC"),
        ("The president of Mexico arrived.", "Mexico", "MEX", "PCLI"),
        ("Aid reached Gaza on Sunday.", "Gaza", "PSE", "RGN"),
        ("Protests in Islamabad ended.", "Islamabad", "PAK", "PPLC"),
        ("Camps in Xinjiang were shown.", "Xinjiang", "CHN", "ADM1"),
        ("Fighting in Darfur spread.", "Darfur", "SDN", "RGN"),
        ("A drone fell near Kyiv.", "Kyiv", "UKR", "PPLC"),
    ],
)
def test_the_place_meant_in_plain_news(text: str, name: str, country: str, feature: str) -> None:
    place = read(text, gpe=f"{name}|Tbilisi|Batumi|Atlanta|Savannah")[name]
    assert (place.country, place.feature) == (country, feature)
    assert place.reason


def test_seas_belong_to_no_country_and_have_a_centre() -> None:
    place = read("Ships crossed the Black Sea.", location="Black Sea")["Black Sea"]
    assert place.country is None
    assert place.lat is not None
    assert 40 < place.lat < 47


def test_the_outlets_home_speaks_for_the_town_next_door() -> None:
    text = "Council members in Athens voted on the budget."
    near = read(text, gpe="Athens", outlet="onlineathens.com")["Athens"]
    far = read(text, gpe="Athens")["Athens"]
    assert near.country == "USA"
    assert "home" in near.reason
    assert far.country == "GRC"


def test_names_the_recogniser_missed_are_found_by_the_gazetteer() -> None:
    places = read("NAIROBI (Reuters) - Rescue workers came from Mombasa and the town of Kisumu.")
    assert set(places) >= {"Mombasa", "Kisumu"}


def test_persons_demonyms_and_diseases_are_no_places() -> None:
    text = "Paris Hilton told us that Kenyan doctors study the Marburg virus and Lassa fever. It cost US$5."
    assert read(text, person="Paris Hilton", nationality="Kenyan") == {}


def test_the_white_house_is_no_town() -> None:
    assert read("Envoys went to the White House.", facility="White House") == {}


def test_a_surname_is_not_a_town_later_on() -> None:
    text = "Abraham Lincolnson Jackson spoke. Later Jackson left, and Jackson did not return."
    assert "Jackson" not in read(text, person="Abraham Lincolnson Jackson", organization="Jackson left")


def test_one_place_gathers_its_names_and_mentions() -> None:
    places = read("The United States said so. The U.S. did not wait.", gpe="United States|U.S.")
    assert len(places) == 1
    assert len(places["United States"].mentions) == 2


def test_counties_in_a_list_are_counties() -> None:
    places = read("Storms hit Boone and Kenton counties in Kentucky.", gpe="Boone|Kenton|Kentucky")
    assert {places["Boone"].feature, places["Kenton"].feature} == {"ADM2"}


def test_what_nobody_knows_stays_open_with_a_reason() -> None:
    place = read("Envoys met in Zubrowkastan.", gpe="Zubrowkastan")["Zubrowkastan"]
    assert (place.lat, place.lon, place.geonames, place.country) == (None, None, None, None)
    assert "Zubrowkastan" in place.reason


@pytest.mark.parametrize("text", ["", "\n \n", "“”\"''", "A", "The", "-Paris-", "a.b.c.", "U", "東京", "\u200bIn Oslo"])
def test_odd_texts_do_no_harm(text: str) -> None:
    for place in resolve_places(text, [], outlet="", sentences=()):
        assert all(0 <= span.start < span.end <= len(text) for span in place.mentions)


def test_mentions_lie_in_the_text_and_do_not_overlap(corpora: Path) -> None:
    path = corpora / "geovirus" / "data.jsonl"
    if not path.exists():
        pytest.skip(f"corpus not there: {path}")
    for line in path.read_text(encoding="utf-8").rstrip().split("\n")[:40]:
        text = json.loads(line)["text"]
        spans = sorted(s for p in resolve_places(text, [], outlet=None, sentences=()) for s in p.mentions)
        assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
        assert all(text[s.start].strip() and text[s.end - 1].strip() for s in spans)


@pytest.mark.parametrize(
    ("text", "names", "country", "said"),
    [
        (
            "Police in Springfield, Illinois, said so.",
            "Springfield|Illinois",
            "USA",
            "the text says it lies in Illinois",
        ),
        ("Shots fell in Valencia, Carabobo.", "Valencia|Carabobo", "VEN", "the text says it lies in Carabobo"),
        ("A blast shook Hyderabad. It was heard all over Sindh.", "Hyderabad|Sindh", "PAK", "other places named"),
        ("A blast shook Hyderabad. Telangana was in mourning.", "Hyderabad|Telangana", "IND", "other places named"),
        ("Trials opened in Birmingham. Alabama looked on.", "Birmingham|Alabama", "USA", "other places named"),
        ("Trials opened in Birmingham.", "Birmingham", "GBR", "the largest town of"),
        ("Farms in Punjab dried up. In Lahore it rained.", "Punjab|Lahore", "PAK", "other places named"),
        ("Boats left Bakhmut.", "Bakhmut", "UKR", "the only Bakhmut"),
        ("The Pope came to Washington state.", "Washington", "USA", "the words around it speak of an area"),
    ],
)
def test_what_decides_between_namesakes_is_told(text: str, names: str, country: str, said: str) -> None:
    place = read(text, gpe=names)[names.partition("|")[0]]
    assert place.country == country
    assert said in place.reason


def test_an_oblast_and_its_city_are_two_places() -> None:
    text = "Shells hit Kharkiv oblast. In the city of Kharkiv, five were hurt."
    mentions = [Mention(span=Span(m.start(), m.end()), kind="gpe") for m in re.finditer("Kharkiv", text)]
    found = resolve_places(text, mentions, outlet=None, sentences=())
    assert [place.feature for place in found] == ["ADM1", "PPL"]


def test_the_country_of_the_article_chooses_the_town() -> None:
    text = "Fighting broke out in Tripoli. Beirut sent troops, and Lebanon mourned."
    assert read(text, gpe="Tripoli|Beirut|Lebanon")["Tripoli"].country == "LBN"


def test_towns_that_lie_together_choose_each_other() -> None:
    text = "Trains stop in Lancaster and Morecambe."
    assert read(text, gpe="Lancaster|Morecambe")["Lancaster"].country == "GBR"


def test_a_road_is_a_place_that_no_map_of_ours_knows() -> None:
    places = read("A shop burnt on North Cooper Street. Cars stood on Interstate 75 and Highway 19.")
    assert set(places) == {"North Cooper Street", "Interstate 75", "Highway 19"}
    assert {(p.lat, p.feature) for p in places.values()} == {(None, "RD")}
    assert all("road" in place.reason for place in places.values())


@pytest.mark.parametrize(
    "text",
    [
        "The Wall Street Journal said so.",
        "Wall Street fell, and Downing Street was silent.",
        "I'll be there, and they'll know.",
        "They met in 100 B.C. or later.",
        "Many area towns asked Ms. Varn.",
        "As police came, Miss Odell left.",
    ],
)
def test_words_that_only_look_like_places(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "kind", "tagged", "name"),
    [
        ("A Kettering man was held.", "person", "Kettering", "Kettering"),
        ("ROSWELL - A man was held.", "organization", "ROSWELL", "ROSWELL"),
        ("Rep. Ada Varn, R-Marshall, spoke.", "person", "Marshall", "Marshall"),
        ("Rep. Ada Varn (D-La) spoke.", "organization", "La", "La"),
        ("They fled the town of Berea.", "person", "Berea", "Berea"),
        ("The Ohio Bureau of Mines closed.", "organization", "The Ohio Bureau of Mines", "Ohio"),
    ],
)
def test_the_words_around_tell_a_place_from_a_person_or_body(text: str, kind: str, tagged: str, name: str) -> None:
    assert name in read(text, **{kind: tagged})


def test_a_broken_name_is_put_together() -> None:
    text = "Boats sank on the Zelna River."
    places = read(text, gpe="Zelna", location="River")
    assert list(places) == ["Zelna River"]


def test_an_organization_in_a_list_of_states_is_no_town() -> None:
    assert set(read("Talks between Israel and Hamas went on.", gpe="Israel", organization="Hamas")) == {"Israel"}


def test_wire_agencies_have_no_home() -> None:
    assert gazetteer().home("reuters.com") is None


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Shops burnt in Cartagena in southern Spain.", "Cartagena|Spain", "ESP"),
        ("Shops burnt in Cartagena, in the south of Spain.", "Cartagena|Spain", "ESP"),
        ("Shops burnt in Cartagena, a port city in Spain.", "Cartagena|Spain", "ESP"),
        ("Shops burnt in the Spanish city of Cartagena.", "Cartagena", "ESP"),
        ("Shops burnt in the southern Spanish port city of Cartagena.", "Cartagena", "ESP"),
        ("In Spain's southern city of Cartagena, shops burnt.", "Spain|Cartagena", "ESP"),
        ("Nurses in Hamilton, the United States, walked out.", "Hamilton|United States", "USA"),
        ("Nurses in the Ohio city of Hamilton walked out.", "Ohio|Hamilton", "USA"),
        ("Farms in Leon province in Spain dried up.", "Leon|Spain", "ESP"),
        ("The Dominican town of Santiago was flooded.", "Santiago", "DOM"),
    ],
)
def test_the_country_stated_beside_a_name_decides(text: str, names: str, country: str) -> None:
    place = next(p for words, p in read(text, gpe=names).items() if words not in ("Spain", "Ohio"))
    assert place.country == country
    assert "the text says it lies in" in place.reason


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Spanish envoys flew to the city of Cartagena.", "Cartagena", "COL"),
        ("The Latin American city of Santiago voted.", "Santiago", "CHL"),
        ("Spanish-held Merida fell.", "Merida", "MEX"),
        ("Mexico, the United States and Canada signed it.", "Mexico|United States|Canada", "MEX"),
    ],
)
def test_a_country_near_a_name_is_not_always_stated_of_it(text: str, names: str, country: str) -> None:
    place = read(text, gpe=names)[names.partition("|")[0]]
    assert place.country == country
    assert "the text says" not in place.reason


def test_namesakes_each_lie_where_the_text_puts_them() -> None:
    text = "Trains link Cartagena (Colombia) with no other town; Cartagena (Spain) has a harbour."
    mentions = [
        Mention(span=Span(m.start(), m.end()), kind="gpe") for m in re.finditer("Cartagena|Colombia|Spain", text)
    ]
    found = resolve_places(text, mentions, outlet=None, sentences=())
    assert [(p.name, p.country) for p in found if p.name == "Cartagena"] == [("Cartagena", "COL"), ("Cartagena", "ESP")]


@pytest.mark.parametrize(
    ("text", "names", "outer"),
    [
        ("Gunmen stormed Kharkiv, a village in western Chad.", "Kharkiv|Chad", "Chad"),
        ("Gunmen stormed the Chadian village of Kharkiv.", "Kharkiv", "Chad"),
        ("Gunmen killed ten in Kharkiv in the west of Chad.", "Kharkiv|Chad", "Chad"),
        ("Gunmen killed ten in Kharkiv, Chad.", "Kharkiv|Chad", "Chad"),
        ("Gunmen left Madryd district, Ituri province.", "Madryd|Ituri", "Ituri"),
    ],
)
def test_a_namesake_elsewhere_is_not_taken_for_a_place_the_gazetteer_lacks(text: str, names: str, outer: str) -> None:
    name = names.partition("|")[0]
    place = read(text, gpe=names)[name]
    assert (place.lat, place.country, place.geonames) == (None, None, None)
    assert place.reason == f"the text puts it in {outer}, where the gazetteer has no {name}"


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("The war that Moscow wages in Ukraine, and pressure from Moscow in Ukraine, grew.", "Moscow|Ukraine", "RUS"),
        ("After the raid on Beirut, Israel said nothing.", "Beirut|Israel", "LBN"),
        ("Aides met in Beirut, Israel, and Jordan.", "Beirut|Israel|Jordan", "LBN"),
        ("Crowds gathered in Lima, Chile and Peru.", "Lima|Chile|Peru", "PER"),
        ("Shells hit the Russian city of Sevastopol.", "Sevastopol", "UKR"),
        ("Ships lie in Brazzaville in Congo.", "Brazzaville|Congo", "COG"),
        ("Farms burnt in Cornwall in South West England.", "Cornwall|England", "GBR"),
        ("They oppose a Palestinian state Washington has in mind.", "Washington", "USA"),
    ],
)
def test_words_that_leave_open_where_a_place_lies_take_nothing_away(text: str, names: str, country: str) -> None:
    assert read(text, gpe=names)[names.partition("|")[0]].country == country


def test_a_name_alone_means_the_namesake_only_after_the_text_has_told_of_it() -> None:
    text = "Trains left Kharkiv. Gunmen stormed Kharkiv, a village in western Chad."
    before = re.finditer("Kharkiv|Chad", text)
    found = resolve_places(text, [Mention(span=Span(*m.span()), kind="gpe") for m in before], outlet=None, sentences=())
    assert [p.country for p in found if p.name == "Kharkiv"] == ["UKR", None]
    text = "Gunmen stormed Kharkiv, a village in western Chad. Kharkiv burnt."
    assert len(read(text, gpe="Kharkiv|Chad")["Kharkiv"].mentions) == 2


@pytest.mark.parametrize(
    "text",
    ["Prices rose before Ramadan.", "In Ramadan, Egypt eats late.", "They fasted in Lent.", "It began in Spring 2019."],
)
def test_feasts_and_seasons_are_no_towns(text: str) -> None:
    assert not {"Ramadan", "Lent", "Spring"} & set(read(text))


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ("Floods reached the village of Lent.", "", "Lent"),
        ("Floods reached Lent, Gelderland.", "Lent|Gelderland", "Lent"),
        ("Police in Spring, Texas, said so.", "", "Spring"),
    ],
)
def test_towns_named_like_feasts_and_seasons_are_found_where_the_words_say_so(
    text: str, tagged: str, name: str
) -> None:
    assert name in (read(text, gpe=tagged) if tagged else read(text))


@pytest.mark.parametrize(
    ("text", "name", "country", "feature"),
    [
        ("Farmers in Vic met.", "Vic", "ESP", "PPL"),
        ("Soldiers fired in Man.", "Man", "CIV", "PPL"),
        ("Soldiers fired in Man. Two died.", "Man", "CIV", "PPL"),
        ("Lorries stood in Ore, Nigeria.", "Ore", "NGA", "PPL"),
        ("She moved to Winnipeg, Man., in May.", "Man.", "CAN", "ADM1"),
        ("She moved to Salem, Ore.", "Ore.", "USA", "ADM1"),
        ("Some Ore. farmers met.", "Ore.", "USA", "ADM1"),
        ("A fire in Boston Mass was put out.", "Mass", "USA", "ADM1"),
    ],
)
def test_a_state_is_meant_by_its_abbreviation_only_where_it_is_written_as_one(
    text: str, name: str, country: str, feature: str
) -> None:
    place = read(text, gpe=f"{name.rstrip('.')}|Winnipeg|Salem|Nigeria|Boston")[name]
    assert (place.country, place.feature) == (country, feature)


def test_words_that_are_written_like_abbreviated_states_are_none() -> None:
    for text, name in (("He hit Mass with a stick.", "Mass"), ("Songs of Me filled the hall.", "Me")):
        assert all(place.lat is None for place in read(text, gpe=name).values())
    assert read("Troops left Al-Zubrah. Kim Jong-Il wrote.", gpe="Al", person="Kim Jong") == {}


@pytest.mark.parametrize(
    ("name", "feature"), [("Tromsø", "PPL"), ("Troms", "ADM1"), ("Farsø", "PPL"), ("Fars", "ADM1"), ("Malmö", "PPL")]
)
def test_letters_the_keys_leave_out_still_tell_names_apart(name: str, feature: str) -> None:
    assert read(f"Snow fell in Oslo, Bergen and {name}.", gpe=f"Oslo|Bergen|{name}")[name].feature == feature


def test_the_file_tells_what_it_holds_whence_and_on_what_terms() -> None:
    rows = gazetteer()._database.execute("SELECT part, rows, origin, licence, snapshot, lacks FROM about").fetchall()
    assert {row[0] for row in rows} == {"towns", "areas", "regions", "countries", "outlets"}
    assert all(row[1] > 0 and all(row[2:]) for row in rows)


def test_regions_written_by_hand_are_sound() -> None:
    path = Path(__file__).parents[3] / "training" / "gazetteer" / "regions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert row["source"], row
        assert gazetteer().look_up(row["name"]), row


def test_a_name_taken_for_a_person_s_throughout_is_no_town() -> None:
    text = "Lincoln wrote it. Nobody met Lincoln then. A letter by Lincoln is shown. Lincoln knew."
    assert read(text, person="Lincoln") == {}
    assert "Lincoln" in read("He lives in Lincoln. Nobody met Lincoln then.", gpe="Lincoln")
