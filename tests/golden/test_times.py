"""Time expressions of news English, in invented sentences, with the value that a careful reader would give each.

Every row: the sentence, the words of the expression, TIMEX3 type and value, EDTF and basis. The paper is of Wednesday,
15 May 2024. EDTF is None where a time has no place on the calendar.
"""

from __future__ import annotations

import re

import pytest
from edtf import parse_edtf

from onrecord.language.sentences import sentences
from onrecord.model import Span, Time
from onrecord.resolving.times import find_times

PUBLISHED = "2024-05-15"
REL, SAID = "relative", "stated"


def read(text: str, published: str | None = PUBLISHED) -> dict[str, Time]:
    """The times of ``text`` under their words."""
    found = find_times(text, published=published, sentences=[Span(*span) for span in sentences(text)])
    return {text[t.span.start : t.span.end]: t for t in found}


Row = tuple[str, str, str, str | None, str | None, str]
DATES: list[Row] = [
    # spellings of a day
    ("Shells fell on the mill on 7 March 2023.", "7 March 2023", "DATE", "2023-03-07", "2023-03-07", SAID),
    ("The envoy died on the 21st of August, 2020.", "21st of August, 2020", "DATE", "2020-08-21", "2020-08-21", SAID),
    ("He signed it on Tuesday, Jan. 9, 2024.", "Tuesday, Jan. 9, 2024", "DATE", "2024-01-09", "2024-01-09", SAID),
    ("The order is dated 2022-10-31.", "2022-10-31", "DATE", "2022-10-31", "2022-10-31", SAID),
    ("The envelope bears the date 28.02.2024.", "28.02.2024", "DATE", "2024-02-28", "2024-02-28", SAID),
    # weekdays: the verb tells the direction
    ("The minister spoke on Wednesday.", "Wednesday", "DATE", "2024-05-15", "2024-05-15", REL),
    ("Gunmen stormed the depot on Saturday.", "Saturday", "DATE", "2024-05-11", "2024-05-11", REL),
    ("Ferry service will resume on Friday.", "Friday", "DATE", "2024-05-17", "2024-05-17", REL),
    ("The two leaders meet on Monday in Bern.", "Monday", "DATE", "2024-05-20", "2024-05-20", REL),
    ("Judges adjourned the trial until Thursday.", "Thursday", "DATE", "2024-05-16", "2024-05-16", REL),
    ("The cease-fire had been due to start on Sunday.", "Sunday", "DATE", "2024-05-12", "2024-05-12", REL),
    ("The pilot may have been killed on Monday.", "Monday", "DATE", "2024-05-13", "2024-05-13", REL),
    ("The union agreed to return to work on Friday.", "Friday", "DATE", "2024-05-17", "2024-05-17", REL),
    ("Monday's ruling surprised the miners.", "Monday", "DATE", "2024-05-13", "2024-05-13", REL),
    ("The dam gave way on Thursday last week.", "Thursday last week", "DATE", "2024-05-09", "2024-05-09", REL),
    # months, quarters, seasons, halves
    ("The harbour froze in February.", "February", "DATE", "2024-02", "2024-02", REL),
    ("A census is planned for October.", "October", "DATE", "2024-10", "2024-10", REL),
    ("The mine closed in November last year.", "November last year", "DATE", "2023-11", "2023-11", REL),
    ("Voters rejected the plan on June 18 this year.", "June 18 this year", "DATE", "2024-06-18", "2024-06-18", REL),
    ("Exports shrank in the first quarter.", "the first quarter", "DATE", "2024-Q1", "2024-33", REL),
    ("Deliveries begin in the fourth quarter of 2026.", "the fourth quarter of 2026", "DATE", "2026-Q4", "2026-36",
     SAID),
    ("Rents doubled in the last half of 2023.", "the last half of 2023", "DATE", "2023-H2", "2023-41", SAID),
    ("Wells ran dry in the summer of 2022.", "the summer of 2022", "DATE", "2022-SU", "2022-22", SAID),
    ("The bridge will be rebuilt this autumn.", "this autumn", "DATE", "2024-FA", "2024-23", REL),
    # parts of longer stretches, and stretches of years
    ("The general fell from favour in late 2021.", "late 2021", "DATE", "2021", "2021-09~/2021-12", SAID),
    ("The cartel was broken in the early 1990s.", "the early 1990s", "DATE", "199", "1990/1993~", SAID),
    ("Snow cut the pass in mid-March.", "mid-March", "DATE", "2024-03", "2024-03-11~/2024-03-20~", REL),
    ("The canal dates from the 18th century.", "the 18th century", "DATE", "17", "17XX", SAID),
    ("Her family left in the seventies.", "the seventies", "DATE", "197", "197X", SAID),
    ("The airline lost money in fiscal 2023.", "fiscal 2023", "DATE", "2023", "2023", SAID),
    ("They moved north around 1987.", "around 1987", "DATE", "1987", "1987~", SAID),
    ("The convoy left perhaps in April 2023.", "April 2023", "DATE", "2023-04", "2023-04?", SAID),
    ("The rains came around the spring of 2019.", "around the spring of 2019", "DATE", "2019-SP",
     "2019-03~/2019-05~", SAID),
    ("Polls opened in the first week of March.", "the first week of March", "DATE", "2024-W10",
     "2024-03-04/2024-03-10", REL),
    ("The fair closed on the last day of June 2023.", "the last day of June 2023", "DATE", "2023-06-30",
     "2023-06-30", SAID),
    # ranges: each end has its own value
    ("The summit ran from 3 to 5 May.", "3", "DATE", "2024-05-03", "2024-05-03", REL),
    ("The summit ran from 3 to 5 May.", "5 May", "DATE", "2024-05-05", "2024-05-05", REL),
    ("He held the post between 2019 and 2021.", "2019", "DATE", "2019", "2019", SAID),
    ("He held the post between 2019 and 2021.", "2021", "DATE", "2021", "2021", SAID),
    ("A drought in 2015-16 emptied the lake.", "16", "DATE", "2016", "2016", SAID),
    ("Strikes from 28 April to 3 May 2024 shut the port.", "28 April", "DATE", "2024-04-28", "2024-04-28", SAID),
    # counted from publication
    ("The consul left the day before yesterday.", "the day before yesterday", "DATE", "2024-05-13", "2024-05-13", REL),
    ("Tanks crossed the river two years ago.", "two years ago", "DATE", "2022", "2022", REL),
    ("The border was drawn a decade ago.", "a decade ago", "DATE", "2014", "2014~", REL),
    ("The ferry sank three weeks ago.", "three weeks ago", "DATE", "2024-04-24", "2024-04-24~", REL),
    ("The truck was stolen ten days ago.", "ten days ago", "DATE", "2024-05-05", "2024-05-05", REL),
    ("The court will rule in two months' time.", "two months' time", "DATE", "2024-07", "2024-07", REL),
    ("Looters struck over the weekend.", "the weekend", "DATE", "2024-W19-WE", "2024-05-11/2024-05-12", REL),
    ("Parliament will sit this weekend.", "this weekend", "DATE", "2024-W20-WE", "2024-05-18/2024-05-19", REL),
    ("Sales fell last month.", "last month", "DATE", "2024-04", "2024-04", REL),
    # feasts
    ("Guns fell silent on Christmas Day.", "Christmas Day", "DATE", "2023-12-25", "2023-12-25", REL),
    ("The bells rang on Easter Sunday.", "Easter Sunday", "DATE", "2024-03-31", "2024-03-31", REL),
    # no place on the calendar
    ("The two armies clashed some days ago.", "some days ago", "DATE", "PAST_REF", None, REL),
    ("Two or three weeks ago he vanished.", "Two or three weeks ago", "DATE", "PAST_REF", None, REL),
    ("The road was recently mined.", "recently", "DATE", "PAST_REF", None, REL),
    ("The front is now quiet.", "now", "DATE", "PRESENT_REF", None, REL),
]  # fmt: skip
COUNTED: list[Row] = [
    # from another time or event of the text
    ("Two days after the truce of March 10 the guns spoke again.", "Two days after", "DATE", "2024-03-12",
     "2024-03-12", REL),
    ("Two days after the truce of March 10 the guns spoke again.", "March 10", "DATE", "2024-03-10", "2024-03-10",
     REL),
    ("The offensive began on 4 June 2023. A week before the offensive, scouts crossed the river.", "A week before",
     "DATE", "2023-05-28", "2023-05-28", REL),
    ("The rebels took the airport on 8 April. A week earlier they had taken the bridge.", "A week earlier", "DATE",
     "2024-04-01", "2024-04-01", REL),
    ("The mayor was seized on 2 May. The next day his deputy fled.", "The next day", "DATE", "2024-05-03",
     "2024-05-03", REL),
    ("The vote was held on 14 January. Three months later the cabinet fell.", "Three months later", "DATE", "2024-04",
     "2024-04", REL),
    ("He was last seen on the day before the election of 9 May.", "the day before", "DATE", "2024-05-08",
     "2024-05-08", REL),
    ("The war began on 24 February 2022. In the second month of the war the city fell.", "the second month", "DATE",
     "2022-03", "2022-03-24/2022-04-23", REL),
    ("The blockade was imposed on 1 May. On the ninth day of the blockade bread ran out.", "the ninth day", "DATE",
     "2024-05-09", "2024-05-09", REL),
    ("In the third year of the war the harvest failed.", "the third year", "DATE", None, None, REL),
    ("The siege entered its third week.", "its third week", "DATE", "2024-W20", "2024-05-13/2024-05-19", REL),
    ("Riots went on for a fourth straight day on Monday.", "fourth straight day", "DATE", "2024-05-13",
     "2024-05-13", REL),
    ("The embassy closed a few days after the coup.", "a few days", "DURATION", "PXD", None, SAID),
    ("The president quit three weeks after the coup.", "three weeks", "DURATION", "P3W", None, SAID),
]  # fmt: skip
CLOCK: list[Row] = [
    ("Sirens were heard on Monday night.", "Monday night", "TIME", "2024-05-13TNI", "2024-05-13", REL),
    ("Drones struck the refinery overnight.", "overnight", "TIME", "2024-05-14TNI", "2024-05-14", REL),
    ("Drones struck the refinery overnight into Tuesday.", "overnight into Tuesday", "TIME", "2024-05-13TNI",
     "2024-05-13", REL),
    ("Police raided the flat in the early hours of Sunday.", "the early hours of Sunday", "TIME", "2024-05-12TMO",
     "2024-05-12", REL),
    ("The column moved at dawn on Friday.", "dawn on Friday", "TIME", "2024-05-10TMO", "2024-05-10", REL),
    ("The truce starts at 06:00 GMT on Saturday.", "06:00 GMT on Saturday", "TIME", "2024-05-18T06:00Z",
     "2024-05-18T06:00:00Z", REL),
    ("A bomb went off at 10:35 a.m. (0735 GMT) on Friday.", "10:35 a.m. (0735 GMT) on Friday", "TIME",
     "2024-05-10T10:35", "2024-05-10T10:35:00", REL),
    ("The curfew ended at 5 in the morning on Tuesday.", "5 in the morning on Tuesday", "TIME", "2024-05-14T05:00",
     "2024-05-14T05:00:00", REL),
    ("The chancellor will speak at 8 p.m. tomorrow.", "8 p.m. tomorrow", "TIME", "2024-05-16T20:00",
     "2024-05-16T20:00:00", REL),
    ("The ship docked at noon yesterday.", "noon yesterday", "TIME", "2024-05-14T12:00", "2024-05-14T12:00:00", REL),
]  # fmt: skip
LENGTHS: list[Row] = [
    ("The power was out for three weeks.", "three weeks", "DURATION", "P3W", None, SAID),
    ("The hearing took 2 1/2 hours.", "2 1/2 hours", "DURATION", "PT2.5H", None, SAID),
    ("Prices rose in the past six months.", "the past six months", "DURATION", "P6M", "2023-11/2024-05", REL),
    ("He faces a five-year sentence.", "five-year", "DURATION", "P5Y", None, SAID),
    ("Refugees walked for days.", "days", "DURATION", "PXD", None, SAID),
    ("The council meets every Friday.", "every Friday", "SET", "XXXX-WXX-5", None, SAID),
    ("Trains run twice a week.", "twice a week", "SET", "P1W", None, SAID),
    ("The airline offers four flights a day.", "a day", "SET", "P1D", None, SAID),
    ("A report is issued every two weeks.", "every two weeks", "SET", "P2W", None, SAID),
    ("Markets open on weekends.", "weekends", "SET", "XXXX-WXX-WE", None, SAID),
]  # fmt: skip
GOLDEN = [*DATES, *COUNTED, *CLOCK, *LENGTHS]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "edtf", "basis"), GOLDEN, ids=[f"{row[1]} | {row[0]}" for row in GOLDEN]
)
def test_expression(text: str, words: str, kind: str, value: str | None, edtf: str | None, basis: str) -> None:
    found = read(text)
    assert words in found, f"found only {sorted(found)}"
    one = found[words]
    assert (one.type, one.value, one.edtf, one.basis) == (kind, value, edtf, basis), one.reason
    assert one.reason


@pytest.mark.parametrize("text", dict.fromkeys(row[0] for row in GOLDEN))
def test_edtf_is_valid_whatever_is_known(text: str) -> None:
    for published in (PUBLISHED, None):
        for one in read(text, published).values():
            if one.edtf is not None:
                assert parse_edtf(one.edtf) is not None


@pytest.mark.parametrize("text", dict.fromkeys(row[0] for row in GOLDEN if row[5] == REL and row not in COUNTED))
def test_without_publication_nothing_is_guessed(text: str) -> None:
    for words, one in read(text, published=None).items():
        if one.basis == REL and one.value is not None:
            assert re.fullmatch(r"(?:PAST|PRESENT|FUTURE)_REF|P\w+", one.value), words
        assert one.reason


def test_reasons_say_what_was_counted_and_why() -> None:
    assert read("Gunmen fled on Sunday.")["Sunday"].reason == (
        "3 days before the publication date 2024-05-15: the verb or the words look back"
    )
    assert read("It fell on 3 May 2024.")["3 May 2024"].reason == "stated in full"
    assert read("He quit on Tuesday.", None)["Tuesday"].reason == "no publication date: 'Tuesday' stays open"
    two_days = read("Two days after the truce of March 10 he fled.")["Two days after"].reason
    assert two_days == "2 days after the truce 2024-03-10"


def test_a_dateline_is_where_today_counts_from() -> None:
    found = read("SOFIA, May 13 (Agency) -- The cabinet resigned today.\nIts heirs met yesterday.")
    assert (found["today"].value, found["yesterday"].value) == ("2024-05-13", "2024-05-12")
    assert "dateline" in found["today"].reason


def test_a_word_with_two_dates_is_no_anchor() -> None:
    text = "The raid of 3 May failed. The raid of 9 May did not. Two days after the raid he fled."
    assert read(text)["Two days"].type == "DURATION"
