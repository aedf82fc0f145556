"""Old encodings: known spellings, every letter there and back, and texts that must be left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.text import legacy

PAPER = (
    "Ủy ban nhân dân xã Thạnh Lợi yêu cầu các đoàn thể phối hợp tuyên truyền chính sách tái hòa nhập cộng đồng,"
    " giúp đỡ người chấp hành xong án phạt tù ổn định cuộc sống, tránh mặc cảm và phòng ngừa tái phạm."
)
LETTERS = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
# The same sentences as the two families of fonts keep them, typed from the published tables.
MOTTO = {
    "tcvn3": ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    "vni": ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
}
NATION = {
    "tcvn3": ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    "vni": ("Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
}


def to_tcvn3(text: str) -> str:
    """Write small letters as TCVN3 keeps them."""
    table = {new: old for old, new in legacy.TCVN3.items()}
    return "".join(table.get(char, char) for char in text)


def to_vni(text: str) -> str:
    """Write small letters as VNI keeps them: the letter, then its mark."""
    alone = {new: old for old, new in legacy.VNI_ALONE.items()}
    marks = {unicodedata.normalize("NFC", "a" + mark): old for old, mark in legacy.VNI_MARKS.items()}
    out = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        horn = "\u031b" in parts
        mark = unicodedata.normalize("NFC", "a" + parts[1:].replace("\u031b", "")) if len(parts) > 1 else ""
        base = unicodedata.normalize("NFC", parts[0] + ("\u031b" if horn else ""))
        if char in alone:
            out.append(alone[char])
        elif mark in marks:
            out.append(alone.get(base, base) + marks[mark])
        else:
            out.append(char)
    return "".join(out)


@pytest.mark.parametrize(("old", "new"), [MOTTO["tcvn3"], NATION["tcvn3"]])
def test_tcvn3_known(old: str, new: str) -> None:
    assert legacy.from_tcvn3(old) == new


@pytest.mark.parametrize(("old", "new"), [MOTTO["vni"], NATION["vni"]])
def test_vni_known(old: str, new: str) -> None:
    assert legacy.from_vni(old) == new


def test_every_letter_has_one_place_in_tcvn3() -> None:
    assert len(set(legacy.TCVN3.values())) == len(legacy.TCVN3) == 74
    assert set(LETTERS) <= set(legacy.TCVN3.values())


@pytest.mark.parametrize("letter", LETTERS)
def test_tcvn3_letter_there_and_back(letter: str) -> None:
    assert legacy.from_tcvn3(to_tcvn3(letter)) == letter


@pytest.mark.parametrize("letter", LETTERS)
def test_vni_letter_there_and_back(letter: str) -> None:
    assert legacy.from_vni(to_vni(letter)) == letter


@pytest.mark.parametrize("write", [to_tcvn3, to_vni])
def test_whole_text_is_recognised_and_converted(write: object) -> None:
    assert callable(write)
    text = PAPER.lower()
    assert write(text) != text
    assert legacy.convert(write(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        PAPER,
        "",
        "Hội nghị",
        "Le comité a été créé à Genève; les élèves français étaient très intéressés par l'été, la forêt et le château.",
        "Plain English text about a report that has no accents at all and should never be touched by anything.",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert legacy.convert(text) == text


@given(st.text(alphabet=LETTERS + "abcdeghiklmnopqrstuvxy ,.0123456789"))
def test_tcvn3_text_there_and_back(text: str) -> None:
    assert legacy.from_tcvn3(to_tcvn3(text)) == text


@given(st.text())
def test_any_text_converts_without_an_error(text: str) -> None:
    assert isinstance(legacy.convert(text), str)
    assert 0 <= legacy.syllable_share(text) <= 1


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        (".VnTime", "Sè: 05/KH-UBND", "Số: 05/KH-UBND"),
        (".VnTimeH", "kÕ ho¹ch", "KẾ HOẠCH"),
        ('".VnTime", serif', "ngµy", "ngày"),
        ("VNI-Times", "ngaøy", "ngày"),
        ("Times New Roman", "ngµy", "ngµy"),
    ],
)
def test_fonts_tell_the_encoding(font: str, text: str, shown: str) -> None:
    assert legacy.from_font(text, font) == shown


@pytest.mark.parametrize(("text", "share"), [("Ủy ban nhân dân", 1.0), ("7ӌ1+ Ëp qwé", 0.0), ("plain", 0.0)])
def test_share_of_syllables(text: str, share: float) -> None:
    assert legacy.syllable_share(text) == share
