"""Score the reader on the documents it was trained on, each read by a model that never saw it.

    python training/crossval.py --checkpoints training/out

``train.py records --fold K`` leaves one document in five out (``fold_of`` says which). Here each such checkpoint is
exported as it would ship and reads the documents it missed, along the whole path; the records of all folds together are
scored like any others. A few minutes.
"""

from __future__ import annotations

import argparse
import json
import logging
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from export import export, load_checkpoint
from onrecord.evaluation import CORPORA, Figure, as_json, as_table, corpora_folder, figures
from onrecord.evaluation.bridge import coded_events, document_of
from onrecord.evaluation.counting import Json
from onrecord.language import Reader
from onrecord.pipeline import read
from train import FOLDS, fold_of, minilm_folder

NAMES = ("records", "whose-word", "plv")  # the corpora that `train.py records --fold K` leaves a fold of out
SHIPPED_SETTINGS = Path(__file__).parent.parent / "models" / "settings.json"

Gold = dict[str, list[Json]]  # gold lines by corpus
Records = dict[str, dict[str, Json]]  # by corpus and document id


def held_out(gold: Gold, fold: int) -> Iterator[tuple[str, Json]]:
    """Corpus and gold line of each document that ``fold``'s model has not seen."""
    for name, lines in gold.items():
        for line in lines:
            if fold_of(line["id"]) == fold:
                yield name, line


def exported_reader(checkpoint: Path, settings: dict[str, float], *, threads: int) -> Reader:
    """The reader as it would ship: int8, with the decoder's ``settings``."""
    with tempfile.TemporaryDirectory() as folder:
        export(load_checkpoint(checkpoint), Path(folder), minilm_folder() / "tokenizer.json", settings)
        return Reader.load(Path(folder), threads=threads)


def read_folds(gold: Gold, args: argparse.Namespace) -> Records:
    """The records of all documents of ``args.folds``, each by the model of its own fold."""
    settings = json.loads(args.settings.read_text(encoding="utf-8")) if args.settings.is_file() else {}
    records: Records = {name: {} for name in gold}
    for fold in args.folds:
        reader = exported_reader(args.checkpoints / f"records-{fold}.pt", settings, threads=args.threads)
        for name, line in held_out(gold, fold):
            records[name][line["id"]] = read(document_of(line), reader=reader).to_dict()
        print(f"fold {fold} read: {sum(len(of) for of in records.values())} documents so far", flush=True)
    return records


def score(gold: Gold, records: Records) -> list[Figure]:
    """The figures of what was read. They are a test's: no model was trained on what it read here."""
    found: list[Figure] = []
    for name, lines in gold.items():
        was_read = [line for line in lines if line["id"] in records[name]]
        found += figures(CORPORA[name], was_read, records[name])
    return [replace(f, trained_on=False) for f in found]


def write_records(records: Records, folder: Path) -> None:
    """One JSON Lines file a corpus, and for PLV another with its events as coded sentences have them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, by_id in records.items():
        _write_lines(by_id.values(), folder / f"{name}.jsonl")
    coded = [{"id": id_, "events": coded_events(record)} for id_, record in records["plv"].items()]
    _write_lines(coded, folder / "plv-coded.jsonl")


def _write_lines(lines: Iterable[Json], path: Path) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="\n")


def main() -> None:
    """Read, score, print; write what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    parser.add_argument("--checkpoints", type=Path, default=Path("training/out"), help="folder with records-K.pt")
    parser.add_argument("--folds", type=int, nargs="+", choices=range(FOLDS), default=list(range(FOLDS)), metavar="K")
    parser.add_argument("--settings", type=Path, default=SHIPPED_SETTINGS, help="the decoder's (models/settings.json)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    parser.add_argument("--records", type=Path, metavar="FOLDER", help="also write the records, for other scorers")
    args = parser.parse_args()
    logging.basicConfig(level=logging.ERROR)
    place = corpora_folder(args.corpora)
    gold = {name: CORPORA[name].load(place) for name in NAMES}
    records = read_folds(gold, args)
    found = score(gold, records)
    print(as_table(found))
    if args.json:
        args.json.write_text(json.dumps(as_json(found), indent=1) + "\n", encoding="utf-8")
    if args.records:
        write_records(records, args.records)


if __name__ == "__main__":
    main()
