"""One box finds papers, plans, reports and units by words without marks, and a figure by the code on paper."""

from __future__ import annotations

import pytest

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.work.activities import operations as activities
from hoanhap.work.reports.models import ReportFigure
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(family: people.Family) -> people.User:
    work.catalogue()
    return people.official("STAFF", "REVIEWER", at=family.own)


@pytest.fixture
def client(staff: people.User) -> PageClient:
    return client_of(staff)


@pytest.fixture
def code(staff: people.User, family: people.Family) -> str:
    """The printed code of a figure of a report that was issued."""
    officer = people.acting(people.official("OFFICER", at=family.child))
    activities.accept(entry_id=work.entry(officer, airings=6).id, actor=people.acting(staff), now=clock.now())
    report = work.issued_report(people.acting(staff))
    return ReportFigure.objects.get(report=report, indicator="cs.radio_airings").figure.code


def test_everything_that_bears_the_words_is_found_under_its_kind(client: PageClient, staff: people.User, family: people.Family) -> None:
    plan, report = work.plan(family.own, people.acting(staff)), work.report(people.acting(staff))
    links = client.page("/tim/?q=TRUYEN thong").links()
    assert f"/bao-cao/{report.id}/" in links
    assert f"/ke-hoach/{plan.id}/" in links
    assert f"/van-ban-den/{plan.paper_id}/" in links
    assert f"/don-vi/{family.sibling.id}/" not in links
    name = organisations.name_of(family.sibling.id, on=clock.day_of(clock.now())).name
    assert f"/don-vi/{family.sibling.id}/" in client.page(f"/tim/?q={name}").links()


def test_a_report_is_found_by_the_name_of_its_unit_and_only_by_who_may_see_it(
    client: PageClient, staff: people.User, family: people.Family
) -> None:
    report, name = work.report(people.acting(staff)), organisations.name_of(family.own.id, on=clock.day_of(clock.now())).name
    assert f"/bao-cao/{report.id}/" in client.page(f"/tim/?q={name}").links()
    beside = client_of(people.official("STAFF", at=family.sibling))
    assert f"/bao-cao/{report.id}/" not in beside.page(f"/tim/?q={name}").links()


@pytest.mark.parametrize("typing", [str, str.lower, lambda code: code.replace("-", " "), lambda code: f" {code.replace('-', '')} "])
def test_the_code_beside_a_figure_opens_its_proof_however_it_is_typed(client: PageClient, code: str, typing: object) -> None:
    response = client.get("/tim/", {"q": typing(code)})  # type: ignore[operator]
    assert response.status_code == 302
    assert response.headers["Location"].endswith("/cs.radio_airings/")
    assert client.page(response.headers["Location"])


def test_a_code_of_somebody_elses_report_opens_nothing(code: str, family: people.Family) -> None:
    beside = client_of(people.official("STAFF", at=family.sibling))
    assert "Không tìm thấy gì" in beside.page(f"/tim/?q={code}").main
