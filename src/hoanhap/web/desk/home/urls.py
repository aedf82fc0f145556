from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.home import views

urlpatterns = [path("viec/", views.today, name="today")]
