"""The page behind the code on a report: what everybody sees there, and what only those who may see the report."""

from __future__ import annotations

import pytest

from hoanhap.kernel import clock
from hoanhap.work.activities import operations as activities
from hoanhap.work.figures.models import IndicatorVersion
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of
from tests.hoanhap.web.page import PageClient

pytestmark = pytest.mark.django_db
KEPT_BACK = "Số này không hiện công khai."


@pytest.mark.parametrize(("publication", "public"), [("PUBLIC", True), ("SUPPRESSED", False), ("INTERNAL", False)])
def test_a_figure_that_is_not_public_shows_its_code_and_not_its_value(family: people.Family, publication: str, *, public: bool) -> None:
    work.catalogue()
    IndicatorVersion.objects.update(publication=publication)
    official = people.official("STAFF", at=family.own)
    officer, reviewer = (people.acting(people.official(role, at=family.own)) for role in ("OFFICER", "REVIEWER"))
    activities.accept(entry_id=work.entry(officer).id, actor=reviewer, now=clock.now())
    report = work.issued_report(people.acting(official))
    path = f"/kiem-chung/{report.id}/"
    stranger = PageClient().page(path).main
    assert (KEPT_BACK not in stranger) is public
    assert "Mã băm gốc" in stranger
    assert "Đứng sau: 1 lượt ghi có minh chứng" in " ".join(stranger.split())
    assert KEPT_BACK not in client_of(official).page(path).main
    elsewhere = people.official("STAFF", at=family.sibling)
    assert (KEPT_BACK not in client_of(elsewhere).page(path).main) is public
