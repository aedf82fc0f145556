from __future__ import annotations

from django.urls import path

from hoanhap.web.public.rounds import views

urlpatterns = [
    path("dac-xa/", views.rounds, name="rounds"),
    path("dac-xa/<slug:key>/", views.round_, name="round"),
]
