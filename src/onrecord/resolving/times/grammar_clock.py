"""Rules for times of day: "5 p.m.", "17:30 GMT", "noon", and the loose "night" that needs its day."""

from __future__ import annotations

import re

from onrecord.resolving.times.readings import Clock, Reading
from onrecord.resolving.times.rules import (
    Rules,
    before,
)
from onrecord.resolving.times.words import GAP

RULES = Rules()


_ZONE = (
    rf"(?:{GAP}\(?(?P<zone>GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CET|CEST|BST|IST|local{GAP}time|Moscow{GAP}time)\b"
    r"(?:\s?(?P<offset>[+-]\d\d?)(?::?(?P<offset_minutes>\d\d))?)?\)?)?"
)


@RULES("#", rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?{GAP}?(?P<half>[ap])\.?{GAP}?m\b\.?{_ZONE}".replace(
    f"{GAP}?(?P<half>", r"[ \xa0]?(?P<half>"))  # fmt: skip
def _twelve_hours(match: re.Match[str]) -> Reading | None:
    hour = int(match["h"]) % 12 + (12 if match["half"].lower() == "p" else 0)
    return _clock(hour, int(match["m"] or 0), match)


@RULES("#", rf"(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?(?:{GAP}?(?:hours|hrs))?{_ZONE}(?![\w%]|[:.]\d)")
def _twenty_four_hours(match: re.Match[str]) -> Reading | None:
    ahead = before(match, 8).split()
    placed = bool(ahead) and ahead[-1] in {"at", "by", "from", "until", "around", "about", "after", "before", "since"}
    if not match["zone"] and (not placed or "." in match[0]):
        return None
    return _clock(int(match["h"]), int(match["m"]), match)


@RULES("#", rf"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d){GAP}(?P<zone>GMT|UTC|hours)\b")
def _military_hours(match: re.Match[str]) -> Reading | None:
    return _clock(int(match["h"]), int(match["m"]), match)


@RULES("#", rf"(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?(?:{GAP}o['\u2019]clock)?{GAP}"
            rf"(?:in{GAP}the{GAP}(?P<part>morning|afternoon|evening)|(?P<night>at{GAP}night))\b")  # fmt: skip
def _hour_in_the_morning(match: re.Match[str]) -> Reading | None:
    if not re.search(r"\b(?:at|by|until|till|from|to|after|before|since|around|about|and|is|was)\s$", before(match, 8)):
        return None
    hour = int(match["h"]) % 12
    late = match["part"] in {"afternoon", "evening"} or (match["night"] is not None and hour >= 6)
    return Clock(tail=f"T{hour + 12 * late:02}:{match['m'] or '00'}")


@RULES("noon midday midnight", r"(?:noon|midday|midnight)\b")
def _noon(match: re.Match[str]) -> Reading | None:
    return Clock(tail="T24:00" if match[0].lower() == "midnight" else "T12:00")


def _clock(hour: int, minute: int, match: re.Match[str]) -> Clock:
    groups = match.groupdict()
    zone = "Z" if (groups["zone"] or "").upper() in {"GMT", "UTC"} else ""
    if zone and groups.get("offset"):
        zone = f"{int(groups['offset']):+03}:{groups['offset_minutes'] or '00'}"
    return Clock(tail=f"T{hour:02}:{minute:02}{zone}")
