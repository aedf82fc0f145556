from __future__ import annotations

from django.urls import path

from hoanhap.web.public.answers import views

urlpatterns = [
    path("hoi-dap/", views.answers, name="answers"),
    path("hoi-dap/cho/<slug:audience>/", views.answers_for, name="answers_for"),
    path("hoi-dap/<slug:slug>/", views.answer, name="answer"),
]
