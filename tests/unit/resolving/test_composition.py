"""Titles and offices put together in many ways: country, sector, kind and role of who is only described."""

from __future__ import annotations

import re

import pytest

from onrecord.model import Actor, Document, Span
from onrecord.resolving.actors import resolve_actors

COMPOSED = [
    ("a spokeswoman for the Norwegian premier", "NOR", "GOV", "unnamed", "spokeswoman"),
    ("an aide to the Ugandan defence minister", "UGA", "GOV", "unnamed", "aide"),
    ("the spokesman of the Greek coast guard", "GRC", "MIL", "unnamed", "spokesman"),
    ("Kenya's deputy interior minister", "KEN", "GOV", "unnamed", "Kenya's deputy interior minister"),
    ("the deputy head of Chad's presidential office", "TCD", "GOV", "unnamed", "deputy head"),
    ("a senior adviser to the president of Zambia", "ZMB", "GOV", "unnamed", "senior adviser"),
    ("the Portuguese prime minister's chief of staff", "PRT", "GOV", "unnamed", "Portuguese prime minister's chief"),
    ("the chief of staff of the Peruvian president", "PER", "GOV", "unnamed", "chief"),
    ("the chief of the general staff of Ukraine", "UKR", "MIL", "unnamed", "chief"),
    ("an official in the Chilean finance ministry", "CHL", "GOV", "unnamed", "official"),
    ("officials at Japan's foreign ministry", "JPN", "GOV", "group", None),
    ("two Belgian lawmakers", "BEL", "LEG", "group", None),
    ("a member of the Turkish parliament", "TUR", "LEG", "unnamed", "member"),
    ("the speaker of the Ghanaian parliament", "GHA", "LEG", "unnamed", "speaker"),
    ("the Hungarian ambassador to Kyiv", "HUN", "GOV", "unnamed", "Hungarian ambassador"),
    ("Spain's envoy to Venezuela", "ESP", "GOV", "unnamed", "Spain's envoy"),
    ("the French consul general in Karachi", "FRA", "GOV", "unnamed", "French consul general"),
    ("the Dutch central bank governor", "NLD", "GOV", "unnamed", "Dutch central bank governor"),
    ("the governor of the Bank of Mexico", "MEX", "GOV", "unnamed", "governor"),
    ("the mayor of Nairobi", "KEN", "GOV", "unnamed", "mayor"),
    ("the governor of Kharkiv region", "UKR", "GOV", "unnamed", "governor"),
    ("Polish border guards", "POL", "COP", "group", None),
    ("the head of Serbia's police", "SRB", "COP", "unnamed", "head"),
    ("a police spokesman in Harare", "ZWE", "COP", "unnamed", "police spokesman"),
    ("Colombia's police chief", "COL", "COP", "unnamed", "Colombia's police chief"),
    ("a colonel in the Malian army", "MLI", "MIL", "unnamed", "colonel"),
    ("the commander of Iran's navy", "IRN", "MIL", "unnamed", "commander"),
    ("an Israeli military spokeswoman", "ISR", "MIL", "unnamed", "Israeli military spokeswoman"),
    ("the Sudanese army chief", "SDN", "MIL", "unnamed", "Sudanese army chief"),
    ("the chief of Nigeria's air force", "NGA", "MIL", "unnamed", "chief"),
    ("the head of the Jordanian intelligence service", "JOR", "SPY", "unnamed", "head"),
    ("Germany's spy chief", "DEU", "SPY", "unnamed", "Germany's spy chief"),
    ("a judge of the Brazilian supreme court", "BRA", "JUD", "unnamed", "judge"),
    ("Guatemala's attorney general", "GTM", "JUD", "unnamed", "Guatemala's attorney general"),
    ("prosecutors in Lima", "PER", "JUD", "group", None),
    ("the Armenian prosecutor general's office", "ARM", "JUD", None, None),
    ("the former president of Malawi", "MWI", "ELI", "unnamed", "former president"),
    ("Bolivia's ex-president", "BOL", "ELI", "unnamed", "Bolivia's ex-president"),
    ("the ousted Tunisian premier", "TUN", "ELI", "unnamed", "ousted Tunisian premier"),
    ("the leader of the Senegalese opposition", "SEN", "OPP", "unnamed", "leader"),
    ("the Cambodian opposition leader", "KHM", "OPP", "unnamed", "Cambodian opposition leader"),
    ("a lawyer for the Belarusian opposition leader", "BLR", "JUD", "unnamed", "lawyer"),
    ("the EU's foreign policy chief", None, "EUR", "unnamed", "EU's foreign policy chief"),
    ("a spokesperson for the European Commission", None, "EUR", "unnamed", "spokesperson"),
    ("the UN special envoy for Syria", None, "UNO", "unnamed", "UN special envoy"),
    ("a spokesman for the UN secretary-general", None, "UNO", "unnamed", "spokesman"),
    ("the secretary-general of the Arab League", None, "IGO", "unnamed", "secretary-general"),
    ("NATO's deputy secretary general", None, "IGO", "unnamed", "NATO's deputy secretary general"),
    ("the head of the IAEA", None, "UNO", "unnamed", "head"),
    ("an African Union mediator", None, "IGO", "unnamed", "African Union mediator"),
    ("the director of Amnesty International", None, "NGO", "unnamed", "director"),
    ("a Hamas spokesman", "PSE", "REB", "unnamed", "Hamas spokesman"),
    ("the leader of Boko Haram", "NGA", "REB", "unnamed", "leader"),
    ("a Houthi military spokesman", "YEM", "REB", "unnamed", "Houthi military spokesman"),
    ("the Czech health minister", "CZE", "GOV", "unnamed", "Czech health minister"),
    ("the minister of agriculture of Uruguay", "URY", "GOV", "unnamed", "minister"),
    ("a deputy minister in the Iraqi oil ministry", "IRQ", "GOV", "unnamed", "deputy minister"),
    ("Canada's defence secretary", "CAN", "GOV", "unnamed", "Canada's defence secretary"),
    ("the Irish taoiseach", "IRL", "GOV", "unnamed", "Irish taoiseach"),
    ("the Thai king", "THA", "GOV", "unnamed", "Thai king"),
    ("Saudi Arabia's crown prince", "SAU", "GOV", "unnamed", "Saudi Arabia's crown prince"),
    ("the Emir of Qatar", "QAT", "GOV", "unnamed", "Emir"),
    ("the Kremlin's spokesman", "RUS", "GOV", "unnamed", "Kremlin's spokesman"),
    ("a White House press secretary", "USA", "GOV", "unnamed", "White House press secretary"),
    ("a Pentagon official", "USA", "MIL", "unnamed", "Pentagon official"),
    ("a State Department spokesperson", "USA", "GOV", "unnamed", "State Department spokesperson"),
    ("the ruling party's leader in Ethiopia", "ETH", "GOV", "unnamed", "ruling party's leader"),
    ("a doctor at a hospital in Gaza", "PSE", "MED", "unnamed", "doctor"),
    ("a union leader in Argentina", "ARG", "LAB", "unnamed", "union leader"),
    ("the archbishop of Managua", "NIC", "REL", "unnamed", "archbishop"),
    ("the prime minister-designate of Kosovo", "XKX", "GOV", "unnamed", "prime minister-designate"),
    ("the acting foreign minister of Libya", "LBY", "GOV", "unnamed", "acting foreign minister"),
    ("the vice-president of Ecuador", "ECU", "GOV", "unnamed", "vice-president"),
    ("Algeria's permanent representative to the UN", "DZA", "GOV", "unnamed", "Algeria's permanent representative"),
    ("the Danish prime minister's office", "DNK", "GOV", None, None),
    ("the office of the president of Rwanda", "RWA", "GOV", None, None),
    ("sources close to the Lebanese government", "LBN", "GOV", "group", None),
    ("a source in the Syrian presidency", "SYR", "GOV", "unnamed", "source"),
    ("the wife of the jailed Azerbaijani journalist", "AZE", "CVL", "unnamed", "wife"),
]  # fmt: skip


def actor(words: str) -> Actor:
    text = f"On Monday {words} left early."
    at = Span(10, 10 + len(words))
    sentences = [Span(*match.span()) for match in re.finditer(r".+", text)]
    resolved = resolve_actors(Document(id="d", text=text), parties=[at], sentences=sentences)
    return resolved.actors[0]


@pytest.mark.parametrize(("words", "country", "sector", "kind", "role"), COMPOSED, ids=[case[0] for case in COMPOSED])
def test_an_office_tells_country_sector_kind_and_role(
    words: str, country: str | None, sector: str | None, kind: str | None, role: str | None
) -> None:
    found = actor(words)
    assert (found.country, found.sector) == (country, sector)
    assert kind is None or (found.kind, found.role) == (kind, role if kind == "unnamed" and role else found.role)
    assert found.reason
