"""Pictures for the demonstration's evidence: drawn, and saying so."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from hoanhap.work.activities.operations import Sent
from vanban.writing.measuring import fonts_folder


def photo(kind: str, row: dict[str, Any], day: date) -> Sent:
    """Evidence of this kind for an entry of the data file: a page with what it states."""
    lines = [f"Ngày {day:%d/%m/%Y}", row["place"], row["title"], *(f"{code}: {amount}" for code, amount in row["amounts"].items())]
    return Sent(kind, f"minh-chung-{day:%Y%m%d}.png", [page(_HEADED.get(kind, "SỔ THEO DÕI"), lines)])


_HEADED = {"MINUTES": "BIÊN BẢN", "SIGN_SHEET": "BẢNG KÝ TÊN (CHỈ ĐẾM)"}


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
