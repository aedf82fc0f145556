"""Pages that show entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoanhap.ground.audit import queries as audit
from hoanhap.ground.organisations import queries as organisations
from hoanhap.web.desk.activities.changes import returned_before
from hoanhap.web.desk.activities.forms import EvidenceForm, WaiverForm, named
from hoanhap.web.desk.activities.joining import alike_rows, claim_rows
from hoanhap.web.desk.activities.lists import entries_workbook
from hoanhap.web.desk.activities.numbers import number_labels, with_parts
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.exporting import MOST, wants_workbook, workbook_address
from hoanhap.web.paging import page_of
from hoanhap.web.parts import EvidenceRow, Link, Mark, WorkRow
from hoanhap.work.activities import policies, queries
from hoanhap.work.activities.queries.pictures import doubts
from hoanhap.work.activities.states import EntryState, EvidenceKind

KINDS = {
    EntryState.SUBMITTED: ("go", ""),
    EntryState.ACCEPTED: ("ok", ""),
    EntryState.RETURNED: ("warn", "turn"),
    EntryState.WITHDRAWN: ("off", ""),
}
ICONS = {EvidenceKind.LINK: "link", EvidenceKind.RECORDING: "sound"}
ACTS = {
    "entry.log": gettext_lazy("Đã ghi"),
    "entry.accept": gettext_lazy("Đã duyệt"),
    "entry.accept_waived": gettext_lazy("Đã duyệt, miễn minh chứng"),
    "entry.ask_waiver": gettext_lazy("Đã xin miễn minh chứng"),
    "entry.give_back": gettext_lazy("Đã trả lại"),
    "entry.send_again": gettext_lazy("Đã sửa và gửi lại"),
    "entry.add_evidence": gettext_lazy("Đã thêm minh chứng"),
    "entry.withdraw": gettext_lazy("Đã rút"),
    "entry.join": gettext_lazy("Đã ghi chung với việc của đơn vị khác"),
    "entry.part": gettext_lazy("Đã tách thành việc riêng"),
    "entry.lead": gettext_lazy("Đã ghi là đơn vị chủ trì"),
    "entry.rival": gettext_lazy("Có bản khác cùng mã gửi"),
    "entry.import": gettext_lazy("Đã ghi từ bảng"),
    "entry.published": gettext_lazy("Đã ghi khi bài được đăng"),
    "entry.unpublished": gettext_lazy("Đã rút khi bài bị gỡ"),
}


def mark_of(entry: queries.Entry) -> Mark:
    """An entry's state as a word with an icon."""
    kind, icon = KINDS[EntryState(entry.state)]
    return Mark(kind, str(EntryState(entry.state).label), icon)


@desk()
def entries(request: DeskRequest) -> HttpResponse:
    """What the actor's unit has logged, newest first; ``?tep=xlsx`` as a workbook."""
    found = queries.of_unit(request.actor)
    if wants_workbook(request):
        return entries_workbook(found[: MOST + 1], title=_("Hoạt động đã ghi"), name="hoat-dong-da-ghi.xlsx")
    rows, pager = page_of(request, found)
    context = {"rows": rows_of(rows), "pager": pager, "may_log": policies.may_log(request.actor), "export": workbook_address(request)}
    return render(request, "desk/activities/entries.html", context)


def rows_of(entries: Iterable[queries.Entry]) -> list[WorkRow]:
    """Entries as rows of a list."""
    return [
        WorkRow(
            row.title,
            reverse("entry", args=[row.id]),
            " · ".join(filter(None, (f"{row.day:%d/%m/%Y}", row.place, row.entered_by.full_name))),
            mark_of(row),
            _("Xem"),
        )
        for row in entries
    ]


@desk()
def entry(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """One entry with everything that proves it."""
    row = queries.get_entry(entry_id, actor=request.actor)
    return entry_page(request, row, evidence_form(row))


def evidence_form(row: queries.Entry, *sent: Any) -> EvidenceForm:
    """The form that adds evidence of the kinds that count for what the entry states."""
    return EvidenceForm(*sent, needs=queries.needs_of(queries.proved([row])[row.id]))


def entry_page(
    request: DeskRequest, row: queries.Entry, form: EvidenceForm, *, waiver_form: WaiverForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of an entry, also when one of its forms came back with errors."""
    open_still, asked = row.state in (EntryState.SUBMITTED, EntryState.RETURNED), queries.open_waiver(row)
    numbers = queries.proved([row])[row.id]
    context: dict[str, Any] = {
        "entry": row,
        "mark": mark_of(row),
        "form": waiver_form or form,  # whose faults the head of the page tells
        "evidence_form": form,
        "waiver_form": waiver_form or WaiverForm(initial={"waiver": asked.reason if asked else ""}),
        "asked_waiver": asked,
        "lacking": queries.lacking_of(row, numbers) if open_still else "",
        "proved": proved_rows(numbers),
        "crumbs": [Link(_("Ghi hoạt động"), reverse("entries"))],
        "may_add": policies.may_change(request.actor, row) and open_still,
        "may_review": policies.may_review(request.actor, row) and row.state == EntryState.SUBMITTED,
        "may_join": policies.may_join(request.actor, row) and row.state != EntryState.WITHDRAWN,
    }
    return render(request, "desk/activities/entry.html", context | _told(row), status=status)


def _told(row: queries.Entry) -> dict[str, Any]:
    """What is known of an entry, whoever asks."""
    return {
        "rows": stated(row),
        "evidence": evidence_rows(row),
        "history": _history(row),
        "rivals": list(row.rivals.order_by("sent_at")),
        "returned": returned_before(row) if row.state != EntryState.RETURNED else None,
        "counts": row.state == EntryState.ACCEPTED,
        "shared": claim_rows(row),
        "alike": alike_rows([row]).get(row.id, []),
        "doubts": doubts([row]).get(row.id, []),
    }


Places = Mapping[tuple[UUID, date], organisations.LocalityName]
"""What localities were called on the days of entries."""


def stated(
    row: queries.Entry, *, units: Mapping[tuple[UUID, date], str] | None = None, places: Places | None = None
) -> list[tuple[str, str]]:
    """What an entry says, as (label, words).

    :param units: what units were called on the days of entries, where many are shown at once
    :param places: the same of localities (``places_of``)
    """
    channel, labels = queries.channel(row.channel), number_labels(row)
    numbers = [(labels[item.indicator_id], with_parts(item)) for item in row.quantities.all()]
    then = (row.unit_id, row.day)
    unit = (organisations.names_then([then]) if units is None else units).get(then, "")
    content = row.content.text if row.content else ""
    rows = [(_("Đơn vị"), unit), (_("Kênh"), channel.label), (_("Ngày thực hiện"), f"{row.day:%d/%m/%Y}"), (_("Nơi thực hiện"), row.place)]
    rows += [(_("Thuộc xã, phường"), _place_in(row, places_of([row]) if places is None else places))]
    return [(label, words) for label, words in [*rows, *numbers, (_("Nội dung của kế hoạch"), content)] if words]


def places_of(entries: Iterable[queries.Entry]) -> Places:
    """The localities that entries name, one query; an entry names one where it was not done in the unit's own."""
    return organisations.places_then((row.locality_id, row.day) for row in entries if row.locality_id)


def _place_in(row: queries.Entry, places: Places) -> str:
    place = places.get((row.locality_id, row.day)) if row.locality_id else None
    return named(place) if place else ""


def evidence_rows(row: queries.Entry) -> list[EvidenceRow]:
    """The proofs of an entry: what each is, its hash, when the server had it; or by whom it counts without."""
    waiver = queries.granted_waiver(row)
    waived = (
        [EvidenceRow("alert", _("Không có minh chứng, được miễn: %(why)s") % {"why": waiver.granted}, signed(waiver))] if waiver else []
    )
    return waived + [
        EvidenceRow(
            icon=ICONS.get(EvidenceKind(item.kind), "camera"),
            text=_evidence_name(item.kind, item.url),
            known=f"{item.sha256[:8]}…{item.sha256[-4:]} · {item.added_at:%d/%m/%Y}",
            href=item.url or (reverse("file", args=[item.file_id]) if item.file_id else ""),
        )
        for item in row.evidence.all()
    ]


def proved_rows(numbers: Iterable[queries.Proved]) -> list[tuple[str, str]]:
    """What stands for the numbers of an entry, as (numbers, kinds of evidence); those for which the same stands share a row, those without
    are left out."""
    found: dict[tuple[str, ...], list[str]] = {}
    for number in numbers:
        kinds = tuple(dict.fromkeys(queries.kind_label(row.kind) for row in number.by))
        found.setdefault(kinds, []).append(number.label)
    return [("; ".join(labels), "; ".join(kinds)) for kinds, labels in found.items() if kinds]


def signed(waiver: queries.Waiver) -> str:
    """Who granted a waiver, and when."""
    return f"{waiver.granted_as}, {waiver.granted_at:%d/%m/%Y}"


def _evidence_name(kind: str, url: str) -> str:
    if kind == EvidenceKind.LINK and not url:
        return _("Bản lưu của trang đã đăng")
    return str(EvidenceKind(kind).label) + (f": {url}" if url else "")


def _history(row: queries.Entry) -> list[tuple[Any, str, str]]:
    return [(item.at, str(ACTS.get(item.act, item.act)), item.actor_name) for item in audit.of_object(kind="entry", object_id=row.id)[:50]]
