"""Finding slips: by the person's code, or as the office that has them."""

from __future__ import annotations

import hmac
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel import codes
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed, NotFound
from hoanhap.people.support import policies
from hoanhap.people.support.models import Service, Slip
from hoanhap.people.support.queries.offices import offices
from hoanhap.people.support.states import OPEN, SlipState

CODES = "slip"
"""What codes of slips are hashed for."""


def digest_of(code: str) -> bytes:
    """What is kept of a code.

    :raises NotFound: it is no code
    """
    if codes.normalise(code) is None:
        raise _no_such_slip()
    return codes.digest(code, purpose=CODES, key=settings.CODE_KEY)


def by_code(code: str, *, on: date) -> Slip:
    """The slip of a code, for whoever holds it.

    :raises NotFound: no slip has it, or not any more
    """
    digest = digest_of(code)
    slip = Slip.objects.filter(code_digest=digest, erase_on__gt=on).first()
    if slip is None or not hmac.compare_digest(bytes(slip.code_digest), digest):
        raise _no_such_slip()
    return slip


def of_office(actor: Actor, *, on: date) -> QuerySet[Slip]:
    """The slips of the actor's office, oldest first.

    :raises NotAllowed: the actor meets nobody who asks for help
    """
    if not policies.may_help_some(actor):
        raise NotAllowed("NO_SLIPS", _("Phiếu hẹn chỉ dành cho cán bộ trực tiếp giúp người dân của đơn vị nhận phiếu."))
    rows = Slip.objects.filter(unit_id=actor.own_unit, erase_on__gt=on)
    return rows.prefetch_related("consents").order_by("made_on", "id")


def waiting(actor: Actor, *, on: date) -> int:
    """How many slips wait for the actor's office; none for whoever meets nobody."""
    if not policies.may_help_some(actor):
        return 0
    return of_office(actor, on=on).filter(state=SlipState.WAITING).count()


def get_slip(slip_id: UUID, *, actor: Actor, on: date) -> Slip:
    """A slip of the actor's office.

    :raises NotFound: there is none such, or it is another office's
    """
    slip = of_office(actor, on=on).filter(pk=slip_id).first()
    if slip is None:
        raise NotFound("SLIP_NOT_FOUND", _("Không tìm thấy phiếu này ở đơn vị của bạn. Phiếu có thể đã được chuyển hoặc đã xóa theo hạn."))
    return slip


def has_consent(slip: Slip, purpose: str, *, on: date) -> bool:
    """Whether the person agrees to this today."""
    return any(row.purpose == purpose and row.given_on <= on < row.expires_on for row in slip.consents.all())


def passable_to(slip: Slip, *, on: date) -> list[Service]:
    """The offices that could take a slip over: those that help with its need where it was made, of other units."""
    found = offices(need=slip.need, commune_id=slip.place_id, on=on) if slip.state in OPEN else []
    return [service for service in found if service.unit_id != slip.unit_id]


def _no_such_slip() -> NotFound:
    return NotFound("SLIP_NOT_FOUND", _("Không có phiếu nào mang mã này. Hãy xem lại từng nhóm bốn ký tự; phiếu quá hạn đã được xóa."))
