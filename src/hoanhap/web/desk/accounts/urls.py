from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.accounts import own, views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("don-vi-dang-lam/", views.acting_unit, name="acting_unit"),
    path("doi-mat-khau/", own.own_password, name="own_password"),
    path("con-lam-viec/", views.still_here, name="still_here"),
]
