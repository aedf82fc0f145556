"""The desk: one room of pages an app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("hoanhap.web.desk.accounts.urls")),
    path("", include("hoanhap.web.desk.home.urls")),
    path("", include("hoanhap.web.desk.style.urls")),
]
