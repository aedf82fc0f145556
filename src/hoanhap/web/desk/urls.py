"""The desk: one room of pages an app."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("hoanhap.web.desk.accounts.urls")),
    path("", include("hoanhap.web.desk.home.urls")),
    path("", include("hoanhap.web.desk.searching.urls")),
    path("", include("hoanhap.web.desk.documents.urls")),
    path("", include("hoanhap.web.desk.programmes.urls")),
    path("", include("hoanhap.web.desk.assignments.urls")),
    path("", include("hoanhap.web.desk.activities.urls")),
    path("", include("hoanhap.web.desk.outbox.urls")),
    path("", include("hoanhap.web.desk.files.urls")),
    path("", include("hoanhap.web.desk.reports.urls")),
    path("", include("hoanhap.web.desk.figures.urls")),
    path("", include("hoanhap.web.desk.portal.urls")),
    path("", include("hoanhap.web.desk.feedback.urls")),
    path("", include("hoanhap.web.desk.support.urls")),
    path("", include("hoanhap.web.desk.organisations.urls")),
    path("", include("hoanhap.web.desk.trail.urls")),
    path("", include("hoanhap.web.desk.style.urls")),
]
