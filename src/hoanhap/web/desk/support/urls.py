from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.support import directory, slips

urlpatterns = [
    path("danh-ba/", directory.directory, name="directory"),
    path("danh-ba/them/", directory.add_office, name="add_office"),
    path("danh-ba/<uuid:service_id>/", directory.office, name="office"),
    path("danh-ba/<uuid:service_id>/ket-thuc/", directory.end_office, name="end_office"),
    path("phieu-hen/", slips.slips, name="slips"),
    path("phieu-hen/<uuid:slip_id>/", slips.slip, name="slip"),
    path("phieu-hen/<uuid:slip_id>/lien-he/", slips.slip_reach, name="slip_reach"),
    path("phieu-hen/<uuid:slip_id>/chuyen/", slips.pass_slip, name="pass_slip"),
    path("phieu-hen/<uuid:slip_id>/dong/", slips.close_slip, name="close_slip"),
]
