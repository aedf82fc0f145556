"""Works that several units claim: which claim stands for the work at which node, and what keeps a tree of sums additive. Pure.

In a tree an adjustment of −(k−1) stands at the lowest node where k branches with claims meet. Here a unit may have several parents
(committee and ministry), so adjustments are worked out from below upward: each node gets what is missing to one, given all that
stands below it. In a plain tree that is the same; where two ways up meet again it puts back what both took out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from uuid import UUID

Above = Mapping[tuple[UUID, date], frozenset[UUID]]
"""A unit and every unit above it on a day."""
Amounts = dict[tuple[UUID, date], Decimal]
"""By node and day."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source states of a work."""

    source_id: UUID
    unit_id: UUID
    day: date
    quantity: Decimal
    leads: bool

    @property
    def rank(self) -> tuple[bool, date, UUID]:
        """The lead's claim stands for the work, else the earliest."""
        return (not self.leads, self.day, self.source_id)


@cache
def once_besides_counts() -> tuple[str, ...]:
    """Indicators that a joint work has once although they count no works."""
    data = tomllib.loads(files("hoanhap.work.figures").joinpath("data/joint.toml").read_text("utf-8"))
    return tuple(data["once"])


def stands_once(*, code: str, kind: str, derivation: str) -> bool:
    """Whether the figure of a joint work is that of one claim, not the sum of all."""
    return kind == "FLOW" and (derivation == "COUNT" or code in once_besides_counts())


def wanted(claims: Iterable[Claim], above: Above) -> Amounts:
    """What each node should have of the work: the statement of the claim that stands for it there, on that claim's day."""
    standing: dict[UUID, Claim] = {}
    for claim in sorted(claims, key=lambda claim: claim.rank):
        for node in above[claim.unit_id, claim.day]:
            standing.setdefault(node, claim)
    return {(node, claim.day): claim.quantity for node, claim in standing.items()}


def adjustments(claims: Iterable[Claim], above: Above) -> Amounts:
    """The amounts to be written at nodes, so that the sum of everything at and below a node is what it should have of the work.

    :param above: for every unit that claims and every unit above one, on the days of the claims
    """
    claims = list(claims)
    goal, found = wanted(claims, above), Amounts()
    for day in {claim.day for claim in claims}:
        own: dict[UUID, Decimal] = {}
        for claim in claims:
            if claim.day == day:
                own[claim.unit_id] = own.get(claim.unit_id, Decimal(0)) + claim.quantity
        nodes = {node for unit_id in own for node in above[unit_id, day]}
        held = dict(own)
        for node in sorted(nodes, key=lambda node: sum(node in above[other, day] for other in nodes)):
            below = sum((amount for other, amount in held.items() if node in above[other, day]), Decimal(0))
            missing = goal.get((node, day), Decimal(0)) - below
            if missing:
                found[node, day] = missing
                held[node] = held.get(node, Decimal(0)) + missing
    return found
