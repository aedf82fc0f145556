"""The child that opens files: ``python -m hoanhap.kernel.child CONFINEMENT TASK PATH NAME`` prints one JSON object and ends.

It knows no Django, no database and no settings. Before it opens anything it caps itself, leaves the network, and refuses every
socket by an audit hook; it dies with the process that started it.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hoanhap.kernel.pictures import mark_of, picture, taken_on

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CLONE_NEWUSER, _CLONE_NEWNET, _PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1


def confine(*, memory: int, processor: int, file: int, parent: int, **_others: float) -> None:
    """Cap this process, tie its life to ``parent``, and take the network away. There is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file, file))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)
    # Some kernels forbid ordinary users a network namespace of their own; the audit hook still closes Python's sockets.
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    sys.addaudithook(_no_sockets)


def _no_sockets(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError(event)


def read(path: Path, name: str) -> dict[str, Any]:
    """Read an administrative paper: ``{"ok": Document as JSON}``, or a refusal that says only that it is secret."""
    import vanban
    from vanban.reading.secrecy import is_secret

    kind = Path(name).suffix.lstrip(".").lower() or None
    document = vanban.read(path, kind=kind)
    if is_secret(document):
        return {"refused": "", "code": "SECRET"}  # the words of a secret paper do not leave this process
    return {"ok": document.to_json()}


def image(path: Path, name: str) -> dict[str, Any]:
    """Check a photograph sent as evidence: ``{"ok": {"kind": …, "width": …, "height": …, "mark": …, "taken": …}}``. ``mark`` is what the
    picture looks like (64 bits in hexadecimal; empty for one that looks like nothing in particular), ``taken`` the day that the camera
    wrote into it, or empty."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = 50_000_000
    with Image.open(path) as picture:
        if picture.format not in ("JPEG", "PNG", "WEBP"):
            return {"refused": f"“{name}” không phải ảnh JPEG, PNG hay WEBP. Hãy chụp lại hoặc đổi sang JPEG.", "code": "NOT_AN_IMAGE"}
        if picture.width * picture.height > 50_000_000:
            return {"refused": "Ảnh lớn hơn 50 triệu điểm ảnh. Hãy thu nhỏ rồi gửi lại.", "code": "TOO_LARGE"}
        taken = taken_on(picture)
        return {"ok": {"kind": picture.format, "width": picture.width, "height": picture.height, "mark": mark_of(picture), "taken": taken}}


_RECORDINGS = ((0, b"ID3", "audio/mpeg"), (0, b"OggS", "audio/ogg"), (4, b"ftyp", "audio/mp4"), (8, b"WAVE", "audio/wav"))


def recording(path: Path, name: str) -> dict[str, Any]:
    """Check a sound recording sent as evidence by how it begins: ``{"ok": {"kind": media type}}``. It is handed out, never played here."""
    with path.open("rb") as content:
        head = content.read(16)
    kind = next((media for offset, mark, media in _RECORDINGS if head[offset:].startswith(mark)), None)
    if kind is None and head[:1] == b"\xff" and head[1] & 0xE0 == 0xE0 and head[1] & 0x06:  # an MPEG frame; FFD8 is a photograph
        kind = "audio/mpeg"
    if kind is None:
        return {"refused": f"“{name}” không phải bản ghi âm MP3, M4A, OGG hay WAV. Hãy đổi sang MP3.", "code": "NOT_A_RECORDING"}
    return {"ok": {"kind": kind}}


_ROWS, _COLUMNS = 20_000, 60


def table(path: Path, name: str) -> dict[str, Any]:
    """Read the first filled sheet of a workbook (XLSX, XLS, XLSB, ODS), or text that was copied out of one:
    ``{"ok": {"rows": [[cell]]}}`` with cells as text, whole numbers, numbers or ``{"day": "2026-03-05"}``. A merged area's value stands
    in every cell of its column.
    """
    rows = _copied(path) if name.lower().endswith((".tsv", ".txt", ".csv")) else _sheet(path)
    if len(rows) > _ROWS or max(map(len, rows), default=0) > _COLUMNS:
        return {"refused": f"Bảng có hơn {_ROWS} dòng hoặc {_COLUMNS} cột. Hãy tách thành nhiều bảng rồi gửi lại.", "code": "TOO_LARGE"}
    return {"ok": {"rows": [[_cell(cell) for cell in row] for row in rows]}}


def _copied(path: Path) -> list[list[Any]]:
    import csv

    text = path.read_text("utf-8-sig", errors="replace")
    first = text.split("\n", 1)[0]
    separator = max("\t;,", key=first.count)
    return [list(row) for row in csv.reader(text.splitlines(keepends=True), delimiter=separator)]


def _sheet(path: Path) -> list[list[Any]]:
    from python_calamine import load_workbook

    with path.open("rb") as content:
        book = load_workbook(content)
        for sheet_name in book.sheet_names:
            sheet = book.get_sheet_by_name(sheet_name)
            if sheet.height:
                rows = sheet.to_python(skip_empty_area=False, nrows=_ROWS + 1)
                for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
                    for row in range(top + 1, min(bottom + 1, len(rows))):
                        rows[row][left] = rows[top][left]
                return rows
    return []


def _cell(value: Any) -> Any:
    from datetime import date, datetime

    if isinstance(value, datetime | date):
        return {"day": value.isoformat()[:10]}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def reread(path: Path, _name: str) -> dict[str, Any]:
    """Hold ``report.docx`` in a folder against ``ledger.json`` beside it: ``{"ok": {"touched": [figures that it states otherwise]}}``."""
    from vanban.writing.verify import verify_docx

    ledger = json.loads((path / "ledger.json").read_text("utf-8"))
    found = verify_docx((path / "report.docx").read_bytes(), ledger)
    return {"ok": {"touched": [
        {"code": one.figure, "label": one.label, "expected": one.expected, "found": one.found, "message": one.message} for one in found
    ]}}  # fmt: skip


Task = Callable[[Path, str], dict[str, Any]]
TASKS: dict[str, Task] = {"read": read, "image": image, "recording": recording, "table": table, "picture": picture, "reread": reread}


def answer_to(task: Task, path: Path, name: str) -> dict[str, Any]:
    """What a task says of a file; whatever it raises becomes a refusal."""
    try:
        return task(path, name)
    except MemoryError:
        return {"refused": "Tệp đòi quá nhiều bộ nhớ nên đã dừng. Hãy tách nhỏ hoặc quét lại ở 200 dpi.", "code": "TOO_LARGE"}
    except Exception as error:  # noqa: BLE001  any file may break any parser; the parent needs one answer
        sentence = getattr(error, "message", "") or "Không mở được tệp này: tệp hỏng hoặc không đúng loại. Hãy lưu lại rồi gửi lại."
        return {"refused": sentence, "code": getattr(error, "code", "UNREADABLE")}


def main(arguments: list[str]) -> int:
    """Confine, run one task, print its answer."""
    confinement, task, path, name = arguments
    confine(**json.loads(confinement))
    answer = answer_to(TASKS[task], Path(path), name)
    json.dump(_storable(answer), sys.stdout)
    return 0


def _storable(value: Any) -> Any:
    """The answer without NUL and lone surrogates, which PostgreSQL keeps in no text."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("", value)
    if isinstance(value, dict):
        return {_storable(key): _storable(inner) for key, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list | tuple) else value


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
