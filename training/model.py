"""The reader as a PyTorch module: one MiniLM encoder, token heads, and a scorer of (anchor, word) pairs.

An *anchor* is a group of words that has parts: a cue has a speaker and a content, an event trigger has actors and
recipients. Parts are tagged once per anchor, so statements may nest and share words, which one flat tag sequence
cannot say (the model of predicate-argument tagging: He et al., ACL 2018; Shi & Lin, 2019).
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.language import labels
from onrecord.language.windows import CASES

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One BERT encoder layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x (B, L, HIDDEN); mask (B, 1, 1, L) is 0 for pieces and very low for padding. Returns the shape of x."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        if self.training:  # without dropout of attention weights, written out: a third faster on a CPU than the kernel
            scores = q @ k.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5 + mask.to(q.dtype)
            mixed = scores.softmax(-1).to(v.dtype) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6 with an embedding of letter case added to its input, since its vocabulary is uncased."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN, padding_idx=0)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.segment = nn.Parameter(torch.zeros(HIDDEN))
        self.case = nn.Embedding(CASES + 1, HIDDEN)  # the last row: marks of the window's ends, padding
        nn.init.zeros_(self.case.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, pieces: Tensor, case: Tensor) -> Tensor:
        """pieces and case (B, L), piece 0 being padding. Returns (B, L, HIDDEN)."""
        position = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.word(pieces) + self.position(position) + self.segment + self.case(case)
        x = self.dropout(self.norm(x))
        mask = (1.0 - (pieces != 0).to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def drop(self, share: float) -> None:
        """Set the share of values that dropout leaves out while training."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = share

    def load_minilm(self, path: str) -> None:
        """Take the weights of all-MiniLM-L6-v2 (Apache-2.0)."""
        w = load_file(path)
        state = {
            "word.weight": w["embeddings.word_embeddings.weight"],
            "position.weight": w["embeddings.position_embeddings.weight"],
            "segment": w["embeddings.token_type_embeddings.weight"][0],
            "case.weight": self.case.weight.data,
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            a, b = f"layers.{i}.", f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                qkv = [w[f"{b}attention.self.{n}.{kind}"] for n in ("query", "key", "value")]
                state[f"{a}qkv.{kind}"] = torch.cat(qkv)
                state[f"{a}out.{kind}"] = w[f"{b}attention.output.dense.{kind}"]
                state[f"{a}norm1.{kind}"] = w[f"{b}attention.output.LayerNorm.{kind}"]
                state[f"{a}up.{kind}"] = w[f"{b}intermediate.dense.{kind}"]
                state[f"{a}down.{kind}"] = w[f"{b}output.dense.{kind}"]
                state[f"{a}norm2.{kind}"] = w[f"{b}output.LayerNorm.{kind}"]
        self.load_state_dict(state)


class PairScorer(nn.Module):
    """Scores every word as a part of an anchor: a first layer that is a sum (so the encoder's side of it is computed
    once per word, not once per pair), a convolution over neighbouring words for the edges, and a linear layer."""

    WIDTH, EDGE = labels.PAIR_WIDTH, labels.PAIR_EDGE

    def __init__(self, n_labels: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Linear(HIDDEN, self.WIDTH)
        self.anchor = nn.Linear(HIDDEN, self.WIDTH)
        self.distance = nn.Embedding(labels.DISTANCES, self.WIDTH)
        self.sentence = nn.Embedding(labels.SENTENCE_STEPS, self.WIDTH)
        self.edge = nn.Conv1d(self.WIDTH, self.EDGE, 3, padding=1)
        self.out = nn.Linear(self.EDGE, n_labels)
        self.bounds = nn.Linear(self.EDGE, len(labels.BOUNDS))
        nn.init.constant_(self.bounds.bias, -4.0)  # few words are bounds
        self.dropout = nn.Dropout(dropout)

    def forward(self, word: Tensor, anchor: Tensor, distance: Tensor, sentence: Tensor, mask: Tensor) -> Tensor:
        """word (A, W, width) and anchor (A, width) are projected already; returns (A, W, labels + bounds): logits of
        the parts, then of the bounds."""
        z = F.relu(word + anchor[:, None] + self.distance(distance) + self.sentence(sentence))
        z = self.dropout(z) * mask[..., None]
        z = F.relu(self.edge(z.transpose(1, 2))).transpose(1, 2)
        z = self.dropout(z)
        return torch.cat((self.out(z), self.bounds(z)), -1)


class DyadTyper(nn.Module):
    """The type of the deed between two given parties, whatever word tells it: what coders of dyads are asked for.

    The parties' words ask (attention) which words of their sentences tell a deed between them. A reader of whole texts,
    who has found a trigger, weighs it beside the trigger's own type.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query = nn.Linear(2 * HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.out = nn.Linear(3 * HIDDEN, len(labels.EVENT_TYPES))
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, actor: Tensor, recipient: Tensor, near: Tensor) -> Tensor:
        """hidden (A, W, HIDDEN); actor and recipient (A, W) are shares of words, all 0 for a party that is not named;
        near (A, W) is 1 where words may tell the deed. Returns (A, types): logits."""
        parties = torch.cat([torch.einsum("aw,awh->ah", share, hidden) for share in (actor, recipient)], -1)
        scores = torch.einsum("awh,ah->aw", self.key(hidden), self.query(parties)) * HIDDEN**-0.5
        weight = scores.masked_fill(near == 0, -1e4).softmax(-1)
        told = torch.einsum("aw,awh->ah", weight, hidden)
        return self.out(self.dropout(torch.cat((told, parties), -1)))


class Reader(nn.Module):
    """Encoder, token heads, the two pair scorers (statements by cue, events by trigger) and the typer of dyads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.heads = nn.ModuleDict({name: nn.Linear(HIDDEN, len(of)) for name, of in labels.HEADS.items()})
        self.statement = PairScorer(len(labels.STATEMENT_PARTS), dropout)
        self.event = PairScorer(len(labels.EVENT_PARTS), dropout)
        self.dyad = DyadTyper(dropout)

    def words(self, pieces: Tensor, case: Tensor, first: Tensor) -> Tensor:
        """Hidden states of words: those of their first pieces. first (B, W) indexes pieces."""
        hidden = self.dropout(self.encoder(pieces, case))
        return hidden.gather(1, first[..., None].expand(-1, -1, HIDDEN))

    def dyads(self, hidden: Tensor, given: dict[str, Tensor]) -> Tensor:
        """Logits (A, types) of the deeds between the ``given`` parties; see :class:`DyadTyper`."""
        return self.dyad(hidden[given["window"]], given["actor"], given["recipient"], given["near"])

    def pairs(self, scorer: PairScorer, hidden: Tensor, anchors: dict[str, Tensor], mask: Tensor) -> Tensor:
        """anchors: window (A), weight (A, W: share of each word in the anchor), distance and sentence (A, W)."""
        window = anchors["window"]
        pooled = torch.einsum("aw,awh->ah", anchors["weight"].to(hidden.dtype), hidden[window])
        return scorer(
            scorer.word(hidden)[window], scorer.anchor(pooled), anchors["distance"], anchors["sentence"], mask[window]
        )
