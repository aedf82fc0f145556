from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.accounts import acts, own, people, views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign_in"),
    path("dang-xuat/", views.sign_out, name="sign_out"),
    path("don-vi-dang-lam/", views.acting_unit, name="acting_unit"),
    path("doi-mat-khau/", own.own_password, name="own_password"),
    path("con-lam-viec/", views.still_here, name="still_here"),
    path("nguoi-va-vai-tro/", people.people, name="people"),
    path("nguoi-va-vai-tro/mo-tai-khoan/", acts.open_account, name="open_account"),
    path("nguoi-va-vai-tro/giao/", acts.give_role, name="give_role"),
    path("nguoi-va-vai-tro/thoi-giu/<uuid:membership_id>/", acts.end_role, name="end_role"),
    path("nguoi-va-vai-tro/<uuid:user_id>/", people.person, name="person"),
    path("nguoi-va-vai-tro/<uuid:user_id>/ban-giao/<uuid:unit_id>/", acts.hand_over, name="hand_over"),
    path("nguoi-va-vai-tro/<uuid:user_id>/khoa/", acts.lock_account, name="lock_account"),
    path("nguoi-va-vai-tro/<uuid:user_id>/mo-khoa/", acts.unlock_account, name="unlock_account"),
    path("nguoi-va-vai-tro/<uuid:user_id>/dat-lai-mat-khau/", acts.reset_password, name="reset_password"),
]
