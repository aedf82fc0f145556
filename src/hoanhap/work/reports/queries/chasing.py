"""Letters to units whose report is late, as papers."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotFound
from hoanhap.work.reports.models import Chase
from hoanhap.work.reports.queries.schemes import report_name
from hoanhap.work.reports.queries.signing import signing_of
from vanban.model import paper as written


def letters(actor: Actor) -> QuerySet[Chase]:
    """Letters of the actor's own unit, and those to it, newest first."""
    own = Chase.objects.filter(unit_id=actor.own_unit) | Chase.objects.filter(late__contains=[{"id": str(actor.own_unit)}])
    return own.select_related("paper").order_by("-sent_at", "id")


def get_letter(letter_id: UUID, *, actor: Actor) -> Chase:
    """One letter that the actor's unit sent or was sent.

    :raises NotFound: there is none such for this actor
    """
    letter = letters(actor).filter(pk=letter_id).first()
    if letter is None:
        raise NotFound("LETTER_NOT_FOUND", _("Không tìm thấy công văn đôn đốc này, hoặc công văn không gửi đơn vị của bạn."))
    return letter


def chase_text(scheme_code: str, first: date, last: date) -> tuple[str, str]:
    """Subject and first paragraph of a letter."""
    name = report_name(scheme_code, first, last)
    name = name[:1].lower() + name[1:]
    text = _("Đã hết hạn gửi %(name)s (số liệu từ %(first)s đến hết %(last)s) nhưng các đơn vị có tên trên chưa gửi báo cáo.")
    days = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    return _("đôn đốc gửi %(name)s") % {"name": name}, text % {"name": name, **days}


def letter_paper(letter: Chase) -> written.Paper:
    """The letter in the layout of Decree 30/2020, each unit with its deadline and how that was counted."""
    subject, text = chase_text(letter.scheme, letter.period_from, letter.period_until)
    head = letter.letterhead
    request = _("Đề nghị các đơn vị gửi báo cáo ngay; đơn vị có vướng mắc báo lại bằng văn bản để cùng xử lý.")
    header = tuple(written.Cell((written.Text(title),), align="center", bold=True) for title in (_("Đơn vị"), _("Hạn và cách tính")))
    rows = tuple((written.Cell((written.Text(row["name"]),)), written.Cell((written.Text(row["due"]),))) for row in letter.late)
    return written.Paper(
        type="CV", issuer=head["issuer"], parent=head["parent"], symbol=head["own_symbol"], place=head["place"],
        serial=letter.paper.number.partition("/")[0], date=clock.day_of(letter.sent_at).isoformat(), subject=subject,
        addressees=tuple(row["name"] for row in letter.late),
        blocks=(
            written.Paragraph((written.Text(text),)),
            written.Table((header,), rows, widths=(2, 3)),
            written.Paragraph((written.Text(request),)),
        ),
        recipients=("Như trên", *head["recipients"]), signings=(signing_of(head["signer"]),),
    )  # fmt: skip
