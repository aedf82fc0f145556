"""The places of the desk: where one can go, and how much waits there."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.channels.portal import policies as portal_policies
from hoanhap.channels.portal import queries as portal
from hoanhap.ground.accounts import policies as account_policies
from hoanhap.ground.audit import policies as trail_policies
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.people.feedback import policies as question_policies
from hoanhap.people.feedback import queries as questions
from hoanhap.people.support import policies as support_policies
from hoanhap.people.support import queries as support
from hoanhap.web.parts import Place
from hoanhap.work.activities import policies as entry_policies
from hoanhap.work.activities import queries as activities
from hoanhap.work.documents import policies as paper_policies
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures import policies as figure_policies


def of(request: HttpRequest) -> list[Place]:
    """The places of whoever is signed in, the one of this page marked."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the frame shows places only to an actor
    papers = documents.waiting_for_clerk(actor).count() if paper_policies.may_receive(actor) else 0
    reviewer = entry_policies.may_review_some(actor)
    reviews = activities.to_review(actor).count() + activities.aggregates_to_review(actor).count() if reviewer else 0
    pieces = portal.to_check(actor).count() if portal_policies.may_check_some(actor) else 0
    asked = questions.waiting(actor, on=clock.day_of(clock.now()))
    slips = support.waiting(actor, on=clock.day_of(clock.now()))
    work, programme, figures = _("Văn bản"), _("Chương trình"), _("Số liệu")
    rows = (
        # group, label, route, icon, how much waits, on a phone too
        ("", _("Hôm nay"), "today", "today", 0, True),
        (work, _("Văn bản đến"), "register", "inbox", papers, True),
        (programme, _("Kế hoạch"), "plans", "tree", 0, False),
        (programme, _("Ghi hoạt động"), "entries", "horn", 0, True),
        *([(programme, _("Duyệt"), "review", "check", reviews, False)] if reviewer else []),
        *([(programme, _("Cổng thông tin"), "portal", "home", pieces, False)] if portal_policies.may_enter(actor) else []),
        *([(_("Người dân"), _("Câu hỏi"), "questions", "ask", asked, False)] if question_policies.may_see_some(actor) else []),
        *([(_("Hỗ trợ"), _("Phiếu hẹn"), "slips", "people", slips, False)] if support_policies.may_enter(actor) else []),
        *([(_("Hỗ trợ"), _("Danh bạ nơi giúp"), "directory", "phone", 0, False)] if support_policies.may_keep_some(actor) else []),
        (figures, _("Báo cáo"), "reports", "bars", 0, True),
        *([(figures, _("Công bố số liệu"), "publishing", "grid", 0, False)] if figure_policies.may_publish_some(actor) else []),
        *([(figures, _("Nhật ký"), "trail", "clock", 0, False)] if trail_policies.may_read(actor) else []),
        (_("Tổ chức"), _("Đơn vị"), "units", "tree", 0, False),
        *([(_("Tổ chức"), _("Người và vai trò"), "people", "people", 0, False)] if account_policies.may_administer(actor) else []),
    )
    return [
        Place(
            label,
            href=(href := reverse(route)),
            icon=icon,
            group=group,
            waiting=waiting,
            phone=phone,
            current=request.path.startswith(href),
        )
        for group, label, route, icon, waiting, phone in rows
    ]
