"""The published figures as CSV (for Excel) and JSON: all of them, or one question's."""

from __future__ import annotations

import csv
import io
import json

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hoanhap.web.public.figures.rows import HEADS, HIDDEN, page_of, row_of
from hoanhap.work.figures.queries.publications import Published, published, published_chain

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def public_figures_csv(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """All figures that stand."""
    return _csv(published(), "so-lieu-cong-khai")


@require_safe
def public_figures_json(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """All figures that stand."""
    return _json(published(), "so-lieu-cong-khai")


@require_safe
def public_figure_csv(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """One question with every answer that was let out."""
    return _csv(published_chain(code), code)


@require_safe
def public_figure_json(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001  Django calls it so
    """One question with every answer that was let out."""
    return _json(published_chain(code), code)


def _csv(found: list[Published], name: str) -> HttpResponse:
    """With a mark of byte order, without which Excel reads Vietnamese wrongly; nothing in it can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS.values())
    for row in found:
        told = row_of(row) | ({"value": HIDDEN} if row.value is None else {})
        writer.writerow([_cell(told[key]) for key in HEADS])
    return _file(("\ufeff" + out.getvalue()).encode(), "text/csv; charset=utf-8", f"{name}.csv")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"'{value}" if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA) else value


def _json(found: list[Published], name: str) -> HttpResponse:
    data = {"heads": HEADS, "figures": [row_of(row) | {"page": page_of(row.code)} for row in found]}
    return _file(json.dumps(data, ensure_ascii=False, indent=1).encode(), "application/json; charset=utf-8", f"{name}.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "public, max-age=60"
    return response
