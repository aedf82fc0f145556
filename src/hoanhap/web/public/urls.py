"""The public side: one room of pages a topic."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("hoanhap.web.public.front.urls")),
    path("", include("hoanhap.web.public.verification.urls")),
]
