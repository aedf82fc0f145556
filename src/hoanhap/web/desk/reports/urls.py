from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.reports import acts, figures, views

urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/lap/", acts.draft, name="draft_report"),
    path("bao-cao/<uuid:report_id>/", views.report, name="report"),
    path("bao-cao/<uuid:report_id>/doan/<int:position>/", acts.change_paragraph, name="change_paragraph"),
    path("bao-cao/<uuid:report_id>/viet-lai/", acts.refresh, name="refresh_report"),
    path("bao-cao/<uuid:report_id>/ban-hanh/", acts.issue, name="issue_report"),
    path("bao-cao/<uuid:report_id>/word/", views.word, name="report_word"),
    path("bao-cao/<uuid:report_id>/pdf/", views.pdf, name="report_pdf"),
    path("bao-cao/<uuid:report_id>/so-cai/", views.ledger, name="report_ledger"),
    path("so-lieu/<uuid:report_id>/<str:indicator>/", figures.figure, name="figure"),
]
