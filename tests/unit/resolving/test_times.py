"""Time expressions: a golden table of invented news sentences, and the laws every result keeps."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from onrecord.model import Span, Time
from onrecord.resolving.times import find_times

PUBLISHED = "2024-05-15"  # a Wednesday
REL, SAID = "relative", "stated"


def read(text: str, published: str | None = PUBLISHED) -> dict[str, Time]:
    """The times of a text under their words; each line is taken for one sentence."""
    sentences, at = [], 0
    for line in text.split("\n"):
        if line:
            sentences.append(Span(at, at + len(line)))
        at += len(line) + 1
    found = find_times(text, published=published, sentences=sentences)
    return {text[t.span.start : t.span.end]: t for t in found}


# sentence, the words of the expression, TIMEX3 type and value, EDTF, basis
GOLDEN = [
    # dates in full and in part, in every common order
    ("Rockets hit the port on 3 May 2024.", "3 May 2024", "DATE", "2024-05-03", "2024-05-03", SAID),
    ("On May 3, 2024 the council voted.", "May 3, 2024", "DATE", "2024-05-03", "2024-05-03", SAID),
    ("The 3rd of June 2019 was calm.", "3rd of June 2019", "DATE", "2019-06-03", "2019-06-03", SAID),
    ("It was signed on Monday, Feb. 5, 2024.", "Monday, Feb. 5, 2024", "DATE", "2024-02-05", "2024-02-05", SAID),
    ("The order of 2023-11-07 stands.", "2023-11-07", "DATE", "2023-11-07", "2023-11-07", SAID),
    ("Log entry 2024-05-03T14:00Z follows.", "2024-05-03T14:00Z", "TIME", "2024-05-03T14:00Z",
     "2024-05-03T14:00:00Z", SAID),
    ("The form was stamped 13.05.2024.", "13.05.2024", "DATE", "2024-05-13", "2024-05-13", SAID),
    ("The form was stamped 7/8/2019.", "7/8/2019", "DATE", "2019-07-08", "2019-07-08", SAID),
    ("The fleet sailed in March 2022.", "March 2022", "DATE", "2022-03", "2022-03", SAID),
    ("The general resigned on March 9.", "March 9", "DATE", "2024-03-09", "2024-03-09", REL),
    ("Both sides signed between March and May 2022.", "March", "DATE", "2022-03", "2022-03", SAID),
    ("Talks ran from March 3-5, 2021.", "5, 2021", "DATE", "2021-03-05", "2021-03-05", SAID),
    ("The spring offensive of 2023 stalled.", "The spring", "DATE", "2023-SP", "2023-21", SAID),
    # longer stretches
    ("The party ruled in the 1990s.", "the 1990s", "DATE", "199", "199X", SAID),
    ("Mines opened in the early '70s.", "the early '70s", "DATE", "197", "1970/1973~", SAID),
    ("Borders of the 19th century held.", "the 19th century", "DATE", "18", "18XX", SAID),
    ("He fled in 2014.", "2014", "DATE", "2014", "2014", SAID),
    ("Troops withdrew in early 2021.", "early 2021", "DATE", "2021", "2021-01/2021-04~", SAID),
    ("The bridge reopened in mid-March 2022.", "mid-March 2022", "DATE", "2022-03", "2022-03-11~/2022-03-20~", SAID),
    ("Votes are due in the third quarter of 2025.", "the third quarter of 2025", "DATE", "2025-Q3", "2025-35", SAID),
    ("Output fell in Q1.", "Q1", "DATE", "2024-Q1", "2024-33", REL),
    ("Grain sales for fiscal 2023 rose.", "fiscal 2023", "DATE", "2023", "2023", SAID),
    ("Aid doubled in the summer of 2022.", "the summer of 2022", "DATE", "2022-SU", "2022-22", SAID),
    # weekdays and months: tense decides
    ("The envoy spoke on Monday.", "Monday", "DATE", "2024-05-13", "2024-05-13", REL),
    ("Talks will resume on Friday.", "Friday", "DATE", "2024-05-17", "2024-05-17", REL),
    ("The ministry said on Wednesday it was closed.", "Wednesday", "DATE", "2024-05-15", "2024-05-15", REL),
    ("The shells are due in November.", "November", "DATE", "2024-11", "2024-11", REL),
    ("The shells were delivered in November.", "November", "DATE", "2023-11", "2023-11", REL),
    ("On Thursday the court will hear the appeal.", "Thursday", "DATE", "2024-05-16", "2024-05-16", REL),
    ("They protested Tuesday's ruling.", "Tuesday", "DATE", "2024-05-14", "2024-05-14", REL),
    ("He left last Tuesday.", "last Tuesday", "DATE", "2024-05-14", "2024-05-14", REL),
    ("She arrives next Monday.", "next Monday", "DATE", "2024-05-20", "2024-05-20", REL),
    ("The raid came on Friday last week.", "Friday last week", "DATE", "2024-05-10", "2024-05-10", REL),
    ("It passed last October.", "last October", "DATE", "2023-10", "2023-10", REL),
    # counted from the publication
    ("The mayor quit yesterday.", "yesterday", "DATE", "2024-05-14", "2024-05-14", REL),
    ("Tomorrow the strike begins.", "Tomorrow", "DATE", "2024-05-16", "2024-05-16", REL),
    ("Last week the pipeline burst.", "Last week", "DATE", "2024-W19", "2024-05-06/2024-05-12", REL),
    ("Fighting eased over the weekend.", "the weekend", "DATE", "2024-W19-WE", "2024-05-11/2024-05-12", REL),
    ("Prices rose this month.", "this month", "DATE", "2024-05", "2024-05", REL),
    ("The base closes next year.", "next year", "DATE", "2025", "2025", REL),
    ("It collapsed two weeks ago.", "two weeks ago", "DATE", "2024-05-01", "2024-05-01~", REL),
    ("The treaty lapsed five years ago.", "five years ago", "DATE", "2019", "2019", REL),
    ("The ship sank three months ago.", "three months ago", "DATE", "2024-02", "2024-02", REL),
    ("It must end by the end of the year.", "the end of the year", "DATE", "2024", "2024-09~/2024-12", REL),
    # parts of the day and clock times
    ("Sirens sounded on Monday night.", "Monday night", "TIME", "2024-05-13TNI", "2024-05-13", REL),
    ("Friday morning brought shelling.", "Friday morning", "TIME", "2024-05-10TMO", "2024-05-10", REL),
    ("He landed yesterday afternoon.", "yesterday afternoon", "TIME", "2024-05-14TAF", "2024-05-14", REL),
    ("The leader speaks tonight.", "tonight", "TIME", "2024-05-15TNI", "2024-05-15", REL),
    ("The blast came at 5 p.m. on Tuesday.", "5 p.m. on Tuesday", "TIME", "2024-05-14T17:00",
     "2024-05-14T17:00:00", REL),
    ("The truce began at 17:30 GMT on Sunday.", "17:30 GMT on Sunday", "TIME", "2024-05-12T17:30Z",
     "2024-05-12T17:30:00Z", REL),
    ("The curfew ended at midnight on Tuesday.", "midnight on Tuesday", "TIME", "2024-05-14T24:00",
     "2024-05-15T00:00:00", REL),
    # durations
    ("The siege lasted two weeks.", "two weeks", "DURATION", "P2W", None, SAID),
    ("They imposed a three-month ban.", "three-month", "DURATION", "P3M", None, SAID),
    ("Villages were cut off for years.", "years", "DURATION", "PXY", None, SAID),
    ("Exports fell over the past five years.", "the past five years", "DURATION", "P5Y", "2019/2024", REL),
    ("Rates rise in the next 18 months.", "the next 18 months", "DURATION", "P18M", "2024-05/2025-11", REL),
    ("He spent two and a half years in jail.", "two and a half years", "DURATION", "P2.5Y", None, SAID),
    ("Aid arrived within half an hour.", "half an hour", "DURATION", "PT30M", None, SAID),
    # repeated times
    ("The council meets every Monday.", "every Monday", "SET", "XXXX-WXX-1", None, SAID),
    ("Convoys leave daily.", "daily", "SET", "P1D", None, SAID),
    ("The fund pays $3 million a year.", "a year", "SET", "P1Y", None, SAID),
    # no date at all
    ("The army now holds the hill.", "now", "DATE", "PRESENT_REF", None, REL),
    ("Ties were warm in the past.", "the past", "DATE", "PAST_REF", None, REL),
    ("A vote may come in the near future.", "the near future", "DATE", "FUTURE_REF", None, REL),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "kind", "value", "edtf", "basis"), GOLDEN, ids=[row[0] for row in GOLDEN])
def test_golden_table(text: str, words: str, kind: str, value: str, edtf: str | None, basis: str) -> None:
    found = read(text)
    assert words in found, f"found only {sorted(found)}"
    one = found[words]
    assert (one.type, one.value, one.edtf, one.basis) == (kind, value, edtf, basis)
    assert one.reason


@pytest.mark.parametrize(
    "text",
    [
        "He may march on; the second sun of spring water shone.",
        "2,000 people and 1,999 dogs came, 1950 troops among them.",
        "The fare is $2020, or 1999.50 in coins.",
        "May said no. April Smith agreed. August Wilson wrote.",
        "A 45-year-old man, 30 years old in the photograph, was held.",
        "Three-quarters of the crop rotted, as soon as it was cut.",
        "She reads USA Today, The Sunday Times and the Mail on Sunday Review.",
        "Bloody Sunday and Black Friday are names.",
    ],
)
def test_false_friends_are_left_alone(text: str) -> None:
    allowed = {"Sunday"} if "Sunday Review" in text else set()
    assert set(read(text)) <= allowed


def test_a_time_counts_from_the_one_named_before_it() -> None:
    found = read(
        "They met on 4 June 2019.\nTwo days later talks failed.\nThe same day, shots fell.\nThat year, 20 died."
    )
    assert [t.value for t in found.values()] == ["2019-06-04", "2019-06-06", "2019-06-06", "2019"]
    assert "2019-06-04" in found["Two days later"].reason


def test_a_year_earlier_keeps_the_quarter() -> None:
    found = read("Profit rose in the first quarter from $2 million a year earlier.")
    assert found["a year earlier"].value == "2023-Q1"


def test_a_clock_time_belongs_to_the_day_named_in_its_sentence() -> None:
    found = read("It began at noon on Tuesday and ended at 5 p.m.")
    assert found["5 p.m."].value == "2024-05-14T17:00"


@pytest.mark.parametrize(
    "text",
    [
        "The bridge fell on May 2, 2021.\nGunmen came on Sunday.\nThe next day they left.",
        "The bridge fell on May 2, 2021.\nGunmen came on June 6.\nThe next day they left.",
        "The bridge fell on May 2, 2021.\nSome weeks later gunmen came.\nThe next day they left.",
        "The bridge fell on May 2, 2021.\nGunmen came three days after the coup.\nThe next day they left.",
    ],
)
def test_nothing_is_counted_past_a_time_that_stays_open(text: str) -> None:
    (last,) = [one for words, one in read(text, published=None).items() if words == "The next day"]
    assert (last.value, last.edtf) == (None, None)
    one = read(text, published=None)["May 2, 2021"]
    assert one.value == "2021-05-02"


def test_an_open_time_leaves_the_longer_stretch_before_it_alone() -> None:
    text = "The bridge fell in 2021.\nThe coup shook it.\nHe fled some years after the coup.\nThat year 20 died."
    assert read(text)["That year"].value is None
    text = "The bridge fell in 2021.\nThe coup shook it.\nHe fled two days after the coup.\nThat year 20 died."
    assert read(text)["That year"].value == "2021"
    found = read("The bridge fell on May 2, 2021.\nHe wept last year.\nThe next day gunmen came.", published=None)
    assert found["The next day"].value == "2021-05-03"


def test_a_clock_time_beside_an_open_day_stays_open() -> None:
    found = read("The bridge held on May 2, 2021, but on Sunday it gave way at 5 p.m.", published=None)
    assert found["5 p.m."].value is None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("He ruled in 2011.\nIn August of that year he fell.", "August of that year", "2011-08"),
        ("He ruled in 2011.\nOn 9 May of the same year he fell.", "9 May of the same year", "2011-05-09"),
        ("He ruled in 2011.\nIn spring the following year he fell.", "spring the following year", "2012-SP"),
        ("He ruled in 2011.\nHe spoke on Monday: in August that year he fell.", "August that year", "2011-08"),
        ("He ruled in 2011.\nIn the first week of May of that year he fell.", "the first week of May of that year",
         "2011-W18"),
        ("In August of that year he fell.", "August of that year", "XXXX-08"),
        ("He ruled in 2011.\nIn August this year he fell.", "August this year", "2024-08"),
        ("He ruled in 2011.\nIn April, the same year as the vote, he fell.", "April", "2024-04"),
    ],
)  # fmt: skip
def test_a_month_of_that_year_takes_the_year_told_of(text: str, words: str, value: str) -> None:
    assert read(text)[words].value == value


def test_that_year_after_a_month_of_it_is_still_that_year() -> None:
    assert read("He ruled in 2011.\nIn August of that year he fell.\nThat year was dry.")["That year"].value == "2011"


def test_the_following_year_is_not_counted_from_the_day_of_the_report() -> None:
    text = "He ruled in 2011.\nShe said on Monday he fled.\nThe following year he died."
    assert read(text)["The following year"].value == "2012"
    assert read("She spoke on Monday.\nThe following year is open.")["The following year"].value == "2025"


@pytest.mark.parametrize(
    "text",
    [
        "The revolt in Oland began on 3 May 2021.",
        "Revolt broke out in Oland on 3 May 2021.",
        "The revolt between the miners and the guards began on 3 May 2021.",
        "Two years into the revolt in Oland, which began on 3 May 2021, he spoke.",
        "He fled when the revolt in northern Oland erupted on 3 May 2021.",
        "A revolt against the king was declared on 3 May 2021.",
    ],
)
def test_a_beginning_is_found_with_words_between(text: str) -> None:
    found = read(f"{text}\nIn the second month of the revolt he died.")
    assert found["the second month"].edtf == "2021-06-03/2021-07-02"


@pytest.mark.parametrize(
    "text",
    [
        "Talks to end the revolt in Oland began on 3 May 2021.",
        "Talks on the revolt began on 3 May 2021.",
        "Critics of the revolt in Oland began on 3 May 2021 to leave.",
        "He opposed the revolt in Oland and strikers began on 3 May 2021 to leave.",
        "The Great Revolt began on 3 May 2021.",
        "The second round of the revolt began on 3 May 2021.",
        "The revolt in Oland began on 3 May 2021. The revolt in Uland did not.",
    ],
)
def test_the_beginning_of_something_else_dates_no_event(text: str) -> None:
    found = read(f"{text}\nIn the second month of the revolt he died.")
    assert found["the second month"].value is None


def test_the_text_is_not_said_to_be_silent_where_it_tells_of_two_events() -> None:
    found = read("The raid of 3 May failed.\nThe raid of 9 May did not.\nIn the second week of the raid he fled.")
    assert found["the second week"].reason == "the text tells of more than one raid"


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The strike, which began on May 6, 2024, entered its 10th day.", "its 10th day", "2024-05-15"),
        ("The strike began on May 6, 2024.\nWith the strike in its second day, he quit.", "its second day",
         "2024-05-07"),
        ("The strikes began on May 6, 2024.\nThe strikes have entered their second day.", "second day", "2024-05-07"),
        ("The strike began on May 6, 2024.\nThe union behind the strike entered its second day.", "its second day",
         "2024-05-15"),
    ],
)  # fmt: skip
def test_its_third_day_counts_from_the_beginning_that_the_text_gives(text: str, words: str, value: str) -> None:
    assert read(text)[words].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left three days before the vote of March 20.\nA week later he died.", "2024-03-24"),
        ("The vote was held on March 20.\nHe left three days before the vote.\nA week later he died.", "2024-03-24"),
        ("The vote was held on March 20.\nA week later he died.", "2024-03-27"),
        ("He left three days before the vote of March 20.\nIt was ruled void on April 2.\nA week later he died.",
         "2024-04-09"),
    ],
)  # fmt: skip
def test_what_follows_a_counted_time_counts_from_it(text: str, value: str) -> None:
    assert read(text)["A week later"].value == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Floods hit the town over the weekend.", "the weekend", "2024-W19-WE"),
        ("Floods will hit the town over the weekend.", "the weekend", "2024-W20-WE"),
        ("Floods are going to hit the town over the weekend.", "the weekend", "2024-W20-WE"),
        ("Floods may have hit the town over the weekend.", "the weekend", "2024-W19-WE"),
        ("They had not trained for the weekend's vote.", "the weekend", "2024-W20-WE"),
        ("They trained for this weekend.", "this weekend", "2024-W20-WE"),
    ],
)
def test_on_a_friday_the_weekend_told_of_is_the_last(text: str, words: str, value: str) -> None:
    assert read(text, published="2024-05-17")[words].value == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It shut on the final day of 2019.", "the final day of 2019", "2019-12-31"),
        ("It shut in the second week of last year.", "the second week of last year", "2023-W02"),
        ("It shut in the third month of 2019.", "the third month of 2019", "2019-03"),
        ("It shut on the last day of this month.", "the last day of this month", "2024-05-31"),
        ("The storm last week of all weeks shut it.", "last week", "2024-W19"),
    ],
)
def test_a_part_of_a_year_is_not_counted_from_the_report(text: str, words: str, value: str) -> None:
    assert read(text)[words].value == value


@pytest.mark.parametrize(
    "text",
    ["It shut in the last week of the trial.", "On the last day, it shut.", "In the last year of her life she sang."],
)
def test_the_last_day_of_something_is_not_yesterday(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It burned in the night of 7-8 March.", "night of 7-8 March", "2024-03-07TNI"),
        ("It burned in the night from March 31 to April 1, 2023.", "the night from March 31 to April 1, 2023",
         "2023-03-31TNI"),
        ("It burned in the night of 31 December to 1 January 2023.", "the night of 31 December to 1 January 2023",
         "2022-12-31TNI"),
        ("It burned in the night between 7 and 8 March 2023.", "the night between 7 and 8 March 2023",
         "2023-03-07TNI"),
        ("It burned overnight from Sunday to Monday.", "overnight from Sunday to Monday", "2024-05-12TNI"),
        ("It burned on the night of 7 March.", "the night of 7 March", "2024-03-07TNI"),
    ],
)  # fmt: skip
def test_a_night_between_two_days_is_one_time(text: str, words: str, value: str) -> None:
    found = read(text)
    assert list(found) == [words]
    assert (found[words].type, found[words].value) == ("TIME", value)


@pytest.mark.parametrize(
    "text",
    ["It burned in the night of 7-9 March.", "It burned in the night of 7 and 8 March.",
     "It burned overnight from Sunday to Tuesday."],
)  # fmt: skip
def test_days_further_apart_are_no_single_night(text: str) -> None:
    assert len(read(text)) != 1 or "7" not in next(iter(read(text)))


@pytest.mark.parametrize(
    ("year", "day"),
    [(1990, "04-10"), (1999, "04-01"), (2005, "04-24"), (2013, "03-26"), (2016, "04-23"), (2018, "03-31"),
     (2020, "04-09"), (2021, "03-28"), (2022, "04-16"), (2023, "04-06"), (2024, "04-23"), (2025, "04-13")],
)  # fmt: skip
def test_passover_has_its_day_of_the_hebrew_calendar(year: int, day: str) -> None:
    (one,) = read("Shops were shut on Passover.", published=f"{year}-06-01").values()
    assert one.value == f"{year}-{day}"


def test_passover_eve_is_the_day_before_and_the_whole_feast_no_day() -> None:
    assert read("Guards fled on Passover eve.")["Passover eve"].value == "2024-04-22"
    assert read("Guards fled on the eve of Passover.")["the eve of"].value == "2024-04-22"
    assert read("Guards fled during Passover and in Passover Week.") == {}


def test_feasts_by_the_moon() -> None:
    text = "Talks resumed after Eid al-Fitr; shops were shut on Eid al-Adha."
    assert {words: t.value for words, t in read(text, published="2024-08-01").items()} == {"Eid al-Adha": "2024-06-16"}
    assert read("A truce began on Eid al-Fitr.", published="2023-05-01")["Eid al-Fitr"].value == "2023-04-21"


def test_hours_later_is_the_same_day() -> None:
    found = read("The bridge fell on May 2, 2021.\nSome hours later gunmen came.\nThe next day they left.")
    assert found["The next day"].value == "2021-05-03"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The form was stamped 7/8/2019, the other 25/8/2019.", "2019-08-07"),
        ("The other was stamped 8/25/2019, this form 7/8/2019.", "2019-07-08"),
        ("One was stamped 25/8/2019, one 8/25/2019, this form 7/8/2019.", "2019-07-08"),
    ],
)
def test_figures_are_read_in_the_order_that_the_text_shows(text: str, value: str) -> None:
    assert read(text)["7/8/2019"].value == value


@pytest.mark.parametrize(
    "text", ["He quit on Monday.", "He quit yesterday.", "He quit two weeks ago.", "It fell last spring."]
)
def test_without_publication_a_relative_time_stays_open(text: str) -> None:
    (one,) = read(text, published=None).values()
    assert (one.value, one.edtf, one.basis) == (None, None, "relative")
    assert "publication" in one.reason


def test_without_publication_what_is_said_is_kept() -> None:
    found = read("On March 9 he fled; on 3 May 2024 he came back.", published=None)
    assert (found["March 9"].value, found["March 9"].basis) == ("XXXX-03-09", "stated")
    assert found["3 May 2024"].value == "2024-05-03"


def test_a_date_under_the_title_stands_in_for_the_publication_date() -> None:
    found = read("Dam bursts\n\nMarch 12, 2021\n\nThe dam burst on Monday.", published=None)
    assert found["Monday"].value == "2021-03-08"
    assert found["Monday"].basis == "relative"


def test_a_publication_date_that_cannot_be_read_is_no_date() -> None:
    (one,) = read("He quit yesterday.", published="last Tuesday").values()
    assert one.value is None


def test_the_hour_of_publication_counts_hours() -> None:
    (one,) = read("It fell three hours ago.", published="2024-05-15T14:30:00").values()
    assert (one.value, one.edtf) == ("2024-05-15T11:30", "2024-05-15T11:30:00")


def test_the_publication_date_never_poses_as_stated() -> None:
    for text, words, _, value, _, _ in GOLDEN:
        one = read(text)[words]
        bare = read(text, published=None).get(words)
        assert one.basis != "publication"
        if one.basis == "stated" and bare is not None:
            assert bare.value == value, f"{words!r} is called stated, yet needs the publication date"


def test_ids_and_spans_rise_and_never_overlap() -> None:
    text = " ".join(row[0] for row in GOLDEN)
    found = find_times(text, published=PUBLISHED, sentences=[Span(0, len(text))])
    assert [t.id for t in found] == [f"t{n}" for n in range(1, len(found) + 1)]
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(text[t.span.start : t.span.end].strip() == text[t.span.start : t.span.end] for t in found)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "9" * 50, "31/31/31", "Feb. 30, 2021", "99999 years ago", "4000000 days ago", "\u201990s"]
)
def test_odd_texts_do_no_harm(text: str) -> None:
    for one in find_times(text, published=PUBLISHED, sentences=[]):
        assert one.reason


@pytest.mark.parametrize(
    "unit",
    [
        "twenty ", "a few ", "May 5 ", "the end of the ", "12,", "3-", "1 ", "9", "\n", "last past next ", "of ",
        "Monday ", "the truce of May 5 two days after the truce ", "2 1/2 ", "2019-21 ", "in two weeks ", "has until ",
        "SOFIA, May 13 (", "perhaps in ", "the first day of the ", "7/8/2019 ", "night of 2-3 May ",
        "The war in a town began on May 5 its third day ", "the war in Oland and the war in Uland ",
        "May of that year ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_not_faster(unit: str, grows_linearly: Any) -> None:
    def job(size: int) -> None:
        find_times(unit * (size // len(unit)), published=PUBLISHED, sentences=[])

    assert grows_linearly(job, 20_000)
