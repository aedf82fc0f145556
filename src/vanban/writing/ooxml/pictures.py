"""QR codes as pictures in the text."""

from __future__ import annotations

from io import BytesIO

import segno
from lxml import etree

from vanban.writing.ooxml.xml import Element, w

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU = 360000 * 28 // 10
"""Side of a QR code, 28 mm, in English metric units."""


def qr_png(address: str) -> bytes:
    """The QR code of ``address`` as PNG."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=8, border=2)
    return out.getvalue()


def picture_relation(place: int) -> str:
    """The id by which the document names its picture number ``place``."""
    return f"picture{place}"


def picture(place: int, address: str) -> Element:
    """The drawing of picture number ``place``, with the address as its alternative text."""
    drawing = w("drawing")
    inline = _add(drawing, _WP, "inline", distT="0", distB="0", distL="0", distR="0")
    _add(inline, _WP, "extent", cx=str(_EMU), cy=str(_EMU))
    _add(inline, _WP, "docPr", id=str(10_000 + place), name=f"QR {place}", descr=f"Mã QR mở địa chỉ {address}")
    data = _add(_add(inline, _A, "graphic"), _A, "graphicData", uri=_PIC)
    pic = _add(data, _PIC, "pic")
    names = _add(pic, _PIC, "nvPicPr")
    _add(names, _PIC, "cNvPr", id=str(10_000 + place), name=f"QR {place}")
    _add(names, _PIC, "cNvPicPr")
    fill = _add(pic, _PIC, "blipFill")
    _add(fill, _A, "blip").set(f"{{{_R}}}embed", picture_relation(place))
    _add(_add(fill, _A, "stretch"), _A, "fillRect")
    shape = _add(pic, _PIC, "spPr")
    form = _add(shape, _A, "xfrm")
    _add(form, _A, "off", x="0", y="0")
    _add(form, _A, "ext", cx=str(_EMU), cy=str(_EMU))
    _add(_add(shape, _A, "prstGeom", prst="rect"), _A, "avLst")
    return drawing


def _add(parent: Element, namespace: str, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)
