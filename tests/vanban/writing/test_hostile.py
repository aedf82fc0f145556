"""Values that look like markup, formulas, templates or code come out as the characters they hold."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.vanban.writing import papers
from vanban.model.paper import Annex, Authority, Clause, Heading, LedgerFigure, Paper, Paragraph, Signing, Text
from vanban.sources import open_source
from vanban.text import clean
from vanban.writing import ledger_of, write_docx, write_pdf, write_text

VALUES = (
    "A & B <c>",
    "{{7*7}} {% for x in y %}",
    "</w:t></w:r><w:r><w:t>chen",
    "]]><!-- x -->&amp;&#65;",
    '#eval("1+1") #read("/etc/passwd") $x^2$ *đậm* _nghiêng_ @nhãn <nhãn>',
    "\\u0041 \\n #let x = 1; //chú thích /* */",
    '=HYPERLINK("http://x")',
    "a -- b --- c ... 'd' \"e\" ~f",
)


def everywhere(value: str) -> Paper:
    """A paper with ``value`` in every place that takes words."""
    paper = papers.report()
    figure = LedgerFigure("f-9", value, 5, value, value, value, value, 1, (value,))
    return replace(
        paper,
        issuer=value, parent=value, symbol=value, place=value, subject=value, addressees=(value, value), bases=(value,),
        recipients=(value,), drafter=value, contact=(value,), enacted_by=value, title=value,
        figures=(*paper.figures, figure), verify_url=f"https://example.vn/{value}",
        blocks=(*paper.blocks, Heading("I", value), Clause("a", (Text(value),)), Paragraph((Text(value), Text(value, bold=True)))),
        signings=(Signing(value, value, (Authority("KT.", value),), value, value),),
        annexes=(Annex(value, (Paragraph((Text(value),)),)),),
    )  # fmt: skip


def shown(pdf: bytes) -> str:
    return "".join("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).replace("\u200b", "").split())


@pytest.mark.parametrize("value", VALUES)
def test_docx(value: str) -> None:
    data = write_docx(everywhere(value))
    for name in ZipFile(BytesIO(data)).namelist():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(ZipFile(BytesIO(data)).read(name))
    lines = [line.text for line in open_source(data).lines]
    assert clean(value) in lines
    assert any(line.endswith(f" {value}") and line.startswith("a)") for line in lines)


@pytest.mark.parametrize("value", VALUES)
def test_pdf(value: str) -> None:
    text = shown(write_pdf(everywhere(value)))
    assert text.count("".join(value.split())) >= 4, "headings and heads are in capitals, the rest as given"


@pytest.mark.parametrize("value", VALUES)
def test_text_and_ledger(value: str) -> None:
    paper = everywhere(value)
    assert value in write_text(paper)
    assert ledger_of(paper)["figures"][-1]["name"] == value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(), max_size=60))
def test_any_characters_at_all(value: str) -> None:
    paper = everywhere(value)
    data = write_docx(paper)
    etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    write_pdf(paper)
    write_text(paper)


@pytest.mark.parametrize("value", ["x\x00y\x0b\x1bz", "a\u202eb\u200fc\u2066", "\ufffe\uffffq", "m\u0085n\u2028o"])
def test_control_and_direction_marks_go(value: str) -> None:
    text = write_text(everywhere(value)) + "".join(
        part.get_textpage().get_text_range() for part in pypdfium2.PdfDocument(write_pdf(everywhere(value)))
    )
    for sign in "\x00\x0b\x1b\u202e\u200f\u2066\ufffe\uffff\u0085\u2028":
        assert sign not in text.replace("\ufffe", "") or sign == "\ufffe"


def test_very_long_names() -> None:
    name = "Nguyễn Thị Ái " * 150
    paper = replace(papers.report(), subject=name, issuer=name[:300], signings=(Signing(name, name),), recipients=(name,))
    assert "".join(name.split()) in shown(write_pdf(paper))
    assert " ".join(name.split()) in " ".join(line.text for line in open_source(write_docx(paper)).lines)
