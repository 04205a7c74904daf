"""Examples -> padded tensors, a window at a time."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from examples import Example
from onrecord.language import labels
from onrecord.language.windows import CLS, SEP, WINDOW, Window, windows

# The parts whose first and last words are learnt as such.
BOUNDED = {
    "statements": {labels.STATEMENT_PARTS.index("content")},
    "events": {labels.EVENT_PARTS.index("actor"), labels.EVENT_PARTS.index("recipient")},
}

LOWER, TITLE, UPPER, NO_LETTERS = 0, 1, 2, 4  # see onrecord.language.windows.letter_case
DISGUISED = 0.06  # share of windows read in another letter case

Item = tuple[Example, Window]


def cut(examples: list[Example], *, rng: random.Random | None = None) -> list[Item]:
    """All windows of all examples; with ``rng`` their size varies, so that a text is cut elsewhere each epoch."""
    items = []
    for ex in examples:
        size = WINDOW if rng is None else rng.randint(150, WINDOW)
        items += [(ex, w) for w in windows(ex.text, ex.words, window=size)]
    return items


def batches(items: list[Item], budget: int, *, rng: random.Random) -> list[list[Item]]:
    """Shuffled batches of windows of like length, each of about ``budget`` word pieces."""

    def size(item: Item) -> int:
        ex, w = item
        return int(ex.words.first[w.end] - ex.words.first[w.start])

    groups: list[list[Item]] = [[]]
    for item in sorted(items, key=lambda it: size(it) // 12 + rng.random() * 3):
        if groups[-1] and (len(groups[-1]) + 1) * size(item) > budget:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    return groups


def tensors(batch: list[Item]) -> dict[str, Any]:
    """One batch: pieces, case, first pieces of words, labels by head, and both kinds of anchors."""
    n_words = max(w.end - w.start for _, w in batch)
    n_pieces = max(int(ex.words.first[w.end] - ex.words.first[w.start]) for ex, w in batch) + 2
    b = len(batch)
    pieces = np.zeros((b, n_pieces), np.int64)
    case = np.full((b, n_pieces), 5, np.int64)
    first = np.zeros((b, n_words), np.int64)
    mask = np.zeros((b, n_words), np.float32)
    trigger = np.zeros((b, n_words, len(labels.HEADS["trigger"])), np.float32)
    weight = np.zeros((b, n_words), np.float32)
    heads = {name: np.full((b, n_words), -1, np.int64) for name in labels.HEADS if name != "trigger"}
    for i, (ex, w) in enumerate(batch):
        lo, hi = int(ex.words.first[w.start]), int(ex.words.first[w.end])
        pieces[i, 0], pieces[i, hi - lo + 1] = CLS, SEP
        pieces[i, 1 : hi - lo + 1] = ex.words.pieces[lo:hi]
        counts = np.diff(ex.words.first[w.start : w.end + 1])
        case[i, 1 : hi - lo + 1] = np.repeat(ex.words.case[w.start : w.end], counts)
        n = w.end - w.start
        first[i, :n] = ex.words.first[w.start : w.end] - lo + 1
        mask[i, :n] = 1
        trigger[i, :n] = ex.trigger[w.start : w.end]
        weight[i, :n] = ex.trigger_weight[w.start : w.end] * trigger[i, :n].sum(-1)
        for name, of in ex.heads.items():
            heads[name][i, :n] = of[w.start : w.end]
    return {
        "pieces": torch.from_numpy(pieces),
        "case": torch.from_numpy(case),
        "first": torch.from_numpy(first),
        "mask": torch.from_numpy(mask),
        "trigger": torch.from_numpy(trigger),
        "trigger_weight": torch.from_numpy(weight),
        "heads": {name: torch.from_numpy(v) for name, v in heads.items()},
        "statements": anchors(batch, "statements", n_words),
        "events": anchors(batch, "events", n_words),
        "dyads": dyads(batch, n_words),
    }


def disguised(case: Tensor, rng: random.Random) -> Tensor:
    """``case`` with some windows' letters as in another kind of text: all capitals, none, or Every Word Capital. The
    vocabulary is uncased, so that headlines and shouting differ from running text in this alone."""
    for row in case:
        if rng.random() < DISGUISED:
            row[row < NO_LETTERS] = rng.choice((LOWER, TITLE, UPPER))
    return case


def anchors(batch: list[Item], kind: str, n_words: int) -> dict[str, Tensor] | None:
    """The anchors of ``kind`` whose words lie in their window, with the labels of their parts."""
    rows = [
        (i, ex, w, a)
        for i, (ex, w) in enumerate(batch)
        for a in getattr(ex, kind)
        if a.words and w.start <= a.words[0] and a.words[-1] < w.end
    ]
    if not rows:
        return None
    geometry = [(i, ex.sentence[w.start : w.end], [x - w.start for x in a.words]) for i, ex, w, a in rows]
    out = anchor_geometry(geometry, n_words)
    target = np.full((len(rows), n_words), -1, np.int64)
    bounds = np.zeros((len(rows), n_words, len(labels.BOUNDS)), np.float32)
    bounded = BOUNDED[kind]
    for r, (_, _, w, a) in enumerate(rows):
        target[r, : w.end - w.start] = 0
        for label, start, end in a.parts:
            target[r, max(0, start - w.start) : max(0, min(end, w.end) - w.start)] = label
            if label in bounded:
                for bound, word in enumerate((start, end - 1)):
                    if w.start <= word < w.end:
                        bounds[r, word - w.start, bound] = 1
    out["target"] = torch.from_numpy(target)
    out["unasked"] = torch.zeros(len(rows), len(labels.EVENT_PARTS), dtype=torch.bool)
    for r, (*_, a) in enumerate(rows):
        out["unasked"][r, list(a.unasked)] = True
    out["bounds"] = torch.from_numpy(bounds)
    return out


def dyads(batch: list[Item], n_words: int) -> dict[str, Tensor] | None:
    """The deeds of which a party lies in their window, and no party outside: what DyadTyper needs, and their types."""
    sides = [labels.EVENT_PARTS.index(part) for part in ("actor", "recipient")]
    rows = []
    for i, (ex, w) in enumerate(batch):
        for event in ex.events:
            parties = [(sides.index(label), start, end) for label, start, end in event.parts if label in sides]
            if parties and all(w.start <= start and end <= w.end for _, start, end in parties):
                rows.append((i, ex, w, parties, event.types))
    if not rows:
        return None
    shares = np.zeros((len(sides), len(rows), n_words), np.float32)
    near = np.zeros((len(rows), n_words), np.float32)
    for r, (_, ex, w, parties, _) in enumerate(rows):
        for side, start, end in parties:
            shares[side, r, start - w.start : end - w.start] = 1
        told_in = ex.sentence[[start for _, start, _ in parties]]
        sentence = ex.sentence[w.start : w.end]
        near[r, : len(sentence)] = (sentence >= told_in.min()) & (sentence <= told_in.max())
    shares /= np.maximum(shares.sum(-1, keepdims=True), 1)
    return {
        "window": torch.tensor([i for i, *_ in rows]),
        "actor": torch.from_numpy(shares[0]),
        "recipient": torch.from_numpy(shares[1]),
        "near": torch.from_numpy(near),
        "target": torch.from_numpy(np.array([types for *_, types in rows])),
    }


def anchor_geometry(rows: list[tuple[int, np.ndarray, list[int]]], n_words: int) -> dict[str, Tensor]:
    """rows: (window, sentence number of each of its words, the anchor's words) -> what PairScorer needs."""
    weight = np.zeros((len(rows), n_words), np.float32)
    distance = np.zeros((len(rows), n_words), np.int64)
    sentence = np.zeros((len(rows), n_words), np.int64)
    position = np.arange(n_words)
    for r, (_, of, words) in enumerate(rows):
        weight[r, words] = 1 / len(words)
        low, high = words[0], words[-1]
        step = np.where(position < low, position - low, np.maximum(position - high, 0))
        distance[r] = labels.distance_bucket(step.astype(np.int32))
        sentence[r, : len(of)] = labels.sentence_bucket(of - of[low])
    return {
        "window": torch.tensor([i for i, _, _ in rows]),
        "weight": torch.from_numpy(weight),
        "distance": torch.from_numpy(distance),
        "sentence": torch.from_numpy(sentence),
    }
