"""What a file is, by its first bytes and its structure. What its name says is only a hint."""

from __future__ import annotations

import re

from vanban.sources.decoding import wide_encoding

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SURELY_OTHER = (
    (b"Rar!\x1a", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"\xfd7zXZ", "tệp nén xz"),
    (b"GIF8", "ảnh GIF"),
    (b"\x7fELF", "chương trình"),
    (b"OggS\0", "tệp âm thanh"),
    (b"SQLite format 3\0", "cơ sở dữ liệu"),
)
_PERHAPS_OTHER = (
    (b"BZh", "tệp nén bzip2"),
    (b"BM", "ảnh BMP"),
    (b"MZ", "chương trình"),
    (b"ID3", "tệp âm thanh"),
    (b"fLaC", "tệp âm thanh"),
)
"""Letters that a text may begin with too."""
_ODD = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x0b\x1a\x1b")
"""Control characters that no text has."""
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p|h[1-6]|span|font|b|center)\b", re.IGNORECASE)


def kind_of(data: bytes, hint: str | None = None) -> str:
    """The kind of ``data``: one of those in ``Source.kind``, ``zip`` or ``ole`` (to be looked into), or ``?`` and a Vietnamese name."""
    head = data[:4096]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    if any(head.startswith(magic) for magic in _IMAGES):
        return "image"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    foreign = _foreign(head)
    return foreign or _text_kind(data, hint)


def _foreign(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "?ảnh WebP"
    if head[4:8] == b"ftyp":
        return "?ảnh HEIC hoặc phim"
    for magic, name in _SURELY_OTHER:
        if head.startswith(magic):
            return "?" + name
    if wide_encoding(head) or _looks_like_text(head):
        return None
    return next(("?" + name for magic, name in _PERHAPS_OTHER if head.startswith(magic)), None)


def _text_kind(data: bytes, hint: str | None) -> str:
    wide = wide_encoding(data)
    plain = data[:4096].decode(wide, "ignore").encode() if wide else data[:4096]
    if not _looks_like_text(plain):
        return "?"
    begins_with_tag = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
    if _HTML.search(plain) and (begins_with_tag or hint == "html"):
        return "html"
    return "md" if hint == "md" else "txt"


def _looks_like_text(head: bytes) -> bool:
    """Text has hardly any control characters."""
    odd = len(head) - len(head.translate(None, _ODD))
    return odd <= len(head) * 0.02
