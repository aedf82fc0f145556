"""Rule packs: what is kept is sound, and what is malformed, overlaps or lacks a reference is refused in a sentence that says what to do."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hoanhap.config import rounds as command
from hoanhap.ground.legislation.queries import DayKind, Group, Mark, Refusal, Rules, Status, check, round_, rounds, self_check
from hoanhap.ground.legislation.queries.pack_rules import read_rules
from hoanhap.ground.legislation.queries.packs import PACKS
from hoanhap.ground.legislation.queries.reading import Table
from hoanhap.ground.legislation.queries.rounds import Basis
from tests.hoanhap.ground.legislation.persons import answers, table

WHOLE = (PACKS / "2024.toml").read_text("utf-8")
PART = (PACKS / "2022.toml").read_text("utf-8")


def test_2024_says_what_the_decision_says() -> None:
    """Every number of Articles 1, 3 and 4, typed here once more from the decision."""
    found = round_("2024")
    assert found is not None
    assert found.rules is not None
    assert found.rules.counted_until == date(2024, 9, 30)
    assert {key: (one.fraction, one.life_years) for key, one in found.rules.minimums.items()} == {
        (Group.ORDINARY, False): (Fraction(1, 2), 15), (Group.ORDINARY, True): (Fraction(2, 3), 18),
        (Group.PRIORITY, False): (Fraction(1, 3), 13), (Group.PRIORITY, True): (Fraction(2, 5), 16),
        (Group.JUVENILE, False): (Fraction(1, 3), None), (Group.JUVENILE, True): (Fraction(2, 5), None),
    }  # fmt: skip
    assert [(one.years, len(one.crimes)) for one in found.rules.listed] == [(0, 4), (10, 7), (7, 5)]
    assert [one.number for one in found.rules.exclusions] == list(range(1, 16))
    six, nine, ten = (found.rules.exclusions[number - 1] for number in (6, 9, 10))
    assert six.caps == {Group.ORDINARY: 6, Group.PRIORITY: 8, Group.JUVENILE: 8}
    assert [(band.below, band.from_, band.to, band.over, band.years) for band in nine.bands] == [
        (7, None, None, None, 1), (None, 7, 15, None, 2), (None, None, None, 15, 3),
    ]  # fmt: skip
    assert [(band.from_, band.to, band.over, band.years) for band in ten.bands] == [(10, 15, None, 2), (None, None, 15, 3)]
    assert len(found.rules.priorities) == 8
    assert found.span == (date(2024, 7, 30), date(2024, 10, 1))


def test_every_round_says_where_it_is_from_and_what_is_not_known() -> None:
    assert [one.key for one in rounds()] == ["2026", "2025-2", "2025-1", "2024", "2022", "2021"]
    for one in rounds():
        assert one.complete == (one.key == "2024")
        assert one.unknown
        assert all(known.basis.source for known in one.known)
        assert one.complete or one.basis.status is Status.PRESS
        if one.span:
            assert 59 <= (one.span[1] - one.span[0]).days <= 63
        days = [day.day for day in one.dates]
        assert days == sorted(days)


def test_a_round_is_found_by_its_key_and_nothing_by_another() -> None:
    assert round_(2024) is round_("2024")
    assert round_("2025-2") is not None
    assert round_("2023") is None
    assert round_("../2024") is None
    found = round_("2022")
    assert found is not None
    assert found.day(DayKind.COUNTED) == date(2022, 8, 31)


def refused(folder: Path, text: str, name: str = "thu.toml") -> Refusal:
    """The refusal of a pack of this text."""
    path = folder / name
    path.write_text(text, "utf-8")
    with pytest.raises(Refusal) as caught:
        check([path])
    return caught.value


def changed(text: str, old: str, new: str) -> str:
    assert old in text, f"the pack has changed: {old!r} is not in it"
    return text.replace(old, new, 1)


OTHER = {
    'key = "2024"': 'key = "2019"', "year = 2024": "year = 2019", "758/2024/QĐ-CTN": "457/2026/QĐ-CTN",
}  # fmt: skip

CASES = [
    ("version = 1\n", "", "version", "thiếu"),
    ("version = 1\n", 'version = "một"\n', "version", "không đúng kiểu"),
    ("version = 1\n", "version = -1\n", "version", "số âm"),
    ("version = 1\n", "version = true\n", "version", "không đúng kiểu"),
    ("checked = 2026-11-22", 'checked = "22/11/2026"', "checked", "một ngày dạng"),
    ("checked = 2026-11-22", "checked = 2026-11-22T10:00:00", "checked", "có cả giờ"),
    ("occasion =", "ocasion =", "ocasion", "không phải khóa"),
    ('name = "Đặc xá năm 2024"', 'name = " "', "name", "để trống"),
    ('status = "verified"', 'status = "sure"', "status", "mức kiểm chứng"),
    ('status = "verified"', 'status = "press"', "complete", "chưa phải verified"),
    ('source = "Toàn văn Quyết định 758/2024/QĐ-CTN"\n', "", "source", "thiếu"),
    ('decision = "758/2024/QĐ-CTN"', 'decision = "759/2024/QĐ-CTN"', "decision", "sổ văn bản"),
    ('guidance = "88/HD-HĐTVĐX"', 'guidance = "89/HD-HĐTVĐX"', "guidance", "sổ văn bản"),
    ('key = "2024"', 'key = "2023"', "key", "không hợp với năm"),
    ('fraction = "1/2"', 'fraction = "3/2"', "time.minimum[1].fraction", "phân số"),
    ('fraction = "1/2"', 'fraction = "0.5"', "time.minimum[1].fraction", "phân số"),
    ('fraction = "2/3"', 'fraction = "1/4"', "time.minimum", "lại thấp hơn"),
    ('group = "ordinary"\nlisted = false', 'group = "all"\nlisted = false', "time.minimum[1].group", "nhóm người"),
    ('group = "ordinary"\nlisted = false', 'group = "ordinary"\nlisted = true', "time.minimum[2].group", "đã có một mức"),
    ('life_years = 15\narticle = "Điều 3 khoản 1 điểm b"\n', "life_years = 15\n", "time.minimum[1].article", "thiếu"),
    ('article = "Điều 4 khoản 2"', 'article = "khoản 2"', "exclusions[2].article", "không đúng dạng"),
    ('article = "Điều 4 khoản 2"\n', "", "exclusions[2].article", "thiếu"),
    ("number = 3\n", "number = 30\n", "exclusions", "không liền nhau"),
    ('question = "protest"', 'question = "protets"', "exclusions[2].question", "không phải câu hỏi"),
    ('question = "prosecuted"', 'question = "protest"', "exclusions.question", "có hai lần"),
    ('rule = "count"', 'rule = "counts"', "exclusions[13].rule", "không phải quy tắc"),
    ('rule = "fine"', 'rule = "authority"', "conditions", "quy tắc fine có 0 lần"),
    ('crimes = ["murder"]\ntext = "Giết từ', 'crimes = ["murdre"]\ntext = "Giết từ', "crimes", "murdre"),
    ("plain = true\n", "", "crimes", "không được quy tắc nào"),
    ('id = "overthrow"\ngroup = "state"', 'id = "overthrow"\ngroup = "states"', "crimes[2].group", "nhóm tội"),
    ('id = "overthrow"', 'id = "treason"', "crimes", "có hai lần"),
    ("{ below = 7, years = 1 }", "{ below = 8, years = 1 }", "exclusions[9].bands", "chồng lên nhau"),
    ("{ below = 7, years = 1 }", "{ years = 1 }", "exclusions[9].bands[1].from", "ít nhất một trong"),
    ("{ below = 7, years = 1 }", "{ bellow = 7, years = 1 }", "exclusions[9].bands[1].bellow", "không phải khóa"),
    ("priority = 8, juvenile = 8 }", "priority = 8 }", "exclusions[6].caps.juvenile", "thiếu"),
    ("day = 2024-08-02", "day = 2024-07-02", "dates[2].day", "theo thứ tự"),
    ('kind = "guidance"\nday', 'kind = "guide"\nday', "dates[2].kind", "loại ngày"),
    ("counted_until = 2024-09-30", "counted_until = 2024-09-29", "dates", "time.counted_until"),
    ('kind = "released"', 'kind = "other"', "dates", "thiếu ngày ký"),
    ('["rape_child", "child_trafficking"]\ntitle', '["rape_child", "rape_child"]\ntitle', "exclusions[8].crimes", "lặp lại"),
    ('ask = "Bản án có đang bị kháng nghị giám đốc thẩm, tái thẩm không?"\n', "", "exclusions[2].ask", "thiếu"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "told"), CASES, ids=[f"{case[2]}-{number}" for number, case in enumerate(CASES)])
def test_a_malformed_pack_is_refused_and_says_where(tmp_path: Path, old: str, new: str, key: str, told: str) -> None:
    refusal = refused(tmp_path, changed(WHOLE, old, new))
    assert refusal.key == key
    assert told in str(refusal)
    assert str(refusal).startswith("thu.toml, khóa")
    assert "Hãy " in str(refusal)


def test_a_file_that_is_no_toml_or_not_there_is_refused(tmp_path: Path) -> None:
    assert "không phải TOML" in str(refused(tmp_path, "key = 2024 2025"))
    (tmp_path / "nhị phân.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refusal, match="không phải TOML"):
        check([tmp_path / "nhị phân.toml"])
    with pytest.raises(Refusal, match="không mở được"):
        check([tmp_path / "khong-co.toml"])


def test_a_pack_that_is_not_complete_must_say_what_is_not_known(tmp_path: Path) -> None:
    start, end = PART.index("unknown = ["), PART.index("]\n", PART.index("unknown = [")) + 2
    assert refused(tmp_path, PART[:start] + PART[end:]).key == "unknown"
    assert refused(tmp_path, changed(PART, 'side = "condition"', 'side = "both"')).key == "known[1].side"


def another(text: str) -> str:
    """The round of 2024 as if of 2019, so that only its days are in the way."""
    for old, new in OTHER.items():
        text = changed(text, old, new)
    return text


def test_packs_that_overlap_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, WHOLE).key == "key"
    assert "chồng lên đợt" in str(refused(tmp_path, changed(another(WHOLE), "457/2026/QĐ-CTN", "30/2020/NĐ-CP")))
    assert refused(tmp_path, PART.replace('key = "2022"', 'key = "2020"').replace("year = 2022", "year = 2020")).key == "decision"


def test_a_new_pack_that_stands_alone_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "moi.toml"
    text = changed(another(WHOLE), "457/2026/QĐ-CTN", "30/2020/NĐ-CP")
    for year in ("2024-07-30", "2024-08-02", "2024-09-30", "2024-10-01"):
        text = text.replace(year, year.replace("2024", "2019"))
    path.write_text(text, "utf-8")
    assert [one.key for one in check([path])] == ["2019"]


def test_the_command_says_what_it_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    assert command.run([PACKS / "2024.toml", PACKS / "2022.toml"], said.append) == 0
    assert "2024.toml" in said[0]
    assert "15 trường hợp" in said[0]
    assert "chưa đầy đủ" in said[1]
    (tmp_path / "hong.toml").write_text("key = 1", "utf-8")
    assert command.run([tmp_path / "hong.toml"], said.append) == 1
    assert "hong.toml, khóa" in said[-1]
    assert command.run([], said.append) == 0
    assert "2026.toml" in " ".join(said)


def mutations() -> Iterator[tuple[str, dict[str, Any]]]:
    """The pack of 2024 with one number a little otherwise, or one crime left out, each with what was changed."""
    for place, one in enumerate(numbers(tomllib.loads(WHOLE))):
        for step in (-1, 1):
            pack = tomllib.loads(WHOLE)
            holder, key, name = numbers(pack)[place]
            holder[key] = nudged(one[0][one[1]], step)
            yield f"{name} {step:+d}", pack
    for place, (_list, name) in enumerate(lists(tomllib.loads(WHOLE))):
        for index in range(len(_list)):
            pack = tomllib.loads(WHOLE)
            held = lists(pack)[place][0]
            crime = held.pop(index)
            yield f"{name} without {crime}", pack


def nudged(value: Any, step: int) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=2 * step)
    if isinstance(value, str):
        above, below = value.split("/")
        return f"{above}/{int(below) - step}" if int(above) < int(below) - step else f"{above}/{int(below) + 1}"
    return value + step if value + step >= 0 else value + 2


def numbers(pack: dict[str, Any]) -> list[tuple[dict[str, Any], str, str]]:
    """Every number that a verdict rests on: where it stands, its key, what to call it."""
    time, exclusions = pack["time"], {one["number"]: one for one in pack["exclusions"]}
    found = [(time, "counted_until", "counted until")]
    found += [
        (one, key, f"{one['group']} {one['listed']} {key}") for one in time["minimum"] for key in ("fraction", "life_years") if key in one
    ]
    found += [(one, "years", f"listed from {one['years']}") for one in time["listed"]]
    found += [(exclusions[6]["caps"], group, f"clause 6 {group}") for group in ("ordinary", "priority", "juvenile")]
    found += [(band, key, f"clause {number} {band} {key}") for number in (9, 10) for band in exclusions[number]["bands"] for key in band]
    return found


def lists(pack: dict[str, Any]) -> list[tuple[list[str], str]]:
    """Every list of crimes that a verdict rests on."""
    found = [(one["crimes"], f"listed from {one['years']}") for one in pack["time"]["listed"]]
    found += [(one["crimes"], one["id"]) for one in pack["conditions"] if one.get("crimes")]
    found += [(one["crimes"], f"clause {one['number']}") for one in pack["exclusions"] if one.get("crimes")]
    return found + [(one["crimes"], one["id"]) for exclusion in pack["exclusions"] for one in exclusion.get("circumstances", [])]


def caught(pack: dict[str, Any]) -> bool:
    """Whether the changed pack is refused, or some person of the table gets another answer."""
    try:
        changed_rules = read_rules(Table("mutant", pack), Basis("", Status.VERIFIED, "mutant"))
    except Refusal:
        return True
    return any(marks(changed_rules, person) != person["expect"] for person in table()["person"])


def marks(using: Rules, person: dict[str, Any]) -> dict[str, str]:
    found = self_check(using, answers(**person["says"])).verdicts
    return {one.id: one.mark.value for one in found if one.mark is not Mark.MAY and one.id != "security"}


@pytest.mark.slow
def test_every_number_and_every_crime_is_held_by_a_person() -> None:
    """No number of the decision can be a little otherwise, and no crime left out, without some person's answer changing."""
    tried = 0
    missed = []
    for name, pack in mutations():
        tried += 1
        if not caught(pack):
            missed.append(name)
    assert tried >= 150
    assert missed == []
