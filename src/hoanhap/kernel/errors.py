"""Refusals: what the system says no to, and how it says it.

The message is a whole sentence in Vietnamese: what happened, what to do next. The code never changes and is for programs.
"""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """An act was refused; nothing was changed."""

    status = 400

    def __init__(self, code: str, message: str | Promise, *, fields: dict[str, str | Promise] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.fields = fields or {}
        """Message by form field, where the refusal is about what was typed."""


class NotAllowed(Refused):
    """The actor sees the thing but may not do this to it."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or it is not the actor's to see: the two cannot be told apart."""

    status = 404


class WrongState(Refused):
    """The thing is not in a state for this, or somebody else was quicker."""

    status = 409


class Conflict(WrongState):
    """The same client id came with another body; both are kept (``kept`` is the id of the copy)."""


class Invalid(Refused):
    """What was given does not make sense."""

    status = 422


class NoRoom(Refused):
    """The machine cannot keep what was sent; nothing of it was kept. Somebody who runs the machine has to make room."""

    status = 507


class TooMany(Refused):
    """Too many tries; come back after ``retry_after`` seconds."""

    status = 429

    def __init__(self, code: str, message: str | Promise, *, retry_after: int) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after
