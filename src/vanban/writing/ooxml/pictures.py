"""QR codes as pictures in the text."""

from __future__ import annotations

from io import BytesIO

import segno

from vanban.writing.ooxml.xml import Markup, tag, w

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_FIRST_ID = 10_000
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


def picture(place: int, address: str) -> Markup:
    """The drawing of picture number ``place``, with the address as its alternative text."""
    name = {"id": str(_FIRST_ID + place), "name": f"QR {place}"}
    size = {"cx": str(_EMU), "cy": str(_EMU)}
    names = tag("pic:nvPicPr", {}, tag("pic:cNvPr", name), tag("pic:cNvPicPr", {}))
    fill = tag("pic:blipFill", {}, tag("a:blip", {"r:embed": picture_relation(place)}), tag("a:stretch", {}, tag("a:fillRect", {})))
    form = tag("a:xfrm", {}, tag("a:off", {"x": "0", "y": "0"}), tag("a:ext", size))
    shape = tag("pic:spPr", {}, form, tag("a:prstGeom", {"prst": "rect"}, tag("a:avLst", {})))
    data = tag("a:graphicData", {"uri": _PIC}, tag("pic:pic", {"xmlns:pic": _PIC}, names, fill, shape))
    about = tag("wp:docPr", name | {"descr": f"Mã QR mở địa chỉ {address}"})
    graphic = tag("a:graphic", {"xmlns:a": _A}, data)
    apart = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    return w("drawing", tag("wp:inline", {"xmlns:wp": _WP} | apart, tag("wp:extent", size), about, graphic))
