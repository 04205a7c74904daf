"""Fourteen sentences that the field's event coders get wrong, with the reading to give, and the shipped model's own.

Each deed is told as ``TYPE ACTORS>RECIPIENTS modality voices``: countries by code, the chain outermost first.
"""

from __future__ import annotations

from typing import Any

import pytest

import onrecord

BOMBED = "ASSAULT RUS>UKR actual"
SENTENCES: dict[str, list[str]] = {
    "Russian forces bombed a hospital in Ukraine.": [f"{BOMBED} author:CT+"],
    "Ukraine says Russian forces bombed a hospital in Ukraine.": [f"{BOMBED} author:Uu speaker:CT+"],
    "According to Ukraine, Russian forces bombed a hospital in Ukraine.": [f"{BOMBED} author:Uu speaker:CT+"],
    "Russian forces allegedly bombed a hospital in Ukraine.": [f"{BOMBED} author:Uu unnamed:CT+"],
    "Russia denied that its forces attacked Ukraine.": ["ASSAULT RUS>UKR actual author:Uu speaker:CT-"],
    "Israel did not attack Syria.": ["ASSAULT ISR>SYR actual author:CT-"],
    "Israel has never attacked Syria.": ["ASSAULT ISR>SYR actual author:CT-"],
    "Iran may attack Israel, analysts said.": ["ASSAULT IRN>ISR hypothetical author:Uu speaker:PS+"],
    "Turkey could invade Syria next week.": ["ASSAULT TUR>SYR hypothetical author:PS+"],
    "China will meet with Japan next month.": ["CONSULT CHN+JPN> planned author:CT+"],
    "The United States warned that Russia might attack Ukraine.": [
        "ASSAULT RUS>UKR hypothetical author:Uu speaker:PS+"
    ],
    "In 1990 Iraq invaded Kuwait.": ["ASSAULT IRQ>KWT actual author:CT+ background"],
    "A report that Israel attacked Syria was false.": ["ASSAULT ISR>SYR actual author:CT- document:CT+"],
}
CONDITIONAL = "If Israel attacks Syria, Iran will respond."
PUBLISHED = "2024-05-08"


def told(text: str) -> list[str]:
    """The deeds of ``text`` as the table above writes them."""
    record = onrecord.read(text, published=PUBLISHED).to_dict()
    country = {a["id"]: a["country"] for a in record["actors"]}
    return [_line(e, country) for e in record["events"]]


def _line(event: dict[str, Any], country: dict[str, str]) -> str:
    actors, recipients = (sorted({country[a] for a in event[side]}) for side in ("actors", "recipients"))
    if event["type"] == "CONSULT":  # both sides meet
        actors, recipients = sorted({*actors, *recipients}), []
    chain = [f"{v['kind']}:{v['certainty']}{v['polarity']}" for v in event["voices"]]
    background = ["background"] if event["background"] else []
    parties = f"{'+'.join(actors)}>{'+'.join(recipients)}"
    return " ".join([event["type"], parties, event["modality"], *chain, *background])


@pytest.mark.parametrize("text", SENTENCES)
def test_the_deed_and_on_whose_word(text: str) -> None:
    assert told(text) == SENTENCES[text]


def test_a_conditional_has_two_halves_and_no_fact() -> None:
    first, *others = told(CONDITIONAL)
    assert first == "ASSAULT ISR>SYR conditional author:Uu"
    assert all("IRN>" in deed and deed.endswith("conditional author:Uu") for deed in others)


@pytest.mark.parametrize(
    ("text", "speaker", "stance"),
    [
        ("Ukraine says Russian forces bombed a hospital in Ukraine.", "Ukraine", "state"),
        ("Russia denied that its forces attacked Ukraine.", "Russia", "deny"),
        ("The United States warned that Russia might attack Ukraine.", "The United States", "warn"),
    ],
)
def test_the_statement_is_there_as_well(text: str, speaker: str, stance: str) -> None:
    (statement,) = onrecord.read(text).statements
    assert [text[slice(*s)] for s in statement.speaker] == [speaker]
    assert statement.stance == stance


def test_next_week_and_next_month_are_resolved() -> None:
    for text, value in (
        ("Turkey could invade Syria next week.", "2024-W20"),
        ("China will meet with Japan next month.", "2024-06"),
    ):
        record = onrecord.read(text, published=PUBLISHED).to_dict()
        times = {t["id"]: t["value"] for t in record["times"]}
        assert [times[e["time"]] for e in record["events"]] == [value]
