"""The worker that reads papers: killed in the middle it leaves a paper that is read again, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.work.documents import operations
from hoanhap.work.documents.models import Paper
from hoanhap.work.documents.states import PaperState
from tests.factories import people

# A worker whose child takes its time when told so, and which looks for jobs of dead workers at once.
WORKER = textwrap.dedent("""
    import contextlib, sys, time, django
    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued
    from hoanhap.jobs import stalled
    from hoanhap.work.documents import operations
    examine = operations.examine
    def slow(*arguments, **options):
        time.sleep(float(sys.argv[1]))
        return examine(*arguments, **options)
    operations.examine = slow
    stalled.SECONDS_WITHOUT_HEARTBEAT = 2.0
    if sys.argv[2] == "care":
        time.sleep(3)
        with contextlib.suppress(AlreadyEnqueued):  # by the killed worker's own clock
            app.configure_task(name="queue.retry_stalled", queueing_lock="queue.retry_stalled").defer(timestamp=0)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(concurrency=1, wait=sys.argv[2] != "care", listen_notify=False, fetch_job_polling_interval=0.2,
                           update_heartbeat_interval=0.5, stalled_worker_timeout=600)
""")


def worker(seconds: float, mode: str) -> subprocess.Popen[bytes]:
    """A worker on the tests' database."""
    row = connection.settings_dict
    address = f"postgresql://{row['USER']}:{quote(row['PASSWORD'])}@/{row['NAME']}?host={quote(row['HOST'], safe='')}&port={row['PORT']}"
    environment = {**os.environ, "DATABASE_URL": address, "HOANHAP_VAR": str(settings.VAR)}
    return subprocess.Popen([sys.executable, "-c", WORKER, str(seconds), mode], env=environment)


def until(true: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


def state(paper: Paper) -> Any:
    return Paper.objects.values_list("state", flat=True).get(pk=paper.id)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_reads_leaves_a_paper_that_is_read_again_once() -> None:
    clerk = people.acting(people.official(Role.CLERK, at=people.unit("Sở Thử")))
    now = clock.now()
    text = "CÔNG AN TỈNH\nSố: 45/KH-CAT\nKẾ HOẠCH\nTruyền thông\n".encode()
    paper = operations.receive(paper_id=uuid4(), name="a.txt", chunks=[text], arrived_on=clock.day_of(now), actor=clerk, now=now)
    first = worker(60, "wait")
    until(lambda: state(paper) == PaperState.READING)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert state(paper) == PaperState.READING
    second = worker(0, "care")
    assert second.wait(90) == 0
    if state(paper) != PaperState.READ:  # the job came back in that run, or waits for the next
        assert worker(0, "care").wait(90) == 0
    assert state(paper) == PaperState.READ
    assert AuditEntry.objects.filter(act="paper.read", object_id=paper.id).count() == 1
    jobs = apps.get_model("procrastinate", "ProcrastinateJob").objects.filter(task_name=operations.READ_JOB, args__paper_id=str(paper.id))
    assert [(job.status, job.attempts) for job in jobs] == [("succeeded", 2)]
