from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.activities import count_review, counts, importing, joining, logging, reviewing, views

urlpatterns = [
    path("ghi-hoat-dong/", views.entries, name="entries"),
    path("ghi-hoat-dong/moi/", logging.channels, name="channels"),
    path("ghi-hoat-dong/moi/<slug:code>/", logging.log, name="log"),
    path("ghi-hoat-dong/moi/<slug:code>/nhan-xet/", logging.entry_remarks, name="entry_remarks"),
    path("ghi-hoat-dong/bang/<slug:code>/", importing.send_table, name="send_table"),
    path("ghi-hoat-dong/bang/<slug:code>/mau.xlsx", importing.table_sample, name="table_sample"),
    path("ghi-hoat-dong/bang/<slug:code>/<uuid:file_id>/", importing.table, name="table"),
    path("ghi-hoat-dong/bang/<slug:code>/<uuid:file_id>/can-sua.xlsx", importing.table_faults, name="table_faults"),
    path("ghi-hoat-dong/<uuid:entry_id>/", views.entry, name="entry"),
    path("ghi-hoat-dong/<uuid:entry_id>/sua/", logging.send_again, name="send_entry_again"),
    path("ghi-hoat-dong/<uuid:entry_id>/minh-chung/", logging.add_evidence, name="add_evidence"),
    path("ghi-hoat-dong/<uuid:entry_id>/mien-minh-chung/", logging.ask_waiver, name="ask_waiver"),
    path("ghi-hoat-dong/<uuid:entry_id>/rut/", logging.withdraw, name="withdraw_entry"),
    path("ghi-hoat-dong/<uuid:entry_id>/chung/", joining.joint, name="joint_work"),
    path("so-tong/", counts.counts, name="counts"),
    path("so-tong/moi/", counts.count_chapters, name="count_chapters"),
    path("so-tong/moi/<str:code>/", counts.state_count, name="state_count"),
    path("so-tong/moi/<str:code>/nhan-xet/", counts.count_remarks, name="count_remarks"),
    path("so-tong/<uuid:aggregate_id>/", count_review.count, name="count"),
    path("so-tong/<uuid:aggregate_id>/sua/", counts.correct_count, name="correct_count"),
    path("so-tong/<uuid:aggregate_id>/rut/", counts.withdraw_count, name="withdraw_count"),
    path("duyet/", reviewing.review, name="review"),
    path("duyet/nhieu/", reviewing.decide_many, name="decide_many"),
    path("duyet/<uuid:entry_id>/", reviewing.decide, name="decide"),
]
