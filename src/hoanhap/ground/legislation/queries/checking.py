"""The self-check: what the rules of a round find in somebody's answers. Pure: the same pack and answers give the same result."""

from __future__ import annotations

from collections.abc import Iterator

from hoanhap.ground.legislation.queries import conditions, exclusions
from hoanhap.ground.legislation.queries.answers import Age, Answers
from hoanhap.ground.legislation.queries.rounds import Rules
from hoanhap.ground.legislation.queries.verdicts import Case, Result, Verdict, verdict


def self_check(rules: Rules, answers: Answers) -> Result:
    """What a round's rules may mean for who answered: one verdict a condition, each with its article, reason and whom to ask.

    It is information and no decision; nothing here says that somebody is eligible.
    """
    return Result((*_of_conditions(rules, answers), *_of_exclusions(rules, answers)))


def _of_conditions(rules: Rules, answers: Answers) -> Iterator[Verdict]:
    for about in rules.conditions:
        if about.spares_juveniles and answers.age is Age.UNDER_18:
            continue
        found = conditions.RULES[about.rule](Case(rules, answers, about))
        if found is not None:
            yield verdict(about, found)


def _of_exclusions(rules: Rules, answers: Answers) -> Iterator[Verdict]:
    for about in rules.exclusions:
        yield verdict(about, exclusions.RULES[about.rule](Case(rules, answers, about)))
