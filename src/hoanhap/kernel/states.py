"""Moves between states: one table a thing, asked before every change."""

from __future__ import annotations

from collections.abc import Mapping

from hoanhap.kernel.errors import WrongState


def require(moves: Mapping[str, frozenset[str]], *, source: str, target: str, message: str) -> None:
    """Refuse a move that the table does not hold.

    :raises WrongState: with ``message``, which says what the state is and what can be done
    """
    if target not in moves.get(source, frozenset()):
        raise WrongState("WRONG_STATE", message)
