"""Statements of whole records against gold: who said what, in which form and stance, told inside of what.

Gold and system statements are paired one to one where their content words overlap by half (Jaccard >= 0.5); a statement
is right when the speakers touch as well (two missing speakers agree). What gold calls optional is neither charged when
missing nor counted when found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluation.counting import Figures, Json, WordSet, jaccard, pair_greedily, share, tally_f1
from onrecord.evaluation.words import Words

# Deeds done by speaking ("rejected the plan"): a system statement whose cue is such a gold deed's word is let pass.
_SPOKEN_DEEDS = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement with its parts as sets of words; ``entry`` is the statement as given."""

    entry: Json
    content: WordSet
    speaker: WordSet
    cue: WordSet

    def same_speaker(self, other: Told) -> bool:
        """Whether the speakers share a word, or both are missing."""
        return bool(self.speaker & other.speaker) or not (self.speaker or other.speaker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """The statements of one text, gold and system, and which belong together (``pairs``: gold -> system index)."""

    gold: Sequence[Told]
    system: Sequence[Told]
    pairs: dict[int, int]

    def gold_by_id(self, id_: str | None) -> int | None:
        """Index of the gold statement with this id."""
        return next((i for i, told in enumerate(self.gold) if told.entry["id"] == id_), None)

    def system_by_id(self, id_: str | None) -> int | None:
        """Index of the system statement with this id; None for no id, too."""
        return next((j for j, told in enumerate(self.system) if id_ is not None and told.entry["id"] == id_), None)

    def right(self, i: int) -> bool:
        """Whether gold statement ``i`` has a partner with the right speaker."""
        return i in self.pairs and self.gold[i].same_speaker(self.system[self.pairs[i]])


def pair_statements(gold: Json, record: Json, words: Words) -> Pairing:
    """Pair the statements of a gold text with those of a record."""
    wanted = [_told(s, words) for s in gold["statements"]]
    given = [told for s in record["statements"] if (told := _told(s, words)).content]
    candidates = (
        (_likeness(g, s), i, j)
        for i, g in enumerate(wanted)
        for j, s in enumerate(given)
        if jaccard(g.content, s.content) >= 0.5
    )
    return Pairing(gold=wanted, system=given, pairs=pair_greedily(candidates))


def count_statements(pairing: Pairing, gold: Json, words: Words) -> Counter[str]:
    """What one text adds to the measures of :func:`figures`."""
    required = [i for i, told in enumerate(pairing.gold) if not told.entry.get("optional")]
    free = {j for i, j in pairing.pairs.items() if pairing.gold[i].entry.get("optional")}
    free |= _spoken_deeds(pairing, gold, words)
    right = sum(pairing.right(i) for i in required)
    counts = Counter(
        {
            "statement.tp": right,
            "statement.fn": len(required) - right,
            "statement.fp": len(pairing.system) - len(free) - right,
        }
    )
    for i in required:
        if i not in pairing.pairs:
            continue
        wanted, given = pairing.gold[i].entry, pairing.system[pairing.pairs[i]].entry
        counts["paired"] += 1
        counts["form right"] += wanted["form"] == given["form"]
        counts["stance right"] += wanted["stance"] == given["stance"]
        if pairing.right(i):
            counts["placed"] += 1
            counts["within right"] += _within_right(pairing, wanted, given)
    return counts


def figures(counts: Counter[str]) -> Figures:
    """The measures from the sum over all texts."""
    return {
        "statement F1": tally_f1(counts, "statement"),
        "form": share(counts, "form right", "paired"),
        "stance": share(counts, "stance right", "paired"),
        "within": share(counts, "within right", "placed"),
    }


def _told(statement: Json, words: Words) -> Told:
    content, speaker, cue = (words.touched(statement[part]) for part in ("content", "speaker", "cue"))
    return Told(entry=statement, content=content, speaker=speaker, cue=cue)


def _likeness(gold: Told, system: Told) -> float:
    """The right speaker first, then the content; cue, closeness of speakers and required before optional break ties."""
    return (
        jaccard(gold.content, system.content)
        + 2 * gold.same_speaker(system)
        + 0.1 * bool(gold.cue & system.cue)
        + 0.01 * (not gold.entry.get("optional"))
        + 0.02 * jaccard(gold.speaker, system.speaker)
    )


def _spoken_deeds(pairing: Pairing, gold: Json, words: Words) -> set[int]:
    """Unpaired system statements whose cue is the word of a gold deed done by speaking."""
    spoken: WordSet = frozenset()
    for event in gold["events"]:
        if event["type"] in _SPOKEN_DEEDS:
            spoken |= words.touched([event["trigger"], *(event.get("trigger_also") or ())])
    paired = set(pairing.pairs.values())
    return {j for j, told in enumerate(pairing.system) if j not in paired and told.cue & spoken}


def _within_right(pairing: Pairing, wanted: Json, given: Json) -> bool:
    """Both stand alone, or both are told inside of statements that belong together."""
    if wanted["within"] is None:
        return given["within"] is None
    outer, system_outer = pairing.gold_by_id(wanted["within"]), pairing.system_by_id(given["within"])
    return outer is not None and system_outer is not None and pairing.pairs.get(outer) == system_outer
