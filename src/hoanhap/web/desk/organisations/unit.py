"""One unit through time: what it was called, where it stood, where it came from, what it became, who signs for it."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoanhap.ground.accounts import queries as accounts
from hoanhap.ground.organisations import policies, queries
from hoanhap.kernel import clock
from hoanhap.web.desk.days import days_words
from hoanhap.web.desk.door import DeskRequest, desk
from hoanhap.web.desk.organisations.words import ACT_WORDS, HIERARCHIES, REORGANISATIONS, kind_words, share_words
from hoanhap.web.parts import Link, Mark


@desk()
def unit(request: DeskRequest, unit_id: UUID) -> HttpResponse:
    """Everything that is known of one unit. Which units there are is nobody's secret."""
    today = clock.day_of(clock.now())
    life = queries.life_of(unit_id)
    others = {row.parent_id for row in life.placements} | {row.source_id for row in life.came_from} | {row.target_id for row in life.became}
    names = queries.names_of({unit_id, *others}, on=today)
    context = {
        "life": life, "title": names.get(unit_id, life.unit.code), "kind": kind_words(life.unit.kind), "mark": _mark(life.unit, today),
        "days": days_words(life.unit.valid), "crumbs": [Link(_("Đơn vị"), reverse("units"))],
        "names": [{"row": row, "days": days_words(row.valid)} for row in life.names],
        "below": _below(unit_id, today),
        "above": [_placement(row, names) for row in life.placements],
        "came_from": [_succession(row, row.source_id, names) for row in life.came_from],
        "became": [_succession(row, row.target_id, names) for row in life.became],
        "grounds": [_ground(one) for one in life.grounds],
        "signers": [{"row": row, "days": days_words(row.valid), "mark": _mark(row, today)} for row in accounts.signers_of(unit_id)],
        "acts": [{"row": row, "kind": REORGANISATIONS[queries.ReorganisationKind(row.kind)]} for row in life.reorganisations],
        "doors": _doors(life.unit, today) if policies.may_reorganise_below(request.actor, unit_id) else [],
    }  # fmt: skip
    return render(request, "desk/organisations/unit.html", context)


def _doors(unit: queries.Unit, today: date) -> list[Link]:
    """What may be done to a unit that stands."""
    return [Link(str(words), reverse("reorganise", args=[unit.id, act])) for act, words in ACT_WORDS.items()] if today in unit.valid else []


def _below(unit_id: UUID, today: date) -> list[dict[str, Any]]:
    """How many units stand directly below today, tree by tree."""
    counted = queries.numbers_by_tree(unit_id, on=today)
    return [
        {"tree": words, "number": counted[code], "href": f"{reverse('units')}?{urlencode({'cay': code, 'duoi': unit_id})}"}
        for code, words in HIERARCHIES.items() if code in counted
    ]  # fmt: skip


def _mark(row: queries.Unit | accounts.Membership, today: date) -> Mark:
    if today in row.valid:
        return Mark("ok", _("Hôm nay"))
    return Mark("go", _("Sắp tới")) if row.valid.lower and row.valid.lower > today else Mark("off", _("Đã qua"))


def _placement(row: queries.Placement, names: dict[UUID, str]) -> dict[str, Any]:
    hierarchy = HIERARCHIES[queries.Hierarchy(row.hierarchy)]
    return {"tree": hierarchy, "unit": Link(names[row.parent_id], reverse("unit", args=[row.parent_id])), "days": days_words(row.valid)}


def _succession(row: queries.Succession, other: UUID, names: dict[UUID, str]) -> dict[str, Any]:
    return {"row": row, "unit": Link(names[other], reverse("unit", args=[other])), "share": share_words(row.function, row.weight)}


def _ground(one: queries.Ground) -> dict[str, Any]:
    name = f"{one.name.get_kind_display()} {one.name.name}" if one.name else ""
    return {"name": name, "code": one.name.code if one.name else "", "days": days_words(one.territory.valid)}
