from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.figures import views

urlpatterns = [
    path("cong-bo-so-lieu/", views.publishing, name="publishing"),
    path("cong-bo-so-lieu/<uuid:report_id>/", views.publish_figures, name="publish_figures"),
    path("cong-bo-so-lieu/rut/<uuid:publication_id>/", views.withdraw_figure, name="withdraw_figure"),
]
