"""Fit the head of triggers once more, to the states of the encoder as it ships.

    python training/refit.py training/out/mean-2.pt training/out/refit.pt

While everything is trained at once, a head runs after an encoder that moves, and export rounds that to int8 in the
end. With the encoder at rest and rounded, the head is a logistic regression on its states, which a few passes over
sentences that it reads no better than others solve: those of annotations/deeds (a share of them is enough). Fitting the
heads of holder, stand and modality too gained nothing on a fold.
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

from examples import Builder, Example
from export import export, load_checkpoint
from onrecord.evaluation import corpora_folder
from onrecord.language.network import Network
from onrecord.language.windows import windows
from train import deed_lines, folds_but, held_out_sentences, minilm_folder, tokenizer_of

PASSES, WORDS, RATE = 6, 4096, 3e-3  # over the data; a step; at the first step, falling to nothing


def states(network: Network, examples: Iterator[Example]) -> tuple[Tensor, Tensor]:
    """What the encoder makes of each word (words, HIDDEN), and the shares of readers for each label of a trigger."""
    hidden: list[np.ndarray] = []
    shares: list[np.ndarray] = []
    for example in examples:
        for group in network.read(example.words, windows(example.text, example.words)):
            hidden += [reading.hidden.astype(np.float16) for reading in group]
            shares += [example.trigger[reading.window.start : reading.window.end] for reading in group]
    return torch.from_numpy(np.concatenate(hidden)), torch.from_numpy(np.concatenate(shares))


def fit(head: nn.Linear, hidden: Tensor, shares: Tensor) -> None:
    """Change ``head`` until its beliefs are likeliest to give the ``shares``."""
    steps = PASSES * len(hidden) // WORDS
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(steps):
        some = torch.randint(len(hidden), (WORDS,))
        loss = F.cross_entropy(head(hidden[some].float()), shares[some])
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
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--fold", type=int, help="that the checkpoint has not seen, nor shall")
    parser.add_argument("--share", type=float, default=0.4, help="of the sentences, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    torch.manual_seed(args.seed)
    model = load_checkpoint(args.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        export(model, Path(folder), minilm_folder() / "tokenizer.json")
        network = Network.load(Path(folder))
    lines = deed_lines(args.deeds, held_out_sentences(corpora_folder(args.corpora), folds_but(args.fold)))
    drawn = random.Random(args.seed).sample(lines, int(len(lines) * args.share))
    builder = Builder(tokenizer_of(minilm_folder()))
    hidden, shares = states(network, (builder.deeds(line, "deeds") for line in drawn))
    fit(model.heads["trigger"], hidden, shares)
    torch.save(model.state_dict(), args.out)
    print(f"{len(hidden)} words of {len(drawn)} sentences -> {args.out}")


if __name__ == "__main__":
    main()
