"""Long lists in pages; the page's number lives in the address beside the filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from hoanhap.web.parts import PagerLinks

T = TypeVar("T")
SIZE = 50


def page_of(request: HttpRequest, rows: QuerySet[Any, T] | Sequence[T], *, size: int = SIZE) -> tuple[list[T], PagerLinks]:
    """The rows of the page that ``?trang=`` asks for (the nearest there is), and the links around it."""
    page = Paginator(rows, size).get_page(request.GET.get("trang"))
    earlier = page.previous_page_number() if page.has_previous() else 0
    later = page.next_page_number() if page.has_next() else 0
    links = PagerLinks(page.number, page.paginator.num_pages, page.paginator.count, _at(request, earlier), _at(request, later))
    return list(page.object_list), links


def _at(request: HttpRequest, number: int) -> str:
    if not number:
        return ""
    query: Any = request.GET.copy()
    query["trang"] = str(number)
    return f"?{query.urlencode()}"
