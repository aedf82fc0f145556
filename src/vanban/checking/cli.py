"""``vanban check``: what the sub-command takes and does; ``vanban.cli`` hangs it into its table."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from vanban.checking import dignity
from vanban.checking.layout import check_file
from vanban.errors import VanbanError
from vanban.model import Finding
from vanban.reading import read_source
from vanban.sources import open_source

HELP = "Kiểm tra thể thức và nội dung một văn bản: sai ở đâu, theo quy định nào, sửa thế nào."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``check`` takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="văn bản cần kiểm tra")
    parser.add_argument("--publish", action="store_true", help="xem văn bản đã đăng công khai được chưa: tên người, số giấy tờ, từ ngữ …")
    parser.add_argument("--json", action="store_true", help="in JSON, mỗi văn bản một dòng")


def run(chosen: argparse.Namespace) -> int:
    """Print the remarks on each file. Exit code 0 none, 1 some, 2 a file could not be opened."""
    codes = [_one(path, as_json=chosen.json, find=_to_publish if chosen.publish else check_file) for path in chosen.files]
    return max(codes)


def _to_publish(path: Path) -> tuple[Finding, ...]:
    """What the dignity gate objects to in a file's text, as findings."""
    return tuple(
        Finding(one.code, f"{one.message} Gợi ý thay bằng: “{one.suggestion}”.", (one.span,))
        for one in dignity.examine(read_source(open_source(path.read_bytes())).text)
    )


def _one(path: Path, *, as_json: bool, find: Callable[[Path], tuple[Finding, ...]]) -> int:
    try:
        found = find(path)
    except (VanbanError, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)
        return 2
    if as_json:
        print(json.dumps({"file": str(path), "findings": [asdict(finding) for finding in found]}, ensure_ascii=False))
    else:
        print("\n".join([str(path), *(f"  {_told(finding)}" for finding in found)] if found else [f"{path}: không có nhận xét."]))
    return 1 if found else 0


def _told(finding: Finding) -> str:
    return f"[{finding.code}] {finding.message}" + (f" ({finding.reference})" if finding.reference else "")
