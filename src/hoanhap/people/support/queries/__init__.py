"""Questions about help: checklists, offices by place and need, places old and new, slips and how many there are."""

from hoanhap.people.support.models import Consent, Service, Slip
from hoanhap.people.support.queries.checklists import Checklist, Item, Source, checklist, checklists
from hoanhap.people.support.queries.consenting import Wording, wording_of, wordings
from hoanhap.people.support.queries.counting import Row, counts
from hoanhap.people.support.queries.offices import get_service, offices, public_service, services_of, the_law_says
from hoanhap.people.support.queries.places import Commune, Match, commune, matches, place_names
from hoanhap.people.support.queries.slips import by_code, get_slip, has_consent, of_office, passable_to, waiting

__all__ = [
    "Checklist", "Commune", "Consent", "Item", "Match", "Row", "Service", "Slip", "Source", "Wording", "by_code", "checklist",
    "checklists", "commune", "counts", "get_service", "get_slip", "has_consent", "matches", "of_office", "offices",
    "passable_to",
    "place_names", "public_service", "services_of", "the_law_says", "waiting", "wording_of", "wordings",
]  # fmt: skip
