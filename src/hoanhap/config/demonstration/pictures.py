"""Pictures for the demonstration's evidence: drawn, and saying so."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from vanban.writing.measuring import fonts_folder


def page(title: str, lines: list[str]) -> bytes:
    """A PNG that looks like a photographed page of a log book, marked as invented."""
    picture = Image.new("RGB", (900, 640), "#efe6d2")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((36, 36, 864, 604), fill="#fffdf6", outline="#b9a988", width=3)
    pen.text((70, 60), title, font=_font(30), fill="#211c16")
    pen.line((70, 108, 830, 108), fill="#9c3527", width=3)
    for row, line in enumerate(lines):
        top = 130 + row * 46
        pen.text((70, top), line, font=_font(24), fill="#1c4468")
        pen.line((70, top + 38, 830, top + 38), fill="#d8cdb6", width=1)
    pen.text((70, 560), "Ảnh minh họa: dữ liệu tưởng tượng của tỉnh Sông Thương", font=_font(20), fill="#9c3527")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fonts_folder() / "LiberationSerif-Regular.ttf"), size)
