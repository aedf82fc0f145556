"""Questions about the law: which texts hold, what the rounds of amnesty say, and where a person may stand in them.

Facts are TOML files in ``data``; nothing here touches the database or reads the clock.
"""

from __future__ import annotations

from hoanhap.ground.legislation.queries.packs import check, round_, rounds
from hoanhap.ground.legislation.queries.reading import Refusal, Status
from hoanhap.ground.legislation.queries.rounds import DayKind, Group, KeyDay, Round
from hoanhap.ground.legislation.queries.texts import Change, Citation, Kind, Text, changed_since, citation, in_force, text, texts, unlisted

__all__ = [
    "Change", "Citation", "DayKind", "Group", "KeyDay", "Kind", "Refusal", "Round", "Status", "Text",
    "changed_since", "check", "citation", "in_force", "round_", "rounds", "text", "texts", "unlisted",
]  # fmt: skip
