"""Persons tied to the office they hold at the date of a text, and those who are not, with the reason."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from onrecord.model import Actor, Document, Mention, Span
from onrecord.resolving.actors import resolve_actors
from onrecord.resolving.officeholders import link, prominent
from onrecord.resolving.own_names import NO_NAMES


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def person(text: str, name: str, published: str | None, party: str | None = None) -> Actor:
    """The actor that a party means, when the reader marks a name in it, or the party is just the name."""
    at = span(text, party or name)
    sentences = [Span(*match.span()) for match in re.finditer(r"[^.]+\.", text)]
    document = Document(id="d", text=text, published=published)
    mentions = [Mention(span=span(text, name), kind="person")]
    resolved = resolve_actors(document, own=replace(NO_NAMES, mentions=mentions), parties=[at], sentences=sentences)
    return next(actor for actor in resolved.actors if actor.id == resolved.of(at))


@pytest.mark.parametrize(
    ("text", "name", "date", "wikidata"),
    [
        ("Sergei Lavrow left early.", "Sergei Lavrow", "2019-03-01", "Q58217"),
        ("Volodimir Zelensky thanked Poland.", "Volodimir Zelensky", "2022-09-01", "Q3874799"),
        ("Benyamin Netanyahu left early.", "Benyamin Netanyahu", "2016-04-02", "Q43723"),
        ("Mohammad bin Salman left early.", "Mohammad bin Salman", "2020-05-05", "Q6892571"),
        ("Abdel Fatah al-Sissi left early.", "Abdel Fatah al-Sissi", "2021-10-10", "Q307871"),
        ("Brazil's president Jair Bolsanaro left.", "Jair Bolsanaro", "2020-02-02", "Q10304982"),
        ("In Ottawa Justin Trudaeu left early.", "Justin Trudaeu", "2018-02-02", "Q3099714"),
        ("Antony J. Blinken left early.", "Antony J. Blinken", "2022-02-02", "Q7821917"),
    ],
)
def test_misspelt_and_transliterated_names_are_found(text: str, name: str, date: str, wikidata: str) -> None:
    found = person(text, name, date)
    assert found.wikidata == wikidata
    assert found.role
    assert "office held on" in found.reason


@pytest.mark.parametrize(
    ("text", "name", "date"),
    [
        ("Sergei Lavron, a baker, fled Moscow.", "Sergei Lavron", "2019-03-01"),
        ("Sergei Lavron left early.", "Sergei Lavron", "2019-03-01"),
        ("Peter Lavrov fled Moscow.", "Peter Lavrov", "2019-03-01"),
        ("Angela Merkle, a Canadian farmer, left.", "Angela Merkle", "2015-03-01"),
        ("Mayor Mike Johnston left Washington.", "Mike Johnston", "2024-03-01"),
        ("Sergei Lavrow left Moscow.", "Sergei Lavrow", "1985-03-01"),
        ("Sergei Lavrow left Moscow.", "Sergei Lavrow", None),
    ],
)
def test_nearly_the_name_is_not_enough(text: str, name: str, date: str | None) -> None:
    found = person(text, name, date)
    assert found.wikidata is None
    assert "taken for" not in found.reason


def test_a_respelt_link_says_for_whom_the_name_was_taken() -> None:
    found = person("Russian Foreign Minister Sergei Lavron left.", "Sergei Lavron", "2019-03-01")
    assert (found.country, found.wikidata) == ("RUS", "Q58217")
    assert '"Sergei Lavron" taken for Sergey Lavrov misspelt' in found.reason


def test_the_texts_calling_outranks_the_table() -> None:
    found = person("Sergei Lavrov, a baker, fled Moscow.", "Sergei Lavrov", "2019-03-01")
    assert (found.role, found.wikidata) == ("baker", None)
    assert 'since the text calls this one "baker"' in found.reason


def test_the_texts_country_outranks_the_table() -> None:
    found = person("The Chilean senator Sergei Lavrov left.", "Sergei Lavrov", "2019-03-01")
    assert (found.country, found.wikidata) == ("CHL", None)
    assert "whose country is another" in found.reason


def test_namesakes_in_office_give_no_link() -> None:
    found = link("Andris Berzins", date=None)
    assert found.tenure is None
    assert "two people of this name held office" in found.why
    held = link("Andris Berzins", date="2013-03").tenure
    assert held is not None
    assert held.position == "President"


def test_an_office_of_another_time_gives_no_link() -> None:
    found = person("Gordon Brown left London.", "Gordon Brown", "2019-03-01")
    assert (found.role, found.wikidata) == (None, None)
    assert "held office until 2010-05" in found.reason
    assert "not at the date of the text" in found.reason
    early = person("Angela Merkel left Berlin.", "Angela Merkel", "2001-03-01")
    assert "held office only from 2005-11 on" in early.reason


def test_whoever_left_office_not_long_ago_is_a_former_one() -> None:
    found = person("Theresa May left London.", "Theresa May", "2020-03-01")
    assert (found.country, found.sector, found.role) == ("GBR", "ELI", "former Prime Minister")
    assert "office held until 2019-07" in found.reason


def test_without_a_date_no_office_is_told() -> None:
    found = person("Theresa May left London.", "Theresa May", None)
    assert (found.country, found.role) == ("GBR", None)
    assert "no date of the text tells which then" in found.reason


def test_a_lesser_office_of_a_country_the_text_is_silent_of_is_no_link() -> None:
    found = person("General John R. Allen met the governor of Texas.", "John R. Allen", "2012-10-10")
    assert (found.country, found.wikidata) == ("USA", None)
    assert "of whose country the text does not speak" in found.reason


def test_a_bare_title_is_filled_from_the_office_it_fits() -> None:
    found = person("Secretary Blinken left Washington.", "Blinken", "2022-03-01")
    assert (found.role, found.wikidata) == ("Secretary of State", "Q7821917")
    kept = person("Foreign Minister Lavrov left Moscow.", "Lavrov", "2022-03-01")
    assert kept.role == "Foreign Minister"


def test_surnames_that_come_first() -> None:
    assert person("President Xi left Beijing.", "Xi", "2022-03-18").wikidata == "Q15031"
    assert person("Jin sang in Seoul.", "Jin", "2022-05-31").wikidata is None


def test_a_first_name_left_to_the_title_belongs_to_the_name() -> None:
    party = "President Volodymyr Zelenskyy"
    found = person(f"{party} left Kyiv.", "Zelenskyy", "2022-05-17", party)
    assert (found.name, found.role) == ("Volodymyr Zelenskyy", "President")


def test_a_title_is_told_without_what_addresses_and_without_others() -> None:
    party = "President Biden and President Marcos"
    assert person(f"{party} left Manila.", "Marcos", "2023-05-01", party).role == "President"
    party = "Foreign Minister Sheikh Dr. Ahmed Nasir Odeh"
    assert person(f"{party} left.", "Ahmed Nasir Odeh", None, party).role == "Foreign Minister"


def test_what_stands_after_of_is_no_title() -> None:
    assert person("The son of Tony Blair left London.", "Tony Blair", "2006-03-01").role == "Prime Minister"


def test_a_country_left_to_the_name_belongs_to_the_title() -> None:
    party = "President of Belarus Alexander Lukashenko"
    found = person(f"{party} left Minsk.", "Belarus Alexander Lukashenko", "2022-01-10", party)
    assert (found.name, found.country, found.wikidata) == ("Alexander Lukashenko", "BLR", "Q2866")


def test_a_dateline_is_no_title() -> None:
    text = "Brussels, Belgium\n\nSECRETARY BLINKEN: Good morning from the United States."
    found = person(text, "BLINKEN", "2022-03-01")
    assert (found.country, found.wikidata) == ("USA", "Q7821917")


def test_what_goes_on_under_a_president_is_not_his_title() -> None:
    party = "trafficking in persons under President Tshisekedi"
    found = person(f"In Kinshasa {party} fell.", "Tshisekedi", "2022-03-01", party)
    assert (found.country, found.role) == ("COD", "President")


@pytest.mark.parametrize(
    ("surname", "country", "date", "wikidata"),
    [("Lofven", "SWE", "2018-06", "Q2740012"), ("Basescu", "ROU", "2010-03", "Q57279")],
)
def test_a_leaders_surname_is_found_without_its_accents(surname: str, country: str, date: str, wikidata: str) -> None:
    found = prominent(surname, date=date, countries={country})
    assert found is not None
    assert found.wikidata == wikidata


def test_a_leaders_surname_is_found_without_its_article() -> None:
    for name in ("Bashir", "al-Bashir", "El-Bashir"):
        found = prominent(name, date="2015-05", countries={"SDN"})
        assert found is not None
        assert found.position == "President"


def test_a_surname_that_only_sounds_like_a_leaders_is_somebody_elses() -> None:
    assert prominent("Milley", date="2025-03", countries={"ARG"}) is None
    assert prominent("Lofven", date="2018-06", countries={"NOR"}) is None


def test_a_leaders_surname_that_the_reader_takes_for_a_body_is_a_person() -> None:
    def kind(text: str, name: str) -> str:
        at = span(text, name)
        document = Document(id="d", text=text, published="2018-06-01")
        mentions = [Mention(span=at, kind="organization")]
        resolved = resolve_actors(
            document, own=replace(NO_NAMES, mentions=mentions), parties=[at], sentences=[Span(0, len(text))]
        )
        return resolved.actors[0].kind

    assert kind("Lofven told Sweden to wait.", "Lofven") == "person"
    assert kind("LOFVEN told Sweden to wait.", "LOFVEN") == "organization"
    assert kind("Lofgren told Sweden to wait.", "Lofgren") == "organization"
