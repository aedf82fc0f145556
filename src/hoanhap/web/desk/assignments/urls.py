from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.assignments import views

urlpatterns = [
    path("viec/<uuid:part_id>/", views.duty, name="duty"),
    path("viec/<uuid:part_id>/giao-lai/", views.give_again, name="give_again"),
]
