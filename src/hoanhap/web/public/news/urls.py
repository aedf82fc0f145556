from __future__ import annotations

from django.urls import path

from hoanhap.web.public.news import feeds, searching, views

urlpatterns = [
    path("tin/", views.news, name="news"),
    path("tin/rss.xml", feeds.rss, name="news_rss"),
    path("tin/atom.xml", feeds.atom, name="news_atom"),
    path("tin/chuyen-muc/<slug:slug>/", views.news_column, name="news_column"),
    path("tin/anh/<uuid:file_id>.webp", views.news_picture, name="news_picture"),
    path("tin/<slug:slug>/", views.news_item, name="news_item"),
    path("tim-kiem/", searching.public_search, name="public_search"),
    path("sitemap.xml", feeds.site_map, name="site_map"),
    path("robots.txt", feeds.robots, name="robots"),
]
