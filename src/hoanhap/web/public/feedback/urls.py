from __future__ import annotations

from django.urls import path

from hoanhap.web.public.feedback import tracking, views

urlpatterns = [
    path("gui-cau-hoi/", views.ask, name="ask"),
    path("gui-cau-hoi/xong/", views.ask_done, name="ask_done"),
    path("tra-cuu/", tracking.track, name="track"),
]
