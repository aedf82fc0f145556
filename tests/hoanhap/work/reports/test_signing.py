"""Who signs a report: one of those who lead the unit on the day, as the title says, kept from the day of issue."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.ground.accounts import operations as accounts
from hoanhap.ground.accounts.models import Membership
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.kernel.errors import Conflict, Invalid, WrongState
from hoanhap.work.reports import operations, queries
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.signing import signer
from tests.factories import people, work
from vanban.writing import write_text

TITLES = {
    "Giám đốc": ["Giám đốc"],
    "GIÁM ĐỐC": ["GIÁM ĐỐC"],
    "Phó Giám đốc": ["KT. Giám đốc", "Phó Giám đốc"],
    "PHÓ CHỦ TỊCH": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "Quyền Giám đốc": ["Q. Giám đốc"],
    "Q. Giám đốc": ["Q. Giám đốc"],
    "TL. Giám đốc, Chánh Văn phòng": ["TL. Giám đốc", "Chánh Văn phòng"],
    "TL. giám đốc / Phó Trưởng phòng Tổng hợp": ["TL. Giám đốc", "KT. Trưởng phòng Tổng hợp", "Phó Trưởng phòng Tổng hợp"],
    "TUQ. Giám đốc; Trưởng phòng Thông tin": ["TUQ. Giám đốc", "Trưởng phòng Thông tin"],
    "Phóng viên thường trú": ["Phóng viên thường trú"],
    "": [],
}


@pytest.mark.parametrize(("title", "lines"), TITLES.items())
def test_the_title_decides_in_whose_place_a_person_signs(title: str, lines: list[str]) -> None:
    block = signer(title, "Lê Văn Ký", unit="Sở Thử")
    assert queries.signed_as(block) == lines
    assert queries.signing_of(block).name == "Lê Văn Ký"


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Chủ tịch", ["TM. Ủy ban nhân dân", "Chủ tịch"]),
        ("Phó Chủ tịch", ["TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"]),
        ("Quyền Chủ tịch", ["TM. Ủy ban nhân dân", "Q. Chủ tịch"]),
        ("TL. Chủ tịch, Chánh Văn phòng", ["TL. Chủ tịch", "Chánh Văn phòng"]),
        ("Chánh Văn phòng", ["Chánh Văn phòng"]),
    ],
)
def test_only_those_who_chair_a_committee_sign_for_it(title: str, lines: list[str]) -> None:
    assert queries.signed_as(signer(title, "Lê Văn Ký", unit="Ủy ban nhân dân xã Thử")) == lines


@given(st.text(max_size=60))
def test_any_title_gives_a_signature(title: str) -> None:
    block = signer(title, "A", unit="Sở Thử")
    assert [mark for mark, _post in block["authorities"] if mark not in ("KT.", "TL.", "TUQ.", "Q.")] == []


def test_what_was_kept_before_authorities_were_is_printed_as_it_was() -> None:
    assert queries.signed_as({"name": "A", "position": "Phó Giám đốc"}) == ["KT. Giám đốc", "Phó Giám đốc"]
    assert queries.signed_as({"name": "A", "position": "Quyền Giám đốc"}) == ["Quyền Giám đốc"]


class Office:
    """A department with a head and a deputy, and a draft of its report."""

    def __init__(self) -> None:
        work.catalogue()
        self.own = people.unit("Sở Thử", kind="DEPARTMENT")
        self.staff = people.acting(people.official(Role.STAFF, at=self.own))
        self.head, self.deputy = self._leader("Giám đốc", "Trần Thị Đầu"), self._leader("Phó Giám đốc", "Lê Văn Phó")
        self.report = work.report(self.staff)

    def _leader(self, title: str, name: str) -> people.User:
        user = people.official(at=self.own, name=name)
        given: dict[str, Any] = {"since": people.SINCE, "title": title, "actor": SYSTEM, "now": people.NOW}
        accounts.give_role(user_id=user.id, unit_id=self.own.id, role=Role.LEADER, **given)
        return user

    def choose(self, user: people.User, version: int = 1) -> Report:
        return operations.choose_signer(
            report_id=self.report.id, version=version, signer_id=user.id, actor=self.staff, now=clock.now()
        )  # fmt: skip

    def issue(self) -> Report:
        self.report.refresh_from_db()
        return operations.issue(report_id=self.report.id, version=self.report.version, actor=self.staff, now=clock.now())

    def words(self, report: Report) -> str:
        return write_text(queries.paper_of(report, on=clock.day_of(clock.now())))


@pytest.mark.django_db
def test_the_drafter_chooses_among_the_leaders_and_the_paper_says_so() -> None:
    office = Office()
    assert "Trần Thị Đầu" in office.words(office.report)
    words = office.words(office.choose(office.deputy))
    assert "Lê Văn Phó" in words
    assert "KT. GIÁM ĐỐC" in words
    assert "Trần Thị Đầu" not in words
    issued = office.issue()
    assert issued.paper is not None
    assert issued.letterhead["signer"]["name"] == issued.paper.signer_name == "Lê Văn Phó"


@pytest.mark.django_db
def test_what_is_issued_keeps_who_signed_it() -> None:
    office = Office()
    office.choose(office.deputy)
    issued = office.issue()
    before = office.words(issued)
    Membership.objects.filter(user=office.deputy).update(title="Giám đốc")
    office.deputy.full_name = "Tên Mới"
    office.deputy.save()
    assert office.words(issued) == before
    with pytest.raises(WrongState, match="REPORT_ISSUED"):
        office.choose(office.head, version=issued.version)


@pytest.mark.django_db
def test_only_who_leads_the_unit_on_the_day_signs() -> None:
    office = Office()
    with pytest.raises(Invalid, match="SIGNER_NOT_LEADER"):
        office.choose(people.official(Role.STAFF, at=office.own))
    with pytest.raises(Conflict):
        office.choose(office.head, version=7)
    office.choose(office.deputy)
    today = clock.day_of(clock.now())
    Membership.objects.filter(user=office.deputy).update(valid=(people.SINCE, today - timedelta(days=1)))
    assert "Lê Văn Phó" not in office.words(office.report)
    with pytest.raises(Invalid, match="SIGNER_NOT_LEADER"):
        office.issue()
    assert not Report.objects.filter(paper__isnull=False).exists()
