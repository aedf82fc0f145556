"""Targets on the pages: offered from the paper, set, dropped after asking; on the report and on the figure's own page."""

from __future__ import annotations

import pytest

import vanban
from hoanhap.kernel import clock
from hoanhap.work.activities import operations as activities
from hoanhap.work.programmes.models import Target
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of

pytestmark = pytest.mark.django_db
PAPER = "KẾ HOẠCH\nTruyền thông thử\nI. CHỈ TIÊU\n1. Các đài truyền thanh xã có ít nhất 150 lượt phát trên đài.\n"


def test_a_figure_of_the_paper_becomes_a_target_by_a_persons_click_and_stands_in_the_report() -> None:
    made = work.planned()
    own, user, officer, plan = made.own, made.staff, made.officer, made.plan
    plan.paper.reading = vanban.read(PAPER).to_json()
    plan.paper.save(update_fields=["reading"])
    client = client_of(user)
    page = client.get(f"/ke-hoach/{plan.id}/").content.decode()
    assert "ít nhất 150 lượt phát" in page
    assert Target.objects.count() == 0
    form = client.get(f"/ke-hoach/{plan.id}/chi-tieu/?goi-y=1")
    initial = form.context["form"].initial
    assert (initial["indicator"], int(initial["value"]), initial["bound"]) == ("cs.radio_airings", 150, "AT_LEAST")
    today = clock.day_of(clock.now())
    sent = {"indicator": "cs.radio_airings", "unit": str(own.id), "bound": "AT_LEAST", "value": "150", "source": initial["source"],
            "period_from": f"01/01/{today.year}", "period_until": f"31/12/{today.year}"}  # fmt: skip
    assert client.post(f"/ke-hoach/{plan.id}/chi-tieu/", sent | {"value": "0"}).status_code == 422
    assert client.post(f"/ke-hoach/{plan.id}/chi-tieu/", sent).status_code == 302
    entry = work.entry(people.acting(officer), airings=60)
    activities.accept(entry_id=entry.id, actor=people.acting(user), now=clock.now())
    report = work.report(people.acting(user))
    told = client.get(f"/bao-cao/{report.id}/").content.decode()
    assert "40% chỉ tiêu" in told
    assert "chưa đạt" in told
    figure = client.get(f"/so-lieu/{report.id}/cs.radio_airings/").content.decode()
    assert f'href="/van-ban-den/{plan.paper_id}/"' in figure
    target = Target.objects.get()
    assert "Bỏ chỉ tiêu này?" in client.get(f"/ke-hoach/{plan.id}/chi-tieu/{target.id}/bo/").content.decode()
    assert client.post(f"/ke-hoach/{plan.id}/chi-tieu/{target.id}/bo/").status_code == 302
    assert "40% chỉ tiêu" not in client.get(f"/bao-cao/{report.id}/").content.decode()


def test_a_unit_below_reads_its_target_without_a_way_to_a_paper_that_it_may_not_see() -> None:
    made = work.planned()
    commune, user, officer, plan = made.commune, made.staff, made.officer, made.plan
    today = clock.day_of(clock.now())
    client_of(user).post(f"/ke-hoach/{plan.id}/chi-tieu/", {
        "indicator": "cs.radio_airings", "unit": str(commune.id), "bound": "AT_LEAST", "value": "20", "source": "12/KH-CAT",
        "period_from": f"01/01/{today.year}", "period_until": f"31/12/{today.year}",
    })  # fmt: skip
    report = work.report(people.acting(officer))
    page = client_of(officer).get(f"/so-lieu/{report.id}/cs.radio_airings/").content.decode()
    assert "12/KH-CAT" in page
    assert f"/van-ban-den/{plan.paper_id}/" not in page
