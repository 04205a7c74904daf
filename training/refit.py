"""Fit the heads of deeds once more, to the states of the encoder as it ships.

    python training/refit.py training/out/mean-2.pt training/out/refit.pt

While everything is trained at once, a head runs after an encoder that moves, and export rounds that to int8 in the
end. With the encoder at rest and rounded, each head is a logistic regression on its states, which a few passes over
sentences that it reads no better than others solve: those of annotations/deeds (a share of them is enough).
"""

from __future__ import annotations

import argparse
import logging
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from examples import Builder, Example, read_jsonl
from export import export, load_checkpoint
from onrecord.language.network import Network
from onrecord.language.windows import windows
from train import minilm_folder, tokenizer_of

HEADS = ("trigger", "modality", "stand", "holder")
PASSES, WORDS, RATE = 6, 4096, 3e-3  # over the data; a step; at the first step, falling to nothing


def states(network: Network, examples: Iterator[Example]) -> tuple[Tensor, dict[str, Tensor], Tensor]:
    """What the encoder makes of each word (words, HIDDEN), the shares of readers for each label of each head, rows of
    zeros where nobody was asked, and what each word counts for as a trigger."""
    hidden: list[np.ndarray] = []
    shares: dict[str, list[np.ndarray]] = {name: [] for name in HEADS}
    weights: list[np.ndarray] = []
    for example in examples:
        for group in network.read(example.words, windows(example.text, example.words)):
            for reading in group:
                own = slice(reading.window.start, reading.window.end)
                hidden.append(reading.hidden.astype(np.float16))
                weights.append(example.trigger_weight[own])
                shares["trigger"].append(example.trigger[own])
                for name in HEADS[1:]:
                    marked = example.heads[name][own]
                    rows = np.zeros((len(marked), reading.heads[name].shape[1]), np.float32)
                    rows[marked >= 0, marked[marked >= 0]] = 1
                    shares[name].append(rows)
    joined = {name: torch.from_numpy(np.concatenate(rows)) for name, rows in shares.items()}
    return torch.from_numpy(np.concatenate(hidden)), joined, torch.from_numpy(np.concatenate(weights))


def fit(head: nn.Linear, hidden: Tensor, shares: Tensor, weights: Tensor) -> None:
    """Change ``head`` until its beliefs are likeliest to give the ``shares``, words with none of them passed over."""
    known = torch.nonzero(shares.sum(-1) > 0)[:, 0]
    steps = max(1, PASSES * len(known) // WORDS)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(steps):
        some = known[torch.randint(len(known), (WORDS,))]
        each = F.cross_entropy(head(hidden[some].float()), shares[some], reduction="none")
        loss = (each * weights[some]).sum() / weights[some].sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()


def main() -> None:
    """Export, read, fit, save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--deeds", type=Path, default=Path("training/out/deeds.jsonl"))
    parser.add_argument("--share", type=float, default=0.4, help="of the sentences, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    torch.manual_seed(args.seed)
    model = load_checkpoint(args.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        export(model, Path(folder), minilm_folder() / "tokenizer.json")
        network = Network.load(Path(folder))
    lines = [line for line in read_jsonl(args.deeds) if not line["kept_apart"]]
    drawn = random.Random(args.seed).sample(lines, int(len(lines) * args.share))
    builder = Builder(tokenizer_of(minilm_folder()))
    hidden, shares, weights = states(network, (builder.deeds(line, "deeds") for line in drawn))
    for name in HEADS:
        fit(model.heads[name], hidden, shares[name], weights if name == "trigger" else torch.ones(len(hidden)))
    torch.save(model.state_dict(), args.out)
    print(f"{len(hidden)} words of {len(drawn)} sentences -> {args.out}")


if __name__ == "__main__":
    main()
