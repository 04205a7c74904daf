"""Checkpoint -> what ships: an int8 ONNX graph, the pair scorers' small tables, tokenizer, settings.

    python training/export.py training/out/records-all.pt models

The decoder gets its usual settings; ``tune.py`` chooses better ones for the model at hand.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from graphs import as_shipped
from model import HEADS as ATTENTION_HEADS
from model import HIDDEN, DyadTyper, PairScorer, Reader
from onrecord.language import labels

# What the decoder uses unless told otherwise: probabilities from which words are anchors, costs of opening a part,
# what the scores of its bounds count for.
SETTINGS = {
    "cue_threshold": 0.74,
    "faint_cue_threshold": 0.42,
    "trigger_threshold": 0.46,
    "unreal_threshold": 0.3,
    "type_threshold": 0.2,
    "part_cost": 0.3,
    "content_cost": 10.0,
    "bound_weight": 3.0,
    "dyad_weight": 1.0,
}


class Graph(nn.Module):
    """What the run time calls: pieces -> one vector a word: all heads' logits, the pair scorers' projections, and the
    hidden state itself, for the typer of dyads."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.encoder = reader.encoder
        parts = [*(reader.heads[n] for n in labels.HEADS)]
        for scorer in (reader.statement, reader.event):
            parts += [scorer.word, scorer.anchor]
        self.out = nn.Linear(HIDDEN, sum(p.out_features for p in parts))
        self.out.weight.data = torch.cat([p.weight.data for p in parts])
        self.out.bias.data = torch.cat([p.bias.data for p in parts])

    def forward(self, pieces: Tensor, case: Tensor, first: Tensor) -> Tensor:
        """pieces and case (B, L), first (B, W): where words begin. Returns (B, W, outputs + HIDDEN)."""
        hidden = self.encoder(pieces, case)
        words = hidden.gather(1, first[..., None].expand(-1, -1, HIDDEN))
        return torch.cat((self.out(words), words), -1)


def pair_tables(scorer: PairScorer, name: str) -> dict[str, np.ndarray]:
    """The weights of a pair scorer that the run time applies itself, laid out as ``onrecord.language`` reads them."""
    tensors = {
        "distance": scorer.distance.weight,
        "sentence": scorer.sentence.weight,
        "edge": scorer.edge.weight.permute(2, 1, 0),  # (3, width, edge)
        "edge_bias": scorer.edge.bias,
        "out": scorer.out.weight.T,
        "out_bias": scorer.out.bias,
        "bounds": scorer.bounds.weight.T,
        "bounds_bias": scorer.bounds.bias,
    }
    return {f"{name}.{k}": v.detach().numpy().astype(np.float32) for k, v in tensors.items()}


def dyad_tables(typer: DyadTyper) -> dict[str, np.ndarray]:
    """The weights of the typer of dyads, which the run time applies itself."""
    layers = {"query": typer.query, "key": typer.key, "out": typer.out}
    tables = {f"dyad.{name}": layer.weight.T for name, layer in layers.items()}
    tables |= {f"dyad.{name}_bias": layer.bias for name, layer in layers.items()}
    return {name: table.detach().numpy().astype(np.float32) for name, table in tables.items()}


def load_checkpoint(path: Path) -> Reader:
    """The module with the weights that train.py saved."""
    reader = Reader()
    reader.load_state_dict(torch.load(path, map_location="cpu"))
    return reader


def export(reader: Reader, folder: Path, tokenizer: Path, settings: dict[str, float] | None = None) -> None:
    """Write the four files that ``onrecord.language`` loads; ``settings``: the decoder's, where not the usual ones."""
    folder.mkdir(parents=True, exist_ok=True)
    graph = Graph(reader).eval()
    raw, fused = folder / "raw.onnx", folder / "fused.onnx"
    pieces, words = {0: "b", 1: "l"}, {0: "b", 1: "w"}
    torch.onnx.export(
        graph,
        (torch.ones(2, 9, dtype=torch.long), torch.zeros(2, 9, dtype=torch.long), torch.ones(2, 5, dtype=torch.long)),
        str(raw),
        input_names=["pieces", "case", "first"],
        output_names=["words"],
        dynamic_axes={"pieces": pieces, "case": pieces, "first": words, "words": words},
        opset_version=17,
        dynamo=False,
    )
    optimized = optimize_model(str(raw), model_type="bert", num_heads=ATTENTION_HEADS, hidden_size=HIDDEN, opt_level=1)
    optimized.save_model_to_file(str(fused))
    quantize_dynamic(
        str(fused),
        str(folder / "reader.onnx"),
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    as_shipped(folder / "reader.onnx")
    for path in (raw, fused):
        path.unlink()
    tables: dict[str, Any] = pair_tables(reader.statement, "statement") | pair_tables(reader.event, "event")
    tables |= dyad_tables(reader.dyad)
    np.savez(folder / "pairs.npz", **tables)
    shutil.copy(tokenizer, folder / "tokenizer.json")
    (folder / "settings.json").write_text(json.dumps({**SETTINGS, **(settings or {})}, indent=1) + "\n")


def main() -> None:
    """Export one checkpoint and say how large it came out."""
    from train import minilm_folder

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    export(load_checkpoint(args.checkpoint), args.folder, minilm_folder() / "tokenizer.json")
    print(f"{args.folder}: {sum(f.stat().st_size for f in args.folder.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
