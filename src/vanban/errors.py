"""What the library refuses to do, each with a sentence a clerk can act on."""

from __future__ import annotations


class VanbanError(Exception):
    """Root of everything the library raises on purpose.

    ``code`` never changes and is for programs; ``message`` is a whole sentence in Vietnamese: what happened, what to do.
    """

    code = "ERROR"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Unreadable(VanbanError):
    """The file cannot be opened: empty, corrupt, encrypted, or of a kind that is not read."""

    code = "UNREADABLE"


class TooLarge(VanbanError):
    """The file, or what it unpacks to, is over a cap (see ``vanban.sources.limits``)."""

    code = "TOO_LARGE"


class Secret(VanbanError):
    """The paper carries a secrecy mark (Mật, Tối mật, Tuyệt mật); nothing of it may be kept."""

    code = "SECRET"


class BadRules(VanbanError):
    """A data file under ``vanban/rules`` is malformed: which key, what is wrong with it."""

    code = "BAD_RULES"
