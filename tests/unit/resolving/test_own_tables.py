"""A user's own tables: what is read, and that every mistake is one message with the file, the line and the mend."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UserError
from onrecord.resolving.own_tables import NO_TABLES, OwnTables, own_tables, plain_words


def actors(folder: Path, text: str) -> OwnTables:
    file = folder / "actors.csv"
    file.write_text(text, encoding="utf-8")
    return own_tables(actors=file)


def places(folder: Path, text: str) -> OwnTables:
    file = folder / "places.csv"
    file.write_text(text, encoding="utf-8")
    return own_tables(places=str(file))


def test_no_files_are_empty_tables() -> None:
    assert own_tables() == NO_TABLES
    assert not own_tables()


def test_a_row_of_actors_with_all_columns(tmp_path: Path) -> None:
    head = "name,aliases,kind,country,sector,role,start,end,wikidata\n"
    [actor] = actors(tmp_path, head + "Orlo Deshi,O. Deshi; Deshi,person,NOR,GOV,Mayor,2021-05,2024,Q42\n").actors
    assert (actor.name, actor.aliases, actor.kind) == ("Orlo Deshi", ("O. Deshi", "Deshi"), "person")
    assert (actor.country, actor.sector, actor.role, actor.wikidata) == ("NOR", "GOV", "Mayor", "Q42")
    assert (actor.start, actor.end) == ("2021-05", "2024")
    assert (actor.line, actor.told) == (2, "in your table actors.csv, line 2")


def test_a_row_of_places_with_all_columns(tmp_path: Path) -> None:
    head = "Name,Lat,Lon,Country,Feature,Geonames,Aliases\n"
    [place] = places(tmp_path, "\ufeff" + head + "Veld,59.5,-10.25,NOR,PPLA,123,Veldt;Old Veld\n").places
    assert (place.name, place.aliases, place.country) == ("Veld", ("Veldt", "Old Veld"), "NOR")
    assert (place.lat, place.lon, place.feature, place.geonames) == (59.5, -10.25, "PPLA", 123)


@pytest.mark.parametrize(
    ("row", "kind"),
    [("Orlo Deshi,Mayor", "person"), ("Veld Water Union,", "organization"), ("Maria Kell,", "person")],
)
def test_a_row_without_a_kind_is_a_person_when_it_looks_like_one(row: str, kind: str, tmp_path: Path) -> None:
    assert actors(tmp_path, f"name,role\n{row}\n").actors[0].kind == kind


def test_blank_lines_and_line_breaks_in_cells_do_not_shift_the_lines(tmp_path: Path) -> None:
    found = actors(tmp_path, 'name,role\r\n\r\nOrlo Deshi,"Mayor of\r\nVeld"\r\nAna Kell,Mayor\r\n').actors
    assert [(actor.line, actor.role) for actor in found] == [(3, "Mayor of Veld"), (5, "Mayor")]


def test_one_name_may_be_different_people_one_after_the_other(tmp_path: Path) -> None:
    rows = "name,role,start,end\nThe Mayor of Veld,Mayor,2020-01,2022-05\nThe Mayor of Veld,Mayor,2022-05,\n"
    assert len(actors(tmp_path, rows).actors) == 2


def test_one_name_may_be_two_places(tmp_path: Path) -> None:
    assert len(places(tmp_path, "name,lat,lon\nVeld,59.5,10\nVeld,61.5,10\n").places) == 2


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("name,sektor\nA,GOV\n", 1, "no column is called 'sektor'; did you mean sector?"),
        ("name,shoe size\nA,44\n", 1, "no column is called 'shoe size'; there are: name, aliases"),
        ("name,role,role\nA,b,c\n", 1, "the column role stands there twice"),
        ("role,country\nMayor,NOR\n", 1, "there is no column name"),
        ("name\nA\n", 1, "the names stand alone; add at least one of the columns"),
        ("name;role\nA;b\n", 1, "the columns are not separated by commas"),
        ("", 1, "the table is empty; its first line names the columns"),
        ("name,role\nA,b\n\n,Mayor\n", 4, "the name is empty"),
        ("name,role\nA,b,c\n", 2, "3 cells for 2 columns; put a cell that holds a comma in quotation marks"),
        ("name,country\nOrlo Deshi,Norway\n", 2, "'Norway' is no country; did you mean NOR?"),
        ("name,country\nOrlo Deshi,NRO\n", 2, "'NRO' is no country; did you mean"),
        ("name,country\nOrlo Deshi,Sinagpore\n", 2, "'Sinagpore' is no country; did you mean SGP?"),
        ("name,country\nOrlo Deshi,QQX\n", 2, "'QQX' is no country; write its ISO 3166-1 alpha-3 code, such as NOR"),
        ("sep=,\nname,country\nOrlo Deshi,Norway\n", 3, "'Norway' is no country"),
        ("sep=;\nname;role\nA;b\n", 1, "the columns are not separated by commas"),
        ("name,sector\nOrlo Deshi,gov\n", 2, "'gov' is no sector; did you mean GOV?"),
        ("name,sector\nOrlo Deshi,\n\nAna Kell,government\n", 4, "'government' is no sector; there are COP, GOV"),
        ("name,kind\nVeld Guard,army\n", 2, "'army' is no kind; there are person, organization, group, country"),
        ("name,kind\nVeld Guard,Group\n", 2, "'Group' is no kind; did you mean group?"),
        ("name,kind\nOld Ilvania,country\n", 2, "say which in the column country"),
        (
            "name,start\nOrlo Deshi,5 May 2021\n",
            2,
            "start '5 May 2021' is not a date; write YYYY-MM-DD, YYYY-MM or YYYY",
        ),
        ("name,end\nOrlo Deshi,2021-02-30\n", 2, "end '2021-02-30' is not a date"),
        ("name,start,end\nOrlo Deshi,2022-05,2021\n", 2, "the end 2021 is before the start 2022-05"),
        ("name,wikidata\nOrlo Deshi,42\n", 2, "'42' is no Wikidata id; write it as Q and a number"),
        ("name,role\nOrlo Deshi,a\nAna Kell,b\nthe orlo DESHI,c\n", 4, "'orlo deshi' stands in line 2 already"),
        ("name,aliases,role\nOrlo Deshi,Deshi,a\nAna Deshi,Deshi,b\n", 3, "'deshi' stands in line 2 already"),
        ('name,role\nOrlo Deshi,"Mayor\n', 2, "not CSV"),
    ],
)
def test_mistakes_in_actors_name_the_file_the_line_and_the_mend(
    text: str, line: int, mend: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        actors(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'actors.csv'}, line {line}: ")
    assert mend in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "mend"),
    [
        ("name,lat\nVeld,59\n", 1, "there is no column lon"),
        (
            "name,lat,lon\nVeld,91,10\n",
            2,
            "latitude 91 is out of range; it goes from -90 to 90 (are lat and lon swapped?)",
        ),
        ("name,lat,lon\nVeld,59,-180.5\n", 2, "longitude -180.5 is out of range"),
        ("name,lat,lon\nVeld,,10\n", 2, "latitude '' is not a number; write decimal degrees"),
        ('name,lat,lon\nVeld,"59,5",10\n', 2, "latitude '59,5' is not a number"),
        ("name,lat,lon\nVeld,5_9,10\n", 2, "latitude '5_9' is not a number"),
        ("name,lat,lon\nVeld,59,1e1\n", 2, "longitude '1e1' is not a number"),
        ("name,lat,lon,feature\nVeld,59,10,QQQ7\n", 2, "'QQQ7' is no GeoNames feature code"),
        ("name,lat,lon\nVeld,nan,10\n", 2, "latitude 'nan' is not a number"),
        ("name,lat,lon\nVeld,0,0.0\n", 2, "latitude and longitude 0,0 lie in the open sea"),
        (
            "name,lat,lon,feature\nVeld,59,10,village\n",
            2,
            "'village' is no GeoNames feature code; a village or town is PPL",
        ),
        ("name,lat,lon,geonames\nVeld,59,10,x\n", 2, "'x' is no GeoNames id"),
        (
            "name,lat,lon\nVeld,59,10\nVELD,59.001,10\n",
            3,
            "'veld' stands in line 2 already; change one of the two rows",
        ),
    ],
)
def test_mistakes_in_places_name_the_file_the_line_and_the_mend(
    text: str, line: int, mend: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        places(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path / 'places.csv'}, line {line}: ")
    assert mend in str(caught.value)


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        places(tmp_path, "name,lat,lon,country\nA,95,10,NOR\nB,5,10,SWE\nC,5,10,Norway\nD,5,10,NOR,5\n")
    told = str(caught.value).splitlines()
    assert [line.partition(": ")[0].rpartition(" ")[2] for line in told] == ["2", "4", "5"]


def test_of_very_many_mistakes_the_first_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        places(tmp_path, "name,lat,lon\n" + "A,95,10\n" * 100)
    told = str(caught.value).splitlines()
    assert len(told) < 30
    assert told[-1].endswith("more")


def test_the_line_in_which_excel_names_the_separator_is_passed_over(tmp_path: Path) -> None:
    assert actors(tmp_path, "sep=,\nname,role\nOrlo Deshi,Mayor\n").actors[0].line == 3


@pytest.mark.parametrize("feature", ["PPL", "PPLA2", "ADM3", "ADM1H", "MTS"])
def test_codes_of_features_are_taken(feature: str, tmp_path: Path) -> None:
    assert places(tmp_path, f"name,lat,lon,feature\nVeld,-59.5,+10.,{feature}\n").places[0].feature == feature


def test_a_missing_file_is_told_with_the_one_most_like_it(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text("name,role\nOrlo Deshi,Mayor\n")
    with pytest.raises(UserError, match=r"there is no such file; did you mean actors\.csv\?"):
        own_tables(actors=tmp_path / "actor.csv")
    with pytest.raises(UserError, match="there is no such file; give the path"):
        own_tables(actors=tmp_path / "elephants")
    with pytest.raises(UserError, match="nor is there a folder"):
        own_tables(actors=tmp_path / "nowhere" / "actors.csv")


def test_a_wrong_encoding_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "actors.csv"
    file.write_bytes("name,role\nOrlo,a\nJosé,b\n".encode("latin-1"))
    with pytest.raises(UserError, match=r"actors.csv, line 3: not UTF-8 text; save the table as"):
        own_tables(actors=file)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.csv: there is no such file"):
        own_tables(places=tmp_path / "none.csv")
    with pytest.raises(UserError, match="give a CSV file that can be read"):
        own_tables(places=tmp_path)


def test_a_file_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    first = actors(tmp_path, "name,role\nOrlo Deshi,Mayor\n")
    assert own_tables(actors=tmp_path / "actors.csv") is first
    assert actors(tmp_path, "name,role\nAna Kell,Mayor\n").actors[0].name == "Ana Kell"


def test_names_are_compared_without_case_accents_article_and_possessive() -> None:
    assert plain_words("the Órlo-Deshi’s") == plain_words("orlo deshi") == ("orlo", "deshi")


def test_tables_go_to_another_process_whole(tmp_path: Path) -> None:
    tables = actors(tmp_path, "name,role\nOrlo Deshi,Mayor\n")
    assert tables.listed("orlo deshi").actors
    again = pickle.loads(pickle.dumps(tables))
    assert again == tables
    assert again.longest == {"orlo": 2}


def outcome(**files: Path) -> OwnTables | UserError:
    try:
        return own_tables(**files)
    except UserError as error:
        return error


HEADS = st.sampled_from(
    ["name,role", "name,lat,lon", "name,aliases,lat,lon,country,feature", "name,start,end,kind", 'name,"role', ""]
)
CELLS = st.sampled_from(
    ["Veld", "", "59", "-91", "1e400", "NOR", "2021", "2021-13", '"', '"a,b"', ";", "Q1", "\0", "the", "ﷺ"]
)
ROWS = st.lists(st.lists(CELLS, max_size=4).map(",".join), max_size=4).map("\n".join)


@given(content=st.one_of(st.binary(max_size=200), st.tuples(HEADS, ROWS).map("\n".join).map(str.encode)))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_give_a_table_or_an_error_with_the_file_s_name(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "any.csv"
    file.write_bytes(content)
    for given_as in ("actors", "places"):
        result = outcome(**{given_as: file})
        assert isinstance(result, OwnTables) or str(result).startswith(f"{file}, line ")
