"""A little language for WordprocessingML: ``w("jc", val="center")``."""

from __future__ import annotations

from functools import cache

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {"w": W, "r": R}
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element


@cache
def _name(tag: str) -> str:
    return f"{{{W}}}{tag}"


def w(tag: str, *children: Element | None, **attributes: object) -> Element:
    """An element of the ``w`` namespace; attributes are of the same namespace, children that are None are left out."""
    element = etree.Element(_name(tag), {_name(name.rstrip("_")): str(value) for name, value in attributes.items()})
    element.extend(child for child in children if child is not None)
    return element


def root(tag: str, *children: Element) -> Element:
    """A root element with the namespaces that a part of the package uses."""
    element = etree.Element(_name(tag), nsmap=_NAMES)
    element.extend(children)
    return element


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def half_points(points: float) -> int:
    """Points in the unit of type sizes."""
    return round(points * 2)


def text_run(text: str, *, bold: bool = False, italic: bool = False, colour: str | None = None) -> Element:
    """A run of plain words. Line feeds in ``text`` become line breaks."""
    marks = [w("b") if bold else None, w("i") if italic else None, w("color", val=colour) if colour else None]
    properties = w("rPr", *marks) if bold or italic or colour else None
    run = w("r", properties)
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(w("br"))
        words = w("t")
        words.text = line
        words.set(_XML_SPACE, "preserve")
        run.append(words)
    return run


def paragraph(style: str, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    """A paragraph in ``style``. ``properties`` must come in the order of the schema (keepNext, numPr, pBdr, spacing, ind, jc)."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *runs)


def tiny_paragraph(*properties: Element) -> Element:
    """A paragraph that takes no room to speak of: the format wants one after a table and at the end of a section."""
    return w("p", w("pPr", w("pStyle", val="RuleLine"), w("spacing", before=0, after=0, line=20, lineRule="exact"), *properties))


def serialise(element: Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
