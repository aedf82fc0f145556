"""What a piece is, where it stands, and the few words that describe it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is published."""

    ARTICLE = "ARTICLE", _("Tin, bài")
    ANSWER = "ANSWER", _("Hỏi – đáp")
    FACT = "FACT", _("Kiểm chứng")


ADDRESSES: dict[str, str] = {Kind.ARTICLE: "/tin/{slug}/", Kind.ANSWER: "/hoi-dap/{slug}/", Kind.FACT: "/kiem-chung/{slug}/"}
"""Where a published piece stands for good: part of what the ledger keeps as evidence."""

INDICATORS: dict[str, str] = {Kind.ARTICLE: "web.items", Kind.ANSWER: "qa.items", Kind.FACT: "fc.published"}
"""What a published piece counts as."""


class PieceState(models.TextChoices):
    """Where the text being worked on stands. What the public reads is the last edition, whatever happens to the text meanwhile."""

    DRAFT = "DRAFT", _("Đang viết")
    SUBMITTED = "SUBMITTED", _("Chờ duyệt")
    RETURNED = "RETURNED", _("Trả lại")
    CHECKED = "CHECKED", _("Đã duyệt, chờ đăng")
    PUBLISHED = "PUBLISHED", _("Đã đăng")
    DUE = "DUE", _("Đến hạn rà soát")
    WITHDRAWN = "WITHDRAWN", _("Đã gỡ")


MOVES: dict[str, frozenset[str]] = {
    PieceState.DRAFT: frozenset({PieceState.SUBMITTED, PieceState.WITHDRAWN}),
    PieceState.RETURNED: frozenset({PieceState.SUBMITTED, PieceState.WITHDRAWN}),
    PieceState.SUBMITTED: frozenset({PieceState.CHECKED, PieceState.RETURNED, PieceState.WITHDRAWN}),
    PieceState.CHECKED: frozenset({PieceState.PUBLISHED, PieceState.RETURNED, PieceState.WITHDRAWN}),
    PieceState.PUBLISHED: frozenset({PieceState.DRAFT, PieceState.DUE, PieceState.WITHDRAWN}),
    PieceState.DUE: frozenset({PieceState.DRAFT, PieceState.WITHDRAWN}),
    PieceState.WITHDRAWN: frozenset({PieceState.DRAFT}),
}

WRITABLE = (PieceState.DRAFT, PieceState.RETURNED)
"""The words may be changed."""


class Audience(models.TextChoices):
    """For whom a piece was written, in the words they would use of themselves."""

    FAMILY = "family", _("Người thân của người đang chấp hành án")
    RETURNING = "returning", _("Người vừa trở về")
    EMPLOYER = "employer", _("Người thuê, giúp người trở về")
    PRESS = "press", _("Báo chí, người nghiên cứu")


class Verdict(models.TextChoices):
    """What was found about a claim."""

    FALSE = "FALSE", _("Sai")
    MISLEADING = "MISLEADING", _("Dễ hiểu sai")
    TRUE = "TRUE", _("Đúng")
    UNPROVEN = "UNPROVEN", _("Chưa có căn cứ")


RATINGS: dict[str, int] = {Verdict.FALSE: 1, Verdict.MISLEADING: 2, Verdict.UNPROVEN: 3, Verdict.TRUE: 5}
"""From 1 (false) to 5 (true), for machines that read fact-checks."""


class LawStatus(models.TextChoices):
    """How sure the legal facts of a piece are."""

    VERIFIED = "verified", _("Đã đối chiếu văn bản gốc")
    PRESS = "press", _("Theo báo chí, chưa đối chiếu văn bản gốc")
    MEMORY = "memory", _("Chưa đối chiếu văn bản gốc")
