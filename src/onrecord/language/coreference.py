"""Which words of a text mean the same: mentions found by their first and last words, each linked to an earlier one.

The model of end-to-end coreference (Lee et al., EMNLP 2017) made small enough to ride on the reader's one pass: the
encoder's words, seen through a convolution, score every pair of words of a sentence as a mention's bounds (Yu et al.,
ACL 2020), and every pair of mentions as one party. Noun phrases are read off a lower layer of the encoder, which the
tuning to statements and deeds has changed least; parties off both. Trained by training/train_coreference.py.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.language.decoding import convolved
from onrecord.language.mention_pairs import (
    FEATURES,
    WIDEST,
    Ints,
    Quotations,
    candidates,
    describe,
    features,
    third_person,
    unlike,
)
from onrecord.language.network import Array, Reading
from onrecord.language.windows import Words
from onrecord.model import Span

MENTION = -1.0  # logit from which words are a mention that others may link to
SINGLE = 0.0  # logit from which a mention that nothing links to is told all the same
_STRETCH = 4000  # mentions linked at a time: bounds the memory that a long text takes
_BLOCK = 256  # mentions scored at a time
_NEVER = np.array([-np.inf], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoreferenceTables:
    """The weights; see ``Coreferrer`` in training/train_coreference.py.

    A word is seen in W numbers: for bounds by ``bounds`` (hidden, 3 W), for parties by ``party`` (2 hidden, 3 W), the
    weights of the word before, of itself and of the word after side by side (in the file below each other).
    ``start`` and ``end`` (W, D + 1) score it as a mention's first and last word, together and each alone, ``width``
    the mention's length (of none and of too many words: never). ``phrase`` (3 W, W) makes a mention's view of its
    first, last and mean word, which ``later`` and ``earlier`` (W, Z), ``query`` and ``key`` (W, D) compare; ``pair``
    (all features, Z) holds the features'
    vectors, ``out`` (Z) sums up; ``anaphor`` (W) and ``kind`` say how likely a mention links to anything before it.
    """

    bounds: Array
    bounds_bias: Array
    party: Array
    party_bias: Array
    start: Array
    start_bias: Array
    end: Array
    end_bias: Array
    width: Array
    phrase: Array
    phrase_bias: Array
    later: Array
    later_bias: Array
    earlier: Array
    query: Array
    query_bias: Array
    key: Array
    pair: Array
    out: Array
    anaphor: Array
    kind: Array

    @classmethod
    def load(cls, file: Path) -> CoreferenceTables:
        """Read the tables of ``file`` (npz, half precision). Raises ModelError for a missing or broken one."""
        try:
            with file.open("rb") as opened, np.load(opened, allow_pickle=False) as tables:
                weights = {field.name: tables[field.name].astype(np.float32) for field in fields(cls)}
                weights |= {name: np.hstack(list(weights[name])) for name in ("bounds", "party")}
                weights["width"] = np.concatenate((_NEVER, weights["width"][1:], _NEVER))
                return cls(**weights)
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise ModelError(f"the coreference tables {file} cannot be loaded: {error}") from error


class Coreference:
    """The chains of one text: ``take`` its windows in order as they are read, then ask for ``chains``.

    Unless they are to be ``whole``, only pronouns of the third person are linked, and what they link to: a third of
    the cost, and all that a record needs, whose names are held together by their words.
    """

    def __init__(
        self, tables: CoreferenceTables, text: str, words: Words, sentence: NDArray[np.int32], *, whole: bool = False
    ) -> None:
        self._tables, self._whole = tables, whole
        self._text, self._words, self._sentence = text, words, sentence
        self._quotations = Quotations(text)
        self._ranges: list[tuple[int, int]] = []
        self._scores: list[float] = []
        self._phrases: list[Array] = []
        self._chains: list[tuple[Span, ...]] = []

    def take(self, readings: Sequence[Reading]) -> None:
        """Find the mentions among the windows' own words."""
        for reading in readings:
            self._take(reading)
        if len(self._ranges) >= _STRETCH:
            self._link()

    def _take(self, reading: Reading) -> None:
        window, t = reading.window, self._tables
        own = window.core - window.start
        bounds = _seen(reading.lower, own, t.bounds, t.bounds_bias)
        starts, ends, scores = find_mentions(bounds, self._sentence[window.core : window.end], t)
        if len(starts):
            both = np.concatenate((reading.lower, reading.hidden), axis=1)
            self._phrases.append(_phrases(_seen(both, own, t.party, t.party_bias), starts, ends, t))
            self._ranges += zip((starts + window.core).tolist(), (ends + window.core).tolist(), strict=True)
            self._scores += scores.tolist()

    def chains(self) -> tuple[tuple[Span, ...], ...]:
        """The mentions of each party in order, parties by their first; mentions that stand alone included."""
        self._link()
        return tuple(sorted(self._chains))

    def _link(self) -> None:
        """Link the mentions gathered so far, and begin anew."""
        if not self._ranges:
            return
        chain_of: list[list[int]] = []
        for i, j in enumerate(self._antecedents(np.concatenate(self._phrases)).tolist()):
            chain = chain_of[j] if j >= 0 else []
            chain.append(i)
            chain_of.append(chain)
        for i, chain in enumerate(chain_of):
            if chain[0] == i and (len(chain) > 1 or self._scores[i] > SINGLE):
                self._chains.append(tuple(self._span(*self._ranges[member]) for member in chain))
        self._ranges, self._scores, self._phrases = [], [], []

    def _antecedents(self, phrases: Array) -> Ints:
        """For each mention the earlier one that it likeliest means the same as; -1 where none is likely."""
        t = self._tables
        offsets = self._words.starts[[start for start, _ in self._ranges]]
        quoted, opened = self._quotations.around(offsets), self._quotations.closed_by(offsets)
        mentions = describe(self._text, self._words, self._ranges, self._sentence, quoted)
        others = candidates(mentions)
        later, earlier = phrases @ t.later + t.later_bias, phrases @ t.earlier
        query, key = phrases @ t.query + t.query_bias, phrases @ t.key
        alone = phrases @ t.anaphor + t.kind[mentions.kind]
        best = np.full(len(phrases), -1, np.int64)
        wanted = np.arange(len(phrases)) if self._whole else np.flatnonzero(third_person(mentions))
        for at in range(0, len(wanted), _BLOCK):
            rows = wanted[at : at + _BLOCK]
            before = others[rows]
            view = later[rows, None] + earlier[before]
            for numbers, vectors in zip(features(mentions, rows, before), _by_feature(t.pair), strict=True):
                view += vectors[numbers]
            scores = np.maximum(view, 0, out=view) @ t.out + alone[rows, None]
            scores += np.einsum("nd,nkd->nk", query[rows], key[before], optimize=True)
            # Whoever has just been quoted is nobody spoken of in the quotation.
            scores[(before < 0) | (offsets[before] > opened[rows, None])] = -np.inf
            scores[unlike(mentions, rows, before) & (not self._whole)] = -np.inf
            column = scores.argmax(axis=1)
            place = np.arange(len(rows))
            best[rows] = np.where(scores[place, column] > 0, before[place, column], -1)
        return best

    def _span(self, start: int, end: int) -> Span:
        return Span(int(self._words.starts[start]), int(self._words.ends[end - 1]))


def _seen(states: Array, own: int, weights: Array, bias: Array) -> Array:
    """A window's words from its ``own`` on, each with a look at the words beside it."""
    first = max(own - 1, 0)
    return convolved(states[first:], weights, bias)[own - first :]


def find_mentions(words: Array, sentence: NDArray[np.int32], t: CoreferenceTables) -> tuple[Ints, Ints, Array]:
    """First words, ends and scores of the mentions among words as seen for bounds, in order, the shorter first."""
    start, end = words @ t.start + t.start_bias, words @ t.end + t.end_bias
    place = np.arange(len(words))
    length = np.clip(place - place[:, None] + 1, 0, WIDEST + 1)
    score = start[:, :-1] @ end[:, :-1].T
    score += start[:, -1:]
    score += end[:, -1]
    score += t.width[length]
    starts, lasts = np.nonzero((score > MENTION) & (sentence[:, None] == sentence))
    return starts, lasts + 1, score[starts, lasts]


def _phrases(words: Array, starts: Ints, ends: Ints, t: CoreferenceTables) -> Array:
    """The view of each mention: of its first, its last and its mean word."""
    sums = np.concatenate((np.zeros((1, words.shape[1]), np.float32), words.cumsum(axis=0)))
    mean = (sums[ends] - sums[starts]) / (ends - starts)[:, None].astype(np.float32)
    view: Array = np.concatenate((words[starts], words[ends - 1], mean), axis=1) @ t.phrase + t.phrase_bias
    np.maximum(view, 0, out=view)
    return view


def _by_feature(vectors: Array) -> list[Array]:
    """The vectors of each feature's values, one table a feature."""
    return np.split(vectors, np.cumsum(list(FEATURES.values()))[:-1])
