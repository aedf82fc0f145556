"""Figures that were let out to the public, each with what it counts, who states it and what came after it; and why totals differ."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hoanhap.web.parts import Mark
from hoanhap.web.public import cards
from hoanhap.web.public.figures import rows
from hoanhap.web.public.keeping import kept
from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.figures.queries.publications import IN_FORCE, SUPERSEDED, Published, published, published_chain
from hoanhap.work.figures.queries.stated import STATUSES, Stated, stated_totals


@require_safe
def public_figures(request: HttpRequest) -> HttpResponse:
    """Every figure that stands, by what it counts, with the files of all of them."""
    found = published()
    groups = [(version, [(row, value_of(row), mark_of(row)) for row in same]) for version, same in groupby(found, lambda row: row.version)]
    title = _("Số liệu công khai")
    description = _("Số liệu đã được lãnh đạo cho công bố: đếm gì, ai nêu, chốt lúc nào. Số quá nhỏ thì không nêu.")
    files = {"text/csv": reverse("public_figures_csv"), "application/json": reverse("public_figures_json")}
    card = _card(request, title, description, files, found)
    return render(request, "public/figures/figures.html", {"groups": groups, "card": card, "some": bool(found)})


@require_safe
def public_figure(request: HttpRequest, code: str) -> HttpResponse:
    """One question, with every answer that was let out, the latest first."""
    chain = published_chain(code)
    asked = next(row for row in chain if row.code == code)
    latest = chain[0]
    files = {"text/csv": reverse("public_figure_csv", args=[code]), "application/json": reverse("public_figure_json", args=[code])}
    context = {
        "row": latest, "value": value_of(latest), "mark": mark_of(latest), "asked": asked if asked.code != latest.code else None,
        "chain": [(row, value_of(row), mark_of(row)) for row in chain] if len(chain) > 1 else [], "code": code,
        "card": _card(request, latest.version.label, latest.version.definition, files, chain),
    }  # fmt: skip
    return render(request, "public/figures/figure.html", context)


@require_safe
@kept
def public_totals(request: HttpRequest) -> HttpResponse:
    """Why totals of the same amnesty differ from paper to paper."""
    totals = stated_totals()
    questions = [
        (question, [(one, grouped(Decimal(one.value)), STATUSES[one.status], _later(question.after(one))) for one in question.statements])
        for question in totals.questions
    ]
    title = _("Vì sao các con số khác nhau?")
    description = _("Cùng một đợt đặc xá, các báo nêu những con số khác nhau. Mỗi con số đếm gì, nêu ngày nào, ai nêu.")
    card = cards.Card(title=title, description=description, address=cards.absolute(request.path))
    return render(request, "public/figures/totals.html", {"questions": questions, "checked": totals.checked, "card": card})


def _later(one: Stated | None) -> str:
    """The total that took the place of another, with its day."""
    return f"{grouped(Decimal(one.value))} ({one.as_of:%d/%m/%Y})" if one else ""


def value_of(row: Published) -> str:
    """The value as printed; empty where it is not told."""
    return grouped(row.value) if row.value is not None else ""


def mark_of(row: Published) -> Mark:
    """Whether a figure stands."""
    if row.state == IN_FORCE:
        return Mark("ok", _("Đang công bố"))
    return Mark("warn", _("Đã có số thay")) if row.state == SUPERSEDED else Mark("off", _("Đã rút"))


def _card(request: HttpRequest, title: str, description: str, files: dict[str, str], found: list[Published]) -> cards.Card:
    """What the page says to machines: a set of data with its files (schema.org)."""
    data: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Dataset", "name": title, "description": description, "inLanguage": "vi",
        "url": cards.absolute(request.path), "isAccessibleForFree": True,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": cards.absolute(path)} for kind, path in files.items()
        ],
    }  # fmt: skip
    if found:
        data |= {
            "temporalCoverage": f"{min(row.period_from for row in found):%Y-%m-%d}/{max(row.period_until for row in found):%Y-%m-%d}",
            "dateModified": max(row.ended_at or row.at for row in found).isoformat(),
            "creator": [{"@type": "GovernmentOrganization", "name": name} for name in sorted({row.issuer for row in found})],
            "variableMeasured": [rows.variable(row) for row in found],
        }
    return cards.Card(title=title, description=description, address=cards.absolute(request.path), structured=cards.Structured.of(data))
