"""The units on a day: one level of a tree at a time, or whatever bears a name."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hoanhap.ground.organisations import queries
from hoanhap.kernel import clock
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.organisations.forms import TreeForm
from hoanhap.web.desk.organisations.words import HIERARCHIES, kind_words
from hoanhap.web.paging import page_of
from hoanhap.web.parts import Link, Tab


@desk()
def units(request: DeskRequest) -> HttpResponse:
    """The tree of units on a chosen day, or the units found by name."""
    today = clock.day_of(clock.now())
    form = TreeForm(request.GET or {"ngay": f"{today:%d/%m/%Y}"})
    if not form.is_valid():
        return render(request, "desk/organisations/units.html", {"form": form}, status=422)
    day, hierarchy, below = form.cleaned_data["ngay"] or today, form.hierarchy(), form.cleaned_data["duoi"]
    words = form.cleaned_data["tim"]
    found = queries.found_units(words, on=day) if words else queries.tree_level(below, hierarchy=hierarchy, on=day)
    rows, pager = page_of(request, found)
    way = queries.path_to(below, hierarchy=hierarchy, on=day) if below and not words else []
    context = {
        "form": form, "rows": _rows(rows, hierarchy, day), "pager": pager, "day": day, "words": words,
        "path": _path(way, hierarchy, day), "tabs": _tabs(hierarchy, day),
    }  # fmt: skip
    return render(request, "desk/organisations/units.html", context)


def _rows(units: list[queries.Unit], hierarchy: str, day: date) -> list[dict[str, Any]]:
    ids = [unit.id for unit in units]
    numbers = queries.numbers_below(ids, hierarchy=hierarchy, on=day)
    above = queries.ways_up(ids, on=day)
    names = queries.names_of({*ids, *(row.parent_id for rows in above.values() for row in rows)}, on=day)
    return [
        {
            "name": names.get(unit.id, unit.code),
            "code": unit.code,
            "kind": kind_words(unit.kind),
            "href": reverse("unit", args=[unit.id]),
            "above": [names[row.parent_id] for row in above.get(unit.id, ()) if row.hierarchy == hierarchy],
            "also": [f"{HIERARCHIES[queries.Hierarchy(row.hierarchy)]}: {names[row.parent_id]}" for row in above.get(unit.id, ())
                     if row.hierarchy != hierarchy],
            "below": numbers.get(unit.id, 0),
            "level": _address(hierarchy, day, unit.id),
        }
        for unit in units
    ]  # fmt: skip


def _path(way: list[UUID], hierarchy: str, day: date) -> list[Link]:
    names = queries.names_of(way, on=day)
    top = [Link(str(HIERARCHIES[queries.Hierarchy(hierarchy)]), _address(hierarchy, day))]
    return [*top, *(Link(names.get(unit_id, ""), _address(hierarchy, day, unit_id)) for unit_id in way)] if way else []


def _tabs(hierarchy: str, day: date) -> list[Tab]:
    return [Tab(str(words), _address(code, day), current=code == hierarchy) for code, words in HIERARCHIES.items()]


def _address(hierarchy: str, day: date, below: UUID | None = None) -> str:
    asked = {"ngay": f"{day:%d/%m/%Y}", "cay": str(hierarchy), **({"duoi": str(below)} if below else {})}
    return f"{reverse('units')}?{urlencode(asked)}"
