"""The DOCX as a file that people go on editing."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from tests.vanban.writing import papers
from vanban.model.paper import Clause, Heading, Paper
from vanban.sources import open_source
from vanban.writing import BadPaper, write_docx
from vanban.writing.ooxml.numbering import form_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def part(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(data)).read(name))


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert write_docx(papers.report()) == write_docx(papers.report())


def test_python_docx_opens_it() -> None:
    opened = docx.Document(BytesIO(write_docx(papers.report())))
    assert opened.core_properties.title.startswith("Báo cáo Kết quả thông tin")
    assert opened.core_properties.language == "vi-VN"
    assert opened.styles["Nội dung"].font.size is not None


def test_every_figure_is_a_control_with_its_ledger_id() -> None:
    body = part(write_docx(papers.report()), "word/document.xml")
    tags = [tag.get(f"{W}val") for tag in body.iter(f"{W}tag")]
    ids = [figure.id for figure in papers.figures()]
    assert tags == ids + ids, "once in the text, once in the annex"


def test_language_and_font() -> None:
    styles = part(write_docx(papers.report()), "word/styles.xml")
    assert styles.find(f".//{W}lang").get(f"{W}val") == "vi-VN"
    fonts = {element.get(f"{W}ascii") for element in styles.iter(f"{W}rFonts")}
    assert fonts == {"Times New Roman"}


def test_labels_are_word_numbering_and_not_typed() -> None:
    data = write_docx(papers.report())
    words = "".join(part(data, "word/document.xml").itertext())
    assert "Hình thức thứ đ;" in words
    assert "đ)" not in words
    labels = [
        line.label for line in open_source(data).lines if line.text.endswith(("Hình thức thứ đ;", "Hình thức thứ e;", "Hình thức thứ g;"))
    ]
    assert labels == ["đ)", "e)", "g)"]


@pytest.mark.parametrize(
    "labels",
    [
        ["Phần I", "Phần II", "Phần III"],
        ["Chương I", "Mục 1", "Điều 1", "1", "2", "Điều 2", "1", "Mục 2", "Điều 3"],
        ["I", "1", "1.1", "1.2", "2", "2.1", "II", "1", "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l"],
        ["1", "3", "7", "8"],
        ["a", "b", "1", "a", "b"],
        ["IV", "V", "IX", "X", "XI"],
        ["1a", "2b"],
    ],
)
def test_word_shows_the_labels_given(labels: list[str]) -> None:
    blocks = tuple(Clause(label, papers.words("nội dung")) for label in labels)
    data = write_docx(Paper("KH", "Sở Mẫu", "KH-SM", "Sơn Hà", blocks=blocks))
    shown = [line.label for line in open_source(data).lines if line.label]
    stops = {"Phần": "", "Chương": "", "Mục": "", "Điều": "."}
    assert shown == [label + (stops.get(label.split()[0], ")" if label.isalpha() and label.islower() else ".")) for label in labels]


def test_a_sequence_is_one_list() -> None:
    """So that Word counts on when someone adds a line."""
    blocks = tuple(Clause(str(place), papers.words("việc")) for place in range(1, 6))
    body = part(write_docx(Paper("KH", "Sở Mẫu", "KH-SM", "Sơn Hà", blocks=blocks)), "word/document.xml")
    assert len({number.get(f"{W}val") for number in body.iter(f"{W}numId")}) == 1


def test_a_new_sequence_is_a_new_list() -> None:
    blocks = (Heading("I", "Một", 1), Clause("1", papers.words("việc")), Heading("II", "Hai", 1), Clause("1", papers.words("việc")))
    body = part(write_docx(Paper("KH", "Sở Mẫu", "KH-SM", "Sơn Hà", blocks=blocks)), "word/document.xml")
    numbers = [number.get(f"{W}val") for number in body.iter(f"{W}numId")]
    assert numbers[1] != numbers[3]
    assert numbers[0] == numbers[2]


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("IV", (("upperRoman", "%1."), 4)),
        ("3", (("decimal", "%1."), 3)),
        ("2.3", (("decimal", "2.%1."), 3)),
        ("e", (("lowerLetter", "%1)"), 5)),
        ("đ", (("none", "đ)"), 0)),
        ("Điều 5", (("decimal", "Điều %1."), 5)),
        ("Chương II", (("upperRoman", "Chương %1"), 2)),
        ("1a", (("none", "1a."), 0)),
        ("05", (("none", "05."), 0)),
    ],
)
def test_forms_of_labels(label: str, form: tuple[tuple[str, str], int]) -> None:
    assert form_of(label) == form


def test_tables_repeat_their_header_and_keep_rows_whole() -> None:
    body = part(write_docx(papers.report()), "word/document.xml")
    assert len(list(body.iter(f"{W}tblHeader"))) == 2, "the table of the report and that of the figure annex"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "XYZ"}, "tên loại"),
        ({"date": "05/03/2024"}, "NĂM-THÁNG-NGÀY"),
        ({"date": "2024-02-31"}, "lịch"),
        ({"urgency": "Gấp"}, "dấu"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(change: dict[str, str], said: str) -> None:
    fields = {"type": "BC", "issuer": "Sở Mẫu", "symbol": "BC-SM", "place": "Sơn Hà"} | change
    with pytest.raises(BadPaper, match=said):
        write_docx(Paper(**fields))
