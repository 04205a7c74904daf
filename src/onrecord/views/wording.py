"""The record's codes in plain words, the same on the terminal and on the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.ledger.rows import EventRow, QuantityRow, StatementRow, VoiceRow

ARROW = " ⟶ "

# What articles must not do to a terminal or a page: steer it, or turn the reading direction of what stands around.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_NAMELESS = {
    "author": "author",
    "outlet": "an outlet",
    "speaker": "a speaker",
    "unnamed": "somebody unnamed",
    "document": "a document",
}
# A voice's own stand on the deed, said after its name: (certainty, polarity) -> verb.
_STANDS = {
    ("CT", "+"): "says so",
    ("CT", "-"): "denies",
    ("CT", "u"): "is certain, which way is not told",
    ("PR", "+"): "holds it likely",
    ("PR", "-"): "holds it unlikely",
    ("PR", "u"): "leans, which way is not told",
    ("PS", "+"): "holds it possible",
    ("PS", "-"): "doubts it",
    ("PS", "u"): "holds either possible",
    ("U", "+"): "leaves open",
    ("U", "-"): "leaves open",
    ("U", "u"): "leaves open",
}
# Stances that say how a deed was asserted; others (promise, ask ...) are about the statement, not about the deed.
_ASSERTING = {"claim": "claims", "confirm": "confirms", "report": "reports", "accuse": "accuses", "warn": "warns"}
# Verbs that want an object once they stand in a sentence.
_IN_A_SENTENCE = {
    "denies": "denies it",
    "leaves open": "leaves it open",
    "claims": "claims it",
    "confirms": "confirms it",
    "reports": "reports it",
    "accuses": "says so in accusing",
    "warns": "says so in warning",
}


def seemly(text: str) -> str:
    """``text`` with every control character replaced by U+FFFD, so that its length stays; newline and tab remain."""
    return _UNSEEN.sub("\ufffd", text)


def shorten(text: str, length: int) -> str:
    """At most ``length`` characters of ``text``, cut between words, with an ellipsis where something was cut."""
    if len(text) <= length:
        return text
    head = text[: max(length - 1, 1)]
    return (head.rsplit(" ", 1)[0] or head) + "…"


def counted(count: int, thing: str) -> str:
    """ "1 deed", "2 deeds"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def voice_name(voice: VoiceRow) -> str:
    """Whom a voice belongs to, in words."""
    return voice.name or _NAMELESS[voice.kind]


def stand(voice: VoiceRow, *, inmost: bool) -> str | None:
    """The verb for a voice's own stand on the deed; None for one that merely passes on what the next says."""
    key = (voice.certainty, voice.polarity)
    if voice.certainty == "U" and not inmost:
        return None
    if voice.kind == "author":
        return {("CT", "+"): None if inmost else "vouches for it", ("CT", "-"): "says it did not happen"}.get(
            key, _STANDS[key]
        )
    if key == ("CT", "+"):
        return _ASSERTING.get(voice.stance or "", _STANDS[key])
    return _STANDS[key]


def holder(voice: VoiceRow) -> str:
    """What is known of a voice's holder beside the name: "spokesperson, the deed's recipient, on background"."""
    side = "a third party" if voice.party == "third party" else f"the deed's {voice.party}" if voice.party else None
    kind = voice.holder_kind if voice.holder_kind not in ("nobody", voice.kind) else None
    why = f"unnamed “{voice.anonymity}”" if voice.anonymity else None
    return ", ".join(fact for fact in (kind, side, voice.terms, why) if fact)


def chain(voices: Sequence[VoiceRow]) -> str:
    """The voices as one line, outermost first: ``author ⟶ Reuters ⟶ minister (denies)``."""
    links = []
    for position, voice in enumerate(voices):
        verb = stand(voice, inmost=position == len(voices) - 1)
        links.append(voice_name(voice) + (f" ({verb})" if verb else ""))
    return ARROW.join(links)


def on_whose_word(voices: Sequence[VoiceRow]) -> str:
    """The voices as plain sentences, innermost first, ending with whether the author vouches for the deed."""
    *outer, inmost = voices
    if not outer:
        return _alone(inmost)
    middle = [voice for voice in reversed(outer) if voice.kind != "author"]
    relays = [voice_name(voice) for voice in middle if voice.certainty == "U"]
    sentence = _clause(inmost, inmost=True)
    if relays:
        sentence += ", as passed on by " + ", in turn by ".join(relays)
    sentences = [sentence + "."]
    sentences += [f"{_clause(voice, inmost=False)} too." for voice in middle if voice.certainty != "U"]
    author = next((voice for voice in outer if voice.kind == "author"), None)
    if author:
        sentences.append(
            "The author does not vouch for it."
            if author.certainty == "U"
            else f"The author {stand(author, inmost=False)}."
        )
    return " ".join(sentences)


def when(row: StatementRow | EventRow) -> str:
    """The entry's own date; else the words the text gives; else when it was told, marked as such."""
    if row.dated and row.dated_by != "publication":
        return row.dated
    if row.time_words:
        return f"“{row.time_words}”"
    return told(row)


def told(row: StatementRow | EventRow) -> str:
    """The day the entry was told, for one that has no date of its own."""
    return f"told {row.dated[:10]}" if row.dated else ""


def quantity(row: QuantityRow) -> str:
    """A number as the words bind it: "killed: 12 to 15", "killed: at least 12"."""
    low, high = (_number(bound) if bound is not None else None for bound in (row.min, row.max))
    if low is not None and high is not None:
        number = low if low == high else f"{low} to {high}"
    elif low is not None or high is not None:
        number = f"at least {low}" if low is not None else f"at most {high}"
    else:
        number = row.words
    return f"{row.what}: {'about ' if row.approx else ''}{number}"


def _alone(voice: VoiceRow) -> str:
    if voice.kind != "author":
        return _clause(voice, inmost=True) + "."
    if (voice.certainty, voice.polarity) == ("CT", "+"):
        return "The author tells it as fact."
    return f"The author {_verb(voice, inmost=True)}."


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


def _clause(voice: VoiceRow, *, inmost: bool) -> str:
    name = voice_name(voice)
    return f"{name[:1].upper()}{name[1:]} {_verb(voice, inmost=inmost)}"


def _verb(voice: VoiceRow, *, inmost: bool) -> str:
    verb = stand(voice, inmost=inmost) or ""
    return _IN_A_SENTENCE.get(verb, verb)
