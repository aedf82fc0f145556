"""A Word file of a report comes back: what was changed in it is named, and what is no such file is refused in words."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoanhap.kernel import clock
from hoanhap.work.activities import operations as activities
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import Page, PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(family: people.Family) -> people.User:
    work.catalogue()
    user = people.official("STAFF", "REVIEWER", at=family.own)
    officer = people.acting(people.official("OFFICER", at=family.child))
    activities.accept(entry_id=work.entry(officer, airings=97).id, actor=people.acting(user), now=clock.now())
    return user


@pytest.fixture
def client(staff: people.User) -> PageClient:
    return client_of(staff)


@pytest.fixture
def report(staff: people.User) -> str:
    return f"/bao-cao/{work.issued_report(people.acting(staff)).id}/"


def word_of(client: PageClient, report: str) -> bytes:
    return bytes(client.get(f"{report}word/").content)


def edited(docx: bytes, pattern: bytes, by: bytes) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(raw, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content, count = re.subn(pattern, by, content, count=1)
                assert count == 1
            new.writestr(name, content)
    return raw.getvalue()


def send(client: PageClient, report: str, content: bytes, expect: int = 200) -> Page:
    return client.send(f"{report}kiem-ban-word/", {"word": SimpleUploadedFile("bao-cao.docx", content)}, expect=expect)


def test_an_untouched_file_holds_and_the_report_leads_there(client: PageClient, report: str) -> None:
    assert f"{report}kiem-ban-word/" in client.page(report).links()
    assert "số trong tệp khớp với sổ cái" in send(client, report, word_of(client, report)).main


def test_a_changed_digit_is_named_with_both_values_and_leads_to_its_proof(client: PageClient, report: str) -> None:
    content = edited(word_of(client, report), rb"(<w:t[^>]*>)97(</w:t>)", rb"\g<1>79\2")
    page = send(client, report, content)
    assert "ghi trong sổ là 97" in page.main
    assert "nay ghi “79”" in page.main
    assert "khớp với sổ cái" not in page.main
    assert any(link.endswith("/cs.radio_airings/") for link in page.links())


def test_words_around_the_figures_may_be_rewritten(client: PageClient, report: str) -> None:
    content = edited(word_of(client, report), "Công tác chỉ đạo".encode(), "Việc chỉ đạo".encode())
    assert "khớp với sổ cái" in send(client, report, content).main


@pytest.mark.parametrize("content", [b"not a word file", b"PK\x03\x04 broken"])
def test_what_is_no_word_file_is_refused_in_words(client: PageClient, report: str, content: bytes) -> None:
    assert "Không mở được tệp này như một tệp Word" in send(client, report, content, expect=422).main


def test_the_file_of_another_report_is_not_taken_for_this_one(client: PageClient, report: str) -> None:
    other = edited(word_of(client, report), rb"(?s)<w:body>.*</w:body>", b"<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body>")
    assert "tệp của báo cáo khác" in send(client, report, other, expect=422).main


def test_nothing_chosen_is_said_at_the_field(client: PageClient, report: str) -> None:
    assert "Hãy chọn tệp Word." in client.send(f"{report}kiem-ban-word/", {}, expect=422).main
