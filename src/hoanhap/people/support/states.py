"""What people need, and how far a slip has come."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What somebody needs help with: never why."""

    ARRIVAL = "ARRIVAL", _("Vừa về, chưa biết bắt đầu từ đâu")
    PAPERS = "PAPERS", _("Căn cước, đăng ký cư trú")
    RECORD = "RECORD", _("Xóa án tích, lý lịch tư pháp")
    LOAN = "LOAN", _("Vay vốn")
    WORK = "WORK", _("Tìm việc làm")
    TRAINING = "TRAINING", _("Học nghề")
    ADVICE = "ADVICE", _("Hỏi về pháp luật, thủ tục")
    CARE = "CARE", _("Tâm lý, sức khỏe")
    EMPLOYER = "EMPLOYER", _("Thuê, giúp người trở về")


class Soon(models.TextChoices):
    """How soon help is needed."""

    TODAY = "TODAY", _("Gấp, trong hai ngày tới")
    WEEK = "WEEK", _("Trong tuần này")
    MONTH = "MONTH", _("Trong tháng này")


class Purpose(models.TextChoices):
    """What a person agrees to, each by itself. Nothing is agreed to by default."""

    REACH = "REACH", _("Liên hệ lại với tôi")
    PASS_ON = "PASS_ON", _("Chuyển nhu cầu của tôi cho nơi giúp khác")


class ServiceState(models.TextChoices):
    """Whether an office is shown to the public."""

    ACTIVE = "ACTIVE", _("Đang hiển thị")
    ENDED = "ENDED", _("Đã kết thúc")


class SlipState(models.TextChoices):
    """Where a slip stands. A slip that was erased is not there any more."""

    WAITING = "WAITING", _("Đang chờ")
    INVITED = "INVITED", _("Đã hẹn")
    HELPED = "HELPED", _("Đã giúp")
    CLOSED = "CLOSED", _("Đã đóng")


MOVES: dict[str, frozenset[str]] = {
    SlipState.WAITING: frozenset({SlipState.INVITED, SlipState.HELPED, SlipState.CLOSED}),
    SlipState.INVITED: frozenset({SlipState.INVITED, SlipState.HELPED, SlipState.CLOSED}),
}

OPEN = (SlipState.WAITING, SlipState.INVITED)
