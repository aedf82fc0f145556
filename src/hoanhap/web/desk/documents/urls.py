from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.documents import acts, views

urlpatterns = [
    path("van-ban-den/", views.register, name="register"),
    path("van-ban-den/nhan/", acts.receive, name="receive"),
    path("van-ban-den/<uuid:paper_id>/", views.paper, name="paper"),
    path("van-ban-den/<uuid:paper_id>/xac-nhan/", acts.confirm, name="confirm_paper"),
    path("van-ban-den/<uuid:paper_id>/vao-so/", acts.number, name="number_paper"),
    path("van-ban-den/<uuid:paper_id>/doc-lai/", acts.read_again, name="read_paper_again"),
]
