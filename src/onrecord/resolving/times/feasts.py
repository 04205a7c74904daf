"""The days of feasts that news dates by."""

from __future__ import annotations

from datetime import date, timedelta


def day_of(name: str, year: int) -> date:
    """The day of the feast ``name`` (lower case, "good friday") in ``year``; American days where customs differ.
    Raises ValueError for a year that has none or that the calendar of Umm al-Qura does not reach (1924 to 2077)."""
    fixed = {
        "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "halloween": (10, 31),
        "new year's eve": (12, 31), "new year's day": (1, 1), "independence day": (7, 4), "boxing day": (12, 26),
        "valentine's day": (2, 14),
    }  # fmt: skip
    if name in fixed:
        return date(year, *fixed[name])
    if name in _BY_THE_MOON:
        return _by_the_moon(*_BY_THE_MOON[name], year)
    if name == "thanksgiving":
        return _nth_weekday(year, 11, 4, 4)
    if name == "labor day":
        return _nth_weekday(year, 9, 1, 1)
    if name == "memorial day":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    if name.startswith("passover"):
        return _passover(year) - timedelta(days=name.endswith(" eve"))
    return _easter(year) + timedelta(days={"good friday": -2, "easter monday": 1}.get(name, 0))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


# Month and day of the Islamic year.
_BY_THE_MOON = {"eid al fitr": (10, 1), "eid al adha": (12, 10), "ashura": (1, 10)}


def _by_the_moon(month: int, day: int, year: int) -> date:
    """A day of the calendar of Umm al-Qura in a common year, the first of two; elsewhere the moon may be seen a day
    later."""
    from hijridate import Gregorian, Hijri  # few texts need it, and its tables take a tenth of a second to load

    islamic = Gregorian(year, 1, 1).to_hijri().year
    days = (Hijri(y, month, day).to_gregorian() for y in (islamic, islamic + 1))
    found = next((d for d in days if d.year == year), None)
    if found is None:
        raise ValueError(f"no day {day} of month {month} in {year}")
    return date(found.year, found.month, found.day)


_PARTS = 492_480  # of a day: the common denominator of Gauss's fractions


def _passover(year: int) -> date:
    """The first day of Passover, 15 Nisan, by Gauss's rule of 1802; the feast begins on the evening before."""
    hebrew = year + 3760
    cycle, leap = (12 * hebrew + 17) % 19, hebrew % 4
    day, rest = divmod(32 * _PARTS + 21_715 + 765_433 * cycle + 123_120 * leap - 1_565 * hebrew, _PARTS)
    weekday = (day + 3 * hebrew + 5 * leap + 5) % 7
    if weekday in {2, 4, 6} or (weekday == 0 and cycle > 11 and rest >= 442_111):
        day += 1
    elif weekday == 1 and cycle > 6 and rest >= 311_676:
        day += 2
    return date(year, 3, 1) + timedelta(days=day - 1 + year // 100 - year // 400 - 2)  # from the Julian calendar


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the computus of 1876 known as Meeus/Jones/Butcher."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    lunar = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - lunar + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
