"""Layout remarks: none on what we write, and exactly the right one on each breach."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import vanban.writing
from tests.vanban.writing import papers
from vanban.checking import cli
from vanban.checking.layout import check_file
from vanban.model import Finding
from vanban.model.paper import Paper
from vanban.writing import Layout, write_docx, write_pdf, write_text

PAGE_CODES = {"LAYOUT_MARGIN", "LAYOUT_PAGE_NUMBER", "LAYOUT_PAPER"}
PAPERS = {"letter": papers.letter(), "decision": papers.decision(), "report": replace(papers.report(), date="2026-06-15", serial="9")}


def layout_codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings if finding.code.startswith("LAYOUT_")]


def edited(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    old, out = ZipFile(BytesIO(data)), BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                changed = change(content.decode())
                assert changed != content.decode(), "the edit did nothing"
                content = changed.encode()
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("write", [write_docx, write_pdf, lambda paper: write_text(paper).encode()], ids=["docx", "pdf", "text"])
def test_what_we_write_breaks_nothing(paper: Paper, write: Callable[[Paper], bytes]) -> None:
    assert layout_codes(check_file(write(paper))) == []


@pytest.mark.parametrize(
    "sizes",
    [
        {"national_title": 13, "motto": 14, "issuer": 13, "parent": 13, "place_date": 14},
        {"body": 13, "type_name": 13, "subject": 13, "signer": 13},
    ],
)
def test_every_legal_size_is_accepted(sizes: dict[str, float]) -> None:
    layout = Layout(left=35, right=20, top=25, bottom=25, first_line=10, line_spacing=1.5, sizes=sizes)
    for write in (write_docx, write_pdf):
        assert layout_codes(check_file(write(PAPERS["report"], layout))) == []


def style(name: str, old: str, new: str) -> Callable[[str], str]:
    """A change of one paragraph style of our DOCX."""

    def change(text: str) -> str:
        start = text.index(f'w:styleId="{name}"')
        end = text.index("</w:style>", start)
        return text[:start] + text[start:end].replace(old, new) + text[end:]

    return change


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "said"),
    [
        ("NationalTitle", 'w:sz w:val="24"', 'w:sz w:val="32"', "LAYOUT_SIZE", "Quốc hiệu"),
        ("Motto", "<w:b/>", "", "LAYOUT_WEIGHT", "Tiêu ngữ"),
        ("Number", 'w:sz w:val="26"', 'w:sz w:val="28"', "LAYOUT_SIZE", "quy định 13"),
        ("PlaceDate", "<w:i/>", "", "LAYOUT_WEIGHT", "nghiêng"),
        ("RecipientsWord", "<w:i/>", "", "LAYOUT_WEIGHT", "Nơi nhận"),
        ("Recipient", 'w:sz w:val="22"', 'w:sz w:val="26"', "LAYOUT_SIZE", "cỡ chữ 13"),
        ("Signer", "<w:b/>", "", "LAYOUT_WEIGHT", "Họ tên"),
        ("Body", 'w:sz w:val="28"', 'w:sz w:val="24"', "LAYOUT_SIZE", "Nội dung"),
        ("Subject", "<w:b/>", "", "LAYOUT_WEIGHT", "Trích yếu"),
    ],
)
def test_a_changed_style(name: str, old: str, new: str, code: str, said: str) -> None:
    found = [one for one in check_file(edited(write_docx(PAPERS["report"]), "word/styles.xml", style(name, old, new))) if one.code == code]
    assert len(found) == 1
    assert said in found[0].message
    assert found[0].spans
    assert found[0].reference
    assert "30/2020/NĐ-CP" in found[0].reference


@pytest.mark.parametrize(
    ("pattern", "new", "codes"),
    [
        (r'w:left="1701"', 'w:left="1134"', ["LAYOUT_MARGIN"]),
        (r'w:pgSz w:w="\d+" w:h="\d+"', 'w:pgSz w:w="12240" w:h="15840"', ["LAYOUT_PAPER"]),
        ("<w:titlePg/>", "", ["LAYOUT_PAGE_NUMBER"]),
        ("Độc lập - Tự do", "Độc lập – Tự do", ["LAYOUT_MOTTO"]),
        ("Số: 09/", "Số: 9/", ["LAYOUT_NUMBER_PADDING"]),
        ("BC-SVHTTDL", "BC- SVHTTDL", ["LAYOUT_SYMBOL_SPACE"]),
        ("- Lãnh đạo Sở;", "- Lãnh đạo Sở", ["LAYOUT_RECIPIENT_STOP"]),
        ("- Lưu: VT, TTBC.", "- Sở Tư pháp.", ["LAYOUT_RECIPIENT_KEEP"]),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "VIỆT NAM", ["LAYOUT_NO_NATIONAL_TITLE"]),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Cộng hòa xã hội chủ nghĩa", ["LAYOUT_CASE"]),
        (
            r"<w:r>(?=<w:t [^>]*>Sở hướng dẫn)",
            '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr>',
            ["LAYOUT_FONT"],
        ),
    ],
)
def test_a_changed_document(pattern: str, new: str, codes: list[str]) -> None:
    data = edited(write_docx(PAPERS["report"]), "word/document.xml", lambda text: re.sub(pattern, new, text))
    found = check_file(data)
    assert layout_codes(found) == codes
    assert all(one.reference for one in found if one.code in codes)


@pytest.mark.parametrize(("old", "new"), [("ngày 05 tháng 01", "ngày 5 tháng 01"), ("ngày 05 tháng 01", "ngày 05 tháng 1")])
def test_an_unpadded_date(old: str, new: str) -> None:
    data = edited(write_docx(PAPERS["letter"]), "word/document.xml", lambda text: text.replace(old, new))
    assert layout_codes(check_file(data)) == ["LAYOUT_DATE_PADDING"]


def test_a_base_without_its_stop() -> None:
    old = "16 tháng 6 năm 2025"
    data = edited(write_docx(PAPERS["decision"]), "word/document.xml", lambda text: text.replace(f"{old};", f"{old}."))
    assert layout_codes(check_file(data)) == ["LAYOUT_BASIS_STOP"]


@pytest.mark.corpus
def typst_paper(head: str, *, margin: str = "top: 20mm, bottom: 20mm, left: 30mm, right: 15mm", number: str = "") -> bytes:
    """A paper that somebody else set: ``head`` above two pages of text."""
    import typst

    body = "\n\n".join(
        "Các đơn vị tổ chức tuyên truyền đến cán bộ, công chức và người dân trên địa bàn theo kế hoạch. " * 3 for _ in range(26)
    )
    fonts = Path(vanban.writing.__file__).parent / "fonts"
    source = f"""#set page("a4", margin: ({margin}), {number})
#set text(font: "Liberation Serif", size: 14pt)
#set par(justify: true)
{head}
{body}
"""
    return bytes(typst.compile(source.encode(), font_paths=[str(fonts)]))


LEFT = '#align(center)[#text(13pt)[UBND TỈNH SƠN HÀ]\n\n#text(13pt, weight: "bold")[SỞ NỘI VỤ]]'
RIGHT = (
    '#align(center)[#text(13pt, weight: "bold")[CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM]\n\n'
    '#text(14pt, weight: "bold")[Độc lập - Tự do - Hạnh phúc]]'
)
NUMBER, DAY = "#align(center)[#text(13pt)[Số: 145/KH-SNV]]", "#align(center)[#emph[Sơn Hà, ngày 12 tháng 5 năm 2026]]"
TITLE = "#align(center)[*KẾ HOẠCH*\n\n*Tuyên truyền cải cách hành chính*]"


def grid(left: str, right: str) -> str:
    return f"#grid(columns: (2fr, 3fr), [{left}], [{right}])"


@pytest.mark.parametrize(
    ("made", "codes"),
    [
        (typst_paper(f"{grid(LEFT, RIGHT)}{grid(NUMBER, DAY)}{TITLE}"), []),
        (typst_paper(f"{grid(LEFT, RIGHT)}{grid(NUMBER, DAY)}#align(left)[*KẾ HOẠCH*]"), ["LAYOUT_POSITION"]),
        (typst_paper(f"{grid(LEFT, RIGHT)}{grid(NUMBER, '')}{TITLE}{grid('', DAY)}"), ["LAYOUT_NOT_BESIDE"]),
        (
            typst_paper(f"{grid(LEFT, RIGHT)}{grid(NUMBER, DAY)}{TITLE}", margin="top: 10mm, bottom: 12mm, left: 30mm, right: 15mm"),
            ["LAYOUT_MARGIN", "LAYOUT_MARGIN"],
        ),
        (typst_paper(f"{grid(LEFT, RIGHT)}{grid(NUMBER, DAY)}{TITLE}", number='numbering: "1"'), ["LAYOUT_PAGE_NUMBER"]),
    ],
    ids=["as the law has it", "title at the left", "date below the title", "narrow margins", "numbers at the foot"],
)
def test_where_things_stand_in_a_pdf(made: bytes, codes: list[str]) -> None:
    found = [code for code in layout_codes(check_file(made)) if code in {"LAYOUT_POSITION", "LAYOUT_NOT_BESIDE", *PAGE_CODES}]
    assert found == codes


def test_real_papers_are_not_drowned_in_remarks() -> None:
    """Papers that offices really issued break a rule or two, not ten."""
    folder = Path(__file__).parents[4] / "shared" / "corpus" / "dev" / "docs"
    if not folder.is_dir():
        pytest.skip("the real papers (../shared/corpus/dev/docs) are not here")
    for file in sorted(folder.glob("*.docx")):
        assert len(layout_codes(check_file(file))) <= 4, file.name


def test_in_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    cli.arguments(parser)
    good, bad = tmp_path / "good.docx", tmp_path / "bad.docx"
    good.write_bytes(write_docx(PAPERS["letter"]))
    bad.write_bytes(edited(write_docx(PAPERS["letter"]), "word/document.xml", lambda text: text.replace("Số: 07/", "Số: 7/")))
    assert cli.run(parser.parse_args([str(good)])) == 0
    assert cli.run(parser.parse_args([str(good), str(bad)])) == 1
    assert "LAYOUT_NUMBER_PADDING" in capsys.readouterr().out
    assert cli.run(parser.parse_args(["--json", str(bad)])) == 1
    assert json.loads(capsys.readouterr().out)["findings"]
    assert cli.run(parser.parse_args([str(tmp_path / "none.docx")])) == 2
