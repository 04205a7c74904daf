"""What a party's words say of its role: the head noun, its PLOVER sector, number, gender, and its parts.

Role nouns come from ``data/actors/own_roles.csv`` (ours, first) and ``roles.csv`` (CAMEO agents). A phrase is read in
the order English builds it: determiner, modifiers, head, then what follows ("of", "from", "who" ...).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from onrecord.language.phrases import SHORT_TITLES
from onrecord.resolving.countries import look_up, table

ASKERS = frozenset({"Q", "A", "QUESTION", "ANSWER", "Question", "Answer"})  # who has the word in a transcript

Number = Literal["singular", "plural"]
Gender = Literal["m", "f"]

_AFTER = re.compile(
    r"\s(?:of|in|from|for|at|on|near|with|by|to|into|against|inside|outside|under|over|during|aboard|between|along"
    r"|around|across|behind|about|within|who|whom|which|that|whose|where|as|accused|suspected of|believed|wearing"
    r"|working|living|trying|loyal|close|visiting|including|based|held|and other)\b|\s?[,(\[–—]"
)
_CLAUSE = re.compile(r"\s(?:who|whom|which|that|whose|where|when)\b|\sto\s(?!(?:the|an?)\s)(?=[a-z]+\b)")
_DETERMINER = re.compile(
    r"^(?:(?:the|a|an|this|that|these|those|some|any|several|many|most|all|both|each|every|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|dozens of|hundreds of|thousands of|tens of thousands of|scores of|a group of"
    r"|a number of|members of|at least|more than|up to|about|around|nearly|over|some of|one of|other|another|\d[\d,.]*"
    r"|no|few|a few|hundred|thousand|million)\s+)+",
    re.IGNORECASE,
)
_OWNER = re.compile(r"^(?:both |all |some of |one of )?(my|our|your|his|her|its|their)\s+", re.IGNORECASE)
_WORDS = 5  # in the longest role that is looked up
# Heads that say nothing of the sector themselves: the words around them do ("army chief", "leaders of the union").
_LIGHT = frozenset(
    "head chief leader leadership member spokesman spokeswoman spokesperson official representative source group "
    "number majority ally aide associate adviser advisor deputy boss supporter branch office team wing "
    "organization organisation person part side force unit command column staff commander chairman chairwoman "
    "chairperson chair director delegation statement building station headquarters base convoy vehicle position "
    "personnel assistant speaker staff".split()
)
# Words that only say how high, how new or in which matters somebody of a light head is.
_DEGREES = frozenset(
    "senior top high-ranking acting interim new special press media political military first second vice main "
    "chief prominent local unnamed and".split()
)
_FORMER = re.compile(r"^(?:the\s+)?(?:former|ex-|ousted|deposed|exiled|late)", re.IGNORECASE)
_PLURALS = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "policemen": "policeman",
    "gunmen": "gunman", "militiamen": "militiaman", "tribesmen": "tribesman", "wives": "wife", "thieves": "thief",
    "troops": "troop", "police": "police", "mrs": "mrs", "ms": "ms", "attorneys": "attorney", "media": "media",
}  # fmt: skip
_ALWAYS_PLURAL = frozenset("police troops people staff crew public media others majority authorities military".split())
_MALE = frozenset(
    "mr sir king prince emperor pope man boy father son brother husband spokesman chairman businessman policeman "
    "uncle congressman monk priest imam bishop archbishop ayatollah sheikh lord duke emir sultan widower "
    "grandfather".split()
)
_FEMALE = frozenset(
    "mrs ms miss dame queen princess woman girl mother daughter sister wife spokeswoman chairwoman businesswoman "
    "policewoman aunt congresswoman nun widow lady duchess actress grandmother".split()
)


# The prefixes by which navies name their ships.
_NAVIES = {
    "USS": "USA", "USNS": "USA", "HMS": "GBR", "HMAS": "AUS", "HMCS": "CAN", "HMNZS": "NZL", "ROKS": "KOR",
    "TCG": "TUR",
}  # fmt: skip
_WARSHIP = re.compile(rf"(?:[Tt]he\s)?({'|'.join(_NAVIES)})\s[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A party's words taken apart. ``core`` ends with the head noun; ``tail_at`` is the core's end as an offset in the
    words; ``owner`` is a possessive pronoun in front; ``role`` is the core without determiners."""

    words: str
    core: str
    tail_at: int
    owner: str | None
    definite: bool
    role: str
    head: str
    number: Number
    gender: Gender | None
    sector: str | None


@cache
def sectors() -> dict[str, str | None]:
    """Role noun (singular, lower case) -> PLOVER sector; None for an office of any sector ("spokesman")."""
    found: dict[str, str | None] = {}
    for name in ("roles.csv", "own_roles.csv"):
        found.update((row["noun"], row["sector"] or None) for row in csv.DictReader(table(name).splitlines()))
    return found


@cache
def first_names() -> dict[str, Gender]:
    """First name -> the gender of nearly all who bear it."""
    return {
        row["name"]: "m" if row["gender"] == "m" else "f"
        for row in csv.DictReader(table("firstnames.csv").splitlines())
    }


def singular(noun: str) -> str:
    """The singular of an English noun, by rule; unknown forms come back unchanged."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


@lru_cache(maxsize=128)  # a text's phrases, about which several steps ask in turn
def read_phrase(words: str) -> Phrase:
    """Take a party's words apart."""
    owner = _OWNER.match(words)
    clause = _CLAUSE.search(words, 1)
    kept = words[: clause.start()] if clause else words
    opening = _DETERMINER.match(kept)
    begin = opening.end() if opening and opening.end() < len(kept) else 0
    after = _AFTER.search(kept, begin + 1)
    tail_at = after.start() if after else len(kept)
    core = kept[:tail_at]
    role = re.sub(r"['’]s?$", "", kept[(owner.end() if owner else begin) : tail_at].strip(" \"“”'.,")).strip()
    plain = role.split()[-1].lower() if role else ""
    head = singular(plain)
    return Phrase(
        words=words,
        core=core,
        tail_at=tail_at,
        owner=owner.group(1).lower() if owner else None,
        definite=words[:4].lower() in {"the ", "this", "that"} or words[:6].lower() in {"these ", "those "},
        role=role,
        head=head,
        number="plural" if plain in _ALWAYS_PLURAL or head != plain or " and " in role else "singular",
        gender=_gender(head),
        sector=_sector(words, role, kept[tail_at:]),
    )


def sector_of(role: str) -> str | None:
    """The sector of a role in words ("foreign minister"): the longest known run of words up to its end."""
    words = role.lower().replace("’", "'").split()
    if not words:
        return None
    words[-1] = _bare(words[-1])
    known = sectors()
    if (longest := _longest(words)) and not (longest in _LIGHT and len(words) > 1):
        return known[longest]
    if words[-1] in _LIGHT:
        for end in range(len(words) - 1, 0, -1):
            before = [*words[: end - 1], _bare(words[end - 1])]
            longest = _longest(before)
            if longest and longest not in _LIGHT and known[longest]:
                return known[longest]
    return known.get(words[-1])


def _longest(words: list[str]) -> str:
    """The longest run of words up to the last that is a known role; "" when there is none."""
    runs = (" ".join(words[start:]) for start in range(max(0, len(words) - _WORDS), len(words)))
    return next((run for run in runs if run in sectors()), "")


def _bare(word: str) -> str:
    return singular(re.sub(r"['’]s?$", "", word))


def is_generic(role: str, *, body: str) -> bool:
    """Whether a role ("senior Hamas official") says nothing of its sector beside the body it belongs to."""
    rest = (role.replace(body, " ") if body else role).lower()
    return {_bare(word) for word in rest.split()} <= {"", *_LIGHT, *_DEGREES}


def _sector(words: str, role: str, tail: str) -> str | None:
    if _FORMER.match(words) and sector_of(role) in {"GOV", "LEG", None}:
        return "ELI"
    own = sector_of(role)
    if compound := sectors().get(f"{role} {' '.join(tail.split()[:2])}".lower()):
        return compound  # "chief of staff"
    inner = re.match(r"\s(?:close |loyal )?(?:of|for|to|in|at|with|from)\s(.+)", tail)
    if inner and is_generic(role, body=""):
        return read_phrase(inner.group(1)).sector or own
    return own


def warship(words: str) -> tuple[str, str] | None:
    """The prefix of a warship's name and the country of its navy ("USS Ohio" -> "USS", "USA"); None for other words."""
    match = _WARSHIP.match(words)
    return (match.group(1), _NAVIES[match.group(1)]) if match else None


def _gender(head: str) -> Gender | None:
    return "m" if head in _MALE else "f" if head in _FEMALE else None


def gender_of_name(name: str, title: str) -> Gender | None:
    """Gender told by a title in front ("Mrs") or by the first name; None when neither tells."""
    for word in title.lower().replace(".", "").split():
        if word in _MALE:
            return "m"
        if word in _FEMALE:
            return "f"
    parts = name.split()
    return first_names().get(parts[0]) if len(parts) > 1 else None


_TITLE_WORD = re.compile(r"(?:[\w.’'-]+)")
_SHORT_TITLES = frozenset(title.lower() for title in SHORT_TITLES)
_TITLES = _SHORT_TITLES | frozenset(
    "miss sir dame lord lady sheikh ayatollah king queen prince princess pope minister president chancellor premier "
    "spokesman spokeswoman spokesperson secretary chief commander general colonel captain lieutenant admiral "
    "ambassador envoy governor mayor senator representative congressman congresswoman judge justice leader head "
    "director chairman chairwoman professor doctor bishop archbishop cardinal patriarch imam adviser advisor deputy "
    "commissioner officer detective sheriff lawmaker candidate dictator ruler activist journalist prosecutor lawyer "
    "coordinator counsellor councillor emir sultan".split()
)


# Words within a title that are none by themselves.
IN_TITLES = frozenset(
    "of and Foreign Defense Political Special Security National Permanent Prime Vice Under Assistant Acting Managing"
    " Executive Interior Finance Economic Affairs MFA MOD".split()
)
_JOINING = frozenset("of with by from to and including".split())
_BODIES = frozenset(
    "republic state kingdom staff leadership office council ministry government cabinet department committee affair "
    "administration parliament assembly people person service agency bureau bank corporation company union "
    "party".split()
)
_ADDRESSES = frozenset("mr mrs ms miss dr prof sir dame sheikh señor señora monsieur madame herr frau".split())


def is_short_title(word: str) -> bool:
    """Whether a word is a title that its dot shortens ("Sen."), not one that ends a sentence."""
    return word[:1].isupper() and word.endswith(".") and word[:-1].lower() in _SHORT_TITLES


def is_title(word: str) -> bool:
    """Whether a word can stand before a name as its title."""
    return word.lower().rstrip(".") in _TITLES


def calling(role: str) -> str:
    """A title without what only addresses or joins, and without somebody else before it ("Mr. Prime Minister",
    "including Foreign Minister Dr", "President Biden and President"); "" when nothing is left."""
    words = role.split()
    while words and _addresses(words[-1]):
        words.pop()
    while words and (_addresses(words[0]) or words[0] in _JOINING):
        words.pop(0)
    before, _, last = " ".join(words).rpartition(" and ")
    return last if before and is_calling(last) and not is_calling(before) else " ".join(words)


def _addresses(word: str) -> bool:
    return word.lower().rstrip(".") in _ADDRESSES or (len(word.rstrip(".")) == 1 and word.isupper())


def is_calling(role: str) -> bool:
    """Whether words end in a known noun for somebody, of whatever sector; not in that of a body ("States", "Staff"),
    as when a reader cuts a longer title."""
    words = [_bare(word) for word in role.lower().split()]
    return bool(_longest(words)) and words[-1] not in _BODIES


def parted(title: str, name: str) -> tuple[str, str]:
    """Title and name, when the reader left the first name to the title ("President Petro" and "Poroshenko") or the
    title's country to the name ("President of" and "Russia Vladimir Putin")."""
    before, _, last = title.rpartition(" ")
    first, *rest = name.split()
    if not rest and last in first_names() and not is_title(last) and look_up(last) is None:
        return before, f"{last} {name}"
    country = look_up(first) if last == "of" and rest[1:] else None
    return (f"{title} {first}", " ".join(rest)) if country and country.kind == "country" else (title, name)


def rules_state(phrase: Phrase, tail: str) -> bool:
    """Whether what follows an office is its country and no more ("the president", "of the Gambia")."""
    place = look_up(re.sub(r"^of (?:the )?", "", tail)) if tail.startswith("of ") and is_title(phrase.head) else None
    return place is not None and place.kind == "country"
