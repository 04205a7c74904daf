"""Annotated corpora -> labelled words: what one training example holds, and how each corpus becomes examples.

Every corpus teaches only what its annotators marked. A label of -1 is "not annotated here" and costs nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language import labels
from onrecord.language.sentences import sentences
from onrecord.language.windows import Words, split_words

Json = dict[str, Any]
Span = tuple[int, int]
Spans = Sequence[Span]
Silver = dict[str, list[tuple[int, int, str]]]  # entities as (start, end, label), by corpus and document id
LEFT_OUT = 0.5  # readers who would leave out an event that is marked as optional
OTHER_TYPE = 0.3  # readers who would choose one of the types that are marked as fair, too
SCENE = tuple(labels.EVENT_PARTS.index(part) for part in ("place", "time", "quantity"))  # what no pair of parties tells
QUANTITY = (labels.EVENT_PARTS.index("quantity"),)
SILVER_ENTITIES = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "NORP": "NORP", "FAC": "FAC"}


@dataclass(slots=True)
class Anchor:
    """A cue or trigger: its words, its parts as (label, first word, last word + 1) and, of a trigger, the share of
    careful readers who would give its deed each of the types, none of them left out. A word that is marked as no part
    may still be one of the parts ``unasked``, which the annotators were not asked for."""

    words: list[int]
    parts: list[tuple[int, int, int]]
    types: NDArray[np.float32] | None = None
    unasked: tuple[int, ...] = ()


@dataclass(slots=True)
class Example:
    """One text with word labels by head (-1 unknown) and the anchors.

    ``trigger`` (words, labels) holds the share of careful readers who would give a word each label of the trigger head,
    a row of zeros where nobody was asked; ``trigger_weight`` what each word counts for. ``latent``: see
    :meth:`Builder.plv`.
    """

    id: str
    text: str
    words: Words
    sentence: NDArray[np.int32]
    heads: dict[str, NDArray[np.int64]]
    trigger: NDArray[np.float32]
    trigger_weight: NDArray[np.float32]
    statements: list[Anchor] = field(default_factory=list)
    events: list[Anchor] = field(default_factory=list)
    latent: list[int] = field(default_factory=list)  # types of the one event whose trigger is not marked


def read_jsonl(path: Path) -> Iterator[Json]:
    """The lines of a file that are not blank."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


class Builder:
    """Makes examples with one tokenizer and, where there are any, silver entities by document id."""

    def __init__(self, tokenizer: Tokenizer, silver: Silver | None = None) -> None:
        self.tokenizer = tokenizer
        self.silver = silver or {}

    def blank(self, id: str, text: str, silver_key: str) -> Example:
        """An example of which nothing is known but, where there are any, silver entities."""
        words = split_words(text, self.tokenizer)
        n = len(words)
        example = Example(
            id=id,
            text=text,
            words=words,
            sentence=sentence_numbers(text, words),
            heads={name: np.full(n, -1, np.int64) for name in labels.HEADS if name != "trigger"},
            trigger=np.zeros((n, len(labels.HEADS["trigger"])), np.float32),
            trigger_weight=np.ones(n, np.float32),
        )
        if silver_key in self.silver:
            of = labels.HEADS["entity"]
            head = example.heads["entity"]
            head[:] = 0
            for start, end, kind in self.silver[silver_key]:
                if kind in SILVER_ENTITIES:
                    for i, w in enumerate(word_range(words, (start, end))):
                        head[w] = of.index(("B-" if i == 0 else "I-") + SILVER_ENTITIES[kind])
        return example

    def polnear(self, doc: Json, key: str) -> Example:
        """PolNeAR: speaker, cue and content. Its annotators marked no statement inside another, so that cues inside a
        content are unknown, and so are the regions that they set aside."""
        ex = self.blank(doc["id"], doc["text"], f"{key}/{doc['id']}")
        ex.heads["cue"][:] = 0
        ex.heads["quoted"][:] = 0
        for a in doc["attributions"]:
            self._statement(ex, a["cue"], a["source"], a["content"])
        inside = (ex.heads["quoted"] == 1) & (ex.heads["cue"] == 0)
        ex.heads["cue"][inside] = -1
        for region in doc.get("ignore", ()):
            for w in word_range(ex.words, region):
                ex.heads["cue"][w] = ex.heads["quoted"][w] = -1
        return ex

    def record(self, doc: Json, key: str) -> Example:
        """The record format with inline parties: statements, events, voices."""
        ex = self.blank(doc["id"], doc["text"], f"{key}/{doc['id']}")
        ex.heads["cue"][:] = ex.heads["quoted"][:] = 0
        ex.trigger[:, 0] = 1
        for s in doc["statements"]:
            words = self._statement(ex, s["cue"], s["speaker"], s["content"], optional=bool(s.get("optional")))
            for w in words:
                ex.heads["stance"][w] = labels.STANCES.index(s["stance"])
                if s.get("speaker_kind") in labels.SPEAKER_KINDS:
                    ex.heads["speaker_kind"][w] = labels.SPEAKER_KINDS.index(s["speaker_kind"])
        by_id = {s["id"]: s for s in doc["statements"]}
        for e in doc["events"]:
            for also in e.get("trigger_also") or ():
                for w in word_range(ex.words, also):
                    ex.trigger_weight[w] = 0.5
        # Of several accounts of one deed the words around it tell one; the others are added by rules (second_accounts).
        for e in sorted(doc["events"], key=lambda e: told_there(e, by_id)):
            self._event(ex, e)
            for v in e["voices"]:
                if v.get("statement") and v["kind"] in labels.SPEAKER_KINDS:
                    for span in by_id[v["statement"]]["cue"]:
                        for w in word_range(ex.words, span):
                            ex.heads["speaker_kind"][w] = labels.SPEAKER_KINDS.index(v["kind"])
        return ex

    def plv(self, doc: Json, key: str) -> Example:
        """PLV: one event's type and parties; where its trigger stands is not said, other events are not marked."""
        ex = self.blank(doc["id"], doc["text"], f"{key}/{doc['id']}")
        (event,) = doc["events"]
        types = event["type_plover"] if isinstance(event["type_plover"], list) else [event["type_plover"]]
        ex.latent = [labels.HEADS["trigger"].index(t) for t in types]
        parts = []
        for name, part in (("source", "actor"), ("target", "recipient")):
            for party in event.get(name) or ():
                span = word_range(ex.words, (party["start"], party["end"])) if "start" in party else []
                if span:
                    parts.append((labels.EVENT_PARTS.index(part), span[0], span[-1] + 1))
        kinds = np.zeros(len(labels.EVENT_TYPES), np.float32)
        kinds[[label - 1 for label in ex.latent]] = 1 / len(ex.latent)
        # Its words are chosen by the model while training: see locate_triggers.
        ex.events.append(Anchor([], parts, kinds, unasked=SCENE))
        return ex

    def deeds(self, doc: Json, key: str) -> Example:
        """A sentence in which all deeds are marked, and nothing else (annotations/deeds.py)."""
        ex = self.blank(doc["id"], doc["text"], f"{key}/{doc['id']}")
        ex.trigger[:, 0] = 1
        for deed in reversed(doc["deeds"]):  # of several accounts of one deed, that of the words around it comes first
            trigger = word_range(ex.words, deed["trigger"])
            if not trigger:
                continue
            ex.trigger[trigger] = surer(type_shares(deed), ex.trigger[trigger[0]])
            known = {name: deed[name] for name in ("modality", "stand", "holder") if name in deed}
            if "background" in deed:
                known["background"] = "background" if deed["background"] else "news"
            for head, value in known.items():
                ex.heads[head][trigger] = labels.HEADS[head].index(value)
            parts = []
            for name, part in (("time", "time"), ("place", "place"), ("recipients", "recipient"), ("actors", "actor")):
                ranges = [word_range(ex.words, span) for span in deed.get(name) or ()]
                parts += [(labels.EVENT_PARTS.index(part), words[0], words[-1] + 1) for words in ranges if words]
            kinds = type_shares(deed)[1:]
            unasked = QUANTITY if doc["voiced"] else SCENE
            ex.events.append(Anchor(trigger, parts, kinds / kinds.sum(), unasked))
        return ex

    def _statement(
        self, ex: Example, cue: Spans, speaker: Spans, content: Spans, *, optional: bool = False
    ) -> list[int]:
        words = [w for span in cue for w in word_range(ex.words, span)]
        parts = []
        for name, spans in (("speaker", speaker), ("content", content), ("cue", cue)):
            for span in spans:
                inside = word_range(ex.words, span)
                if inside:
                    parts.append((labels.STATEMENT_PARTS.index(name), inside[0], inside[-1] + 1))
                if name == "content":
                    ex.heads["quoted"][inside] = 1
        for i, w in enumerate(words):
            ex.heads["cue"][w] = -1 if optional else (1 if i == 0 else 2)
        if words:
            ex.statements.append(Anchor(words, parts))
        return words

    def _event(self, ex: Example, e: Json) -> None:
        words = word_range(ex.words, e["trigger"])
        if not words:
            return
        ex.trigger[words] = surer(type_shares(e), ex.trigger[words[0]])
        ex.trigger_weight[words] = 1.0
        inner = e["voices"][-1]
        holder = "author" if inner["kind"] == "author" else ("statement" if inner.get("statement") else "nobody")
        stand = inner["certainty"] + inner["polarity"]
        for head, value in (
            ("modality", e["modality"]),
            ("stand", "Uu" if inner["certainty"] == "U" or inner["polarity"] == "u" else stand),
            ("holder", holder),
            ("background", "background" if e.get("background") else "news"),
            ("mode", mode_label(e["type"], e.get("mode"))),
        ):
            ex.heads[head][words] = labels.HEADS[head].index(value)
        kinds = type_shares(e)[1:]
        ex.events.append(Anchor(words, self._event_parts(ex, e), kinds / kinds.sum()))

    def _event_parts(self, ex: Example, e: Json) -> list[tuple[int, int, int]]:
        spans: list[tuple[str, Span]] = []
        spans += [("actor", a["span"]) for a in e["actors"]]
        spans += [("recipient", a["span"]) for a in e["recipients"]]
        spans += [("quantity", q["span"]) for q in e.get("quantities") or () if q.get("span")]
        if (e.get("time") or {}).get("span"):
            spans.append(("time", e["time"]["span"]))
        place = (e.get("place") or {}).get("name")
        if place:
            nearest = nearest_occurrence(ex.text, place, e["trigger"][0])
            if nearest:
                spans.append(("place", nearest))
        parts = []
        for name, span in reversed(spans):  # later ones win a shared word: parties over place
            inside = word_range(ex.words, span)
            if inside:
                parts.append((labels.EVENT_PARTS.index(name), inside[0], inside[-1] + 1))
        return parts


def told_there(e: Json, statements: dict[str, Json]) -> int:
    """How surely an entry is the account that the words around its trigger give: 2 inside its speaker's content, 1 for
    the author's, 0 for that of a statement elsewhere."""
    inner = e["voices"][-1]
    if not inner.get("statement"):
        return 1
    contents = statements[inner["statement"]]["content"]
    return 2 if any(start <= e["trigger"][0] and e["trigger"][1] <= end for start, end in contents) else 0


def surer(shares: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of two shares of readers for one word those of whom fewer would give it no label."""
    return shares if shares[0] <= others[0] else others


def type_shares(e: Json) -> NDArray[np.float32]:
    """The trigger label of an event as shares of readers: half of them would leave an optional one out, three in ten
    choose one of the other types that the annotator found fair."""
    of = labels.HEADS["trigger"]
    others = [of.index(t) for t in e.get("type_also") or () if t in of and t != e["type"]]
    shares = np.zeros(len(of), np.float32)
    shares[of.index(e["type"])] = 1 - OTHER_TYPE if others else 1
    for other in others:
        shares[other] = OTHER_TYPE / len(others)
    if e.get("optional"):
        shares *= 1 - LEFT_OUT
        shares[0] = LEFT_OUT
    return shares


def mode_label(event_type: str, mode: str | None) -> str:
    """The label of the mode head; the few codes of other codebooks in the data count as none."""
    label = f"{event_type}.{mode}"
    return label if label in labels.HEADS["mode"] else "none"


def word_range(words: Words, span: Span) -> list[int]:
    """Numbers of the words that overlap ``span``."""
    first = int(np.searchsorted(words.ends, span[0], side="right"))
    last = int(np.searchsorted(words.starts, span[1], side="left"))
    return list(range(first, last))


def sentence_numbers(text: str, words: Words) -> NDArray[np.int32]:
    """The number of each word's sentence."""
    starts = [start for start, _ in sentences(text)]
    return np.searchsorted(np.array(starts), words.starts, side="right").astype(np.int32)


def nearest_occurrence(text: str, name: str, at: int) -> Span | None:
    """Where ``name`` stands as a whole nearest to ``at``."""
    found = [m.span() for m in re.finditer(rf"\b{re.escape(name)}\b", text)]
    return min(found, key=lambda s: abs(s[0] - at), default=None)
