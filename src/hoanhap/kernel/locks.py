"""Waiting for each other by name: for what has no row yet that could be locked."""

from __future__ import annotations

from django.db import connection


def hold(what: str, name: object) -> None:
    """Hold the lock named ``what`` and ``name`` until the transaction ends; whoever asks for the same name waits.

    For rows that two may be about to create (the same client id twice at once), and for content that one lets go while another
    takes it in. Names are hashed to 64 bits: two that clash only wait for nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{what} {name}"])
