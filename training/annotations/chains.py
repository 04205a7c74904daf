"""Who and what is the same in whole articles of other people's texts: marked as GUM's annotators mark it.

    python training/annotations/chains.py pack ARTICLES.jsonl MARKED.txt ... --out NAME.jsonl.gz
    python training/annotations/chains.py check

ARTICLES has ``{"id", "corpus", "text", "sentences": [[start, end]]}`` a line. MARKED has for each article ``# id`` and
then a line a sentence: its number, a tab, and its words with braces around every noun phrase (GUIDELINE.md, "Who is the
same"): ``{2:The team} took {2:its} {robot} to {5:Washington}``. ``pack`` keeps spans, numbers and a fingerprint of the
text; ``check`` finds the texts again. Both need the corpora (ONRECORD_CORPORA, else ../shared/corpora).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from notation import AnnotationError
from standoff import Sources, fingerprint, read_packed, write_packed

from onrecord.evaluation import corpora_folder

Json = dict[str, Any]
Mention = tuple[int, int, str]  # start, end, the number of its party or ""
FOLDER = Path(__file__).parent / "chains"
_BRACES = re.compile(r"[{}]")
_OPENS = re.compile(r"\{(?:(\d+):)?")


def mentions(marked: str, text: str) -> list[Mention]:
    """The noun phrases of a sentence with braces; raises AnnotationError when braces do not match or words differ."""
    plain, opened, found, at = "", [], [], 0
    while at < len(marked):
        if brace := _OPENS.match(marked, at):
            opened.append((len(plain), brace[1] or ""))
            at = brace.end()
        elif marked[at] == "}":
            if not opened:
                raise AnnotationError("a closing brace too many")
            start, number = opened.pop()
            found.append((start, len(plain), number))
            at += 1
        else:
            plain += marked[at]
            at += 1
    if opened:
        raise AnnotationError("a brace is not closed")
    if plain.rstrip() != text.rstrip():
        raise AnnotationError("the words differ from the text's")
    return [m for m in found if m[0] < m[1]]


def article(line: Json, marked: dict[int, str]) -> list[list[int]]:
    """[start, end, party] of all noun phrases of an article, parties numbered from 0 by their first; raises
    AnnotationError, which names the sentence."""
    found: list[Mention] = []
    for number, (start, end) in enumerate(line["sentences"], start=1):
        if _BRACES.search(line["text"], start, end):
            continue  # braces of its own: left unmarked
        try:
            words = marked[number].replace("⏎", "\n")
            found += [(start + a, start + b, n) for a, b, n in mentions(words, line["text"][start:end])]
        except (KeyError, AnnotationError) as mistake:
            raise AnnotationError(f"{line['id']}, sentence {number}: {mistake}") from None
    return numbered(found)


def numbered(found: Sequence[Mention]) -> list[list[int]]:
    """Mentions with the number of their party; what is marked twice counts once, who has no number is alone."""
    parties: dict[str, int] = {}
    kept: dict[tuple[int, int], int] = {}
    for at, (start, end, number) in enumerate(sorted(found)):
        if (start, end) not in kept:
            kept[start, end] = parties.setdefault(number or f"alone {at}", len(parties))
    return [[start, end, party] for (start, end), party in kept.items()]


def marked_articles(path: Path) -> Iterator[tuple[str, dict[int, str]]]:
    """The articles of a file: id, and the marked sentences by their numbers."""
    id_, sentences = "", dict[int, str]()
    for row in path.read_text(encoding="utf-8").split("\n"):
        if row.startswith("# "):
            if id_:
                yield id_, sentences
            id_, sentences = row[2:].strip(), {}
        elif "\t" in row:
            number, words = row.split("\t", 1)
            sentences[int(number)] = words
    if id_:
        yield id_, sentences


def load(corpora: Path) -> Iterator[Json]:
    """All articles with their texts, in the form of GUM's lines (``entities`` with start, end, cluster); raises
    AnnotationError when a text is not the one that was annotated."""
    sources = Sources(corpora)
    for line in read_packed(FOLDER):
        text = sources.text({"corpus": line["corpus"], "document": line["id"]})
        if fingerprint(text) != line["sha256"]:
            raise AnnotationError(f"{line['id']}: the text is not the one annotated")
        entities = [{"start": s, "end": e, "cluster": party} for s, e, party in line["mentions"]]
        yield {"id": line["id"], "text": text, "entities": entities}


def main(arguments: list[str] | None = None) -> int:
    """Pack marked articles, or check what is packed; articles that are unsound are named on stderr and left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["pack", "check"])
    parser.add_argument("files", type=Path, nargs="*", help="pack: the articles, then files of marked sentences")
    parser.add_argument("--out", type=Path, help="pack: the .jsonl.gz to write")
    parser.add_argument("--corpora", type=Path, help="default: ONRECORD_CORPORA, else ../shared/corpora")
    args = parser.parse_args(arguments)
    if args.do == "check":
        count = Counter(articles=0, mentions=0, parties=0)
        for line in load(corpora_folder(args.corpora)):
            entities = line["entities"]
            count.update(articles=1, mentions=len(entities), parties=len({e["cluster"] for e in entities}))
        print(", ".join(f"{n} {what}" for what, n in count.items()))
        return 0
    if args.out is None or not args.files:
        parser.error("pack needs the articles, marked sentences and --out")
    with args.files[0].open(encoding="utf-8", newline="\n") as rows:
        articles = {row["id"]: row for row in map(json.loads, rows)}
    packed = []
    for path in args.files[1:]:
        for id_, sentences in marked_articles(path):
            try:
                found = article(articles[id_], sentences)
            except (KeyError, AnnotationError) as mistake:
                print(f"{path.name}: {mistake}", file=sys.stderr)
                continue
            line = articles[id_]
            head = {"id": id_, "corpus": line["corpus"], "sha256": fingerprint(line["text"])}
            packed.append({**head, "mentions": found})
    write_packed(packed, args.out)
    print(f"{len(packed)} articles, {sum(len(line['mentions']) for line in packed)} mentions -> {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
