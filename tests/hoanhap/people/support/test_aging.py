"""The nightly job erases first and then lets slips follow their office; the worker runs it every night."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django import app

from hoanhap.jobs import slips
from hoanhap.kernel.codes import new_code
from hoanhap.people.support.models import Slip
from tests.hoanhap.people.support.conftest import REFORM, Province, committee, follow


def test_one_night(province: Province) -> None:
    due, moved = province.slip(new_code()), province.slip(new_code())
    old = committee("xã Bến Cũ", province.top, since=REFORM - timedelta(days=900), until=REFORM)
    follow(old, {province.sim.id: "1"})
    long_ago = province.today - timedelta(days=91)
    Slip.objects.filter(pk=due.pk).update(made_on=long_ago, erase_on=province.today)
    Slip.objects.filter(pk=moved.pk).update(unit=old, place=old)
    slips.age_slips(timestamp=0)
    assert [slip.unit_id for slip in Slip.objects.all()] == [province.sim.id]


def test_the_worker_runs_it_every_night() -> None:
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic["support.age_slips"] == "17 3 * * *"
