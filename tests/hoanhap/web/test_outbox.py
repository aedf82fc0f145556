"""What a phone kept without a network: the empty form that anybody may have, files that come one by one, the entry that names them."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoanhap.ground.files.models import StoredFile
from hoanhap.kernel import clock
from hoanhap.work.activities.models import Entry, Evidence, RivalEntry
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
SHELL = "/ghi-hoat-dong/ngoai-tuyen/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def officer(family: people.Family) -> people.User:
    work.catalogue()
    return people.official("OFFICER", at=family.child, name="Hoàng Thị Rất Riêng")


@pytest.fixture
def client(officer: people.User) -> PageClient:
    return client_of(officer)


def fields(**changes: Any) -> dict[str, Any]:
    day = f"{clock.day_of(clock.now()):%d/%m/%Y}"
    numbers = {"cs.radio_items": "1", "cs.radio_airings": "1.006", "cs.radio_minutes": "45"}
    return {"title": "Bản tin sáng", "day": day, "place": "Thôn 1", "kind": "PHOTO", **numbers} | changes


def send_file(client: PageClient, entry_id: str, content: bytes, *, said: str = "", **more: Any) -> Any:
    sha256 = said or hashlib.sha256(content).hexdigest()
    photo = SimpleUploadedFile("anh.png", content, "image/png")
    return client.post(f"{SHELL}tep/DTT/{entry_id}/", {"photo": photo, "kind": "PHOTO", "sha256": sha256, **more}, headers=JSON)


def send(client: PageClient, entry_id: str, **changes: Any) -> Any:
    return client.post(f"{SHELL}gui/DTT/{entry_id}/", fields(**changes), headers=JSON)


def said(response: Any) -> str:
    return str(response.json()["message"])


def test_the_page_that_phones_keep_says_the_same_to_everybody(pages: PageClient, client: PageClient, officer: people.User) -> None:
    anybody, signed_in = pages.page(SHELL).source, client.page(SHELL).source
    assert anybody == signed_in
    assert officer.full_name not in signed_in
    assert "csrfmiddlewaretoken" not in signed_in
    assert not pages.cookies
    assert "cần JavaScript" in anybody


def test_there_is_an_empty_form_for_every_channel(pages: PageClient) -> None:
    work.catalogue()
    page = pages.page(SHELL)
    forms = {template.get("id"): template for template in page.tree.xpath("//template")}
    assert set(forms) == {f"form-{channel.code}" for channel in work.channels()}
    for channel in work.channels():
        names = set(forms[f"form-{channel.code}"].xpath(".//@name"))
        assert {"title", "day", "place", "photo", "url", "waiver"} <= names
        assert {row.indicator for row in channel.quantities if row.fixed is None} <= names
        assert not {"entry_id", "content", "locality"} & names
        assert not forms[f"form-{channel.code}"].xpath(".//input[@type='text' and @value]")


def test_the_worker_keeps_that_page_and_the_files_it_is_made_of(pages: PageClient) -> None:
    answer = pages.get(reverse("offline_worker"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers  # its address bounds it
    files = set(json.loads(re.search(r"self\.FILES = (\[.*\]);", answer.content.decode()).group(1)))  # type: ignore[union-attr]
    shell = pages.page(SHELL)
    needed = set(shell.tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src"))
    assert needed <= files
    assert all(name.startswith("/static/") for name in files)
    manifest = pages.get(reverse("offline_manifest")).json()
    assert manifest["start_url"] == manifest["scope"] == SHELL
    assert shell.tree.xpath("string(//link[@rel='manifest']/@href)") == reverse("offline_manifest")


def test_files_come_one_by_one_and_the_entry_names_them(client: PageClient) -> None:
    entry_id, contents = str(uuid4()), [work.picture(1), work.picture(2)]
    receipts = [send_file(client, entry_id, content).json() for content in contents]
    assert [row["sha256"] for row in receipts] == [hashlib.sha256(content).hexdigest() for content in contents]
    assert send_file(client, entry_id, contents[0]).json() == receipts[0]  # the answer was lost, it was sent again
    assert StoredFile.objects.count() == 2
    kept = " ".join(row["kept"] for row in receipts)
    for _ in range(3):
        assert send(client, entry_id, kept=kept).json() == {"entry": f"/ghi-hoat-dong/{entry_id}/"}
    assert Entry.objects.get().id.hex == entry_id.replace("-", "")
    assert Evidence.objects.count() == 2


def test_a_file_that_a_bad_line_has_damaged_is_asked_for_again(client: PageClient) -> None:
    answer = send_file(client, str(uuid4()), work.picture(), said="0" * 64)
    assert answer.status_code == 422
    assert answer.json()["again"] is True
    assert "không nguyên vẹn" in said(answer)
    assert not StoredFile.objects.exists()
    answer = send_file(client, str(uuid4()), b"khong phai anh")
    assert answer.status_code == 422
    assert answer.json()["again"] is False


def test_a_refusal_names_the_field_and_nothing_is_logged(client: PageClient) -> None:
    answer = send(client, str(uuid4()), title="", day="31/02/2026")
    assert answer.status_code == 422
    assert "Tên tin, bài hoặc bản tin đã phát: Hãy ghi tên tin" in said(answer)
    assert "Ngày thực hiện: Ngày này không có" in said(answer)
    assert not Entry.objects.exists()


def test_another_body_under_the_same_id_is_a_conflict_that_keeps_both(client: PageClient) -> None:
    entry_id = str(uuid4())
    send(client, entry_id)
    answer = send(client, entry_id, title="Bản khác")
    assert answer.status_code == 409
    assert "Cả hai bản đều được giữ" in said(answer)
    assert Entry.objects.count() == RivalEntry.objects.count() == 1


def test_only_who_kept_it_sends_it(client: PageClient, family: people.Family) -> None:
    me = client.get(f"{SHELL}toi/").json()
    assert me["token"]
    other = client_of(people.official("OFFICER", at=family.child))
    for answer in (send(other, str(uuid4()), owner=me["owner"]), send_file(other, str(uuid4()), work.picture(), owner=me["owner"])):
        assert answer.status_code == 409
        assert answer.json()["again"] is True  # it goes on waiting for its own
    assert not Entry.objects.exists()
    assert not StoredFile.objects.exists()
    assert send(client, str(uuid4()), owner=me["owner"]).status_code == 200


def test_who_may_not_log_is_told_so(family: people.Family) -> None:
    work.catalogue()
    answer = send(client_of(people.official("REVIEWER", at=family.own)), str(uuid4()))
    assert answer.status_code == 403
    assert "được ghi hoạt động" in said(answer)


def test_the_desk_marks_whose_outbox_it_shows_and_strangers_have_none(client: PageClient, pages: PageClient) -> None:
    page = client.page("/ghi-hoat-dong/moi/DTT/")
    assert page.tree.xpath("string(//*[@id='outbox-count']/@data-owner)") == client.get(f"{SHELL}toi/").json()["owner"]
    assert page.tree.xpath("//form[@data-outbox='DTT']")
    assert not pages.page("/dang-nhap/").tree.xpath("//*[@id='outbox-count']")


def test_signing_out_drops_what_is_kept_of_pages_and_never_what_is_unsent(client: PageClient) -> None:
    answer = client.send("/dang-xuat/").response
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.page(SHELL).tree.xpath("//template")  # the page for phones needs nobody signed in
