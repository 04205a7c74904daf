"""The mean of several checkpoints' weights: models tuned from one start average to a better one (Wortsman et al. 2022).

``python training/average.py OUT CHECKPOINT CHECKPOINT ...``
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    args = parser.parse_args()
    states = [torch.load(path, map_location="cpu") for path in args.checkpoints]
    torch.save({name: sum(s[name].float() for s in states) / len(states) for name in states[0]}, args.out)


if __name__ == "__main__":
    main()
