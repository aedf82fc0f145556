from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.searching import views

urlpatterns = [path("tim/", views.search, name="search")]
