"""Checking the proof of a report without database or network: what is said sums up, and every hash recomputes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from hoanhap.kernel import proofs


def run(bundle: Path) -> int:
    """Check a ``ledger.json`` and say what was found. The exit status: 0 when everything holds, 1 when something does not."""
    try:
        content = json.loads(bundle.read_text("utf-8"))
        found, figures = faults(content), len(content["figures"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        print(f"{bundle} không phải sổ cái số liệu. Hãy chọn tệp ledger.json đi cùng báo cáo.")  # noqa: T201  said to a person
        return 1
    print("\n".join(found) or f"{figures} số liệu đều khớp với các dòng, lượt ghi và minh chứng đứng sau.")  # noqa: T201
    return 1 if found else 0


def faults(bundle: dict[str, Any]) -> list[str]:
    """Every way in which a bundle contradicts itself, in sentences; none when it holds."""
    return [fault for sheet in bundle["figures"] for fault in _figure(sheet, bundle["entries"])]


def _figure(sheet: dict[str, Any], entries: dict[str, Any]) -> Iterator[str]:
    lines = sheet["lines"]
    if any(proofs.digest(line["content"]) != line["digest"] for line in lines):
        yield f"{sheet['code']}: có dòng không khớp mã băm của nó."
    if proofs.root(line["digest"] for line in lines) != sheet["root"]:
        yield f"{sheet['code']}: mã băm gốc không khớp với các dòng."
    if sum((Decimal(line["content"]["quantity"]) for line in lines), Decimal(0)) != Decimal(str(sheet["value"])):
        yield f"{sheet['code']}: giá trị không bằng tổng các dòng."
    for line in lines:
        yield from _entry(sheet["code"], sheet["indicator"], line["content"], entries)


def _entry(code: str, indicator: str, line: dict[str, Any], entries: dict[str, Any]) -> Iterator[str]:
    kind, source = line["source"]
    if kind != "entry":
        return
    kept = entries.get(source)
    if kept is None:
        yield f"{code}: thiếu lượt ghi {source}."
        return
    stated = kept["stated"]
    if proofs.digest(stated) != line["proof"]["digest"] or stated["evidence"] != line["proof"]["evidence"]:
        yield f"{code}: lượt ghi {source} không khớp với dòng."
    if [indicator, line["quantity"], line["estimated"]] not in stated["quantities"]:
        yield f"{code}: lượt ghi {source} không nêu số này."
    if any(proofs.digest({"url": url}) != sha256 for sha256, url in kept["links"].items()):
        yield f"{code}: lượt ghi {source} có đường dẫn không khớp mã băm."
