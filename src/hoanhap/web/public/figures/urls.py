from __future__ import annotations

from django.urls import path

from hoanhap.web.public.figures import files, views

urlpatterns = [
    path("so-lieu-cong-khai/", views.public_figures, name="public_figures"),
    path("so-lieu-cong-khai.csv", files.public_figures_csv, name="public_figures_csv"),
    path("so-lieu-cong-khai.json", files.public_figures_json, name="public_figures_json"),
    path("so-lieu-cong-khai/vi-sao-so-khac-nhau/", views.public_totals, name="public_totals"),
    path("so-lieu-cong-khai/<slug:code>/", views.public_figure, name="public_figure"),
    path("so-lieu-cong-khai/<slug:code>.csv", files.public_figure_csv, name="public_figure_csv"),
    path("so-lieu-cong-khai/<slug:code>.json", files.public_figure_json, name="public_figure_json"),
]
