"""The only file that knows the model runtime: windows of words in, one row of numbers a word out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.language import labels
from onrecord.language.windows import CASES, CLS, SEP, Window, Words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Array = NDArray[np.float32]
_GROUP = 8  # windows decoded together


@dataclass(frozen=True, kw_only=True, eq=False)
class PairTables:
    """A pair scorer's own weights; see ``PairScorer`` in training/model.py."""

    distance: Array
    sentence: Array
    edge: Array
    edge_bias: Array
    out: Array
    out_bias: Array
    bounds: Array
    bounds_bias: Array

    @cached_property
    def place(self) -> Array:
        """``distance`` and ``sentence`` in one table (distances, sentence steps, width)."""
        return np.asarray(self.distance[:, None] + self.sentence)

    @cached_property
    def three(self) -> Array:
        """``edge``, its three products side by side: (width, 3 edge)."""
        return np.hstack(list(self.edge))

    @cached_property
    def last(self) -> tuple[Array, Array]:
        """Weights and bias of the last layer: of the labels, then of the bounds."""
        return np.hstack((self.out, self.bounds)), np.concatenate((self.out_bias, self.bounds_bias))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DyadTables:
    """The weights of the typer of dyads; see ``DyadTyper`` in training/model.py."""

    query: Array
    query_bias: Array
    key: Array
    key_bias: Array
    out: Array
    out_bias: Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """One window as read: ``heads`` holds the logits (words, labels) of each token head; ``projections`` the pair
    scorers' views of each word, by name ("statement.word", "statement.anchor", ...), ``hidden`` the encoder's own and
    ``lower`` that of its second layer, where noun phrases show best."""

    window: Window
    heads: dict[str, Array]
    projections: dict[str, Array]
    hidden: Array
    lower: Array


class Network:
    """The int8 encoder with its heads (ONNX Runtime, CPU), its tokenizer and the pair scorers' tables."""

    def __init__(
        self,
        session: Any,
        tokenizer: Tokenizer,
        pairs: dict[str, PairTables],
        dyads: DyadTables,
        settings: dict[str, float],
    ) -> None:
        self._session = session
        self.tokenizer = tokenizer
        self.pairs = pairs
        self.dyads = dyads
        self.settings = settings

    @classmethod
    def load(cls, folder: Path, *, threads: int = 1) -> Network:
        """Load the model files of ``folder``. Raises ModelError naming what is missing or broken."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            session = onnxruntime.InferenceSession(
                str(folder / "reader.onnx"), options, providers=["CPUExecutionProvider"]
            )
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with np.load(folder / "pairs.npz", allow_pickle=False) as tables:
                pairs = {kind: PairTables(**_tables(tables, kind, PairTables)) for kind in ("statement", "event")}
                dyads = DyadTables(**_tables(tables, "dyad", DyadTables))
            settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        except Exception as error:  # onnxruntime and tokenizers raise bare Exceptions of their own
            raise ModelError(f"the reader's model in {folder} cannot be loaded: {error}") from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(session, tokenizer, pairs, dyads, settings)

    def read(self, words: Words, windows: Sequence[Window]) -> Iterator[list[Reading]]:
        """Read every window once, in order; they come in small groups, so that decoding can take several at once.

        The runtime gets one window a call: on a CPU a batch is slower by its padding and by what leaves the cache.
        """
        for at in range(0, len(windows), _GROUP):
            group = windows[at : at + _GROUP]
            yield [_reading(w, self._session.run(["words"], _inputs(words, w))[0][0]) for w in group]


def _tables(tables: Any, kind: str, of: type[PairTables | DyadTables]) -> dict[str, Array]:
    return {field.name: tables[f"{kind}.{field.name}"] for field in fields(of)}


def _inputs(words: Words, window: Window) -> dict[str, NDArray[np.int64]]:
    first = words.first[window.start : window.end + 1]
    low, high = int(first[0]), int(first[-1])
    pieces = np.concatenate(([CLS], words.pieces[low:high], [SEP])).astype(np.int64)
    of_pieces = np.repeat(words.case[window.start : window.end], np.diff(first))
    case = np.concatenate(([CASES], of_pieces, [CASES])).astype(np.int64)
    return {"pieces": pieces[None], "case": case[None], "first": (first[:-1] - low + 1).astype(np.int64)[None]}


def _reading(window: Window, row: Array) -> Reading:
    heads: dict[str, Array] = {}
    at = 0
    for name, of in labels.HEADS.items():
        heads[name] = row[:, at : at + len(of)]
        at += len(of)
    projections: dict[str, Array] = {}
    for kind in ("statement", "event"):
        for part in ("word", "anchor"):
            projections[f"{kind}.{part}"] = row[:, at : at + labels.PAIR_WIDTH]
            at += labels.PAIR_WIDTH
    hidden, lower = np.split(row[:, at:], 2, axis=1)
    return Reading(window=window, heads=heads, projections=projections, hidden=hidden, lower=lower)
