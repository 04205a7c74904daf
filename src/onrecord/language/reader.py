"""Document -> Analysis: one pass of the encoder over the text, then decoding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from onrecord.language import labels
from onrecord.language.analysis import Analysis, Attribution, Guess, Trigger
from onrecord.language.coreference import Coreference, CoreferenceTables
from onrecord.language.decoding import (
    WordRange,
    bio_groups,
    bio_spans,
    dyad_types,
    labelled_runs,
    score_parts,
    smoothed,
    softmax,
    typed_groups,
)
from onrecord.language.model_files import model_folder
from onrecord.language.network import Array, Network, Reading
from onrecord.language.phrases import Phrased, whole_parties
from onrecord.language.sentences import sentences
from onrecord.language.windows import Words, split_words, windows
from onrecord.model import Document, Mention, Span

_MENTION_KINDS: dict[str, Literal["person", "organization", "gpe", "location", "nationality", "facility"]] = {
    "PERSON": "person", "ORG": "organization", "GPE": "gpe", "LOC": "location", "NORP": "nationality",
    "FAC": "facility",
}  # fmt: skip
_CONTRACTED = re.compile(r"(?<=n)['\u2019]t\b", re.IGNORECASE)
_HOLLOW = frozenset("a an and as at but by for from in of on or s than that the to with . , -".split())
_APOSTROPHES = "'\u2019"
_PLAIN = 20  # times as likely as the next type: no opinion on the parties changes that
_IMPOSSIBLE = -30.0  # a logit that no decoding takes
Kind = Literal["statement", "event"]
_BESIDE: dict[Kind, int] = {"statement": 2, "event": 1}  # sentences on either side; a quotation resumes after one
_PARTS: dict[Kind, list[str]] = {"statement": labels.STATEMENT_PARTS, "event": labels.EVENT_PARTS}
_Part = TypeVar("_Part")


class Reader:
    """The trained reader. ``Reader.load()`` once, then ``analyze`` as many documents as you like."""

    def __init__(self, network: Network, coreference: CoreferenceTables | None = None, *, threads: int = 1) -> None:
        self._network = network
        self._coreference = coreference
        self._threads = threads
        self._pools = ThreadpoolController()

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> Reader:
        """Load the shipped model, or the one in ``folder``, which finds no chains when it has no ``coreference.npz``:
        an encoder fresh from training. Raises ModelError."""
        folder = folder or model_folder()
        tables = folder / "coreference.npz"
        network = Network.load(folder, threads=threads)
        return cls(network, CoreferenceTables.load(tables) if tables.is_file() else None, threads=threads)

    def analyze(
        self, document: Document, *, given: Sequence[Span] | None = None, whole_chains: bool = False
    ) -> Analysis:
        """Read ``document`` once and decode what the network says of it.

        ``given``: words that are known to name deeds; they are read as triggers in place of those that the network
        would find. ``whole_chains``: link names and descriptions too, not only "he", "she", "it", "they".
        """
        # The heads' products are small: numpy's own threads, one a core, would mostly wait for each other, busily.
        with self._pools.limit(limits=self._threads, user_api="blas"):
            return self._analyze(document, given=given, whole_chains=whole_chains)

    def _analyze(self, document: Document, *, given: Sequence[Span] | None, whole_chains: bool) -> Analysis:
        text = document.text
        words = split_words(text, self._network.tokenizer)
        bounds = sentences(text)
        starts = np.array([start for start, _ in bounds], np.int64)
        sentence = np.searchsorted(starts, words.starts, side="right").astype(np.int32)
        mentions: list[Mention] = []
        attributions: list[Attribution] = []
        triggers: list[Trigger] = []
        coreference = (
            Coreference(self._coreference, text, words, sentence, whole=whole_chains) if self._coreference else None
        )
        for group in self._network.read(words, windows(text, words)):
            decoders = [_Decoder(r, text, words, sentence[r.window.start : r.window.end], self._network) for r in group]
            if given is not None:
                for decoder in decoders:
                    decoder.take(given)
            mentions += [m for d in decoders for m in d.mentions()]
            if coreference:
                coreference.take(group)
            deeds = _each(decoders, "event", _Decoder.trigger)
            sure = self._network.settings["cue_threshold"]
            attributions += _wanted(_each(decoders, "statement", _Decoder.attribution), deeds, sure=sure)
            triggers += deeds
        return Analysis(
            document=document,
            sentences=tuple(Span(*b) for b in bounds),
            mentions=tuple(mentions),
            attributions=tuple(attributions),
            triggers=tuple(triggers),
            chains=coreference.chains() if coreference else (),
            given=given is not None,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """An anchor, the words about it that may be its parts, and the logits (words, labels + bounds) of these."""

    group: WordRange
    reach: WordRange
    logits: Array


class _Decoder:
    """Decodes one window; positions are the window's own word numbers until ``_span`` turns them into characters."""

    def __init__(
        self, reading: Reading, text: str, words: Words, sentence: NDArray[np.int32], network: Network
    ) -> None:
        self._text = text
        self._window = reading.window
        self._heads = reading.heads
        self._projections = reading.projections
        self._hidden = reading.hidden
        self._words = words
        self._sentence = sentence
        self._network = network
        self._settings = network.settings
        self.cue = softmax(reading.heads["cue"])
        self.deed = softmax(reading.heads["trigger"])
        self._core = reading.window.core - reading.window.start
        self.length = reading.window.end - reading.window.start
        self._given: list[WordRange] | None = None
        self._believed: dict[str, Array] = {}

    def take(self, triggers: Sequence[Span]) -> None:
        """Use ``triggers`` as this window's, in place of those that the network finds."""
        self._given = []
        for start, end in triggers:
            first = int(np.searchsorted(self._words.ends, start, side="right")) - self._window.start
            last = int(np.searchsorted(self._words.starts, end, side="left")) - self._window.start
            if 0 <= first < last <= self.length:
                self._given.append((first, last))

    def _span(self, group: WordRange) -> Span:
        """Characters of a group of words; one that breaks "don't" apart takes the whole of it."""
        first, last = self._window.start + group[0], self._window.start + group[1] - 1
        starts, ends = self._words.starts, self._words.ends
        if first and _CONTRACTED.match(self._text, int(starts[first])):
            first -= 1
        if _CONTRACTED.match(self._text, int(ends[last])):
            last = min(last + 2, len(self._words) - 1)
        return Span(int(starts[first]), int(ends[last]))

    def _spans(self, groups: Sequence[WordRange]) -> tuple[Span, ...]:
        return tuple(self._span(g) for g in groups)

    def _guess(self, head: str, group: WordRange) -> Guess:
        probabilities = self._belief(head)[group[0] : group[1]]
        probabilities = probabilities[0] if len(probabilities) == 1 else probabilities.mean(axis=0)
        best = int(probabilities.argmax())
        return Guess(label=labels.HEADS[head][best], score=float(probabilities[best]))

    def _belief(self, head: str) -> Array:
        """The probabilities of a head's labels, word by word."""
        if head not in self._believed:
            self._believed[head] = softmax(self._heads[head])
        return self._believed[head]

    def mentions(self) -> Iterator[Mention]:
        """Named entities, with the mean of their words' probabilities as score."""
        probabilities = self._belief("entity")
        likeliest = probabilities.max(axis=1)
        for (start, end), kind in self._entities:
            if start >= self._core:
                score = float(likeliest[start:end].mean())
                yield Mention(span=self._span((start, end)), kind=_MENTION_KINDS[kind], score=score)

    @cached_property
    def _entities(self) -> list[tuple[WordRange, str]]:
        """Named entities by their words, those in one that an apostrophe parts ("the People" and "'s Republic")."""
        found: list[tuple[WordRange, str]] = []
        for span, kind in bio_spans(self._belief("entity").argmax(axis=1), labels.HEADS["entity"]):
            joined = found and found[-1][0][1] == span[0] and self._text[self._span(span).start] in _APOSTROPHES
            start = found.pop()[0][0] if joined else span[0]
            found.append(((start, span[1]), kind))
        return found

    def anchors(self, kind: Kind) -> list[WordRange]:
        """Cues or triggers among this window's own words."""
        if kind == "event" and self._given is not None:
            found = self._given
        elif kind == "statement":
            found = bio_groups(self.cue, self._settings["cue_threshold"])
            taken = {w for start, end in found for w in range(start, end)}
            faint = bio_groups(self.cue, self._settings.get("faint_cue_threshold", self._settings["cue_threshold"]))
            found = sorted([*found, *(g for g in faint if taken.isdisjoint(range(*g)))])
        else:
            found = typed_groups(self.deed, self._deed_thresholds(), self._settings["type_threshold"])
        return [g for g in found if g[0] >= self._core]

    def _deed_thresholds(self) -> Array:
        """From which probability each word names a deed. Of deeds that did not happen (denied, supposed, on a
        condition) annotators leave out many beside the verbal deeds that tell them, and the reader learnt that: they
        count from a lower one."""
        modality, stand = self._belief("modality"), self._belief("stand")
        unreal = modality[:, [labels.HEADS["modality"].index(m) for m in ("conditional", "hypothetical")]].sum(axis=1)
        denied = stand[:, [i for i, label in enumerate(labels.HEADS["stand"]) if label.endswith("-")]].sum(axis=1)
        usual, low = self._settings["trigger_threshold"], self._settings["unreal_threshold"]
        return np.where(np.maximum(unreal, denied) > 0.5, low, usual)

    def part_costs(self, kind: Kind) -> Array:
        """What opening a part costs: contents are long and whole, the other parts may be one word."""
        usual, content = self._settings["part_cost"], self._settings["content_cost"]
        return np.array([content if n == "content" else 0.0 if n == "O" else usual for n in _PARTS[kind]], np.float32)

    def bound_weights(self, kind: Kind) -> Array:
        """How many nats a part gains for each nat by which the network thinks it begins, or ends, at a word."""
        weight = self._settings["bound_weight"]
        return np.array([weight if n == "content" else 0.0 for n in _PARTS[kind]], np.float32)

    def parts(self, kind: Kind, groups: Sequence[WordRange]) -> list[_Scored]:
        """The words about each anchor as parts of it: those of its sentence and of the few beside it, where all parts
        of a deed stand; all of the window's where a statement is told beyond its own sentence."""
        near = [self._about(group, _BESIDE[kind]) for group in groups]
        found = list(map(_Scored, groups, near, self._score(kind, groups, near)))
        if kind == "statement":
            far = [i for i, scored in enumerate(found) if self._goes_on(scored)]
            some = [groups[i] for i in far]
            whole = [(0, self.length)] * len(far)
            for i, logits in zip(far, self._score(kind, some, whole) if far else [], strict=True):
                found[i] = _Scored(groups[i], whole[0], logits)
        return found

    def _score(self, kind: Kind, groups: Sequence[WordRange], reaches: Sequence[WordRange]) -> list[Array]:
        word, anchor = self._projections[f"{kind}.word"], self._projections[f"{kind}.anchor"]
        return score_parts(word, anchor, groups, reaches, self._sentence, self._network.pairs[kind])

    def _about(self, group: WordRange, beside: int) -> WordRange:
        """The words of the sentences of ``group`` and of those ``beside`` them."""
        first, last = self._sentence[group[0]] - beside, self._sentence[group[1] - 1] + beside
        return int(np.searchsorted(self._sentence, first)), int(np.searchsorted(self._sentence, last, side="right"))

    def _goes_on(self, scored: _Scored) -> bool:
        """Whether words of the sentences beside an anchor's look like parts of it."""
        first, end = (bound - scored.reach[0] for bound in self._about(scored.group, beside=0))
        inside = scored.logits[:, 0] < scored.logits[:, 1 : len(labels.STATEMENT_PARTS)].max(axis=1)
        return bool(inside[:first].any() or inside[end:].any())

    def attribution(self, scored: _Scored, tags: NDArray[np.int64]) -> Attribution | None:
        """A cue with its speaker and content; None where it has no content."""
        group = scored.group
        found = dict(zip(labels.STATEMENT_PARTS, labelled_runs(tags, len(labels.STATEMENT_PARTS)), strict=True))
        contents = found["content"]
        if not contents:
            return None
        speakers = found["speaker"]
        best = speakers[0] if len(speakers) == 1 else None
        if len(speakers) > 1:
            belief = softmax(scored.logits[:, : len(labels.STATEMENT_PARTS)])
            said_by, at = belief[:, labels.STATEMENT_PARTS.index("speaker")], scored.reach[0]
            best = max(speakers, key=lambda r: float(said_by[r[0] - at : r[1] - at].sum()))
        cues = [r for r in found["cue"] if r[0] < group[1] and r[1] > group[0]] or [group]
        return Attribution(
            cue=self._spans(cues),
            speaker=self._spans([best] if best else []),
            content=self._spans(contents),
            stance=self._guess("stance", group),
            speaker_kind=self._guess("speaker_kind", group),
            score=float(1 - self.cue[group[0] : group[1], 0].mean()),
        )

    def trigger(self, scored: _Scored, tags: NDArray[np.int64]) -> Trigger:
        """A trigger with its type and the parts of its deed."""
        group = scored.group
        runs = [self._named(groups) for groups in labelled_runs(tags, len(labels.EVENT_PARTS))]
        words = dict(zip(labels.EVENT_PARTS, runs, strict=True))
        parts = {name: self._spans(of) for name, of in words.items()}
        parts |= {side: self._spans(self._whole(words[side])) for side in ("actor", "recipient")}
        kinds = self.deed[group[0] : group[1], 1:].mean(axis=0)
        return Trigger(
            span=self._span(group),
            type=self._type(kinds, words, planned=self._guess("modality", group).label == "planned"),
            actors=parts["actor"],
            recipients=parts["recipient"],
            places=parts["place"],
            times=parts["time"],
            quantities=parts["quantity"],
            mode=self._guess("mode", group),
            modality=self._guess("modality", group),
            stand=self._guess("stand", group),
            holder=self._guess("holder", group),
            background=self._guess("background", group),
            score=float(kinds.sum()),
        )

    def _named(self, groups: Sequence[WordRange]) -> list[WordRange]:
        """Parts without torn-off words that can name nothing ("as" of "as many as 12 miners")."""
        return [g for g in groups if self._text[slice(*self._span(g))].lower() not in _HOLLOW]

    def _whole(self, parties: Sequence[WordRange]) -> list[WordRange]:
        """Parties as whole phrases."""
        own = slice(self._window.start, self._window.end)
        words = Phrased(self._text, self._words.starts[own], self._words.ends[own], self._sentence)
        people = [span for span, kind in self._entities if kind == "PERSON"]
        return whole_parties(parties, words, names=[span for span, _ in self._entities], people=people)

    def _type(self, kinds: Array, words: dict[str, list[WordRange]], *, planned: bool) -> str:
        """The likeliest type by the trigger's own probabilities and, where there are parties, by who acts on whom.

        PLOVER folds a planned meeting into AGREE, and so do sentences the reader learnt from; the record does not.
        """
        belief = np.log(kinds + 1e-9)
        parties = (words["actor"], words["recipient"])
        second, best = np.partition(kinds, -2)[-2:]
        if any(parties) and best < _PLAIN * second:
            of_dyad = softmax(dyad_types(self._hidden, parties, self._sentence, self._network.dyads))
            belief = belief + self._settings["dyad_weight"] * np.log(of_dyad + 1e-9)
        best, second = (labels.EVENT_TYPES[int(i)] for i in belief.argsort()[:-3:-1])
        return second if planned and (best, second) == ("AGREE", "CONSULT") else best


def _wanted(attributions: Sequence[Attribution], deeds: Sequence[Trigger], *, sure: float) -> list[Attribution]:
    """The attributions with a ``sure`` cue, and those with a fainter one that tell a deed which the reader takes for
    somebody's word and which no other tells."""
    kept = [a for a in attributions if a.score >= sure]
    open_deeds = [d.span for d in deeds if d.holder.label == "statement" and not any(_tells(a, d.span) for a in kept)]
    return kept + [a for a in attributions if a.score < sure and any(_tells(a, deed) for deed in open_deeds)]


def _tells(attribution: Attribution, deed: Span) -> bool:
    return any(c.start <= deed.start and deed.end <= c.end for c in attribution.content)


def _each(
    decoders: Sequence[_Decoder], kind: Kind, make: Callable[[_Decoder, _Scored, NDArray[np.int64]], _Part | None]
) -> list[_Part]:
    """Tag the parts of all anchors of several windows in one go: the Viterbi pass is a loop over words."""
    anchors = [(d, scored) for d in decoders if (groups := d.anchors(kind)) for scored in d.parts(kind, groups)]
    if not anchors:
        return []
    n_labels = len(_PARTS[kind])
    longest = max(len(scored.logits) for _, scored in anchors)
    padded = np.full((len(anchors), longest, n_labels + len(labels.BOUNDS)), _IMPOSSIBLE, np.float32)
    padded[:, :, 0] = 0
    for row, (_, scored) in zip(padded, anchors, strict=True):
        row[: len(scored.logits)] = scored.logits
    scores, first, last = np.split(padded, [n_labels, n_labels + 1], axis=-1)
    weights = decoders[0].bound_weights(kind)
    entering = np.asarray(decoders[0].part_costs(kind) - first * weights, np.float32)
    found = []
    for (decoder, scored), own in zip(
        anchors, smoothed(scores, entering, np.asarray(-last * weights, np.float32)), strict=True
    ):
        start, end = scored.reach
        tags = np.zeros(decoder.length, np.int64)
        tags[start:end] = own[: end - start]
        made = make(decoder, scored, tags)
        if made is not None:
            found.append(made)
    return found
