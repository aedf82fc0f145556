"""Reading never raises, whatever the text; and noise that a clerk would see through changes nothing."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import vanban
from tests.vanban.reading import papers
from tests.vanban.reading.test_frames import FRAMES, fields
from vanban.model import Document, Line, Source
from vanban.reading import read_source

WHOLE = [source for source, _ in FRAMES.values() if isinstance(source, str)]
PIECES = st.sampled_from(
    [
        "Số:",
        "/",
        "QĐ-UBND",
        "ngày",
        "tháng",
        "năm",
        "2024",
        "Luật",
        "Bộ luật",
        "sửa đổi, bổ sung",
        "và",
        "Kính gửi:",
        "Nơi nhận:",
        "-",
        "KT.",
        "CHỦ TỊCH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "ĐẾN",
        "KẾ HOẠCH",
        "V/v",
        "\n",
        " ",
        "(",
        ")",
        "“",
        "”",
        "%",
        "12/13",
        "Điều 1.",
        "Nguyễn Văn An",
        "Phụ lục",
        "[1]",
        "TM.",
        "./.",
        ";",
        ",",
        "…",
        "Hiến pháp",
        "QCVN 01:2020/BCA",
        "Nghị quyết 57",
        "trong đó",
        "gồm",
        "I.",
        "1.",
        "a)",
    ]
)


def sound(document: Document) -> None:
    """What holds of anything that was read: every span lies inside the text and in order."""
    spans = [*document.spans.values(), *document.annexes]
    spans += [
        part.span for part in (document.type, document.issuer, document.number, document.stamp, document.signature) if part and part.span
    ]
    spans += [span for citation in document.citations for span in citation.spans]
    spans += [span for finding in document.findings for span in finding.spans]
    spans += [figure.span for figure in document.figures]
    spans += [duty.span for duty in document.assignments]
    for begin, end in spans:
        assert 0 <= begin <= end <= len(document.text)
    assert all(citation.spans for citation in document.citations)
    assert all(finding.message.endswith(".") for finding in document.findings)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.text(max_size=600))
@example("")
@example("\x00\ufffe\u202e")
@example("Luật")
@example("Luật sửa đổi, bổ sung một số điều của Luật")
@example("Số: /")
@example("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Tập huấn\nĐịa đİểm: xã.\nĐơn vị chủ trì: Sở Y tế.\nKınh phí: 2 trİệu đồng")
@example("BÁO CÁO\nKết quả quý İI\nPhương hướng quý ı. Có 5 NGHÌN, 3 TRİỆU đồng và 4 trıệu người.")
@example("İSTANBUL KẾ HOẠCH\nİ ngày tháng năm")
def test_any_text_is_read(text: str) -> None:
    sound(vanban.read(text))


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=120))
def test_any_shuffle_of_what_papers_are_made_of_is_read(pieces: list[str]) -> None:
    sound(vanban.read(" ".join(pieces)))


def mutated(text: str, chance: random.Random) -> str:
    """A paper with lines lost, doubled, swapped, cut and spoilt."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        index = chance.randrange(len(lines)) if lines else 0
        match chance.randrange(6):
            case 0:
                lines[index : index + 1] = []
            case 1:
                lines.insert(index, chance.choice(lines) if lines else "")
            case 2:
                lines[index : index + 1] = [lines[index][: chance.randrange(len(lines[index]) + 1)]] if lines else []
            case 3:
                lines[index : index + 1] = [lines[index] + chance.choice("|*#-–.…/;:“”()\t0123456789")] if lines else []
            case 4:
                lines[index : index + 1] = [lines[index].upper()] if lines else []
            case _:
                lines[index : index + 1] = [lines[index].replace(" ", chance.choice(["  ", "", "\n", " "]), 3)] if lines else []
        lines = lines or [""]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(4))
def test_mutated_papers_are_read(seed: int) -> None:
    chance = random.Random(seed)
    for paper in WHOLE:
        sound(vanban.read(mutated(paper, chance)))


@pytest.mark.slow
def test_ten_thousand_mutated_papers_are_read() -> None:
    chance, count = random.Random(20261122), 0
    while count < 10_000:
        for paper in WHOLE:
            sound(vanban.read(mutated(paper, chance)))
            count += 1


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(
        st.builds(
            Line,
            text=st.sampled_from([line for paper in WHOLE for line in paper.split("\n")]),
            page=st.integers(1, 3),
            bold=st.none() | st.booleans(),
            paragraph_end=st.none() | st.booleans(),
            align=st.sampled_from([None, "left", "center", "right", "justify"]),
            confidence=st.none() | st.floats(0, 1),
        ),
        max_size=60,
    ),
    st.sampled_from(["txt", "docx", "pdf", "image", "html", "md"]),
    st.booleans(),
)
def test_lines_with_any_hints_are_read(lines: list[Line], kind: str, ocr: bool) -> None:
    sound(read_source(Source(kind, tuple(lines), pages=3, ocr=ocr)))


NOISE = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "zero-width marks": lambda text: text.replace("a", "a\u200b"),
    "byte-order mark": lambda text: f"\ufeff{text}",
    "blank lines around": lambda text: f"\n\n\n{text}\n\n\n",
    "page number at the end": lambda text: f"{text}\n2",
}


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("name", [name for name, (source, _) in FRAMES.items() if isinstance(source, str)])
def test_noise_changes_nothing(name: str, noise: str) -> None:
    source = FRAMES[name][0]
    assert isinstance(source, str)
    clean, noisy = vanban.read(source), vanban.read(NOISE[noise](source))
    assert fields(noisy) == fields(clean)
    assert [(entry.type, entry.number, entry.date, entry.title) for entry in noisy.citations] == [
        (entry.type, entry.number, entry.date, entry.title) for entry in clean.citations
    ]


def test_reading_what_was_read_changes_nothing() -> None:
    for source in WHOLE:
        once = vanban.read(source)
        assert fields(vanban.read(once.text)) == fields(once)


@pytest.mark.parametrize(
    "piece",
    ["Luật Đất đai, ", "số 12/QĐ-UBND và ", "Kế hoạch số ", "- ", "A" * 20, "(", "Điều 1. ", "năm 2024 ", "1/", "CHỦ TỊCH\n", "công tác "],
)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    def took(count: int) -> float:
        text = piece * count
        begin = time.process_time()
        vanban.read(text)
        return time.process_time() - begin

    took(200)
    short, long = took(1_000), took(4_000)
    assert long < 12 * max(short, 0.02), f"{short:.3f} s, then {long:.3f} s for four times the length"


def test_a_long_paper_in_small_pieces_is_read_in_seconds() -> None:
    begin = time.process_time()
    vanban.read(papers.POLICE_LETTER * 100)
    assert time.process_time() - begin < 8


ALIKE = ["aàáảãạăâ", "eèéẻẽẹêế", "oòóỏõọôơ", "uùúủũụư", "iìíỉĩị", "AÀÁẢÃẠÂ", "EÈÉẺẼẸÊ", "OÒÓỎÕỌÔƠ", "UÙÚỦŨỤƯ", "IÌÍỈĨỊ"]
MISREAD = {letter: group for group in ALIKE for letter in group}


def misread(text: str, chance: random.Random, share: float) -> str:
    """A text as a poor scan gives it: marks lost or wrong on a share of its letters."""
    return "".join(chance.choice(MISREAD[char]) if char in MISREAD and chance.random() < share else char for char in text)


def test_a_poor_scan_keeps_the_frame() -> None:
    wanted = kept = 0
    for seed in range(6):
        chance = random.Random(seed)
        for source, frame in FRAMES.values():
            if isinstance(source, bytes):
                continue
            lines = tuple(Line(line, confidence=0.95) for line in misread(source, chance, 0.02).split("\n"))
            read = fields(read_source(Source("image", lines, ocr=True)))
            for field in {"type", "number", "date", "place", "issuer", "signer", "authority"} & set(frame):
                wanted += 1
                kept += read[field] == frame[field] or (read[field] is not None and field in {"place", "issuer", "signer", "number"})
    assert kept / wanted > 0.97, f"{kept} of {wanted}"


def test_a_head_that_a_converter_put_behind_the_text_is_read() -> None:
    head, rest = papers.DECREE.split("\nNGHỊ ĐỊNH\n")
    body, closing = rest.split("Nơi nhận:")
    articles = "\n".join(f"Điều {number}. Cơ quan, tổ chức thực hiện quy định này." for number in range(2, 20))
    document = vanban.read(f"## NGHỊ ĐỊNH\n{body}{articles}\n\n{head}\n\nNơi nhận:{closing}".encode(), kind="md")
    assert fields(document)["number"] == "49/2020/NĐ-CP"
    assert fields(document)["issuer"] == "Chính phủ"
    assert (document.place, document.date) == ("Hà Nội", "2020-04-17")
    assert document.subject == "Quy định chi tiết thi hành Luật Thi hành án hình sự về tái hòa nhập cộng đồng"
    assert document.signature
    assert document.signature.name == "Nguyễn Xuân Phong"
