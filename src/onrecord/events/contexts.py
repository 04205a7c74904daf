"""PLOVER contexts of a deed, by words of its sentence. A first version: short lists, no weighing."""

from __future__ import annotations

import re

_WORDS = {
    "military": "army military troops soldiers forces navy air force missile missiles artillery airstrike airstrikes "
    "drill",
    "intelligence": "intelligence spy spies espionage",
    "executive": "president cabinet prime minister",
    "legislative": "parliament senate congress lawmakers legislature bill",
    "election": "election elections ballot vote voters poll polling candidate campaign referendum",
    "economic": "trade tariff tariffs economy economic inflation investment bank loan exports imports finance",
    "legal": "court judge tribunal lawsuit prosecutor prosecutors trial verdict sentence sentenced law",
    "human_rights": "human rights",
    "religion_ethnicity": "religious ethnic mosque church minority sectarian",
    "diplomatic": "ambassador embassy diplomat diplomats diplomatic envoy summit foreign minister talks treaty",
    "territory": "territory border annexation annexed occupied sovereignty",
    "peacekeeping": "peacekeepers peacekeeping",
    "health": "health hospital disease epidemic pandemic vaccine virus",
    "asylum": "asylum",
    "migration": "migrants refugees displaced migration",
    "disasters": "earthquake flood floods hurricane drought wildfire disaster",
    "natural_resource": "oil gas mining pipeline fisheries",
    "environment": "climate emissions pollution environmental",
    "terrorism": "terrorist terrorists terrorism militant militants jihadist",
    "cbrn": "nuclear chemical biological radiological uranium",
    "cyber": "cyber hackers hacked malware",
    "crime": "police murder robbery gang criminal",
    "corruption": "corruption bribery bribes embezzlement graft",
    "illegal_drugs": "drug drugs cocaine heroin narcotics cartel",
    "trafficking": "trafficking smuggling smugglers smuggled",
}
_PHRASES = ("air force", "prime minister", "human rights", "foreign minister")


def _terms(words: str) -> list[str]:
    found = [phrase for phrase in _PHRASES if phrase in words]
    for phrase in found:
        words = words.replace(phrase, " ")
    return [*found, *words.split()]


_CONTEXT_OF = {term: name for name, words in _WORDS.items() for term in _terms(words)}
_TERM = re.compile(rf"\b(?:{'|'.join(_PHRASES)})\b|\w+")


def contexts_of(sentence: str) -> tuple[str, ...]:
    """Contexts that words of ``sentence`` name, in order of appearance."""
    found = (_CONTEXT_OF.get(term) for term in _TERM.findall(sentence.lower()))
    return tuple(dict.fromkeys(context for context in found if context))
