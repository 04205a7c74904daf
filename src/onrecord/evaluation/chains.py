"""Coreference: mentions, and the three measures whose mean is CoNLL F1 (Pradhan et al., CoNLL 2012).

MUC counts links (Vilain et al. 1995), B-cubed mentions (Bagga & Baldwin 1998), CEAF-e entities paired one to one
(Luo 2005). Mentions match by exact characters. GUM marks every noun phrase; told are the figures with the mentions
that stand alone and, as OntoNotes has it, without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from onrecord.errors import UserError
from onrecord.evaluation.counting import Figures, Json, f1, tally_f1

Mention = tuple[int, int]
Party = frozenset[Mention]


def score(gold: Sequence[Json], found: Mapping[str, Json]) -> Figures:
    """Figures for ``chains`` (of spans; ``found`` has them by document id) against gold lines with ``entities``
    (``start``, ``end``, ``cluster``): all of them, and the news among them."""
    news = [line for line in gold if line.get("genre") == "news"]
    return _figures(gold, found) | {f"news: {name}": value for name, value in _figures(news, found).items()}


def _figures(gold: Sequence[Json], found: Mapping[str, Json]) -> Figures:
    counts: Counter[str] = Counter()
    for line in gold:
        right = _gold(line)
        told = [frozenset((s[0], s[1]) for s in chain) for chain in found.get(line["id"], {}).get("chains", ())]
        _count_mentions(counts, right, told)
        for name, least in (("all", 1), ("linked", 2)):
            key = [party for party in right if len(party) >= least]
            response = [party for party in told if len(party) >= least]
            _count(counts, name, key, response)
            _count(counts, f"{name}.back", response, key)
    figures: Figures = {"mention F1": tally_f1(counts, "mention")}
    for name, label in (("linked", "without single mentions"), ("all", "with single mentions")):
        parts = {measure: _f1(counts, name, measure) for measure in ("MUC", "B3", "CEAFe")}
        figures[f"CoNLL F1, {label}"] = sum(parts.values()) / len(parts)
        figures |= {f"{measure} F1, {label}": value for measure, value in parts.items()}
    return figures


def _gold(line: Json) -> list[Party]:
    parties: dict[int, set[Mention]] = {}
    for entity in line["entities"]:
        parties.setdefault(entity["cluster"], set()).add((entity["start"], entity["end"]))
    return [frozenset(mentions) for mentions in parties.values()]


def _count_mentions(counts: Counter[str], gold: Sequence[Party], found: Sequence[Party]) -> None:
    right, told = frozenset().union(*gold), frozenset().union(*found)
    counts["mention.tp"] += len(right & told)
    counts["mention.fp"] += len(told - right)
    counts["mention.fn"] += len(right - told)


def _count(counts: Counter[str], name: str, key: Sequence[Party], response: Sequence[Party]) -> None:
    """What the response has of the key: the recall of each measure, as a sum and what it is out of."""
    party_of = {mention: number for number, party in enumerate(response) for mention in party}
    for party in key:
        parts = Counter(party_of.get(mention) for mention in party)
        missed = parts.pop(None, 0)
        counts[f"{name}.MUC"] += len(party) - len(parts) - missed
        counts[f"{name}.MUC of"] += len(party) - 1
        counts[f"{name}.B3"] += sum(n * n for n in parts.values()) / len(party)  # type: ignore[assignment]
        counts[f"{name}.B3 of"] += len(party)
    counts[f"{name}.CEAFe"] += _paired(key, response, party_of)  # type: ignore[assignment]
    counts[f"{name}.CEAFe of"] += len(key)


def _paired(key: Sequence[Party], response: Sequence[Party], party_of: Mapping[Mention, int]) -> float:
    """How alike entities are when paired one to one as well as they can be: Dice of their mentions, summed."""
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        raise UserError("scoring coreference needs SciPy: pip install 'onrecord[evaluate]'") from error
    alike = np.zeros((len(key), len(response)))
    for i, party in enumerate(key):
        for j, n in Counter(party_of[mention] for mention in party if mention in party_of).items():
            alike[i, j] = 2 * n / (len(party) + len(response[j]))
    return float(alike[linear_sum_assignment(alike, maximize=True)].sum())


def _f1(counts: Counter[str], name: str, measure: str) -> float:
    def share(side: str) -> float:
        """What is right of one side."""
        return counts[f"{side}.{measure}"] / counts[f"{side}.{measure} of"] if counts[f"{side}.{measure} of"] else 0.0

    return f1(share(f"{name}.back"), share(name))
