"""Which office-holder of the tables a person of the text is, and why; what the text itself says outranks the tables.

    the full name at the date -> surname and title -> a leader's bare surname -> the full name in another spelling

Each way asks for more than the one before it, and none takes anybody whose country or calling is not what the text
says: a wrong person is worse than none.
"""

from __future__ import annotations

from onrecord.resolving.coreference import Party
from onrecord.resolving.officeholders import HIGHEST, Link, Near, Tenure, fits, link, nearly, prominent, titled
from onrecord.resolving.roles import gender_of_name
from onrecord.resolving.scene import Scene
from onrecord.resolving.spelling import Likeness

# Callings that an office-holder is not told by while in office.
_PLAIN = frozenset({"AGR", "BUS", "CRM", "CVL", "EDU", "JRN", "LAB", "MED", "REF", "SOC", "NGO"})


def office_of(party: Party, *, date: str | None, scene: Scene) -> Link:
    """The office that a person of the text holds at its date (ISO), with what was found; or no office, and why not."""
    full = " " in party.name
    found = link(party.name, date=date, country=party.country) if full else Link(None)
    if found.tenure and not _at_odds(found.tenure, party) and _unlikely(found.tenure, party, scene):
        office = found.tenure.position or "office-holder"
        found = Link(None, f"not taken for the {office} of the name, of whose country the text does not speak")
    if found.tenure is None and party.role and (tenure := titled(party.name, title=party.role, date=date)):
        found = _supported(tenure, party, scene, date)
    if found.tenure is None and not full and (tenure := prominent(party.name, date=date, countries=scene.countries)):
        found = Link(tenure, f"the one leader of this surname in office on {date}: {tenure.position}")
    if found.tenure is None and not found.why and full and date:
        found = _respelt(party, scene, date)
    why_not = _at_odds(found.tenure, party) if found.tenure else ""
    return Link(None, why_not) if why_not else found


def _supported(tenure: Tenure, party: Party, scene: Scene, date: str | None) -> Link:
    """Somebody found by surname and title, if he leads a state, or the title is more than a bare "minister", or the
    text speaks of the country."""
    plain = " " not in (party.role or "") and tenure.position not in HIGHEST
    if plain and not _spoken_of(tenure, party, scene):
        return Link(None)
    return Link(tenure, f"the one of this surname and title in office on {date}: {tenure.position}")


def _unlikely(tenure: Tenure, party: Party, scene: Scene) -> bool:
    """Whether the holder of a lesser office, of a country that the text does not speak of, may be a namesake."""
    return not tenure.own and tenure.position not in HIGHEST and not _spoken_of(tenure, party, scene)


def _spoken_of(tenure: Tenure, party: Party, scene: Scene) -> bool:
    """Whether the text names the office's country, or for an office of no country a body of its kind."""
    if tenure.country is None:
        return tenure.sector in scene.bodies or party.sector == tenure.sector
    return tenure.country in {party.country, *scene.countries}


def _at_odds(tenure: Tenure, party: Party) -> str:
    """Why the text speaks of somebody else than the holder of an office; "" when nothing says so."""
    office = tenure.position or "office-holder"
    if party.country and tenure.country != party.country:
        return f"not the {office} of the name, whose country is another"
    told = fits(tenure, party.role or "")  # a "Chief Executive" may lead a state
    if party.sector in _PLAIN and party.sector != tenure.sector and not told:
        return f'not taken for the {office} of the name, since the text calls this one "{party.role}"'
    if party.gender and tenure.gender and party.gender != tenure.gender:
        return f"not the {office} of the name, whose gender is another"
    return ""


def _respelt(party: Party, scene: Scene, date: str) -> Link:
    """The one office-holder whose name is the party's in another spelling, or with a slip; the less the two names are
    alike, the more the text must say for it."""
    alike = [near for near in nearly(party.name, date=date) if not _at_odds(near.tenure, party)]
    taken = [near for near in alike if _evidence(near.tenure, party, scene) >= _needed(near)]
    best = max((near.likeness for near in taken), default=Likeness.OTHER)
    tenures = [near.tenure for near in taken if near.likeness is best]
    if not tenures:
        return Link(None)
    holders = {tenure.holder: tenure.name for tenure in tenures}
    if len(holders) > 1:
        names = ", ".join(sorted(holders.values()))
        return Link(None, f"several office-holders have nearly this name ({names}): none of them taken")
    tenure = max(tenures, key=lambda tenure: tenure.start)
    how = "in another spelling" if best is Likeness.SPELLING else "misspelt"
    return Link(tenure, f'"{party.name}" taken for {tenure.name} {how}; office held on {date}: {tenure.position}')


def _needed(near: Near) -> int:
    """What must speak for a person of nearly the name: 0 nothing more, 1 the country, 2 the country and the title."""
    if near.other:
        return 2
    return 0 if near.sure else 1


def _evidence(tenure: Tenure, party: Party, scene: Scene) -> int:
    gender = gender_of_name(party.name, "")
    if not _spoken_of(tenure, party, scene) or (gender and tenure.gender and gender != tenure.gender):
        return 0
    return 2 if party.role and fits(tenure, party.role) else 1
