"""The child that opens files: ``python -m hoanhap.kernel.child TASK PATH [NAME]`` prints one JSON object and ends.

It knows no Django, no database and no settings, and refuses every socket by an audit hook.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _no_sockets(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError(event)


def read(path: Path, name: str) -> dict[str, Any]:
    """Read an administrative paper: ``{"ok": Document as JSON, "secret": bool}``."""
    import vanban
    from vanban.reading.secrecy import is_secret

    kind = Path(name).suffix.lstrip(".").lower() or None
    document = vanban.read(path, kind=kind)
    if is_secret(document):
        return {"refused": "", "code": "SECRET"}  # the words of a secret paper do not leave this process
    return {"ok": document.to_json()}


def image(path: Path, name: str) -> dict[str, Any]:
    """Check a photograph sent as evidence: ``{"ok": {"kind": …, "width": …, "height": …, "mark": perceptual hash}}``."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = 50_000_000
    with Image.open(path) as picture:
        if picture.format not in ("JPEG", "PNG", "WEBP"):
            return {"refused": f"“{name}” không phải ảnh JPEG, PNG hay WEBP. Hãy chụp lại hoặc đổi sang JPEG.", "code": "NOT_AN_IMAGE"}
        if picture.width * picture.height > 50_000_000:
            return {"refused": "Ảnh lớn hơn 50 triệu điểm ảnh. Hãy thu nhỏ rồi gửi lại.", "code": "TOO_LARGE"}
        small = picture.convert("L").resize((9, 8))
    values = list(small.tobytes())
    bits = [values[row * 9 + column] > values[row * 9 + column + 1] for row in range(8) for column in range(8)]
    mark = f"{int(''.join('01'[bit] for bit in bits), 2):016x}"
    return {"ok": {"kind": picture.format, "width": picture.width, "height": picture.height, "mark": mark}}


TASKS: dict[str, Callable[[Path, str], dict[str, Any]]] = {"read": read, "image": image}


def main(arguments: list[str]) -> int:
    """Run one task and print its answer."""
    sys.addaudithook(_no_sockets)
    task, path, name = (*arguments, "", "")[:3]
    try:
        answer = TASKS[task](Path(path), name)
    except MemoryError:
        answer = {"refused": "Tệp đòi quá nhiều bộ nhớ nên đã dừng. Hãy tách nhỏ hoặc quét lại ở 200 dpi.", "code": "TOO_LARGE"}
    except Exception as error:  # noqa: BLE001  any file may break any parser; the parent needs one answer
        answer = {"refused": getattr(error, "message", ""), "code": getattr(error, "code", "UNREADABLE")}
        answer["refused"] = answer["refused"] or "Không mở được tệp này: tệp hỏng hoặc không đúng loại. Hãy lưu lại rồi gửi lại."
    json.dump(answer, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
