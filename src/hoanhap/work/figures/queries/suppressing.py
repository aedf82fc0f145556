"""Whether the value of a figure may be shown beside what was shown before, so that nobody learns of few people (``kernel.suppression``).

Only indicators with a ``smallest_cell`` count people who must be covered. What was shown once is known for good: releases that were
withdrawn are reckoned with, too; one that a correction has taken the place of is not, since its value is shown no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.suppression import SMALLEST, Release, is_small, may_be_released, may_show_rate
from hoanhap.work.figures.models import Figure, Hidden, IndicatorKind, IndicatorVersion, Publication
from hoanhap.work.figures.models import Release as Act
from hoanhap.work.figures.queries.answering import answer
from hoanhap.work.figures.queries.question import Question

NEARBY_DAYS = 92
"""Two counts of a stock that lie at most a quarter apart are set side by side by readers."""
_RELATION = re.compile(r"(?P<left>\S+) (?P<sign>==|<=) (?P<right>.+)")


def shown() -> list[Publication]:
    """Every release whose value is or was shown and was not replaced."""
    found = Publication.objects.filter(act=Act.RELEASED, hidden=Hidden.NO, superseded_by__isnull=True)
    return list(found.select_related("figure__version").order_by("at", "id"))


def why_hidden(figure: Figure, known: Iterable[Publication]) -> Hidden:
    """Why the value must not be shown; ``Hidden.NO`` where it may."""
    version = figure.version
    if version.indicator.kind == IndicatorKind.RATIO:
        return Hidden.NO if _rate_is_safe(figure) else Hidden.RATE
    if version.smallest_cell is None:
        return Hidden.NO
    smallest, value = version.smallest_cell, int(figure.value)
    if is_small(value, smallest):
        return Hidden.SMALL
    others = [row.figure for row in known if not _same_question(row.figure, figure)]
    if any(is_small(int(abs(rest)), smallest) for rest in (*_rests(figure, others), *_related(figure, others))):
        return Hidden.COVER
    return Hidden.DIFFERENCE if _near(figure, others) else Hidden.NO


def _same_question(one: Figure, other: Figure) -> bool:
    """Whether both answer one question at different times: the later takes the place of the earlier."""
    return _scope(one) == _scope(other) and one.unit_id == other.unit_id


def _scope(figure: Figure) -> tuple[str, object, object]:
    return figure.version.indicator_id, figure.period_from, figure.period_until


def _rate_is_safe(figure: Figure) -> bool:
    """Whether a share has thirty or more below it and neither few in it nor few outside it."""
    question = Question(figure.version.indicator_id, figure.unit_id, figure.period_from, figure.period_until)
    parts = answer(question, as_of=figure.as_of).parts
    cells = [part.version.smallest_cell for part in parts] + [figure.version.smallest_cell]
    smallest = max((cell for cell in cells if cell is not None), default=0)
    if not smallest:
        return True
    if len(parts) != 2:
        return False
    numerator, denominator = (int(part.value) for part in parts)
    return may_show_rate(numerator, denominator, smallest=max(smallest, SMALLEST))


def _rests(figure: Figure, others: list[Figure]) -> Iterator[Decimal]:
    """What every unit, with the new figure shown, has beyond the topmost shown figures of the units below it."""
    same = {other.unit_id: other for other in others if _scope(other) == _scope(figure)} | {figure.unit_id: figure}
    if len(same) == 1:
        return
    above = {unit: organisations.above(unit, on=figure.period_until) - {unit} for unit in same}
    for unit, whole in same.items():
        if unit != figure.unit_id and unit not in above[figure.unit_id]:
            continue
        below = [other for other in same if unit in above[other]]
        topmost = [other for other in below if not any(middle in above[other] for middle in below)]
        if topmost:
            yield whole.value - sum(same[other].value for other in topmost)


@dataclass(frozen=True, slots=True)
class _Equation:
    """``0 = Σ sign × indicator``; ``open`` where the sum is a count of its own (what the smaller one leaves of the larger)."""

    terms: tuple[tuple[str, int], ...]
    open: bool


def _related(figure: Figure, others: list[Figure]) -> Iterator[Decimal]:
    """What the new figure gives away with others of the same unit and period, by the catalogue's own equations."""
    code = figure.version.indicator_id
    here = {
        other.version.indicator_id: other.value
        for other in others
        if (other.unit_id, other.period_from, other.period_until) == (figure.unit_id, figure.period_from, figure.period_until)
    } | {code: figure.value}
    for equation in _equations():
        known = [(name, sign) for name, sign in equation.terms if name in here]
        if any(name == code for name, _ in known) and len(known) == len(equation.terms) - (0 if equation.open else 1):
            yield sum((sign * here[name] for name, sign in known), Decimal(0))


def _equations() -> Iterator[_Equation]:
    """The relations between counts of people: an equality gives its third term away, an order the difference of its two."""
    for checks in IndicatorVersion.objects.filter(smallest_cell__isnull=False).exclude(checks=[]).values_list("checks", flat=True):
        for check in checks:
            found = _RELATION.fullmatch(check)
            if found:
                right = [(part.lstrip("+- "), 1 if part.startswith("-") else -1) for part in re.split(r" (?=[+-] )", found["right"])]
                terms = ((found["left"], 1), *right)
                yield _Equation(terms, open=found["sign"] == "<=")


def _near(figure: Figure, others: list[Figure]) -> bool:
    """Whether the figure differs by few people from one of a period that shares a border, or of a day nearby."""
    mine = [other for other in others if other.unit_id == figure.unit_id and other.version.indicator_id == figure.version.indicator_id]
    smallest = figure.version.smallest_cell or 0
    if figure.version.indicator.kind == IndicatorKind.STOCK:
        return any(
            abs((other.period_until - figure.period_until).days) <= NEARBY_DAYS and is_small(int(abs(other.value - figure.value)), smallest)
            for other in mine
        )
    return not may_be_released(map(_release, mine), _release(figure), smallest=smallest)


def _release(figure: Figure) -> Release:
    return Release(figure.period_from, figure.period_until, int(figure.value))


def takes_the_place_of(figure: Figure) -> Publication | None:
    """The latest release of the same question, which a new one supersedes."""
    found = Publication.objects.filter(
        act=Act.RELEASED, superseded_by__isnull=True, figure__version__indicator_id=figure.version.indicator_id,
        figure__unit_id=figure.unit_id, figure__period_from=figure.period_from, figure__period_until=figure.period_until,
    )  # fmt: skip
    return found.select_related("figure").order_by("-at").first()
