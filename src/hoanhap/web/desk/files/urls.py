from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.files import views

urlpatterns = [path("tep/<uuid:file_id>/", views.file, name="file")]
