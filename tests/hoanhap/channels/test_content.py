"""The answers and fact-checks that come with the product: whole, short, plain, respectful, and resting on texts that the register knows."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hoanhap.channels import portal
from hoanhap.ground.legislation import queries as legislation
from vanban import rules
from vanban.checking import dignity
from vanban.checking.reading_level import reading_level

CONTENT = Path(portal.__file__).parent / "content"
ANSWERS, FACTS = (sorted((CONTENT / folder).glob("*.toml")) for folder in ("answers", "facts"))
ANSWER_KEYS = {"slug", "question", "answer", "topic", "audiences", "citations", "checked", "review_due", "ask", "status"}
FACT_KEYS = {"slug", "claim", "verdict", "facts", "citations", "checked", "status", "scam"}
TOPICS = {"xet-dac-xa", "ngay-tro-ve", "xoa-an-tich", "viec-lam-vay-von", "quyen-va-ho-tro", "bao-chi"}
MOST_WORDS = 120

# Section 7.1 of the guardrails, beyond the terms that ``vanban`` remarks on in official papers.
HARSH = re.compile(
    r"hoàn lương|cảm hóa|răn đe|tái phạm|tiền sự|khoan hồng|lầm lỗi|lầm lạc|tội lỗi|tù tha|phạm nhân|tù nhân|đối tượng|thả về|ra tội|ban ơn"
    r"|đủ điều kiện|nữ quái|sát thủ|xuyên tạc|bôi nhọ",
    re.IGNORECASE,
)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def words_of(item: dict[str, Any]) -> str:
    """All that a reader sees of an item but its law."""
    parts = [item.get("question") or item["claim"], item.get("answer") or item["facts"], *item.get("ask", []), item.get("note", "")]
    return "\n".join(parts)


def test_every_topic_of_the_list_has_its_answer() -> None:
    assert len(ANSWERS) == 44
    assert len(FACTS) >= 17
    assert {read(path)["topic"] for path in ANSWERS} == TOPICS
    assert {audience for path in ANSWERS for audience in read(path)["audiences"]} == {"family", "returning", "employer", "press"}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_an_answer_is_whole(path: Path) -> None:
    item = read(path)
    assert set(item) - {"note"} == ANSWER_KEYS
    assert item["slug"] == path.stem
    assert item["question"].endswith("?")
    assert item["topic"] in TOPICS
    assert item["audiences"]
    assert set(item["audiences"]) <= {"family", "returning", "employer", "press"}
    assert item["ask"]
    assert all(sentence.endswith(".") for sentence in item["ask"])
    assert item["checked"] < item["review_due"] <= date(item["checked"].year + 1, 12, 31)


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_a_fact_check_is_whole(path: Path) -> None:
    item = read(path)
    assert set(item) - {"note"} == FACT_KEYS
    assert item["slug"] == path.stem
    assert item["verdict"] in {"FALSE", "MISLEADING", "TRUE", "UNPROVEN"}
    assert isinstance(item["scam"], bool)


@pytest.mark.parametrize("path", ANSWERS + FACTS, ids=lambda path: path.stem)
def test_an_item_is_short_plain_and_respectful(path: Path) -> None:
    item = read(path)
    text = item.get("answer") or item["facts"]
    assert re.fullmatch(r"[a-z0-9-]+", item["slug"])
    assert 20 <= len([word for word in text.split() if word != "-"]) <= MOST_WORDS
    level = reading_level(text)
    assert level.plain, (level.mean_sentence, level.longest, level.heavy)
    assert not HARSH.findall(words_of(item))
    assert not [term for term in rules.load("remarks")["stigma"] if term in words_of(item).lower()]


@pytest.mark.parametrize("path", ANSWERS + FACTS, ids=lambda path: path.stem)
def test_the_gate_before_publication_has_nothing_to_say(path: Path) -> None:
    assert dignity.examine(words_of(read(path)), kind="answer") == []


@pytest.mark.parametrize("path", ANSWERS + FACTS, ids=lambda path: path.stem)
def test_an_item_rests_on_texts_that_are_known(path: Path) -> None:
    item = read(path)
    known = {text.number: text for text in legislation.texts()}
    assert item["citations"]
    assert all(set(citation) == {"text", "article"} for citation in item["citations"])
    missing = {citation["text"] for citation in item["citations"]} - set(known)
    assert not missing, f"không có trong sổ văn bản: {missing}"
    assert item["status"] in {"verified", "press", "memory"}
    assert item["status"] == "verified" or item.get("note"), "what is not verified says what and why"


@pytest.mark.parametrize("path", ANSWERS + FACTS, ids=lambda path: path.stem)
def test_an_item_says_when_the_force_of_its_text_is_in_doubt(path: Path) -> None:
    item = read(path)
    force = {citation["text"]: legislation.in_force(citation["text"], on=item["checked"]) for citation in item["citations"]}
    assert False not in force.values(), f"hết hiệu lực vào ngày kiểm tra: {force}"
    assert None not in force.values() or item.get("note"), f"chưa rõ hiệu lực mà không có ghi chú: {force}"
