"""Head and closing of papers of every kind, field by field."""

from __future__ import annotations

from typing import Any

import pytest

import vanban
from tests.vanban.reading import papers
from vanban.model import Document

FRAMES: dict[str, tuple[str | bytes, dict[str, Any]]] = {
    "joint circular": (
        papers.JOINT_CIRCULAR,
        {
            "type": "TTLT",
            "number": "05/2025/TTLT-BCA-BQP-BTC",
            "issuer": "Bộ Công an",
            "others": ("Bộ Quốc phòng", "Bộ Tài chính"),
            "date": "2025-03-05",
            "subject": "Quy định việc phối hợp quản lý người chấp hành án",
            "authority": "KT.",
            "position": "THỨ TRƯỞNG",
            "rank": "Thượng tướng",
            "signer": "Lê Quốc An",
            "recipients": ("Văn phòng Chính phủ", "Lưu: VT, C10"),
        },
    ),
    "Party directive, columns run together": (
        papers.PARTY_DIRECTIVE,
        {
            "type": "CT",
            "number": "15-CT/TU",
            "serial": "15",
            "symbol": "CT/TU",
            "place": "Lâm Đồng",
            "date": "2023-04-12",
            "subject": "về tăng cường lãnh đạo công tác tái hòa nhập cộng đồng",
            "authority": "TM.",
            "on_behalf_of": "BAN THƯỜNG VỤ",
            "position": "BÍ THƯ",
            "signer": "Trần Đình Văn",
            "recipients": ("Ban Bí thư Trung ương (để báo cáo)", "Các huyện ủy, thành ủy", "Lưu Văn phòng Tỉnh ủy"),
        },
    ),
    "Party plan": (
        papers.PARTY_PLAN,
        {
            "type": "KH",
            "number": "102-KH/HU",
            "issuer": "Huyện ủy Mai Sơn",
            "parent": "Đảng bộ tỉnh Sơn La",
            "date": "2024-03-15",
            "subject": "thực hiện Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng (khóa XII)",
            "position": "PHÓ BÍ THƯ THƯỜNG TRỰC",
            "signer": "Cầm Văn Thảo",
        },
    ),
    "invitation": (
        papers.INVITATION,
        {
            "type": "GM",
            "number": "12/GM-TP",
            "issuer": "Phòng Tư pháp",
            "parent": "UBND huyện Krông Pắc",
            "place": "Krông Pắc",
            "date": "2025-01-02",
            "addressees": ("Ông (bà) Trưởng các phòng, ban thuộc huyện", "Chủ tịch UBND các xã, thị trấn"),
            "authority": None,
            "position": "TRƯỞNG PHÒNG",
            "signer": "H'Yim Kđoh",
        },
    ),
    "report of a council's board": (
        papers.COUNCIL_REPORT,
        {
            "type": "BC",
            "number": "07/BC-BPC",
            "issuer": "Ban Pháp chế",
            "parent": "Hội đồng nhân dân tỉnh Bình Định",
            "date": "2024-12-06",
            "addressees": ("Hội đồng nhân dân tỉnh",),
            "authority": "TM.",
            "position": "TRƯỞNG BAN",
        },
    ),
    "council resolution": (
        papers.COUNCIL_RESOLUTION,
        {
            "type": "NQ",
            "number": "12/2024/NQ-HĐND",
            "serial": "12",
            "symbol": "2024/NQ-HĐND",
            "issuer": "Hội đồng nhân dân thành phố Đà Nẵng",
            "subject": "Quy định chính sách hỗ trợ người chấp hành xong án phạt tù trên địa bàn thành phố",
            "position": "CHỦ TỊCH",
        },
    ),
    "decision, columns run together": (
        papers.DECISION_TWO_COLUMNS,
        {
            "type": "QĐ",
            "number": "1234/QĐ-UBND",
            "issuer": "Ủy ban nhân dân tỉnh Kiên Giang",
            "parent": None,
            "place": "Kiên Giang",
            "date": "2024-05-15",
            "subject": "Về việc thành lập Hội đồng tư vấn đặc xá",
            "authority": "KT.",
            "on_behalf_of": "CHỦ TỊCH",
            "position": "PHÓ CHỦ TỊCH",
            "signer": "Nguyễn Thanh Nam",
            "recipients": ("Như Điều 2", "TT. Tỉnh ủy", "Lưu: VT, ddt"),
        },
    ),
    "telegram": (
        papers.TELEGRAM,
        {
            "type": "CĐ",
            "number": "4567/CĐ-BCT",
            "issuer": "Bộ Công Thương",
            "urgency": "Hỏa tốc",
            "date": "2024-09-09",
            "recipients": (),
            "addressees": ("Sở Công Thương các tỉnh: Bắc Ninh, Hà Nam", "Tập đoàn Điện lực Việt Nam"),
            "position": "BỘ TRƯỞNG",
        },
    ),
    "company letter, space in the symbol": (
        papers.COMPANY_LETTER,
        {
            "type": "CV",
            "number": "3321/EVNSPC-KD",
            "parent": "Tập đoàn Điện lực Việt Nam",
            "issuer": "Tổng công ty Điện lực miền Nam",
            "place": "TP. Hồ Chí Minh",
            "date": "2024-04-03",
            "subject": "phối hợp tuyên truyền tiết kiệm điện",
            "authority": "TUQ.",
            "on_behalf_of": "TỔNG GIÁM ĐỐC",
            "position": "TRƯỞNG BAN KINH DOANH",
            "signer": "Lâm Xuân Tùng",
        },
    ),
    "law": (
        papers.LAW,
        {
            "type": "Luật",
            "number": "99/2025/QH15",
            "issuer": "Quốc hội",
            "subject": "Thi hành án hình sự",
            "position": "CHỦ TỊCH QUỐC HỘI",
            "signer": "Trần Thanh Minh",
            "date": "2025-12-10",
        },
    ),
    "decree": (
        papers.DECREE,
        {
            "type": "NĐ",
            "number": "49/2020/NĐ-CP",
            "issuer": "Chính phủ",
            "authority": "TM.",
            "on_behalf_of": "CHÍNH PHỦ",
            "position": "THỦ TƯỚNG",
            "subject": "Quy định chi tiết thi hành Luật Thi hành án hình sự về tái hòa nhập cộng đồng",
        },
    ),
    "minutes": (
        papers.MINUTES,
        {
            "type": "BB",
            "number": None,
            "issuer": "Tổ công tác",
            "parent": "Công an xã Tân Lập",
            "date": "2025-06-05",
            "position": "CHỦ TRÌ",
            "rank": "Trung tá",
            "signer": "Lò Văn Bình",
        },
    ),
    "police letter": (
        papers.POLICE_LETTER,
        {
            "type": "CV",
            "number": "2115/CAT-PC10",
            "issuer": "Công an tỉnh Đồng Tháp",
            "parent": "Bộ Công an",
            "date": "2025-08-12",
            "subject": "đề nghị phối hợp tuyên truyền công tác đặc xá năm 2025",
            "rank": "Đại tá",
            "signer": "Trần Văn Hùng",
            "addressees": ("Sở Văn hóa, Thể thao và Du lịch", "Báo và Đài Phát thanh, Truyền hình Đồng Tháp", "UBND các xã, phường"),
            "recipients": ("Như trên", "Đ/c Giám đốc CAT (để b/c)", "Lưu: VT, PC10"),
        },
    ),
    "letter without a blank line, columns run together": (
        papers.RUN_TOGETHER,
        {
            "type": "CV",
            "number": "145/STP-PBGDPL",
            "issuer": "Sở Tư pháp",
            "parent": "UBND tỉnh Hà Giang",
            "place": "Hà Giang",
            "date": "2025-02-07",
            "subject": "hướng dẫn tuyên truyền Luật Đặc xá",
            "authority": "KT.",
            "position": "PHÓ GIÁM ĐỐC",
            "signer": "Hoàng Thị Mai",
            "recipients": ("Như trên", "Lưu: VT, PBGDPL"),
        },
    ),
    "draft with everything blank": (
        papers.DRAFT,
        {
            "type": "TTr",
            "number": "/TTr-SNV",
            "serial": None,
            "place": None,
            "date": "2026",
            "issuer": "Sở Nội vụ",
            "position": "GIÁM ĐỐC",
            "signer": None,
        },
    ),
    "union letter in Party style": (
        papers.UNION_LETTER,
        {
            "type": "CV",
            "number": "321-CV/HNDT",
            "subject": "triển khai mô hình",
            "place": "Thanh Hóa",
            "authority": "TM.",
            "position": "PHÓ CHỦ TỊCH",
        },
    ),
    "web page": (
        papers.WEB_PAGE.encode(),
        {
            "type": "KH",
            "number": "88/KH-UBND",
            "issuer": "Ủy ban nhân dân xã An Phú",
            "place": "An Phú",
            "date": "2025-02-01",
            "recipients": ("TT. Đảng ủy", "Công an xã", "Lưu: VT"),
            "authority": "KT.",
            "position": "PHÓ CHỦ TỊCH",
            "signer": "Lê Thị Hoa",
        },
    ),
    "text without head or closing": (
        papers.BODY_ONLY,
        {
            "type": None,
            "number": None,
            "place": None,
            "date": None,
            "subject": None,
            "issuer": "Sở Tư pháp",
            "inferred": True,
            "signer": None,
            "recipients": (),
        },
    ),
}


def fields(document: Document) -> dict[str, Any]:
    """The fields of a frame, flat."""
    issuer, number, signature = document.issuer, document.number, document.signature
    return {
        "type": document.type and document.type.code,
        "number": number and number.text,
        "serial": number and number.serial,
        "symbol": number and number.symbol,
        "issuer": issuer and issuer.name,
        "parent": issuer and issuer.parent,
        "others": issuer and issuer.others,
        "inferred": issuer and issuer.inferred,
        "place": document.place,
        "date": document.date,
        "subject": document.subject,
        "urgency": document.urgency,
        "addressees": document.addressees,
        "recipients": document.recipients,
        "authority": signature and signature.authority,
        "on_behalf_of": signature and signature.on_behalf_of,
        "position": signature and signature.position,
        "rank": signature and signature.rank,
        "signer": signature and signature.name,
    }


@pytest.mark.parametrize("name", FRAMES)
def test_frame(name: str) -> None:
    source, wanted = FRAMES[name]
    read = fields(vanban.read(source))
    assert {field: read[field] for field in wanted} == wanted


@pytest.mark.parametrize("name", FRAMES)
def test_spans_say_what_they_claim(name: str) -> None:
    document = vanban.read(FRAMES[name][0])
    text = document.text
    if document.number and document.number.span:
        assert document.number.symbol
        shown = "".join(text[slice(*document.number.span)].split())
        assert "".join(document.number.symbol.split())[-6:] in shown
    if "date" in document.spans:
        assert "ngày" in text[slice(*document.spans["date"])]
    if document.place:
        assert document.place in " ".join(text[slice(*document.spans["place"])].split())
    if document.signature and document.signature.name and document.signature.span:
        assert document.signature.name in text[slice(*document.signature.span)]
    for citation in document.citations:
        serial, title = (citation.number or "").split("/")[0].split("-")[0], citation.title or ""
        assert all((serial and serial in text[slice(*span)]) or title in text[slice(*span)] for span in citation.spans)


def test_what_is_inferred_says_on_what_it_rests() -> None:
    document = vanban.read(papers.BODY_ONLY)
    assert document.issuer
    assert [document.text[slice(*span)] for span in document.issuer.because] == ["Sở Tư pháp"]
    letter = vanban.read(papers.POLICE_LETTER)
    assert letter.type
    assert letter.type.inferred
    assert letter.text[slice(*letter.type.because[0])] == "Số: 2115/CAT-PC10"


def test_doubtful_fields_weigh_less() -> None:
    draft, signed = vanban.read(papers.DRAFT), vanban.read(papers.POLICE_LETTER)
    assert draft.confidence["number"] < 0.8 <= signed.confidence["number"]
    assert draft.confidence["date"] < 0.8 <= signed.confidence["date"]
    assert all(0 <= value <= 1 for value in (*draft.confidence.values(), *signed.confidence.values()))
