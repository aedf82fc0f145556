"""``vanban verify``: what the sub-command takes and does; ``vanban.cli`` hangs it into its table."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from vanban.errors import VanbanError
from vanban.writing.verify import embedded_ledger, verify_docx
from vanban.writing.wordforms import BadPaper

HELP = "Đối chiếu số liệu trong tệp DOCX với sổ số liệu: số nào đã bị sửa, chuyển chỗ hoặc xóa."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``verify`` takes."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp DOCX cần đối chiếu")
    parser.add_argument("--ledger", type=Path, metavar="SỔ", help="tệp ledger.json (mặc định: sổ nằm trong tệp DOCX)")
    parser.add_argument("--json", action="store_true", help="in JSON thay cho câu chữ")


def run(chosen: argparse.Namespace) -> int:
    """Print each figure that no longer holds. Exit code 0 nothing found, 1 something found, 2 the files cannot be read."""
    try:
        docx = chosen.file.read_bytes()
        found = verify_docx(docx, _ledger(chosen.ledger) if chosen.ledger else embedded_ledger(docx))
    except (VanbanError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.json:
        rows = [{name: getattr(finding, name) for name in finding.__dataclass_fields__} for finding in found]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        print("\n".join(finding.message for finding in found) or "Mọi số liệu trong văn bản vẫn khớp với sổ số liệu.")
    return 1 if found else 0


def _ledger(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        raise BadPaper(f"Tệp {path.name} không phải sổ số liệu dạng JSON; hãy kiểm tra lại.") from error
