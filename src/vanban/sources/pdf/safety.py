"""A look at a PDF's streams before it is opened: together they may not swell to more than a paper can need.

The library that opens PDF keeps no cap of its own: two kilobytes packed twice become two gigabytes of memory. Streams of
an encrypted file cannot be looked into here.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from vanban.errors import TooLarge, Unreadable
from vanban.sources import limits

_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_FILTERS = re.compile(rb"/Filter\s*\[([^\]]{0,200})\]")
_PACKERS = re.compile(rb"/(?:FlateDecode|Fl\b|LZWDecode|LZW\b|RunLengthDecode|RL\b)")
_INDIRECT = re.compile(rb"/Filter\s+\d+\s+\d+\s+R")
_ESCAPED = re.compile(rb"/(?:F|Fi|Fil|Filt|Filte)?#[0-9A-Fa-f]{2}[0-9A-Za-z#]{0,30}\s*[\[/]\s*/?(?:Fl|LZW)")
_LEAST = 512
"""Packed bytes of a stream too small to matter: half a megabyte at most."""
_MOST = 150 * limits.MEGA
"""Unpacked bytes of all streams, pictures among them, where they were packed over ``_RATIO`` times."""
_RATIO = 150
_MOST_LZW = 200_000
"""Packed bytes; an old way of packing that cannot be measured here and swells up to 1,400 times."""
_CHUNK = 1 << 20
_DICTIONARY = 2_000
_HOSTILE = "Tệp PDF được nén bất thường, có thể gây hại, nên không mở. Hãy xin lại tệp từ nơi gửi."
_SWOLLEN = "Tệp PDF bung ra quá lớn nên không mở. Hãy xuất lại PDF từ bản gốc rồi thử lại."


def check_streams(data: bytes, *, clock: limits.Clock) -> None:
    """Refuse a PDF whose streams are packed more than once or swell beyond the cap.

    :raises Unreadable: packed in a way that honest programs do not use
    :raises TooLarge: its streams unpack to more than 150 MB, at over 150 times their size
    """
    if _INDIRECT.search(data) or _ESCAPED.search(data) or any(len(_PACKERS.findall(found)) > 1 for found in _FILTERS.findall(data)):
        raise Unreadable(_HOSTILE)
    packed = unpacked = 0
    for match in _STREAM.finditer(data):
        clock.check()
        end = data.find(b"endstream", match.end())
        size = (end if end >= 0 else len(data)) - match.end()
        head = data[max(0, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b"endobj") + 1 :]
        if b"/LZW" in head and size > _MOST_LZW:
            raise TooLarge(_SWOLLEN)
        if size < _LEAST or b"/Fl" not in head:
            continue
        packed += size
        unpacked += _unpacked(_plain(data[match.end() : match.end() + size], head), _MOST - unpacked, clock)
        if unpacked >= _MOST and unpacked > _RATIO * packed:
            raise TooLarge(_SWOLLEN)


def _plain(stream: bytes, head: bytes) -> bytes:
    """The packed bytes, without the letters that some writers spell them in."""
    try:
        if b"/ASCII85" in head or b"/A85" in head:
            return base64.a85decode(stream.strip().removesuffix(b"~>").removeprefix(b"<~"))
        if b"/ASCIIHex" in head or b"/AHx" in head:
            return bytes.fromhex(stream.split(b">")[0].decode("ascii"))
    except (ValueError, binascii.Error):
        return stream
    return stream


def _unpacked(stream: bytes, most: int, clock: limits.Clock) -> int:
    """How many bytes ``stream`` unpacks to, counted up to ``most``."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while stream and not unpacker.eof and size < most:
            size += len(unpacker.decompress(stream, _CHUNK))
            stream = unpacker.unconsumed_tail
            clock.check()
    except zlib.error:
        return size
    return size
