"""Read the development sets with the current model and score what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.evaluation.bridge import document_of
from onrecord.evaluation.corpora import Corpus, chosen, corpora_folder
from onrecord.evaluation.counting import Json

if TYPE_CHECKING:
    from onrecord.language import Reader

Progress = Callable[[str, int, int], None]  # corpus, texts read, texts in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure on one corpus.

    ``value`` is 0..1, None where there was nothing to measure; ``trained_on`` says that the model has seen these texts,
    so that nobody takes the value for a test's.
    """

    corpus: str
    measure: str
    value: float | None
    documents: int
    trained_on: bool


def evaluate(
    names: Sequence[str] = (),
    *,
    folder: Path | None = None,
    reader: Reader | None = None,
    progress: Progress | None = None,
) -> list[Figure]:
    """Score the reader (the shipped one unless given) on the corpora called ``names``, on all of them for none.

    ``folder`` holds the gold sets (:func:`~onrecord.evaluation.corpora.corpora_folder` says where they are looked for).
    Raises UserError for unknown names and absent sets, ModelError where the model is missing.
    """
    wanted = chosen(names)  # first: a name that no set has is a mistake wherever the sets are
    place = corpora_folder(folder)
    golds = [(corpus, corpus.load(place)) for corpus in wanted]
    if reader is None:
        from onrecord.language import Reader

        reader = Reader.load()
    found: list[Figure] = []
    for corpus, gold in golds:
        found += figures(corpus, gold, _read(corpus, gold, reader, progress))
    return found


def figures(corpus: Corpus, gold: Sequence[Json], records: dict[str, Json]) -> list[Figure]:
    """Score records (in the published format, by document id) that were made in any way, folds of a model included."""
    return [
        Figure(corpus=corpus.name, measure=name, value=value, documents=len(gold), trained_on=corpus.trained_on)
        for name, value in corpus.score(gold, records).items()
    ]


def as_table(found: Sequence[Figure]) -> str:
    """The figures as lines of plain text, one a measure, in per cent."""
    width = max((len(f.measure) for f in found), default=0)
    lines: list[str] = []
    corpus = None
    for f in found:
        if f.corpus != corpus:
            note = "  TRAINED ON: no test figures" if f.trained_on else ""
            lines += ["", f"{f.corpus} ({f.documents} texts){note}"]
            corpus = f.corpus
        value = "    -" if f.value is None else f"{100 * f.value:5.1f}"
        lines.append(f"  {f.measure:<{width}}  {value}")
    return "\n".join(lines[1:])


def as_json(found: Sequence[Figure]) -> list[dict[str, Any]]:
    """The figures as JSON-ready values, unrounded."""
    return [asdict(f) for f in found]


def _read(corpus: Corpus, gold: Sequence[Json], reader: Reader, progress: Progress | None) -> dict[str, Json]:
    """What is scored of each gold text, by id: its record, or the chains in it."""
    from onrecord.pipeline import read

    records: dict[str, Json] = {}
    for number, line in enumerate(gold, 1):
        document = document_of(line)
        if corpus.of_chains:
            records[line["id"]] = {"chains": reader.analyze(document, whole_chains=True).chains}
        else:
            given = corpus.triggers(line) if corpus.triggers else None
            records[line["id"]] = read(document, reader=reader, given=given).to_dict()
        if progress:
            progress(corpus.name, number, len(gold))
    return records
