from __future__ import annotations

from django.urls import path

from hoanhap.web.desk.portal import acts, views, writing

urlpatterns = [
    path("cong/", views.portal, name="portal"),
    path("cong/ra-soat/", views.due, name="portal_due"),
    path("cong/tim-khong-thay/", views.searches, name="portal_searches"),
    path("cong/nap/", acts.load, name="portal_load"),
    path("cong/moi/<slug:kind>/", writing.begin, name="portal_new"),
    path("cong/<uuid:piece_id>/", views.piece, name="portal_piece"),
    path("cong/<uuid:piece_id>/sua/", writing.change, name="portal_change"),
    path("cong/<uuid:piece_id>/gui/", acts.submit, name="portal_submit"),
    path("cong/<uuid:piece_id>/duyet/", acts.decide, name="portal_decide"),
    path("cong/<uuid:piece_id>/dang/", acts.publish, name="portal_publish"),
    path("cong/<uuid:piece_id>/go/", acts.withdraw, name="portal_withdraw"),
    path("cong/<uuid:piece_id>/sua-lai/", acts.revise, name="portal_revise"),
    path("cong/<uuid:piece_id>/anh/", acts.add_picture, name="portal_add_picture"),
    path("cong/<uuid:piece_id>/anh/<uuid:picture_id>/bo/", acts.remove_picture, name="portal_remove_picture"),
]
