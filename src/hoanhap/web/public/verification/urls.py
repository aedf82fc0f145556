from __future__ import annotations

from django.urls import path

from hoanhap.web.public.verification import views

urlpatterns = [path("kiem-chung/<uuid:report_id>/", views.verify, name="verify")]
