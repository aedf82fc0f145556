"""Logging what was done, with evidence, and reviewing it; what is accepted goes into the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.files import operations as files
from hoanhap.kernel import clock, proofs
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.kernel.states import require
from hoanhap.work.activities import policies
from hoanhap.work.activities.models import Entry, Evidence, Quantity, RivalEntry, Work
from hoanhap.work.activities.queries import channel, get_entry, lacking_evidence, proof_of
from hoanhap.work.activities.states import MOVES, EntryState, EvidenceKind
from hoanhap.work.figures import operations as ledger
from vanban.text import clean

SOURCE = "entry"


@dataclass(frozen=True, slots=True)
class Body:
    """What a person says was done. ``amounts`` by indicator code."""

    channel: str
    day: date
    title: str
    place: str = ""
    amounts: dict[str, Decimal] = field(default_factory=dict)
    estimated: frozenset[str] = frozenset()
    content_id: UUID | None = None
    part_id: UUID | None = None
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A file sent as evidence."""

    kind: str
    name: str
    chunks: Iterable[bytes]


@transaction.atomic
def log(*, entry_id: UUID, body: Body, sent: Sequence[Sent] = (), actor: Actor, now: datetime) -> Entry:
    """Record what the actor's unit did, with its evidence. A replay of the same id and body returns the first entry.

    :raises NotAllowed: the actor logs for no unit
    :raises Invalid: something does not make sense; ``fields`` says what
    :raises Conflict: the id is known with another body. Use ``keep_rival`` to keep that one too
    """
    if not policies.may_log(actor) or actor.unit_id is None or actor.user_id is None:
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))
    _check(body, today=clock.day_of(now))
    body_digest = digest_of(body)
    first = Entry.objects.select_for_update().filter(pk=entry_id).first()
    if first is not None:
        return _replay(first, body_digest, actor)
    work = Work.objects.create(id=uuid5(entry_id, "work"), channel=body.channel, title=clean(body.title), day=body.day)
    entry = Entry.objects.create(
        id=entry_id, unit_id=actor.unit_id, work=work, entered_by_id=actor.user_id, entered_at=now, body_digest=body_digest,
        **_columns(body),
    )  # fmt: skip
    _add_quantities(entry, body)
    _add_evidence(entry, body.urls, sent, actor=actor, now=now)
    record(act="entry.log", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail={"channel": body.channel})
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def keep_rival(*, entry_id: UUID, body: Body, actor: Actor, now: datetime) -> RivalEntry:
    """Keep another body that came under a known id, beside the first."""
    entry = get_entry(entry_id, actor=actor)
    if actor.user_id is None:
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))
    row, created = RivalEntry.objects.get_or_create(
        entry=entry, body_digest=digest_of(body), defaults={"body": _plain(body), "sent_by_id": actor.user_id, "sent_at": now}
    )
    if created:
        record(act="entry.rival", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return row


@transaction.atomic
def add_evidence(*, entry_id: UUID, urls: Sequence[str], sent: Sequence[Sent], actor: Actor, now: datetime) -> Entry:
    """Add evidence to an entry that is not yet accepted.

    :raises WrongState: it has been accepted or withdrawn
    """
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_change(actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới thêm được minh chứng cho lượt ghi này."))
    if entry.state not in (EntryState.SUBMITTED, EntryState.RETURNED):
        raise WrongState("ENTRY_CLOSED", _("Lượt ghi đã duyệt hoặc đã rút nên không thêm minh chứng được nữa."))
    _check_urls(urls)
    _add_evidence(entry, urls, sent, actor=actor, now=now)
    Entry.objects.filter(pk=entry.id).update(version=entry.version + 1)
    record(act="entry.add_evidence", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def send_again(*, entry_id: UUID, version: int, body: Body, actor: Actor, now: datetime) -> Entry:
    """Correct a returned entry and send it for review again.

    :raises Conflict: somebody else has changed it since ``version``
    """
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_change(actor, entry):
        raise NotAllowed("NOT_YOUR_ENTRY", _("Chỉ đơn vị đã ghi mới sửa được lượt ghi này."))
    require(MOVES, source=entry.state, target=EntryState.SUBMITTED, message=_("Chỉ sửa được lượt ghi đã bị trả lại. Hãy tải lại trang."))
    _check(body, today=clock.day_of(now))
    changed = Entry.objects.filter(pk=entry.id, version=version, state=entry.state).update(
        version=version + 1, state=EntryState.SUBMITTED, reason="", **_columns(body)
    )
    if not changed:
        raise Conflict("ENTRY_CHANGED", _("Người khác vừa sửa lượt ghi này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
    entry.quantities.all().delete()
    _add_quantities(entry, body)
    _add_evidence(entry, body.urls, (), actor=actor, now=now)
    record(act="entry.send_again", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def accept(*, entry_id: UUID, actor: Actor, now: datetime) -> Entry:
    """Accept an entry: from now on it counts. Its lines go into the ledger in this transaction.

    :raises Invalid: it has no evidence of a kind that counts
    :raises WrongState: it is not waiting, or somebody has just decided
    """
    entry = _to_review(entry_id, actor, EntryState.ACCEPTED)
    lacking = lacking_evidence(entry)
    if lacking:
        raise Invalid("NO_EVIDENCE", lacking)
    _move(entry, EntryState.ACCEPTED, "", actor=actor, now=now)
    ledger.write_lines(
        quantities=[ledger.Quantity(row.indicator_id, row.amount, row.estimated) for row in entry.quantities.all()],
        unit_id=entry.unit_id, day=entry.day, source_kind=SOURCE, source_id=entry.id, proof=proof_of(entry), now=now,
    )  # fmt: skip
    record(act="entry.accept", actor=actor, now=now, object_kind="entry", object_id=entry.id)
    return get_entry(entry.id, actor=actor)


@transaction.atomic
def give_back(*, entry_id: UUID, reason: str, actor: Actor, now: datetime) -> Entry:
    """Return an entry with a reason. One that had been accepted leaves the figures by reversing lines.

    :raises Invalid: no reason
    """
    if not reason.strip():
        raise Invalid(
            "REASON_MISSING", _("Trả lại phải nêu lý do để đơn vị biết cần sửa gì."), fields={"reason": _("Hãy ghi lý do trả lại.")}
        )
    entry = _to_review(entry_id, actor, EntryState.RETURNED)
    _move(entry, EntryState.RETURNED, clean(reason), actor=actor, now=now)
    ledger.take_back(source_kind=SOURCE, source_id=entry.id, now=now)
    record(act="entry.give_back", actor=actor, now=now, object_kind="entry", object_id=entry.id, detail={"reason": reason})
    return get_entry(entry.id, actor=actor)


def digest_of(body: Body) -> str:
    """What tells a replay from another body."""
    return proofs.digest(_plain(body))


def _plain(body: Body) -> dict[str, object]:
    plain = asdict(body)
    plain["day"] = body.day.isoformat()
    plain["amounts"] = {code: str(amount.normalize()) for code, amount in sorted(body.amounts.items())}
    plain["estimated"] = sorted(body.estimated)
    plain["content_id"], plain["part_id"] = str(body.content_id or ""), str(body.part_id or "")
    plain["urls"] = list(body.urls)
    return plain


def _replay(first: Entry, body_digest: str, actor: Actor) -> Entry:
    if first.body_digest == body_digest and first.unit_id == actor.unit_id:
        return get_entry(first.id, actor=actor)
    raise Conflict(
        "SAME_ID_OTHER_BODY", _("Lượt ghi này đã gửi trước đó với nội dung khác. Cả hai bản đều được giữ; hãy xem rồi chọn bản đúng.")
    )


def _check(body: Body, *, today: date) -> None:
    form = channel(body.channel)
    wrong: dict[str, str] = {}
    if not clean(body.title):
        wrong["title"] = _("Hãy ghi tên tin, bài hoặc hoạt động.")
    if body.day > today:
        wrong["day"] = _("Ngày thực hiện chưa tới. Chỉ ghi việc đã làm.")
    for asked in form.quantities:
        amount = body.amounts.get(asked.indicator)
        if asked.fixed is None and (amount is None or amount < 0 or amount != int(amount) or amount > 10**9):
            wrong[asked.indicator] = _("Hãy ghi số nguyên, từ 0 trở lên.")
    if wrong:
        raise Invalid("ENTRY_INVALID", _("Còn ô chưa đúng. Các ô khác được giữ nguyên; hãy sửa rồi gửi lại."), fields=dict(wrong))
    _check_urls(body.urls)


def _check_urls(urls: Iterable[str]) -> None:
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > 2000:
            sentence = _("Đường dẫn phải bắt đầu bằng http:// hoặc https:// và có tên trang.")
            raise Invalid("URL_INVALID", sentence, fields={"url": sentence})


def _columns(body: Body) -> dict[str, object]:
    return {
        "channel": body.channel, "day": body.day, "title": clean(body.title), "place": clean(body.place), "content_id": body.content_id,
        "part_id": body.part_id,
    }  # fmt: skip


def _add_quantities(entry: Entry, body: Body) -> None:
    for asked in channel(body.channel).quantities:
        amount = Decimal(asked.fixed) if asked.fixed is not None else body.amounts[asked.indicator]
        Quantity.objects.create(entry=entry, indicator_id=asked.indicator, amount=amount, estimated=asked.indicator in body.estimated)


def _add_evidence(entry: Entry, urls: Sequence[str], sent: Sequence[Sent], *, actor: Actor, now: datetime) -> None:
    known = set(Evidence.objects.filter(entry=entry).values_list("sha256", flat=True))
    for url in urls:
        sha256 = proofs.digest({"url": url})
        if sha256 not in known:
            Evidence.objects.create(entry=entry, kind=EvidenceKind.LINK, url=url, sha256=sha256, added_at=now)
    for position, item in enumerate(sent):
        row = files.take_in(file_id=uuid5(entry.id, f"evidence {now.timestamp()} {position}"), name=item.name, chunks=item.chunks,
                            actor=actor, now=now)  # fmt: skip
        if row.sha256 not in known:
            files.check_image(file_id=row.id, actor=actor, now=now)
            Evidence.objects.create(entry=entry, kind=item.kind, file=row, sha256=row.sha256, added_at=now)


def _to_review(entry_id: UUID, actor: Actor, target: str) -> Entry:
    entry = get_entry(entry_id, actor=actor)
    if not policies.may_review(actor, entry):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ người duyệt của đơn vị hoặc cấp trên được duyệt, và không tự duyệt lượt ghi của mình."))
    require(MOVES, source=entry.state, target=target, message=_("Lượt ghi không còn ở trạng thái đó. Hãy tải lại trang để xem."))
    return entry


def _move(entry: Entry, target: str, reason: str, *, actor: Actor, now: datetime) -> None:
    moved = Entry.objects.filter(pk=entry.id, state=entry.state, version=entry.version).update(
        state=target, reason=reason, reviewed_by_id=actor.user_id, reviewed_at=now
    )
    if not moved:
        raise WrongState("ENTRY_MOVED", _("Người khác vừa duyệt hoặc sửa lượt ghi này. Hãy tải lại trang để xem."))
