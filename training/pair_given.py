"""How often the reader types a PLV event rightly when both parties are given: the task that published coders report.

    python training/pair_given.py --checkpoints training/out

Each sentence is coded by the typer of dyads (DyadTyper in model.py) of the fold's model that has not seen it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from batches import cut, tensors
from examples import Builder, Example, read_jsonl
from export import load_checkpoint
from model import Reader
from onrecord.evaluation import corpora_folder
from train import FOLDS, fold_of, minilm_folder, tokenizer_of


def type_of(model: Reader, example: Example) -> int | None:
    """The label of ``example``'s event, its parties given; None where neither is marked in the sentence."""
    t = tensors([cut([example])[0]])
    if t["dyads"] is None:
        return None
    return int(model.dyads(model.words(t["pieces"], t["case"], t["first"]), t["dyads"])[0].argmax()) + 1


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
