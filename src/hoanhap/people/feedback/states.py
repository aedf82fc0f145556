"""Where a question stands, and between which states it moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody sends. A complaint is forwarded to whoever may decide it, never decided here."""

    QUESTION = "QUESTION", _("Hỏi")
    REMARK = "REMARK", _("Phản ánh")
    PROPOSAL = "PROPOSAL", _("Góp ý")
    COMPLAINT = "COMPLAINT", _("Khiếu nại, tố cáo")


class QuestionState(models.TextChoices):
    """What has become of a question."""

    RECEIVED = "RECEIVED", _("Mới nhận")
    ROUTED = "ROUTED", _("Đang trả lời")
    CHECKING = "CHECKING", _("Chờ duyệt câu trả lời")
    ANSWERED = "ANSWERED", _("Đã trả lời")
    FORWARDED = "FORWARDED", _("Đã chuyển cơ quan có thẩm quyền")
    CLOSED = "CLOSED", _("Đã đóng, không trả lời")


MOVES: dict[str, frozenset[str]] = {
    QuestionState.RECEIVED: frozenset({QuestionState.ROUTED, QuestionState.FORWARDED, QuestionState.CLOSED}),
    QuestionState.ROUTED: frozenset({QuestionState.ROUTED, QuestionState.CHECKING, QuestionState.FORWARDED, QuestionState.CLOSED}),
    QuestionState.CHECKING: frozenset({QuestionState.ROUTED, QuestionState.ANSWERED}),
    QuestionState.ANSWERED: frozenset({QuestionState.ROUTED}),
    QuestionState.CLOSED: frozenset({QuestionState.ROUTED}),
    QuestionState.FORWARDED: frozenset(),
}
"""ANSWERED and CLOSED go back to ROUTED when the asker opens the question again, which can be done once."""

OPEN = (QuestionState.RECEIVED, QuestionState.ROUTED, QuestionState.CHECKING)
ENDED = (QuestionState.ANSWERED, QuestionState.FORWARDED, QuestionState.CLOSED)


class AnswerState(models.TextChoices):
    """An answer is written by one person and sent by another."""

    DRAFT = "DRAFT", _("Đang soạn")
    SUBMITTED = "SUBMITTED", _("Chờ duyệt")
    RETURNED = "RETURNED", _("Trả lại để sửa")
    SENT = "SENT", _("Đã gửi")


class StepKind(models.TextChoices):
    """What happened to a question, as the asker is told it."""

    ROUTED = "ROUTED", _("Giao đơn vị trả lời")
    TRANSFERRED = "TRANSFERRED", _("Chuyển đơn vị khác")
    PAUSED = "PAUSED", _("Tạm dừng tính hạn")
    RESUMED = "RESUMED", _("Tính hạn tiếp")
    EXTENDED = "EXTENDED", _("Gia hạn")
    ANSWERED = "ANSWERED", _("Trả lời")
    FORWARDED = "FORWARDED", _("Chuyển cơ quan có thẩm quyền")
    CLOSED = "CLOSED", _("Đóng, không trả lời")
    REOPENED = "REOPENED", _("Người hỏi mở lại")


class ContactKind(models.TextChoices):
    """How somebody wants to be reached."""

    PHONE = "PHONE", _("Điện thoại")
    EMAIL = "EMAIL", _("Thư điện tử")
