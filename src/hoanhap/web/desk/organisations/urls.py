from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.organisations import acts, tree, unit

urlpatterns = [
    path("don-vi/", tree.units, name="units"),
    path("don-vi/sap-xep/", acts.reorganisations, name="reorganisations"),
    path("don-vi/sap-xep/<int:number>/hoan-tac/", acts.undo_reorganisation, name="undo_reorganisation"),
    path("don-vi/<uuid:unit_id>/", unit.unit, name="unit"),
    path("don-vi/<uuid:unit_id>/<slug:act>/", acts.reorganise, name="reorganise"),
]
