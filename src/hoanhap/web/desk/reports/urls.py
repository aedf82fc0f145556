from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.reports import acts, collecting, counting, coverage, deciding, figures, papers, rereading, returning, views

_PERIOD = "bao-cao/tong-hop/<str:code>/<str:first>/<str:last>/"

urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/lap/", acts.draft, name="draft_report"),
    path("bao-cao/yeu-cau/", collecting.ask, name="ask_report"),
    path("bao-cao/ai-da-lam-gi/", coverage.coverage, name="coverage"),
    path("bao-cao/ai-da-lam-gi/<uuid:unit_id>/kenh/<str:channel>/", coverage.in_channel, name="coverage_channel"),
    path("bao-cao/ai-da-lam-gi/<uuid:unit_id>/noi-dung/<uuid:content_id>/", coverage.on_content, name="coverage_content"),
    path("bao-cao/bieu/", counting.forms, name="report_forms"),
    path("bao-cao/bieu/<str:code>/", counting.form, name="report_form"),
    path("bao-cao/luot-ghi/<uuid:entry_id>/", counting.counted, name="counted_in"),
    path("bao-cao/don-doc/<uuid:letter_id>/", collecting.letter, name="chase_letter"),
    path("bao-cao/don-doc/<uuid:letter_id>/<str:kind>/", collecting.letter_file, name="chase_letter_file"),
    path(_PERIOD, collecting.collection, name="collection"),
    path(f"{_PERIOD}don-doc/", collecting.chase, name="chase_late"),
    path("bao-cao/<uuid:report_id>/", views.report, name="report"),
    path("bao-cao/<uuid:report_id>/doan/<int:position>/", acts.change_paragraph, name="change_paragraph"),
    path("bao-cao/<uuid:report_id>/viet-lai/", acts.refresh, name="refresh_report"),
    path("bao-cao/<uuid:report_id>/nop/", deciding.submit, name="submit_report"),
    path("bao-cao/<uuid:report_id>/nhan/", deciding.accept, name="accept_report"),
    path("bao-cao/<uuid:report_id>/tra-lai/", deciding.give_back, name="give_back_report"),
    path("bao-cao/<uuid:report_id>/dieu-chinh/", deciding.correct, name="correct_report"),
    path("bao-cao/<uuid:report_id>/doi-chieu/", collecting.compare, name="compare_report"),
    path("bao-cao/<uuid:report_id>/nguoi-ky/", acts.choose_signer, name="choose_signer"),
    path("bao-cao/<uuid:report_id>/ban-hanh/", acts.issue, name="issue_report"),
    path("bao-cao/<uuid:report_id>/word/", papers.word, name="report_word"),
    path("bao-cao/<uuid:report_id>/pdf/", papers.pdf, name="report_pdf"),
    path("bao-cao/<uuid:report_id>/kiem-ban-word/", rereading.reread, name="reread_report"),
    path("bao-cao/<uuid:report_id>/so-cai/", papers.ledger, name="report_ledger"),
    path("bao-cao/<uuid:report_id>/bo-chung-cu/", papers.bundle, name="report_bundle"),
    path("so-lieu/<uuid:report_id>/<str:indicator>/", figures.figure, name="figure"),
    path("so-lieu/<uuid:report_id>/<str:indicator>/tra-lai/", returning.give_back_figure, name="give_back_figure"),
]
