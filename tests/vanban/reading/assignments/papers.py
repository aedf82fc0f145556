"""Papers written for these tests: a frame with a body put into it."""

from __future__ import annotations

from vanban.model import Assignment, Document
from vanban.reading import read_source
from vanban.sources import open_source

_FRAME = """ỦY BAN NHÂN DÂN
TỈNH NAM SƠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 215/{symbol}

Nam Sơn, ngày 12 tháng 5 năm 2026

{heading}
Tăng cường công tác thông tin về tái hòa nhập cộng đồng

{body}

Nơi nhận:
- Như trên;
- Lưu: VT, NC.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lê Minh Tâm
"""


def paper(body: str, *, heading: str = "KẾ HOẠCH", symbol: str = "KH-UBND") -> Document:
    """A plan (or what ``heading`` says) of a province that does not exist, with this body."""
    return read_source(open_source(_FRAME.format(body=body, heading=heading, symbol=symbol)))


def duties(body: str, *, heading: str = "KẾ HOẠCH", symbol: str = "KH-UBND") -> tuple[Assignment, ...]:
    """The assignments of a paper with this body."""
    return paper(body, heading=heading, symbol=symbol).assignments
