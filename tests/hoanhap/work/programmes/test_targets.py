"""Targets of plans: set by a person, offered from the paper, stated plainly by reports, and never made up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vanban
from hoanhap.ground.audit import queries as trail
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor
from hoanhap.kernel.errors import Invalid, NotFound, WrongState
from hoanhap.work.activities import operations as activities
from hoanhap.work.programmes import operations, queries
from hoanhap.work.programmes.models import Plan, Target
from hoanhap.work.programmes.states import Bound, PlanState
from hoanhap.work.reports import queries as found
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.targets import _percent
from tests.factories import people, work

AIRINGS = "cs.radio_airings"


class Scene:
    """A department over a commune, with a plan that has gone out."""

    def __init__(self) -> None:
        made = work.planned()
        self.own, self.commune, self.plan = made.own, made.commune, made.plan
        self.staff, self.officer = people.acting(made.staff), people.acting(made.officer)
        self.period = found.period_of("half-year", clock.day_of(clock.now()))

    def wanted(self, value: int = 100, **changes: Any) -> operations.Wanted:
        first, last = self.period
        stands = {"indicator": AIRINGS, "unit_id": self.own.id, "period_from": first, "period_until": last, "value": Decimal(value),
                  "source": "Kế hoạch 12/KH-CAT, mục II.1"}  # fmt: skip
        return operations.Wanted(**stands | changes)

    def set(self, value: int = 100, **changes: Any) -> queries.Target:
        return operations.set_target(plan_id=self.plan.id, wanted=self.wanted(value, **changes), actor=self.staff, now=clock.now())

    def counted(self, airings: int) -> None:
        entry = work.entry(self.officer, airings=airings, url=f"https://a.example/{airings}")
        activities.accept(entry_id=entry.id, actor=self.staff, now=clock.now())

    def met(self, actor: Actor | None = None) -> list[found.Met]:
        return found.targets_met(Report.objects.get(pk=work.report(actor or self.staff).id), on=clock.day_of(clock.now()))

    def share(self) -> found.Share | None:
        report = Report.objects.get(pk=work.report(self.staff).id)
        return found.targets_share(report, self.met())


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


@pytest.mark.django_db
def test_without_a_target_a_report_says_nothing_of_one(scene: Scene) -> None:
    scene.counted(50)
    report = work.report(scene.staff)
    assert found.targets_met(report, on=clock.day_of(clock.now())) == []
    tables = [block for block in found.paper_of(report, on=clock.day_of(clock.now())).blocks if "Chỉ tiêu" in str(block)]
    assert tables == []


@pytest.mark.django_db
def test_a_report_says_how_much_of_a_target_was_reached_and_plainly_when_it_was_not(scene: Scene) -> None:
    scene.set(100)
    (row,) = scene.met()
    assert (row.reached, row.percent, row.verdict, row.good) == (None, "", "chưa có số liệu được chứng minh", False)
    scene.counted(50)
    (row,) = scene.met()
    assert (row.reached, row.percent, row.good) == ("50", "50", False)
    assert row.verdict.startswith("chưa đạt")
    scene.counted(70)
    (row,) = scene.met()
    assert (row.reached, row.percent, row.verdict, row.good) == ("120", "120", "đạt", True)


@pytest.mark.django_db
def test_a_ceiling_is_kept_or_broken_and_has_no_percent(scene: Scene) -> None:
    scene.set(60, bound=Bound.AT_MOST)
    scene.counted(50)
    assert [(row.verdict, row.percent, row.good) for row in scene.met()] == [("trong giới hạn", "", True)]
    scene.counted(40)
    assert [(row.verdict, row.good) for row in scene.met()] == [("vượt giới hạn", False)]


@pytest.mark.django_db
def test_the_share_of_targets_met_is_counted_from_the_targets_shown(scene: Scene) -> None:
    assert scene.share() is None
    scene.set(100)
    scene.set(60, bound=Bound.AT_MOST, indicator="cs.radio_items")
    scene.counted(120)
    share = scene.share()
    assert share is not None
    assert (share.met, share.wanted, share.running, share.percent) == (1, 2, 2, "50"), "a ceiling whose days run may still be broken"
    assert found.share_words(share) == "Đạt 1 trong 2 chỉ tiêu được giao (50%). 2 chỉ tiêu còn trong thời hạn."
    scene.set(1, bound=Bound.AT_MOST, indicator="cs.radio_items", period_until=clock.day_of(clock.now()))
    share = scene.share()
    assert share is not None
    assert (share.met, share.wanted, share.running, share.percent) == (2, 3, 2, "66,7")
    issued = work.issued_report(scene.staff)
    Target.objects.all().delete()
    assert found.targets_share(issued, []) == share, "as filed"


@pytest.mark.django_db
def test_what_was_filed_before_shares_were_counted_states_none(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.set(100)
    issued = work.issued_report(scene.staff)
    filing = found.last_filing(issued)
    assert filing is not None
    del filing.tables["target_share"]
    monkeypatch.setattr("hoanhap.work.reports.queries.targets.last_filing", lambda _report: filing)
    assert found.targets_share(issued, found.targets_met(issued, on=clock.day_of(clock.now()))) is None
    assert "chỉ tiêu được giao" not in str(found.paper_of(issued, on=clock.day_of(clock.now())))


@pytest.mark.django_db
def test_a_target_of_the_year_is_counted_from_its_own_first_day_and_one_of_another_time_is_left_out(scene: Scene) -> None:
    first, last = scene.period
    scene.set(200, period_from=first - timedelta(days=180), period_until=last + timedelta(days=180))
    scene.set(5, period_from=first - timedelta(days=400), period_until=first - timedelta(days=1))
    scene.counted(50)
    (row,) = scene.met()
    assert (row.percent, row.verdict, row.until) == ("25", "chưa đạt, còn trong thời hạn", f"{clock.day_of(clock.now()):%d/%m/%Y}")


@pytest.mark.django_db
def test_a_target_of_a_unit_below_stands_in_its_own_report_only(scene: Scene) -> None:
    scene.set(10, unit_id=scene.commune.id)
    scene.counted(9)
    assert scene.met() == []
    assert [row.percent for row in scene.met(scene.officer)] == ["90"]


@pytest.mark.django_db
def test_a_draft_plan_holds_nobody_to_anything(scene: Scene) -> None:
    scene.set(100)
    Plan.objects.filter(pk=scene.plan.id).update(state=PlanState.DRAFT)
    assert scene.met() == []


@pytest.mark.django_db
def test_what_was_filed_stays_when_the_target_changes_or_goes(scene: Scene) -> None:
    target = scene.set(100)
    scene.counted(50)
    issued = work.issued_report(scene.staff)
    before = found.targets_met(issued, on=clock.day_of(clock.now()))
    again = scene.set(60)
    assert again.id == target.id
    assert found.targets_met(issued, on=clock.day_of(clock.now())) == before
    operations.drop_target(target_id=target.id, actor=scene.staff, now=clock.now())
    assert found.targets_met(issued, on=clock.day_of(clock.now())) == before
    assert [row.act for row in trail.of_object(kind="plan", object_id=scene.plan.id)[:3]] == ["target.drop", "target.set", "target.set"]
    text = str(found.paper_of(issued, on=clock.day_of(clock.now())))
    assert "Đạt 0 trong 1 chỉ tiêu được giao (0%)." in text
    assert "50%; chưa đạt, còn trong thời hạn" in text
    assert "Kế hoạch 12/KH-CAT, mục II.1" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": Decimal(0)}, "value"),
        ({"value": Decimal("2.5")}, "value"),
        ({"value": Decimal("NaN")}, "value"),
        ({"period_until": date(2026, 1, 1), "period_from": date(2026, 1, 2)}, "period_until"),
        ({"source": " \u200b"}, "source"),
        ({"bound": "ABOUT"}, "bound"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(scene: Scene, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        scene.set(**changes)
    assert set(refusal.value.fields) == {field}


@pytest.mark.django_db
def test_only_units_of_the_plan_known_indicators_and_open_plans(scene: Scene) -> None:
    with pytest.raises(Invalid) as refusal:
        scene.set(unit_id=people.unit("Sở Khác").id)
    assert set(refusal.value.fields) == {"unit"}
    with pytest.raises(NotFound):
        scene.set(indicator="khong.co")
    target = scene.set()
    Plan.objects.filter(pk=scene.plan.id).update(state=PlanState.CLOSED)
    with pytest.raises(WrongState):
        scene.set(7)
    with pytest.raises(WrongState):
        operations.drop_target(target_id=target.id, actor=scene.staff, now=clock.now())


PAPER = """KẾ HOẠCH
Truyền thông thử
I. CHỈ TIÊU
1. Các đài truyền thanh xã có ít nhất 150 lượt phát trên đài; tổ chức ít nhất 4 hội nghị, cuộc tuyên truyền trực tiếp.
2. Năm trước đã phát 97 lượt trên đài truyền thanh xã.
3. Mua tối thiểu 3 con trâu; phát trên đài truyền thanh xã ít nhất 02 lượt mỗi tuần.
"""


@pytest.mark.django_db
def test_a_figure_of_the_paper_with_a_bound_is_offered_and_only_becomes_a_target_when_somebody_sets_it(scene: Scene) -> None:
    paper = scene.plan.paper
    paper.reading = vanban.read(PAPER).to_json()
    paper.save(update_fields=["reading"])
    plan = queries.get_plan(scene.plan.id, actor=scene.staff)
    offered = {row.indicators[0]: row for row in queries.suggested(plan)}
    assert {code: (row.value, row.bound) for code, row in offered.items()} == {
        AIRINGS: (150, Bound.AT_LEAST), "mtg.sessions": (4, Bound.AT_LEAST),
    }  # fmt: skip
    assert offered[AIRINGS].clause.startswith("I")
    assert scene.met() == []
    scene.set(150)
    assert [row.indicators[0] for row in queries.suggested(plan)] == ["mtg.sessions"]


@given(st.decimals(Decimal("0.01"), Decimal(10**9), places=2), st.decimals(Decimal("0.01"), Decimal(10**9), places=2))
def test_what_is_short_of_a_target_never_reads_as_reached(reached: Decimal, wanted: Decimal) -> None:
    told = Decimal(_percent(reached, wanted).replace(".", "").replace(",", "."))
    assert (told >= 100) == (reached >= wanted)
