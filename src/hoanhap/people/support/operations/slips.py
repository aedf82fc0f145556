"""What the person does who asks for help: makes a slip, takes back what they agreed to, takes back the slip."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import clock, locks, sealing
from hoanhap.kernel.actor import SYSTEM
from hoanhap.kernel.errors import Invalid, TooMany
from hoanhap.people.support.models import Consent, Slip
from hoanhap.people.support.queries import by_code, commune, wording_of
from hoanhap.people.support.queries.slips import digest_of
from hoanhap.people.support.states import OPEN, Need, Purpose, Soon
from vanban.text import clean

KEPT = timedelta(days=90)
"""A slip that nobody closed is erased so long after it was made."""
LONGEST_REACH = 120
MOST_WAITING = 300
"""Open slips of one office: more than it can ever meet, so what comes then is noise, and the page says to call."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for. ``agreed`` are purposes; nothing is agreed to by default."""

    place_id: UUID
    need: str
    soon: str
    reach: str = ""
    agreed: frozenset[str] = field(default_factory=frozenset)


@transaction.atomic
def open_slip(*, code: str, asked: Asked, now: datetime) -> Slip:
    """Make a slip for the office of a commune. ``code`` was made for the form; sent twice it finds the first slip.

    There is no actor: nobody is asked who they are. The trail keeps that a slip came, not its code and not its day's hour beside it.

    :raises NotFound: there is no such commune today, or the code is none
    :raises Invalid: a choice is missing, or a contact comes without the consent to use it
    :raises TooMany: the office has more open slips than it can meet
    """
    today = clock.day_of(now)
    place = commune(asked.place_id, on=today)
    digest, reach = digest_of(code), _checked(asked)
    locks.hold("slips", place.unit_id)
    first = Slip.objects.filter(code_digest=digest).first()
    if first is not None:
        return first
    if Slip.objects.filter(unit_id=place.unit_id, state__in=OPEN).count() >= MOST_WAITING:
        raise TooMany("OFFICE_FULL", _("Xã này đang có quá nhiều phiếu chờ. Hãy gọi điện hoặc đến thẳng nơi tiếp dân."), retry_after=86400)
    slip = Slip(code_digest=digest, unit_id=place.unit_id, place_id=place.unit_id, need=asked.need, soon=asked.soon, made_on=today,
                erase_on=today + KEPT)  # fmt: skip
    slip.reach = sealing.seal_for(Slip, "reach", slip.id, reach)
    slip.save(force_insert=True)
    for purpose in sorted(asked.agreed):
        wording = wording_of(purpose, on=today)
        Consent.objects.create(slip=slip, purpose=purpose, wording=wording.version, given_on=today, expires_on=wording.until(today))
    record(act="slip.open", actor=SYSTEM, now=now, object_kind="slip", object_id=slip.id, detail={"agreed": sorted(asked.agreed)})
    return slip


@transaction.atomic
def take_consent_back(*, code: str, purpose: str, now: datetime) -> Slip:
    """Stop agreeing to something, at once. Without the consent to be reached the contact is gone in the same moment.

    :raises NotFound: no slip has this code
    """
    slip = by_code(code, on=clock.day_of(now))
    gone, _rows = Consent.objects.filter(slip=slip, purpose=purpose).delete()
    if purpose == Purpose.REACH:
        Slip.objects.filter(pk=slip.pk).update(reach=b"")
    if gone:
        record(act="slip.consent_back", actor=SYSTEM, now=now, object_kind="slip", object_id=slip.id, detail={"purpose": purpose})
    return by_code(code, on=clock.day_of(now))


@transaction.atomic
def withdraw_slip(*, code: str, now: datetime) -> None:
    """Erase a slip because whoever made it wants so.

    :raises NotFound: no slip has this code
    """
    slip = by_code(code, on=clock.day_of(now))
    slip_id = slip.id
    slip.delete()
    record(act="slip.withdraw", actor=SYSTEM, now=now, object_kind="slip", object_id=slip_id)


def _checked(asked: Asked) -> str:
    """The contact, cleaned, or a refusal that names the fields."""
    reach = clean(asked.reach).strip()
    wrong: dict[str, str | Promise] = {}
    if asked.need not in Need.values:
        wrong["need"] = _("Hãy chọn một việc bạn cần giúp.")
    if asked.soon not in Soon.values:
        wrong["soon"] = _("Hãy chọn bạn cần gấp đến mức nào.")
    if len(reach) > LONGEST_REACH:
        wrong["reach"] = _("Hãy ghi ngắn lại: một số điện thoại hoặc một địa chỉ thư là đủ.")
    if reach and Purpose.REACH not in asked.agreed:
        wrong["agreed"] = _("Bạn có ghi cách liên hệ nhưng chưa đồng ý cho dùng. Hãy đánh dấu đồng ý, hoặc xóa cách liên hệ.")
    if Purpose.REACH in asked.agreed and not reach:
        wrong["reach"] = _("Bạn đồng ý cho liên hệ lại nhưng chưa ghi cách liên hệ. Hãy ghi, hoặc bỏ dấu đồng ý.")
    if not asked.agreed <= set(Purpose.values):
        wrong["agreed"] = _("Hãy chọn lại các ô đồng ý.")
    if wrong:
        raise Invalid("SLIP_INVALID", _("Phiếu chưa gửi được. Hãy xem các ô được đánh dấu."), fields=wrong)
    return reach
