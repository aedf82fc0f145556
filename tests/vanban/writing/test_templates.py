"""The variants: each drafts a paper that can be written and read, and what is missing shows."""

from __future__ import annotations

import re

import pytest

import vanban
from vanban.model.paper import FigureRun, LedgerFigure, Paper, Slot
from vanban.text.wording import says
from vanban.writing import BadPaper, write_docx, write_pdf, write_text
from vanban.writing.figures import runs_of
from vanban.writing.templates import Facts, Group, draft, names, template

BASE = Paper("BC", "Sở Văn hóa, Thể thao và Du lịch", "BC-SVHTTDL", "Sơn Hà", parent="Ủy ban nhân dân tỉnh Sơn Hà", date="2026-06-15")
_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z_0-9]+)?)\}")


def places(name: str) -> set[str]:
    texts = [template(name).subject, *(str(value) for block in template(name).blocks for value in block.values())]
    return {place for text in texts for place in _PLACE.findall(text)} - {"item"}


def indicators(name: str) -> set[str]:
    rows = {row[0] for block in template(name).blocks for row in block.get("figures", [])}
    return rows | {place for place in places(name) if "." in place}


def facts(name: str, *, full: bool = True) -> Facts:
    """Words for every place; with ``full`` also every list, table and figure."""
    words = {place: f"<{place}>" for place in places(name) if "." not in place}
    if not full:
        return Facts(words)
    blocks = template(name).blocks
    known = {
        code: LedgerFigure(f"id-{code}", f"Chỉ tiêu {code}", 90 + place, "đơn vị", "cách tính", "6 tháng", "2026-06-15", 3, ("a" * 64,))
        for place, code in enumerate(sorted(indicators(name)))
    }
    return Facts(
        words,
        {block["each"]: ("Việc thứ nhất", "Việc thứ hai") for block in blocks if "each" in block},
        {block["groups"]: (Group("Công an tỉnh", ("Chủ trì thực hiện;",)),) for block in blocks if "groups" in block},
        {block["table"]: (tuple("x" for _ in block["header"]),) for block in blocks if "table" in block},
        known,
        "rounded",
    )


def slots(paper: Paper) -> list[str]:
    return [run.about for run in runs_of(paper.blocks) if isinstance(run, Slot)]


@pytest.mark.parametrize("name", names())
def test_a_full_draft_has_no_open_place(name: str) -> None:
    paper = draft(name, BASE, facts(name))
    assert slots(paper) == []
    known = {figure.id: figure for figure in paper.figures}
    for run in runs_of(paper.blocks):
        if isinstance(run, FigureRun):
            value = known[run.figure].value
            assert value is not None
            assert says(run.text, value)
    assert "{" not in write_text(paper)
    assert vanban.read(write_docx(paper)).type.code == template(name).type  # type: ignore[union-attr]  # None fails the test
    assert write_pdf(paper).startswith(b"%PDF")


@pytest.mark.parametrize("name", names())
def test_what_is_missing_is_a_slot(name: str) -> None:
    paper = draft(name, BASE, facts(name, full=False))
    assert not paper.figures
    assert slots(paper)
    assert template(name).missing in write_text(paper)


@pytest.mark.parametrize("name", names())
def test_a_missing_word_is_named(name: str) -> None:
    needed = sorted(place for place in places(name) if "." not in place)
    with pytest.raises(BadPaper, match=needed[0]):
        draft(name, BASE, Facts())


def test_variants_of_the_fact_sheet_are_all_there() -> None:
    assert set(names()) == {
        "plan_department", "plan_provincial_police", "plan_provincial_committee", "plan_commune", "plan_joint",
        "report_periodic", "report_flash", "report_campaign", "report_commune", "report_justice_09", "report_feedback", "report_public",
    }  # fmt: skip


def test_the_public_variant_does_not_tell_small_numbers() -> None:
    known = facts("report_public")
    values = {code: 9 if code.startswith("re.") else 4 for code in known.figures}
    small = {code: LedgerFigure(f"id-{code}", code, value, "người", entries=1, evidence=("a",)) for code, value in values.items()}
    paper = draft("report_public", BASE, Facts(known.words, known.lists, known.groups, known.tables, small))
    text = write_text(paper)
    assert "dưới 10 người có việc làm" in text
    assert "dưới 5 buổi nói chuyện" in text
    assert paper.figures == (), "what is not told is not in the annex either"


def test_an_estimate_is_worded_as_one() -> None:
    one = LedgerFigure("x", "Lượt", 97, "lượt", estimated=True)
    known = facts("report_commune")
    paper = draft("report_commune", BASE, Facts(known.words, known.lists, figures={"cs.radio_airings": one}, style="exact"))
    assert "phát khoảng 100 lượt" in write_text(paper)


def test_an_unknown_template() -> None:
    with pytest.raises(BadPaper, match="report_commune"):
        draft("khac", BASE, Facts())
