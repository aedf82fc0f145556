"""Where a paper stands, and which moves there are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way a paper goes."""

    IN = "IN", _("Văn bản đến")
    OUT = "OUT", _("Văn bản đi")


class PaperState(models.TextChoices):
    """From the door to the register. ``REFUSED`` is a secret paper, of which nothing was kept."""

    RECEIVED = "RECEIVED", _("Chờ đọc")
    READING = "READING", _("Đang đọc")
    READ = "READ", _("Chờ xác nhận")
    UNREADABLE = "UNREADABLE", _("Không đọc được")
    CONFIRMED = "CONFIRMED", _("Đã xác nhận")
    REGISTERED = "REGISTERED", _("Đã vào sổ")
    REFUSED = "REFUSED", _("Không nhận")
    ISSUED = "ISSUED", _("Đã ban hành")


MOVES: dict[str, frozenset[str]] = {
    PaperState.RECEIVED: frozenset({PaperState.READING}),
    PaperState.READING: frozenset({PaperState.READING, PaperState.READ, PaperState.UNREADABLE, PaperState.REFUSED}),
    PaperState.READ: frozenset({PaperState.CONFIRMED}),
    PaperState.UNREADABLE: frozenset({PaperState.CONFIRMED, PaperState.READING}),
    PaperState.CONFIRMED: frozenset({PaperState.CONFIRMED, PaperState.REGISTERED}),
    PaperState.REGISTERED: frozenset(),
    PaperState.REFUSED: frozenset(),
    PaperState.ISSUED: frozenset(),
}

BLOCKING_FIELDS = ("type_code", "issuer_name", "subject")
"""Without these a paper is not confirmed; every other field may stay empty when the paper does not state it."""
