"""Deeds marked in single sentences and short passages of other people's texts: many, and nothing but the deeds.

    python training/annotations/deeds.py pack SENTENCES.jsonl LABELS.txt --out training/annotations/deeds/NAME.jsonl.gz
    python training/annotations/deeds.py unpack --out training/out/deeds.jsonl

Where a passage of ``open/`` has everything that a record holds, a sentence here has its deeds alone, in a notation that
is quickly written and read (GUIDELINE.md, "Deeds alone"). SENTENCES has ``{"n", "corpus", "document", "start", "end",
"published"}`` a line, LABELS a number and its labels. ``pack`` keeps spans, labels and a fingerprint of the sentence;
``unpack`` finds the texts again. Both need the corpora (ONRECORD_CORPORA, else ../shared/corpora). ``score_deeds.py``
scores a reader on the sentences that are kept apart.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from notation import QUAD_OF, AnnotationError, Finder, Span
from standoff import Sources, fingerprint, read_packed, write_packed

from onrecord.evaluation import corpora_folder

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "deeds"
MODALITIES = {"p": "planned", "h": "hypothetical", "c": "conditional", "g": "generic"}
STANDS = {"-": "CT-", "%": "PR+", "*": "PS+", "0": "Uu"}
HOLDERS = {'"': "statement", "~": "nobody"}
PARTIES, SCENE = ("actors", "recipients"), ("place", "time")
_DEED = re.compile(r"(?P<trigger>.+?)=(?P<types>[A-Z|]+)(?P<flags>\S*)(?P<parts>.*)", re.DOTALL)
_FLAGS = re.compile(r"/[phcg]|[?!\"~%*0-]|\|[A-Z]+")


def deeds(text: str, labels: str, *, voiced: bool) -> list[Json]:
    """The deeds that ``labels`` mark in ``text``; ``voiced`` labels also say on whose word, where and when.

    Raises AnnotationError, which names what is wrong.
    """
    if labels == "-":
        return []
    return [_deed(Finder(text), label.strip(), voiced=voiced) for label in labels.split("||")]


def _deed(finder: Finder, label: str, *, voiced: bool) -> Json:
    read = _DEED.fullmatch(label)
    if read is None:
        raise AnnotationError(f"{label!r} is no deed")
    flags = _FLAGS.findall(read["flags"])
    if "".join(flags) != read["flags"]:
        raise AnnotationError(f"{read['flags']!r} holds an unknown flag")
    types = [*read["types"].split("|"), *(flag[1:] for flag in flags if flag[0] == "|")]
    if unknown := [kind for kind in types if kind not in QUAD_OF]:
        raise AnnotationError(f"{unknown[0]!r} is no type of PLOVER")
    trigger = _found(finder, read["trigger"].strip(), near=0)
    marked: Json = {"trigger": trigger, "type": types[0]}
    if others := [kind for kind in types[1:] if kind != types[0]]:
        marked["type_also"] = others
    if "?" in flags:
        marked["optional"] = True
    marked["modality"] = next((MODALITIES[flag[1]] for flag in flags if flag[0] == "/"), "actual")
    if voiced:
        marked["stand"] = next((STANDS[flag] for flag in flags if flag in STANDS), "CT+")
        marked["holder"] = next((HOLDERS[flag] for flag in flags if flag in HOLDERS), "author")
        marked["background"] = "!" in flags
    elif "-" in flags:
        marked["stand"] = "CT-"
    fields = [field.strip() for field in read["parts"].split(">")][1:]
    for name, field in zip((*PARTIES, *SCENE) if voiced else PARTIES, fields, strict=False):
        spans = [_found(finder, words.strip(), near=trigger[0]) for words in field.split(" & ") if words.strip()]
        if spans:
            marked[name] = spans
    return marked


def _found(finder: Finder, words: str, *, near: int) -> Span:
    """Where ``words`` stand, nearest to ``near`` of several."""
    return min(finder.all(words, "label"), key=lambda span: abs(span[0] - near))


def packed(sentence: Json, labels: str, sources: Sources) -> Json:
    """A sentence and its labels -> the line that is kept."""
    source = {key: sentence[key] for key in ("corpus", "document", "start", "end")}
    text = sources.text(source)[source["start"] : source["end"]]
    voiced = bool(sentence.get("voiced"))
    made = {"id": f"ds-{sentence['n']:05}", "source": source, "sha256": fingerprint(text)[:16], "voiced": voiced}
    return {**made, "deeds": deeds(text, labels, voiced=voiced)}


def kept_apart(line: Json) -> bool:
    """Whether a sentence is one of the four in a hundred that are never trained on."""
    return int(line["id"].rsplit("-", 1)[-1]) % 25 == 0


def load(corpora: Path) -> Iterator[Json]:
    """All sentences with their texts, those of others first; raises AnnotationError when one is not the text that was
    annotated."""
    sources = Sources(corpora)
    for line in read_packed(FOLDER):
        source = line["source"]
        text = sources.text(source)[source["start"] : source["end"]]
        if fingerprint(text)[:16] != line["sha256"]:
            raise AnnotationError(f"{line['id']}: the text of {source['document']} is not the one annotated")
        yield {**line, "text": text, "kept_apart": kept_apart(line)}
    for path in sorted(FOLDER.glob("*.tsv")):
        yield from written(path)


def written(path: Path) -> Iterator[Json]:
    """The sentences of a file of our own: a text, a tab and its labels a line."""
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text, labels = row.split("\t")
        line = {"id": f"{path.stem}-{number:05}", "text": text, "voiced": True}
        try:
            yield {**line, "deeds": deeds(text, labels, voiced=True), "kept_apart": kept_apart(line)}
        except AnnotationError as mistake:
            raise AnnotationError(f"{path.name}, line {number}: {mistake}") from None


def labels_of(path: Path) -> dict[int, str]:
    """The labels of a file by their numbers; of several lines with one number the last counts, ``x`` counts not."""
    read = {}
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        number, labels = line.split(maxsplit=1)
        read[int(number)] = labels.strip()
    return {number: labels for number, labels in read.items() if labels != "x"}


def main(arguments: list[str] | None = None) -> int:
    """Pack labels, or write all sentences with their texts; what is unsound is named on stderr and left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["pack", "unpack"])
    parser.add_argument("files", type=Path, nargs="*", help="pack: the sentences, then files of labels")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    args = parser.parse_args(arguments)
    corpora = corpora_folder(args.corpora)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    if args.do == "unpack":
        lines = list(load(corpora))
        with args.out.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    else:
        with args.files[0].open(encoding="utf-8") as rows:
            sentences = {row["n"]: row for row in map(json.loads, rows)}
        lines, sources = [], Sources(corpora)
        for path in args.files[1:]:
            for number, labels in labels_of(path).items():
                try:
                    lines.append(packed(sentences[number], labels, sources))
                except AnnotationError as mistake:
                    print(f"{path.name} {number}: {mistake}", file=sys.stderr)
        write_packed(lines, args.out)
    print(f"{len(lines)} sentences, {sum(len(line['deeds']) for line in lines)} deeds -> {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
