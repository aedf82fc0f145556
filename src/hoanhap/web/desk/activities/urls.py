from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.activities import logging, reviewing, views

urlpatterns = [
    path("ghi-hoat-dong/", views.entries, name="entries"),
    path("ghi-hoat-dong/moi/", logging.channels, name="channels"),
    path("ghi-hoat-dong/moi/<slug:code>/", logging.log, name="log"),
    path("ghi-hoat-dong/<uuid:entry_id>/", views.entry, name="entry"),
    path("ghi-hoat-dong/<uuid:entry_id>/sua/", logging.send_again, name="send_entry_again"),
    path("ghi-hoat-dong/<uuid:entry_id>/minh-chung/", logging.add_evidence, name="add_evidence"),
    path("ghi-hoat-dong/<uuid:entry_id>/rut/", logging.withdraw, name="withdraw_entry"),
    path("duyet/", reviewing.review, name="review"),
    path("duyet/nhieu/", reviewing.accept_many, name="accept_many"),
    path("duyet/<uuid:entry_id>/", reviewing.decide, name="decide"),
]
