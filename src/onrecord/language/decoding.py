"""Numbers -> spans: the constrained decoding of what the network says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.language import labels
from onrecord.language.network import Array, DyadTables, PairTables

WordRange = tuple[int, int]  # half open, word numbers


def softmax(logits: Array) -> Array:
    """Row-wise probabilities."""
    exp = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(exp / exp.sum(axis=-1, keepdims=True), np.float32)


def bio_groups(probabilities: Array, threshold: float) -> list[WordRange]:
    """Runs of words whose tag is not O (columns O, B, I), cut before each B; O loses below ``1 - threshold``."""
    inside = probabilities[:, 0] < 1 - threshold
    begins = probabilities[:, 1] > probabilities[:, 2]
    groups: list[WordRange] = []
    for w in np.flatnonzero(inside).tolist():
        if groups and groups[-1][1] == w and not begins[w]:
            groups[-1] = (groups[-1][0], w + 1)
        else:
            groups.append((w, w + 1))
    return groups


def typed_groups(probabilities: Array, inside: float | Array, sure: float) -> list[WordRange]:
    """Runs of words that have some label other than O (column 0) with probability ``inside`` (one for all, or one a
    word) or more.

    One label must reach ``sure`` on average: to name a deed and not to know which one is no reading.
    """
    groups = runs((probabilities[:, 0] <= 1 - inside).astype(np.int64), 1)
    return [(s, e) for s, e in groups if probabilities[s:e, 1:].mean(axis=0).max() >= sure]


def bio_spans(tags: NDArray[np.int64], names: Sequence[str]) -> list[tuple[WordRange, str]]:
    """Spans of a B-x / I-x / O tagging; an I-x that continues nothing opens a span."""
    spans: list[tuple[WordRange, str]] = []
    for w in np.flatnonzero(tags).tolist():
        prefix, kind = names[tags[w]].split("-")
        if prefix == "I" and spans and spans[-1][0][1] == w and spans[-1][1] == kind:
            spans[-1] = ((spans[-1][0][0], w + 1), kind)
        else:
            spans.append(((w, w + 1), kind))
    return spans


def score_parts(
    word: Array, anchor: Array, groups: Sequence[WordRange], sentence: NDArray[np.int32], tables: PairTables
) -> Array:
    """Logits (groups, words, labels + bounds) of each word as a part, and as the first or last word of one, of each
    anchor: ``PairScorer.forward`` in numpy.

    ``word`` and ``anchor`` are the projections of the window's words, ``sentence`` the number of each word's sentence.
    """
    position = np.arange(len(word), dtype=np.int32)
    low = np.array([g[0] for g in groups], np.int32)[:, None]
    high = np.array([g[1] - 1 for g in groups], np.int32)[:, None]
    step = np.where(position < low, position - low, np.maximum(position - high, 0)).astype(np.int32)
    z = tables.distance[labels.distance_bucket(step)]
    z += tables.sentence[labels.sentence_bucket(sentence[None, :] - sentence[low])]
    z += np.stack([anchor[s:e].mean(axis=0) for s, e in groups])[:, None, :]
    z += word
    np.maximum(z, 0, out=z)
    # A convolution of width three is three products, here made in one, each shifted by one word.
    width = tables.edge.shape[2]
    three = (z.reshape(-1, z.shape[2]) @ np.hstack(list(tables.edge))).reshape(*z.shape[:2], 3 * width)
    edge = three[:, :, width : 2 * width] + tables.edge_bias
    edge[:, 1:] += three[:, :-1, :width]
    edge[:, :-1] += three[:, 1:, 2 * width :]
    np.maximum(edge, 0, out=edge)
    out = edge.reshape(-1, width) @ np.hstack((tables.out, tables.bounds))
    out += np.concatenate((tables.out_bias, tables.bounds_bias))
    return np.asarray(out, np.float32).reshape(*z.shape[:2], -1)


def dyad_types(
    hidden: Array, parties: Sequence[Sequence[WordRange]], sentence: NDArray[np.int32], tables: DyadTables
) -> Array:
    """Logits of the types of the deed between an actor and a recipient (``parties``, one of them at least not empty),
    whatever word tells it: ``DyadTyper.forward`` in numpy."""
    own = [np.concatenate([np.arange(*r) for r in ranges]) if ranges else None for ranges in parties]
    means = [np.zeros(hidden.shape[1], np.float32) if words is None else hidden[words].mean(axis=0) for words in own]
    told_in = sentence[[r[0] for ranges in parties for r in ranges]]
    near = hidden[(sentence >= told_in.min()) & (sentence <= told_in.max())]
    query = np.concatenate(means) @ tables.query + tables.query_bias
    # The key of each word times the query is the word times what the key's weights make of the query.
    weight = softmax((near @ (tables.key @ query) + tables.key_bias @ query) / np.sqrt(np.float32(len(query))))
    return np.asarray(np.concatenate((weight @ near, *means)) @ tables.out + tables.out_bias, np.float32)


def smoothed(logits: Array, entering: Array, leaving: Array) -> NDArray[np.int64]:
    """Best labelling (rows, words) of ``logits`` (rows, words, labels) when labels cost nats to enter and to leave.

    ``entering[r, w, label]`` is paid where ``label`` begins at word w, ``leaving[r, w, label]`` where word w is its
    last (Viterbi).
    """
    scores = logits - logits.max(-1, keepdims=True)
    scores -= np.log(np.exp(scores).sum(-1, keepdims=True))
    rows, length, n_labels = scores.shape
    back = np.zeros(scores.shape, np.int64)
    same = np.arange(n_labels)
    row = np.arange(rows)
    total = scores[:, 0] - entering[:, 0]
    for w in range(1, length):
        left = total - leaving[:, w - 1]
        best = left.argmax(axis=1)
        entered = left[row, best][:, None] - entering[:, w]
        stay = total >= entered
        back[:, w] = np.where(stay, same, best[:, None])
        total = np.where(stay, total, entered) + scores[:, w]
    path = np.zeros((rows, length), np.int64)
    path[:, -1] = (total - leaving[:, -1]).argmax(axis=1)
    for w in range(length - 1, 0, -1):
        path[:, w - 1] = back[row, w, path[:, w]]
    return path


def labelled_runs(tags: NDArray[np.int64], n_labels: int) -> list[list[WordRange]]:
    """Maximal runs by label, those of label 0 left out."""
    found: list[list[WordRange]] = [[] for _ in range(n_labels)]
    edges = np.flatnonzero(tags[1:] != tags[:-1]) + 1
    bounds = [0, *edges.tolist(), len(tags)]
    for start, end in pairwise(bounds):
        if start < end and tags[start]:
            found[tags[start]].append((start, end))
    return found


def runs(tags: NDArray[np.int64], label: int) -> list[WordRange]:
    """Maximal runs of ``label``."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], tags == label, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
