from __future__ import annotations

import pytest

from onrecord.evaluation.chains import score

pytest.importorskip("scipy", reason="entities are paired with SciPy")


def gold(*parties: list[tuple[int, int]]) -> list[dict[str, object]]:
    entities = [{"start": s, "end": e, "cluster": n} for n, party in enumerate(parties) for s, e in party]
    return [{"id": "d", "genre": "news", "entities": entities}]


def test_the_gold_itself_scores_full_marks() -> None:
    parties = [[(0, 2), (5, 7)], [(3, 4)]]
    figures = score(gold(*parties), {"d": {"chains": parties}})
    assert {value for value in figures.values() if value is not None} == {1.0}


def test_the_measures_are_those_of_the_published_example() -> None:
    # Pradhan et al. (ACL 2014): the key {a, b, c} and {d, e, f, g}; the response {a, b}, {c, d} and {f, g, h, i}.
    a, b, c, d, e, f, g, h, i = ((n, n + 1) for n in range(9))
    figures = score(gold([a, b, c], [d, e, f, g]), {"d": {"chains": [[a, b], [c, d], [f, g, h, i]]}})
    assert figures["MUC F1, without single mentions"] == pytest.approx(0.40, abs=0.005)
    assert figures["B3 F1, without single mentions"] == pytest.approx(1 / 2.2)
    assert figures["CEAFe F1, without single mentions"] == pytest.approx(0.52, abs=0.005)
    assert figures["CoNLL F1, without single mentions"] == pytest.approx(0.46, abs=0.005)


def test_single_mentions_count_where_they_are_asked_for() -> None:
    figures = score(gold([(0, 1), (2, 3)], [(4, 5)]), {"d": {"chains": [[(0, 1), (2, 3)]]}})
    assert figures["CoNLL F1, without single mentions"] == 1.0
    assert (figures["B3 F1, with single mentions"] or 0) < 1.0
    assert figures["mention F1"] == pytest.approx(0.8)


def test_a_text_without_an_answer_scores_nothing() -> None:
    assert score(gold([(0, 1), (2, 3)]), {})["CoNLL F1, without single mentions"] == 0.0
