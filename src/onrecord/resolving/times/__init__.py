"""Time expressions of news English: found, given their TIMEX3 and EDTF values, and each with its reason.

    text -> scanning (grammar: words -> readings) -> resolution (calendar, tense, publication date) -> Time

Rules, not a model: TIMEX3 after TimeML (Pustejovsky et al. 2003), direction from tense and modality. The publication
date is where relative times are counted from; it never poses as a stated one (``basis``).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

from onrecord.model import Span, Time
from onrecord.resolving.times.direction import direction
from onrecord.resolving.times.readings import Clock, Fixed, Found, Step, Weekday, Yearless
from onrecord.resolving.times.resolution import Context, kind_of, resolve
from onrecord.resolving.times.scanning import scan

__all__ = ["find_times"]

_TOP = 400  # characters; a dateline stands above the story


def find_times(text: str, *, published: str | None, sentences: Sequence[Span]) -> tuple[Time, ...]:
    """The time expressions of ``text`` in order, ids "t1", "t2" ...

    ``published`` is an ISO 8601 date or date-time; without it (or when it cannot be read) times that need it keep value
    None, with the reason. ``sentences`` are the text's sentences in order: tense is read inside one.
    """
    found = scan(text)
    context = _context(published, text, found)
    starts = [span[0] for span in sentences]
    times: list[Time] = []
    for one in found:
        sentence = _sentence(one, sentences, starts, len(text))
        ahead = direction(text, sentence, one.start, one.end) if _asks_direction(one) else 0
        value = resolve(one, context, sentence=sentence, direction=ahead)
        if value is not None:
            times.append(
                Time(
                    id=f"t{len(times) + 1}",
                    span=Span(one.start, one.end),
                    type=kind_of(one.reading),
                    value=value.timex,
                    edtf=value.edtf,
                    basis=value.basis,
                    reason=value.reason,
                )
            )
    return tuple(times)


def _asks_direction(one: Found) -> bool:
    reading = one.reading.day if isinstance(one.reading, Clock) else one.reading
    return isinstance(reading, (Weekday, Yearless)) or (isinstance(reading, Step) and reading.grain == "weekend")


def _context(published: str | None, text: str, found: Sequence[Found]) -> Context:
    try:
        moment = datetime.fromisoformat(published) if published else None
    except ValueError:
        moment = None
    if moment is not None:
        return Context(published=moment, has_clock="T" in (published or ""))
    dateline = next((one for one in found if _is_dateline(one, text)), None)
    if dateline is None or not isinstance(dateline.reading, Fixed):
        return Context(published=None)
    day = dateline.reading.moment.first()
    return Context(published=datetime(day.year, day.month, day.day), anchor="the date under the title")


def _is_dateline(one: Found, text: str) -> bool:
    """Whether a full date stands alone on one of the first lines, as under a headline."""
    if one.start > _TOP or not (isinstance(one.reading, Fixed) and one.reading.moment.grain == "day"):
        return False
    line_end = text.find("\n", one.end)
    around = (
        text[text.rfind("\n", 0, one.start) + 1 : one.start] + text[one.end : line_end if line_end >= 0 else len(text)]
    )
    return not around.strip(" .,;|-")


def _sentence(one: Found, sentences: Sequence[Span], starts: list[int], size: int) -> tuple[int, int]:
    at = bisect_right(starts, one.start) - 1
    if at < 0 or sentences[at][1] <= one.start:
        return max(0, one.start - 200), min(size, one.end + 200)
    return sentences[at][0], sentences[at][1]
