"""The words of ``rules/duties.toml`` (and some of ``phrasing.toml``) as phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vanban import rules
from vanban.reading.assignments.tokens import Phrases
from vanban.text import fold


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Phrases by what they do."""

    alone: Phrases
    opening: Phrases
    parties: Phrases
    not_units: Phrases
    named: Phrases
    territories: Phrases
    groups: Phrases
    quantifiers: Phrases
    never: tuple[str, ...]
    topics: Phrases
    hard: Phrases
    soft: Phrases
    activity: Phrases
    nominal_before: Phrases
    compounds: Phrases
    nouns: Phrases
    nominal_in_names: Phrases
    never_nominal: Phrases
    never_in_names: Phrases
    inside_names: Phrases
    not_duties: Phrases
    duties_after_all: Phrases
    describing_before: Phrases
    described_chain: Phrases
    describing: Phrases
    describing_quantified: Phrases
    sure: Phrases
    stops: Phrases
    orders: Phrases
    order_words: frozenset[str]
    not_after: Phrases
    no_duties: tuple[str, ...]
    no_duties_alone: tuple[str, ...]
    rescued_by: tuple[str, ...]
    no_duties_whole: frozenset[str]
    types_without: frozenset[str]
    section_openings: tuple[str, ...]
    """First words of all titles of sections that give no duties."""
    unit_words: frozenset[str]
    """First words of all that may open a unit's name or forbid it; any other word opens none."""
    turning_words: frozenset[str]
    """First words of all that may end a unit's name; any other small word goes on with it."""
    enumerates: frozenset[str]
    name_heads: frozenset[str]
    not_denied: frozenset[str]
    before_group: frozenset[str]
    after_group: frozenset[str]
    kinds: frozenset[str]
    where: frozenset[str]
    points_below: tuple[str, ...]
    told: frozenset[str]
    no_duty: frozenset[str]
    not_ordered: frozenset[str]
    enacting: frozenset[str]
    state: tuple[str, ...]
    meeting: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, loaded once."""
    data = rules.load("duties")
    units, starts, orders, sections = data["units"], data["starts"], data["orders"], data["sections"]
    titles = {fold(words).split()[0] for name in ("no_duties_alone", "no_duties", "no_duties_whole") for words in sections[name]}
    opens = ("alone", "opening", "not_units", "named", "quantifiers")
    return Vocabulary(
        section_openings=tuple(sorted(titles)),
        unit_words=frozenset().union(*(Phrases(units[name]).first_words for name in opens)),
        turning_words=frozenset().union(*(Phrases(starts[name]).first_words for name in ("hard", "soft", "activity", "stops"))),
        alone=Phrases(units["alone"]),
        opening=Phrases(units["opening"]),
        parties=Phrases(units["parties"]),
        not_units=Phrases(units["not_units"]),
        named=Phrases(units["named"]),
        territories=Phrases(units["territories"]),
        groups=Phrases(units["groups"]),
        quantifiers=Phrases(units["quantifiers"]),
        never=tuple(word.lower() for word in units["never"]),
        topics=Phrases(units["topics"]),
        hard=Phrases(starts["hard"]),
        activity=Phrases(starts["activity"]),
        soft=Phrases(starts["soft"]),
        nominal_before=Phrases(starts["nominal_before"]),
        compounds=Phrases(starts["compounds"]),
        nouns=Phrases(starts["nouns"]),
        nominal_in_names=Phrases(starts["nominal_in_names"]),
        never_nominal=Phrases(starts["never_nominal"]),
        never_in_names=Phrases(starts["never_in_names"]),
        inside_names=Phrases(starts["inside_names"]),
        not_duties=Phrases(data["not_duties"]["words"]),
        duties_after_all=Phrases(data["not_duties"]["except"]),
        describing_before=Phrases(starts["describing_before"]),
        described_chain=Phrases(starts["described_chain"]),
        describing_quantified=Phrases(starts["describing_quantified"]),
        describing=Phrases(starts["describing"]),
        sure=Phrases(starts["sure"]),
        stops=Phrases(starts["stops"]),
        orders=Phrases(orders["words"]),
        order_words=Phrases(orders["words"]).first_words,
        not_after=Phrases(orders["not_after"]),
        no_duties_alone=tuple(fold(words) for words in sections["no_duties_alone"]),
        rescued_by=tuple(fold(words) for words in sections["rescued_by"]),
        no_duties=tuple(fold(words) for words in sections["no_duties"]),
        no_duties_whole=frozenset(fold(words) for words in sections["no_duties_whole"]),
        types_without=frozenset(sections["types_without"]),
        **_names_and_telling(data, rules.load("phrasing")),
    )


def _names_and_telling(data: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What the last syllables of names lead on to, what only tells, and types and bodies by what they do."""
    names = {key: frozenset(data["names"][key]) for key in ("enumerates", "not_denied", "before_group", "after_group", "kinds", "where")}
    telling = {key: frozenset(data["telling"][key]) for key in ("told", "no_duty", "not_ordered")}
    return {
        **names,
        **telling,
        "name_heads": frozenset(data["names"]["heads"]),
        "points_below": tuple(data["names"]["points_below"]),
        "enacting": frozenset(said["enacting"]["types"]),
        "state": tuple(fold(name) for name in said["above"]["state"]),
        "meeting": frozenset(said["meetings"]["words"]),
    }
