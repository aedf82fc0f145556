"""The parts of the desk's frame that depend on who looks at it."""

from __future__ import annotations

from typing import Any

from django import template

from hoanhap.web import notices
from hoanhap.web.desk import places

register = template.Library()


@register.inclusion_tag("components/places.html", takes_context=True)
def desk_places(context: dict[str, Any]) -> dict[str, Any]:
    """Where one can go, with how much waits there."""
    rows = places.of(context["request"])
    return {"places": rows, "elsewhere": any(place.current and not place.phone for place in rows)}


@register.inclusion_tag("components/notices.html", takes_context=True)
def desk_notices(context: dict[str, Any]) -> dict[str, Any]:
    """What was done on the page before."""
    request = context.get("request")
    return {"notices": notices.taken(request) if request is not None else []}
