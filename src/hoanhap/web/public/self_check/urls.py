from __future__ import annotations

from django.urls import path

from hoanhap.web.public.self_check import views

urlpatterns = [path("dac-xa/<slug:key>/tu-xem/", views.self_check, name="self_check")]
