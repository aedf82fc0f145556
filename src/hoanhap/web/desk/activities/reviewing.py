"""Reviewing what units logged: one by one, or many at once with a word on each that was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotAllowed, Refused
from hoanhap.web import notices
from hoanhap.web.desk.activities.changes import Returned, returned_before
from hoanhap.web.desk.activities.counts import count_rows
from hoanhap.web.desk.activities.joining import AlikeRow, alike_rows, shared_words
from hoanhap.web.desk.activities.lists import entries_workbook
from hoanhap.web.desk.activities.views import evidence_rows, mark_of, places_of, proved_rows, stated
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.exporting import MOST, wants_workbook
from hoanhap.web.forms import Form, VersionField, posted
from hoanhap.web.paging import page_of
from hoanhap.web.parts import EvidenceRow
from hoanhap.work.activities import operations, policies, queries
from hoanhap.work.activities.queries.pictures import doubts

MANY = 100
"""So many entries are decided at once at most."""
COUNTS = 50
"""So many stated counts wait on one page, the oldest."""


class ReturnForm(Form):
    """Why an entry goes back, and which version of it the reviewer saw: what was changed meanwhile is not decided unseen."""

    version = VersionField(required=False)

    reason = forms.CharField(
        label=gettext_lazy("Lý do trả lại"),
        help_text=gettext_lazy("Đơn vị đọc câu này để biết cần sửa gì."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def full_clean(self) -> None:
        """Which of the words is needed depends on the button: the operation says so. On the page none of them is called optional."""
        words = [field for name, field in self.fields.items() if name != "version"]
        for field in words:
            field.required = False
        super().full_clean()
        for field in words:
            field.required = True


class DecideForm(ReturnForm):
    """What decides one entry: a return says why; accepting without evidence, too."""

    waiver = forms.CharField(
        label=gettext_lazy("Vì sao bạn đồng ý miễn minh chứng?"),
        help_text=gettext_lazy("Ghi bằng lời của bạn. Câu này, tên bạn và ngày duyệt được lưu cùng con số, ai kiểm tra cũng thấy."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ManyForm(ReturnForm):
    """Why many entries go back. The field stands apart from the form on the page, below the entries that are ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["form"] = "many"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry that waits, with what its reviewer has to see. ``tick`` names it and the version that was seen."""

    entry: queries.Entry
    stated: list[tuple[str, str]]
    evidence: list[EvidenceRow]
    proved: list[tuple[str, str]]
    lacking: str
    asked_waiver: queries.Waiver | None
    returned: Returned | None
    doubts: list[str]
    """Sentences on its photographs."""
    alike: list[AlikeRow]
    shared: str
    tick: str
    ticked: bool


@desk()
def review(request: DeskRequest) -> HttpResponse:
    """Everything that waits for this reviewer, oldest first; ``?tep=xlsx`` as a workbook."""
    _require_reviewer(request)
    if wants_workbook(request):
        found = queries.to_review(request.actor)[: MOST + 1], queries.aggregates_to_review(request.actor)[:MOST]
        return entries_workbook(*found, title=_("Chờ duyệt"), name="cho-duyet.xlsx")
    return _review_page(request)


def _review_page(request: DeskRequest, form: ManyForm | None = None) -> HttpResponse:
    """The page, also when a return of many came without a reason: what was ticked stays so."""
    waiting, pager = page_of(request, queries.to_review(request.actor), size=20)
    rows = _waiting(list(waiting), ticked=request.POST.getlist("chon"))
    counted = queries.aggregates_to_review(request.actor)
    context = {
        "rows": rows, "pager": pager, "counts": count_rows(counted[:COUNTS], verb=_("Duyệt")), "count_total": counted.count(),
        "form": form or ManyForm(), "export": "?tep=xlsx",
    }  # fmt: skip
    return render(request, "desk/activities/review.html", context, status=422 if form else 200)


def _waiting(entries: list[queries.Entry], *, ticked: list[str]) -> list[Waiting]:
    alike, units = alike_rows(entries), queries.units_sharing([entry.work_id for entry in entries])
    names, places = organisations.names_then((entry.unit_id, entry.day) for entry in entries), places_of(entries)
    proved, asked = queries.proved(entries), doubts(entries)
    return [
        Waiting(
            entry, stated(entry, units=names, places=places), evidence_rows(entry),
            proved_rows(proved[entry.id]), queries.lacking_of(entry, proved[entry.id]), queries.open_waiver(entry),
            returned_before(entry), asked.get(entry.id, []), alike.get(entry.id, []), shared_words(units.get(entry.work_id, 1)),
            tick := f"{entry.id}@{entry.version}", tick in ticked,
        )
        for entry in entries
    ]  # fmt: skip


@desk("GET", "POST")
def decide(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Accept one entry, or return it with a reason."""
    entry = queries.get_entry(entry_id, actor=request.actor)
    if not policies.may_review(request.actor, entry):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ người duyệt của đơn vị hoặc cấp trên được duyệt, và không tự duyệt lượt ghi của mình."))
    form = DecideForm(posted(request), initial={"version": entry.version})
    if form.is_valid():
        seen = {"version": form.cleaned_data["version"], "actor": request.actor, "now": clock.now()}
        with form.refusals():
            if request.POST.get("quyet") == "duyet":
                operations.accept(entry_id=entry_id, waiver=form.cleaned_data["waiver"], **seen)
                notices.say(request, _("Đã duyệt “%(title)s”. Số của lượt này được tính từ bây giờ.") % {"title": entry.title})
            else:
                operations.give_back(entry_id=entry_id, reason=form.cleaned_data["reason"], **seen)
                notices.say(request, _("Đã trả lại “%(title)s”.") % {"title": entry.title})
            return redirect("review")
    proved = queries.proved([entry])[entry.id]
    context = {
        "entry": entry, "mark": mark_of(entry), "rows": stated(entry), "evidence": evidence_rows(entry), "proved": proved_rows(proved),
        "lacking": queries.lacking_of(entry, proved), "asked_waiver": queries.open_waiver(entry), "returned": returned_before(entry),
        "doubts": doubts([entry]).get(entry.id, []), "form": form,
    }  # fmt: skip
    return render(request, "desk/activities/decide.html", context, status=422 if form.is_bound else 200)


@desk("POST")
def decide_many(request: DeskRequest) -> HttpResponse:
    """Accept or return every entry that was ticked, each on its own; say which were not and why. Nothing is waived here."""
    _require_reviewer(request)
    back, form = request.POST.get("quyet") == "tra", ManyForm(request.POST)
    reason = form.cleaned_data.get("reason", "").strip() if form.is_valid() else ""
    if back and not reason:
        form.add_error("reason", _("Hãy ghi lý do trả lại."))
        return _review_page(request, form)
    done, refused = _decided([_chosen(text) for text in request.POST.getlist("chon")[:MANY]], request, reason=reason if back else None)
    if not request.POST.getlist("chon"):
        notices.say(request, _("Chưa chọn lượt ghi nào."))
    if done and back:
        notices.say(request, ngettext("Đã trả lại %(n)d lượt ghi.", "Đã trả lại %(n)d lượt ghi.", done) % {"n": done})
    elif done:
        notices.say(request, ngettext("Đã duyệt %(n)d lượt ghi.", "Đã duyệt %(n)d lượt ghi.", done) % {"n": done})
    for sentence in dict.fromkeys(refused):
        notices.say(request, (_("Chưa trả lại được: %(why)s") if back else _("Chưa duyệt được: %(why)s")) % {"why": sentence})
    return redirect("review")


def _decided(chosen: list[tuple[UUID, int | None] | None], request: DeskRequest, *, reason: str | None) -> tuple[int, list[str]]:
    """Accept these entries, or return them with a reason; how many were decided, and a sentence for each that was not."""
    done, refused = 0, []
    for entry_id, version in filter(None, chosen):
        seen: dict[str, Any] = {"entry_id": entry_id, "version": version, "actor": request.actor, "now": clock.now()}
        try:
            operations.accept(**seen) if reason is None else operations.give_back(reason=reason, **seen)
            done += 1
        except Refused as refusal:
            refused.append(str(refusal.message))
    return done, refused


def _chosen(text: str) -> tuple[UUID, int | None] | None:
    """An entry that was ticked, and the version that was seen; nothing where the tick cannot be read."""
    entry_id, _at, version = text.partition("@")
    try:
        return UUID(entry_id), int(version) if version else None
    except ValueError:
        return None


def _require_reviewer(request: DeskRequest) -> None:
    if not policies.may_review_some(request.actor):
        raise NotAllowed("MAY_NOT_REVIEW", _("Chỉ chuyên viên và người duyệt xem được danh sách chờ duyệt."))
