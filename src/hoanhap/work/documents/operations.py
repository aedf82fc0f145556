"""What is done with papers: taken in, read, confirmed, numbered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.ground.files import operations as files
from hoanhap.ground.files import queries as file_queries
from hoanhap.kernel import clock, locks, queue
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, WrongState
from hoanhap.kernel.sandbox import CAPS, Caps, examine
from hoanhap.work.documents import policies
from hoanhap.work.documents.models import Paper, Register
from hoanhap.work.documents.queries import fold_number, get_paper, is_printed_date, paper_types
from hoanhap.work.documents.states import BLOCKING_FIELDS, MOVES, Direction, PaperState
from vanban.text import clean, unaccent

READ_JOB = "documents.read"
EDITABLE = ("type_code", "number", "issuer_name", "issued", "subject", "signer_name")


@transaction.atomic
def receive(*, paper_id: UUID, name: str, chunks: Iterable[bytes], arrived_on: date, actor: Actor, now: datetime) -> Paper:
    """Take a paper in: its file into quarantine, and a job to read it, in one transaction. A replay returns the first paper.

    :raises NotAllowed: the actor is no clerk
    :raises Invalid: the file is empty or over the cap
    :raises Conflict: the id is known with another file; the first stays as it is
    """
    if not policies.may_receive(actor):
        raise NotAllowed("NOT_A_CLERK", _("Chỉ văn thư của đơn vị được nhận văn bản đến. Hãy chuyển tệp cho văn thư."))
    if arrived_on > clock.day_of(now):
        sentence = _("Ngày đến chưa tới. Hãy ghi ngày văn bản thực sự đến.")
        raise Invalid("ARRIVAL_IN_FUTURE", sentence, fields={"arrived_on": sentence})
    locks.hold("paper", paper_id)  # two presses at once: the second waits and finds the first
    first = Paper.objects.filter(pk=paper_id).first()
    if first is not None and first.state == PaperState.REFUSED and first.unit_id == actor.unit_id:
        return first  # of a secret paper nothing is kept that a replay could be compared with; nor is it taken in again
    if first is not None and (first.unit_id != actor.unit_id or first.direction != Direction.IN):
        raise Conflict("SAME_ID_OTHER_PAPER", _("Mã gửi này đã dùng cho một văn bản khác. Hãy mở lại trang nhận văn bản rồi gửi lại."))
    file = files.take_in(file_id=uuid5(paper_id, "file"), name=name, chunks=chunks, actor=actor, now=now)
    if first is not None:
        return first
    paper = Paper.objects.create(
        id=paper_id, unit_id=actor.own_unit, direction=Direction.IN, state=PaperState.RECEIVED, file=file, file_name=file.name,
        arrived_on=arrived_on, sent_in_by_id=actor.user_id, created_at=now,
    )  # fmt: skip
    record(act="paper.receive", actor=actor, now=now, object_kind="paper", object_id=paper.id)
    queue.defer(READ_JOB, paper_id=str(paper.id))
    return paper


def read(*, paper_id: UUID, actor: Actor, now: datetime, caps: Caps = CAPS) -> Paper:
    """Read a paper that was taken in (the job's one call). Run again after a crash it begins anew; run on a read paper it does nothing.

    Not to be called inside a transaction by a job: ``READING`` must show while the child works.
    """
    started = Paper.objects.filter(pk=paper_id, state__in=(PaperState.RECEIVED, PaperState.READING)).update(
        state=PaperState.READING, progress=10, failure=""
    )
    paper = Paper.objects.select_related("file").get(pk=paper_id)
    if not started or paper.file is None:
        return paper
    answer = examine(file_queries.path_to(paper.file.id), task="read", name=paper.file_name, caps=caps)
    with transaction.atomic():
        # Whoever else read it meanwhile (a job taken for dead) was quicker, and a clerk may have gone on from there.
        if Paper.objects.select_for_update(of=("self",)).get(pk=paper_id).state == PaperState.READING:
            _keep_answer(paper, answer, actor=actor, now=now)
    return Paper.objects.get(pk=paper_id)


@transaction.atomic
def give_up_reading(*, paper_id: UUID, actor: Actor, now: datetime) -> None:
    """Say that a paper could not be read because the reading itself failed again and again (the job's last word). A clerk may then
    fill in the fields or have it read again."""
    paper = Paper.objects.select_for_update(of=("self",)).filter(pk=paper_id).first()
    if paper is not None and paper.state == PaperState.READING:
        sentence = _("Máy chủ gặp lỗi nhiều lần khi đọc tệp này. Hãy bấm đọc lại, hoặc tự điền các ô theo văn bản; tệp vẫn được giữ.")
        _keep_failure(paper, sentence, actor=actor, now=now)


@transaction.atomic
def read_again(*, paper_id: UUID, actor: Actor, now: datetime) -> Paper:
    """Queue another reading of a paper that could not be read.

    :raises WrongState: it has been read, or is being read
    """
    paper = _to_confirm(paper_id, actor)
    again = Paper.objects.filter(pk=paper.id, state=PaperState.UNREADABLE)
    if not again.update(state=PaperState.READING, progress=5, failure="", version=F("version") + 1):
        raise WrongState("ALREADY_READ", _("Văn bản này đã đọc hoặc đang đọc. Hãy tải lại trang để xem kết quả."))
    record(act="paper.read_again", actor=actor, now=now, object_kind="paper", object_id=paper.id)
    queue.defer(READ_JOB, paper_id=str(paper.id))
    return Paper.objects.get(pk=paper_id)


@transaction.atomic
def confirm(*, paper_id: UUID, version: int, values: Mapping[str, str], actor: Actor, now: datetime) -> Paper:
    """Say what the paper states: the read fields as corrected by a person. May be done again until the paper is numbered.

    :param values: any of ``EDITABLE``; what is not given stays as it was read
    :raises WrongState: it has its number already, or is still being read
    :raises Conflict: somebody else has changed the paper since ``version``
    :raises Invalid: a blocking field is empty, or a value is no such thing; ``fields`` says which
    """
    paper = _to_confirm(paper_id, actor)
    if PaperState.CONFIRMED not in MOVES[paper.state]:
        raise WrongState(
            "NOT_CONFIRMABLE", _("Văn bản đã vào sổ hoặc chưa đọc xong nên không sửa được. Hãy tải lại trang để xem trạng thái.")
        )
    corrected = {name: clean(values[name]).strip() for name in EDITABLE if name in values}
    _require_sound(paper, corrected)
    changed = Paper.objects.filter(pk=paper.id, version=version, state=paper.state).update(
        **corrected, version=version + 1, state=PaperState.CONFIRMED, confirmed_fields=sorted({*paper.confirmed_fields, *corrected})
    )
    if not changed:
        raise Conflict("PAPER_CHANGED", _("Người khác vừa sửa văn bản này. Bản của họ được giữ; hãy xem lại rồi sửa tiếp."))
    record(act="paper.confirm", actor=actor, now=now, object_kind="paper", object_id=paper.id,
           detail={name: value for name, value in corrected.items() if value != getattr(paper, name)})  # fmt: skip
    return _fold(Paper.objects.get(pk=paper.id))


@transaction.atomic
def register(*, paper_id: UUID, actor: Actor, now: datetime) -> Paper:
    """Give a confirmed incoming paper the next number of its unit's register of the year of arrival.

    :raises WrongState: it is not confirmed, or somebody has just numbered it
    """
    paper = _to_confirm(paper_id, actor)
    day = paper.arrived_on or clock.day_of(now)
    book = next_in_book(unit_id=paper.unit_id, year=day.year, book="IN")
    taken = Paper.objects.filter(pk=paper.id, state=PaperState.CONFIRMED).update(
        state=PaperState.REGISTERED, register=book, register_number=book.last_number, version=F("version") + 1
    )
    if not taken:
        raise WrongState("NOT_CONFIRMED", _("Văn bản chưa được xác nhận, hoặc vừa được người khác vào sổ. Hãy tải lại trang."))
    record(act="paper.register", actor=actor, now=now, object_kind="paper", object_id=paper.id, detail={"number": book.last_number})
    return get_paper(paper.id, actor=actor)


def next_in_book(*, unit_id: UUID, year: int, book: str) -> Register:
    """Take the next number of a book, which is opened when it is the year's first. The row stays locked until commit, so numbers
    have no gaps and no doubles."""
    Register.objects.bulk_create([Register(unit_id=unit_id, year=year, book=book)], ignore_conflicts=True)
    row = Register.objects.select_for_update().get(unit_id=unit_id, year=year, book=book)
    row.last_number += 1
    row.save(update_fields=["last_number"])
    return row


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What an outgoing paper states, and its text for searching."""

    type_code: str
    symbol: str
    subject: str
    signer_name: str
    issuer_name: str
    text: str


@transaction.atomic
def put_out(*, unit_id: UUID, outgoing: Outgoing, on: date, actor: Actor, now: datetime) -> Paper:
    """Number and register an outgoing paper of the unit. The caller has asked its own policy."""
    book = next_in_book(unit_id=unit_id, year=on.year, book=f"OUT:{outgoing.type_code}")
    stated = {name: value for name, value in asdict(outgoing).items() if name in EDITABLE}
    paper = Paper.objects.create(
        **stated, unit_id=unit_id, direction=Direction.OUT, state=PaperState.ISSUED, created_at=now, sent_in_by_id=actor.user_id,
        number=f"{book.last_number:02d}/{outgoing.symbol}", issued=on.isoformat(), register=book, register_number=book.last_number,
    )  # fmt: skip
    record(act="paper.put_out", actor=actor, now=now, object_kind="paper", object_id=paper.id, detail={"number": paper.number})
    return _fold(paper, text=outgoing.text)


def _to_confirm(paper_id: UUID, actor: Actor) -> Paper:
    paper = get_paper(paper_id, actor=actor)
    if not policies.may_confirm(actor, paper):
        raise NotAllowed("NOT_THE_CLERK", _("Chỉ văn thư của đơn vị nhận được xác nhận và vào sổ văn bản này."))
    return paper


def _require_sound(paper: Paper, corrected: Mapping[str, str]) -> None:
    stated = {name: corrected.get(name, getattr(paper, name)) for name in EDITABLE}
    wrong = {name: _("Ô này phải có trước khi xác nhận.") for name in BLOCKING_FIELDS if not stated[name]}
    if stated["type_code"] and stated["type_code"] not in paper_types():
        wrong["type_code"] = _("Không có loại văn bản này. Hãy chọn trong danh sách.")
    if stated["issued"] and not is_printed_date(stated["issued"]):
        wrong["issued"] = _("Ngày của văn bản phải là một ngày có thật. Hãy ghi ngày/tháng/năm, hoặc để trống nếu văn bản không ghi.")
    if wrong:
        raise Invalid(
            "FIELDS_WRONG", _("Còn ô bắt buộc chưa có hoặc chưa đúng. Hãy sửa theo văn bản rồi xác nhận lại."), fields=dict(wrong)
        )


def _keep_answer(paper: Paper, answer: dict[str, Any], *, actor: Actor, now: datetime) -> None:
    if "ok" in answer:
        _keep_reading(paper, answer["ok"], actor=actor, now=now)
    elif answer["code"] == "SECRET":
        _refuse_secret(paper, actor=actor, now=now)
    else:
        _keep_failure(paper, str(answer["refused"]), actor=actor, now=now)


def _keep_reading(paper: Paper, reading: dict[str, object], *, actor: Actor, now: datetime) -> None:
    paper.reading, paper.progress, paper.state = reading, 100, PaperState.READ
    for name, value in fields_of(reading).items():
        setattr(paper, name, value)
    paper.save(update_fields=["reading", "progress", "state", *EDITABLE])
    _fold(paper)
    if paper.file is not None:
        files.accept(file_id=paper.file.id, media_type="", actor=actor, now=now)
    record(act="paper.read", actor=actor, now=now, object_kind="paper", object_id=paper.id)


def _keep_failure(paper: Paper, sentence: str, *, actor: Actor, now: datetime) -> None:
    Paper.objects.filter(pk=paper.id).update(state=PaperState.UNREADABLE, failure=sentence, progress=100)
    record(act="paper.unreadable", actor=actor, now=now, object_kind="paper", object_id=paper.id)


def _refuse_secret(paper: Paper, *, actor: Actor, now: datetime) -> None:
    """Nothing of a secret paper stays: not its content, its name, nor a word that was read."""
    sentence = _("Văn bản có dấu chỉ độ mật nên hệ thống không nhận và không giữ lại gì. Hãy xử lý theo chế độ bảo vệ bí mật nhà nước.")
    Paper.objects.filter(pk=paper.id).update(
        state=PaperState.REFUSED, failure=sentence, progress=100, file_name="", file=None, reading=None
    )
    if paper.file is not None:
        files.forget(file_id=paper.file.id, actor=actor, now=now)
    record(act="paper.refuse_secret", actor=actor, now=now, object_kind="paper", object_id=paper.id)


def fields_of(reading: dict[str, object]) -> dict[str, str]:
    """The fields a clerk confirms, out of what ``vanban`` read (design: reading.md). Unknown is an empty text."""

    def text_in(key: str, inner: str) -> str:
        value = reading.get(key)
        return str(value.get(inner) or "") if isinstance(value, dict) else ""

    return {
        "type_code": text_in("type", "code"),
        "number": text_in("number", "text"),
        "issuer_name": text_in("issuer", "name"),
        "issued": str(reading.get("date") or ""),
        "subject": str(reading.get("subject") or ""),
        "signer_name": text_in("signature", "name"),
    }


def _fold(paper: Paper, text: str = "") -> Paper:
    body = text or str((paper.reading or {}).get("text", ""))
    whole = unaccent(f"{paper.number} {paper.subject} {paper.issuer_name} {paper.signer_name} {body}")
    # PostgreSQL refuses a search vector over 1 MB; a paper of 400,000 bytes of words is found by its beginning.
    paper.folded = whole.encode()[:400_000].decode(errors="ignore")
    paper.folded_number = fold_number(paper.number)
    paper.save(update_fields=["folded", "folded_number"])
    return paper
