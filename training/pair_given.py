"""How often the reader types a PLV event rightly when both parties are given: the task that published coders report.

    python training/pair_given.py --checkpoints training/out

Two opinions are multiplied: that of the typer of dyads, and the votes of all words as triggers, each weighed by how
likely it is one and by how well it takes the source as its actor and the target as its recipient. Each sentence is
coded by the fold's model that has not seen it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

from batches import Item, anchor_geometry, cut, tensors
from examples import Builder, Example, read_jsonl
from export import load_checkpoint
from model import Reader
from onrecord.evaluation import corpora_folder
from onrecord.language import labels
from train import FOLDS, fold_of, minilm_folder, tokenizer_of

CANDIDATES = 8  # words looked at as triggers
PARTY_WEIGHT = 0.5  # what the parties' log-probability counts for beside the trigger's


def type_of(model: Reader, example: Example) -> int:
    """The trigger label of ``example``'s event, its parties given."""
    item = cut([example])[0]
    t = tensors([item])
    hidden = model.words(t["pieces"], t["case"], t["first"])
    belief = votes(model, item, hidden, t["mask"]).log_softmax(-1)
    if t["dyads"] is not None:
        belief = belief + model.dyads(hidden, t["dyads"])[0].log_softmax(-1)
    return int(belief.argmax()) + 1


def votes(model: Reader, item: Item, hidden: Tensor, mask: Tensor) -> Tensor:
    """The types that the likeliest triggers vote for: synonyms of one deed in a sentence agree on its type."""
    example, window = item
    belief = model.heads["trigger"](hidden)[0].log_softmax(-1)
    worth = belief[:, 1:].max(-1).values
    parts = [(p, s, e) for p, s, e in example.events[0].parts if e <= len(worth)]
    for _, start, end in parts:
        worth[start:end] -= 3.0  # a party's name is rarely its deed
    words = worth.topk(min(CANDIDATES, len(worth))).indices.tolist()
    geometry = [(0, example.sentence[window.start : window.end], [w]) for w in words]
    scored = model.pairs(model.event, hidden, anchor_geometry(geometry, hidden.shape[1]), mask)
    logits = scored[..., : len(labels.EVENT_PARTS)].log_softmax(-1)
    total = worth[words]
    for part, start, end in parts:
        total = total + PARTY_WEIGHT * logits[:, start:end, part].mean(1)
    return torch.logsumexp(total[:, None] + belief[words, 1:].log_softmax(-1), 0)


def main() -> None:
    """Code every sentence of PLV by the model of its own fold, and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--checkpoints", type=Path, default=Path("training/out"), help="folder with records-K.pt")
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    args = parser.parse_args()
    docs = list(read_jsonl(corpora_folder(args.corpora) / "plv/train.jsonl"))
    builder = Builder(tokenizer_of(minilm_folder()))
    right = total = 0
    for fold in args.folds:
        model = load_checkpoint(args.checkpoints / f"records-{fold}.pt").eval()
        with torch.no_grad():
            for doc in docs:
                if fold_of(doc["id"]) == fold:
                    example = builder.plv(doc, "plv/train")
                    right += type_of(model, example) in example.latent
                    total += 1
        print(f"fold {fold}: {right} of {total} right so far, {right / total:.3f}", flush=True)


if __name__ == "__main__":
    main()
