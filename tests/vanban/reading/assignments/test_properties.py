"""What holds of every outline, duty and figure, whatever the text: nothing raises, and spans say what they claim."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import vanban
from tests.vanban.reading.assignments.papers import paper
from vanban.model import Document, OutlineNode
from vanban.text import fold

PIECES = st.sampled_from(
    [
        "I. ",
        "1. ",
        "2. ",
        "a) ",
        "b) ",
        "- ",
        "+ ",
        "Điều 1. ",
        "Chương I",
        "(1) ",
        "1.1. ",
        "\n",
        "\n\n",
        "\n\n",
        ". ",
        "; ",
        ", ",
        ": ",
        ":",
        " ",
        "./.",
        "Sở Y tế",
        "các sở, ban, ngành",
        "Công an tỉnh",
        "UBND các xã, phường",
        "Các đơn vị",
        "Phòng PC10",
        "đồng chí Trưởng phòng",
        "tổ chức",
        "Tổ chức",
        "có trách nhiệm",
        "chủ trì, phối hợp với",
        "chủ trì",
        "phối hợp",
        "tham mưu",
        "giao",
        "Giao",
        "yêu cầu",
        "Đề nghị",
        "thực hiện",
        "khẩn trương",
        "(Giao Công an tỉnh chủ trì)",
        "(",
        ")",
        "Cơ quan chủ trì: ",
        "Thời gian thực hiện: ",
        "trước ngày 30/6/2026",
        "Quý III",
        "các nhiệm vụ sau:",
        "gần 100 lượt tin",
        "4,2 tỷ đồng",
        "12/15 chỉ tiêu",
        "20 - 30%",
        "5.378.7000.000 đồng",
        "từ 02 tiền án trở lên",
        "“",
        "”",
        "99",
        "năm 2026",
        "MỤC ĐÍCH, YÊU CẦU",
        "TỔ CHỨC THỰC HIỆN",
        "Kinh phí thực hiện",
        "Trên đây là",
        "là",
        "đã",
        "công tác",
        "Ban Chỉ đạo",
        "| 1 | 2 |\n",
        "|---|---|\n",
    ]
)
BODIES = st.lists(PIECES, max_size=90).map("".join)
ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=300)


def _sound_node(node: OutlineNode, document: Document, low: int, high: int) -> None:
    start, end = node.span
    assert low <= start <= end <= high
    mark = fold(node.label)
    assert not mark or fold(document.text[start : start + 40]).startswith(mark) or node.label in {"I", "II", "III", "1"}
    if node.title:
        assert set(fold(node.title).split()) <= set(fold(document.text[start:end]).split())
    before = start
    for child in node.children:
        assert child.level == node.level + 1
        assert child.span[0] >= before
        before = child.span[1]
        _sound_node(child, document, start, end)


def sound(document: Document) -> None:
    """Every span lies inside the text and holds the words that the entry tells."""
    text = document.text
    for node in document.outline:
        _sound_node(node, document, 0, len(text))
    for figure in document.figures:
        start, end = figure.span
        assert 0 <= start < end <= len(text)
        assert figure.text.split() == text[start:end].split()
        assert figure.bound in {"exact", "below", "above", "about", "at_least", "at_most"}
    for duty in document.assignments:
        start, end = duty.span
        assert 0 <= start <= end <= len(text)
        assert duty.unit
        assert duty.duty
        assert duty.role in {"lead", "coordinate", "advise"}
        words = set(fold(text).split())
        assert set(fold(duty.unit).split()) <= words
        assert set(fold(duty.duty).split()) <= words


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES)
def test_any_shuffle_of_what_bodies_are_made_of_is_read(body: str) -> None:
    sound(paper(body))


@settings(max_examples=100, deadline=None)
@given(ANYTHING)
def test_any_text_is_read(text: str) -> None:
    sound(paper(text))
    sound(vanban.read(text))


def _seconds(body: str) -> float:
    start = time.process_time()
    paper(body)
    return time.process_time() - start


def test_time_grows_with_the_text_and_no_faster() -> None:
    pieces = {
        "units": "1. Sở Y tế, Sở Nội vụ, " * 40 + "chủ trì thực hiện.\n\n",
        "open brackets": "(Giao " * 200 + "\n\n",
        "figures": "từ 20 - 30 " * 200 + "\n\n",
        "spaces": "Sở Y tế" + " ," * 400 + "\n\n",
        "letters": "I. a\n\n" * 100,
        "quotes": "“ 5 người " * 200 + "\n\n",
        "ground": "Căn cứ trên cơ sở theo " * 150 + "\n\n",
    }
    for name, piece in pieces.items():
        small, large = _seconds(piece * 3), _seconds(piece * 24)
        assert large < 40 * small + 0.5, name
