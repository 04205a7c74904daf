"""Rules for durations ("the past five years"), repeated times ("every Monday") and times of no date ("recently")."""

from __future__ import annotations

import re

from onrecord.resolving.times import words
from onrecord.resolving.times.readings import Every, Reading, Vague
from onrecord.resolving.times.rules import (
    COUNT_WORDS,
    DAY_WORDS,
    PART_OF_DAY,
    SEASON,
    Rules,
    before,
    counted,
    length,
)
from onrecord.resolving.times.words import COUNT, GAP, JOIN, MONTH, UNIT, WEEKDAY

RULES = Rules()


@RULES("last past next coming first latest previous recent",
       rf"(?P<which>last|past|next|coming|first|latest|previous|recent){GAP}(?:(?P<many>few|couple{GAP}of|several){GAP}"
       rf"|{COUNT}{JOIN}(?:(?:or|to){GAP}(?:\w{{1,10}}){GAP})?)(?:fiscal{GAP})?{UNIT}")  # fmt: skip
def _last_lengths(match: re.Match[str]) -> Reading | None:
    toward = {"last": -1, "past": -1, "next": 1, "coming": 1, "previous": -1, "recent": -1}.get(
        match["which"].lower(), 0
    )
    ranged = re.search(r"\b(?:or|to)\b", match[0], re.IGNORECASE) is not None
    count = words.number(match["many"]) if match["many"] else None if ranged else counted(match)
    return length(count, match["unit"], toward)


@RULES("recent coming past these those", rf"(?P<which>recent|coming|past|these|those){GAP}"
       r"(?P<unit>days|weeks|months|quarters|years|decades|centuries)\b")  # fmt: skip
def _recent_lengths(match: re.Match[str]) -> Reading | None:
    which = match["which"].lower()
    if which in {"these", "those"}:
        if match["unit"].lower() != "days":
            return None
        return Vague(value="PRESENT_REF" if which == "these" else "PAST_REF")
    return length(None, match["unit"], 1 if which == "coming" else -1)


@RULES(COUNT_WORDS, rf"{COUNT}{JOIN}(?:(?:or|to|and){GAP}(?P<upper>\w{{1,10}}){JOIN})?"
       rf"(?:(?:trading|business|straight|consecutive|more|full|whole|additional|extra|long|short){GAP})?{UNIT}"
       rf"(?:{GAP}(?P<tail>and{GAP}a{GAP}half)|(?P<old>{JOIN}olds?\b|{GAP}of{GAP}age\b))?")  # fmt: skip
def _lengths(match: re.Match[str]) -> Reading | None:
    if match["old"] or (match["upper"] and words.number(match["upper"]) == 0):
        return None  # an age says nothing about when
    count = None if match["upper"] else counted(match)
    if count is not None and count >= 1000 and match["unit"][-1] not in "sS":
        return None  # "the 1988 quarter"
    if match["count"].lower() in {"a", "an", "some"} and match["upper"] is None:
        return _one(match)
    unit = match["unit"].lower()
    if unit == "second" or (unit == "quarters" and match.string[match.end() - 9] == "-"):
        return None  # an ordinal, a fraction
    if (
        match["count"].lower() == "one"
        and unit == "day"
        and _MODAL.search(match.string[max(0, match.start() - 8) : match.start()])
    ):
        return Vague(value="FUTURE_REF")
    return length(count + 0.5 if match["tail"] and count is not None else count, match["unit"])


_MODAL = re.compile(r"\b(?:will|would|could|may|might)\s$", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\d|million|billion|trillion|percent|times|once|twice|dollars|euros|tons|barrels|people|hours"
    r"|(?:\d|two|three|four|five|six|seven|eight|nine|ten|dozen)\s[a-z]{3,12}s)\s$"
)


def _one(match: re.Match[str]) -> Reading | None:
    """ "a year": a rate after an amount ("20 million a year"), a duration elsewhere."""
    unit = match["unit"].lower()
    if match["count"].lower() == "some":
        return length(None, unit) if unit.endswith("s") else None
    if unit.startswith(("second", "quarter")):
        return None
    ahead = before(match, 20)
    size = length(1.5 if match["tail"] else 1, unit)
    return Every(value=size.value) if _RATE.search(ahead) else size


@RULES(
    "seconds minutes hours days weeks months years decades centuries quarters",
    r"(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b(?:-long\b)?(?!-|(?<=hours)\sof\b)",
)
def _bare_lengths(match: re.Match[str]) -> Reading | None:
    last = _LAST_WORD.search(before(match, 16))
    is_age = last is not None and (last[1][0].isdigit() or last[1] in words.NUMBER_WORDS)
    return None if is_age else length(None, match["unit"])  # a number left before it was an age


_LAST_WORD = re.compile(r"(\w+)\W$")


@RULES(
    "once twice thrice three four five six # several",
    rf"(?:once|twice|thrice|(?:\d{{1,3}}|three|four|five|six|several){GAP}times){GAP}(?:an?|per|each|every){GAP}{UNIT}",
)
def _times_a_unit(match: re.Match[str]) -> Reading | None:
    return Every(value=length(1, match["unit"]).value)


@RULES("weekends", r"weekends\b")
def _weekends(match: re.Match[str]) -> Reading | None:
    if not re.search(r"\b(?:on|at|at the|all)\s$", before(match, 8)):
        return None
    return Every(value="XXXX-WXX-WE")


@RULES("every each", rf"(?:every|each){GAP}(?:(?P<weekday>{WEEKDAY})\b|{SEASON}|{MONTH}|{PART_OF_DAY}"
       rf"|(?:(?P<n>other|second|two|three|four|five|six|ten|\d{{1,2}}){GAP})?{UNIT})")  # fmt: skip
def _every(match: re.Match[str]) -> Reading | None:
    if match["weekday"]:
        return Every(value=f"XXXX-WXX-{words.WEEKDAYS[match['weekday'].lower()]}")
    if match["season"]:
        return Every(value=f"XXXX-{('SP', 'SU', 'FA', 'WI')[words.SEASONS[match['season'].lower()]]}")
    if match["month"]:
        return Every(value=f"XXXX-{words.month_of(match['month']):02}")
    if match["hours"]:
        return Every(value=f"XXXX-XX-XX{words.PARTS_OF_DAY[match['hours'].lower()]}")
    many = (match["n"] or "one").lower()
    return Every(value=length(2 if many in {"other", "second"} else words.number(many), match["unit"]).value)


_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "fortnightly": "P2W",
    "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "biweekly": "P2W",
}  # fmt: skip


@RULES(_ADVERBS, r"[a-z]+\b(?!\s(?-i:[A-Z]))")
def _adverb(match: re.Match[str]) -> Reading | None:
    return Every(value=_ADVERBS[match[0].lower()])


@RULES(DAY_WORDS, rf"(?P<weekday>{WEEKDAY})s\b")
def _weekdays(match: re.Match[str]) -> Reading | None:
    return Every(value=f"XXXX-WXX-{words.WEEKDAYS[match['weekday'].lower()]}")


_VAGUE = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "presently": "PRESENT_REF", "nowadays": "PRESENT_REF",
    "recently": "PAST_REF", "lately": "PAST_REF", "soon": "FUTURE_REF", "recent": "PAST_REF",
    "current": "PRESENT_REF",
}  # fmt: skip


@RULES(_VAGUE, r"(?P<word>[a-z]+)\b(?!-|\sas\b|(?<=soon)\s(?:after|before|became|followed)\b|(?<=current)\saccount)")
def _vague(match: re.Match[str]) -> Reading | None:
    return Vague(value=_VAGUE[match["word"].lower()])


@RULES("present moment", r"(?:present|moment)\b")
def _at_present(match: re.Match[str]) -> Reading | None:
    said = before(match, 8).endswith(("at ", "at the ", "for the ", "this "))
    return Vague(value="PRESENT_REF") if said else None


@RULES(
    "the",
    rf"the{GAP}(?:(?:near|recent|distant|foreseeable|not-too-distant){GAP})?(?P<word>past|future)\b"
    rf"(?!{GAP}(?:of|tense)\b)(?!{GAP}{COUNT})(?!{GAP}(?:{UNIT}|few\b))",
)
def _the_past(match: re.Match[str]) -> Reading | None:
    if not before(match, 6).endswith(("in ", "of ", "from ", "than ", "for ")):
        return None
    return Vague(value="PAST_REF" if match["word"].lower() == "past" else "FUTURE_REF")
