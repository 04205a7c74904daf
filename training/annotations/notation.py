"""The notation of GUIDELINE.md -> the record format with inline parties: finds every word, checks every label."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from onrecord.model.entries import Form, Modality, Stance
from onrecord.model.voices import Certainty, Polarity, VoiceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Span = tuple[int, int]
Json = dict[str, Any]

# PLOVER: the quad of each type (with SANCTION material, as the guideline has it) and the modes it knows.
QUADS = {
    "verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "material cooperation": "COOPERATE AID RETREAT",
    "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
}
QUAD_OF = {type_: quad for quad, types in QUADS.items() for type_ in types.split()}
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
SECTORS = (
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK "
    "AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO UNO EUR NGO"
)
PASSAGE_KEYS = "id published text statements events"
STATEMENT_KEYS = "id speaker cue content form stance within speaker_kind optional speaker_ref"
EVENT_KEYS = (
    "trigger type mode actors recipients place time modality voices quantities background symmetric optional "
    "type_also trigger_also"
)
OPENING, CLOSING = '"“„«', '"”“»'


class AnnotationError(ValueError):
    """A field does not say what it may say; its text names the field."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds words in one passage's text. ``words@2`` asks for the second occurrence."""

    text: str

    def all(self, words: str, field: str) -> list[Span]:
        """Every occurrence of ``words`` that stands on word boundaries, or the one that ``@n`` asks for."""
        asked = re.fullmatch(r"(.+)@(\d+)", words, re.DOTALL)
        plain, number = (asked[1], int(asked[2])) if asked else (words, 0)
        left = r"(?<!\w)" if plain[:1].isalnum() else ""
        right = r"(?!\w)" if plain[-1:].isalnum() else ""
        found = [m.span() for m in re.finditer(left + re.escape(plain) + right, self.text)] if plain else []
        if not found or number > len(found):
            raise AnnotationError(f"{field}: {words!r} is not in the text")
        return [found[number - 1]] if number else found

    def only(self, words: str, field: str) -> Span:
        """The single occurrence; several without ``@n`` are a mistake."""
        found = self.all(words, field)
        if len(found) > 1:
            raise AnnotationError(f"{field}: {words!r} stands {len(found)} times in the text, say which with @n")
        return found[0]

    def nearest(self, words: str, field: str, to: Span) -> Span:
        """The occurrence with the fewest characters between it and ``to``; inside ``to`` counts as touching it."""
        return min(self.all(words, field), key=lambda s: max(s[0] - to[1], to[0] - s[1], 0))


def allowed(value: str, values: Iterable[str], field: str) -> str:
    """``value`` when it is one of ``values``."""
    if value not in values:
        raise AnnotationError(f"{field}: {value!r} is none of {' '.join(values)}")
    return value


def listed(value: str | list[str] | None) -> list[str]:
    """One string or a list of them, as a list."""
    return [] if not value else [value] if isinstance(value, str) else value


def no_other_keys(entry: Mapping[str, Any], keys: str, field: str) -> None:
    """Raise when ``entry`` has a key that means nothing here."""
    if other := entry.keys() - set(keys.split()):
        raise AnnotationError(f"{field}: unknown key {', '.join(sorted(other))}")


def form_of(text: str, content: Iterable[Span]) -> str:
    """direct, indirect or mixed: whether all, none or some words of the content are in its own quotation marks."""
    inside = outside = False
    for start, end in content:
        quoted = False
        for mark in text[start:end]:
            if mark in OPENING or mark in CLOSING:
                quoted = not quoted
            elif mark.isalnum():
                inside, outside = inside or quoted, outside or not quoted
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def statement(raw: Mapping[str, Any], find: Finder, number: int) -> Json:
    """One written statement with its spans. ``form`` is read off the quotation marks when it is not written."""
    field = raw.get("id", f"s{number}")
    no_other_keys(raw, STATEMENT_KEYS, field)
    cue = [find.only(words, f"{field}.cue") for words in listed(raw.get("cue"))]
    content = [find.only(words, f"{field}.content") for words in listed(raw.get("content"))]
    if not content:
        raise AnnotationError(f"{field}.content: empty")
    anchor = cue[0] if cue else content[0]
    made: Json = {
        "id": field,
        "speaker": [find.nearest(words, f"{field}.speaker", anchor) for words in listed(raw.get("speaker"))],
        "cue": cue,
        "content": content,
        "form": allowed(raw.get("form", form_of(find.text, content)), get_args(Form), f"{field}.form"),
        "stance": allowed(raw.get("stance", "state"), get_args(Stance), f"{field}.stance"),
        "within": raw.get("within"),
        "speaker_kind": allowed(
            raw.get("speaker_kind", "speaker" if raw.get("speaker") else "unnamed"),
            get_args(VoiceKind)[1:],
            f"{field}.speaker_kind",
        ),
    }
    if raw.get("speaker_ref"):
        made["speaker_ref"] = [find.nearest(w, f"{field}.speaker_ref", anchor) for w in listed(raw["speaker_ref"])]
    if raw.get("optional"):
        made["optional"] = True
    return made


def outer_statements(statements: Mapping[str, Json], innermost: str, field: str) -> list[str]:
    """``innermost`` and the statements it is told inside of, outermost first."""
    chain: list[str] = []
    step: str | None = innermost
    while step is not None:
        if step not in statements or step in chain:
            raise AnnotationError(f"{field}: {step!r} is no statement of this passage, or lies within itself")
        chain.insert(0, step)
        step = statements[step]["within"]
    return chain


def voices(written: str, statements: Mapping[str, Json], field: str) -> list[Json]:
    """``s1 PR+`` -> the whole chain from the author inward; holders on the way who are not written are U, u."""
    stands: dict[str, str] = {}
    for link in written.split(">"):
        words = link.split()
        if len(words) != 2 or words[0] in stands:
            raise AnnotationError(f"{field}: {link.strip()!r} is not a holder and a stand")
        stands[words[0]] = words[1]
    holders = ["author"]
    if (inner := list(stands)[-1]) == "unnamed":
        holders += [*(name for name in stands if name not in ("author", "unnamed")), "unnamed"]
    elif inner != "author":
        holders += outer_statements(statements, inner, field)
    if strangers := stands.keys() - set(holders):
        raise AnnotationError(f"{field}: {', '.join(sorted(strangers))} is not in the chain of {inner}")
    return [voice(name, stands.get(name, "Uu"), statements, field) for name in holders]


def voice(name: str, stand: str, statements: Mapping[str, Json], field: str) -> Json:
    """One link: the author, ``unnamed``, or the holder of a statement, with a stand such as CT+ or Uu."""
    certainty = allowed(stand[:-1], get_args(Certainty), field)
    polarity = allowed(stand[-1:], get_args(Polarity), field)
    if (certainty == "U") != (polarity == "u"):
        raise AnnotationError(f"{field}: U and u go together, not {stand}")
    if name not in ("author", "unnamed") and name not in statements:
        raise AnnotationError(f"{field}: {name!r} is no statement of this passage")
    told = statements.get(name)
    kind = told["speaker_kind"] if told else name
    return {"kind": kind, "statement": told and told["id"], "certainty": certainty, "polarity": polarity}


def party(written: str, find: Finder, trigger: Span, field: str) -> Json:
    """``words = other mention|CTY|SEC`` -> an inline party; its span is that of the words before ``=``."""
    words, _, codes = written.partition("|")
    country, _, sector = codes.partition("|")
    if country and not re.fullmatch("[A-Z]{3}", country):
        raise AnnotationError(f"{field}: {country!r} is no country code")
    if sector:
        allowed(sector, SECTORS.split(), field)
    mentions = [find.nearest(mention, field, trigger) for mention in words.split(" = ")]
    start, end = span = mentions[0]
    name = find.text[start:end]
    return {
        "text": name,
        "span": span,
        "mentions": sorted(mentions),
        "country": country or None,
        "sector": sector or None,
    }


def quantity(written: list[Any], find: Finder, trigger: Span, field: str) -> Json:
    """``[what, min, max, words]``, with a fifth value when the number is an approximate one."""
    if len(written) not in (4, 5):
        raise AnnotationError(f"{field}: needs what, min, max and words")
    what, low, high, words, *approx = written
    if (low is None and high is None) or (None not in (low, high) and low > high):
        raise AnnotationError(f"{field}: {low} to {high} is no range")
    made: Json = {"what": what, "min": low, "max": high, "span": find.nearest(words, field, trigger)}
    return made | {"approx": True} if approx and approx[0] else made


def moment(written: str, find: Finder, trigger: Span, field: str) -> Json:
    """``on Friday = 2024-03-01`` -> span and TIMEX3 value; without a value, the value is null."""
    words, _, value = written.partition(" = ")
    return {"span": find.nearest(words, field, trigger), "value": value or None}


def event(raw: Mapping[str, Any], find: Finder, statements: Mapping[str, Json], number: int) -> Json:
    """One written event with its spans, quad and whole chain of voices; what is not written has its plain value."""
    field = f"x{number}"
    no_other_keys(raw, EVENT_KEYS, field)
    trigger = find.only(raw["trigger"], f"{field}.trigger")
    type_ = allowed(raw["type"], QUAD_OF, f"{field}.type")
    mode = raw.get("mode")

    def each(key: str, read: Callable[[Any, Finder, Span, str], Any]) -> list[Any]:
        return [read(value, find, trigger, f"{field}.{key}") for value in raw.get(key) or ()]

    made: Json = {
        "id": field,
        "trigger": trigger,
        "type": type_,
        "mode": mode and allowed(mode, MODES.get(type_, "").split(), f"{field}.mode"),
        "quad": QUAD_OF[type_],
        "actors": each("actors", party),
        "recipients": each("recipients", party),
        "place": None,
        "time": moment(raw["time"], find, trigger, f"{field}.time") if raw.get("time") else None,
        "modality": allowed(raw.get("modality", "actual"), get_args(Modality), f"{field}.modality"),
        "voices": voices(raw.get("voices", "author CT+"), statements, f"{field}.voices"),
        "background": bool(raw.get("background")),
        "quantities": each("quantities", quantity),
    }
    if raw.get("place"):
        find.all(raw["place"], f"{field}.place")
        made["place"] = {"name": raw["place"].partition("@")[0]}
    if raw.get("type_also"):
        made["type_also"] = [allowed(type_, QUAD_OF, f"{field}.type_also") for type_ in listed(raw["type_also"])]
    if raw.get("trigger_also"):
        made["trigger_also"] = [find.nearest(w, f"{field}.trigger_also", trigger) for w in listed(raw["trigger_also"])]
    return made | {key: True for key in ("symmetric", "optional") if raw.get(key)}


def passage(raw: Mapping[str, Any]) -> Json:
    """One written passage as a record line; raises AnnotationError on the first thing wrong with it."""
    no_other_keys(raw, PASSAGE_KEYS, "passage")
    find = Finder(raw["text"])
    statements = [statement(s, find, number) for number, s in enumerate(raw.get("statements") or (), 1)]
    by_id = {s["id"]: s for s in statements}
    if len(by_id) < len(statements):
        raise AnnotationError("statements: an id is used twice")
    for name in by_id:
        outer_statements(by_id, name, f"{name}.within")
    return {
        "id": raw["id"],
        "published": raw.get("published"),
        "language": "en",
        "text": raw["text"],
        "licence": "CC BY 4.0",
        "source_corpus": "onrecord-written",
        "statements": statements,
        "events": [event(e, find, by_id, number) for number, e in enumerate(raw.get("events") or (), 1)],
    }
