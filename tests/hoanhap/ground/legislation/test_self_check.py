"""The self-check against the decision's own text: a table of invented persons, and what must hold whatever is answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoanhap.ground.legislation.queries import Answers, Mark, Place, Sentence, Span, self_check
from tests.hoanhap.ground.legislation.persons import answers, rules, table

PERSONS = table()["person"]


def found(person: Answers) -> dict[str, str]:
    """Every mark that is not "may", without the condition that only an authority judges."""
    return {one.id: one.mark.value for one in self_check(rules(), person).verdicts if one.mark is not Mark.MAY and one.id != "security"}


@pytest.mark.parametrize("person", PERSONS, ids=lambda person: person["id"])
def test_what_the_decision_says_of_this_person(person: dict[str, Any]) -> None:
    assert found(answers(**person["says"])) == person["expect"], f"{person['article']}: {person['why']}"


def test_the_table_is_large_and_stands_on_both_sides_of_everything() -> None:
    assert len(PERSONS) >= 120
    assert len({person["id"] for person in PERSONS}) == len(PERSONS)
    hit = Counter((name, mark) for person in PERSONS for name, mark in person["expect"].items())
    every = {one.id for one in (*rules().conditions, *rules().exclusions)} - {"security"}
    assert {name for name, mark in hit if mark == "not_yet"} == every
    assert {name for name, mark in hit if mark == "unclear"} >= every - {"restitution_corruption"}


def test_every_crime_group_and_circumstance_of_the_decision_has_a_person() -> None:
    said = [person["says"] for person in PERSONS]
    assert {crime for one in said for crime in one.get("crimes", []) if crime != "?"} >= rules().crime_ids() - {"life_negligent"}
    assert {name for one in said for name in one.get("priorities", [])} >= {one.id for one in rules().priorities}
    assert {name for one in said for name in one.get("circumstances", [])} >= {one.id for one in rules().circumstances()}


def test_under_18_is_not_asked_for_fines_compensation_and_the_effect_on_order() -> None:
    ids = {one.id for one in self_check(rules(), answers(age="duoi-18")).verdicts}
    assert not ids & {"fine", "restitution", "restitution_corruption", "security"}
    assert {"rating", "time", "exclusion-15"} <= ids


def test_nothing_known_is_nothing_refused() -> None:
    result = self_check(rules(), Answers())
    assert not result.marked(Mark.NOT_YET)
    assert result.mark is Mark.UNCLEAR


def test_the_reason_tells_the_computation() -> None:
    result = self_check(rules(), answers(term=[9, 0, 0], start=date(2019, 7, 31)))
    (time,) = [one for one in result.verdicts if one.id == "time"]
    assert "30/09/2024" in time.reason
    assert "một phần hai của 9 năm" in time.reason
    assert "5 năm 2 tháng" in time.reason


spans = st.builds(Span, years=st.integers(0, 25), months=st.integers(0, 11), days=st.integers(0, 29))
days = st.dates(date(1990, 1, 1), date(2024, 9, 30))
crimes = st.sets(st.sampled_from(sorted(rules().crime_ids())), max_size=3).map(frozenset)
sentences = st.sampled_from([Sentence.FIXED, Sentence.LIFE_REDUCED, Sentence.UNKNOWN])


@st.composite
def people(draw: st.DrawFn) -> Answers:
    """Anybody, known or not."""
    drawn: dict[str, Any] = {}
    for field in fields(Answers):
        kind = type(field.default)
        if field.default is not None:
            drawn[field.name] = draw(st.sampled_from(list(kind)))
    drawn |= {
        "sentence": draw(sentences), "crimes": draw(st.none() | crimes), "term": draw(st.none() | spans), "start": draw(st.none() | days),
        "away": draw(st.none() | spans), "suspended": draw(st.none() | days), "reduced": draw(st.none() | spans),
        "end": draw(st.none() | st.dates(date(2024, 10, 1), date(2050, 1, 1))),
        "priorities": draw(st.none() | st.sets(st.sampled_from([one.id for one in rules().priorities])).map(frozenset)),
        "circumstances": draw(st.none() | st.sets(st.sampled_from([one.id for one in rules().circumstances()])).map(frozenset)),
    }  # fmt: skip
    return Answers(**drawn)


def marks(person: Answers) -> dict[str, Mark]:
    return {one.id: one.mark for one in self_check(rules(), person).verdicts}


@settings(max_examples=300, deadline=None)
@given(people())
def test_anybody_gets_a_reason_an_article_and_somebody_to_ask(person: Answers) -> None:
    for one in self_check(rules(), person).verdicts:
        assert one.reason.endswith(".")
        assert one.article.startswith("Điều ")
        assert one.advice.whom
        assert "đủ điều kiện" not in one.reason.lower()
        assert "%(" not in one.reason


@settings(max_examples=300, deadline=None)
@given(people(), days, st.integers(1, 4000))
def test_an_earlier_first_day_never_turns_may_into_not_yet(person: Answers, start: date, more: int) -> None:
    """More time served helps, or changes nothing."""
    before, after = (marks(replace(person, start=day)) for day in (start, start - timedelta(days=more)))
    for name, mark in before.items():
        assert not (mark is Mark.MAY and after[name] is not Mark.MAY), name
        assert not (mark is Mark.UNCLEAR and after[name] is Mark.NOT_YET), name


@settings(max_examples=300, deadline=None)
@given(people(), days, spans, st.integers(1, 400))
def test_more_time_that_does_not_count_never_helps(person: Answers, start: date, away: Span, more: int) -> None:
    person = replace(person, start=start, place=Place.SERVING)
    less, longer = marks(replace(person, away=away)), marks(replace(person, away=replace(away, days=away.days + more)))
    for name in ("time", "exclusion-6", "exclusion-9", "exclusion-10"):
        assert not (longer[name] is Mark.MAY and less[name] is not Mark.MAY), name


@settings(max_examples=300, deadline=None)
@given(people(), days, spans, st.integers(1, 400))
def test_a_reduction_shortens_the_rest_and_is_no_time_served(person: Answers, start: date, reduced: Span, more: int) -> None:
    person = replace(person, start=start)
    less, greater = marks(replace(person, reduced=reduced)), marks(replace(person, reduced=replace(reduced, days=reduced.days + more)))
    assert less["time"] is greater["time"]
    assert not (less["exclusion-6"] is Mark.MAY and greater["exclusion-6"] is not Mark.MAY)


@settings(max_examples=300, deadline=None)
@given(people(), st.data())
def test_to_know_more_never_contradicts(person: Answers, data: st.DataObject) -> None:
    """What was certain while something was unknown stays so when it becomes known, whatever it turns out to be."""
    name = data.draw(st.sampled_from(["crimes", "away", "reduced", "priorities", "circumstances"]))
    known = marks(person)
    vague = marks(replace(person, **{name: None}))
    for one, mark in vague.items():
        if mark in (Mark.MAY, Mark.NOT_YET) and one in known:
            assert known[one] is mark or known[one] is Mark.UNCLEAR, (name, one)


@settings(max_examples=200, deadline=None)
@given(people())
def test_the_most_favourable_threshold_is_the_priority_one(person: Answers) -> None:
    person = replace(person, age=answers().age)
    with_group = marks(replace(person, priorities=frozenset({"ill"})))["time"]
    without = marks(replace(person, priorities=frozenset()))["time"]
    assert not (without is Mark.MAY and with_group is not Mark.MAY)
    assert not (with_group is Mark.NOT_YET and without is not Mark.NOT_YET)
