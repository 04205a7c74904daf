"""Events of whole records against gold: found, of the right type, and on the right person's word.

A gold and a system event are paired one to one where their triggers share a word (gold names other words the same deed
may hang on). What gold calls optional is neither charged when missing nor counted when found, except that calling it
real when it is not counts as a false real deed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluation.counting import Figures, Json, WordSet, jaccard, pair_greedily, share, tally_f1
from onrecord.evaluation.statements import Pairing
from onrecord.evaluation.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """What the events of one text are judged by: the words, the paired statements and the record's actors."""

    words: Words
    statements: Pairing
    actors: dict[str, Json]

    def same_holder(self, gold: Json, system: Json) -> bool:
        """Whether a system voice names the holder that a gold voice names."""
        i = self.statements.gold_by_id(gold.get("statement"))
        if i is None or not self.statements.gold[i].speaker:
            return True  # the author, or a holder whom the text leaves without a name
        wanted = self.statements.gold[i]
        j = self.statements.system_by_id(system.get("statement"))
        if j is not None and wanted.speaker & self.statements.system[j].speaker:
            return True
        actor = self.actors.get(system.get("actor") or "")
        named = wanted.speaker | self.words.touched(wanted.entry.get("speaker_ref"))
        return bool(actor and named & self.words.touched(actor["mentions"]))

    def same_voice(self, gold: Json, system: Json) -> bool:
        """The same kind of holder, and the same one."""
        return bool(gold["kind"] == system["kind"] and self.same_holder(gold, system))


def count_events(gold: Json, record: Json, words: Words, statements: Pairing) -> Counter[str]:
    """What one text adds to the measures of :func:`figures`."""
    text = _Text(words=words, statements=statements, actors={a["id"]: a for a in record["actors"]})
    wanted, given = gold["events"], record["events"]
    pairs = _pair_events(text, wanted, given)
    counts: Counter[str] = Counter()
    for i, event in enumerate(wanted):
        partner = given[pairs[i]] if i in pairs else None
        if event.get("optional"):
            counts["real.fp"] += partner is not None and is_real(partner) and not is_real(event)
        elif partner is None:
            counts.update(_missed(event))
        else:
            counts.update(_found(text, event, partner))
    for j in set(range(len(given))) - set(pairs.values()):
        counts.update(_surplus(given[j]))
    return counts


def figures(counts: Counter[str]) -> Figures:
    """The measures from the sum over all texts."""
    return {
        "event F1": tally_f1(counts, "event"),
        "typed event F1": tally_f1(counts, "typed"),
        "modality": share(counts, "modality right", "event.tp"),
        "innermost voice": share(counts, "voice right", "event.tp"),
        "attributed F1": tally_f1(counts, "attributed"),
        "real F1": tally_f1(counts, "real"),
    }


def is_real(event: Json) -> bool:
    """Whether somebody asserts that the deed happened and the author does not deny it."""
    voices = event["voices"]
    if event["modality"] != "actual" or any(v["kind"] == "author" and v["polarity"] == "-" for v in voices):
        return False
    return any(v["certainty"] in ("CT", "PR") and v["polarity"] == "+" for v in voices)


def _pair_events(text: _Text, gold: Sequence[Json], system: Sequence[Json]) -> dict[int, int]:
    wanted = [text.words.touched([e["trigger"], *(e.get("trigger_also") or ())]) for e in gold]
    given = [text.words.touched([e["trigger"]]) for e in system]
    candidates = (
        (_likeness(text, gold[i], system[j]) + _nearness(text, gold[i], wanted[i], given[j]), i, j)
        for i in range(len(gold))
        for j in range(len(system))
        if wanted[i] & given[j]
    )
    return pair_greedily(candidates)


def _likeness(text: _Text, gold: Json, system: Json) -> float:
    """Required before optional, then by type, voice, modality, polarity and certainty."""
    voice, given = gold["voices"][-1], system["voices"][-1]
    likeness: float = (
        10 * (not gold.get("optional"))
        + 2 * _type_right(gold, system)
        + (gold["modality"] == system["modality"])
        + 1.5 * text.same_voice(voice, given)
        + (voice["polarity"] == given["polarity"])
        + 0.5 * (voice["certainty"] == given["certainty"])
    )
    return likeness


def _nearness(text: _Text, gold: Json, wanted: WordSet, given: WordSet) -> float:
    return 0.2 * jaccard(wanted, given) + 0.1 * bool(text.words.touched([gold["trigger"]]) & given)


def _type_right(gold: Json, system: Json) -> bool:
    return system["type"] == gold["type"] or system["type"] in (gold.get("type_also") or ())


def _told(event: Json) -> bool:
    """Whether the event rests on somebody else's word than the author's."""
    return bool(event["voices"][-1]["kind"] != "author")


def _missed(gold: Json) -> dict[str, int]:
    return {"event.fn": 1, "typed.fn": 1, "attributed.fn": _told(gold), "real.fn": is_real(gold)}


def _surplus(system: Json) -> dict[str, int]:
    return {"event.fp": 1, "typed.fp": 1, "attributed.fp": _told(system), "real.fp": is_real(system)}


def _found(text: _Text, gold: Json, system: Json) -> dict[str, int]:
    type_right = _type_right(gold, system)
    voice_right = text.same_voice(gold["voices"][-1], system["voices"][-1])
    attributed = _told(gold) and voice_right
    real, called_real = is_real(gold), is_real(system)
    return {
        "event.tp": 1,
        "typed.tp": type_right,
        "typed.fp": not type_right,
        "typed.fn": not type_right,
        "modality right": gold["modality"] == system["modality"],
        "voice right": voice_right,
        "attributed.tp": attributed,
        "attributed.fn": _told(gold) and not voice_right,
        "attributed.fp": _told(system) and not attributed,
        "real.tp": real and called_real,
        "real.fn": real and not called_real,
        "real.fp": called_real and not real,
    }
