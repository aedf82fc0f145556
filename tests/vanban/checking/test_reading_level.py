"""Plain text is plain and official text is not; the measure says what makes the difference."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban import rules
from vanban.checking.reading_level import reading_level

LAW = Path(__file__).parents[4] / "shared" / "corpus" / "law"

PLAIN = """
Hãy đến Công an xã nơi bạn ở. Bạn nên mang theo:
- Giấy chứng nhận.
- Biên lai đã nộp.

Ở đó có người hướng dẫn bạn. Không ai được thu tiền của bạn.
"""
OFFICIAL = """
Ủy ban nhân dân các cấp có trách nhiệm chỉ đạo các cơ quan, đơn vị thuộc thẩm quyền phối hợp chặt chẽ trong việc triển khai thực hiện
các biện pháp nhằm nâng cao hiệu quả công tác hỗ trợ đối với người trở về cộng đồng theo quy định của pháp luật.
"""


def test_plain_text_is_plain() -> None:
    level = reading_level(PLAIN)
    assert level.plain
    assert (level.sentences, level.longest_sentence) == (6, 8)  # “Hãy đến Công an xã nơi bạn ở.”
    assert level.syllables == 8 + 4 + 3 + 4 + 7 + 7
    assert not level.heavy


def test_official_text_is_not_and_every_measure_says_so() -> None:
    level = reading_level(OFFICIAL.replace("\n", " "))
    limits = rules.load("plain_words")["limits"]
    assert not level.plain
    assert level.mean_sentence > limits["mean_sentence"]
    assert level.longest_sentence > limits["longest_sentence"]
    assert level.heavy_share > limits["heavy_share"]
    assert ("theo quy định của pháp luật", "theo luật") in level.heavy


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Số 758/2024/QĐ-CTN nêu rõ.", [4]),
        ("Mức vay là 1.500.000 đồng. Thời hạn 120 tháng.", [5, 4]),
        ("Có hai nơi: ở xã và ở tỉnh.", [3, 5]),
        ("1. Đến xã\n2. Hỏi cán bộ", [2, 3]),
        ("“Đừng lo.” Chị nói vậy.", [2, 3]),
        ("", []),
        ("—", []),
    ],
)
def test_what_counts_as_a_sentence(text: str, lengths: list[int]) -> None:
    level = reading_level(text)
    assert (level.sentences, level.syllables, level.longest_sentence) == (len(lengths), sum(lengths), max(lengths, default=0))


def test_each_limit_alone_makes_a_text_hard() -> None:
    limits = rules.load("plain_words")["limits"]
    short = "Bạn đến hỏi. " * 30
    assert reading_level(short).plain
    assert not reading_level(short + "và " * (int(limits["longest_sentence"]) + 1) + ".").plain
    assert not reading_level((" ".join(["bạn"] * (int(limits["mean_sentence"]) + 1)) + ". ") * 3).plain
    assert not reading_level("Bạn triển khai. " * 5).plain


def test_the_limits_hold_to_the_syllable() -> None:
    longest = int(rules.load("plain_words")["limits"]["longest_sentence"])
    before = "Bạn hỏi. " * 40
    assert reading_level(before + " ".join(["bạn"] * longest) + ".").plain
    assert not reading_level(before + " ".join(["bạn"] * (longest + 1)) + ".").plain


@given(text=st.text(max_size=400))
def test_anything_can_be_measured(text: str) -> None:
    level = reading_level(text)
    assert 0 <= level.heavy_share <= 1
    assert level.longest_sentence <= level.syllables
    assert level.sentences == 0 or level.mean_sentence <= level.longest_sentence


@given(one=st.sampled_from([PLAIN, OFFICIAL]), other=st.sampled_from([PLAIN, OFFICIAL]))
def test_two_texts_together_have_the_sum_of_both(one: str, other: str) -> None:
    both, first, second = reading_level(f"{one}\n\n{other}"), reading_level(one), reading_level(other)
    assert both.syllables == first.syllables + second.syllables
    assert both.longest_sentence == max(first.longest_sentence, second.longest_sentence)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["758-2024-QD-CTN", "127-2025-QH15", "338-2025-ND-CP"])
def test_laws_are_over_every_limit(name: str) -> None:
    path = LAW / f"{name}.txt"
    if not path.exists():
        pytest.skip("the law texts are not beside the repository (../shared/corpus/law)")
    level, limits = reading_level(path.read_text("utf-8")), rules.load("plain_words")["limits"]
    assert level.mean_sentence > limits["mean_sentence"]
    assert level.longest_sentence > limits["longest_sentence"]
    assert level.heavy_share > limits["heavy_share"]
