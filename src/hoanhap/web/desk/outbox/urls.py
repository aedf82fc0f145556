from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.outbox import sending, shell

urlpatterns = [
    path("ghi-hoat-dong/ngoai-tuyen/", shell.offline, name="offline"),
    path("ghi-hoat-dong/ngoai-tuyen/nen.js", shell.offline_worker, name="offline_worker"),
    path("ghi-hoat-dong/ngoai-tuyen/ung-dung.webmanifest", shell.offline_manifest, name="offline_manifest"),
    path("ghi-hoat-dong/ngoai-tuyen/toi/", sending.outbox_owner, name="outbox_owner"),
    path("ghi-hoat-dong/ngoai-tuyen/tep/<slug:code>/<uuid:entry_id>/", sending.send_kept_file, name="send_kept_file"),
    path("ghi-hoat-dong/ngoai-tuyen/gui/<slug:code>/<uuid:entry_id>/", sending.send_kept, name="send_kept"),
]
