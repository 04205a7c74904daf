"""The words of a text as the search for place names needs them, and the words that tell places from other names."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence

from onrecord.model import Span
from onrecord.resolving.gazetteer import normal

_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİŁŃŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽ"
_JOINERS = "au|aux|upon|sur|de|la|les|en|el|al|on|le|in|by|the|sous|am|an|del|do"
_TOKEN = re.compile(
    rf"(?:[A-Z]\.){{2,}}|\b[DR](?=-[A-Z])|[A-Z]\.[A-Z][a-z]\.|[^\W_]+(?:['’ʼ][^\W_]+|-(?:{_JOINERS})(?=-)|-(?=[{_CAPITAL}])[^\W_]+)*"
)
POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_CONTRACTED = re.compile(r"['’](?:s|S|ll|ve|re|m|d)?$")
CONNECTORS = frozenset("of and the de la del el al upon da do dos das le du di on en".split())
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower greater northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern downtown old inner mid rural metro metropolitan "
    "mainland occupied".split()
)
AREA_WORDS = frozenset(
    "province region oblast governorate prefecture state republic district territory county department krai "
    "municipality canton".split()
)
CITY_WORDS = frozenset("city town township village borough suburb port".split())
CIVIC = frozenset(
    "police city county town township village council court courts courthouse crown circuit supreme superior fire "
    "sheriff mayor department ministry district airport public municipal state regional residents government senate "
    "legislature commission commissioners board bureau agency division clerk auditor jail correctional army navy "
    "health food environmental forest forestry fish water parks highway emergency transportation centers chamber "
    "embassy selectman councilman coroner".split()
)
"""After a town's or an area's name these make its own public bodies: "Gainesville Fire Rescue"."""
LOCALS = frozenset(
    "man woman men women boy girl teen teenager teenagers couple family resident residents native natives police "
    "officials officers firefighters mayor aldermen councillor councillors councilman councilwoman lawmakers lawmaker "
    "home suburb neighborhood neighbourhood area community district districts".split()
)
"""In small letters after a name these say that it is a place: "a Kettering man"."""
ROADS = frozenset("street road avenue drive lane boulevard parkway highway turnpike freeway expressway".split())
NUMBERED_ROADS = frozenset("highway route interstate".split())
LANDFORMS = frozenset(
    "river rivers creek lake lakes bay sea ocean canal falls gulf strait island islands isle mountain mountains range "
    "valley hills peninsula desert forest beach heights plateau delta basin glacier reef".split()
)
LANDFORMS_BEFORE = frozenset("fort camp mount mt lake cape isle".split())
TITLES = frozenset("mr mrs ms miss dr sir".split())
PLACE_PREPOSITIONS = frozenset("in at near from outside around across throughout inside toward towards into".split())
NOT_PLACES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december god mr mrs earth mars moon heaven homeland duma".split()
) | {"white house", "downing street", "wall street"}
FEASTS = frozenset(
    "ramadan eid lent easter passover christmas advent pentecost whitsun epiphany diwali holi nowruz hanukkah purim "
    "sukkot ashura muharram carnival thanksgiving halloween".split()
) | {"eid al fitr", "eid al adha", "yom kippur", "rosh hashanah"}
"""Feasts and times of fasting: days of which some are names of towns too."""
SEASONS = frozenset("spring summer autumn winter".split())
GENERIC = (
    DIRECTIONS
    | AREA_WORDS
    | CITY_WORDS
    | frozenset(
        "center centre media metro side university island harbor harbour orient plateau delta college union police "
        "institute valley park beach hill bay home coast capital parliament congress commonwealth justice commerce "
        "superior garden gardens market square bridge church hospital hotel terminal station gates".split()
    )
    | ROADS
    | LANDFORMS
)
ABBREVIATED = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn "
    "tenn tex vt va wash wis wyo ont que alta sask man vic qld".split()
)
"""How agencies shorten states and provinces."""
KIND_WORDS = AREA_WORDS | CITY_WORDS | frozenset("towns cities villages suburbs island state".split())
SHARED_DEMONYMS = {
    "congolese": ("COD", "COG"), "dominican": ("DOM", "DMA"), "korean": ("KOR", "PRK"), "samoan": ("WSM", "ASM"),
    "irish": ("IRL", "GBR"),
}  # fmt: skip
"""Demonyms that more than one country can be meant by, in alpha-3 codes."""
OF_TOWNS = (DIRECTIONS - {"occupied"}) | frozenset(
    "coastal inland border capital main largest biggest second second-largest second-biggest third third-largest "
    "fourth-largest industrial mining resort tourist historic ancient holy strategic commercial small tiny remote "
    "mountain desert oil fishing farming provincial regional seaside lakeside port key major".split()
)
"""What may stand between a country's adjective and "city of X" and says nothing about whose the city is."""
LIST_JOINTS = frozenset({", ", "; ", " and ", ", and ", " or "})
COUNTY = (" county", " parish")
AFTER_NO_PLACE = frozenset("virus fever disease flu influenza syndrome cup day".split())
_ENDS_SENTENCE = frozenset('.!?\n"“”:;*•')


class Words:
    """The words of a text by number. Only their offsets are kept, so that a text of megabytes costs little."""

    def __init__(self, text: str, sentences: Sequence[Span], *, is_name: Callable[[str], bool]) -> None:
        """``is_name`` tells whether a hyphened word is known as a whole; others are taken apart ("Paris-Berlin")."""
        self.text = text
        self.starts, self.ends = array("L"), array("L")
        self._sentence_starts = {sentence.start for sentence in sentences}
        for start, end in _word_spans(text, is_name):
            self.starts.append(start)
            self.ends.append(end)
        self.lowercase = {self[i] for i in range(len(self)) if not self.capital(i)}

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, index: int) -> str:
        """The word, without "'s"; empty before the first and after the last."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital."""
        return self.text[self.starts[index]].isupper()

    def span(self, first: int, last: int) -> Span:
        """From the start of one word to the end of another."""
        return Span(self.starts[first], self.ends[last])

    def key(self, first: int, last: int) -> str:
        """The same stretch in the form the gazetteer compares."""
        return normal(self.text[self.starts[first] : self.ends[last]])

    def gap_before(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.ends[index - 1] : self.starts[index]] if index > 0 else self.text[: self.starts[0]]

    def gap_after(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.text[self.ends[index] : self.starts[index + 1]] if index + 1 < len(self.starts) else ""

    def starts_sentence(self, index: int) -> bool:
        """Whether the word opens a sentence or a quotation."""
        if index <= 0 or self.starts[index] in self._sentence_starts:
            return True
        gap = self.gap_before(index).strip(" ")
        return bool(gap) and (not gap.strip("()[]'‘’") or any(character in _ENDS_SENTENCE for character in gap))


def _word_spans(text: str, is_name: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        if "'" in word or "’" in word:
            word = _CONTRACTED.sub("", word)
        if "-" not in word or is_name(word):
            yield start, start + len(word)
            continue
        for part in re.finditer("[^-]+", word):
            yield start + part.start(), start + part.end()
