"""Counting what was searched in vain: words and a day, nothing about who asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.db import connection

from hoanhap.channels.portal.models import Unanswered
from hoanhap.channels.portal.operations.gate import examine
from hoanhap.kernel import clock
from vanban.text import clean, unaccent

KEPT = timedelta(days=180)
LONGEST = 80
_LONG_NUMBER = re.compile(r"\d[\d .-]{5,}\d")


def count_unanswered(*, words: str, now: datetime) -> bool:
    """Count words that were searched without an answer. Not kept: numbers that may be somebody's, and what the dignity gate blocks
    (a name beside an offence). No actor and no trail row: nothing may lead back to who searched.

    :returns: whether it was counted
    """
    typed = clean(words)[:LONGEST]
    folded = unaccent(typed)
    if len(folded) < 2 or _LONG_NUMBER.search(typed) or any(remark.blocks for remark in examine(typed)):
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_unanswered (day, words, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (day, words) DO UPDATE SET count = portal_unanswered.count + 1",
            [clock.day_of(now), folded],
        )
    return True


def forget_unanswered(*, now: datetime) -> int:
    """Let go of what was searched half a year ago, and say how many rows those were."""
    return Unanswered.objects.filter(day__lt=clock.day_of(now) - KEPT).delete()[0]
