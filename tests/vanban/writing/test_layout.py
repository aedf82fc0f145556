"""The fourteen elements measured on rendered pages, against the bounds of Appendix I (``rules/layout.toml``)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.vanban.writing import papers
from tests.vanban.writing.pages import Rendered, Shown, office
from vanban import rules
from vanban.model.paper import Paper
from vanban.writing import Layout, OutOfBounds, write_docx, write_pdf

ELEMENTS = rules.load("layout")["elements"]
Render = Callable[[Paper], Rendered]
_TOLERANCE = 0.6
"""Millimetres by which a converter may round."""


@pytest.fixture(scope="module", params=["pdf", pytest.param("docx", marks=pytest.mark.slow)])
def render(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Render:
    """The paper rendered by typst, or written as DOCX and rendered by LibreOffice."""
    known: dict[str, Rendered] = {}

    def rendered(paper: Paper) -> Rendered:
        if paper.symbol not in known:
            folder: Path = tmp_path_factory.mktemp("office")
            data = write_pdf(paper) if request.param == "pdf" else office(write_docx(paper), folder, "pdf")
            known[paper.symbol] = Rendered(data)
        return known[paper.symbol]

    return rendered


def assert_element(line: Shown, name: str) -> None:
    bounds = ELEMENTS[name]
    assert bounds["least"] - 0.1 <= line.size <= bounds["most"] + 0.1, (name, line)
    assert line.bold is bounds["bold"], (name, line)
    assert line.italic is bounds["italic"], (name, line)


def test_page_and_margins(render: Render) -> None:
    page = render(papers.report())
    left, right, top, bottom = 30, 210 - 15, 20, 297 - 20
    for line in page.lines:
        if line.top < 19:
            continue  # the page number stands in the top margin
        assert line.left >= left - _TOLERANCE, line
        assert line.right <= right + _TOLERANCE, line
        assert line.top >= top - _TOLERANCE, line
        assert line.bottom <= bottom + _TOLERANCE, line
    assert all(size == pytest.approx((210, 297), abs=0.1) for size in page.sizes)


def test_head(render: Render) -> None:
    page = render(papers.report())
    title, motto = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), page.find("Độc lập - Tự do - Hạnh phúc")
    parent, issuer, last = page.find("ỦY BAN NHÂN DÂN TỈNH"), page.find("SỞ VĂN HÓA"), page.find("DU LỊCH")
    number, date = page.find("/BC-SVHTTDL"), page.find("tháng 6 năm 2026")
    for line, name in (
        (title, "national_title"),
        (motto, "motto"),
        (parent, "parent"),
        (issuer, "issuer"),
        (number, "number"),
        (date, "place_date"),
    ):
        assert_element(line, name)
    assert parent.top == pytest.approx(title.top, abs=0.8)
    assert motto.middle == pytest.approx(title.middle, abs=0.5)
    assert issuer.middle == pytest.approx(parent.middle, abs=0.5)
    assert number.bottom == pytest.approx(date.bottom, abs=2.5), "the date stands on the line of the number"
    assert title.left > parent.right
    assert page.rule_below(motto).length == pytest.approx(motto.right - motto.left, rel=0.02)
    longest = max(issuer.right - issuer.left, last.right - last.left)
    assert 1 / 3 <= page.rule_below(last).length / longest <= 1 / 2


def test_type_and_subject(render: Render) -> None:
    page = render(papers.report())
    name, first = page.find("BÁO CÁO"), page.find("Kết quả thông tin")
    second = page.find("6 tháng đầu năm 2026", page=1)
    assert_element(name, "type_name")
    assert_element(first, "subject")
    centre = (30 + 195) / 2
    for line in (name, first, second):
        assert line.middle == pytest.approx(centre, abs=0.6)
    longest = max(first.right - first.left, second.right - second.left)
    assert 1 / 3 <= page.rule_below(second).length / longest <= 1 / 2


def test_body(render: Render) -> None:
    page = render(papers.report())
    opening, following, heading = page.find("Thực hiện Kế hoạch"), page.find("báo cáo như sau:"), page.find("I. CÔNG TÁC CHỈ ĐẠO")
    assert_element(opening, "body")
    assert heading.bold
    assert opening.left == pytest.approx(30 + 12.7, abs=0.5), "first line indented by 1.27 cm"
    assert following.left == pytest.approx(30, abs=0.5)
    assert opening.right == pytest.approx(195, abs=0.5), "both edges straight"
    lines = (following.bottom - opening.bottom) / (14 * 25.4 / 72 * 1.149)
    assert 0.95 <= lines <= 1.55
    apart = heading.bottom - following.bottom - (following.bottom - opening.bottom)
    assert apart >= 6 * 25.4 / 72 - 0.9


def test_foot(render: Render) -> None:
    page = render(papers.report())
    word, first, post, name = page.find("Nơi nhận:"), page.find("- Như trên;"), page.find("KT. GIÁM ĐỐC"), page.find("Nguyễn Thị Ví Dụ")
    for line, element in ((word, "recipients_word"), (first, "recipient"), (post, "authority"), (name, "signer")):
        assert_element(line, element)
    assert word.left == pytest.approx(30, abs=0.5)
    assert first.left == pytest.approx(30, abs=0.5)
    assert word.top == pytest.approx(post.top, abs=1.5), "Nơi nhận stands level with the signer's authority"
    assert post.middle > 210 / 2
    assert name.middle == pytest.approx(post.middle, abs=0.6)
    assert page.find("PHÓ GIÁM ĐỐC").middle == pytest.approx(post.middle, abs=0.6)
    assert name.top - page.find("PHÓ GIÁM ĐỐC").bottom > 15, "room for a signature and a seal"
    assert page.find("- Lưu: VT, TTBC.").page == word.page


def test_page_numbers(render: Render) -> None:
    page = render(papers.decision())
    numbers = [(line.page, line.text.strip()) for line in page.lines if line.bottom < 20 and line.text.strip().isdigit()]
    assert numbers == [(4, "2")], "none on a first page, and each annex counts anew"
    shown = next(line for line in page.lines if line.page == 4 and line.bottom < 20)
    assert_element(shown, "page_number")
    assert page.sizes[2] == pytest.approx((297, 210), abs=0.1), "a landscape annex"


def test_page_number_stands_in_the_middle_of_the_top_margin(render: Render) -> None:
    page = render(papers.report())
    shown = next(line for line in page.on(2) if line.bottom < 20)
    assert shown.text.strip() == "2"
    assert shown.middle == pytest.approx((30 + 195) / 2, abs=0.6)
    assert not [line for line in page.on(1) if line.bottom < 20]


def test_letter(render: Render) -> None:
    page = render(papers.letter())
    subject, number = page.find("V/v phối hợp"), page.find("Số: 07/CAT-PC10")
    assert_element(subject, "letter_subject")
    assert subject.middle == pytest.approx(number.middle, abs=0.8)
    assert subject.top - number.bottom == pytest.approx(6 * 25.4 / 72, abs=1.2), "6 pt below the number"
    assert page.find("ngày 05 tháng 01 năm 2026")
    to, first = page.find("Kính gửi:"), page.find("- Sở Tư pháp;")
    assert_element(to, "addressee")
    assert first.left == pytest.approx(to.right - 1.4, abs=1.2), "the dashes stand under the colon"
    assert page.find("- Ủy ban nhân dân các xã, phường.").left == pytest.approx(first.left, abs=0.2)
    assert page.find("Đại tá Trần Văn Mẫu").bold
    assert_element(page.find("PL.(30)"), "drafter")


def test_marks_and_contact(render: Render) -> None:
    page = render(papers.letter())
    urgent, mark = page.find("KHẨN"), page.find("LƯU HÀNH NỘI BỘ")
    assert_element(urgent, "urgency")
    assert_element(mark, "circulation")
    assert mark.bottom < 20
    assert mark.left > 210 / 2
    assert urgent.top > page.find("V/v phối hợp").bottom
    contact = page.find("Số 1 đường Mẫu")
    assert_element(contact, "contact")
    above = [rule for rule in page.rules if rule.page == 1 and rule.length > 160]
    assert above
    assert above[0].top < contact.top < 297 - 20


def test_annex(render: Render) -> None:
    page = render(papers.decision())
    word, title, note = page.find("Phụ lục I", page=2), page.find("DANH SÁCH TỔ CÔNG TÁC"), page.find("(Kèm theo Quyết định số 125/QĐ-UBND")
    for line, name in ((word, "annex_word"), (title, "annex_title"), (note, "annex_note")):
        assert_element(line, name)
        assert line.middle == pytest.approx((30 + 195) / 2, abs=0.8)
    part, under = page.find("Phần I", page=2), page.find("THÀNH VIÊN")
    assert part.bold
    assert under.bold
    assert under.top > part.bottom - 1.5, "the title of a part stands below its number"


def test_copy_note(render: Render) -> None:
    page = render(papers.decision())
    kind = page.find("SAO Y")
    assert_element(kind, "copy_kind")
    assert kind.page == 4, "after the last part of what is copied"
    assert page.find("03/SY-STP").top > kind.top
    assert page.find("TL. GIÁM ĐỐC").page == 4


def test_table_header_is_repeated(render: Render) -> None:
    page = render(papers.report())
    pages = {line.page for line in page.lines if "Đơn vị" in line.text}
    assert len(pages) >= 2


@pytest.mark.parametrize("size", [12, 12.5, 13])
@pytest.mark.parametrize(("left", "right"), [(30, 15), (35, 20)])
def test_national_title_never_wraps(size: float, left: float, right: float) -> None:
    layout = Layout(left=left, right=right, sizes={"national_title": size, "motto": size + 1, "issuer": 13, "parent": 13})
    page = Rendered(write_pdf(papers.report(), layout))
    title = page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert title.size == pytest.approx(size, abs=0.1)
    assert title.right <= 210 - right + _TOLERANCE


@pytest.mark.slow
def test_national_title_never_wraps_in_word(tmp_path: Path) -> None:
    layout = Layout(left=35, right=20, sizes={"national_title": 13, "motto": 14, "issuer": 13, "parent": 13})
    page = Rendered(office(write_docx(papers.report(), layout), tmp_path, "pdf"))
    assert page.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").size == pytest.approx(13, abs=0.1)


@pytest.mark.parametrize(
    "measure", [{"left": 29}, {"right": 21}, {"top": 26}, {"line_spacing": 1.6}, {"first_line": 11}, {"paragraph_space": 5}]
)
def test_measures_outside_the_law_are_refused(measure: dict[str, float]) -> None:
    with pytest.raises(OutOfBounds, match="Phụ lục I"):
        Layout(**measure)  # type: ignore[arg-type]  # the names are those of the class


def test_sizes_outside_the_law_are_refused() -> None:
    with pytest.raises(OutOfBounds, match="Cỡ chữ"):
        Layout(sizes={"national_title": 14})
