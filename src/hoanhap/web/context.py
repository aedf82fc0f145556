"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The actor, whether the province is invented, and where on the site the reader is."""
    return {"actor": getattr(request, "actor", None), "demonstration": settings.DEMONSTRATION}
