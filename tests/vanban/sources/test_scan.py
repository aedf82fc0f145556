"""Recognition: character error on clean and on hard pages, columns, doubtful words, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.vanban.sources.builders import FONTS, LINES, png, scan, typst_pdf
from tests.vanban.sources.test_pdf import paper
from vanban.errors import TooLarge, Unreadable
from vanban.sources import limits, open_source
from vanban.sources.scan.picture import skew_of, tint_of
from vanban.sources.scan.zones import zones_of
from vanban.text import unaccent


def distance(left: str, right: str) -> int:
    """Edits from one text to the other."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def error_rate(image: Image.Image, lines: list[str]) -> float:
    said = "\n".join(line.text for line in open_source(png(image)).lines)
    true = "\n".join(lines)
    return distance(true, said) / len(true)


def hard(image: Image.Image, seed: int) -> Image.Image:
    """A red seal over text, skew of 1.5°, uneven light, noise."""
    rng = np.random.default_rng(seed)
    pen = ImageDraw.Draw(image)
    width, height = image.size
    for size in (150, 158):
        pen.ellipse((width * 0.55 - size, height * 0.2 - size, width * 0.55 + size, height * 0.2 + size), outline=(214, 40, 50), width=5)
    pixels = np.asarray(image.rotate(1.5, Image.Resampling.BICUBIC, fillcolor="white"), dtype=np.float32)
    light = np.linspace(0.72, 1.0, width)[None, :, None] * np.linspace(1.0, 0.85, height)[:, None, None]
    noisy = pixels * light + rng.normal(0, 18, pixels.shape[:2])[..., None]
    return Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.5))


def test_clean_page() -> None:
    assert error_rate(scan(LINES, points=13), LINES) <= 0.003


def test_hard_page() -> None:
    assert error_rate(hard(scan(LINES, points=13), 3), LINES) <= 0.025


def test_head_and_foot_of_a_scan_come_by_columns() -> None:
    import pypdfium2

    picture = pypdfium2.PdfDocument(paper())[0].render(scale=300 / 72).to_pil()
    source = open_source(png(picture, dpi=300))
    said = [line.text for line in source.lines]
    assert (source.kind, source.ocr) == ("image", True)
    assert said[:3] == ["ỦY BAN NHÂN DÂN", "XÃ THẠNH LỢI", "Số: 12/KH-UBND"]
    assert unaccent(said[3]) == "cong hoa xa hoi chu nghia viet nam"
    assert said[4:6] == ["Độc lập - Tự do - Hạnh phúc", "Thạnh Lợi, ngày 05 tháng 9 năm 2025"]
    assert said[-3:] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Bình"]
    assert all(line.confidence is not None and 0 <= line.confidence <= 1 for line in source.lines)


def test_a_pdf_that_is_a_picture_is_recognised() -> None:
    page = scan(LINES[:5], points=13)
    pdf = png(page, "PDF")
    source = open_source(pdf)
    assert (source.kind, source.ocr, source.pages) == ("pdf", True, 1)
    assert [line.text for line in source.lines] == LINES[:5]


def test_scribbles_are_doubtful() -> None:
    page = scan(["Số:                /KH-UBND", *LINES[:3]], points=13)
    pen = ImageDraw.Draw(page)
    pen.line([(255, 175), (262, 200), (275, 170), (281, 205), (290, 168), (300, 200), (318, 178)], fill="black", width=3)
    first = open_source(png(page)).lines[0]
    inside = [first.text[start:end] for start, end in first.doubtful]
    assert all(0 <= start < end <= len(first.text) for start, end in first.doubtful)
    assert not any(char.isdigit() for char in first.text) or any(char.isdigit() for word in inside for char in word)


@pytest.mark.parametrize("angle", [-2.0, -0.5, 0.0, 0.8, 1.5])
def test_skew_is_told(angle: float) -> None:
    turned = scan(LINES).convert("L").rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew_of(np.asarray(turned)) == pytest.approx(-angle, abs=0.11)


def test_zones_of_blank_and_plain_pages() -> None:
    assert zones_of(np.full((2338, 1654), 255, dtype=np.uint8)) == []
    assert len(zones_of(np.asarray(scan(LINES).convert("L")))) == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_kinds_of_pictures(kind: str) -> None:
    assert open_source(png(scan(LINES[:2], points=13), kind)).lines[0].text == LINES[0]


def test_a_picture_of_several_pages() -> None:
    import io

    out = io.BytesIO()
    scan(LINES[:2], points=13).save(out, "TIFF", save_all=True, append_images=[scan(LINES[4:6], points=13)], dpi=(200, 200))
    source = open_source(out.getvalue())
    assert (source.pages, [line.page for line in source.lines]) == (2, [1, 1, 2, 2])


@pytest.mark.parametrize("mode", ["1", "LA", "P", "RGBA", "CMYK"])
def test_modes_of_pictures(mode: str) -> None:
    page = scan(LINES[:2], points=13)
    kind = "TIFF" if mode == "CMYK" else "PNG"
    assert open_source(png(page.convert(mode), kind)).lines[0].text == LINES[0]


def test_a_blank_picture_is_refused() -> None:
    with pytest.raises(Unreadable, match="Không nhận ra chữ nào"):
        open_source(png(Image.new("L", (800, 1100), 255)))


def test_huge_pictures_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = png(Image.new("1", (12_000, 12_000)))
    assert len(huge) < 30_000
    monkeypatch.setattr(Image.Image, "load", lambda _: pytest.fail("unpacked"))
    with pytest.raises((TooLarge, Unreadable)):
        open_source(huge)


def test_time_runs_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.0)
    with pytest.raises(TooLarge):
        open_source(typst_pdf("a"))


def test_coloured_stamps_are_read_apart_and_seals_are_not() -> None:
    page = scan(LINES[:4], points=13)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), 40)
    pen.rectangle((150, 40, 420, 140), outline=(200, 30, 40), width=4)
    pen.text((170, 60), "ĐẾN Số: 215", fill=(200, 30, 40), font=font)
    pen.ellipse((900, 900, 1200, 1200), outline=(214, 40, 50), width=6)
    lines = [line.text for line in open_source(png(page)).lines]
    assert lines[0] == "ĐẾN Số: 215"
    assert lines[1:] == LINES[:4]


def test_black_pages_have_no_tint() -> None:
    assert tint_of(np.asarray(scan(LINES))) is None


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_turned(degrees: int) -> None:
    lines = LINES[:6]
    assert error_rate(scan(lines, points=13).rotate(degrees, expand=True, fillcolor="white"), lines) <= 0.01


@pytest.mark.parametrize("mark", ["HỎA TỐC", "KHẨN", "THƯỢNG KHẨN"])
def test_a_mark_of_urgency_that_was_stamped_askew_is_read(mark: str) -> None:
    image = scan(["UBND TỈNH SƠN HÀ", "Số: 145/KH-SNV", "", "", "", "", "KẾ HOẠCH", "Tuyên truyền cải cách hành chính năm 2026"], points=13)
    stamp = Image.new("RGBA", (360, 110), (0, 0, 0, 0))
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((3, 3, 356, 106), outline=(215, 30, 40), width=4)
    pen.text((30, 30), mark, fill=(215, 30, 40), font=ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), 42))
    askew = stamp.rotate(12, expand=True, resample=Image.Resampling.BICUBIC)
    image.paste(askew, (170, 330), askew)
    assert mark in [line.text for line in open_source(png(image)).lines]
