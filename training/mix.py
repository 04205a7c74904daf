"""Put a share of one checkpoint's weights into another, in all that both have trained.

    python training/mix.py OUT.pt LAST.pt FIRST.pt --share 0.3
    python training/mix.py OUT.pt ONE.pt OTHER.pt --share 0.5 --all

Models tuned one from the other lie in one valley of the loss, and a point between them keeps what the later one learnt
and wins back some of what it lost (Wortsman et al., CVPR 2022, "robust fine-tuning"). So do two models tuned from one
with different seeds, whose weights are mixed throughout (``--all``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

# What stage 1 does not train: its weights there are still those it began with.
UNTRAINED = (
    *(f"heads.{h}." for h in "trigger stance speaker_kind modality stand holder background mode".split()),
    "event.",
    "dyad.",
)


def main() -> None:
    """Write the mixture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("last", type=Path)
    parser.add_argument("first", type=Path)
    parser.add_argument("--share", type=float, required=True, help="of FIRST, from 0 to 1")
    parser.add_argument("--all", action="store_true", help="also what stage 1 does not train")
    args = parser.parse_args()
    last, first = (torch.load(path, map_location="cpu") for path in (args.last, args.first))
    kept = () if args.all else UNTRAINED
    mixed = {
        name: weights if name.startswith(kept) else weights.float().lerp(first[name].float(), args.share)
        for name, weights in last.items()
    }
    torch.save(mixed, args.out)


if __name__ == "__main__":
    main()
