"""Number and symbol: every family both ways, tables of real shapes, and what looks like one and is none."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import numbering, rules

SERIALS = ("1", "07", "36", "0129", "1509", "12345")
ISSUERS = ("UBND", "BCA", "CP", "TTg", "STTTT", "HĐTVĐX", "CAT", "ĐU", "PCCC&CNCH", "VPCP")
DRAFTERS = ("", "-NC", "-PC10", "-CSTHAHS&HTTP", "-C10", "-KGVX")
NOT_TYPED = {"HĐ", "CV", "ThC"}  # Hợp đồng reads as Hội đồng in symbols; letters have no type group
ADMINISTRATIVE = [entry["code"] for entry in rules.load("types")["type"] if entry["group"] == "administrative"]
TYPES = tuple(code for code in ADMINISTRATIVE if code not in NOT_TYPED)
NORMATIVE = ("NĐ", "QĐ", "TT", "TTLT", "NQ")
PARTY = ("CT", "NQ", "KL", "HD", "KH", "CTr", "TB", "BC", "CV", "QĐ")
ORGANS = ("TW", "TU", "HU", "VPTW", "BTGTU", "UBKTTW")


def one(text: str) -> numbering.Symbol:
    found = list(numbering.find(text))
    assert len(found) == 1, f"{text}: {[symbol.text for symbol in found]}"
    return found[0]


@pytest.mark.parametrize(("kind", "issuer"), list(product(TYPES, ISSUERS)))
def test_typed_symbols_are_found_and_taken_apart(kind: str, issuer: str) -> None:
    for serial, drafter in product(SERIALS, DRAFTERS):
        printed = f"{serial}/{kind}-{issuer}{drafter}"
        symbol = one(f"theo văn bản số {printed} ngày 01/02/2024")
        assert (symbol.text, symbol.serial, symbol.symbol, symbol.type, symbol.issuer) == (
            printed,
            serial,
            printed.split("/")[1],
            kind,
            issuer,
        )
        own = numbering.parse_own(f"Số: {printed}")
        assert own
        assert (own.text, own.serial, own.type) == (printed, serial, kind)


@pytest.mark.parametrize("kind", NORMATIVE)
def test_normative_symbols(kind: str) -> None:
    for serial, year, issuer in product(SERIALS, ("1999", "2024"), ISSUERS):
        printed = f"{serial}/{year}/{kind}-{issuer}"
        symbol = one(f"số {printed}, ngày")
        assert (symbol.text, symbol.family, symbol.type, symbol.issuer, symbol.symbol) == (
            printed,
            "normative",
            kind,
            issuer,
            f"{year}/{kind}-{issuer}",
        )


@pytest.mark.parametrize("kind", PARTY)
def test_party_symbols(kind: str) -> None:
    for serial, organ in product(SERIALS, ORGANS):
        for printed in (f"{serial}-{kind}/{organ}", f"{serial} - {kind}/{organ}"):
            symbol = one(f"số {printed} ngày")
            assert (symbol.text, symbol.family, symbol.type, symbol.issuer) == (f"{serial}-{kind}/{organ}", "party", kind, organ)


@pytest.mark.parametrize("issuer", [issuer for issuer in ISSUERS if issuer not in {"CP", "TTg"}])
def test_letter_symbols(issuer: str) -> None:
    for serial, drafter in product(SERIALS, DRAFTERS[1:]):
        symbol = one(f"Công văn số {serial}/{issuer}{drafter} ngày")
        assert (symbol.text, symbol.family, symbol.type) == (f"{serial}/{issuer}{drafter}", "letter", None)


@pytest.mark.parametrize(
    ("line", "text", "serial"),
    [
        ("Số: /BC-STTTT", "/BC-STTTT", None),
        ("Số:           /BC-SCT", "/BC-SCT", None),
        ("Số:....../QĐ-UBND", "/QĐ-UBND", None),
        ("Số …/KH-BCĐ", "/KH-BCĐ", None),
        ("Số: 447     /KH-UBND", "447/KH-UBND", "447"),
        ("Số: 04-CT/TU", "04-CT/TU", "04"),
        ("Số       -KH/TU", "-KH/TU", None),
        ("Số: 91/2025/QH15", "91/2025/QH15", "91"),
        ("Luật số: 91/2025/QH15", "91/2025/QH15", "91"),
        ("Số: 3321/EVN SPC-KD", "3321/EVNSPC-KD", "3321"),
        ("Số: 12a/QĐ-UBND", "12a/QĐ-UBND", "12a"),
        ("Số: 01/2023/TTLT-BCA-BQP-TANDTC-VKSNDTC", "01/2023/TTLT-BCA-BQP-TANDTC-VKSNDTC", "01"),
        ("Số: 4{ /CT-UBND", "/CT-UBND", None),
        ("Số: 36/KH- STTTT", "36/KH-STTTT", "36"),
    ],
)
def test_own_number_lines(line: str, text: str, serial: str | None) -> None:
    own = numbering.parse_own(line)
    assert own
    assert (own.text, own.serial) == (text, serial)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Công văn số 1509/CAT- CSTHAHS&HTTP ngày 08/5/2024", ["1509/CAT-CSTHAHS&HTTP"]),
        ("144/2021/NĐ- CP", ["144/2021/NĐ-CP"]),
        ("131/CĐ- TTg ngày", ["131/CĐ-TTg"]),
        ("số 08/CĐ-UBND, số 09/CĐ-UBND và số 10/CĐ-UBND", ["08/CĐ-UBND", "09/CĐ-UBND", "10/CĐ-UBND"]),
        ("QCVN 03:2023/BCA", ["QCVN03:2023/BCA"]),
        ("TCVN 14423 : 2025", ["TCVN14423:2025"]),
        ("TCVN ISO 9001:2015", ["TCVNISO9001:2015"]),
        ("CHỈ THỊ SỐ 32/CT-TTG", ["32/CT-TTG"]),
        ("49/QCPH-UBND-UBMT-HCTĐ", ["49/QCPH-UBND-UBMT-HCTĐ"]),
        ("70/2025/UBTVQH15", ["70/2025/UBTVQH15"]),
        ("số 02/TTr-CAT- ANCTNB ngày", ["02/TTr-CAT-ANCTNB"]),
        ("1/500, 12/13 xã, 24/7, 2,1 con/phụ nữ, 30/4/2024", []),
        ("ngày 01/02/2024 đến 03-04-2024", []),
        ("tốc độ 60 km/h, 15 kg/ha", []),
        ("100/Tám", []),
        ("https://a.vn/12/KH", []),
        ("", []),
        ("giá 5.000/Kg", []),
    ],
)
def test_symbols_in_running_text(text: str, numbers: list[str]) -> None:
    assert [symbol.text for symbol in numbering.find(text)] == numbers


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("KH-STTTT", "KH"),
        ("UBND-NC", None),
        ("QH15", "Luật"),
        ("UBTVQH15", "NQ"),
        ("TTLT-BCA-BQP", "TTLT"),
        ("BCT-ATMT", None),
        ("QD-UBND", "QĐ"),
        ("VBHN-BCA", "VBHN"),
        ("CV/TU", "CV"),
        ("HĐTVĐX", None),
        ("BTC-NSNN", None),
    ],
)
def test_type_of_symbol(symbol: str, kind: str | None) -> None:
    assert numbering.type_of_symbol(symbol) == kind


def test_one_number_printed_in_several_ways_has_one_key() -> None:
    assert len({numbering.key(printed) for printed in ("04-CT/TU", "4-CT/TU", "04 - CT/TU", "04–CT/TU", "04-ct/tu")}) == 1
    assert numbering.key("40/CT-UBND") != numbering.key("4/CT-UBND")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789/-–. ABCĐQTg&:\nsốSố", max_size=80))
def test_finding_never_raises_and_stays_in_place(text: str) -> None:
    for symbol in numbering.find(text):
        begin, end = symbol.span
        assert "".join(text[begin:end].split()).replace("–", "-").replace("—", "-").upper().startswith((symbol.serial or "").upper()[:1])
        assert 0 <= begin < end <= len(text)
    numbering.parse_own(text)
