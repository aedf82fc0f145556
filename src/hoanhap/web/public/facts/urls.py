from __future__ import annotations

from django.urls import path

from hoanhap.web.public.facts import views

urlpatterns = [
    path("kiem-chung/", views.facts, name="facts"),
    path("kiem-chung/<slug:slug>/", views.fact, name="fact"),
]
