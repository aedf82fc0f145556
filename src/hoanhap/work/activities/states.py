"""Where an entry stands; kinds of evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryState(models.TextChoices):
    """Only an accepted entry counts in figures."""

    SUBMITTED = "SUBMITTED", _("Chờ duyệt")
    ACCEPTED = "ACCEPTED", _("Đã duyệt")
    RETURNED = "RETURNED", _("Trả lại")
    WITHDRAWN = "WITHDRAWN", _("Đã rút")


MOVES: dict[str, frozenset[str]] = {
    EntryState.SUBMITTED: frozenset({EntryState.ACCEPTED, EntryState.RETURNED, EntryState.WITHDRAWN}),
    EntryState.RETURNED: frozenset({EntryState.SUBMITTED, EntryState.WITHDRAWN}),
    EntryState.ACCEPTED: frozenset({EntryState.RETURNED}),
    EntryState.WITHDRAWN: frozenset(),
}


OPEN = (EntryState.SUBMITTED, EntryState.RETURNED)
"""Not decided for good: evidence may still be added."""


ENTRY, AGGREGATE = "entry", "aggregate"
"""What a line of the ledger names as its source, of what is written here: an entry that a unit logged, a number stated from papers."""


class EvidenceKind(models.TextChoices):
    """What proves that something was done."""

    PHOTO = "PHOTO", _("Ảnh")
    LINK = "LINK", _("Đường dẫn")
    SCHEDULE = "SCHEDULE", _("Ảnh sổ, lịch phát")
    RECORDING = "RECORDING", _("Ghi âm")
    MINUTES = "MINUTES", _("Ảnh biên bản")
    SIGN_SHEET = "SIGN_SHEET", _("Ảnh bảng ký tên")
    DELIVERY_NOTE = "DELIVERY_NOTE", _("Ảnh phiếu giao nhận")
    INSIGHT = "INSIGHT", _("Ảnh thống kê của nền tảng")
    PAPER = "PAPER", _("Ảnh văn bản nguồn")


PICTURES = tuple(kind for kind in EvidenceKind if kind not in (EvidenceKind.LINK, EvidenceKind.RECORDING))
"""Kinds that come as a photograph."""

ELSEWHERE = {"SYSTEM": _("Bản ghi của hệ thống"), "SIGNED_CONSENT": _("Văn bản đồng ý")}
"""Kinds of the catalogue that nobody attaches to an entry: of what the system does it keeps its own record, and what a person has signed
stays where consents are kept. A number that wants only these is no entry's to prove."""
