"""Lost marks come back where the language leaves one answer, and nowhere else."""

from __future__ import annotations

import pytest

from tests.vanban.sources.builders import LINES
from vanban.sources.pdf.words import Word
from vanban.sources.scan.accents import mended


def read(text: str, *, confidence: float = 0.95) -> str:
    """``text`` as one recognised line, mended."""
    words = [Word(said, 0, 0, 0, 0, 0, bold=False, italic=False, line=0, confidence=confidence) for said in text.split()]
    return " ".join(word.text for word in mended(words))


@pytest.mark.parametrize(
    ("seen", "right"),
    [
        ("thâm quyên", "thẩm quyền"),
        ("giải quyêt của câp trên", "giải quyết của cấp trên"),
        ("CỘNG HÒA XÃ HỌI CHỦ NGHĨA VIẸT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("(Kê hoạch tông hợp)", "(Kế hoạch tổng hợp)"),
        ("thành phô.", "thành phố."),
        ("Quyêt định sô 72/2024/QĐ-UBND", "Quyết định số 72/2024/QĐ-UBND"),
        ("TÂT CẢ", "TẤT CẢ"),
    ],
)
def test_lost_marks_come_back(seen: str, right: str) -> None:
    assert read(seen) == right


@pytest.mark.parametrize(
    "text",
    [
        *LINES,
        "công nhân và công nhận",
        "truyền thông, truyền thống",
        "ông Tô Văn Bình",
        "bà Lê Thị Quyên",
        "đê điều",
        "Tỉnh uỷ, tỉnh ủy",
        "SÔ",
        "khu vực Đông Bộ",
        "QĐ-UBND 15/KH-UBND",
        "tap chi Internet",
    ],
)
def test_right_words_stay(text: str) -> None:
    assert read(text) == text


def test_a_surely_read_other_mark_stays() -> None:
    assert read("bồ sung", confidence=0.97) == "bồ sung"
    assert read("bồ sung", confidence=0.6) == "bổ sung"


def test_pairs_do_not_reach_over_lines() -> None:
    words = [Word(said, 0, 0, 0, 0, 0, bold=False, italic=False, line=line, confidence=0.9) for line, said in enumerate(("thâm", "quyên"))]
    assert [word.text for word in mended(words)] == ["thâm", "quyên"]
