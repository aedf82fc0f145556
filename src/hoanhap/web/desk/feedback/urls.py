from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.feedback import counting, views

urlpatterns = [
    path("cau-hoi/", views.questions, name="questions"),
    path("cau-hoi/tong-hop/", counting.questions_digest, name="questions_digest"),
    path("cau-hoi/noi-nhan/", counting.name_reception, name="name_reception"),
    path("cau-hoi/<uuid:question_id>/", views.question, name="question"),
    path("cau-hoi/<uuid:question_id>/anh/<uuid:file_id>/", views.question_picture, name="question_picture"),
]
