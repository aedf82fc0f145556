"""The export of a report that was sent: papers, ledger, hashes, and a program that checks them on a machine without network."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date
from importlib.resources import files
from io import BytesIO
from typing import Any

from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.paper import paper_of
from hoanhap.work.reports.queries.proof import bundle
from vanban.writing import ledger_of, write_docx, write_pdf

_MOMENT = (2020, 1, 1, 0, 0, 0)
"""Of every file in the zip: the same report gives the same bytes."""
_README = """BỘ CHỨNG CỨ CỦA BÁO CÁO

Báo cáo: {title}
Số: {number}
Mã báo cáo: {id}

Trong thư mục này:
- report.docx, report.pdf: báo cáo như đã gửi;
- ledger.json: sổ cái số liệu: mỗi số với các dòng, lượt ghi và mã băm của minh chứng đứng sau;
- SHA256SUMS: mã băm của từng tệp;
- verify.py: chương trình kiểm tra, chỉ cần Python 3.8 trở lên, không cần mạng hay cơ sở dữ liệu.

Cách kiểm tra: giải nén, mở cửa sổ lệnh trong thư mục này và chạy

    python verify.py

hoặc, nơi đã cài Hòa Nhập: hoanhap verify <tệp zip này>

Chương trình nêu tên từng số bị sửa. Để biết bộ này có đúng là bộ đã gửi hay không, hãy so mã băm gốc của số liệu trong ledger.json
với mã in tại phụ lục của bản giấy, hoặc với trang kiểm chứng có địa chỉ và mã QR ở đó.
"""


def with_paper(report: Report, *, on: date) -> dict[str, Any]:
    """The report's proof with the places where its paper says each figure."""
    return {**bundle(report), "paper": ledger_of(paper_of(report, on=on))}


def bundle_files(report: Report, *, on: date) -> dict[str, bytes]:
    """The files of the export by name. ``on`` only matters for papers without a date of their own."""
    paper = paper_of(report, on=on)
    number = report.paper.number if report.paper else "chưa cho số"
    found = {
        "report.docx": write_docx(paper),
        "report.pdf": write_pdf(paper),
        "ledger.json": json.dumps(with_paper(report, on=on), ensure_ascii=False, indent=1).encode(),
        "verify.py": files("hoanhap.work.reports").joinpath("data/verify.py").read_bytes(),
        "README.txt": _README.format(title=report.title, number=number, id=report.id).encode(),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in found.items())
    return {**found, "SHA256SUMS": sums.encode()}


def bundle_zip(report: Report, *, on: date) -> bytes:
    """The export as one zip."""
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in bundle_files(report, on=on).items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return raw.getvalue()
