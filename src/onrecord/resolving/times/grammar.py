"""All rules under the words they can begin with."""

from __future__ import annotations

from typing import Final

from onrecord.resolving.times import grammar_clock, grammar_dates, grammar_lengths, grammar_near
from onrecord.resolving.times.rules import Rule


def _by_first_word() -> dict[str, tuple[Rule, ...]]:
    """Every rule under each of its first words, in the order written: of equally long matches the first one holds."""
    table: dict[str, list[Rule]] = {}
    for part in (grammar_dates, grammar_near, grammar_lengths, grammar_clock):
        for rule in part.RULES:
            for key in rule.first:
                table.setdefault(key, []).append(rule)
    return {key: tuple(rules) for key, rules in table.items()}


BY_FIRST_WORD: Final = _by_first_word()
