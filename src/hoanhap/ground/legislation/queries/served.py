"""How long was served, how much of the sentence is left, and what would have to have been served: to the day, as far as days are certain.

The decision says on which day counting stops (Article 1) and that reductions are no time served (Article 3 clause 1 point b). It does
not say whether the first and the last day both count, how a fraction of years and months becomes days, or on which base it is taken when
the sentence was reduced. So:

* every length is a range of days (``Days``): both days counted at most, one of them at least; a span of which only months are known has
  as many days as such months may have; a fraction is counted in months and in days (``spans.portions``);
* the fraction is taken of the sentence that the court gave, not of the reduced one: "thời gian" of who "bị phạt tù có thời hạn";
* what is left is measured on the day on which counting stops, the only day that the decision names.

A verdict needs the whole range on one side; a range across the line is «chưa rõ».
That bail, postponement, suspension and flight are no time served, and that custody and detention are: law.md 2.2, source S52.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from hoanhap.ground.legislation.queries.answers import Age, Answers, Place, Sentence
from hoanhap.ground.legislation.queries.rounds import Group, Listed, Minimum, Rules
from hoanhap.ground.legislation.queries.spans import Days, Span, days_in, earlier, later, portions

DAY = timedelta(days=1)
FOREVER = 40_000
"""Days that no sentence has: "we do not know how long"."""


@dataclass(frozen=True, slots=True)
class Served:
    """Days served up to and including the day that counts, and the days that do not count."""

    days: Days
    away: Days


def served(answers: Answers, rules: Rules) -> Served | None:
    """Time served, or None when not even its beginning is known."""
    if answers.start is None:
        return None
    away = away_days(answers, rules)
    most = max((rules.counted_until - answers.start).days + 1, 0)
    return Served(Days(max(most - 1 - away.high, 0), max(most - away.low, 0)), away)


def away_days(answers: Answers, rules: Rules) -> Days:
    """Days that are no time served: those said, and those of a suspension that goes on."""
    said = days_in(answers.away) if answers.away is not None else Days(0, FOREVER)
    if answers.place is Place.UNKNOWN:
        return Days(said.low, FOREVER)
    if answers.place is not Place.SUSPENDED:
        return said
    if answers.suspended is None:
        return Days(said.low, FOREVER)
    out = max((rules.counted_until - answers.suspended).days + 1, 0)
    return Days(said.low + max(out - 1, 0), said.high + out)


def groups(answers: Answers) -> frozenset[Group]:
    """For which group of Article 3 the person may be: one, or several when an answer is missing."""
    if answers.age is Age.UNDER_18:
        return frozenset({Group.JUVENILE})
    found = {Group.JUVENILE} if answers.age is Age.UNKNOWN else set()
    if answers.age is Age.FROM_70 or answers.priorities:
        return frozenset(found | {Group.PRIORITY})
    if answers.priorities is None or answers.age is Age.UNKNOWN:
        found.add(Group.PRIORITY)
    return frozenset(found | {Group.ORDINARY})


def listed(answers: Answers, rules: Rules) -> frozenset[bool]:
    """Whether more must have been served because of the crime: certain, or both when the crime or its own sentence is not known."""
    found = {_hit(answers, one) for one in rules.listed}
    if frozenset({True}) in found:
        return frozenset({True})
    return frozenset(value for hit in found for value in hit)


def _hit(answers: Answers, one: Listed) -> frozenset[bool]:
    both = frozenset({True, False})
    if answers.crimes is not None and not answers.crimes & one.crimes:
        return frozenset({False})
    if answers.sentence is Sentence.FIXED and answers.term is not None and not answers.term.at_least(one.years):
        return frozenset({False})  # several crimes together did not come to so many years, so neither did one
    if answers.crimes is None:
        return both
    if one.years == 0:
        return frozenset({True})
    if answers.sentence is Sentence.UNKNOWN or (answers.sentence is Sentence.FIXED and answers.term is None):
        return both
    return frozenset({True}) if answers.single else both


def minimums(answers: Answers, rules: Rules) -> tuple[Minimum, ...]:
    """The thresholds that may be the person's: one when everything is known."""
    return tuple(
        rules.minimums[key] for key in product(sorted(groups(answers)), sorted(listed(answers, rules)))
        if answers.sentence is not Sentence.LIFE_REDUCED or rules.minimums[key].life_years is not None
    )  # fmt: skip


def needed(minimum: Minimum, answers: Answers, rules: Rules) -> Days | None:
    """Days that must have been served, or None when the sentence is not known."""
    if answers.start is None:
        return None
    after = rules.counted_until + DAY
    if answers.sentence is Sentence.LIFE_REDUCED and minimum.life_years is not None:
        years = Span(years=minimum.life_years)
        counts = ((later(answers.start, years) - answers.start).days, (after - earlier(after, years)).days)
        return Days(min(counts), max(counts))
    if answers.sentence is Sentence.FIXED and answers.term is not None:
        return portions(answers.term, minimum.fraction, forward=answers.start, back=after)
    return None


@dataclass(frozen=True, slots=True)
class End:
    """The last day of the sentence, at the earliest and at the latest. None: nobody can say."""

    low: date | None
    high: date | None


def end(answers: Answers, rules: Rules) -> End:
    """When the sentence ends, all reductions and all time away taken into account."""
    if answers.sentence is Sentence.LIFE_REDUCED:
        return End(answers.end - DAY, answers.end) if answers.end else End(None, None)
    if answers.sentence is not Sentence.FIXED or answers.start is None or answers.term is None:
        return End(None, None)
    away = away_days(answers, rules)
    lasts = list(_last_days(answers.start, answers.term, answers.reduced or Span()))
    return End(
        None if answers.reduced is None else min(lasts) - DAY + timedelta(days=away.low),
        None if away.high >= FOREVER else max(lasts) + timedelta(days=away.high),
    )


def _last_days(start: date, term: Span, reduced: Span) -> Iterator[date]:
    """The day on which a term ends, the reduction taken off at its end and at its beginning: months are of different lengths."""
    yield earlier(later(start, term), reduced)
    yield later(earlier(start, reduced), term)


def left_over(answers: Answers, rules: Rules, years: int) -> bool | None:
    """Whether more than so many years are left on the day that counts; None when that cannot be said."""
    last, limit = end(answers, rules), later(rules.counted_until, Span(years=years))
    if last.high is not None and last.high <= limit:
        return False
    if last.low is not None and last.low > limit:
        return True
    return None
