"""Fit the weights of resolving/place_ranking.py and measure them, cross-validated by document.

    python training/fit_places.py            prints the weights and their figures; a few minutes
    python training/fit_places.py --write    and replaces src/onrecord/data/place_weights.json

Learns from the corpora LGL and GeoVirus, with the names that the shipped reader finds in them. Each document stands in
the training set twice, with and without its outlet, so that the ranker does not lean on homes it will rarely know.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluation import corpora_folder
from onrecord.evaluation.bridge import document_of
from onrecord.evaluation.places import score
from onrecord.language import Analysis, Reader
from onrecord.model import Span
from onrecord.resolving import place_ranking as ranking
from onrecord.resolving.gazetteer import gazetteer
from onrecord.resolving.places import as_name, group_toponyms, nationalities_in
from onrecord.resolving.toponyms import find_toponyms

NEAR_KM = 40.0
"""A sense this near to the gold point is taken for the right one when no GeoNames id agrees."""
FOLDS = 5
RIDGE = 0.003
SET_BY_HAND = {
    "capital": 1.5,
    "region": 3.5,
    "area_cue": 4.0,
    "city_cue": 2.0,
    "inside_container": 4.0,
    "country_named": 1.0,
}
"""LGL was chosen for papers of small towns named like capitals, so it teaches to distrust capitals; other news does
not. Regions written by hand are few and well known. "The Kherson region" is rare in both corpora, and certain;
"Springfield, Illinois" leaves no choice. A country named speaks for its towns, in papers that hardly ever name their
own country, too."""
OUTPUT = Path(__file__).parent.parent / "src" / "onrecord" / "data" / "place_weights.json"


@dataclass(frozen=True, kw_only=True)
class Example:
    """One document ready for training: its names, the right sense of each (-1 where there is none), and a weight."""

    document: str
    names: list[ranking.Name]
    right: list[int]
    home: Any
    nationalities: list[str]
    weight: float


def load(corpora: Path) -> Iterator[tuple[str, dict[str, Any], Analysis]]:
    """Corpus, gold document and what the reader saw in it."""
    reader = Reader.load()
    for corpus in ("lgl", "geovirus"):
        for line in (corpora / corpus / "data.jsonl").read_text(encoding="utf-8").rstrip().split("\n"):
            document = json.loads(line)
            yield corpus, document, reader.analyze(document_of(document))


def example(corpus: str, document: dict[str, Any], analysis: Analysis, *, outlet: str | None) -> Example | None:
    """The document as an example; None when no name in it is in the gazetteer."""
    text, book, mentions = document["text"], gazetteer(), analysis.mentions
    found = find_toponyms(text, mentions, book, sentences=analysis.sentences)
    groups = [g for g in group_toponyms(text, found) if g.toponyms[0].senses]
    names = [as_name(group) for group in groups]
    right = [
        _right(name, [t.span for t in group.toponyms], document) for name, group in zip(names, groups, strict=True)
    ]
    if not names:
        return None
    return Example(
        document=f"{corpus}/{document['id']}",
        names=names,
        right=right,
        home=book.home(outlet) if outlet else None,
        nationalities=nationalities_in(text, mentions, book),
        weight=1.0 if corpus == "geovirus" else 0.5,
    )


def _right(name: ranking.Name, spans: Sequence[Span], document: dict[str, Any]) -> int:
    gold = [
        t
        for t in document["toponyms"]
        if t["lat"] is not None and any(s.start < t["end"] and t["start"] < s.end for s in spans)
    ]
    if not gold:
        return -1
    same_id = [
        i
        for i, s in enumerate(name.senses)
        if s.entry.geonames is not None and s.entry.geonames == gold[0]["geonames_id"]
    ]
    if same_id:
        return same_id[0]
    lat, lon, _ = ranking.points(name.senses)
    km = ranking.distance_km(lat, lon, np.array(gold[0]["lat"]), np.array(gold[0]["lon"]))
    wide = np.array(
        [
            400.0 if s.entry.kind in ("country", "region") else 120.0 if s.entry.kind == "adm1" else NEAR_KM
            for s in name.senses
        ]
    )
    fits = np.flatnonzero(km < wide)
    close = [i for i in fits if name.senses[i].entry.kind == "city" and km[i] < 12]
    if close and name.senses[fits[0]].entry.kind == "adm1":
        return int(min(close, key=lambda i: km[i]))
    # Areas and their chief towns lie near each other: where the gold gives no id, the more important one is meant.
    return int(fits[0]) if len(fits) else -1


def fit(
    tables: Sequence[NDArray[np.float64]], right: Sequence[int], importance: Sequence[float]
) -> NDArray[np.float64]:
    """Conditional logit by gradient descent with momentum (Nesterov), ridge on all weights."""
    use = [i for i, r in enumerate(right) if r >= 0 and len(tables[i]) > 1]
    stacked = np.vstack([tables[i] for i in use])
    owner = np.repeat(np.arange(len(use)), [len(tables[i]) for i in use])
    firsts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    target = firsts + np.array([right[i] for i in use])
    weight = np.array([importance[i] for i in use])
    w = np.zeros(stacked.shape[1])
    speed = np.zeros_like(w)
    for _ in range(1500):
        ahead = w + 0.95 * speed
        scores = stacked @ ahead
        exp = np.exp(scores - np.maximum.reduceat(scores, firsts)[owner])
        p = exp / np.add.reduceat(exp, firsts)[owner]
        p[target] -= 1.0
        gradient = stacked.T @ (p * weight[owner]) / weight.sum() + RIDGE * ahead
        speed = 0.95 * speed - 0.3 * gradient
        w = w + speed
        for name, value in SET_BY_HAND.items():
            column = ranking.IN_COMPANY.index(name)  # ALONE is the first part of it
            if column < len(w):
                w[column] = value
    return w


def train(examples: Sequence[Example]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The weights of a name by itself, then of names in each other's company, which builds on the first."""
    tables, right, importance, per_document = [], [], [], []
    for e in examples:
        mine = [ranking.features_alone(name, e.home) for name in e.names]
        per_document.append(mine)
        tables += mine
        right += e.right
        importance += [e.weight * min(name.times, 3) for name in e.names]
    alone = fit(tables, right, importance)
    full = []
    for e, mine in zip(examples, per_document, strict=True):
        beliefs = [ranking.softmax(table @ alone) for table in mine]
        full += ranking.features_in_company(e.names, mine, beliefs=beliefs, nationalities=e.nationalities)
    return alone, fit(full, right, importance)


def measure(documents: Sequence[Any], fold: dict[str, int], by_fold: Sequence[Any], *, outlets: bool) -> None:
    """Score what each document gets from the weights fitted without it; LGL's with or without knowing its outlet."""
    from onrecord.resolving import places

    gold: dict[str, list[dict[str, Any]]] = {"lgl": [], "geovirus": []}
    placed: dict[str, dict[str, list[dict[str, Any]]]] = {"lgl": {}, "geovirus": {}}
    for corpus, document, analysis in documents:
        fitted = by_fold[fold.get(f"{corpus}/{document['id']}", 0)]
        outlet = document.get("url") if outlets and corpus == "lgl" else None
        with mock.patch.object(ranking, "weights", return_value=fitted):
            result = places.resolve_places(
                document["text"], analysis.mentions, outlet=outlet, sentences=analysis.sentences
            )
        gold[corpus].append(document)
        placed[corpus][document["id"]] = [
            {"start": s.start, "end": s.end, "lat": p.lat, "lon": p.lon, "geonames_id": p.geonames}
            for p in result
            for s in p.mentions
        ]
    for corpus, of in placed.items():
        figures = "  ".join(f"{name} {100 * (value or 0):.1f}" for name, value in score(gold[corpus], of).items())
        print(f"{corpus}, {'with' if outlets else 'without'} outlets: {figures}")


def main() -> None:
    """Fit on all but one fold and measure, fold by fold; then fit on everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    documents = list(load(corpora_folder(args.corpora)))
    examples = [
        made
        for corpus, document, analysis in documents
        for outlet in ({document.get("url"), None} if corpus == "lgl" else {None})
        if (made := example(corpus, document, analysis, outlet=outlet)) is not None
    ]
    ids = sorted({e.document for e in examples})
    fold = {name: i % FOLDS for i, name in enumerate(ids)}
    by_fold = [train([e for e in examples if fold[e.document] != k]) for k in range(FOLDS)]
    for outlets in (True, False):
        measure(documents, fold, by_fold, outlets=outlets)
    alone, in_company = train(examples)
    data = {
        "alone": dict(zip(ranking.ALONE, alone.round(4).tolist(), strict=True)),
        "in_company": dict(zip(ranking.IN_COMPANY, in_company.round(4).tolist(), strict=True)),
    }
    print(json.dumps(data, indent=1))
    if args.write:
        OUTPUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
