"""An edited DOCX against its ledger: each figure that no longer holds is named, and nothing else."""

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

from tests.vanban.writing import papers
from tests.vanban.writing.pages import office
from vanban.errors import VanbanError
from vanban.model.paper import FigureRun, Paper, Paragraph, Text
from vanban.writing import BadPaper, cli, ledger_of, write_docx, write_text
from vanban.writing.verify import embedded_ledger, verify_docx

PAPER = papers.report()
LEDGER = json.loads(json.dumps(ledger_of(PAPER)))
DOCX = write_docx(PAPER)
CONTROL = re.compile(r"<w:sdt>(?:(?!</w:sdt>).)*</w:sdt>", re.DOTALL)


def edited(data: bytes, change: Callable[[str], str]) -> bytes:
    """``data`` with its document part changed, as an editor would save it."""
    old, out = ZipFile(BytesIO(data)), BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                changed = change(content.decode())
                assert changed != content.decode(), "the edit did nothing"
                content = changed.encode()
            new.writestr(name, content)
    return out.getvalue()


def found(data: bytes, ledger: dict[str, object] | None = None) -> list[tuple[str, str, str | None]]:
    return [(finding.code, finding.label, finding.found) for finding in verify_docx(data, ledger or LEDGER)]


def unlinked(text: str) -> str:
    """The text without controls and bookmarks, as some editors save it."""
    text = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|</?w:sdtContent>|</?w:sdt>", "", text)
    return re.sub(r"<w:bookmark(Start|End)[^>]*>", "", text)


def test_untouched() -> None:
    assert found(DOCX) == []


@pytest.mark.parametrize(("new", "finding"), [("gần 110", "gần 110"), ("hơn 100", "hơn 100"), ("79", "79"), ("rất nhiều", "rất nhiều")])
def test_changed_words(new: str, finding: str) -> None:
    assert found(edited(DOCX, lambda text: text.replace("gần 100", new, 1))) == [("FIGURE_CHANGED", "S1", finding)]


@pytest.mark.parametrize("new", ["97", "gần 98", "khoảng 100"])
def test_a_rewording_that_still_says_the_value_is_no_finding(new: str) -> None:
    assert found(edited(DOCX, lambda text: text.replace("gần 100", new, 1))) == []


def test_an_estimate_may_not_lose_its_mark() -> None:
    assert found(edited(DOCX, lambda text: text.replace("khoảng 1.000", "hơn 1.000", 1))) == [("FIGURE_CHANGED", "S3", "hơn 1.000")]


def test_a_digit_in_the_annex() -> None:
    assert found(edited(DOCX, lambda text: text.replace(">1.043<", ">1.403<", 1))) == [("FIGURE_CHANGED", "S3", "1.403")]


def test_deleted() -> None:
    assert found(edited(DOCX, lambda text: CONTROL.sub("", text, count=1))) == [("FIGURE_DELETED", "S1", None)]


def test_a_deleted_paragraph() -> None:
    def change(text: str) -> str:
        start = text.rindex("<w:p>", 0, text.index("gần 100"))
        return text[:start] + text[text.index("</w:p>", start) + len("</w:p>") :]

    assert found(edited(DOCX, change)) == [("FIGURE_DELETED", f"S{place}", None) for place in (1, 2, 3)]


def test_moved() -> None:
    def change(text: str) -> str:
        control = CONTROL.search(text)
        assert control is not None
        without = text[: control.start()] + text[control.end() :]
        at = without.index("</w:p>", without.index("Trên đây là báo cáo"))
        return without[:at] + control[0] + without[at:]

    codes = found(edited(DOCX, change))
    assert ("FIGURE_MOVED", "S1", "gần 100") in codes
    assert {label for _, label, _ in codes} == {"S1"}


def test_swapped() -> None:
    def change(text: str) -> str:
        one, _, three = list(CONTROL.finditer(text))[:3]
        return text[: one.start()] + three[0] + text[one.end() : three.start()] + one[0] + text[three.end() :]

    assert {(code, label) for code, label, _ in found(edited(DOCX, change))} == {("FIGURE_MOVED", "S1"), ("FIGURE_MOVED", "S3")}


def test_copied() -> None:
    def change(text: str) -> str:
        control = CONTROL.search(text)
        assert control is not None
        at = text.index("</w:p>", text.index("Trên đây là báo cáo"))
        return text[:at] + control[0] + text[at:]

    assert found(edited(DOCX, change)) == [("FIGURE_COPIED", "S1", "gần 100")]


def test_the_link_alone_is_lost() -> None:
    codes = found(edited(DOCX, unlinked))
    assert {code for code, _, _ in codes} == {"FIGURE_LOOSE"}
    assert ("FIGURE_LOOSE", "S1", "gần 100") in codes


def test_the_link_is_lost_and_the_number_changed() -> None:
    assert ("FIGURE_CHANGED", "S1", "gần 200") in found(edited(DOCX, lambda text: unlinked(text).replace("gần 100", "gần 200")))


def test_rewriting_around_a_figure_is_no_finding() -> None:
    assert found(edited(DOCX, lambda text: text.replace("Hệ thống truyền thanh cấp xã", "Toàn bộ hệ thống truyền thanh cấp xã"))) == []


def test_tracked_changes_count_as_made() -> None:
    def change(text: str) -> str:
        run = re.search(r"<w:r><w:t[^>]*>gần 100</w:t></w:r>", text)
        assert run is not None
        gone = run[0].replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        inserted = '<w:ins w:id="900" w:author="x"><w:r><w:t>gần 300</w:t></w:r></w:ins>'
        return text.replace(run[0], f'<w:del w:id="901" w:author="x">{gone}</w:del>{inserted}', 1)

    assert found(edited(DOCX, change)) == [("FIGURE_CHANGED", "S1", "gần 300")]


@pytest.mark.slow
def test_through_libreoffice(tmp_path: Path) -> None:
    """LibreOffice drops the tags; the bookmarks stay."""
    (tmp_path / "to").mkdir()
    saved = office(DOCX, tmp_path, "odt")
    (tmp_path / "back").mkdir()
    back = office(saved, tmp_path / "back", "docx", suffix="odt")
    assert found(back) == []
    assert found(edited(back, lambda text: text.replace("gần 100", "gần 110", 1))) == [("FIGURE_CHANGED", "S1", "gần 110")]


def test_every_digit_changed_is_found() -> None:
    """Each figure of a paper, each of its digits: never silent."""
    values = {figure.id: figure for figure in PAPER.figures}
    exact = {"f-0001": "97", "f-0002": "12", "f-0003": "1.043"}
    for identity, words in exact.items():
        for at, sign in enumerate(words):
            if sign.isdigit():
                wrong = words[:at] + str((int(sign) + 1) % 10) + words[at + 1 :]
                body = edited(DOCX, lambda text, words=words, wrong=wrong: text.replace(f">{words}<", f">{wrong}<", 1))
                assert [finding.figure for finding in verify_docx(body, LEDGER)] == [values[identity].id]


def test_words_that_do_not_say_the_value_cannot_be_written() -> None:
    for words in ("gần 90", "98", "nhiều"):
        wrong = replace(PAPER, blocks=(Paragraph((Text("Đã phát "), FigureRun("f-0001", words), Text(" lượt."))),))
        with pytest.raises(BadPaper, match="không nói đúng"):
            write_docx(wrong)


def test_an_estimate_worded_exactly_is_printed_as_an_estimate() -> None:
    exact = replace(PAPER, blocks=(Paragraph((Text("Có "), FigureRun("f-0003", "1.043"), Text(" lượt người dự."))),))
    assert "Có khoảng 1.043 lượt người dự" in write_text(exact)
    assert verify_docx(write_docx(exact), ledger_of(exact)) == ()


def test_the_ledger_in_the_file() -> None:
    assert embedded_ledger(DOCX) == LEDGER
    with pytest.raises(BadPaper, match="ledger"):
        embedded_ledger(write_docx(papers.letter()))


def test_in_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    cli.arguments(parser)
    good, bad, ledger = tmp_path / "good.docx", tmp_path / "bad.docx", tmp_path / "ledger.json"
    good.write_bytes(DOCX)
    bad.write_bytes(edited(DOCX, lambda text: text.replace("gần 100", "gần 110", 1)))
    ledger.write_text(json.dumps(LEDGER), "utf-8")
    assert cli.run(parser.parse_args([str(good)])) == 0
    assert cli.run(parser.parse_args([str(bad), "--ledger", str(ledger)])) == 1
    assert "S1" in capsys.readouterr().out
    assert cli.run(parser.parse_args([str(bad), "--json"])) == 1
    assert json.loads(capsys.readouterr().out)[0]["code"] == "FIGURE_CHANGED"
    assert cli.run(parser.parse_args([str(ledger)])) == 2
    assert cli.run(parser.parse_args([str(tmp_path / "none.docx")])) == 2


def test_a_figure_outside_the_ledger_cannot_be_written() -> None:
    with pytest.raises(BadPaper, match="danh mục số liệu"):
        write_docx(Paper("BC", "Sở Mẫu", "BC-SM", "Sơn Hà", blocks=(Paragraph((FigureRun("x", "1"),)),)))


def test_a_file_that_is_no_docx() -> None:
    with pytest.raises(VanbanError):
        verify_docx(b"PK\x05\x06" + b"\0" * 18, LEDGER)


def test_a_ledger_that_is_none() -> None:
    for ledger in ({}, {"version": 2, "figures": []}, {"version": 1, "figures": [{}]}):
        with pytest.raises(BadPaper, match=r"ledger\.json"):
            verify_docx(DOCX, ledger)
