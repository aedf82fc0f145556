"""One work of several units on the pages: offered, joined, shown, parted."""

from __future__ import annotations

import pytest

from hoanhap.kernel.actor import Role
from hoanhap.work.activities import queries
from hoanhap.work.activities.models import Entry
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of

pytestmark = pytest.mark.django_db


def test_what_looks_alike_is_offered_joined_and_parted(family: people.Family) -> None:
    work.catalogue()
    one, two = (work.entry(people.acting(people.official(Role.OFFICER, at=unit))) for unit in (family.own, family.child))
    reviewer = client_of(people.official(Role.REVIEWER, at=family.own))
    address = f"/ghi-hoat-dong/{two.id}/chung/"
    assert address in reviewer.page("/duyet/").links()
    page = reviewer.page(address)
    assert "cùng tên và ngày" in page.text
    reviewer.send(address, {"reason": "Cùng một buổi"}, expect=422)  # no button pressed
    reviewer.send(address, {"reason": "Cùng một buổi", "with_id": str(one.id), "leads": "on"})
    assert queries.units_sharing([one.work_id]) == {one.work_id: 2}
    assert "chung 2 đơn vị" in reviewer.page(f"/ghi-hoat-dong/{two.id}/").text
    assert "chung 2 đơn vị" in reviewer.page("/duyet/").text
    reviewer.send(address, {"reason": "Hai buổi khác nhau", "viec": "tach"})
    assert Entry.objects.get(pk=two.id).work_id == two.work_id
