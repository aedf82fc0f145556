"""Evidence that is not there: the unit asks that an entry may count without, the reviewer who accepts it grants that, signed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Waiver
from hoanhap.work.activities.operations.evidence import require_open
from hoanhap.work.activities.queries import get_entry, lacking_evidence, open_waiver
from vanban.text import clean, unaccent


@transaction.atomic
def ask_waiver(*, entry_id: UUID, reason: str, actor: Actor, now: datetime) -> Entry:
    """Ask that an open entry of the actor's unit may count without evidence, and say why. Asked again, the later reason stands.

    :raises NotAllowed: it is not an entry of the actor's unit
    :raises WrongState: it has been accepted or withdrawn
    :raises Invalid: no reason
    """
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_change(actor, entry) or actor.user_id is None:
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới xin miễn minh chứng cho lượt ghi này."))
    if not clean(reason).strip():
        sentence = _("Hãy ghi vì sao không có minh chứng; người duyệt đọc câu này để quyết định.")
        raise Invalid("REASON_MISSING", sentence, fields={"waiver": sentence})
    locked = Entry.objects.select_for_update().get(pk=entry.id)
    require_open(locked)
    if keep_request(locked, reason, user_id=actor.user_id, now=now):
        Entry.objects.filter(pk=entry.id).update(version=F("version") + 1)
        record(
            act="entry.ask_waiver", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail={"reason": clean(reason).strip()}
        )
    return get_entry(entry.id, actor=actor)


def keep_request(entry: Entry, reason: str, *, user_id: UUID, now: datetime) -> bool:
    """Let this be what the entry's unit asks, or nothing when it is empty; says whether that is new. The caller holds the entry."""
    words, before = clean(reason).strip(), open_waiver(entry)
    if words == (before.reason if before else ""):
        return False
    end_waiver(entry, now=now)
    if words:
        Waiver.objects.create(entry=entry, reason=words, asked_by_id=user_id, asked_at=now)
    return True


def grant(entry: Entry, words: str, *, actor: Actor, now: datetime) -> str:
    """Grant what was asked, when evidence is missing; refuse when nobody asked or the reviewer does not say why. Gives the words kept.

    Where there is evidence after all, a request has become needless and ends.
    """
    lacking, asked, why = lacking_evidence(entry), open_waiver(entry), clean(words).strip()
    if not lacking:
        end_waiver(entry, now=now)
        if why:
            raise Invalid("WAIVER_NEEDLESS", _("Lượt ghi này đã có minh chứng nên không cần miễn. Hãy tải lại trang rồi duyệt."))
        return ""
    if asked is None:
        raise Invalid("NO_EVIDENCE", lacking)
    _check_words(why, asked.reason)
    Waiver.objects.filter(pk=asked.pk).update(granted=why, granted_by_id=actor.user_id, granted_as=actor.name, granted_at=now)
    return why


def _check_words(why: str, asked: str) -> None:
    """A reviewer who copies what the unit wrote has not said why."""
    if not why:
        told = _("Hãy ghi vì sao bạn đồng ý miễn minh chứng.")
        sentence = _("Đơn vị xin miễn minh chứng. Muốn duyệt, hãy mở lượt ghi này và ghi vì sao bạn đồng ý miễn.")
    elif _folded(why) == _folded(asked):
        told = sentence = _("Hãy ghi lý do miễn bằng lời của bạn, không chép lại lời của đơn vị.")
    else:
        return
    raise Invalid("WAIVER_UNSIGNED", sentence, fields={"waiver": told})


def _folded(words: str) -> str:
    return " ".join(unaccent(words).lower().split()).strip(" .,;!")


def end_waiver(entry: Entry, *, now: datetime) -> None:
    """From now on nothing is asked or granted for this entry."""
    Waiver.objects.filter(entry_id=entry.pk, ended_at__isnull=True).update(ended_at=now)
