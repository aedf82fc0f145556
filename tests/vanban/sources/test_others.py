"""Web pages, old Word files, rich text, and what a file is told to be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.vanban.sources.builders import LINES, compound, doc, docx, p
from vanban.errors import TooLarge, Unreadable
from vanban.model.page import Cell
from vanban.sources import limits, open_source


def texts(data: bytes | str, kind: str | None = None) -> list[str]:
    return [line.text for line in open_source(data, kind=kind).lines]


def test_web_page() -> None:
    page = (
        "<html><head><title>x</title><style>.g {font-weight:bold} p.c {text-align:center; font-size:14.0pt}</style>"
        "<script>var a</script></head>"
        "<body><nav>Trang chủ</nav><table><tr><td><p class='c g'>ỦY BAN\n  NHÂN DÂN</p><p>XÃ A</p></td>"
        "<td><b>CỘNG HÒA</b><br>Độc lập</td></tr></table>"
        "<p>&nbsp;</p><p>Thân <i>bài</i></p><div>ngoài<p>trong</p>sau</div><p style='display:none'>ẩn</p>"
        "<ol type='a' start='2'><li>một<li>hai</ol><ul><li>gạch</ul>"
        "</body></html>"
    )  # fmt: skip
    lines = open_source(page).lines
    assert [line.text for line in lines] == [
        "Trang chủ", "ỦY BAN NHÂN DÂN", "XÃ A", "CỘNG HÒA", "Độc lập", "", "Thân bài", "ngoài", "trong", "sau",
        "b. một", "c. hai", "- gạch",
    ]  # fmt: skip
    assert (lines[1].bold, lines[1].align, lines[1].size, lines[1].cell) == (True, "center", 14.0, Cell(0, 0, 0))
    assert (lines[3].bold, lines[3].cell, lines[4].bold) == (True, Cell(0, 0, 1), False)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1258", "cp1258"), ("windows-1252", "utf-8"), ("utf-8", "utf-16"), ("none", "utf-8")],
)
def test_charset_of_a_page(charset: str, encoding: str) -> None:
    said = "Đường phố"
    raw = "Đươ\u0300ng phô\u0301" if encoding == "cp1258" else said
    data = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={charset}'></head><body><p>{raw}</p></body></html>"
    assert texts(data.encode(encoding)) == [said]


def test_entities_under_windows_1252() -> None:
    page = b"<html><meta charset=windows-1252><body><p>Th\xf4ng b\xe1o k&#7871;t lu&#7853;n</p></body></html>"
    assert texts(page) == ["Thông báo kết luận"]


def test_old_word_text_in_two_pieces() -> None:
    main = 'KẾ HOẠCH\rNội dung\x0bxuống dòng\rTheo \x13 HYPERLINK "x" \x14Công báo\x15 số 5\r'
    assert texts(doc(main, narrow="H\xe0 N\xf4i\r")) == ["KẾ HOẠCH", "Nội dung", "xuống dòng", "Theo Công báo số 5", "Hà Nôi"]


def test_old_word_with_a_password_and_other_compound_files() -> None:
    locked = bytearray(doc("x\r"))
    at = locked.index(b"\xec\xa5\xc1\x00")
    locked[at + 0x0B] |= 0x01
    with pytest.raises(Unreadable, match="mật khẩu"):
        open_source(bytes(locked))
    with pytest.raises(Unreadable, match="mật khẩu"):
        open_source(compound({"EncryptedPackage": b"x" * 100}))
    with pytest.raises(Unreadable, match="không phải là văn bản Word"):
        open_source(compound({"Workbook": b"x" * 100}))


RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil\fcharset0 Times New Roman;}{\f1\fnil .VnTime;}{\f2\fnil\fcharset163 Arial;}}"
    r"{\*\generator x}{\info{\title y}}\pard\qc\b K\u7870?  HO\u7840?CH\b0\par"
    r"\pard\f1 S\'e8: 05\f0\line {\f2 \'f0\u432?\u417?\'cc\f0}\par"
    r"\pard\intbl a\cell b\cell\row\pard {\v \'41}\uc2 \u272\'44\'44i\uc1 h\'f3a \{1\}\~x\par}"
)


def test_rich_text() -> None:
    lines = open_source(RTF.encode()).lines
    assert [line.text for line in lines[:2]] == ["KẾ HOẠCH", "Số: 05"]
    assert (lines[0].bold, lines[0].align, lines[1].bold) == (True, "center", False)
    assert [(line.text, line.cell) for line in lines[3:5]] == [("a", Cell(0, 0, 0)), ("b", Cell(0, 0, 1))]
    assert lines[5].text == "Đihóa {1} x"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "trống"),
        (b" \n\0", "trống"),
        (b"Rar!\x1a\x07\x00" + b"\0\x01" * 50, "RAR"),
        (b"GIF89a\x01\x00\x01\x00\x00\x01", "GIF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP"),
        (bytes(range(256)) * 20, "không phải"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "Ảnh"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word"),
    ],
)
def test_refusals_are_whole_sentences(data: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as caught:
        open_source(data)
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("kind", ["txt", ".pdf", "png", "doc", None])
def test_the_bytes_go_before_the_name(kind: str | None) -> None:
    assert open_source(docx(p("BÁO CÁO")), kind=kind).kind == "docx"
    assert open_source(b"{\\rtf1 a\\par}", kind=kind).kind == "rtf"


def test_paths(tmp_path: Path) -> None:
    paper = tmp_path / "bao-cao.MD"
    paper.write_text("Nội dung *nghiêng*", encoding="utf-8")
    assert open_source(paper).lines[0].text == "Nội dung nghiêng"
    for missing in (tmp_path / "không có.docx", tmp_path):
        with pytest.raises(Unreadable, match="Hãy"):
            open_source(missing)


def test_caps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "BYTES", 100)
    big = tmp_path / "a.txt"
    big.write_bytes(b"a" * 101)
    for source in (big, b"a" * 101):
        with pytest.raises(TooLarge, match="quá lớn"):
            open_source(source)
    monkeypatch.setattr(limits, "TEXT_CHARACTERS", 50)
    with pytest.raises(TooLarge, match="quá dài"):
        open_source("a" * 51)


def test_the_clock_stops_a_reader() -> None:
    clock = limits.Clock(seconds=0.0)
    with pytest.raises(TooLarge, match="quá nặng"):
        clock.check()


def test_importing_stays_light() -> None:
    heavy = ("numpy", "PIL", "lxml", "pypdfium2", "tesserocr", "olefile")
    code = f"import sys, vanban, vanban.sources; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_text_of_a_paper_comes_whole() -> None:
    assert texts("\n".join(LINES)) == LINES
