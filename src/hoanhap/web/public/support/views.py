"""Help for people coming home: what to do in which order, and which office helps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.kernel import clock
from hoanhap.kernel.errors import NotFound
from hoanhap.people.support import queries
from hoanhap.people.support.states import Need
from hoanhap.web.public.keeping import kept
from hoanhap.web.public.support.forms import FinderForm

LIST_OF_NEED = {
    Need.ARRIVAL: "tuan-dau",
    Need.PAPERS: "can-cuoc-va-cu-tru",
    Need.RECORD: "xoa-an-tich",
    Need.LOAN: "vay-von",
    Need.WORK: "viec-lam-hoc-nghe",
    Need.TRAINING: "viec-lam-hoc-nghe",
    Need.ADVICE: "tu-van-va-tro-giup-phap-ly",
    Need.CARE: "tu-van-va-tro-giup-phap-ly",
    Need.EMPLOYER: "thue-nguoi",
}
"""Which checklist goes with a need."""


@require_safe
@kept
def support(request: HttpRequest) -> HttpResponse:
    """Where everything about coming home begins."""
    lists = queries.checklists()
    groups = [[one for one in lists if one.audience == audience] for audience in ("returning", "employer")]
    return render(request, "public/support/support.html", {"own": groups[0], "employers": groups[1], "law": queries.the_law_says()})


@require_safe
@kept
def checklist(request: HttpRequest, slug: str) -> HttpResponse:
    """One checklist, with boxes to tick on paper."""
    found = queries.checklist(slug)
    if found is None:
        raise NotFound("CHECKLIST_NOT_FOUND", _("Không có danh sách này. Hãy quay lại trang Trở về để chọn danh sách khác."))
    words = {"verified": "", "press": _("theo báo chí, chưa đọc nguyên văn"), "memory": _("chưa đối chiếu")}
    items = [(item, [(source.words, words[source.status]) for source in item.sources]) for item in found.items]
    return render(request, "public/support/checklist.html", {"list": found, "items": items})


@require_safe
def help_finder(request: HttpRequest) -> HttpResponse:
    """Choose a need, type a commune, and see who helps."""
    today = clock.day_of(clock.now())
    chosen = _chosen(request)
    form = FinderForm(request.GET if "xa" in request.GET else None, initial={"viec": request.GET.get("viec", "")})
    context: dict[str, Any] = {"form": form}
    if chosen and request.GET.get("viec") in Need.values:
        context |= _offices(request.GET["viec"], queries.commune(chosen, on=today), today)
    elif form.is_valid():
        context |= _found(form.cleaned_data["viec"], form.cleaned_data["xa"], today)
    return render(request, "public/support/finder.html", context, status=422 if form.is_bound and not form.is_valid() else 200)


@require_safe
def help_office(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One office on a slip of paper: where it is, when, how to call, what to bring."""
    service = queries.public_service(service_id, on=clock.day_of(clock.now()))
    return render(request, "public/support/office.html", {"office": office_of(service)})


def _chosen(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("noi", ""))
    except ValueError:
        return None


def _found(need: str, words: str, today: date) -> dict[str, Any]:
    """What the typed name may mean; when that is one commune, its offices at once."""
    matches = queries.matches(words, on=today)
    if len(matches) == 1 and len(matches[0].now) == 1:
        return _offices(need, matches[0].now[0], today) | {"match": matches[0]}
    return {"need": need, "matches": matches, "asked": words}


def _offices(need: str, place: queries.Commune, today: date) -> dict[str, Any]:
    found = queries.offices(need=need, commune_id=place.unit_id, on=today)
    label = str(Need(need).label)
    return {
        "need": need,
        "label": label,
        "place": place,
        "offices": [office_of(service) for service in found],
        "list": queries.checklist(LIST_OF_NEED[Need(need)]),
        "law": queries.the_law_says(),
    }


def office_of(service: queries.Service) -> dict[str, Any]:
    """An office as its card shows it. ``call`` is the number without what only people need."""
    return {
        "service": service,
        "call": "".join(sign for sign in service.dial if sign in "+0123456789"),
        "bring": [line for line in service.bring.splitlines() if line.strip()],
        "needs": [str(Need(need).label) for need in service.needs],
    }
