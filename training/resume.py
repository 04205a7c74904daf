"""What ships -> a checkpoint to train on from: the way back from export.py, the rounding to int8 left in.

    python training/resume.py models training/out/resumed.pt

So that the reader can be refined where no checkpoint of its making is left. Exported anew, the checkpoint gives the
same tables.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from export import dyad_tables, pair_tables
from model import LAYERS, Reader
from onrecord.language import labels

Arrays = dict[str, np.ndarray]
_MATRICES = {
    f"/encoder/layers.{layer}/{part}/MatMul_quant": f"encoder.layers.{layer}.{part}.weight"
    for layer in range(LAYERS)
    for part in ("qkv", "out", "up", "down")
}


def resumed(folder: Path) -> Reader:
    """The reader that ``folder`` holds, as the module that train.py trains."""
    graph = onnx.load(str(folder / "reader.onnx")).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    reader = Reader()
    state = reader.state_dict()
    for name in state:
        if name in values:
            state[name] = torch.tensor(values[name])
        elif f"{name}_quantized" in values:
            state[name] = torch.tensor(_restored(values, name))
    matrices = {node.name: _restored(values, node.input[1].removesuffix("_quantized")) for node in _products(graph)}
    for node, name in _MATRICES.items():
        state[name] = torch.tensor(matrices[node].T)
    state |= _heads(reader, matrices["/out/MatMul_quant"].T, values["out.bias"])
    with np.load(folder / "pairs.npz") as tables:
        state |= _tables(dict(tables))
    reader.load_state_dict(state)
    return reader


def _products(graph: Any) -> list[Any]:
    return [node for node in graph.node if node.op_type == "MatMulInteger"]


def _restored(values: Arrays, name: str) -> np.ndarray:
    """The numbers that ``quantize_dynamic`` rounded: (whole number - zero point) * scale."""
    whole = values[f"{name}_quantized"].astype(np.float32)
    return (whole - values[f"{name}_zero_point"].astype(np.float32)) * values[f"{name}_scale"]


def _heads(reader: Reader, weight: np.ndarray, bias: np.ndarray) -> dict[str, Tensor]:
    """The token heads and the pair scorers' projections, which export.py stacks into one matrix."""
    names = [f"heads.{name}" for name in labels.HEADS]
    names += [f"{scorer}.{part}" for scorer in ("statement", "event") for part in ("word", "anchor")]
    state, at = {}, 0
    for name in names:
        size = reader.get_submodule(name).out_features
        assert isinstance(size, int)
        state[f"{name}.weight"] = torch.tensor(weight[at : at + size])
        state[f"{name}.bias"] = torch.tensor(bias[at : at + size])
        at += size
    if at != len(bias):
        raise ValueError(f"the graph gives {len(bias)} numbers a word, the reader's heads {at}")
    return state


def _tables(tables: Arrays) -> dict[str, Tensor]:
    """The pair scorers' and the typer's own weights, turned back from the layout that export.py gave them."""
    state = {}
    for scorer in ("statement", "event"):
        for part in ("distance", "sentence"):
            state[f"{scorer}.{part}.weight"] = tables[f"{scorer}.{part}"]
        state[f"{scorer}.edge.weight"] = tables[f"{scorer}.edge"].transpose(2, 1, 0)
        state[f"{scorer}.edge.bias"] = tables[f"{scorer}.edge_bias"]
        for part in ("out", "bounds"):
            state[f"{scorer}.{part}.weight"] = tables[f"{scorer}.{part}"].T
            state[f"{scorer}.{part}.bias"] = tables[f"{scorer}.{part}_bias"]
    for layer in ("query", "key", "out"):
        state[f"dyad.{layer}.weight"] = tables[f"dyad.{layer}"].T
        state[f"dyad.{layer}.bias"] = tables[f"dyad.{layer}_bias"]
    return {name: torch.tensor(np.ascontiguousarray(table)) for name, table in state.items()}


def main() -> None:
    """Write the checkpoint, once its tables are seen to be those that were read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    reader = resumed(args.folder)
    again = pair_tables(reader.statement, "statement") | pair_tables(reader.event, "event") | dyad_tables(reader.dyad)
    with np.load(args.folder / "pairs.npz") as tables:
        differ = [name for name in again if not np.array_equal(again[name], tables[name])]
    if differ:
        parser.error(f"{args.folder}/pairs.npz holds other tables than it should: {', '.join(differ)}")
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), args.out)


if __name__ == "__main__":
    main()
