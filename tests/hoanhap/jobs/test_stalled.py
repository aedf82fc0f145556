"""Jobs whose worker died: tried again, and given up in the end. On the real queue in the real database."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from hoanhap.jobs import stalled

pytestmark = pytest.mark.django_db(transaction=True)


def job(*, attempts: int, heartbeat_seconds_ago: int | None) -> int:
    """A job that is being done, by a worker last heard of so long ago (None: by a worker that is gone)."""
    with connection.cursor() as cursor:
        worker = None
        if heartbeat_seconds_ago is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s)) RETURNING id",
                [heartbeat_seconds_ago],
            )
            worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts, worker_id)"
            " VALUES ('reading', 'nothing.anybody.knows', '{}', 'doing', %s, %s) RETURNING id",
            [attempts, worker],
        )
        return int(cursor.fetchone()[0])


def state_of(number: int) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, attempts FROM procrastinate_jobs WHERE id = %s", [number])
        status, attempts = cursor.fetchone()
        return status, attempts


def a_minute_passes() -> None:
    """Run the periodic task as the worker does, with the worker's own connection."""

    async def run() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            async with working.open_async():
                await stalled.retry_stalled(SimpleNamespace(app=working), timestamp=0)  # type: ignore[arg-type]

    asyncio.run(run())


@pytest.mark.parametrize("heartbeat", [None, 3600])
def test_a_job_without_a_living_worker_is_tried_again(heartbeat: int | None) -> None:
    number = job(attempts=1, heartbeat_seconds_ago=heartbeat)
    a_minute_passes()
    assert state_of(number) == ("todo", 2)


def test_a_job_that_is_being_done_is_left_alone() -> None:
    number = job(attempts=0, heartbeat_seconds_ago=1)
    a_minute_passes()
    assert state_of(number) == ("doing", 0)


def test_a_job_that_takes_every_worker_down_is_given_up() -> None:
    """Whatever job it is: it may not stay half done for ever."""
    number = job(attempts=0, heartbeat_seconds_ago=3600)
    for _ in range(stalled.TRIES + 2):
        a_minute_passes()
        if state_of(number)[0] != "todo":
            break
        with connection.cursor() as cursor:  # the next worker takes it, and dies too
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = NULL WHERE id = %s", [number])
    assert state_of(number)[0] == "failed"


def test_the_worker_does_this_every_minute() -> None:
    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert periodic[stalled.retry_stalled.name] == "* * * * *"
