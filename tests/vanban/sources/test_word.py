"""Word files: styles, numbering, tables, notes, tracked changes, text boxes, headers."""

from __future__ import annotations

import pytest

from tests.vanban.sources.builders import docx, odt, p, zipped
from vanban.errors import TooLarge, Unreadable
from vanban.model.page import Cell
from vanban.sources import open_source
from vanban.sources.labels import label_of

LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="{}"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/>{}</w:lvl>'


def numbering(*levels: tuple[int, str, str], more: str = "", extra: str = "") -> str:
    """One list of these levels: start, format, text."""
    made = "".join(LEVEL.format(i, start, kind, text, extra) for i, (start, kind, text) in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="7">{made}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>{more}'


def item(text: str, level: int = 0, number: int = 3) -> str:
    return p(text, paragraph=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(data: bytes) -> list[str]:
    return [line.text for line in open_source(data).lines]


def test_looks_of_runs_and_paragraphs() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:basedOn w:val="Base"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    body = p("KẾ HOẠCH", paragraph='<w:pStyle w:val="Title"/>') + p("thường", run='<w:b w:val="0"/><w:sz w:val="28"/>')
    first, second = open_source(docx(body, styles=styles)).lines
    assert (first.bold, first.italic, first.size, first.align) == (True, True, 13.0, "center")
    assert (second.bold, second.italic, second.size, second.align) == (False, False, 14.0, None)


def test_bold_beginning() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>2. Tai nạn:</w:t></w:r>"
        "<w:r><w:t xml:space='preserve'> Không.</w:t></w:r></w:p>"
    )
    line = open_source(docx(body)).lines[0]
    assert (line.text, line.bold, line.bold_until) == ("2. Tai nạn: Không.", False, 11)


@pytest.mark.parametrize(
    ("levels", "items", "labels"),
    [
        ([(1, "upperRoman", "%1.")], [0, 0, 0], ["I.", "II.", "III."]),
        ([(1, "upperRoman", "%1."), (1, "decimal", "%2.")], [0, 1, 1, 0, 1], ["I.", "1.", "2.", "II.", "1."]),
        ([(1, "decimal", "%1."), (1, "decimal", "%1.%2.")], [0, 1, 1, 0, 1], ["1.", "1.1.", "1.2.", "2.", "2.1."]),
        ([(1, "lowerLetter", "%1)")], [0, 0], ["a)", "b)"]),
        ([(3, "decimal", "Điều %1.")], [0, 0], ["Điều 3.", "Điều 4."]),
        ([(1, "bullet", "\uf0b7")], [0], ["-"]),
        ([(1, "bullet", "+")], [0], ["+"]),
        ([(1, "none", "")], [0], [None]),
        ([(1, "decimal", "%1."), (1, "decimal", "%1.%2.")], [1], ["1.1."]),
    ],
)
def test_labels_that_word_counts(levels: list[tuple[int, str, str]], items: list[int], labels: list[str | None]) -> None:
    lines = open_source(docx("".join(item("Nội dung", level) for level in items), numbering=numbering(*levels))).lines
    assert [line.label for line in lines] == labels
    assert [line.text for line in lines] == [f"{label} Nội dung" if label else "Nội dung" for label in labels]


def test_lists_that_share_a_definition_count_on_and_restart_where_told() -> None:
    more = (
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b") + item("c", number=4) + item("d", number=5) + item("e", number=5) + item("f", number=0)
    assert texts(docx(body, numbering=numbering((1, "decimal", "%1."), more=more))) == ["1. a", "2. b", "3. c", "1. d", "2. e", "f"]


def test_empty_list_paragraphs_are_not_counted() -> None:
    assert texts(docx(item("a") + item("") + item("b"), numbering=numbering((1, "decimal", "%1.")))) == ["1. a", "", "2. b"]


@pytest.mark.parametrize(
    ("style", "number", "label"),
    [("upperRoman", 4, "IV"), ("upperRoman", 1999, "MCMXCIX"), ("lowerLetter", 27, "aa"), ("decimalZero", 9, "09"), ("unknown", 5, "5")],
)
def test_number_formats(style: str, number: int, label: str) -> None:
    assert label_of(style, number) == label


def test_tables_become_cells_and_merged_cells_are_silent() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<w:tc><w:tcPr>{more}</w:tcPr>{p(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('TT', '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}{cell('Nội dung')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('Số lượng')}</w:tr>"
    )
    lines = open_source(docx(p("Trước") + f"<w:tbl>{rows}</w:tbl>" + p("Sau"))).lines
    assert [(line.text, line.cell) for line in lines] == [
        ("Trước", None),
        ("TT", Cell(0, 0, 0)),
        ("Nội dung", Cell(0, 0, 1)),
        ("Số lượng", Cell(0, 1, 1)),
        ("Sau", None),
    ]


def test_footnotes_stand_at_the_end_with_their_marks() -> None:
    body = "<w:p><w:r><w:t>Theo quy định</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + p("Hết")
    notes = f"<w:footnote w:id='0'>{p('kẻ')}</w:footnote><w:footnote w:id='2'>{p('Công văn số 1/UBND')}</w:footnote>"
    assert texts(docx(body, footnotes=notes)) == ["Theo quy định[1]", "Hết", "[1] Công văn số 1/UBND"]


def test_tracked_changes_read_as_if_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>Giao </w:t></w:r>"
        "<w:del><w:r><w:delText>Sở A</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Sở B</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p>" + p("liền")
    )
    assert texts(docx(body)) == ["Giao Sở B", "nối liền"]


def test_fields_controls_hidden_text_and_breaks() -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:t>ngày 1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("trong ô") + "</w:sdtContent></w:sdt>"
        + p("ẩn", run="<w:vanish/>") + p("hoa", run="<w:caps/>")
        + "<w:p><w:r><w:t>một</w:t>"
        "<w:br/><w:t>hai</w:t><w:noBreakHyphen/></w:r></w:p>"
    )  # fmt: skip
    lines = open_source(docx(body)).lines
    assert [line.text for line in lines] == ["ngày 1", "trong ô", "", "HOA", "một", "hai-"]
    assert [line.paragraph_end for line in lines[-2:]] == [None, True]


def test_text_boxes_follow_their_paragraph_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('KHẨN')}</w:txbxContent>"
    both = f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:p><w:r><w:t>Thân</w:t>{both}</w:r></w:p>"
    assert texts(docx(body)) == ["Thân", "KHẨN"]


def test_old_fonts_are_decoded() -> None:
    assert texts(docx(p("Sè: 05", run='<w:rFonts w:ascii=".VnTime"/>'))) == ["Số: 05"]


def test_unicode_typed_in_an_old_font_stays() -> None:
    old = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    body = f"<w:p><w:r>{old}<w:t>T</w:t></w:r><w:r>{old}<w:t>ình h</w:t></w:r><w:r>{old}<w:t>ình quản lý</w:t></w:r></w:p>"
    assert texts(docx(body)) == ["Tình hình quản lý"]


def test_header_is_read_only_where_the_body_lacks_it() -> None:
    nation = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    with_header = docx(p("BÁO CÁO"), header=nation).replace(b"w:header>", b"w:hdr   >")
    assert texts(with_header)[-1] == "BÁO CÁO"
    assert texts(docx(nation + p("BÁO CÁO"), header=nation)).count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 1
    assert texts(docx(p("BÁO CÁO"), header=nation)) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO"]


ODT_LIST = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>'
)


def test_opendocument() -> None:
    body = (
        '<text:p text:style-name="C"><text:span text:style-name="B">KẾ HOẠCH</text:span></text:p>'
        '<text:list text:style-name="L"><text:list-item><text:p>Mục đích</text:p><text:list><text:list-item><text:p>ý một</text:p>'
        "</text:list-item></text:list></text:list-item><text:list-item><text:p>Yêu cầu</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p>"
        "</table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes><text:p>một<text:s/>hai<text:line-break/>ba"
        "<text:note><text:note-body><text:p>chú thích</text:p></text:note-body></text:note></text:p>"
    )
    lines = open_source(odt(body, styles=ODT_LIST)).lines
    assert [line.text for line in lines] == [
        "KẾ HOẠCH",
        "I. Mục đích",
        "- ý một",
        "II. Yêu cầu",
        "a",
        "b",
        "một hai",
        "ba[1]",
        "[1] chú thích",
    ]
    assert (lines[0].bold, lines[0].align, lines[1].label, lines[5].cell) == (True, "center", "I.", Cell(0, 0, 1))


MANY = {f"word/{i}.xml": "<a/>" for i in range(2_100)}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (zipped({"word/document.xml": b" " * 40_000_000}), TooLarge),
        (zipped({"word/document.xml": b"<a/>", "word/x.bin": b"\0" * 60_000_000}), TooLarge),
        (zipped(MANY), TooLarge),
        (zipped({"word/document.xml": "<a/>", "../../etc/x": "x"}), Unreadable),
        (zipped({"word/document.xml": "<a/>", "/x": "x"}), Unreadable),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}), Unreadable),
        (zipped({"word/document.xml": "<a>" * 400 + "</a>" * 400}), Unreadable),
        (zipped({"word/document.xml": "<a>"}), Unreadable),
        (zipped({"xl/workbook.xml": "<a/>"}), Unreadable),
        (zipped({"a.txt": "x"}), Unreadable),
        (b"PK\x03\x04" + b"\0" * 50, Unreadable),
        (odt("<text:p>a</text:p>", mimetype="application/vnd.oasis.opendocument.spreadsheet"), Unreadable),
    ],
)
def test_hostile_and_foreign_archives_are_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"\w\. Hãy|\. Chỉ đọc"):
        open_source(data)


def test_overlapping_parts_are_refused() -> None:
    good = zipped({"word/document.xml": b"<a/>" * 500}, stored=True)
    start = good.index(b"PK\x01\x02")
    end = good.index(b"PK\x05\x06")
    entry = good[start:end]
    twice = entry + entry.replace(b"word/document.xml", b"word/xxxxxxxx.xml")
    tail = bytearray(good[end:])
    tail[8:12] = (2).to_bytes(2, "little") * 2
    tail[12:16] = len(twice).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="bất thường"):
        open_source(good[:start] + twice + bytes(tail))


def test_a_chapter_whose_name_stands_below_shows_its_label() -> None:
    assert texts(docx(item("") + p("QUY ĐỊNH CHUNG"), numbering=numbering((1, "upperRoman", "Chương %1")))) == [
        "Chương I",
        "QUY ĐỊNH CHUNG",
    ]
