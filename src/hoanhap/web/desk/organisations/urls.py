from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.organisations import tree, unit

urlpatterns = [
    path("don-vi/", tree.units, name="units"),
    path("don-vi/<uuid:unit_id>/", unit.unit, name="unit"),
]
