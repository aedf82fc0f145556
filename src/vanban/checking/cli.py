"""``vanban check``: what the sub-command takes and does; ``vanban.cli`` hangs it into its table."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from vanban.checking.layout import check_file
from vanban.errors import VanbanError
from vanban.model import Finding

HELP = "Kiểm tra thể thức và nội dung một văn bản: sai ở đâu, theo quy định nào, sửa thế nào."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what ``check`` takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="TỆP", help="văn bản cần kiểm tra")
    parser.add_argument("--json", action="store_true", help="in JSON, mỗi văn bản một dòng")


def run(chosen: argparse.Namespace) -> int:
    """Print the remarks on each file. Exit code 0 none, 1 some, 2 a file could not be opened."""
    codes = [_one(path, as_json=chosen.json) for path in chosen.files]
    return max(codes)


def _one(path: Path, *, as_json: bool) -> int:
    try:
        found = check_file(path)
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
