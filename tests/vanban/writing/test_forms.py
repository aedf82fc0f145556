"""The forms in which papers differ: types, signers, Party style, joint issuers, copies, citations."""

from __future__ import annotations

from dataclasses import replace

import pytest

import vanban
from tests.vanban.writing import papers
from vanban import rules
from vanban.model import Citation
from vanban.model.paper import Authority, CopyNote, Paper, Signing
from vanban.writing import BadPaper, write_docx, write_html, write_pdf, write_text
from vanban.writing.citations import Citations, basis
from vanban.writing.wordforms import capitals, number_line

ADMINISTRATIVE = [kind for kind in rules.load("types")["type"] if kind["group"] == "administrative"]


def lines(paper: Paper) -> list[str]:
    return [line for line in write_text(paper).split("\n") if line]


def test_there_are_29_types() -> None:
    assert len(ADMINISTRATIVE) == 29


@pytest.mark.parametrize("kind", ADMINISTRATIVE, ids=lambda kind: kind["code"])
def test_every_type_is_written_in_every_form(kind: dict[str, str]) -> None:
    paper = replace(papers.letter(), type=kind["code"], symbol=f"{kind['code']}-CAT", urgency=None)
    headed = kind.get("heading", True)
    assert (kind["name"].upper() in lines(paper)) is headed
    assert write_pdf(paper).startswith(b"%PDF")
    assert write_docx(paper).startswith(b"PK")
    assert f"<h1>{kind['name'].upper()}" in write_html(paper) or not headed
    if headed:
        read = vanban.read(write_docx(paper))
        assert read.type is not None
        assert read.type.code == kind["code"]


@pytest.mark.parametrize(
    ("signing", "shown"),
    [
        (Signing("A", "Giám đốc"), ["GIÁM ĐỐC", "A"]),
        (Signing("A", "Phó Giám đốc", (Authority("KT.", "Giám đốc"),)), ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "A"]),
        (Signing("A", "Chủ tịch", (Authority("TM.", "Ủy ban nhân dân"),)), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "A"]),
        (Signing("A", None, (Authority("Q.", "Giám đốc"),)), ["Q. GIÁM ĐỐC", "A"]),
        (Signing("A", "Chánh Văn phòng", (Authority("TL.", "Chủ tịch"),)), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "A"]),
        (Signing("A", "Trưởng phòng", (Authority("TUQ.", "Giám đốc"),)), ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG", "A"]),
        (
            Signing("A", "Phó Chánh Văn phòng", (Authority("TL.", "Chủ tịch"), Authority("KT.", "Chánh Văn phòng"))),
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "A"],
        ),
        (
            Signing("A", "Trưởng ban", rank="Đại tá", other_post="Giám đốc Công an tỉnh"),
            ["TRƯỞNG BAN", "GIÁM ĐỐC CÔNG AN TỈNH", "Đại tá A"],
        ),
    ],
)
def test_authority_lines(signing: Signing, shown: list[str]) -> None:
    assert lines(replace(papers.letter(), signings=(signing,)))[-len(shown) :] == shown


def test_party_style() -> None:
    paper = replace(papers.letter(), type="CT", party=True, symbol="CT/TU", serial="4", subject="Về lãnh đạo")
    assert "Số 04-CT/TU" in lines(paper)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in lines(paper)
    assert "Độc lập - Tự do - Hạnh phúc" not in lines(paper)
    number = vanban.read(write_docx(paper)).number
    assert number is not None
    assert number.serial == "04"


def test_joint_issuers_sign_side_by_side() -> None:
    paper = replace(papers.letter(), parent=None, others=("Sở Tư pháp",), signings=(Signing("A", "Giám đốc"), Signing("B", "Giám đốc")))
    assert "CÔNG AN TỈNH SƠN HÀ - SỞ TƯ PHÁP" in lines(paper)
    assert lines(paper)[-4:] == ["GIÁM ĐỐC", "A", "GIÁM ĐỐC", "B"]


def test_a_telegram_names_its_sender() -> None:
    paper = replace(papers.letter(), type="CĐ", enacted_by="Chủ tịch Ủy ban nhân dân tỉnh Sơn Hà", urgency="Hoả tốc")
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN HÀ điện:" in lines(paper)
    assert "HỎA TỐC" in lines(paper)
    assert vanban.read(write_docx(paper)).addressees == paper.addressees


def test_minutes_have_no_date_line() -> None:
    assert not [line for line in lines(replace(papers.letter(), type="BB")) if line.startswith("Sơn Hà, ngày")]


@pytest.mark.parametrize(("kind", "shown"), [("SY", "SAO Y"), ("TrS", "TRÍCH SAO"), ("SL", "SAO LỤC")])
def test_copies(kind: str, shown: str) -> None:
    copy = replace(papers.copy_note(), kind=kind, symbol=f"{kind}-STP")
    paper = replace(papers.letter(), copy=copy)
    assert shown in lines(paper)
    assert f"Số: 03/{kind}-STP" in lines(paper)
    assert "Sơn Hà, ngày 10 tháng 3 năm 2026" in lines(paper)


def test_an_unknown_kind_of_copy() -> None:
    with pytest.raises(BadPaper, match="hình thức sao"):
        write_text(replace(papers.letter(), copy=CopyNote("X", "Sở", "X-S", "Sơn Hà")))


def test_annexes_are_numbered_where_there_are_several() -> None:
    paper = papers.decision()
    assert [line for line in lines(paper) if line.startswith("Phụ lục")] == ["Phụ lục I", "Phụ lục II"]
    one = replace(paper, annexes=paper.annexes[:1])
    assert [line for line in lines(one) if line.startswith("Phụ lục")] == ["Phụ lục"]


@pytest.mark.parametrize(
    ("serial", "shown"), [("7", "Số: 07/X-Y"), ("36", "Số: 36/X-Y"), ("1509", "Số: 1509/X-Y"), (None, "Số: " + "\u00a0" * 8 + "/X-Y")]
)
def test_number_line(serial: str | None, shown: str) -> None:
    assert number_line(serial, "X-Y") == shown


def test_capitals_of_stacked_marks() -> None:
    assert capitals("ủy ban nhân dân xã Mường Ẵng, ế ỗ ợ ữ ẵ đ") == "ỦY BAN NHÂN DÂN XÃ MƯỜNG ẴNG, Ế Ỗ Ợ Ữ Ẵ Đ"


DECREE = Citation("NĐ", "49/2020/NĐ-CP", "2020-04-17", "Chính phủ", "quy định chi tiết thi hành một số điều")
LAW = Citation("Luật", "30/2018/QH14", "2018-11-19", "Quốc hội", "Đặc xá")


def test_citations_are_whole_once() -> None:
    cited = Citations()
    assert cited.cite(DECREE) == "Nghị định số 49/2020/NĐ-CP ngày 17 tháng 4 năm 2020 của Chính phủ quy định chi tiết thi hành một số điều"
    assert cited.cite(DECREE) == "Nghị định số 49/2020/NĐ-CP"
    assert cited.cite(LAW) == cited.cite(LAW) == "Luật Đặc xá"


def test_bases() -> None:
    assert basis(LAW) == "Căn cứ Luật Đặc xá ngày 19 tháng 11 năm 2018"
    assert basis(DECREE).startswith("Căn cứ Nghị định số 49/2020/NĐ-CP ngày 17 tháng 4 năm 2020 của Chính phủ")


def test_a_citation_comes_back() -> None:
    paper = replace(papers.letter(), blocks=(papers.Paragraph(papers.words(f"Thực hiện {Citations().cite(DECREE)}, Sở yêu cầu.")),))
    read = vanban.read(write_text(paper))
    assert [(one.type, one.number, one.date) for one in read.citations] == [("NĐ", "49/2020/NĐ-CP", "2020-04-17")]


def test_html_says_the_values() -> None:
    page = write_html(papers.report())
    assert '<data value="97" data-figure="f-0001"' in page
    assert ">gần 100</data>" in page
    assert 'lang="vi"' in page
    assert "<th scope=" in page
    assert "CHƯA CÓ MINH CHỨNG</mark>" in page
    assert "&lt;script&gt;" in write_html(replace(papers.report(), subject="<script>"))
    assert "javascript:" not in write_html(replace(papers.report(), verify_url="javascript:alert(1)"))
