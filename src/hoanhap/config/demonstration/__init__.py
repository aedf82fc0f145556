"""The demonstration province: invented, said so on every page, and shaped like a real one."""

from __future__ import annotations


def load() -> None:
    """Put the province, its people and some months of their work into the database. Again it changes nothing."""
    from hoanhap.config.demonstration.story import load_story

    load_story()


def sign_ins() -> list[tuple[str, str, str]]:
    """Who may sign in: name, password, and who that is."""
    from hoanhap.config.demonstration.province import sign_ins as rows

    return rows()
