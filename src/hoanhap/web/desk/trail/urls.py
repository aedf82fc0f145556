from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.trail import views

urlpatterns = [path("nhat-ky/", views.trail, name="trail")]
