"""What travels in the form from page to page: nothing of it is kept anywhere before it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from hoanhap.people.feedback.operations import Asked

ONE, MANY = ("kind", "words", "place", "concerns", "contact"), ("purposes", "pictures")


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything typed so far. ``secret`` is made with the first page; the code follows from it."""

    secret: str
    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    to_check: bool = False
    """Whether somebody came back from the last page to change one thing."""

    def inputs(self, *, without: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
        """Hidden fields for all of it but the fields that the page itself shows."""
        yield "secret", self.secret
        if self.to_check:
            yield "to_check", "1"
        yield from ((name, value) for name, value in self.one.items() if name not in without and value)
        yield from ((name, value) for name, values in self.many.items() if name not in without for value in values)

    def initial(self) -> dict[str, Any]:
        """The same for a form that shows it again."""
        return {**self.one, **self.many}

    def asked(self) -> Asked:
        """What will be sent."""
        return Asked(
            kind=self.one.get("kind", ""),
            words=self.one.get("words", ""),
            place_id=_uuid(self.one.get("place", "")),
            concerns_id=_uuid(self.one.get("concerns", "")),
            contact=self.one.get("contact", ""),
            purposes=tuple(self.many.get("purposes", ())),
            pictures=tuple(self.many.get("pictures", ())),
        )

    def without_picture(self, sha256: str) -> Carried:
        """The same with one picture less."""
        kept = [name for name in self.many.get("pictures", []) if name != sha256]
        return replace(self, many={**self.many, "pictures": kept})

    def with_pictures(self, hashes: list[str]) -> Carried:
        """The same with more pictures."""
        return replace(self, many={**self.many, "pictures": list(dict.fromkeys([*self.many.get("pictures", []), *hashes]))})

    def anew(self) -> Carried:
        """The same words in a form that has sent nothing yet."""
        return replace(self, secret=fresh_secret())


def fresh_secret() -> str:
    """128 random bits, in hexadecimal."""
    return secrets.token_hex(16)


def carried(data: Any) -> Carried:
    """What came with a form."""
    one = {name: data.get(name, "") for name in ONE}
    many = {name: data.getlist(name) for name in MANY}
    return Carried(data.get("secret") or fresh_secret(), one, many, data.get("to_check") == "1")


def _uuid(text: str) -> UUID | None:
    """A place as an id; what is none becomes an id that no place has, so that it is refused and not overlooked."""
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
