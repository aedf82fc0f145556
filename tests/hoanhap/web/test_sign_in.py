"""Coming in: the right way, wrong ways, too many ways, and coming back with what was typed."""

from __future__ import annotations

import pytest

from hoanhap.ground.accounts.operations import TRIES_PER_NAME
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.web.middleware.sessions import SINCE
from tests.factories import people
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


def test_the_front_page_is_calm_and_sets_no_cookie(pages: PageClient) -> None:
    page = pages.page("/")
    assert "Cán bộ đăng nhập" in page.text
    assert not pages.cookies


def test_a_person_signs_in_goes_where_they_wanted_and_gets_a_new_session_key(pages: PageClient, family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    asked = pages.page("/viec/", expect=302)
    assert asked.response.headers["Location"] == "/dang-nhap/?tiep=/viec/".replace("/viec/", "%2Fviec%2F")
    pages.session.save()
    before = pages.session.session_key
    answer = pages.send("/dang-nhap/", {"sign_in_name": user.sign_in_name.upper(), "password": people.PASSWORD, "tiep": "/viec/"})
    assert answer.response.headers["Location"] == "/viec/"
    assert pages.session.session_key != before
    assert pages.page("/viec/").heading == "Việc của tôi hôm nay"
    assert AuditEntry.objects.filter(act="session.open", actor_id=user.pk).count() == 1


def test_nobody_is_sent_to_another_site(pages: PageClient, family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    answer = pages.send("/dang-nhap/", {"sign_in_name": user.sign_in_name, "password": people.PASSWORD, "tiep": "//evil.example/"})
    assert answer.response.headers["Location"] == "/viec/"


def test_a_wrong_password_keeps_the_name_and_does_not_say_which_was_wrong(pages: PageClient, family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    known = pages.send("/dang-nhap/", {"sign_in_name": user.sign_in_name, "password": "sai"}, expect=422)
    unknown = pages.send("/dang-nhap/", {"sign_in_name": "khong-co-ai", "password": "sai"}, expect=422)
    assert user.sign_in_name in known.source
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in known.main
    assert known.main.replace(user.sign_in_name, "X") == unknown.main.replace("khong-co-ai", "X")


def test_empty_fields_are_named_in_the_summary_and_at_the_field(pages: PageClient) -> None:
    page = pages.send("/dang-nhap/", {}, expect=422)
    assert page.tree.xpath("//*[@id='error-summary']//a/@href") == ["#id_sign_in_name", "#id_password"]


def test_too_many_tries_are_a_429_with_the_form_and_a_time(pages: PageClient, family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    for _ in range(TRIES_PER_NAME):
        pages.send("/dang-nhap/", {"sign_in_name": user.sign_in_name, "password": "sai"}, expect=422)
    page = pages.send("/dang-nhap/", {"sign_in_name": user.sign_in_name, "password": people.PASSWORD}, expect=429)
    assert page.response.headers["Retry-After"] == "900"
    assert user.sign_in_name in page.source


def test_signing_out_ends_the_session(family: people.Family) -> None:
    client = client_of(people.official("CLERK", at=family.own))
    client.page("/viec/")
    client.send("/dang-xuat/")
    client.page("/viec/", expect=302)


def test_a_session_at_rest_for_half_an_hour_is_over(family: people.Family) -> None:
    client = client_of(people.official("CLERK", at=family.own))
    session = client.session
    session[SINCE] -= 1801
    session.save()
    client.page("/viec/", expect=302)


def test_what_was_typed_when_the_session_ended_is_sent_after_signing_in_again(pages: PageClient, family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    refused = pages.send("/don-vi-dang-lam/", {"unit": "chữ đã nhập"}, expect=403)
    fields = refused.form("/dang-nhap/") | {"sign_in_name": user.sign_in_name, "password": people.PASSWORD}
    wrong = pages.send("/dang-nhap/", fields | {"password": "sai"}, expect=422)
    again = pages.send("/dang-nhap/", wrong.form("/dang-nhap/") | fields, expect=200)
    assert again.form("/don-vi-dang-lam/")["unit"] == "chữ đã nhập"
    assert people.PASSWORD not in again.source


def test_a_person_of_two_units_acts_for_the_one_they_choose(family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    people.accounts.give_role(
        user_id=user.id, unit_id=family.sibling.id, role="STAFF", since=people.SINCE, actor=people.SYSTEM, now=people.NOW
    )
    client = client_of(user)
    assert "Sở Thử" in client.page("/viec/").text
    client.send("/don-vi-dang-lam/", {"unit": str(family.sibling.id)})
    page = client.page("/viec/")
    assert "Sở Bên Cạnh" in page.text
    assert "Từ bây giờ bạn làm việc" in page.main
    assert "Từ bây giờ bạn làm việc" not in client.page("/viec/").main
    client.send("/don-vi-dang-lam/", {"unit": str(family.child.id)}, expect=422)


def test_a_role_taken_away_is_gone_at_once(family: people.Family) -> None:
    user = people.official("CLERK", at=family.own)
    client = client_of(user)
    client.page("/viec/")
    people.User.objects.filter(pk=user.pk).update(is_active=False)
    client.page("/viec/", expect=302)
