from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.style import views

urlpatterns = [path("kieu-dang/", views.guide, name="style_guide")]
