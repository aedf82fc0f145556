"""Entries divided by language, topic, sex: the ledger has their parts only, joint or not, and nothing counts twice."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from hoanhap.config import verifying
from hoanhap.ground.organisations import queries as organisations
from hoanhap.ground.organisations.models import Locality, LocalityName, LocalityPlacement, Territory
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.kernel.errors import Invalid
from hoanhap.work.activities import operations, queries
from hoanhap.work.activities.operations import Body, Count, Sent
from hoanhap.work.activities.queries import Entry
from hoanhap.work.activities.states import ENTRY
from hoanhap.work.figures import operations as ledger
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.models import Line
from hoanhap.work.figures.operations.cuts import cut_id
from hoanhap.work.figures.queries import Question, cutting
from tests.factories import people, work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
LINK = "https://baothu.example/chung"


def talk(women: int, men: int, **changes: Any) -> Body:
    """A talk with an audience, divided."""
    whole = {"mtg.attend": Decimal(women + men)}
    divided = {"mtg.attend": {"sex": {"F": Decimal(women), "M": Decimal(men)}}, "mtg.sessions": {"topic": {"credit": Decimal(1)}}}
    day = clock.day_of(clock.now())
    return replace(Body("HN", day, "Nói chuyện", amounts=whole, divided=divided, urls=(LINK,)), **changes)


def accepted(officer: Actor, overseer: Actor, body: Body) -> Entry:
    sent = [Sent("SIGN_SHEET", "bang-ky-ten.png", [work.picture()])]
    entry = operations.log(entry_id=uuid4(), body=body, sent=sent, actor=officer, now=clock.now())
    return operations.accept(entry_id=entry.id, actor=overseer, now=clock.now())


def ask(unit: Any, code: str = "mtg.attend", *, cut: dict[str, str] | None = None, own: bool = False, place: UUID | None = None) -> Decimal:
    today = clock.day_of(clock.now())
    asked = Question(code, unit.id, today - timedelta(days=30), today, own=own, cut=cut_id(cut), locality_id=place)
    return figures.answer(asked).value


def test_an_entry_is_written_by_its_parts(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    entry = accepted(officers[0], overseer, talk(12, 18))
    assert (ask(family.parent), ask(family.parent, cut={"sex": "F"}), ask(family.parent, cut={"sex": "M"})) == (30, 12, 18)
    assert ask(family.parent, "mtg.sessions", cut={"topic": "credit"}) == 1
    assert {line.cut_id is None for line in Line.objects.all()} == {False}
    operations.give_back(entry_id=entry.id, reason="Sai", actor=overseer, now=clock.now())
    assert (ask(family.parent), ask(family.parent, cut={"sex": "F"})) == (0, 0)
    assert ledger.check_totals() == []


def test_a_joint_work_counts_once_by_every_part(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    first = accepted(officers[0], overseer, talk(12, 18))
    second = accepted(officers[1], overseer, talk(20, 20))
    operations.join(entry_id=second.id, with_id=first.id, reason="Cùng một buổi", leads=True, actor=overseer, now=clock.now())
    parts = [ask(family.parent, cut={"sex": sex}) for sex in ("F", "M")]
    assert (ask(family.parent), ask(family.own), ask(family.sibling, own=True)) == (40, 30, 40)
    assert parts == [20, 20]
    today = clock.day_of(clock.now())
    behind = figures.standing(figures.lines_behind(Question("mtg.attend", family.parent.id, today, today))).select_related("cut")
    assert sum(line.quantity for line in behind) == 40
    assert sum(line.quantity for line in behind if line.cut and line.cut.values == {"sex": "F"}) == 20
    assert (ledger.check_joint(now=clock.now()), ledger.check_totals()) == (0, [])
    operations.part(entry_id=second.id, reason="Hai buổi", actor=overseer, now=clock.now())
    assert (ask(family.parent), ask(family.parent, cut={"sex": "F"})) == (70, 32)


@pytest.mark.parametrize(
    ("divided", "field"),
    [
        ({"mtg.attend": {"sex": {"F": Decimal(29)}}}, "mtg.attend:sex:F"),
        ({"mtg.attend": {"language": {"vi": Decimal(30)}}}, "mtg.attend:language:vi"),
        ({"mtg.attend": {"sex": {"F": Decimal(10), "M": Decimal(20)}, "age": {"under_18": Decimal(1), "over_60": Decimal(29)}}},
         "mtg.attend:age:under_18"),
        ({"mtg.sessions": {"topic": {"credit": Decimal(2)}}}, "mtg.sessions:topic:credit"),
    ],
)  # fmt: skip
def test_parts_that_are_not_the_whole_are_refused_at_their_field(officers: list[Actor], divided: Any, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.log(entry_id=uuid4(), body=talk(12, 18, divided=divided), actor=officers[0], now=clock.now())
    assert set(refusal.value.fields) == {field}


def test_numbers_that_the_channel_does_not_ask_for_are_not_divided(officers: list[Actor]) -> None:
    with pytest.raises(Invalid) as refusal:
        operations.log(
            entry_id=uuid4(), body=talk(1, 2, divided={"re.managed": {"sex": {"F": Decimal(1)}}}), actor=officers[0], now=clock.now()
        )
    assert refusal.value.code == "INDICATOR_NOT_ASKED"


def test_a_body_without_parts_has_the_digest_that_it_always_had() -> None:
    body = Body("BTC", clock.day_of(clock.now()), "Tin", amounts={"cs.boards": Decimal(1)})
    assert operations.digest_of(body) == operations.digest_of(replace(body, divided={"cs.boards": {"topic": {"credit": Decimal(0)}}}))
    assert operations.digest_of(body) != operations.digest_of(replace(body, divided={"cs.boards": {"topic": {"credit": Decimal(1)}}}))


def test_a_bundle_knows_each_part(family: people.Family, officers: list[Actor], overseer: Actor) -> None:
    program = verifying.program()
    assert program._cut_id({"sex": "F", "age": "over_60"}) == str(cut_id({"age": "over_60", "sex": "F"}))
    entry = accepted(officers[0], overseer, talk(12, 18))
    (line, _other) = figures.of_source(ENTRY, entry.id).filter(version__indicator_id="mtg.attend")
    said = figures.content_of(line)
    kept = {str(entry.id): {"stated": queries.stated_by(entry), "links": {}}}
    assert list(program._entry("S", "mtg.attend", said, kept)) == []
    assert list(program._entry("S", "mtg.attend", said | {"cut": str(cut_id({"sex": "X"}))}, kept))


@pytest.fixture
def places(family: people.Family) -> list[Locality]:
    """The parent serves a province of two communes."""
    days = (people.SINCE, None)
    made = []
    for key, name, kind in (("91", "Thử", "PROVINCE"), ("91001", "Một", "COMMUNE"), ("91002", "Hai", "WARD")):
        row = Locality.objects.create(key=key, level="PROVINCE" if kind == "PROVINCE" else "COMMUNE", valid=days)
        LocalityName.objects.create(locality=row, name=name, kind=kind, code=key, valid=days, source="Thử")
        made.append(row)
    for row in made[1:]:
        LocalityPlacement.objects.create(locality=row, parent=made[0], valid=days)
    Territory.objects.create(unit=family.parent, locality=made[0], valid=days)
    Territory.objects.create(unit=family.own, locality=made[1], valid=days)
    return made


def test_where_it_was_done_is_a_place_of_the_unit(
    family: people.Family, officers: list[Actor], overseer: Actor, places: list[Locality]
) -> None:
    today = clock.day_of(clock.now())
    assert [row.name for row in organisations.localities_of(family.parent.id, on=today)] == ["Thử", "Hai", "Một"]
    assert [row.name for row in organisations.localities_of(family.own.id, on=today)] == ["Một"]
    assert organisations.localities_of(family.sibling.id, on=today) == []
    staff = people.acting(people.official(Role.STAFF, at=family.parent))
    accepted(staff, overseer, talk(1, 2, locality_id=places[2].id, urls=("https://baothu.example/khac",)))
    assert (ask(family.parent), ask(family.parent, place=places[2].id), ask(family.parent, place=places[1].id)) == (3, 3, 0)
    with pytest.raises(Invalid) as refusal:
        operations.log(entry_id=uuid4(), body=talk(1, 2, locality_id=places[2].id), actor=officers[0], now=clock.now())
    assert refusal.value.code == "PLACE_UNKNOWN"


def test_a_count_of_a_part_alone_is_refused(officers: list[Actor]) -> None:
    work.countable()
    day = clock.day_of(clock.now())
    with pytest.raises(Invalid) as refusal:
        operations.state_count(
            aggregate_id=uuid4(), count=Count("re.managed", Decimal(14), day, day, "Sổ 3", divided={"sex": {"F": Decimal(5)}}),
            actor=officers[0], now=clock.now(),
        )  # fmt: skip
    assert set(refusal.value.fields) == {"re.managed:sex:F"}


def test_cuts_and_forms_are_told_in_both_languages(officers: list[Actor]) -> None:
    data = tomllib.loads(files("hoanhap.work.figures").joinpath("data/cut_values.toml").read_text("utf-8"))["cut"]
    assert [row["code"] for row in data if list(row["values"]) != list(row["values_en"]) or not all(row["values_en"].values())] == []
    assert all(
        one and other for form in queries.channels() for one, other in (form.labels, form.titled, *(row.labels for row in form.quantities))
    )
    assert cutting.label_of({"sex": "F", "age": "over_60"}) == "Trên 60, Nữ"
    with translation.override("en"):
        assert cutting.label_of({"sex": "F", "age": "over_60"}) == "Over 60, Female"
        with pytest.raises(Invalid) as refusal:
            operations.log(
                entry_id=uuid4(), body=talk(12, 18, divided={"mtg.attend": {"sex": {"F": Decimal(2)}}}), actor=officers[0], now=clock.now()
            )
        assert "Attendances" in refusal.value.fields["mtg.attend:sex:F"]
        assert " sex " in refusal.value.fields["mtg.attend:sex:F"]
    assert cutting.label_of({"sex": "F"}) == "Nữ"  # what was read in one language is not kept for the other
    assert queries.channel("HN").label == "Hội nghị, nói chuyện, tọa đàm"
