"""The public side: one room of pages a topic."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("hoanhap.web.public.front.urls")),
    path("", include("hoanhap.web.public.verification.urls")),
    path("", include("hoanhap.web.public.rounds.urls")),
    path("", include("hoanhap.web.public.self_check.urls")),
    path("", include("hoanhap.web.public.news.urls")),
    path("", include("hoanhap.web.public.answers.urls")),
    path("", include("hoanhap.web.public.facts.urls")),
    path("", include("hoanhap.web.public.feedback.urls")),
    path("", include("hoanhap.web.public.support.urls")),
    path("", include("hoanhap.web.public.figures.urls")),
]
