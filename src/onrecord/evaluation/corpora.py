"""The development sets: what they are called, where they lie, how each is scored."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UserError
from onrecord.evaluation import attributions, bridge, chains, codings, deeds, factuality, places, statements, times
from onrecord.evaluation.counting import Figures, Json
from onrecord.evaluation.words import Words
from onrecord.model import Span

Score = Callable[[Sequence[Json], Mapping[str, Json]], Figures]  # gold lines, records by document id


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """One gold set: ``file`` inside the corpora folder, ``score`` for records of its texts.

    ``trained_on``: the shipped model has seen these very texts, so its figure here is no test of it. ``triggers`` gives
    the words of a gold line's events, where the reader is told them because it is not the finding that is scored.
    ``of_chains``: scored is which words mean the same, which a record only has for the parties of its entries; what is
    handed to ``score`` is ``{"chains": [[[start, end], ...], ...]}`` for each text.
    """

    name: str
    file: str
    score: Score
    trained_on: bool = False
    triggers: Callable[[Json], list[Span]] | None = None
    of_chains: bool = False

    def load(self, folder: Path) -> list[Json]:
        """The gold lines. Raises UserError when the set is not in ``folder``."""
        path = folder / self.file
        if not path.is_file():
            raise UserError(f"corpus {self.name}: there is no {path}")
        with path.open(encoding="utf-8", newline="\n") as lines:
            gold = [json.loads(line) for line in lines if line.strip()]
        # One set calls its ids "doc_id".
        return [line if "id" in line else {**line, "id": line["doc_id"]} for line in gold]


def _adapted(
    shape: Callable[[Json], list[Json]], score: Callable[[Sequence[Json], Mapping[str, Sequence[Json]]], Figures]
) -> Score:
    """A scorer of records from a scorer of one of their parts."""
    return lambda gold, records: score(gold, {id_: shape(record) for id_, record in records.items()})


def score_records(gold: Sequence[Json], records: Mapping[str, Json]) -> Figures:
    """Whole records: statements, events and on whose word the events rest."""
    counts: Counter[str] = Counter()
    nothing: Json = {"statements": [], "events": [], "actors": []}
    for document in gold:
        record = records.get(document["id"], nothing)
        words = Words(document["text"])
        pairing = statements.pair_statements(document, record, words)
        counts.update(statements.count_statements(pairing, document, words))
        counts.update(deeds.count_events(document, record, words, pairing))
    return statements.figures(counts) | deeds.figures(counts)


CORPORA = {
    corpus.name: corpus
    for corpus in (
        Corpus(name="polnear", file="polnear/dev.jsonl", score=_adapted(bridge.attributions, attributions.score)),
        Corpus(name="whose-word", file="whose-word/dev.jsonl", score=score_records, trained_on=True),
        Corpus(name="records", file="records/train.jsonl", score=score_records, trained_on=True),
        Corpus(
            name="plv",
            file="plv/train.jsonl",
            score=_adapted(bridge.coded_events, codings.score),
            trained_on=True,
        ),
        Corpus(
            name="cameo-conflibert",
            file="cameo-conflibert/dev.jsonl",
            score=_adapted(bridge.coded_events, codings.score),
        ),
        Corpus(name="meantime", file="meantime/dev.jsonl", score=factuality.score, triggers=factuality.annotated),
        Corpus(
            name="gum-coref",
            file="gum-coref/dev.jsonl",
            score=chains.score,
            of_chains=True,
        ),
        Corpus(name="lgl", file="lgl/data.jsonl", score=_adapted(bridge.toponyms, places.score)),
        Corpus(name="geovirus", file="geovirus/data.jsonl", score=_adapted(bridge.toponyms, places.score)),
        Corpus(name="timex-timebank", file="timex-timebank/data.jsonl", score=_adapted(bridge.timexes, times.score)),
        Corpus(name="timex-aquaint", file="timex-aquaint/data.jsonl", score=_adapted(bridge.timexes, times.score)),
        Corpus(name="meantime-timex", file="meantime-timex/data.jsonl", score=_adapted(bridge.timexes, times.score)),
    )
}


def chosen(names: Sequence[str]) -> list[Corpus]:
    """The corpora called ``names``, all for none. Raises UserError naming what could have been asked for."""
    unknown = [name for name in names if name not in CORPORA]
    if unknown:
        raise UserError(f"no corpus is called {unknown[0]!r}; there are: {', '.join(CORPORA)}")
    return [CORPORA[name] for name in names or CORPORA]


def corpora_folder(folder: Path | None = None) -> Path:
    """The folder with the gold sets: the one given, else ONRECORD_CORPORA, else ``../shared/corpora`` beside the
    repository. Raises UserError naming where it was looked for."""
    named = os.environ.get("ONRECORD_CORPORA")
    repository = Path(__file__).resolve().parents[3]
    place = folder or (Path(named) if named else repository.parent / "shared" / "corpora")
    if not place.is_dir():
        raise UserError(
            f"the development sets are not in {place}; say where they are with --corpora PATH or ONRECORD_CORPORA"
        )
    return place
