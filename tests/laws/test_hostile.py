"""Texts that nobody would print and that files hold all the same: read without a crash, no span out of place, and at a
cost that grows no faster than the text."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest

from onrecord.model import Document, Record
from onrecord.model.shape import spans_of
from onrecord.pipeline import read

pytestmark = pytest.mark.model

_SENTENCE = "Police in Lagos said on Friday that two men had been arrested, and the army denied it had shelled Orlo"
_NESTED = 'Ana said: "Ben told me: ‘Cyd claimed: "Dov wrote: ‘Eli swore: "Fay said: ‘rebels shelled Orlo.’"’"’"'
_NOISE = (
    "Po1ice in Lag0s sa1d on Fr|day thot tw0 rnen hod been orrested , ond tl1e arrny den1ed |t ; \x0c ~~ ©§ 12% . ,,"
)
_HOSTILE = {
    "one sentence of 5,000 words": ", and ".join([_SENTENCE] * 250),
    "quotations seven deep": _NESTED,
    "quotations never closed": '"' + "“He said ‘we ".join([_SENTENCE] * 40),
    "one long list": "\n".join(f"- {n}. item; arrested {n}; Lagos; 2024-05-{n % 28 + 1:02}" for n in range(600)),
    "all capitals": (_SENTENCE + ". ").upper() * 40,
    "noise of a scanner": _NOISE * 40,
    "emoji": "Police 🚔👮‍♀️ in Lagos 🇳🇬 said 📢 two men 👨‍👨 had been arrested 🔗. " * 40,
    "right to left": "قالت الشرطة في لاغوس إن الجيش \u202eاعتقل\u202c رجلين. " * 20
    + _SENTENCE
    + ". שלום אמר השוטר. " * 20,
    "marks alone": "\"'“”‘’«»—…!?" * 200,
    "no letters": "0 1 2 3, 4; 5: 6. " * 300,
    "one word": "a" * 20_000,
    "blanks": " \t\r\n\u00a0\u2028" * 2_000,
}


def told(text: str, reader: Any) -> Record:
    return read(Document(id="hostile", text=text, published="2024-05-03"), reader=reader)


@pytest.mark.parametrize("name", _HOSTILE)
def test_no_crash_and_no_span_out_of_place(name: str, reader: Any) -> None:
    text = _HOSTILE[name]
    record = told(text, reader).to_dict()
    assert record["text"] == text
    for start, end in spans_of(record):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


def test_capitals_hide_nothing(reader: Any) -> None:
    """The reader knows words by their letters, not by their case."""
    plain, shouted = (told(text, reader) for text in (_SENTENCE + ".", (_SENTENCE + ".").upper()))
    assert {e.type for e in shouted.events} == {e.type for e in plain.events}
    assert len(shouted.statements) == len(plain.statements)


def test_the_whole_record_costs_linear_time(reader: Any) -> None:
    """At most two and a half times as much for twice the text, up to a megabyte."""
    unit = "\n\n".join(
        (_SENTENCE + ".", _NESTED, "Hundreds marched in Kano on Monday. ‘We are tired,’ said Ada Brook.")
    )
    costs = []
    for size in (250_000, 500_000, 1_000_000):
        text = (unit + "\n\n") * (size // len(unit))
        began = process_time()
        told(text, reader)
        costs.append(process_time() - began)
    assert costs[1] <= 2.5 * costs[0]
    assert costs[2] <= 2.5 * costs[1]
