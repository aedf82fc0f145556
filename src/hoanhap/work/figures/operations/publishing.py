"""Letting figures out to the public and taking them back: acts of a leader, each with its row and its trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from hoanhap.ground.audit.operations import record
from hoanhap.kernel import locks
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from hoanhap.work.figures import policies
from hoanhap.work.figures.models import Figure, Publication, Release
from hoanhap.work.figures.queries.frozen import get_figure
from hoanhap.work.figures.queries.publications import IN_FORCE, INTERNAL, publications_of
from hoanhap.work.figures.queries.suppressing import shown, takes_the_place_of, why_hidden
from vanban.checking import dignity
from vanban.text import clean


@dataclass(frozen=True, slots=True)
class Statement:
    """The issued paper that states figures: its report, what it is called (type, number, day), whose head it bears."""

    report_id: UUID
    paper: str
    issuer: str


@transaction.atomic
def publish_figures(*, figure_ids: Collection[UUID], statement: Statement, actor: Actor, now: datetime) -> list[Publication]:
    """Let figures of an issued report out to the public, each with its value or, where few people would be known by it, without.

    The caller answers for ``statement``: that the paper is issued and states these figures (``reports`` does so). A figure of a question
    that was let out before takes the place of the earlier one.

    :raises NotFound: the actor cannot see one of the figures
    :raises NotAllowed: the actor does not lead the unit that states them
    :raises Invalid: none was chosen, one is for internal use by the catalogue, or has nothing behind it
    :raises WrongState: one of them is public already
    """
    # One at a time: what may be shown depends on what is shown already.
    locks.hold("figures", "publications")
    figures = [get_figure(figure_id, actor=actor) for figure_id in dict.fromkeys(figure_ids)]
    if not figures:
        raise Invalid("NO_FIGURE_CHOSEN", _("Chưa chọn số liệu nào để công bố. Hãy đánh dấu ít nhất một số liệu."))
    for figure in figures:
        _check(figure, actor)
    out = {figure_id for figure_id, row in publications_of(figures).items() if row.state == IN_FORCE}
    if out:
        raise WrongState("FIGURE_IS_PUBLIC", _("Có số liệu đã được công bố rồi. Hãy tải lại trang để xem số liệu nào còn chưa công bố."))
    # The widest units first: where both cannot be shown, the whole tells more than a part.
    made = [_release(figure, statement, actor, now) for figure in sorted(figures, key=lambda figure: -figure.value)]
    for row in made:
        record(act="figure.publish", actor=actor, now=now, object_kind="figure", object_id=row.figure_id,
               detail={"publication": str(row.id), "code": row.figure.code, "hidden": row.hidden, "paper": row.paper})  # fmt: skip
    return made


def _check(figure: Figure, actor: Actor) -> None:
    if not policies.may_publish(actor, figure.unit_id):
        raise NotAllowed("MAY_NOT_PUBLISH", _("Chỉ lãnh đạo của đơn vị nêu số liệu được công bố hoặc rút số liệu này."))
    if figure.version.publication == INTERNAL:
        raise Invalid(
            "INDICATOR_IS_INTERNAL", _("Chỉ tiêu “%s” chỉ dùng nội bộ, không công bố. Hãy bỏ chọn chỉ tiêu này.") % figure.version.label
        )
    if figure.line_count == 0:
        raise Invalid("FIGURE_WITHOUT_PROOF", _("Số liệu “%s” chưa có minh chứng nên chưa thể công bố.") % figure.version.label)


def _release(figure: Figure, statement: Statement, actor: Actor, now: datetime) -> Publication:
    return Publication.objects.create(
        figure=figure, act=Release.RELEASED, hidden=why_hidden(figure, shown()), issuer=statement.issuer, paper=statement.paper,
        report_id=statement.report_id, supersedes=takes_the_place_of(figure), by_id=actor.user_id, at=now,
    )  # fmt: skip


@transaction.atomic
def withdraw_publication(*, publication_id: UUID, reason: str, actor: Actor, now: datetime) -> Publication:
    """Take a figure back. Its page stays and says since when and why; the value is shown no more.

    :raises NotFound: there is no such release, or of a unit that the actor cannot see
    :raises NotAllowed: the actor does not lead the unit that states it
    :raises Invalid: no reason, or one that tells of a person
    :raises WrongState: it was withdrawn, or a later one has taken its place
    """
    locks.hold("figures", "publications")
    found = Publication.objects.filter(pk=publication_id, act=Release.RELEASED, figure__unit_id__in=actor.within)
    row = found.select_related("figure__version").first()
    if row is None:
        raise NotFound("PUBLICATION_NOT_FOUND", _("Không tìm thấy lần công bố này, hoặc số liệu không thuộc đơn vị của bạn."))
    if not policies.may_publish(actor, row.figure.unit_id):
        raise NotAllowed("MAY_NOT_PUBLISH", _("Chỉ lãnh đạo của đơn vị nêu số liệu được công bố hoặc rút số liệu này."))
    words = clean(reason).strip()
    if not words:
        raise Invalid(
            "REASON_MISSING", _("Rút số liệu phải nêu lý do; lý do hiện trên trang công khai."), fields={"reason": _("Hãy ghi vì sao rút.")}
        )
    told = next(iter(dignity.blocks(dignity.examine(words))), None)
    if told is not None:
        raise Invalid(
            "REASON_TELLS_OF_A_PERSON",
            _("Lý do hiện trên trang công khai nên không được nói về một người."),
            fields={"reason": told.message},
        )
    if Publication.objects.filter(withdraws=row).exists() or Publication.objects.filter(supersedes=row).exists():
        raise WrongState("NOT_IN_FORCE", _("Số liệu này đã được rút hoặc đã có số liệu thay. Hãy tải lại trang."))
    made = Publication.objects.create(
        figure=row.figure, act=Release.WITHDRAWN, withdraws=row, reason=words, issuer=row.issuer, paper=row.paper, report_id=row.report_id,
        by_id=actor.user_id, at=now,
    )  # fmt: skip
    record(act="figure.withdraw", actor=actor, now=now, object_kind="figure", object_id=row.figure_id,
           detail={"publication": str(row.id), "code": row.figure.code})  # fmt: skip
    return made
