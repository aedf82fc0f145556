"""Questions about the law: which texts hold, what the rounds of amnesty say, and where a person may stand in them.

Facts are TOML files in ``data``; nothing here touches the database or reads the clock.
"""

from __future__ import annotations

from hoanhap.ground.legislation.queries.answers import (
    Age,
    Answers,
    Civil,
    Count,
    Fine,
    Owner,
    Place,
    Rating,
    Records,
    Sentence,
    YesNo,
)  # fmt: skip
from hoanhap.ground.legislation.queries.checking import self_check
from hoanhap.ground.legislation.queries.packs import check, kept_packs, round_, rounds
from hoanhap.ground.legislation.queries.reading import Refusal, Status
from hoanhap.ground.legislation.queries.rounds import Circumstance, Crime, DayKind, Group, KeyDay, Round, Rules
from hoanhap.ground.legislation.queries.spans import Span, later
from hoanhap.ground.legislation.queries.texts import Change, Citation, Kind, Text, changed_since, citation, in_force, text, texts, unlisted
from hoanhap.ground.legislation.queries.verdicts import Mark, Result, Verdict

__all__ = [
    "Age", "Answers", "Change", "Circumstance", "Citation", "Civil", "Count", "Crime", "DayKind", "Fine", "Group", "KeyDay", "Kind", "Mark",
    "Owner", "Place", "Rating", "Records", "Refusal", "Result", "Round", "Rules", "Sentence", "Span", "Status", "Text", "Verdict", "YesNo",
    "changed_since", "check", "citation", "in_force", "kept_packs", "later", "round_", "rounds", "self_check", "text", "texts", "unlisted",
]  # fmt: skip
