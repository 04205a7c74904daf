"""PLOVER 2.0 (Open Event Data Alliance, manual of 2024-02-04): the codes, and their way to CAMEO.

The codes are facts; the definitions, in our own words, stand in docs/coding.md.
"""

from __future__ import annotations

from typing import Literal

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

# SANCTION is printed both as verbal and as material in the manual; its section and summary table say material.
QUADS: dict[str, Quad] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material conflict"),
}

MODES: dict[str, tuple[str, ...]] = {
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation",
        "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip

# The sectors of actors, and behind them the manual's codes for bodies that belong to no state.
SECTORS = (
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
    "IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC",
)  # fmt: skip

# The CAMEO code nearest to a type, and to a type with a mode (crosswalk CAMEO2PLOVER of 2021, read backwards).
_CAMEO_OF_TYPE = {
    "AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "AID": "070", "CONCEDE": "080",
    "RETREAT": "087", "REQUEST": "100", "ACCUSE": "110", "REJECT": "120", "THREATEN": "130", "PROTEST": "140",
    "MOBILIZE": "150", "SANCTION": "160", "COERCE": "170", "ASSAULT": "190",
}  # fmt: skip
_CAMEO_OF_MODE = {
    ("CONSULT", "visit"): "042", ("CONSULT", "third-party"): "044", ("CONSULT", "multilateral"): "046",
    ("CONSULT", "phone"): "041", ("RETREAT", "withdraw"): "0874", ("RETREAT", "release"): "0841",
    ("RETREAT", "ceasefire"): "0871", ("RETREAT", "access"): "086", ("RETREAT", "resign"): "0831",
    ("RETREAT", "disarm"): "0874", ("REQUEST", "assist"): "103", ("REQUEST", "change"): "104",
    ("REQUEST", "yield"): "105", ("REQUEST", "meet"): "107", ("ACCUSE", "disapprove"): "111",
    ("ACCUSE", "investigate"): "090", ("ACCUSE", "allege"): "112", ("REJECT", "assist"): "122",
    ("REJECT", "change"): "123", ("REJECT", "yield"): "124", ("REJECT", "meet"): "125", ("THREATEN", "restrict"): "131",
    ("THREATEN", "arrest"): "137", ("THREATEN", "relations"): "1312", ("THREATEN", "territory"): "1382",
    ("THREATEN", "violence"): "138", ("PROTEST", "demo"): "141", ("PROTEST", "riot"): "145",
    ("PROTEST", "strike"): "143", ("PROTEST", "hunger"): "142", ("PROTEST", "obstruct"): "144",
    ("SANCTION", "expel"): "166", ("SANCTION", "withdraw"): "166", ("SANCTION", "discontinue"): "161",
    ("MOBILIZE", "troops"): "154", ("MOBILIZE", "weapons"): "155", ("MOBILIZE", "police"): "153",
    ("COERCE", "seize"): "171", ("COERCE", "restrict"): "172", ("COERCE", "curfew"): "1723",
    ("COERCE", "martial-law"): "1724", ("COERCE", "arrest"): "173", ("COERCE", "deport"): "174",
    ("COERCE", "cyber"): "176", ("ASSAULT", "abduct"): "181", ("ASSAULT", "beat"): "182",
    ("ASSAULT", "torture"): "1822", ("ASSAULT", "sexual"): "1821", ("ASSAULT", "targeted"): "186",
    ("ASSAULT", "firearms"): "193", ("ASSAULT", "explosives"): "183", ("ASSAULT", "suicide-attack"): "1831",
    ("ASSAULT", "aerial"): "195", ("ASSAULT", "drone"): "1952", ("ASSAULT", "heavy-weapons"): "194",
    ("ASSAULT", "unconventional"): "204", ("ASSAULT", "crowd-control"): "175",
}  # fmt: skip


def cameo_code(event_type: str, mode: str | None) -> str | None:
    """The CAMEO code nearest to a PLOVER type and mode; codes are text, since their zeros count."""
    if mode is not None and (event_type, mode) in _CAMEO_OF_MODE:
        return _CAMEO_OF_MODE[event_type, mode]
    return _CAMEO_OF_TYPE.get(event_type)
