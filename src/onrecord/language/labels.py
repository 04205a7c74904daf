"""The reader's label sets and the geometry of its pair scorer: one place for training and reading."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from onrecord.ontology.plover import MODES

EVENT_TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
STANCES = (
    "state report claim confirm deny dispute accuse promise threaten demand ask suggest warn agree reject praise "
    "criticise think decline"
).split()
ENTITIES = ["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"]
SPEAKER_KINDS = ["speaker", "unnamed", "outlet", "document"]

# Token heads: name -> labels. Spans are tagged B-, I-, O; properties of an anchor are read off its words.
HEADS: dict[str, list[str]] = {
    "cue": ["O", "B", "I"],
    "quoted": ["O", "in"],  # inside the content of some statement: keeps the encoder aware of content as such
    "entity": ["O", *(f"{p}-{e}" for e in ENTITIES for p in "BI")],
    "trigger": ["O", *EVENT_TYPES],
    "stance": STANCES,
    "speaker_kind": SPEAKER_KINDS,
    "modality": ["actual", "planned", "conditional", "hypothetical", "generic"],
    "stand": ["CT+", "CT-", "PR+", "PR-", "PS+", "PS-", "Uu"],  # the innermost voice's certainty and polarity
    "holder": ["author", "statement", "nobody"],  # on whose word: the author's, a statement's speaker, "allegedly"
    "background": ["news", "background"],
    "mode": ["none", *(f"{kind}.{mode}" for kind, modes in MODES.items() for mode in modes)],
}
STATEMENT_PARTS = ["O", "speaker", "content", "cue"]
BOUNDS = ["first", "last"]  # of a stretch of content, or of an event's party: what a tag a word cannot say well
EVENT_PARTS = ["O", "actor", "recipient", "place", "time", "quantity"]

PAIR_WIDTH, PAIR_EDGE = 192, 64
_NEAR, _FAR = 12, 10  # exact steps, then logarithmic ones
DISTANCES = 2 * (_NEAR + _FAR) + 1
SENTENCE_STEPS = 9  # -4 .. 4


def distance_bucket(distance: NDArray[np.int32]) -> NDArray[np.int32]:
    """Signed distance in words -> bucket: exact up to 12 words, then ten steps on a log scale, to 400 words."""
    size = np.abs(distance)
    far = _NEAR + 1 + np.floor(np.log(np.maximum(size, _NEAR + 1) / (_NEAR + 1)) / np.log(400 / 13) * (_FAR - 1))
    bucket = np.where(size <= _NEAR, size, np.minimum(far, _NEAR + _FAR))
    return (np.sign(distance) * bucket + _NEAR + _FAR).astype(np.int32)


def sentence_bucket(step: NDArray[np.int32]) -> NDArray[np.int32]:
    """Signed distance in sentences -> 0 .. SENTENCE_STEPS-1."""
    half = SENTENCE_STEPS // 2
    return (np.clip(step, -half, half) + half).astype(np.int32)
