from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.programmes import acts, targets, views

urlpatterns = [
    path("ke-hoach/", views.plans, name="plans"),
    path("van-ban-den/<uuid:paper_id>/lap-ke-hoach/", acts.make_plan, name="make_plan"),
    path("ke-hoach/<uuid:plan_id>/", views.plan, name="plan"),
    path("ke-hoach/<uuid:plan_id>/sua/", acts.change_plan, name="change_plan"),
    path("ke-hoach/<uuid:plan_id>/giao/", acts.assign, name="assign_plan"),
    path("ke-hoach/<uuid:plan_id>/chi-tieu/", targets.set_target, name="set_target"),
    path("ke-hoach/<uuid:plan_id>/chi-tieu/<uuid:target_id>/bo/", targets.drop_target, name="drop_target"),
    path("ke-hoach/<uuid:plan_id>/viec/<uuid:duty_id>/", acts.change_duty, name="change_duty"),
]
