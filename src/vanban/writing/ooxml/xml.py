"""A little language for WordprocessingML: ``w("jc", val="center")``.

Markup is a string of its own type, made here and nowhere else, so that words cannot pass for it: everything that comes from a paper enters
through ``escaped``. (Trees of ``lxml`` say the same and take three times as long.)
"""

from __future__ import annotations

from typing import NewType

Markup = NewType("Markup", str)
"""Well-formed XML."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORBIDDEN = [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
_ESCAPES = dict.fromkeys(_FORBIDDEN) | {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}
_ESCAPES |= {9: "&#9;", 10: "&#10;", 13: "&#13;"}


def escaped(text: str) -> Markup:
    """``text`` as character data or the value of an attribute; characters that XML forbids go."""
    return Markup(text.translate(_ESCAPES))


def tag(name: str, attributes: dict[str, str], *children: Markup | None) -> Markup:
    """An element with its prefix in ``name``; children that are None are left out."""
    head = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    body = "".join(child for child in children if child)
    return Markup(f"<{name}{head}>{body}</{name}>" if body else f"<{name}{head}/>")


def w(name: str, /, *children: Markup | None, **attributes: object) -> Markup:
    """An element of the ``w`` namespace; its attributes are of the same namespace."""
    return tag(f"w:{name}", {f"w:{key.rstrip('_')}": str(value) for key, value in attributes.items()}, *children)


def part(name: str, *children: Markup) -> bytes:
    """A part of the package with root ``w:name``."""
    return document(tag(f"w:{name}", {"xmlns:w": W, "xmlns:r": R}, *children))


def document(markup: Markup) -> bytes:
    """The bytes of a part whose root is ``markup``."""
    return f"{_DECLARATION}{markup}".encode()


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def half_points(points: float) -> int:
    """Points in the unit of type sizes."""
    return round(points * 2)


def text_run(text: str, *, bold: bool = False, italic: bool = False, colour: str | None = None) -> Markup:
    """A run of plain words. Line feeds in ``text`` become line breaks."""
    marks = [w("b") if bold else None, w("i") if italic else None, w("color", val=colour) if colour else None]
    properties = w("rPr", *marks) if bold or italic or colour else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n"))
    return Markup(f"<w:r>{properties}{lines}</w:r>")


def paragraph(style: str, *runs: Markup, properties: tuple[Markup, ...] = ()) -> Markup:
    """A paragraph in ``style``. ``properties`` must come in the order of the schema (keepNext, numPr, pBdr, spacing, ind, jc)."""
    return Markup(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"".join(properties)}</w:pPr>{"".join(runs)}</w:p>')


def tiny_paragraph(*properties: Markup) -> Markup:
    """A paragraph that takes no room to speak of: the format wants one after a table and at the end of a section."""
    return paragraph("RuleLine", properties=(w("spacing", before=0, after=0, line=20, lineRule="exact"), *properties))
