"""What it costs to write an entry with the ledger, as a ratio to writing it without; everything written is taken back.

Two ways to look at it: the acts of the site (an officer logs, a reviewer accepts), and the rows of an entry alone.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from decimal import Decimal
from typing import Any
from unittest import mock
from uuid import uuid4

RADIO = ["cs.radio_items", "cs.radio_airings", "cs.radio_minutes"]


def measure(unit: Any, day: date, *, times: int = 100) -> None:
    """Each way with and without the ledger, in turns, so that both meet the same machine."""
    for name, (without, with_ledger) in _ways(unit, day).items():
        spent: tuple[list[float], list[float]] = ([], [])
        for turn in range(times + 5):
            for kept, write in zip(spent, (without, with_ledger), strict=True):
                began = time.perf_counter()
                _undone(write)
                if turn >= 5:  # the first ones find nothing in memory
                    kept.append(time.perf_counter() - began)
        alone, both = (statistics.median(kept) * 1000 for kept in spent)
        least = min(spent[1]) / min(spent[0])
        print(f"{name:42} {both:8.1f} ms   without the ledger {alone:6.1f} ms   {both / alone:6.2f} times (least {least:.2f})", flush=True)


def _ways(unit: Any, day: date) -> dict[str, tuple[Callable[[], Any], Callable[[], Any]]]:
    silent = mock.patch("hoanhap.work.activities.operations.reviewing.count_in", return_value=None)
    return {
        "logging and accepting an entry": (lambda: _logged(unit, day, silent), lambda: _logged(unit, day, nullcontext())),
        "the rows of an entry": (lambda: _entry(unit, day), lambda: _entry_and_lines(unit, day)),
    }


def _logged(unit: Any, day: date, ledger: AbstractContextManager[Any]) -> None:
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import Actor, Role
    from hoanhap.work.activities import operations

    officer = Actor(_person("do.toc.do"), "Người đo", unit, "", frozenset({Role.OFFICER}), frozenset({unit}))
    reviewer = Actor(_person("nguoi.duyet"), "Người duyệt", unit, "", frozenset({Role.REVIEWER}), frozenset({unit}))
    now, key = clock.now(), uuid4()
    amounts = dict.fromkeys(RADIO, Decimal(1))
    body = operations.Body(channel="DTT", day=day, title=f"Bản tin {key}", amounts=amounts, urls=(f"https://vi.du/{key}",))
    operations.log(entry_id=key, body=body, actor=officer, now=now)
    with ledger:
        operations.accept(entry_id=key, actor=reviewer, now=now)


def _entry(unit: Any, day: date) -> Any:
    from hoanhap.kernel import clock
    from hoanhap.work.activities.models import Entry, Evidence, Quantity, Work

    now, person = clock.now(), _person("do.toc.do")
    work = Work.objects.create(channel="DTT", title="Bản tin", day=day)
    row = Entry.objects.create(
        unit_id=unit, work=work, channel="DTT", day=day, title="Bản tin", state="ACCEPTED", entered_by_id=person, entered_at=now,
        reviewed_by_id=person, reviewed_at=now, body_digest="0" * 64,
    )  # fmt: skip
    Quantity.objects.bulk_create(Quantity(entry=row, indicator_id=code, amount=Decimal(1)) for code in RADIO)
    Evidence.objects.create(entry=row, kind="URL", url=f"https://vi.du/{row.id}", sha256="0" * 64, added_at=now)
    return row


def _entry_and_lines(unit: Any, day: date) -> None:
    row = _entry(unit, day)
    _write_lines(unit, day, row.id, row.work_id)


def _write_lines(unit: Any, day: date, source: Any, work: Any) -> None:
    from hoanhap.kernel import clock
    from hoanhap.work.figures import operations

    operations.write_lines(
        quantities=[operations.Quantity(code, Decimal(1)) for code in RADIO], unit_id=unit, day=day, source_kind="entry",
        source_id=source, proof={"evidence": [["URL", "0" * 64]]}, now=clock.now(), about=operations.About(work_id=work),
    )  # fmt: skip


_PERSONS: dict[str, Any] = {}


def _person(name: str) -> Any:
    from hoanhap.ground.accounts.models import User

    if name not in _PERSONS:
        _PERSONS[name] = User.objects.get_or_create(sign_in_name=name, defaults={"full_name": name})[0].id
    return _PERSONS[name]


def _undone(write: Callable[[], Any]) -> None:
    from django.db import transaction

    for name in ("do.toc.do", "nguoi.duyet"):
        _person(name)
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
