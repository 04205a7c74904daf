"""The measures on small records made by hand, where the right figure can be worked out on paper."""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import Any

import pytest

from onrecord.evaluation import attributions, codings, places, times
from onrecord.evaluation.corpora import score_records
from onrecord.evaluation.counting import dice, f1_of, jaccard, pair_greedily, tally_f1
from onrecord.evaluation.spans import pair_spans, without_repeats
from onrecord.evaluation.words import Words

Json = dict[str, Any]


def spans(text: str, *parts: str) -> list[list[int]]:
    found = [re.search(re.escape(part), text) for part in parts]
    return [list(m.span()) for m in found if m]


# ---------------------------------------------------------------- counting


def test_f1_of_counts() -> None:
    assert f1_of(3, predicted=4, gold=6) == pytest.approx(0.6)
    assert f1_of(0, predicted=0, gold=0) == 1.0
    assert f1_of(0, predicted=2, gold=0) == 0.0


def test_tally_says_none_where_nothing_was_to_be_measured() -> None:
    assert tally_f1(Counter(), "x") is None
    assert tally_f1(Counter({"x.tp": 1, "x.fp": 1, "x.fn": 1}), "x") == 0.5


def test_overlaps() -> None:
    a, b = frozenset({1, 2, 3}), frozenset({2, 3, 4})
    assert dice(a, b) == pytest.approx(2 / 3)
    assert jaccard(a, b) == 0.5
    assert dice(frozenset(), frozenset()) == 1.0
    assert jaccard(frozenset(), frozenset()) == 0.0


def test_greedy_pairing_is_one_to_one_and_takes_the_best_first() -> None:
    assert pair_greedily([(1.0, 0, 0), (2.0, 1, 0), (0.5, 0, 1)]) == {1: 0, 0: 1}
    assert pair_greedily([(1.0, 0, 1), (1.0, 0, 0)]) == {0: 0}


# ---------------------------------------------------------------- words


def test_quotation_marks_and_blanks_decide_nothing() -> None:
    text = "He said: “We will go,” and left."
    words = Words(text)
    assert words.covered(spans(text, "“We will go,”")) == words.covered(spans(text, "We will go"))


def test_half_a_word_is_touched_but_a_third_is_not_covered() -> None:
    words = Words("abcdef xy")
    assert words.covered([[0, 3]]) == {0}
    assert words.covered([[0, 2]]) == frozenset()
    assert words.touched([[0, 2]]) == {0}
    assert words.touched(None) == frozenset()


# ---------------------------------------------------------------- attributions

TEXT = "“We won,” said Ada Brook. Critics said the vote was flawed."


def attribution(source: str, cue: str, content: str) -> Json:
    return {"source": spans(TEXT, source), "cue": spans(TEXT, cue), "content": spans(TEXT, content)}


def gold_attributions() -> Json:
    return {
        "id": "d",
        "text": TEXT,
        "attributions": [
            attribution("Ada Brook", "said", "“We won,”"),
            attribution("Critics", "said", "the vote was flawed"),
        ],
    }


def test_perfect_attributions() -> None:
    gold = gold_attributions()
    assert set(attributions.score([gold], {"d": gold["attributions"]}).values()) == {1.0}


def test_the_wrong_source_costs_the_triple_but_not_the_content() -> None:
    wrong = [attribution("Critics", "said", "We won"), attribution("Critics", "said", "the vote was flawed")]
    found = attributions.score([gold_attributions()], {"d": wrong})
    assert found["exact content F1"] == 1.0
    assert found["triple F1"] == 0.5
    assert found["triple F1, direct"] == 0.0


def test_half_the_content_is_a_triple_but_not_exact() -> None:
    found = attributions.score([gold_attributions()], {"d": [attribution("Critics", "said", "the vote")]})
    assert found["exact content F1"] == 0.0
    assert found["triple F1"] == pytest.approx(2 / 3)  # one right of one predicted and of two gold


def test_what_lies_in_an_ignored_region_is_not_charged() -> None:
    gold = gold_attributions() | {"ignore": spans(TEXT, "Critics said the vote was flawed")}
    gold["attributions"] = gold["attributions"][:1]
    both = gold_attributions()["attributions"]
    assert attributions.score([gold], {"d": both})["triple F1"] == 1.0


def test_a_text_without_prediction_counts_as_nothing_found() -> None:
    assert attributions.score([gold_attributions()], {})["triple F1"] == 0.0


# ---------------------------------------------------------------- event types


def coded(*types: str | list[str]) -> list[Json]:
    return [{"type_plover": t} for t in types]


def test_any_of_gold_s_alternatives_is_right() -> None:
    gold = [{"id": "d", "events": coded(["ACCUSE", "REQUEST"], "REQUEST")}]
    assert codings.score(gold, {"d": coded("REQUEST", "ACCUSE")}) == {"type F1": 1.0}


def test_a_type_counts_once_a_text_and_yielding_is_one_type() -> None:
    gold = [{"id": "d", "events": coded("CONCEDE")}]
    assert codings.score(gold, {"d": coded("RETREAT", "RETREAT")}) == {"type F1": 1.0}


def test_a_surplus_type_costs_precision() -> None:
    gold = [{"id": "d", "events": coded("AID")}, {"id": "e", "events": []}]
    assert codings.score(gold, {"d": coded("AID"), "e": coded("ASSAULT")})["type F1"] == pytest.approx(2 / 3)


# ---------------------------------------------------------------- spans, places, times


def test_equal_spans_pair_before_longer_overlaps() -> None:
    gold = [{"start": 0, "end": 4}, {"start": 5, "end": 9}]
    system = [{"start": 0, "end": 9}, {"start": 5, "end": 9}]
    assert pair_spans(gold, system) == {1: 1, 0: 0}


def test_a_span_given_twice_counts_once() -> None:
    first, second = {"start": 0, "end": 2, "value": "a"}, {"start": 0, "end": 2, "value": "b"}
    assert without_repeats([first, second]) == [first]


def toponym(start: int, lat: float | None, lon: float | None, id_: int | None = None) -> Json:
    return {"start": start, "end": start + 4, "lat": lat, "lon": lon, "geonames_id": id_}


def test_a_degree_of_latitude_is_about_111_km() -> None:
    assert places.great_circle_km((0, 0), (1, 0)) == pytest.approx(111.195, abs=0.01)
    assert places.great_circle_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)


def test_places_within_161_km() -> None:
    marked = [toponym(0, 50, 10), toponym(10, 50, 10), toponym(20, 50, 10), toponym(30, None, None)]
    gold = [{"id": "d", "text": "-" * 40, "toponyms": marked}]
    system = {"d": [toponym(0, 51, 10), toponym(10, 52, 10), toponym(20, None, None), toponym(30, 1, 1)]}
    found = places.score(gold, system)
    assert found["within 161 km"] == pytest.approx(1 / 3)
    assert found["within 161 km, of those found"] == 0.5
    assert found["names found F1"] == 1.0


def test_the_same_geonames_id_is_the_same_place() -> None:
    gold = [{"id": "d", "text": "Oslo", "toponyms": [toponym(0, 60, 90, 7)]}]
    assert places.score(gold, {"d": [toponym(0, 50, 30, 7)]})["within 161 km"] == 1.0


def test_names_found_with_demonyms_and_without() -> None:
    text = "Thai Oslo Rome"
    gold = [{"id": "d", "text": text, "toponyms": [toponym(0, 15, 100), toponym(5, 60, 11), toponym(10, 42, 12)]}]
    found = places.score(gold, {"d": [toponym(5, 60, 11)]})
    assert found["names found F1"] == 0.5
    assert found["names found F1, demonyms passed over"] == pytest.approx(2 / 3)
    found = places.score(gold, {"d": [toponym(0, 15, 100), toponym(5, 60, 11)]})
    assert found["names found F1, demonyms passed over"] == pytest.approx(2 / 3)


def test_time_values() -> None:
    gold = [
        {
            "id": "d",
            "timexes": [{"start": 0, "end": 6, "value": "2024-05-03T10:00"}, {"start": 9, "end": 12, "value": "P1W"}],
        }
    ]
    system = {"d": [{"start": 2, "end": 6, "value": "2024-05-03t10:00:00"}, {"start": 9, "end": 12, "value": "P2W"}]}
    assert times.score(gold, system) == {"value F1": 0.5, "found F1": 1.0}


def test_an_open_value_is_never_right() -> None:
    gold = [{"id": "d", "timexes": [{"start": 0, "end": 6, "value": None}]}]
    assert times.score(gold, {"d": [{"start": 0, "end": 6, "value": None}]})["value F1"] == 0.0


# ---------------------------------------------------------------- whole records

STORY = "Alba said Bren had shelled Corin, the Daily Star reported. Doro denied it."


def voice(kind: str, statement: str | None, certainty: str, polarity: str, actor: str | None = None) -> Json:
    return {"kind": kind, "statement": statement, "actor": actor, "certainty": certainty, "polarity": polarity}


def statement(id_: str, parts: tuple[str, str, str], stance: str, within: str | None) -> Json:
    speaker, cue, content = (spans(STORY, part) for part in parts)
    return {
        "id": id_, "speaker": speaker, "cue": cue, "content": content, "form": "indirect", "stance": stance,
        "within": within,
    }  # fmt: skip


def event(id_: str, innermost: Json) -> Json:
    return {
        "id": id_, "trigger": spans(STORY, "shelled")[0], "type": "ASSAULT", "modality": "actual",
        "voices": [voice("author", None, "U", "u"), innermost],
    }  # fmt: skip


def story() -> Json:
    return {
        "id": "d",
        "text": STORY,
        "statements": [
            statement("s1", ("the Daily Star", "reported", "Alba said Bren had shelled Corin"), "report", None),
            statement("s2", ("Alba", "said", "Bren had shelled Corin"), "state", "s1"),
            statement("s3", ("Doro", "denied", "it"), "deny", None),
        ],
        "events": [event("e1", voice("speaker", "s2", "CT", "+")), event("e2", voice("speaker", "s3", "CT", "-"))],
        "actors": [],
    }


def test_a_perfect_record() -> None:
    assert set(score_records([story()], {"d": story()}).values()) == {1.0}


def test_no_record_at_all() -> None:
    found = score_records([story()], {})
    assert found["statement F1"] == found["typed event F1"] == found["attributed F1"] == 0.0
    assert found["within"] is None


def test_a_lost_nesting_costs_within_alone() -> None:
    record = story()
    record["statements"][1]["within"] = None
    found = score_records([story()], {"d": record})
    assert found["within"] == pytest.approx(2 / 3)
    assert found["statement F1"] == 1.0


def test_the_denial_on_the_wrong_word() -> None:
    record = story()
    record["events"][1]["voices"][-1] = voice("speaker", "s2", "CT", "-")
    found = score_records([story()], {"d": record})
    assert found["typed event F1"] == 1.0
    assert found["innermost voice"] == 0.5
    assert found["attributed F1"] == 0.5


def test_an_actor_can_stand_for_the_speaker() -> None:
    record = story()
    record["actors"] = [{"id": "a1", "mentions": spans(STORY, "Doro")}]
    record["events"][1]["voices"][-1] = voice("speaker", None, "CT", "-", "a1")
    assert score_records([story()], {"d": record})["attributed F1"] == 1.0


def test_the_naive_coder_calls_everything_real() -> None:
    record = story()
    for entry in record["events"]:
        entry["voices"] = [voice("author", None, "CT", "+")]
    found = score_records([story()], {"d": record})
    assert found["event F1"] == 1.0
    assert found["attributed F1"] == 0.0
    assert found["real F1"] == pytest.approx(2 / 3)


def test_optional_entries_are_free_but_must_not_be_called_real() -> None:
    gold, record = story(), story()
    gold["statements"][2]["optional"] = gold["events"][1]["optional"] = True
    assert score_records([gold], {"d": record})["event F1"] == 1.0
    record["events"][1]["voices"][-1]["polarity"] = "+"
    assert score_records([gold], {"d": record})["real F1"] == pytest.approx(2 / 3)
    del record["events"][1], record["statements"][2]
    assert score_records([gold], {"d": record})["statement F1"] == 1.0


def test_another_word_or_type_that_gold_accepts() -> None:
    gold, record = story(), story()
    gold["events"] = gold["events"][:1]
    gold["events"][0] |= {"trigger_also": spans(STORY, "Corin"), "type_also": ["COERCE"]}
    record["events"] = [record["events"][0] | {"trigger": spans(STORY, "Corin")[0], "type": "COERCE"}]
    assert score_records([gold], {"d": record})["typed event F1"] == 1.0


def test_a_statement_beside_a_spoken_deed_is_let_pass() -> None:
    gold, record = story(), story()
    gold["statements"] = gold["statements"][:2]
    gold["events"] = [copy.deepcopy(gold["events"][0]) | {"type": "REJECT", "trigger": spans(STORY, "denied")[0]}]
    assert score_records([gold], {"d": record})["statement F1"] == 1.0
