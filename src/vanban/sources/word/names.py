"""Names of the XML that Word writes, and how its switches are read."""

from __future__ import annotations

from typing import Any

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{MAIN}}}"
VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})


def child(element: Any, name: str) -> Any:
    """The child of this name in Word's main namespace, or ``None``."""
    return None if element is None else element.find(f"{W}{name}")


def value(element: Any, name: str) -> str | None:
    """The ``val`` of the child of this name."""
    found = child(element, name)
    return None if found is None else found.get(VAL)


def switch(element: Any, name: str) -> bool | None:
    """A switch such as ``b``: ``None`` where it is not set."""
    found = child(element, name)
    return None if found is None else found.get(VAL, "1").lower() not in _OFF


def whole(text: str | None, default: int | None = None) -> int | None:
    """A whole number as Word writes it; ``default`` where it is none or absurd."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < 1_000_000 else default
