"""``hoanhap accounts``: the first administrator from a terminal, and the way back in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

import pytest

from hoanhap.config import accounts
from hoanhap.config.embedded.refusals import StartError
from hoanhap.ground.accounts import operations, queries
from hoanhap.ground.accounts.models import Membership
from hoanhap.ground.audit.models import AuditEntry
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from tests.factories import people

pytestmark = pytest.mark.django_db
TYPED = "con trâu đi trước cái cày"


def run(*words: str) -> list[str]:
    parser = argparse.ArgumentParser()
    accounts.options(parser)
    said: list[str] = []
    accounts.run(parser.parse_args(words), said.append)
    return said


@pytest.fixture
def unit(db: None) -> str:
    return str(people.unit("Tỉnh Thử", kind="PROVINCE").code)


def typing(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    answers: Iterator[str] = iter(typed)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))


def open_one(unit: str, *more: str) -> list[str]:
    return run("open", "--unit", unit, "--sign-in", "Trần.Hà", "--name", "Trần Thị Hà", *more)


def sign_in(password: str) -> queries.User:
    return operations.sign_in(sign_in_name="trần.hà", password=password, address="a", now=clock.now())


def test_a_typed_password_is_the_persons_own(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, TYPED, TYPED)
    said = open_one(unit)
    assert TYPED not in "".join(said)
    user = sign_in(TYPED)
    assert not user.password_given
    assert Membership.objects.get(user=user).role == Role.ADMINISTRATOR
    assert list(AuditEntry.objects.order_by("sequence").values_list("act", flat=True))[-3:] == ["account.open", "role.give", "session.open"]


def test_a_made_password_is_printed_once_and_must_be_changed(unit: str) -> None:
    password = open_one(unit, "--generate")[-1].rsplit(" ", 1)[-1]
    assert sign_in(password).password_given
    before = AuditEntry.objects.count()
    assert "không đổi gì" in open_one(unit, "--generate")[0]
    assert AuditEntry.objects.count() == before
    assert "đã giao thêm vai trò" in open_one(unit, "--role", "INSPECTOR")[0]
    again = run("password", "--sign-in", "TRẦN.HÀ")[0].rsplit(" ", 1)[-1]
    assert again != password
    assert sign_in(again).password_given


@pytest.mark.parametrize(("typed", "why"), [((TYPED, TYPED + "!"), "không giống nhau"), (("ngắn", "ngắn"), "15 ký tự")])
def test_what_is_refused_opens_nothing(unit: str, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, str], why: str) -> None:
    typing(monkeypatch, *typed)
    with pytest.raises(StartError, match=why):
        open_one(unit)
    assert queries.with_sign_in_name("trần.hà") is None
    with pytest.raises(StartError, match=r"99\.X"):
        open_one("99.X")
    with pytest.raises(StartError, match=r"ai\.do"):
        run("password", "--sign-in", "ai.do")
