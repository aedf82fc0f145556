"""PDF: the text layer's lines, columns, paragraphs and page numbers; hostile files."""

from __future__ import annotations

import re
import zlib

import pytest

from tests.vanban.sources.builders import LINES, raw_pdf, typst_pdf
from vanban.errors import TooLarge, Unreadable
from vanban.sources import open_source
from vanban.sources.pdf.words import _LINE
from vanban.text import clean

HEAD = """
#grid(columns: (40%, 60%), align: center,
  [ỦY BAN NHÂN DÂN \\ *XÃ THẠNH LỢI* \\ Số: 12/KH-UBND],
  [#text(13pt)[*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*] \\ *Độc lập - Tự do - Hạnh phúc* \\ _Thạnh Lợi, ngày 05 tháng 9 năm 2025_])
#v(1em)
#align(center)[*KẾ HOẠCH* \\ *Tuyên truyền công tác đặc xá năm 2025*]
#set par(justify: true, first-line-indent: (amount: 1.27cm, all: true))
"""
FOOT = """
#v(1em)
#set par(first-line-indent: 0pt)
#grid(columns: (50%, 50%),
  [#text(12pt)[_Nơi nhận:_] \\ #text(11pt)[\\- Như trên; \\ \\- Đảng ủy xã (để báo cáo); \\ \\- Lưu: VT.]],
  align(center)[*TM. ỦY BAN NHÂN DÂN* \\ *CHỦ TỊCH* #v(4em) *Lê Văn Bình*])
"""
BODY = "\n\n".join(
    [" ".join(LINES[:3]), f"*{LINES[3]}*", *LINES[4:6], f"*{LINES[6]}*", " ".join(LINES[7:9]), " ".join(LINES[9:11]), LINES[11]]
)


def paper(body: str = BODY, more: str = "") -> bytes:
    return typst_pdf(
        more + HEAD + body.replace("1. ", "1\\. ").replace("2. ", "2\\. ").replace("3. ", "3\\. ").replace("I. ", "I\\. ") + FOOT
    )


def test_head_and_foot_come_by_columns() -> None:
    source = open_source(paper())
    said = [line.text for line in source.lines]
    assert (source.kind, source.pages, source.ocr) == ("pdf", 1, False)
    assert said[:8] == [
        "ỦY BAN NHÂN DÂN", "XÃ THẠNH LỢI", "Số: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Thạnh Lợi, ngày 05 tháng 9 năm 2025", "KẾ HOẠCH", "Tuyên truyền công tác đặc xá năm 2025",
    ]  # fmt: skip
    assert said[-7:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- Đảng ủy xã (để báo cáo);",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lê Văn Bình",
    ]


def test_looks_places_and_paragraphs() -> None:
    lines = open_source(paper()).lines
    named = {line.text: line for line in lines}
    assert named["XÃ THẠNH LỢI"].bold is True
    assert named["ỦY BAN NHÂN DÂN"].bold is False
    assert named["Nơi nhận:"].italic is True
    assert named["KẾ HOẠCH"].align == "center"
    assert named["- Như trên;"].size == 11.0
    body = [line for line in lines if line.box and 0.2 < line.box.top < 0.6]
    paragraphs, row = [], []
    for line in body:
        row.append(line.text)
        if line.paragraph_end:
            paragraphs.append(" ".join(row))
            row = []
    assert " ".join(LINES[:3]) in paragraphs
    assert LINES[3] in paragraphs
    assert all(line.box and 0 <= line.box.left < line.box.right <= 1 and line.box.top < line.box.bottom for line in lines)


def test_page_numbers_go_and_paragraphs_run_over_pages() -> None:
    long = "\n\n".join([BODY] * 6)
    lines = open_source(paper(long, '#set page(numbering: "1", number-align: center + top)\n')).lines
    pages = max(line.page for line in lines)
    assert pages >= 3
    assert not [line.text for line in lines if line.text.isdigit()]
    last = [[line for line in lines if line.page == page][-1] for page in range(1, pages)]
    assert all(line.paragraph_end is not None for line in last)


def test_words_that_hyphens_join_over_a_line_are_cut() -> None:
    lines = open_source(typst_pdf("#set page(width: 200pt)\n#box(width: 95pt)[Theo Quyết định 2556/QĐ-XPHC của Sở]")).lines
    assert all(line.box and line.box.bottom - line.box.top < 0.05 for line in lines)


RAISED = """
#set page(width: 210mm)
#set text(14pt, font: "Liberation Serif")
#let code(words) = super(typographic: false, size: 0.5em, baseline: -0.55em, words)
#let note(words) = super(typographic: false, size: 0.65em, baseline: -0.33em, words)
"""


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('Đã phát gần 100#code("[S1]") lượt tin, 15#code("[S12]"), 7#code("[S2]").', "Đã phát gần 100 lượt tin, 15, 7."),
        ('Theo sổ của xã#note("1") có 120#note("2") người và 12#note("10") hộ.#note("3")', "Theo sổ của xã có 120 người và 12 hộ."),
        ('Phòng rộng 50 m#note("2"), sân 2 ha; CO#sub(typographic: false)[2] giảm.', "Phòng rộng 50 m2, sân 2 ha; CO2 giảm."),
        ("Xem mục [S1] và lớp 5A, số 12/KH-UBND.", "Xem mục [S1] và lớp 5A, số 12/KH-UBND."),
        ('#note("1") Theo sổ của xã.', "1 Theo sổ của xã."),
    ],
)
def test_raised_marks_are_no_words(body: str, said: str) -> None:
    assert [line.text for line in open_source(typst_pdf(RAISED + body)).lines] == [said]


INDENTED = "#set par(first-line-indent: (amount: 1.27cm, all: true), spacing: 1.2em)\n"
LONG = "Trạm y tế xã bố trí phòng tư vấn riêng, giữ kín thông tin của người đến hỏi, cán bộ trực ghi sổ theo mẫu, chuyển số liệu đi."


@pytest.mark.parametrize("look", ["", INDENTED, INDENTED + "#set par(justify: true)\n", "#set par(justify: true, spacing: 1.4em)\n"])
@pytest.mark.parametrize(
    "paragraphs",
    [
        ["1. Mở sổ.", "2. Ghi sổ.", "3. Đóng sổ."],
        ["Mở đầu ngắn.", "a) Mở sổ hằng tháng;", "b) Ghi sổ hằng ngày;", "- Đóng sổ."],
        [LONG, "1. Mở sổ.", LONG, "2. " + LONG, "Ghi sổ."],
        ["1. " + LONG, "2. " + LONG, "- " + LONG + " " + LONG, "- Ghi sổ."],
    ],
)
def test_paragraphs_end_where_they_end(look: str, paragraphs: list[str]) -> None:
    body = "\n\n".join(re.sub(r"^(\d|-)", r"\\\1", words).replace(". ", "\\. ", 1) for words in paragraphs)
    found, row = [], []
    for line in open_source(typst_pdf(f'#set text(13pt, font: "Liberation Serif")\n{look}{body}')).lines:
        row.append(line.text)
        if line.paragraph_end:
            found.append(" ".join(row))
            row = []
    assert found == paragraphs


WRAPPED = (
    "Trạm y tế xã bố trí phòng tư vấn riêng cho người đến hỏi theo Kế hoạch số 15/KH-UBND ngày 20 tháng 3 năm 2025 và Công văn số "
    "1204/UBND-YT ngày 05 tháng 4 năm 2025; trong năm tiếp nhận ít nhất 1.250 lượt người, cấp phát 12.000 tờ gấp, 300 sổ tay cho 25 ấp"
)


def unspaced(words: str) -> str:
    """Without spaces: a line may also break behind a stroke or a hyphen."""
    return "".join(words.split())


def paragraphs_of(data: bytes) -> list[str]:
    found, row = [], []
    for line in open_source(data).lines:
        row.append(line.text)
        if line.paragraph_end:
            found.append(" ".join(row))
            row = []
    return found


@pytest.mark.parametrize("width", range(150, 176, 3))
@pytest.mark.parametrize("label", ["", "+ ", "1. "])
def test_a_line_that_begins_with_a_figure_goes_on(label: str, width: int) -> None:
    """Hung under their labels, at widths that put each figure in turn at the beginning of a line."""
    item = f"#enum.item(1)[{WRAPPED}.]" if label == "1. " else f"#grid(columns: (7mm, {width - 7}mm), [\\+], [{WRAPPED}.])"
    body = f"{WRAPPED}." if not label else f"#block(width: {width}mm)[{item}]"
    look = f"#set page(margin: (left: 25mm, right: {185 - width}mm))\n#set text(13pt)\n#set par(justify: true)\n"
    if not label:
        look += INDENTED
    found = paragraphs_of(typst_pdf(f"{look}{body}\n\n{body}"))
    assert [unspaced(words) for words in found] == [unspaced(f"{label}{WRAPPED}.")] * 2


@pytest.mark.parametrize(
    ("opening", "opens"),
    [("2- Ghi", True), ("2/ Ghi", True), ("2-Ghi", True), ("II- GHI", True), ("36-HD/HU ghi", False), ("1204/UBND-YT ghi", False)],
)
def test_labels_of_party_papers_open_paragraphs_and_symbols_do_not(opening: str, opens: bool) -> None:
    """Below a line that fills its width and seems to end a sentence, at the same margin and distance."""
    words = "sổ theo dõi hằng tháng, giữ kín thông tin của người đến hỏi theo các quy định v.v."
    lines = "#linebreak(justify: true)".join([f"1\\- Mở {words}", f"{opening.replace('- ', chr(92) + '- ')} {words}", f"3\\- Đóng {words}"])
    found = paragraphs_of(typst_pdf(f"#set text(13pt)\n#set page(margin: (right: 30mm))\n#par(justify: true)[{lines}]"))
    assert any(words.startswith(opening) for words in found) is opens
    assert len(found) == 2 + opens


NUMBERS = {
    "below": "#set page(margin: (bottom: 20mm), footer-descent: -14pt, footer: context align(right, counter(page).display()))\n",
    "dashed": "#set page(margin: (bottom: 20mm), footer-descent: -6pt, footer: context align(center)[\\- #counter(page).display() \\-])\n",
    "above": "#set page(margin: (top: 20mm), header-ascent: -6pt, header: context align(right, counter(page).display()))\n",
}


@pytest.mark.parametrize("place", NUMBERS)
def test_page_numbers_that_touch_a_line_go(place: str) -> None:
    words = (WRAPPED + ".").replace("/", " ").split()
    body = [" ".join(words[turn:] + words[:turn]) for turn in range(24)]
    source = open_source(typst_pdf(NUMBERS[place] + "#set par(justify: true)\n" + "\n\n".join(body)))
    assert source.pages >= 3
    assert unspaced("".join(line.text for line in source.lines)) == unspaced("".join(body))


def test_a_line_ends_where_cleaning_ends_it() -> None:
    """Else a line of a broken file holds two."""
    ends = [sign for sign in map(chr, range(0x3000)) if clean(f"a{sign}b") == "a\nb"]
    assert len(ends) >= 7
    for sign in ends:
        assert _LINE.findall(f"mở sổ{sign}ghi sổ") == ["mở sổ", "ghi sổ"]


def table(rows: int, stroke: str) -> str:
    cells = ", ".join(f"[{row}], [Xã Thạnh số {row}, huyện Lợi Hòa], [0{row} buổi]" for row in range(1, rows + 1))
    header = "table.header([*TT*], [*Đơn vị*], [*Số buổi*])"
    return f"#table(columns: (12mm, 22mm, 30mm), stroke: {stroke}, {header}, {cells})"


def test_cells_of_ruled_tables() -> None:
    lines = open_source(typst_pdf(f"Trước bảng.\n\n{table(3, '0.5pt')}\n\nSau bảng.")).lines
    cells: dict[tuple[int, int], list[str]] = {}
    for line in lines:
        if line.cell:
            cells.setdefault((line.cell.row, line.cell.column), []).append(line.text)
    assert [line.text for line in lines if line.cell is None] == ["Trước bảng.", "Sau bảng."]
    assert [" ".join(cells[0, column]) for column in range(3)] == ["TT", "Đơn vị", "Số buổi"]
    assert [" ".join(cells[3, column]) for column in range(3)] == ["3", "Xã Thạnh số 3, huyện Lợi Hòa", "03 buổi"]
    assert [line.paragraph_end for line in lines if line.cell and line.cell.row == 2 and line.cell.column == 1][-1] is True


def test_a_table_over_pages_is_one_and_keeps_one_header() -> None:
    source = open_source(typst_pdf(f"Trước bảng.\n\n{table(40, '0.5pt')}\n\nSau bảng.\n\n{table(3, '0.5pt')}"))
    assert source.pages > 1
    first = [line for line in source.lines if line.cell and line.cell.table == 0 and line.cell.column == 0]
    assert [line.text for line in first] == ["TT", *map(str, range(1, 41))]
    assert [line.text for line in source.lines].count("Đơn vị") == 2
    assert {line.cell.table for line in source.lines if line.cell} == {0, 1}


@pytest.mark.parametrize("body", [table(8, "none"), "#box(stroke: 1pt, inset: 4pt)[HỎA TỐC] " + " \\ ".join(["Xã Thạnh Lợi"] * 8)])
def test_what_has_no_ruled_columns_is_no_table(body: str) -> None:
    assert not [line for line in open_source(typst_pdf(body)).lines if line.cell]


@pytest.mark.parametrize(("angle", "page"), [(0, 0), (90, 0), (270, 0), (90, 270), (270, 90)])
def test_turned_text_reads_upright(angle: int, page: int) -> None:
    body = " \\ ".join(line.replace(". ", "\\. ") for line in LINES[:6])
    data = typst_pdf(f"#set page(width: 297mm, height: 210mm)\n#rotate({angle}deg, reflow: true)[#box(width: 170mm)[{body}]]")
    data = data.replace(b"/MediaBox", b"/Rotate %d /MediaBox" % page, 1)
    said = " ".join(line.text for line in open_source(data).lines)
    assert said == " ".join(LINES[:6])


def bomb(times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * 10_000_000) for _ in range(times)) + packer.flush()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (raw_pdf(zlib.compress(zlib.compress(b" " * 5_000_000)), filters="/Filter[/FlateDecode/FlateDecode]"), Unreadable),
        (raw_pdf(b"x", filters="/Filter 9 0 R"), Unreadable),
        (raw_pdf(bomb(20), filters="/Filter/FlateDecode"), TooLarge),
        (raw_pdf(b"x" * 300_000, filters="/Filter/LZWDecode"), TooLarge),
        (b"%PDF-1.4\n" + b"\0" * 500, Unreadable),
        (raw_pdf(b"")[:200], Unreadable),
    ],
)
def test_hostile_files_are_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"Hãy"):
        open_source(data)


def test_a_ring_of_pages_ends() -> None:
    source = open_source(raw_pdf(b"", pages="[2 0 R 3 0 R]"))
    assert source.lines == ()
