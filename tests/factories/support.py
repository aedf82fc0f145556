"""An office of the directory and a slip of any unit, made as rows: who may make them is tested where they are made."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock, codes, sealing
from hoanhap.people.support.models import Consent, Service, Slip
from hoanhap.people.support.queries.slips import digest_of


def service(unit: Unit, **changes: object) -> UUID:
    """An office that finds work for the people of the unit's own area."""
    today = clock.day_of(clock.now())
    said = {
        "unit": unit, "area": unit, "name": "Tổ việc làm", "needs": ["WORK"], "address": "Số 1, đường Bến", "dial": "0204 3 555 111",
        "hours": "Sáng thứ ba", "bring": "Căn cước\nGiấy chứng nhận", "checked_on": today, "valid_until": today + timedelta(days=90),
    }  # fmt: skip
    return Service.objects.create(**{**said, **changes}).id


def slip(unit: Unit, *, code: str = "", reach: str = "", agreed: tuple[str, ...] = (), **changes: object) -> UUID:
    """A slip that waits for the unit."""
    today = clock.day_of(clock.now())
    said = {
        "unit": unit, "place": unit, "need": "WORK", "soon": "WEEK", "code_digest": digest_of(code or codes.new_code()), "made_on": today,
        "erase_on": today + timedelta(days=90),
    }  # fmt: skip
    row = Slip(**{**said, **changes})
    row.reach = sealing.seal_for(Slip, "reach", row.id, reach)
    row.save(force_insert=True)
    for purpose in agreed:
        Consent.objects.create(slip=row, purpose=purpose, wording="thử", given_on=today, expires_on=today + timedelta(days=60))
    return row.id
