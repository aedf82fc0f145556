"""The register of legal texts: what holds when, and what of a list of citations has changed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.ground.legislation.queries import (
    Citation,
    Kind,
    Refusal,
    Status,
    changed_since,
    citation,
    in_force,
    text,
    texts,
    unlisted,
)
from hoanhap.ground.legislation.queries.texts import REGISTER, read_register


@pytest.mark.parametrize(
    ("number", "on", "holds"),
    [
        ("758/2024/QĐ-CTN", date(2024, 7, 29), False),
        ("758/2024/QĐ-CTN", date(2024, 7, 30), True),
        ("30/2018/QH14", date(2019, 6, 30), False),
        ("30/2018/QH14", date(2019, 7, 1), True),
        ("127/2025/QH15", date(2026, 6, 30), False),
        ("127/2025/QH15", date(2026, 7, 1), True),
        ("41/2019/QH14", date(2026, 6, 30), None),  # nobody has read from when
        ("41/2019/QH14", date(2026, 7, 1), False),
        ("49/2020/NĐ-CP", date(2026, 6, 30), True),
        ("49/2020/NĐ-CP", date(2026, 7, 1), None),  # whether it outlived the law is not known
        ("13/2023/NĐ-CP", date(2026, 1, 1), False),
        ("356/2025/NĐ-CP", date(2026, 1, 1), True),
        ("1/2099/NĐ-CP", date(2026, 1, 1), None),
    ],
)
def test_what_holds_on_a_day(number: str, on: date, holds: bool | None) -> None:
    assert in_force(number, on=on) is holds


def test_a_citation_is_printed_with_the_name_of_its_text() -> None:
    assert citation("758/2024/QĐ-CTN", "Điều 3 khoản 1").words == "Quyết định 758/2024/QĐ-CTN, Điều 3 khoản 1"
    assert citation("30/2018/QH14").words == "Luật Đặc xá 30/2018/QH14"
    assert Citation("5/1999/QĐ-X", "Điều 1").words == "5/1999/QĐ-X, Điều 1"
    with pytest.raises(KeyError):
        citation("5/1999/QĐ-X")


def test_what_became_of_citations() -> None:
    cited = [citation("49/2020/NĐ-CP", "Điều 9"), "41/2019/QH14", "758/2024/QĐ-CTN", "5/1999/QĐ-X"]
    found = changed_since(cited, since=date(2026, 6, 1), on=date(2026, 11, 22))
    assert [(one.citation.number, one.kind, one.day, one.by) for one in found] == [
        ("49/2020/NĐ-CP", Kind.UNCERTAIN, date(2026, 7, 1), ""),
        ("41/2019/QH14", Kind.REPLACED, date(2026, 7, 1), "127/2025/QH15"),
    ]
    assert "Luật Thi hành án hình sự 127/2025/QH15 từ ngày 01/07/2026" in found[1].sentence
    assert all("Hãy " in one.sentence for one in found)
    assert unlisted(cited) == ("5/1999/QĐ-X",)


def test_the_day_of_a_change_belongs_to_one_stretch_only() -> None:
    """Checked on the day before: told on the day itself; checked on the day: not told again."""
    day = date(2026, 7, 1)
    assert changed_since(["41/2019/QH14"], since=day - timedelta(days=1), on=day)
    assert not changed_since(["41/2019/QH14"], since=day, on=day + timedelta(days=9))
    assert not changed_since(["41/2019/QH14"], since=date(2020, 1, 1), on=day - timedelta(days=1))


def test_an_amendment_is_told_from_the_day_on_which_it_holds() -> None:
    (found,) = changed_since(["100/2015/QH13"], since=date(2025, 12, 31), on=date(2026, 1, 1))
    assert (found.kind, found.by) == (Kind.AMENDED, "59/2024/QH15")


@given(
    st.dates(date(2018, 1, 1), date(2028, 1, 1)), st.dates(date(2018, 1, 1), date(2028, 1, 1)), st.dates(date(2018, 1, 1), date(2028, 1, 1))
)
def test_stretches_join_without_gap_or_overlap(one: date, two: date, three: date) -> None:
    first, middle, last = sorted((one, two, three))
    every = [found.number for found in texts()]
    whole = changed_since(every, since=first, on=last)
    parts = [*changed_since(every, since=first, on=middle), *changed_since(every, since=middle, on=last)]
    assert sorted(map(repr, whole)) == sorted(map(repr, parts))


def test_every_text_says_where_it_was_read() -> None:
    assert len(texts()) > 30
    for one in texts():
        assert one.source
        assert one.status in Status
        found = text(one.number)
        assert found is one
        assert not one.replaced_by or text(one.replaced_by)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('replaced_by = "127/2025/QH15"', 'replaced_by = "128/2025/QH15"', "không có trong sổ"),
        ("until = 2026-06-30\nreplaced_by", "replaced_by", "ngày hết hiệu lực"),
        ("from = 2019-07-01", "from = 2018-07-01", "trước ngày ban hành"),
        ('number = "52/2019/NĐ-CP"', 'number = "30/2018/QH14"', "có hai lần"),
        ('status = "verified"', 'status = "gazette"', "mức kiểm chứng"),
        ('kind = "Luật"\n', "", "thiếu"),
    ],
)
def test_a_register_that_does_not_hold_together_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    content = REGISTER.read_text("utf-8")
    assert old in content
    path = tmp_path / "texts.toml"
    path.write_text(content.replace(old, new, 1), "utf-8")
    with pytest.raises(Refusal) as caught:
        read_register(path)
    assert told in str(caught.value)
    assert "Hãy " in str(caught.value)
