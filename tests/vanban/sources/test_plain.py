"""Text and Markdown: encodings, emphasis, headings, tables in both drawings, ends of paragraphs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vanban.text.test_legacy import PAPER, to_tcvn3, to_vni
from vanban.errors import VanbanError
from vanban.model.page import Cell
from vanban.sources import open_source
from vanban.text.cleaning import clean


def texts(source: str | bytes) -> list[str]:
    return [line.text for line in open_source(source).lines]


@pytest.mark.parametrize(
    "data",
    [
        PAPER.encode(),
        PAPER.encode("utf-8-sig"),
        PAPER.encode("utf-16"),
        PAPER.encode("utf-16-le"),
        PAPER.encode("utf-16-be"),
        PAPER.encode("utf-32"),
        unicodedata.normalize("NFD", PAPER).encode(),
        PAPER.encode() + b"\xe1\xba",
    ],
)
def test_unicode_encodings(data: bytes) -> None:
    assert texts(data)[0].rstrip("\ufffd") == PAPER


def to_windows_1258(text: str) -> bytes:
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


def test_windows_1258() -> None:
    assert texts(to_windows_1258(PAPER)) == [PAPER]


@pytest.mark.parametrize("write", [to_tcvn3, to_vni])
def test_old_encodings_of_a_whole_text(write: object) -> None:
    assert callable(write)
    assert texts(write(PAPER.lower()).encode("cp1252", "xmlcharrefreplace").replace(b"&#173;", b"\xad")) == [PAPER.lower()]


def test_emphasis_becomes_hints() -> None:
    lines = open_source("**KẾ HOẠCH**\n\n*Hà Giang, ngày 02\ntháng 8 năm 2024*\n\n**1.** Nội dung *(để báo cáo)*").lines
    said = [line for line in lines if line.text]
    assert [line.text for line in said] == ["KẾ HOẠCH", "Hà Giang, ngày 02", "tháng 8 năm 2024", "1. Nội dung (để báo cáo)"]
    assert [line.bold for line in said] == [True, False, False, False]
    assert [line.italic for line in said] == [False, True, True, False]
    assert said[3].bold_until == 2


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("* Lưu ý: **gấp**", "* Lưu ý: gấp"),
        ("**a** 5*3*2", "a 5*3*2"),
        ("**a** \\*\\*", "a **"),
        ("**a** [Công báo](https://example.vn/1)", "a Công báo"),
        ("**a** &amp; b", "a & b"),
        ("**a** mở * không đóng", "a mở * không đóng"),
        ("# Tiêu đề #", "Tiêu đề"),
        ("**a** __________", "a __________"),
        ("**a** kh_ubnd_2024", "a kh_ubnd_2024"),
        ("**a**<br>b", "a"),
    ],
)
def test_marks(markup: str, text: str) -> None:
    assert texts(markup)[0] == text


def test_plain_text_keeps_its_stars() -> None:
    source = open_source("Số: 5/KH * 2\n3 * 4 = 12")
    assert source.kind == "txt"
    assert [line.text for line in source.lines] == ["Số: 5/KH * 2", "3 * 4 = 12"]
    assert source.lines[0].bold is None


def test_markdown_table_becomes_cells() -> None:
    lines = open_source("| TT | Đơn vị |\n|---|---|\n| 1 | Công an xã<br>Đoàn xã |\n\nHết").lines
    assert [(line.text, line.cell) for line in lines if line.text] == [
        ("TT", Cell(0, 0, 0)),
        ("Đơn vị", Cell(0, 0, 1)),
        ("1", Cell(0, 1, 0)),
        ("Công an xã", Cell(0, 1, 1)),
        ("Đoàn xã", Cell(0, 1, 1)),
        ("Hết", None),
    ]


def test_lone_bars_become_cells() -> None:
    lines = open_source("|\nUBND XÃ A\n-------\n|\nCỘNG HÒA\n|\n|\nSố: 1/KH\n|\nNgày 2\n|\n\nBÁO CÁO\n\n|\n|\nCHỦ TỊCH\n|\n").lines
    assert [(line.text, line.cell) for line in lines if line.text] == [
        ("UBND XÃ A", Cell(0, 0, 0)),
        ("-------", Cell(0, 0, 0)),
        ("CỘNG HÒA", Cell(0, 0, 1)),
        ("Số: 1/KH", Cell(0, 1, 0)),
        ("Ngày 2", Cell(0, 1, 1)),
        ("BÁO CÁO", None),
        ("CHỦ TỊCH", Cell(1, 0, 1)),
    ]


def test_a_lone_bar_far_from_any_other_opens_no_cell() -> None:
    lines = open_source("|\n" + "Nội dung\n" * 100).lines
    assert all(line.cell is None for line in lines)


def test_wrapped_paragraphs_go_on() -> None:
    words = (PAPER + " ") * 6
    rows, row = [], ""
    for word in words.split():
        if len(row) + 1 + len(word) > 80:
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    lines = open_source("\n".join([*rows, row, "", "Hết."])).lines
    assert [line.paragraph_end for line in lines] == [False] * len(rows) + [True, None, True]


@given(st.text())
def test_any_text_opens_and_is_clean(text: str) -> None:
    try:
        source = open_source(text)
    except VanbanError:
        assert text.lstrip("\ufeff \t\n\r\f").startswith("<")
        return
    for line in source.lines:
        assert line.text == clean(line.text)
        assert "\n" not in line.text


@given(st.text(alphabet="*_|#\\ \n-ab<>[]()&;"))
def test_any_marks_open_and_letters_stay_in_order(text: str) -> None:
    said = "".join(line.text for line in open_source(text).lines)
    letters = [char for char in text if char in "ab"]
    if "<" not in text and "[" not in text and "&" not in text:
        assert [char for char in said if char in "ab"] == letters
