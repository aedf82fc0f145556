"""Many entries at once from Excel, on the pages: send or paste, see the faults, log all or the right ones."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoanhap.work.activities.models import Entry
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient
from tests.hoanhap.work.activities.test_importing import ROW, workbook

pytestmark = pytest.mark.django_db
PAGE = "/ghi-hoat-dong/bang/DTT/"


@pytest.fixture
def client(family: people.Family) -> PageClient:
    work.catalogue()
    return client_of(people.official("OFFICER", at=family.child))


def uploaded(*rows: object) -> SimpleUploadedFile:
    return SimpleUploadedFile("theo-doi.xlsx", workbook(*rows))  # type: ignore[arg-type]  # rows of cells


def after(client: PageClient, data: dict[str, object]) -> Page:
    """Send a table, and the page that it leads to."""
    answer = client.send(PAGE, {"table_id": str(uuid4())} | data)
    return client.page(answer.response.headers["Location"])


def address(shown: Page) -> str:
    return str(shown.response.wsgi_request.path)  # type: ignore[attr-defined]  # Django's test client adds it


def test_a_sound_table_is_shown_and_then_logged_as_a_whole(client: PageClient) -> None:
    assert PAGE in client.page("/ghi-hoat-dong/moi/DTT/").links()
    assert f"{PAGE}mau.xlsx" in client.page(PAGE).links()
    shown = after(client, {"table": uploaded(ROW, ROW)})
    assert "Ghi 2 lượt" in shown.main
    assert not Entry.objects.exists()
    client.send(address(shown), {"content": "", "ghi": "tat-ca"})
    assert "Đã ghi 2 lượt." in client.page("/ghi-hoat-dong/").main
    assert Entry.objects.count() == 2


def test_a_faulty_table_says_where_and_what_and_hands_out_a_marked_one(client: PageClient) -> None:
    shown = after(client, {"table": uploaded(ROW, ("31/02/2026", *ROW[1:]))})
    assert "“31/02/2026” không phải một ngày có thật" in shown.main
    assert client.get(f"{address(shown)}can-sua.xlsx").status_code == 200
    refused = client.send(address(shown), {"content": "", "ghi": "tat-ca"}, expect=422)
    assert "chưa ghi dòng nào" in refused.main
    assert not Entry.objects.exists()
    client.send(address(shown), {"content": "", "ghi": "dong-dung"})
    assert Entry.objects.count() == 1


def test_pasted_cells_go_the_same_way_and_nothing_is_a_sentence(client: PageClient) -> None:
    empty = client.send(PAGE, {"table_id": str(uuid4()), "pasted": " "}, expect=422)
    assert "Hãy chọn một tệp hoặc dán các ô." in empty.main
    lost = client.send(PAGE, {"table_id": str(uuid4()), "pasted": "a\tb\n1\t2"}, expect=422)
    assert "Không thấy cột" in lost.main
    pasted = "Ngày thực hiện\tTên tin, bài\tSố tin, bài\tSố lượt phát\tTổng số phút\n05/03/2026\tBài\t1\t4\t20"
    assert "Ghi 1 lượt" in after(client, {"pasted": pasted}).main
