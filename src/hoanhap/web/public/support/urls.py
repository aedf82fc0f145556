from __future__ import annotations

from django.urls import path

from hoanhap.web.public.support import asking, tracking, views

urlpatterns = [
    path("tro-ve/", views.support, name="support"),
    path("tro-ve/<slug:slug>/", views.checklist, name="checklist"),
    path("noi-giup/", views.help_finder, name="help_finder"),
    path("noi-giup/<uuid:service_id>/", views.help_office, name="help_office"),
    path("phieu/", tracking.slip_track, name="slip_track"),
    path("phieu/moi/", asking.slip_new, name="slip_new"),
]
