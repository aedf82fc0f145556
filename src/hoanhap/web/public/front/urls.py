from __future__ import annotations

from django.urls import path

from hoanhap.web.public.front import views

urlpatterns = [
    path("", views.front, name="front"),
    path("ngon-ngu/", views.language, name="language"),
]
