"""The one door: what the file is, which reader opens it, and every failure as a sentence a clerk can act on."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Protocol

from vanban.errors import Unreadable, VanbanError
from vanban.model.page import Source
from vanban.sources import limits
from vanban.sources.sniffing import kind_of

KINDS = ("txt", "md", "html", "docx", "doc", "odt", "rtf", "pdf", "image")
"""What can be opened, as ``Source.kind`` names it."""

_SUFFIXES = {"htm": "html", "xhtml": "html", "markdown": "md", "text": "txt"} | dict.fromkeys(
    ("png", "jpg", "jpeg", "tif", "tiff"), "image"
)
_READ = "txt, md, html, docx, doc, odt, rtf, pdf và ảnh png, jpg, tiff"
_BROKEN = "Tệp bị hỏng hoặc không đúng định dạng nên không mở được. Hãy mở bằng phần mềm đã tạo ra nó, lưu lại rồi thử lại."


class Reader(Protocol):
    """Opens one kind of file."""

    def __call__(self, data: bytes, *, clock: limits.Clock) -> Source:
        """Read the bytes of a file within the time of ``clock``."""


def open_source(source: Path | str | bytes, *, kind: str | None = None) -> Source:
    """Open a file as lines of text in reading order.

    :param source: a path, the bytes of a file, or text (a ``str`` is text, never a path)
    :param kind: one of ``KINDS`` or a file extension, where the caller knows it; what the bytes say goes before it
    :raises Unreadable: empty, corrupt, encrypted, not found, or of a kind that is not read
    :raises TooLarge: over a cap of ``vanban.sources.limits``
    """
    clock = limits.Clock()
    try:
        if isinstance(source, str):
            return _open_text(source, _hint(kind), clock)
        if isinstance(source, Path):
            return _open_bytes(_read(source), _hint(kind or source.suffix), clock)
        return _open_bytes(bytes(source), _hint(kind), clock)
    except VanbanError:
        raise
    except MemoryError as error:
        raise Unreadable("Không đủ bộ nhớ để mở tệp này. Hãy tách thành nhiều tệp nhỏ rồi thử lại.") from error
    except Exception as error:  # the promise of this door: foreign parsers may raise anything on hostile bytes
        raise Unreadable(_BROKEN) from error


def _hint(kind: str | None) -> str | None:
    name = (kind or "").lower().lstrip(".")
    return _SUFFIXES.get(name, name) or None


def _read(path: Path) -> bytes:
    try:
        limits.check_bytes(path.stat().st_size)
        if not path.is_file():
            raise Unreadable(f"“{path.name}” không phải là một tệp. Hãy chọn đúng tệp văn bản cần đọc.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unreadable(f"Không mở được tệp “{path.name}”: không tìm thấy hoặc không có quyền đọc. Hãy kiểm tra lại đường dẫn.") from error


def _open_text(text: str, hint: str | None, clock: limits.Clock) -> Source:
    from vanban.sources.plain import read_plain
    from vanban.sources.web import read_web
    from vanban.text.legacy import convert

    limits.check_text(len(text))
    if hint == "html" or re.match(r"\ufeff?\s*<(?:!doctype\s+html|html)\b", text[:500], re.IGNORECASE):
        return read_web(text, clock=clock)
    return read_plain(convert(text), clock=clock, markdown=hint == "md")


def _open_bytes(data: bytes, hint: str | None, clock: limits.Clock) -> Source:
    limits.check_bytes(len(data))
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("Tệp trống: không có nội dung nào để đọc. Hãy kiểm tra lại tệp đã chọn.")
    kind = kind_of(data, hint)
    if kind in {"txt", "md"}:
        from vanban.sources.decoding import decode

        return _open_text(decode(data), kind, clock)
    reader = _readers().get(kind)
    if reader is None:
        raise Unreadable(_not_read(kind))
    return reader(data, clock=clock)


def _readers() -> dict[str, Reader]:
    """The reader of each kind; imported late, so that importing the library stays fast."""

    def by(module: str, name: str) -> Reader:
        return lambda data, *, clock: getattr(import_module(f"vanban.sources.{module}"), name)(data, clock=clock)

    return {
        "html": by("web", "read_web"),
        "pdf": by("pdf", "read_pdf"),
        "image": by("scan", "read_image"),
        "ole": by("oldword", "read_doc"),
        "rtf": by("richtext", "read_rtf"),
        "zip": _open_zip,
    }


def _open_zip(data: bytes, *, clock: limits.Clock) -> Source:
    from vanban.sources.archive import Archive

    archive = Archive(data)
    names = archive.names()
    if "mimetype" not in archive and any(name.startswith("word/") for name in names):
        from vanban.sources.word import read_docx

        return read_docx(archive, clock=clock)
    if "mimetype" in archive and b"opendocument.text" in archive.read("mimetype")[:100]:
        from vanban.sources.opendocument import read_odt

        return read_odt(archive, clock=clock)
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable(_not_read("?bảng tính hoặc bản trình chiếu"))
    raise Unreadable(_not_read("?tệp nén zip"))


def _not_read(kind: str) -> str:
    what = f"Đây là {kind[1:]}" if len(kind) > 1 and kind.startswith("?") else "Đây không phải là tệp văn bản đọc được"
    return f"{what}. Chỉ đọc được {_READ}. Hãy chuyển sang một trong các dạng đó rồi thử lại."
