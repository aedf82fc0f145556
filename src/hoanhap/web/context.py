"""What every page knows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hoanhap.web.middleware.sessions import IDLE_SECONDS


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """The actor, whether the province is invented, who publishes, after how many seconds at rest the desk asks if anybody is there."""
    return {
        "actor": getattr(request, "actor", None),
        "demonstration": settings.DEMONSTRATION,
        "publisher": settings.PUBLISHER,
        "idle_seconds": IDLE_SECONDS - 300,
    }
