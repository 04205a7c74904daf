"""How often the reader types a PLV event rightly when both parties are given: the task that published coders report.

    python training/pair_given.py --checkpoints training/out

A trigger is chosen among all words: the likelier it is one, and the likelier it takes the source as its actor and the
target as its recipient, the better. Each sentence is coded by the fold's model that has not seen it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from batches import anchor_geometry, cut, tensors
from examples import Builder, Example, read_jsonl
from export import load_checkpoint
from model import Reader
from onrecord.evaluation import corpora_folder
from onrecord.language import labels
from train import FOLDS, fold_of, minilm_folder, tokenizer_of

CANDIDATES = 8  # words looked at as triggers
PARTY_WEIGHT = 0.5  # what the parties' log-probability counts for beside the trigger's; chosen on fold 0


def type_of(model: Reader, example: Example, weight: float = PARTY_WEIGHT) -> int:
    """The trigger label of ``example``'s event, its parties given."""
    item = cut([example])[0]
    t = tensors([item])
    hidden = model.words(t["pieces"], t["case"], t["first"])
    belief = model.heads["trigger"](hidden)[0].float().log_softmax(-1)
    worth = belief[:, 1:].max(-1).values
    parts = [(p, s, e) for p, s, e in example.events[0].parts if e <= len(worth)]
    outside = worth.clone()
    for _, start, end in parts:
        outside[start:end] -= 3.0  # a party's name is rarely its deed
    words = outside.topk(min(CANDIDATES, len(worth))).indices.tolist()
    geometry = [(0, example.sentence[item[1].start : item[1].end], [w]) for w in words]
    scored = model.pairs(model.event, hidden, anchor_geometry(geometry, hidden.shape[1]), t["mask"])
    logits = scored[..., : len(labels.EVENT_PARTS)].float().log_softmax(-1)
    total = outside[words]
    for part, start, end in parts:
        total = total + weight * logits[:, start:end, part].mean(1)
    # All candidates vote: synonyms of one deed in a sentence agree on its type.
    votes = torch.logsumexp(total[:, None] + belief[words, 1:].log_softmax(-1), 0)
    return int(votes.argmax()) + 1


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
