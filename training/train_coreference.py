"""Train the coreference head on the shipped encoder, which stays as it is, and measure it.

    python training/train_coreference.py            16 epochs, about 5 minutes on one core -> models/coreference.npz
    python training/train_coreference.py --epochs 2 --output try.npz

Learns from GUM, the documents free for commercial use, and from the articles of ``annotations/chains``: all noun
phrases and what they mean the same as. The weights that are kept are an average over the last few hundred steps, which
overfits later than any one of them. GAP (which of two names "he" or "she" is) as further training was tried twice:
CoNLL F1 of news fell by five points, and pronouns gained nothing.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

sys.path.insert(0, str(Path(__file__).parent / "annotations"))

import chains

from onrecord.evaluation import corpora_folder
from onrecord.evaluation.bridge import document_of
from onrecord.evaluation.chains import score
from onrecord.language import Reader
from onrecord.language.coreference import CoreferenceTables
from onrecord.language.mention_pairs import CLASSES, FEATURES, WIDEST, Ints, Quotations, candidates, describe, features
from onrecord.language.network import Network
from onrecord.language.sentences import sentences
from onrecord.language.windows import Words, split_words, windows

MODEL = Path(__file__).parent.parent / "models"
HIDDEN, WIDE, COMPARED, PAIRED = 384, 128, 48, 32
CROP = 900  # words of a document read in one step
MOST = 0.6  # candidate mentions a word, in training
RATE, DROPOUT = 1.5e-3, 0.2
NEWS = 3  # times that each document of news is read in an epoch: news is what records are made of
Range = tuple[int, int]


@dataclass(kw_only=True)
class Example:
    """A text as the encoder sees it, and its gold: ``party`` numbers the party of each gold mention (word range)."""

    text: str
    words: Words
    lower: Tensor
    hidden: Tensor
    sentence: NDArray[np.int32]
    quoted: NDArray[np.bool_]
    party: dict[Range, int]

    def crop(self) -> Example:
        """A stretch of at most CROP words from the beginning of a sentence."""
        n = len(self.words)
        if n <= CROP:
            return self
        at = random.randrange(n - CROP)
        low = int(np.searchsorted(self.sentence, self.sentence[at]))
        high = min(n, low + CROP)
        w, cut = self.words, slice(low, high)
        return Example(
            text=self.text,
            words=Words(starts=w.starts[cut], ends=w.ends[cut], case=w.case[cut], pieces=w.pieces, first=w.first),
            lower=self.lower[cut],
            hidden=self.hidden[cut],
            sentence=self.sentence[cut],
            quoted=self.quoted[cut],
            party={(a - low, b - low): c for (a, b), c in self.party.items() if low <= a and b <= high},
        )


class Coreferrer(nn.Module):
    """The head; ``onrecord.language.coreference`` does the same with numpy. What each layer is for stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.bounds = nn.Conv1d(HIDDEN, WIDE, 3, padding=1)
        self.party = nn.Conv1d(2 * HIDDEN, WIDE, 3, padding=1)
        self.start, self.end = nn.Linear(WIDE, COMPARED + 1), nn.Linear(WIDE, COMPARED + 1)
        self.width = nn.Embedding(WIDEST + 1, 1)
        self.phrase = nn.Linear(3 * WIDE, WIDE)
        self.later, self.earlier = nn.Linear(WIDE, PAIRED), nn.Linear(WIDE, PAIRED, bias=False)
        self.query, self.key = nn.Linear(WIDE, COMPARED), nn.Linear(WIDE, COMPARED, bias=False)
        self.pair = nn.EmbeddingBag(sum(FEATURES.values()), PAIRED, mode="sum")
        nn.init.normal_(self.pair.weight, std=0.05)
        self.out, self.anaphor = nn.Linear(PAIRED, 1, bias=False), nn.Linear(WIDE, 1, bias=False)
        self.kind = nn.Embedding(CLASSES, 1)
        self.drop = nn.Dropout(DROPOUT)

    def see(self, example: Example) -> tuple[Tensor, Tensor]:
        """The words as seen for bounds and for parties: (words, WIDE) each."""
        lower, both = example.lower, torch.cat((example.lower, example.hidden), 1)
        return self._seen(self.bounds, lower), self._seen(self.party, both)

    def _seen(self, conv: nn.Module, states: Tensor) -> Tensor:
        seen: Tensor = self.drop(F.relu(conv(self.drop(states).T[None])[0].T))
        return seen

    def mentions(self, seen: Tensor, sentence: NDArray[np.int32]) -> tuple[Ints, Ints, Tensor]:
        """First words, ends and scores of all word ranges within a sentence."""
        start, end, places = self.start(seen), self.end(seen), np.arange(len(seen))
        firsts, lasts = [], []
        for wide in range(1, min(WIDEST, len(seen)) + 1):
            at = places[: len(seen) - wide + 1]
            at = at[sentence[at] == sentence[at + wide - 1]]
            firsts.append(at)
            lasts.append(at + wide - 1)
        first, last = np.concatenate(firsts), np.concatenate(lasts)
        head, tail = start[torch.as_tensor(first)], end[torch.as_tensor(last)]
        scores = (head[:, :-1] * tail[:, :-1]).sum(-1) / COMPARED**0.5 + head[:, -1] + tail[:, -1]
        return first, last + 1, scores + self.width(torch.as_tensor(last - first + 1))[:, 0]

    def pairs(self, seen: Tensor, example: Example, ranges: Sequence[Range]) -> tuple[Tensor, Ints]:
        """Scores of each mention with each of its candidates (n, k), and which these are (-1: none)."""
        starts = np.array([a for a, _ in ranges])
        found = describe(example.text, example.words, ranges, example.sentence, example.quoted[starts])
        others = candidates(found)
        start, end = torch.as_tensor(found.start), torch.as_tensor(found.end)
        sums = torch.cat((torch.zeros(1, WIDE), seen.cumsum(0)))
        mean = (sums[end] - sums[start]) / (end - start)[:, None]
        view = self.drop(F.relu(self.phrase(torch.cat((seen[start], seen[end - 1], mean), -1))))
        offsets = np.cumsum([0, *FEATURES.values()])[:-1]
        values = np.stack(features(found, np.arange(len(ranges)), others), -1) + offsets
        there = torch.as_tensor(np.maximum(others, 0))
        of_pairs = self.pair(torch.as_tensor(values).reshape(-1, len(FEATURES))).reshape(*others.shape, PAIRED)
        scores = self.out(self.drop(F.relu(self.later(view)[:, None] + self.earlier(view)[there] + of_pairs)))[..., 0]
        scores = scores + torch.einsum("nd,nkd->nk", self.query(view), self.key(view)[there]) / COMPARED**0.5
        scores = scores + self.anaphor(view) + self.kind(torch.as_tensor(found.kind))
        return scores.masked_fill(torch.as_tensor(others < 0), -1e4), others

    def tables(self) -> dict[str, NDArray[np.float16]]:
        """The weights as ``CoreferenceTables`` has them; the square roots of the products are folded in."""
        root = COMPARED**0.5
        start, start_bias = self.start.weight.T.clone(), self.start.bias.clone()
        start[:, :-1] /= root
        start_bias[:-1] /= root
        found = {
            "bounds": self.bounds.weight.permute(2, 1, 0),
            "bounds_bias": self.bounds.bias,
            "party": self.party.weight.permute(2, 1, 0),
            "party_bias": self.party.bias,
            "start": start,
            "start_bias": start_bias,
            "end": self.end.weight.T,
            "end_bias": self.end.bias,
            "width": self.width.weight[:, 0],
            "phrase": self.phrase.weight.T,
            "phrase_bias": self.phrase.bias,
            "later": self.later.weight.T,
            "later_bias": self.later.bias,
            "earlier": self.earlier.weight.T,
            "query": self.query.weight.T / root,
            "query_bias": self.query.bias / root,
            "key": self.key.weight.T,
            "pair": self.pair.weight,
            "out": self.out.weight[0],
            "anaphor": self.anaphor.weight[0],
            "kind": self.kind.weight[:, 0],
        }
        return {name: table.detach().numpy().astype(np.float16) for name, table in found.items()}


# Examples


def encoded(text: str, network: Network) -> Example:
    """A text without gold."""
    words = split_words(text, network.tokenizer)
    lower, hidden = (np.zeros((len(words), HIDDEN), np.float32) for _ in range(2))
    for group in network.read(words, windows(text, words)):
        for reading in group:
            own = reading.window.core - reading.window.start
            lower[reading.window.core : reading.window.end] = reading.lower[own:]
            hidden[reading.window.core : reading.window.end] = reading.hidden[own:]
    starts = np.array([start for start, _ in sentences(text)])
    return Example(
        text=text,
        words=words,
        lower=torch.as_tensor(lower),
        hidden=torch.as_tensor(hidden),
        sentence=np.searchsorted(starts, words.starts, side="right").astype(np.int32),
        quoted=Quotations(text).around(words.starts),
        party={},
    )


def documents(folder: Path, network: Network) -> Iterator[Example]:
    """The training documents of GUM whose texts may be used commercially, those of news NEWS times, and our own
    articles."""
    for line in _lines(folder / "gum-coref" / "train.jsonl"):
        if line["commercial_use"] is True:
            yield from [annotated(line, network)] * (NEWS if line["id"].startswith("GUM_news_") else 1)
    for line in chains.load(folder):
        yield annotated(line, network)


def annotated(line: dict[str, Any], network: Network) -> Example:
    """A text with its gold; mentions that split a word are left out."""
    example = encoded(line["text"], network)
    numbers: dict[Any, int] = {}
    for entity in line["entities"]:
        if place := _range(example.words, entity):
            example.party[place] = numbers.setdefault(entity["cluster"], len(numbers))
    return example


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        yield from map(json.loads, lines)


def _range(words: Words, span: dict[str, Any]) -> Range | None:
    first = int(np.searchsorted(words.starts, span["start"]))
    last = int(np.searchsorted(words.ends, span["end"]))
    fits = last < len(words) and words.starts[first] == span["start"] and words.ends[last] == span["end"]
    return (first, last + 1) if fits and first <= last else None


# Learning


def loss_of(model: Coreferrer, example: Example) -> Tensor:
    """Of a document: bounds of its mentions, and for each mention the likelihood of all that is right before it (or
    of nothing, for the first of a party; Lee et al. 2017)."""
    bounds, seen = model.see(example)
    first, end, scores = model.mentions(bounds, example.sentence)
    all_ranges = list(zip(first.tolist(), end.tolist(), strict=True))
    likely = [all_ranges[i] for i in torch.argsort(scores, descending=True)[: int(MOST * len(seen))] if scores[i] > -1]
    gold = torch.tensor([float(place in example.party) for place in all_ranges])
    of_bounds = F.binary_cross_entropy_with_logits(scores, gold, reduction="sum") / gold.sum().clamp(min=1)
    ranges = sorted({*likely, *(place for place in example.party if place[1] - place[0] <= WIDEST)})
    pairs, others = model.pairs(seen, example, ranges)
    party = np.array([example.party.get(place, -1 - i) for i, place in enumerate(ranges)])
    right = (party[:, None] == party[np.maximum(others, 0)]) & (others >= 0)
    right = np.concatenate((~right.any(1, keepdims=True), right), 1)
    every = torch.cat((torch.zeros(len(ranges), 1), pairs), 1)
    kept = every.masked_fill(torch.as_tensor(~right), -1e4)
    of_links = (torch.logsumexp(every, 1) - torch.logsumexp(kept, 1)).mean()
    return of_bounds + 2 * of_links


def train(model: Coreferrer, documents: list[Example], epochs: int) -> Coreferrer:
    """Train, and return the module with the averaged weights."""
    steps = epochs * len(documents)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, steps + 1, pct_start=0.1)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    for epoch in range(epochs):
        model.train()
        began, total = time.time(), 0.0
        for example in random.sample(documents, len(documents)):
            loss = loss_of(model, example.crop())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update_parameters(model)
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / len(documents):.3f}, {time.time() - began:.0f} s", flush=True)
    kept: Coreferrer = average.module.eval()
    return kept


def main() -> None:
    """Train, write the tables, score GUM's development set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument(
        "--model", type=Path, default=MODEL, help="folder of the encoder; models/ unless told otherwise"
    )
    parser.add_argument("--output", type=Path, default=MODEL / "coreference.npz")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    random.seed(args.seed)
    folder, network = corpora_folder(), Network.load(args.model)
    examples = list(documents(folder, network))
    print(f"{len(examples)} documents an epoch", flush=True)
    model = train(Coreferrer(), examples, args.epochs)
    np.savez_compressed(args.output, **model.tables())  # type: ignore[arg-type]
    print(f"{args.output}: {args.output.stat().st_size / 1e6:.1f} MB")
    report(folder, Reader(network, CoreferenceTables.load(args.output)))


def report(folder: Path, reader: Reader) -> None:
    """CoNLL F1 of a reader on GUM's development set, all of it and its news."""
    gold = list(_lines(folder / "gum-coref" / "dev.jsonl"))
    found = {line["id"]: {"chains": reader.analyze(document_of(line), whole_chains=True).chains} for line in gold}
    for measure, value in score(gold, found).items():
        if value is not None and "CoNLL" in measure:
            print(f"{measure}: {value:.3f}")


if __name__ == "__main__":
    main()
