"""Questions at the desk: what each person sees and may do, what is kept of what they typed, and where an answer goes from there."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel.actor import Role
from hoanhap.people.feedback import operations
from hoanhap.people.feedback.models import Question
from tests.factories import feedback, people
from tests.factories.feedback import NOW, PHONE, WORDS
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(family: people.Family) -> feedback.Office:
    feedback.indicators()
    return feedback.office(family.own)


def client(office: feedback.Office, role: str) -> PageClient:
    return client_of(people.official(role, at=office.unit))


def act(client_: PageClient, row: Question, name: str, *, expect: int = 302, **data: object) -> object:
    """Press one button of a question's page."""
    row.refresh_from_db()
    return client_.send(f"/cau-hoi/{row.id}/", {"act": name, "version": str(row.version), **data}, expect=expect)


def test_the_whole_way_by_the_pages(office: feedback.Office) -> None:
    _code, row = feedback.asked()
    clerk, officer, reviewer = (client(office, role) for role in (Role.CLERK, Role.OFFICER, Role.REVIEWER))
    assert WORDS in clerk.page("/cau-hoi/").main
    act(clerk, row, "route", topic="IDENTITY", unit_id=str(office.unit.id))
    act(officer, row, "pause", reason="WAIT_BODY", words="Chờ ý kiến Công an tỉnh")
    assert "tạm dừng tính hạn" in officer.page("/cau-hoi/").main
    act(officer, row, "resume")
    act(officer, row, "extend", days="3", reason="COMPLEX", words="Cần xác minh")
    act(officer, row, "draft", answer="Gia đình không phải chuẩn bị gì thêm.", submit="")
    act(officer, row, "draft", answer="Gia đình không phải chuẩn bị gì thêm.", submit="1")
    assert "Chờ duyệt câu trả lời" in reviewer.page("/cau-hoi/").main
    act(reviewer, row, "send_back", reason="Nêu căn cứ")
    assert "Nêu căn cứ" in officer.page(f"/cau-hoi/{row.id}/").main
    act(officer, row, "draft", answer="Gia đình không phải chuẩn bị gì. Căn cứ: Luật Căn cước.", submit="1")
    act(reviewer, row, "send")
    row.refresh_from_db()
    assert row.state == "ANSWERED"
    assert WORDS not in clerk.page("/cau-hoi/").main
    assert WORDS in clerk.page("/cau-hoi/?muc=da-tra-loi").main


def test_each_person_is_offered_what_they_may_do_and_nothing_else(office: feedback.Office) -> None:
    _code, routed = feedback.at_state("ROUTED", office)
    _code, checking = feedback.at_state("CHECKING", office)
    offered = {
        role: {
            str(name)
            for row in (routed, checking)
            for name in client(office, role)
            .page(f"/cau-hoi/{row.id}/")
            .tree.xpath("//button[@name='act']/@value | //input[@name='act']/@value")
        }
        for role in (Role.CLERK, Role.STAFF, Role.OFFICER, Role.REVIEWER, Role.LEADER)
    }
    assert offered == {
        Role.CLERK: {"transfer", "close"},
        Role.STAFF: {"transfer", "close", "pause", "extend", "draft"},
        Role.OFFICER: {"pause", "extend", "draft"},
        Role.REVIEWER: {"send", "send_back"},
        Role.LEADER: {"send", "send_back"},
    }


def test_what_was_typed_stays_when_something_is_missing_or_somebody_was_quicker(office: feedback.Office) -> None:
    _code, row = feedback.at_state("ROUTED", office)
    officer = client(office, Role.OFFICER)
    page = officer.send(
        f"/cau-hoi/{row.id}/", {"act": "pause", "version": str(row.version), "reason": "WAIT_BODY", "words": ""}, expect=422
    )
    assert page.tree.xpath("//details[@open]//textarea[@id='pause_words']")
    long = "Câu trả lời dài đã viết cả buổi sáng."
    stale = str(row.version)
    operations.extend(question_id=row.id, version=row.version, days=2, reason="MANY", words="x", actor=office.staff, now=NOW)
    page = officer.send(f"/cau-hoi/{row.id}/", {"act": "draft", "version": stale, "answer": long, "submit": "1"}, expect=409)
    assert long in page.main
    assert "Người khác vừa làm việc" in page.main
    row.refresh_from_db()
    assert page.tree.xpath("//form[.//textarea[@id='draft_answer']]//input[@name='version']/@value") == [str(row.version)]


def test_a_contact_is_shown_once_and_the_reading_is_in_the_trail(office: feedback.Office) -> None:
    _code, row = feedback.at_state("ROUTED", office, contact=PHONE, purposes=("NOTIFY",))
    officer = client(office, Role.OFFICER)
    assert PHONE not in officer.page(f"/cau-hoi/{row.id}/").source
    page = officer.send(f"/cau-hoi/{row.id}/", {"act": "reach", "purpose": "NOTIFY"}, expect=200)
    assert PHONE in page.main
    assert AuditEntry.objects.filter(act="contact.read", object_id=row.id).count() == 1
    officer.send(f"/cau-hoi/{row.id}/", {"act": "reach", "purpose": "CLARIFY"}, expect=422)
    client(office, Role.CLERK).send(f"/cau-hoi/{row.id}/", {"act": "reach", "purpose": "NOTIFY"}, expect=403)
    assert AuditEntry.objects.filter(act="contact.read", object_id=row.id).count() == 1


def test_overdue_comes_first_and_is_said(office: feedback.Office) -> None:
    feedback.at_unit(office.unit, due_on=date(2099, 1, 1))
    late = feedback.at_unit(office.unit, due_on=date(2026, 1, 5))
    page = client(office, Role.OFFICER).page("/cau-hoi/")
    assert "1 câu đã quá hạn" in page.main
    assert page.tree.xpath("//ul[@class='work']/li[1]//a/@href")[0] == f"/cau-hoi/{late.id}/"


def test_a_list_asks_as_much_of_the_database_for_one_as_for_thirty(office: feedback.Office, django_assert_max_num_queries: object) -> None:
    officer = client(office, Role.OFFICER)
    feedback.at_unit(office.unit)
    officer.page("/cau-hoi/")
    for _ in range(30):
        feedback.at_unit(office.unit)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        officer.page("/cau-hoi/")


def test_an_answer_goes_on_to_the_portal_without_the_askers_words(office: feedback.Office) -> None:
    _code, row = feedback.at_state("ANSWERED", office)
    officer = client(office, Role.OFFICER)
    page = officer.page(f"/cau-hoi/{row.id}/")
    data = page.form("/cong/moi/answer/")
    assert data["body"] == "Gia đình mang sổ hộ khẩu."
    assert WORDS not in str(data)
    editor = officer.post("/cong/moi/answer/", {**data, "xem": "1"})
    assert editor.status_code in (200, 422)
    assert "Gia đình mang sổ hộ khẩu." in editor.content.decode()
    assert not client(office, Role.REVIEWER).page(f"/cau-hoi/{row.id}/").tree.xpath("//form[@action='/cong/moi/answer/']")


def test_leaders_see_counts_and_no_words(office: feedback.Office) -> None:
    for _ in range(6):
        feedback.at_unit(office.unit, topic="LOANS")
    page = client(office, Role.LEADER).page("/cau-hoi/tong-hop/?tuan=2026-10-08")
    assert "Từ 05/10/2026 đến 11/10/2026" in page.main
    assert [cell.text for cell in page.tree.xpath("//tbody/tr/*")] == ["Vay vốn", "6", "0"]
    assert WORDS not in page.main
    for week in ("xyz", "2026-13-40", "9999-12-31"):
        client(office, Role.INSPECTOR).page(f"/cau-hoi/tong-hop/?tuan={week}")


def test_an_administrator_names_the_unit_that_receives(office: feedback.Office, family: people.Family) -> None:
    administrator = client(office, Role.ADMINISTRATOR)
    page = administrator.page("/cau-hoi/noi-nhan/")
    assert {str(family.own.id), str(family.child.id)} == set(page.tree.xpath("//option/@value"))
    administrator.send("/cau-hoi/noi-nhan/", {"unit_id": str(family.child.id)})
    assert feedback.asked()[1].unit == family.child
    administrator.send("/cau-hoi/noi-nhan/", {"unit_id": str(family.parent.id)}, expect=422)


def test_what_nobody_knows_is_no_act(office: feedback.Office) -> None:
    _code, row = feedback.asked()
    clerk = client(office, Role.CLERK)
    clerk.send(f"/cau-hoi/{row.id}/", {"act": "delete"}, expect=422)
    clerk.page(f"/cau-hoi/{uuid4()}/", expect=404)
    clerk.page(f"/cau-hoi/{row.id}/anh/{uuid4()}/", expect=404)
