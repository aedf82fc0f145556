"""Pages against approved pictures: at most 0.5 % of the pixels may differ.

A change of layout that is meant is approved by ``python -m tests.vanban.writing.test_pictures`` after looking at the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from tests.vanban.writing import papers
from vanban.model.paper import Authority, Paper, Signing
from vanban.writing import write_pdf
from vanban.writing.registers import Register, Slip, StampLines, write_register_pdf, write_slip_pdf, write_stamp_pdf

APPROVED = Path(__file__).parent / "approved"
_DPI = 60
_CHANGED = 0.005
_SHADE = 64
"""How much a pixel's grey must change to count: anti-aliasing may differ between builds."""


def party() -> Paper:
    """A directive of a Party committee."""
    signing = Signing("Lê Văn Mẫu", "Phó Bí thư", (Authority("T/M", "Ban Thường vụ"),))
    about = "Về lãnh đạo công tác tái hòa nhập cộng đồng"
    return replace(
        papers.letter(), type="CT", party=True, issuer="Tỉnh ủy Sơn Hà", parent=None, symbol="CT/TU", subject=about, urgency=None,
        circulation=None, addressees=(), contact=(), drafter=None, signings=(signing,),
    )  # fmt: skip


def joint() -> Paper:
    """A joint plan with two signatures."""
    signings = (Signing("Lê Văn Mẫu", "Giám đốc"), Signing("Trần Thị Thử", "Phó Giám đốc", (Authority("KT.", "Giám đốc"),)))
    base = replace(party(), party=False, type="KH", signings=signings)
    return replace(base, issuer="Công an tỉnh Sơn Hà", others=("Sở Tư pháp",), symbol="KHPH-CAT-STP")


def documents() -> dict[str, bytes]:
    """Everything that has approved pictures."""
    rest = ("05/01/2026", "Công văn", "Phòng 1", "", "", "")
    rows = tuple((f"{day:02d}/01", str(day), "Công an tỉnh", f"{day}/CAT-PC10", *rest) for day in range(1, 9))
    return {
        "report": write_pdf(papers.report()),
        "letter": write_pdf(papers.letter()),
        "decision": write_pdf(papers.decision()),
        "party": write_pdf(party()),
        "joint": write_pdf(joint()),
        "register": write_register_pdf(Register("incoming", "Sở Tư pháp", 2026, rows)),
        "stamp": write_stamp_pdf(StampLines("Sở Tư pháp", "128", "06/01/2026")),
        "slip": write_slip_pdf(Slip("Sở Tư pháp", "Sơn Hà", "Công văn số 07/CAT-PC10", "2026-01-06")),
    }


def pictures(pdf: bytes) -> Iterator[Image.Image]:
    """The pages in grey."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return documents()


@pytest.mark.parametrize("name", ["report", "letter", "decision", "party", "joint", "register", "stamp", "slip"])
def test_pages_look_as_approved(name: str, made: dict[str, bytes]) -> None:
    pages = list(pictures(made[name]))
    approved = sorted(APPROVED.glob(f"{name}-*.png"))
    assert len(pages) == len(approved)
    for page, file in zip(pages, approved, strict=True):
        wanted = Image.open(file).convert("L")
        assert page.size == wanted.size
        changed = np.abs(np.asarray(page, dtype=int) - np.asarray(wanted, dtype=int)) > _SHADE
        assert changed.mean() <= _CHANGED, f"{file.name}: {changed.mean():.2%} of the pixels changed; look, then approve (see above)"


def approve() -> None:
    """Keep the pages as they are now."""
    APPROVED.mkdir(exist_ok=True)
    for name, pdf in documents().items():
        for number, page in enumerate(pictures(pdf), 1):
            page.quantize(16).save(APPROVED / f"{name}-{number}.png", optimize=True)


if __name__ == "__main__":
    approve()
