"""Taking in what somebody sends: no account, no address, no hour; the same form sent twice is one question with one code."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.ground.files import operations as files
from hoanhap.ground.files import queries as stored
from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock, codes, sealing
from hoanhap.kernel.errors import Conflict, Invalid
from hoanhap.people.feedback.models import Attachment, Contact, Question
from hoanhap.people.feedback.operations.moving import said
from hoanhap.people.feedback.queries import finding, rules
from hoanhap.people.feedback.queries.timing import due_of
from hoanhap.people.feedback.states import ContactKind
from vanban.text import clean

SECRET_BYTES = 16
MOST_PICTURES = 3
PICTURE = "anh-kem-cau-hoi.webp"
"""What every picture is called; the sender's own name for it is not kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody sends. ``pictures`` are the hashes of those that came with the same form."""

    kind: str
    words: str
    place_id: UUID | None = None
    contact: str = ""
    purposes: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    concerns_id: UUID | None = None
    """The unit complained of: neither it nor any unit below it gets to see this, from the first moment on."""


@dataclass(frozen=True, slots=True)
class Received:
    """What the asker is shown: the code, this once."""

    code: str
    question_id: UUID
    again: bool
    """Whether the same form had come before."""


@transaction.atomic
def receive(*, secret: str, asked: Asked, now: datetime) -> Received:
    """Take in a question. ``secret`` (32 hexadecimal digits) was made with the form and travels in it; the code follows from it, so that
    a form sent twice shows its code twice and makes one question.

    There is no actor: nobody is known. The trail is written when the question is counted, by the day (``counting``).

    :raises Invalid: words are missing or too many, a contact is none, no consent goes with it, or the form was tampered with
    :raises Conflict: this form has sent another question before; the new words are not kept
    :raises WrongState: no unit receives questions yet
    """
    seed = _seed(secret)
    plain = examined(asked, on=now)
    question_id, code, body = _known_as(seed), codes.code_of(seed, key=settings.CODE_KEY), _digest(seed, plain)
    today, days = clock.day_of(now), rules.kinds()[plain.kind].days
    unit_id = finding.reception(on=today, not_below=plain.concerns_id)
    row, created = Question.objects.get_or_create(
        id=question_id,
        defaults={
            "code_digest": codes.digest(code, purpose=finding.PURPOSE, key=settings.CODE_KEY), "body_digest": body,
            "words": sealing.seal_for(Question, "words", question_id, plain.words), "proof": proof_of(question_id, plain.words),
            "kind": plain.kind, "place_id": plain.place_id, "concerns_id": plain.concerns_id, "received_by_id": unit_id, "unit_id": unit_id,
            "received_on": today, "clock_from": today, "days": days, "due_on": due_of(clock_from=today, days=days, paused_days=0),
        },
    )  # fmt: skip
    if row.body_digest != body:
        raise Conflict("FORM_USED", _("Mẫu này đã gửi một câu hỏi khác. Câu đã gửi được giữ nguyên; hãy gửi câu mới từ đầu."))
    if created:
        _keep_contact(row, plain, now=now)
        _attach(row, plain, seed)
    return Received(code, question_id, not created)


def take_picture(*, secret: str, chunks: Iterable[bytes], now: datetime) -> str:
    """Take in a picture before the question is sent, and give back what the form carries of it: only what can be seen in it is kept.

    :raises Invalid: it is no picture, or too large; nothing of it was kept
    """
    owner, unit_id = _known_as(_seed(secret)), finding.reception(on=clock.day_of(now))
    row = files.take_bare_picture(owner_id=owner, unit_id=unit_id, name=PICTURE, chunks=chunks, now=now)
    return row.sha256


def examined(asked: Asked, *, on: datetime) -> Asked:
    """What was sent, in one form, everything in it known.

    :raises Invalid: something is not
    """
    rules.known(asked.kind, rules.kinds(), field="kind")
    words = said(asked.words, field="words", missing=_("Hãy viết điều bạn muốn hỏi hoặc cho biết."))
    if asked.place_id is not None and not _communes(on).filter(pk=asked.place_id).exists():
        sentence = _("Không có xã, phường này. Hãy chọn lại, hoặc để trống.")
        raise Invalid("PLACE_UNKNOWN", sentence, fields={"place": sentence})
    if asked.concerns_id is not None and not organisations.units_on(clock.day_of(on)).filter(pk=asked.concerns_id).exists():
        sentence = _("Không có đơn vị này. Hãy chọn lại, hoặc để trống.")
        raise Invalid("UNIT_UNKNOWN", sentence, fields={"concerns": sentence})
    contact = clean(asked.contact).strip()
    purposes = tuple(code for code in rules.purposes() if code in asked.purposes) if contact else ()
    if contact:
        kind_of_contact(contact)
    if contact and not purposes:
        sentence = _("Bạn đã ghi liên hệ. Hãy chọn cơ quan được dùng liên hệ đó vào việc gì, hoặc xóa liên hệ đi.")
        raise Invalid("CONSENT_MISSING", sentence, fields={"purposes": sentence})
    if len(asked.pictures) > MOST_PICTURES:
        sentence = _("Mỗi câu hỏi gửi kèm tối đa %(most)d ảnh.") % {"most": MOST_PICTURES}
        raise Invalid("TOO_MANY_PICTURES", sentence, fields={"picture": sentence})
    return replace(asked, words=words, contact=contact, purposes=purposes, pictures=tuple(dict.fromkeys(asked.pictures)))


def kind_of_contact(contact: str) -> str:
    """Whether a contact is a telephone number or a mail address.

    :raises Invalid: it is neither
    """
    digits = re.sub(r"[\s.\-()]", "", contact)
    if re.fullmatch(r"(\+?84|0)\d{8,10}", digits):
        return ContactKind.PHONE
    try:
        validate_email(contact)
    except ValidationError as error:
        sentence = _("Đây chưa phải số điện thoại hoặc địa chỉ thư điện tử. Hãy ghi như 0912 345 678 hoặc ten@vidu.vn, hoặc để trống.")
        raise Invalid("CONTACT_UNKNOWN", sentence, fields={"contact": sentence}) from error
    return ContactKind.EMAIL


def _seed(secret: str) -> bytes:
    if not re.fullmatch(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}", secret):
        raise Invalid("FORM_BROKEN", _("Mẫu này bị thiếu một phần nên chưa gửi được. Hãy mở lại trang Gửi câu hỏi và gửi từ đầu."))
    return bytes.fromhex(secret)


def _known_as(seed: bytes) -> UUID:
    """The id of the question that a form makes. It does not lead back to the form, nor to the code."""
    return UUID(bytes=hmac.new(settings.CODE_KEY, b"question\0" + seed, hashlib.sha256).digest()[:16], version=4)


def proof_of(question_id: UUID, words: str) -> str:
    """What a ledger line of a question stands on: a keyed hash of its words, so that nobody can try out what somebody may have written."""
    return hmac.new(settings.CODE_KEY, f"proof\0{question_id}\0{words}".encode(), hashlib.sha256).hexdigest()


def _digest(seed: bytes, plain: Asked) -> str:
    body = json.dumps(asdict(plain), ensure_ascii=False, sort_keys=True, default=str)
    return hmac.new(settings.CODE_KEY + seed, body.encode(), hashlib.sha256).hexdigest()


def _communes(on: datetime) -> QuerySet[organisations.Unit]:
    return organisations.units_on(clock.day_of(on), kinds=[organisations.UnitKind.COMMUNE])


def _keep_contact(row: Question, plain: Asked, *, now: datetime) -> None:
    if not plain.contact:
        return
    today, contact_id = clock.day_of(now), uuid4()
    Contact.objects.create(
        id=contact_id, question=row, kind=kind_of_contact(plain.contact), purposes=list(plain.purposes),
        detail=sealing.seal_for(Contact, "detail", contact_id, plain.contact), consent_version=rules.consent_version(), given_on=today,
        erase_on=today + timedelta(days=rules.keeping("contact_after_receipt")),
    )  # fmt: skip


def _attach(row: Question, plain: Asked, seed: bytes) -> None:
    """Only pictures that came with this very form: their ids follow from its secret and their content."""
    for sha256 in plain.pictures:
        file_id = files.bare_picture_id(_known_as(seed), sha256)
        if stored.is_accepted(file_id):
            Attachment.objects.create(id=uuid4(), question=row, file_id=file_id)
