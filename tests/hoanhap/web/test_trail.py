"""The trail's page: what happened in one's own units, in words, and nothing of others."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import hoanhap
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Role
from hoanhap.web.desk.trail.words import act_words, groups
from hoanhap.work.activities import operations as activities
from tests.factories import people, work
from tests.hoanhap.web.conftest import client_of

ACT = re.compile(r'act="([a-z_]+\.[a-z_]+)"')


def test_every_act_that_is_recorded_has_words_and_belongs_to_a_group() -> None:
    acts = {act for path in Path(hoanhap.__file__).parent.rglob("*.py") for act in ACT.findall(path.read_text("utf-8"))}
    assert len(acts) > 80
    assert sorted(act for act in acts if act_words(act) == act) == []
    assert sorted({act.partition(".")[0] for act in acts} - {code for code, _words in groups()}) == []


def test_both_languages_are_there_for_each() -> None:
    data = tomllib.loads(files("hoanhap.web.desk.trail").joinpath("acts.toml").read_text("utf-8"))
    assert all(len(words) == 2 and all(words) for table in data.values() for words in table.values())


@pytest.mark.django_db
def test_an_inspector_sees_own_units_only_and_may_filter_and_take_them_along() -> None:
    work.catalogue()
    family = people.family()
    officer = people.acting(people.official(Role.OFFICER, at=family.child, name="Cán bộ Xã"))
    stranger = people.acting(people.official(Role.OFFICER, at=family.sibling, name="Người Ngoài"))
    entry = work.entry(officer)
    work.entry(stranger)
    reviewer = people.acting(people.official(Role.REVIEWER, at=family.own, name="Người Duyệt"))
    activities.give_back(entry_id=entry.id, reason="Thiếu ảnh bảng ký", actor=reviewer, now=clock.now())
    client = client_of(people.official(Role.INSPECTOR, at=family.own))
    page = client.get("/nhat-ky/").content.decode()
    assert "Cán bộ Xã" in page
    assert "Thiếu ảnh bảng ký" in page
    assert f'href="/ghi-hoat-dong/{entry.id}/"' in page
    assert "Người Ngoài" not in page
    assert "Cán bộ Xã" not in client.get("/nhat-ky/?ai=duyệt").content.decode()
    assert "Không có dòng nào khớp" in client.get("/nhat-ky/?ve=plan").content.decode()
    assert "Không có dòng nào khớp" in client.get("/nhat-ky/?den=01/01/2020").content.decode()
    sheet = openpyxl.load_workbook(BytesIO(client.get("/nhat-ky/?ve=entry&tep=xlsx").content)).active
    assert {row[4].value for row in sheet.iter_rows(min_row=2)} == {"Ghi hoạt động", "Trả lại lượt ghi"}
    assert client_of(people.official(Role.STAFF, at=family.own)).get("/nhat-ky/").status_code == 403
