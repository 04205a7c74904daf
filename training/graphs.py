"""What is done to the exported graph last: the same numbers, told and computed otherwise.

    python training/graphs.py models/reader.onnx     does it to a graph that was exported before

Measured on one core with ONNX Runtime 1.32: the runtime's fused normalisation and activation are slower than its plain
ones, and its attention kernel faster than the steps it stands for; the graph takes 0.55 of its time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from model import HEADS, HIDDEN, LAYERS

LOWER = 2
"""The encoder's layer that noun phrases are read off: the last was tuned to statements and deeds, and finds 4 in 100
mentions fewer (training/train_coreference.py)."""
_MASK = "/encoder/Mul_output_0"
Node = Any


def as_shipped(path: Path) -> None:
    """Rewrite a quantised graph in place, so that it is quicker and gives out the lower layer too, behind all else."""
    model = onnx.load(str(path))
    for step in (
        _with_lower_layer,
        _without_mask,
        _with_attention,
        _with_plain_norms,
        _with_plain_gelu,
        _for_words_alone,
        _without_waste,
    ):
        step(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def _with_lower_layer(graph: Any) -> None:
    """Each word's state after layer LOWER, picked as the last layer's is."""
    concat = graph.node[-1]
    if "lower" in concat.input:
        return
    gather = next(node for node in graph.node if node.op_type == "GatherElements")
    state = f"/encoder/layers.{LOWER - 1}/norm2/LayerNormalization_output_0"
    concat.input.append("lower")
    graph.node.insert(
        len(graph.node) - 1, helper.make_node("GatherElements", [state, gather.input[1]], ["lower"], axis=1)
    )
    graph.output[0].type.tensor_type.shape.dim[2].dim_value += HIDDEN


def _without_mask(graph: Any) -> None:
    """The runtime gets one window a call, without padding: there is nothing to mask."""
    for node in [n for n in graph.node if n.op_type == "Add" and _MASK in n.input]:
        scores = next(name for name in node.input if name != _MASK)
        for other in graph.node:
            _put(other, node.output[0], scores)
        graph.node.remove(node)


def _with_attention(graph: Any) -> None:
    """One kernel from queries, keys and values to what attention makes of them."""
    sizes = "sizes of queries, keys, values"
    if any(node.op_type == "MultiHeadAttention" for node in graph.node):
        return
    graph.initializer.append(numpy_helper.from_array(np.array([HIDDEN] * 3, np.int64), sizes))
    for layer in range(LAYERS):
        prefix = f"/encoder/layers.{layer}"
        parts = [f"{prefix}/{part}" for part in ("queries", "keys", "values")]
        made = f"{prefix}/Reshape_1_output_0"

        def attention(node: Node, parts: list[str] = parts, prefix: str = prefix) -> list[Node]:
            return [
                helper.make_node("Split", [f"{prefix}/qkv/Add_output_0", sizes], parts, axis=2),
                helper.make_node("MultiHeadAttention", parts, [*node.output], domain="com.microsoft", num_heads=HEADS),
            ]

        _replace(graph, lambda node, made=made: made in node.output, attention)  # type: ignore[misc]


def _with_plain_norms(graph: Any) -> None:
    """Sums, then the normalisation, in place of both in one."""

    def plain(node: Node) -> list[Node]:
        out = node.output[0]
        first, second, weight, bias, *more = node.input
        nodes = [helper.make_node("Add", [first, more[0]], [f"{out} biased"])] if more else []
        nodes.append(helper.make_node("Add", [f"{out} biased" if more else first, second], [f"{out} summed"]))
        epsilon = node.attribute[0].f
        norm = helper.make_node("LayerNormalization", [f"{out} summed", weight, bias], [out], axis=-1, epsilon=epsilon)
        return [*nodes, norm]

    _replace(graph, lambda node: node.op_type == "SkipLayerNormalization", plain)


def _with_plain_gelu(graph: Any) -> None:
    """The sum, then the activation, in place of both in one."""

    def plain(node: Node) -> list[Node]:
        out = node.output[0]
        add = helper.make_node("Add", [*node.input], [f"{out} biased"])
        return [add, helper.make_node("Gelu", [f"{out} biased"], [out], domain="com.microsoft")]

    _replace(graph, lambda node: node.op_type == "BiasGelu", plain)


def _for_words_alone(graph: Any) -> None:
    """Of the last layer what comes after its keys and values, for the words' first pieces alone: no other piece's state
    is asked for. Rows are picked whole, the runtime getting one window a call."""
    last, before = f"/encoder/layers.{LAYERS - 1}", f"/encoder/layers.{LAYERS - 2}/norm2/LayerNormalization_output_0"
    state, rows = f"{last}/norm2/LayerNormalization_output_0", "rows of words"

    def picked(name: str, out: str) -> Node:
        return helper.make_node("Gather", [name, rows], [out], axis=1)

    picking = [node for node in graph.node if node.op_type == "GatherElements"]
    if not picking:
        return
    for node in picking:
        if node.input[0] == state:
            for other in graph.node:
                _put(other, node.output[0], state)
            graph.node.remove(node)
        else:
            node.op_type, node.input[1] = "Gather", rows
    attention = next(n for n in graph.node if n.op_type == "MultiHeadAttention" and f"{last}/queries" in n.input)
    summed = next(n for n in graph.node if f"{last}/norm1/LayerNormalization_output_0 summed" in n.output)
    _put(attention, f"{last}/queries", "queries of words")
    _put(summed, before, "words before")
    graph.initializer.append(numpy_helper.from_array(np.array([0], np.int64), "first axis"))
    at = list(graph.node).index(attention)
    graph.node.insert(at, picked(before, "words before"))
    graph.node.insert(at, picked(f"{last}/queries", "queries of words"))
    graph.node.insert(0, helper.make_node("Squeeze", ["first", "first axis"], [rows]))


def _put(node: Node, old: str, new: str) -> None:
    """Let a node take ``new`` wherever it took ``old``."""
    for place, name in enumerate(node.input):
        if name == old:
            node.input[place] = new


def _without_waste(graph: Any) -> None:
    """Take out what no output depends on any more."""
    while waste := _unused(graph.node, {name for n in graph.node for name in n.input} | {o.name for o in graph.output}):
        for node in waste:
            graph.node.remove(node)
    needed = {name for node in graph.node for name in node.input}
    for table in [t for t in graph.initializer if t.name not in needed]:
        graph.initializer.remove(table)


def _unused(nodes: Sequence[Node], needed: set[str]) -> list[Node]:
    return [node for node in nodes if needed.isdisjoint(node.output)]


def _replace(graph: Any, wanted: Callable[[Node], bool], by: Callable[[Node], list[Node]]) -> None:
    nodes = [new for node in graph.node for new in (by(node) if wanted(node) else [node])]
    del graph.node[:]
    graph.node.extend(nodes)


if __name__ == "__main__":
    as_shipped(Path(sys.argv[1]))
