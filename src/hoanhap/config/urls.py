"""Every route of the site."""

from __future__ import annotations

from django.urls import include, path

from hoanhap.web import health

handler404 = "hoanhap.web.errors.not_found"
handler500 = "hoanhap.web.errors.server_error"

urlpatterns = [
    path("livez", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("", include("hoanhap.web.public.urls")),
    path("", include("hoanhap.web.desk.urls")),
]
