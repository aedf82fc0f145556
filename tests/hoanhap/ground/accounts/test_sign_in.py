"""Signing in under a throttle, and roles that have their days."""

from __future__ import annotations

import statistics
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.types.range import DateRange

from hoanhap.ground.accounts import operations, queries
from hoanhap.ground.accounts.models import Membership, SignInAttempt
from hoanhap.kernel.actor import SYSTEM, Role
from hoanhap.kernel.errors import Invalid, NotAllowed, NotFound, Refused
from tests.factories import people

pytestmark = pytest.mark.django_db
NOW = people.NOW
WRONG = "sai"
HERE, THERE = "203.0.113.1", "203.0.113.2"


def attempt(name: str, *, password: str = WRONG, address: str = HERE, now: datetime = NOW) -> str:
    """What became of a try: ``in`` or the code of the refusal."""
    try:
        operations.sign_in(sign_in_name=name, password=password, address=address, now=now)
    except Refused as refusal:
        return refusal.code
    return "in"


@pytest.fixture
def name() -> str:
    return people.official(Role.CLERK, at=people.unit("Sở Thử")).sign_in_name


def test_the_name_is_taken_in_any_case_and_form(name: str) -> None:
    user = operations.open_account(sign_in_name="Lò Thị Đào", full_name="Lò Thị Đào", password=people.PASSWORD, actor=SYSTEM, now=NOW)
    operations.give_role(user_id=user.id, unit_id=people.unit("Sở").id, role=Role.STAFF, since=people.SINCE, actor=SYSTEM, now=NOW)
    for typed in (f"  {name.upper()} ", unicodedata.normalize("NFD", "lò thị đào")):
        assert attempt(typed, password=unicodedata.normalize("NFD", people.PASSWORD)) == "in"
    with pytest.raises(Invalid, match="SIGN_IN_NAME_TAKEN"):
        operations.open_account(sign_in_name="LÒ THỊ ĐÀO", full_name="Khác", password=people.PASSWORD, actor=SYSTEM, now=NOW)


def test_one_address_gets_six_tries_a_name_and_new_ones_with_time(name: str) -> None:
    assert {attempt(name) for _ in range(operations.TRIES_PER_NAME)} == {"WRONG_SIGN_IN"}
    assert attempt(name, password=people.PASSWORD) == "TOO_MANY_TRIES"
    assert attempt(name, password=people.PASSWORD, address=THERE) == "in"  # a guesser elsewhere does not lock the person out
    later = NOW + operations.WINDOW
    assert attempt(name, password=people.PASSWORD, now=later - timedelta(seconds=1)) == "TOO_MANY_TRIES"
    assert attempt(name, password=people.PASSWORD, now=later) == "in"


def test_refused_tries_do_not_prolong_the_wait(name: str) -> None:
    for _ in range(operations.TRIES_PER_NAME):
        attempt(name)
    for minute in range(1, 15):
        assert attempt(name, now=NOW + timedelta(minutes=minute)) == "TOO_MANY_TRIES"
    assert attempt(name, password=people.PASSWORD, now=NOW + operations.WINDOW) == "in"


def test_a_name_gets_twenty_tries_from_all_addresses_together(name: str) -> None:
    answers = [attempt(name, address=f"203.0.113.{number}") for number in range(30)]
    assert answers.count("WRONG_SIGN_IN") == operations.TRIES_PER_NAME_ANYWHERE


def test_an_office_behind_one_address_is_not_locked_by_some_who_mistype(name: str) -> None:
    for number in range(30):
        attempt(f"go-nham-{number}")
    assert attempt(name, password=people.PASSWORD) == "in"
    for number in range(operations.TRIES_PER_ADDRESS - 30):
        attempt(f"do-mat-khau-{number}")
    assert attempt(name, password=people.PASSWORD) == "TOO_MANY_TRIES"


def test_success_forgets_the_mistakes_and_names_are_kept_only_as_keys(name: str) -> None:
    attempt(name)
    row = SignInAttempt.objects.get()
    assert name not in row.name_key
    assert HERE not in row.address_key
    assert attempt(name, password=people.PASSWORD) == "in"
    assert not SignInAttempt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_forty_guesses_at_once_are_counted_like_forty_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    user = people.official(Role.CLERK, at=people.unit("Sở Thử"))
    hashed: list[str] = []
    check = operations.signing_in.check_password
    monkeypatch.setattr(operations.signing_in, "check_password", lambda typed, kept: hashed.append(typed) or check(typed, kept))

    def guess(number: int) -> str:
        try:
            return attempt(user.sign_in_name, password=f"đoán {number}", address=f"203.0.113.{number % 3}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(guess, range(40)))
    assert set(answers) == {"WRONG_SIGN_IN", "TOO_MANY_TRIES"}
    assert len(hashed) == answers.count("WRONG_SIGN_IN") <= operations.TRIES_PER_NAME_ANYWHERE


def test_an_unknown_name_costs_the_same_work(name: str) -> None:
    def seconds(typed: str, address: str) -> float:
        begin = time.thread_time()
        attempt(typed, address=address)
        return time.thread_time() - begin

    seconds("khong-ai", "198.51.100.9")
    known = [seconds(name, f"198.51.100.{number}") for number in range(5)]
    unknown = [seconds("khong-ai", f"198.51.100.{number}") for number in range(5)]
    assert 0.5 < statistics.median(known) / statistics.median(unknown) < 2


def test_a_person_who_may_no_longer_sign_in_is_nobody(name: str) -> None:
    queries.User.objects.filter(sign_in_name=name).update(is_active=False)
    assert attempt(name, password=people.PASSWORD) == "WRONG_SIGN_IN"


def test_roles_have_their_days() -> None:
    unit = people.unit("Sở Thử")
    user = people.official(Role.STAFF, at=unit)
    row = Membership.objects.get(user=user)
    operations.end_role(membership_id=row.id, until=date(2026, 4, 1), actor=SYSTEM, now=NOW)
    assert queries.actor_for(user, unit_id=None, on=date(2026, 3, 31)) is not None
    assert queries.actor_for(user, unit_id=None, on=date(2026, 4, 1)) is None
    assert queries.actor_for(user, unit_id=None, on=date(2025, 2, 28)) is None
    operations.give_role(user_id=user.id, unit_id=unit.id, role=Role.STAFF, since=date(2026, 9, 1), actor=SYSTEM, now=NOW)  # again
    with pytest.raises(Invalid, match="ROLE_HELD"):
        operations.give_role(user_id=user.id, unit_id=unit.id, role=Role.STAFF, since=date(2026, 12, 1), actor=SYSTEM, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, unit=unit, role=Role.STAFF, valid=DateRange(date(2026, 12, 1), None))
    for until in (date(2025, 3, 1), date(2020, 1, 1)):
        with pytest.raises(Invalid, match="DAYS_BACKWARDS"):
            operations.end_role(membership_id=row.id, until=until, actor=SYSTEM, now=NOW)


def test_only_the_administrator_of_a_unit_gives_roles_there() -> None:
    family = people.family()
    user = people.official(at=family.own)
    admin = people.acting(people.official(Role.ADMINISTRATOR, at=family.own))
    for role in (role for role in Role.ALL if role != Role.ADMINISTRATOR):
        other = people.acting(people.official(role, at=family.own))
        with pytest.raises(NotAllowed):
            operations.give_role(user_id=user.id, unit_id=family.own.id, role=Role.CLERK, since=people.SINCE, actor=other, now=NOW)
        with pytest.raises(NotAllowed):
            operations.open_account(sign_in_name="x", full_name="X", password="x", actor=other, now=NOW)
    for unit in (family.parent, family.sibling):
        with pytest.raises(NotAllowed):
            operations.give_role(user_id=user.id, unit_id=unit.id, role=Role.CLERK, since=people.SINCE, actor=admin, now=NOW)
    row = operations.give_role(user_id=user.id, unit_id=family.child.id, role=Role.CLERK, since=people.SINCE, actor=admin, now=NOW)
    outsider = people.acting(people.official(Role.ADMINISTRATOR, at=family.sibling))
    with pytest.raises(NotFound):
        operations.end_role(membership_id=row.id, until=date(2026, 9, 1), actor=outsider, now=NOW)
