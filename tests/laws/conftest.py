"""What the laws of reading share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def spans_of() -> Callable[[dict[str, Any]], Iterator[list[int]]]:
    """All spans of a record in the published format."""
    return _spans_of


def _spans_of(record: dict[str, Any]) -> Iterator[list[int]]:
    for statement in record["statements"]:
        yield from statement["speaker"] + statement["cue"] + statement["content"] + statement["distance"]
    for event in record["events"]:
        yield event["trigger"]
        yield from [q["span"] for q in event["quantities"]]
        yield from [event["unverified"]] if event["unverified"] else []
        yield from (*event["distance"], *(h["span"] for h in event["hedges"]))
        yield from (span for reason in event["reasons"] for span in reason["words"])
        for voice in event["voices"]:
            yield from [voice["anonymity"]] if voice["anonymity"] else []
            yield from [voice["terms"]["span"]] if voice["terms"] else []
    for party in record["actors"] + record["places"]:
        yield from party["mentions"]
    yield from (t["span"] for t in record["times"] if t["basis"] != "publication")
