from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from onrecord.language import labels
from onrecord.language.decoding import (
    bio_groups,
    bio_spans,
    dyad_types,
    labelled_runs,
    runs,
    score_parts,
    smoothed,
    softmax,
    typed_groups,
)
from onrecord.language.network import DyadTables, PairTables


def test_softmax_rows_are_probabilities_and_do_not_overflow() -> None:
    p = softmax(np.array([[1000.0, 1000.0], [0.0, -1000.0]], np.float32))
    assert p.tolist() == [[0.5, 0.5], [1.0, 0.0]]


def test_bio_groups_are_cut_before_each_beginning() -> None:
    o, b, i = (0.9, 0.05, 0.05), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)
    p = np.array([o, b, i, b, o, i, i], np.float32)
    assert bio_groups(p, 0.5) == [(1, 3), (3, 4), (5, 7)]


def test_a_lower_threshold_lets_more_in() -> None:
    p = np.array([[0.6, 0.3, 0.1]], np.float32)
    assert bio_groups(p, 0.5) == []
    assert bio_groups(p, 0.3) == [(0, 1)]


def test_typed_groups_are_runs_of_words_of_which_one_label_is_sure() -> None:
    p = np.array([[0.1, 0.8, 0.1], [0.2, 0.6, 0.2], [0.9, 0.1, 0.0], [0.1, 0.45, 0.45], [0.6, 0.4, 0.0]], np.float32)
    assert typed_groups(p, 0.5, 0.5) == [(0, 2)]
    assert typed_groups(p, 0.5, 0.4) == [(0, 2), (3, 4)]
    assert typed_groups(p, 0.3, 0.4) == [(0, 2), (3, 5)]
    assert typed_groups(p[2:3], 0.5, 0.0) == []


def test_bio_spans_open_where_nothing_is_continued() -> None:
    names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    tags = np.array([1, 2, 4, 0, 2, 1, 3, 4])
    assert bio_spans(tags, names) == [
        ((0, 2), "PER"), ((2, 3), "ORG"), ((4, 5), "PER"), ((5, 6), "PER"), ((6, 8), "ORG"),
    ]  # fmt: skip


def test_runs_are_maximal() -> None:
    assert runs(np.array([1, 1, 0, 2, 1]), 1) == [(0, 2), (4, 5)]
    assert runs(np.array([0, 0]), 1) == []


def costing(logits: np.ndarray, *costs: float) -> np.ndarray:
    """What each label costs, the same at every word."""
    return np.broadcast_to(np.array(costs, np.float32), logits.shape)


def test_runs_by_label_leave_the_outside_out() -> None:
    tags = np.array([0, 1, 1, 0, 2, 1, 0])
    assert labelled_runs(tags, 3) == [[], [(1, 3), (5, 6)], [(4, 5)]]
    assert labelled_runs(np.zeros(0, np.int64), 2) == [[], []]


def test_smoothing_closes_a_gap_that_costs_more_than_it_gains() -> None:
    logits = np.zeros((1, 5, 2), np.float32)
    logits[0, :, 1] = [2, 2, -0.5, 2, 2]
    free = costing(logits, 0.0, 0.0)
    assert smoothed(logits, free, free).tolist() == [[1, 1, 0, 1, 1]]
    assert smoothed(logits, costing(logits, 0.0, 3.0), free).tolist() == [[1, 1, 1, 1, 1]]


def test_smoothing_drops_what_is_not_worth_its_entry() -> None:
    logits = np.zeros((2, 3, 2), np.float32)
    logits[:, :, 0] = 1.0
    logits[:, 1, 1] = [2.0, 9.0]
    found = smoothed(logits, costing(logits, 0.0, 3.0), costing(logits, 0.0, 0.0))
    assert found.tolist() == [[0, 0, 0], [0, 1, 0]]


def test_smoothing_is_the_best_of_all_labellings() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(1, 4, 3)).astype(np.float32)
    entering, leaving = rng.uniform(0, 1, size=(2, *logits.shape)).astype(np.float32)
    scores = np.log(softmax(logits[0]))

    def worth(path: tuple[int, ...]) -> float:
        steps = list(enumerate(zip((None, *path), (*path, None), strict=True)))
        entered = [entering[0, w, b] for w, (a, b) in steps if b is not None and a != b]
        left = [leaving[0, w - 1, a] for w, (a, b) in steps if a is not None and a != b]
        return float(sum(scores[w, label] for w, label in enumerate(path)) - sum(entered) - sum(left))

    best = max(np.ndindex(3, 3, 3, 3), key=worth)
    assert smoothed(logits, entering, leaving)[0].tolist() == list(best)


WIDTH, EDGE, LABELS = 4, 3, 2
SENTENCE = np.array([1, 1, 1, 2, 2], np.int32)


@pytest.fixture
def some() -> Callable[..., np.ndarray]:
    rng = np.random.default_rng(2)
    return lambda *shape: rng.normal(size=shape).astype(np.float32)


@pytest.fixture
def tables(some: Callable[..., np.ndarray]) -> PairTables:
    return PairTables(
        distance=some(labels.DISTANCES, WIDTH), sentence=some(labels.SENTENCE_STEPS, WIDTH), edge=some(3, WIDTH, EDGE),
        edge_bias=some(EDGE), out=some(EDGE, LABELS), out_bias=some(LABELS), bounds=some(EDGE, 2), bounds_bias=some(2),
    )  # fmt: skip


def test_parts_are_scored_by_word_anchor_distance_and_sentence(
    some: Callable[..., np.ndarray], tables: PairTables
) -> None:
    word, anchor = some(5, WIDTH), some(5, WIDTH)
    (got,) = score_parts(word, anchor, [(1, 3)], [(0, 5)], SENTENCE, tables)
    assert got.shape == (5, LABELS + 2)
    # The same by hand, word by word.
    hidden = []
    for w, step in enumerate((-1, 0, 0, 1, 2)):
        row = (
            tables.distance[labels.distance_bucket(np.array([step], np.int32))[0]] + word[w] + anchor[1:3].mean(axis=0)
        )
        row = row + tables.sentence[labels.sentence_bucket(np.array([SENTENCE[w] - 1], np.int32))[0]]
        hidden.append(np.maximum(row, 0))
    padded = [np.zeros(WIDTH), *hidden, np.zeros(WIDTH)]
    for w in range(5):
        mixed = sum(padded[w + k] @ tables.edge[k] for k in range(3)) + tables.edge_bias
        mixed = np.maximum(mixed, 0)
        assert got[w, :LABELS] == pytest.approx(mixed @ tables.out + tables.out_bias, abs=1e-4)
        assert got[w, LABELS:] == pytest.approx(mixed @ tables.bounds + tables.bounds_bias, abs=1e-4)


def test_anchors_scored_together_do_not_touch_each_other(some: Callable[..., np.ndarray], tables: PairTables) -> None:
    word, anchor = some(5, WIDTH), some(5, WIDTH)
    groups, reaches = [(1, 3), (4, 5), (0, 1)], [(0, 3), (0, 5), (0, 2)]
    together = score_parts(word, anchor, groups, reaches, SENTENCE, tables)
    for group, reach, got in zip(groups, reaches, together, strict=True):
        (alone,) = score_parts(word, anchor, [group], [reach], SENTENCE, tables)
        assert len(got) == reach[1] - reach[0]
        assert got == pytest.approx(alone, abs=1e-5)
        (whole,) = score_parts(word, anchor, [group], [(0, 5)], SENTENCE, tables)
        # A reach ends as a window does: only its last word misses a neighbour.
        assert got[:-1] == pytest.approx(whole[: reach[1] - 1], abs=1e-5)


def test_distances_fall_into_buckets_that_never_leave_the_table() -> None:
    steps = np.array([-5000, -400, -13, -12, -1, 0, 1, 12, 13, 400, 5000], np.int32)
    buckets = labels.distance_bucket(steps)
    assert buckets.min() >= 0
    assert buckets.max() < labels.DISTANCES
    assert (np.diff(buckets) >= 0).all()
    assert buckets.tolist() == [labels.DISTANCES - 1 - b for b in buckets[::-1]]
    assert labels.sentence_bucket(np.array([-9, 0, 9], np.int32)).tolist() == [0, 4, 8]


def test_a_dyad_is_typed_by_the_words_of_its_sentences_that_its_parties_ask_for() -> None:
    hidden = np.eye(
        4, dtype=np.float32
    )  # words 0 and 1 are the parties, 2 tells the deed, 3 stands in another sentence
    sentence = np.array([0, 0, 0, 1], np.int32)
    key = np.zeros((4, 4), np.float32)
    key[2, 0] = key[3, 0] = 100  # both answer; only one is near
    tables = DyadTables(
        query=np.vstack([key[2:3] * 0 + np.eye(1, 4), np.zeros((7, 4))]).astype(np.float32),  # the actor's word asks
        query_bias=np.zeros(4, np.float32),
        key=key,
        key_bias=np.zeros(4, np.float32),
        out=np.vstack([np.eye(4), np.zeros((8, 4))]).astype(np.float32),  # says which word was heard
        out_bias=np.zeros(4, np.float32),
    )
    heard = dyad_types(hidden, ([(0, 1)], [(1, 2)]), sentence, tables)
    assert heard.argmax() == 2
    assert heard[3] == 0
    without_actor = dyad_types(hidden, ([], [(1, 2)]), sentence, tables)
    assert np.allclose(without_actor[:3], 1 / 3), "nobody asks: all near words are heard alike"
