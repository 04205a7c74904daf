"""Numbers -> spans: the constrained decoding of what the network says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.language import labels
from onrecord.language.network import Array, DyadTables, PairTables

WordRange = tuple[int, int]  # half open, word numbers
_FARTHEST = 400  # words, from where on distances are all one
_BUCKETS = labels.distance_bucket(np.arange(-_FARTHEST, _FARTHEST + 1, dtype=np.int32))


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


def convolved(rows: Array, three: Array, bias: Array) -> Array:
    """What is positive of a convolution of width three over ``rows`` (words, in): three products in one, each shifted
    by a word. ``three`` (in, 3 out) has the weights of the word before, of the word, and of the word after it."""
    before, here, after = np.split(rows @ three, 3, axis=1)
    here += bias
    here[1:] += before[:-1]
    here[:-1] += after[1:]
    found: Array = np.maximum(here, 0, out=here)
    return found


def score_parts(
    word: Array,
    anchor: Array,
    groups: Sequence[WordRange],
    reaches: Sequence[WordRange],
    sentence: NDArray[np.int32],
    tables: PairTables,
) -> list[Array]:
    """For each anchor the logits (words of its reach, labels + bounds) of each word as a part of it, and as the first
    or last word of one: ``PairScorer.forward`` in numpy.

    ``word`` and ``anchor`` are the projections of the window's words, ``sentence`` the number of each word's sentence.
    """
    # One row a word, all anchors' below each other, with an empty one behind each that parts it from the next.
    lengths = np.array([end - start + 1 for start, end in reaches])
    ends = lengths.cumsum()
    of = np.repeat(np.arange(len(groups)), lengths)
    first = np.array([start for start, _ in reaches]) - ends + lengths
    here = np.minimum(np.arange(len(of)) + first[of], len(word) - 1)
    low, last = np.array(groups).T
    step = np.minimum(here - low[of], 0) + np.maximum(here - last[of] + 1, 0)
    sentences = labels.sentence_bucket(sentence[here] - sentence[low][of])
    z = tables.place[_BUCKETS[np.clip(step, -_FARTHEST, _FARTHEST) + _FARTHEST], sentences]
    z += np.stack([anchor[s] if e - s == 1 else anchor[s:e].mean(axis=0) for s, e in groups])[of]
    z += word[here]
    np.maximum(z, 0, out=z)
    z[ends - 1] = 0
    weights, bias = tables.last
    logits = convolved(z, tables.three, tables.edge_bias) @ weights + bias
    return [logits[end - length : end - 1] for end, length in zip(ends.tolist(), lengths.tolist(), strict=True)]


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
    # Words first: the loop takes one after the other, and leaves for later all that can be done for all at once.
    scores, entering, leaving = (np.ascontiguousarray(of.swapaxes(0, 1)) for of in (scores, entering, leaving))
    length, rows, n_labels = scores.shape
    totals = np.empty_like(scores)
    total = np.subtract(scores[0], entering[0], out=totals[0])
    left, best = np.empty_like(total), np.empty((rows, 1), total.dtype)
    for now, enter, leave, score in zip(totals[1:], entering[1:], leaving, scores[1:], strict=False):
        np.subtract(total, leave, out=left)
        np.maximum.reduce(left, axis=1, keepdims=True, out=best)
        np.subtract(best, enter, out=now)
        np.maximum(now, total, out=now)
        np.add(now, score, out=now)
        total = now
    lefts = totals - leaving
    origin = lefts.argmax(axis=2)
    entered = np.take_along_axis(lefts, origin[..., None], 2)[:-1] - entering[1:]
    back = np.where(totals[:-1] >= entered, np.arange(n_labels), origin[:-1, :, None])
    back = back.reshape(length - 1, rows * n_labels)
    path = np.empty((length, rows), np.int64)
    path[-1] = origin[-1]
    row = np.arange(rows) * n_labels
    for w in range(length - 1, 0, -1):
        path[w - 1] = back[w - 1][row + path[w]]
    return path.T


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
