"""Many entries at once: a table is sent or pasted, shown with its faults at their cells, and logged in one act."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import NotAllowed
from hoanhap.web import notices
from hoanhap.web.desk.activities.workbooks import as_download, empty_table, marked_table
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.forms import ClientIdField, Form, posted
from hoanhap.work.activities import policies, queries
from hoanhap.work.activities.operations import importing
from hoanhap.work.activities.queries import Channel
from hoanhap.work.figures import queries as figures
from hoanhap.work.programmes import queries as programmes

_SHOWN = 100
"""Rows on the page; the workbook has them all."""


class TableForm(Form):
    """A file, or cells that were copied."""

    table_id = ClientIdField()
    table = forms.FileField(
        label=gettext_lazy("Tệp Excel"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("XLSX, XLS, ODS hoặc CSV; hàng đầu là tên cột."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.xlsb,.ods,.csv,.tsv"}),
    )
    pasted = forms.CharField(
        label=gettext_lazy("Hoặc dán các ô chép từ Excel"),
        required=False,
        max_length=3_000_000,
        strip=False,
        help_text=gettext_lazy("Chọn cả hàng tên cột rồi dán vào đây."),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        data = super().clean() or {}
        if not data.get("table") and not (data.get("pasted") or "").strip():
            self.add_error("table", _("Hãy chọn một tệp hoặc dán các ô."))
        return data

    def content(self) -> tuple[str, Any]:
        """The name and the bytes of what came."""
        sent = self.cleaned_data.get("table")
        return (sent.name, sent.chunks()) if sent else ("dan-tu-excel.tsv", [self.cleaned_data["pasted"].encode()])


class ChoiceForm(Form):
    """What every row of a table is about."""

    content = forms.ChoiceField(label=gettext_lazy("Về nội dung nào của kế hoạch"), required=False)

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = [(str(point.id), Truncator(point.text).chars(90)) for point in programmes.contents_open(actor=actor, on=on)]
        self.fields["content"].choices = [("", _("Chưa chọn")), *points]  # type: ignore[attr-defined]  # a ChoiceField


@desk("GET", "POST")
def send_table(request: DeskRequest, code: str) -> HttpResponse:
    """The first step: what the table must have, an empty one to fill in, and where to send it."""
    channel = _channel(request, code)
    form = TableForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        name, chunks = form.content()
        with form.refusals():
            row = importing.take_table(
                file_id=form.cleaned_data["table_id"], name=name, chunks=chunks, actor=request.actor, now=clock.now()
            )
            importing.read_table(file_id=row.id, channel=channel, actor=request.actor, today=_today())
            return redirect("table", code, row.id)
    columns = importing.columns_of(channel, on=_today())
    parts = [column for column in columns if column.is_part]
    needs = queries.needs_of(queries.numbers_asked(channel, {}, {row.indicator_id: row for row in figures.versions_on(_today())}))
    context = {"form": form, "channel": channel, "columns": [row for row in columns if not row.is_part], "parts": parts, "needs": needs}
    return render(request, "desk/activities/send_table.html", context, status=422 if form.is_bound else 200)


@desk("GET", "POST")
def table(request: DeskRequest, code: str, file_id: UUID) -> HttpResponse:
    """The second step: what was understood, every fault at its cell; then all rows are logged, or the right ones if so chosen."""
    channel, form = _channel(request, code), ChoiceForm(posted(request), actor=request.actor, on=_today())
    if form.is_valid():
        with form.refusals():
            done = importing.import_table(
                file_id=file_id, channel_code=code, content_id=UUID(chosen) if (chosen := form.cleaned_data["content"]) else None,
                only_right=request.POST.get("ghi") == "dong-dung", actor=request.actor, now=clock.now(),
            )  # fmt: skip
            notices.say(request, _said(done))
            return redirect("entries")
    read = importing.read_table(file_id=file_id, channel=channel, actor=request.actor, today=_today())
    context = {"table": read, "rows": _shown(read), "form": form, "channel": channel, "count": len(read.right)}
    return render(request, "desk/activities/table.html", context, status=422 if form.is_bound else 200)


@desk()
def table_sample(request: DeskRequest, code: str) -> HttpResponse:
    """An empty table for this channel."""
    return as_download(empty_table(importing.columns_of(_channel(request, code), on=_today())), f"mau-{code.lower()}.xlsx")


@desk()
def table_faults(request: DeskRequest, code: str, file_id: UUID) -> HttpResponse:
    """The table as it came with its faults marked."""
    read = importing.read_table(file_id=file_id, channel=_channel(request, code), actor=request.actor, today=_today())
    return as_download(marked_table(read), f"can-sua-{code.lower()}.xlsx")


def _shown(read: importing.Table) -> list[tuple[importing.Row, list[tuple[str, str, str]]]]:
    """Faulty rows first; of each, heading, words and fault by column."""
    rows = [*read.wrong, *(row for row in read.rows if not row.faults)][:_SHOWN]
    return [
        (row, [(column.heading, _words(row, place), row.faults.get(column.field, "")) for place, column in sorted(read.columns.items())])
        for row in rows
    ]


def _words(row: importing.Row, place: int) -> str:
    cell = row.cells[place] if place < len(row.cells) else ""
    return "/".join(reversed(cell["day"].split("-"))) if isinstance(cell, dict) else str(cell)


def _said(done: importing.Imported) -> str:
    said = ngettext("Đã ghi %(n)d lượt.", "Đã ghi %(n)d lượt.", done.logged) % {"n": done.logged}
    if done.known:
        said += " " + _("%(n)d dòng đã ghi từ trước nên không ghi lại.") % {"n": done.known}
    return f"{said} {_('Người duyệt sẽ xem; số chỉ được tính sau khi duyệt.')}"


def _today() -> date:
    return clock.day_of(clock.now())


def _channel(request: DeskRequest, code: str) -> Channel:
    if not policies.may_log(request.actor):
        raise NotAllowed("MAY_NOT_LOG", _("Chỉ cán bộ, chuyên viên của đơn vị được ghi hoạt động của đơn vị mình."))
    return queries.channel(code)
