"""Zip archives of untrusted origin (docx, odt): every cap is held against the directory before one part is unpacked.

Python's ``zipfile`` reads overlapping parts and believes a directory of any length; this door does not.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import Any

from vanban.errors import TooLarge, Unreadable
from vanban.sources import limits

_DIRECTORY_END = b"PK\x05\x06"
_DIRECTORY_ENTRY = 46
_LOCAL_HEADER = 30
_NAME_BYTES = 600
"""The longest path of a part that an honest writer makes."""
_DAMAGED = "Tệp nén bên trong bị hỏng nên không mở được. Hãy mở bằng Word hoặc LibreOffice, lưu lại rồi thử lại."
_HOSTILE = "Tệp được nén bất thường, có thể gây hại, nên không mở. Hãy xin lại tệp từ nơi gửi."
_PASSWORD = "Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu rồi thử lại."  # noqa: S105 - a sentence, not a secret


class Archive:
    """Parts of a zip file by name."""

    def __init__(self, data: bytes) -> None:
        """Check the directory of ``data``.

        :raises TooLarge: it unpacks to more than the caps allow
        :raises Unreadable: damaged, with a password, or built to harm
        """
        _check_directory_end(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise Unreadable(_DAMAGED) from error
        members = self._zip.infolist()
        _check_sizes(members)
        for member in members:
            _check_member(member)
        _check_overlap(members)
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise Unreadable(_HOSTILE)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> list[str]:
        """Names of all parts."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Unpack one part; it is never longer than its directory entry says.

        :raises Unreadable: there is none of this name, or it is damaged
        """
        try:
            return self._zip.read(self._members[name])
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise Unreadable(_DAMAGED) from error

    def xml(self, name: str) -> Any:
        """Root of an XML part; see ``parse_xml``."""
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> Any:
    """Root element of untrusted XML.

    :raises Unreadable: not well formed, over 256 deep, or with a document type (no office program writes one)
    """
    from lxml import etree

    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        raise Unreadable(_HOSTILE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(_HOSTILE)
    return root


def _check_directory_end(data: bytes) -> None:
    at = data.rfind(_DIRECTORY_END, max(0, len(data) - 66_000))
    if at < 0 or at + 22 > len(data):
        raise Unreadable(_DAMAGED)
    count, size = struct.unpack_from("<HI", data, at + 10)
    if count == 0xFFFF or count > limits.ARCHIVE_MEMBERS or size > limits.ARCHIVE_MEMBERS * (_DIRECTORY_ENTRY + _NAME_BYTES):
        raise TooLarge("Tệp chứa quá nhiều phần bên trong nên không mở. Hãy lưu lại bằng Word hoặc LibreOffice rồi thử lại.")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > limits.ARCHIVE_MEMBERS:
        raise TooLarge("Tệp chứa quá nhiều phần bên trong nên không mở. Hãy lưu lại bằng Word hoặc LibreOffice rồi thử lại.")
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    expands = unpacked > limits.ARCHIVE_RATIO_FROM and unpacked > limits.ARCHIVE_RATIO * max(packed, 1)
    if expands or unpacked > limits.ARCHIVE_BYTES or any(member.file_size > limits.PART_BYTES for member in members):
        raise TooLarge("Tệp bung ra quá lớn nên không mở. Hãy bỏ bớt ảnh hoặc tách tệp rồi thử lại.")


def _check_member(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & 0x1:
        raise Unreadable(_PASSWORD)
    outside = path.is_absolute() or ".." in path.parts or ":" in member.filename or "\0" in member.filename
    link = (member.external_attr >> 16) & 0o170000 == 0o120000
    if outside or link or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable(_HOSTILE)


def _check_overlap(members: list[zipfile.ZipInfo]) -> None:
    end = 0
    for member in sorted(members, key=lambda m: m.header_offset):
        if member.header_offset < end:
            raise Unreadable(_HOSTILE)
        end = member.header_offset + _LOCAL_HEADER + member.compress_size
