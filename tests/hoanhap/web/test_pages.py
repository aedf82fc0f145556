"""Pages that everybody meets: languages, errors, headers, the style guide."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import reverse

from hoanhap.web.errors import server_error, unavailable_page
from tests.factories import people
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient, faults_of

pytestmark = pytest.mark.django_db


def test_vietnamese_is_spoken_whatever_the_browser_asks(pages: PageClient) -> None:
    page = pages.page("/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
    assert page.tree.get("lang") == "vi"


def test_english_is_spoken_to_who_chose_it_and_vietnamese_again(pages: PageClient) -> None:
    assert pages.send("/ngon-ngu/", {"ngon-ngu": "en", "tiep": "/dang-nhap/"}).response.headers["Location"] == "/dang-nhap/"
    page = pages.page("/dang-nhap/")
    assert page.tree.get("lang") == "en"
    assert page.heading == "Sign in"
    pages.send("/ngon-ngu/", {"ngon-ngu": "vi", "tiep": "https://evil.example/"})
    assert pages.page("/dang-nhap/").heading == "Đăng nhập"


def test_a_page_that_is_not_there_says_so_to_everybody(pages: PageClient, family: people.Family) -> None:
    assert pages.page("/khong-co/", expect=404).heading == "Không tìm thấy"
    assert client_of(people.official("CLERK", at=family.own)).page("/khong-co/", expect=404).heading == "Không tìm thấy"


def test_a_refusal_is_json_for_who_asks_for_json(pages: PageClient) -> None:
    answer = pages.get("/khong-co/", headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert answer.json()["code"] == "PAGE_NOT_FOUND"


def test_every_page_has_a_strict_policy_and_private_ones_are_kept_by_nobody(pages: PageClient, family: people.Family) -> None:
    public = pages.page("/").response
    policy = public.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert re.search(r"default-src 'none'", policy)
    assert public.headers["X-Content-Type-Options"] == "nosniff"
    private = client_of(people.official("CLERK", at=family.own)).page("/viec/").response
    assert private.headers["Cache-Control"] == "no-store"


def test_a_form_from_elsewhere_is_refused_in_words(family: people.Family) -> None:
    client = PageClient(enforce_csrf_checks=True)
    page = client.send("/dang-nhap/", {"sign_in_name": "a", "password": "b"}, expect=400)
    assert "mở đã lâu" in page.main


def test_the_style_guide_shows_every_component(pages: PageClient) -> None:
    page = pages.page(reverse("style_guide"))
    shown = set(" ".join(page.tree.xpath("//@class")).split())
    assert {"field", "error-summary", "table", "state", "empty", "progress", "sheet", "fig", "paper-path", "tree", "chain"} <= shown


@override_settings(DEMONSTRATION=False)
def test_the_style_guide_is_for_officials_outside_a_demonstration(pages: PageClient) -> None:
    pages.page("/kieu-dang/", expect=302)


@pytest.mark.parametrize("page", [unavailable_page, server_error])
def test_pages_for_what_is_broken_are_whole_and_ask_nothing_of_the_database(page: Callable[[HttpRequest], HttpResponse]) -> None:
    with connection.execute_wrapper(_no_queries):
        response = page(RequestFactory().get("/viec/"))
    assert not faults_of(Page(response))
    assert (response.status_code == 503) == ("Retry-After" in response.headers)


def _no_queries(*_arguments: object) -> None:
    raise AssertionError("a query")


def test_a_demonstration_says_so_on_every_page_and_a_real_province_does_not(pages: PageClient) -> None:
    assert "Dữ liệu minh họa" in pages.page("/dang-nhap/").text
    with override_settings(DEMONSTRATION=False):
        assert "minh họa" not in pages.page("/dang-nhap/").text
