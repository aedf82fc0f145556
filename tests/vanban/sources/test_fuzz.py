"""Broken files of every container: whatever the bytes, a source or one of the library's own errors comes out, soon."""

from __future__ import annotations

import io
import random
import re
import time
import zipfile
from collections.abc import Callable

import pytest

from tests.vanban.sources.builders import LINES, TYPES, doc, docx, odt, p, png, scan, typst_pdf, zipped
from tests.vanban.sources.test_others import RTF
from tests.vanban.sources.test_word import item, numbering
from vanban.errors import VanbanError
from vanban.model.page import Source
from vanban.sources import open_source

SEED = 20_251_122

_TABLE = f"<w:tbl><w:tr><w:tc>{p('x')}</w:tc></w:tr></w:tbl>"
_BODY = "".join(map(p, LINES)) + item("a") + _TABLE


def _page() -> bytes:
    said = "<html><body><table><tr><td>a<td>b</table>" + "".join(f"<p><b>{line}</b></p>" for line in LINES) + "</body></html>"
    return said.encode()


def _marked() -> bytes:
    said = "**" + "**\n\n| a | b |\n|---|---|\n| c | d |\n\n".join(LINES) + "**"
    return said.encode()


def _print() -> bytes:
    return typst_pdf("\n\n".join(line.replace(". ", "\\. ") for line in LINES))


def _picture(kind: str) -> bytes:
    return png(scan(LINES[:1], points=13).crop((0, 0, 1654, 300)), kind)


GOOD: dict[str, Callable[[], bytes]] = {
    "docx": lambda: docx(_BODY, numbering=numbering((1, "decimal", "%1."))),
    "odt": lambda: odt("".join(f"<text:p>{line}</text:p>" for line in LINES)),
    "doc": lambda: doc("\r".join(LINES) + "\rô một\x07ô hai\x07\x07\r", narrow="Ha Noi\r"),
    "rtf": RTF.encode,
    "html": _page,
    "pdf": _print,
    "md": _marked,
    "png": lambda: _picture("PNG"),
    "tiff": lambda: _picture("TIFF"),
}


def broken(good: bytes, rng: random.Random) -> bytes:
    """``good`` with bytes changed, cut out, repeated, or its end cut off."""
    data = bytearray(good)
    for _ in range(rng.choice((1, 2, 5, 20))):
        at = rng.randrange(max(len(data), 1))
        match rng.randrange(8):
            case 0 | 1 | 2 | 3:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 4:
                del data[at : at + rng.randrange(1, 100)]
            case 5:
                data[at:at] = data[at : at + 40] * rng.randrange(1, 5)
            case 6:
                data[at : at + 4] = rng.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\xff\xff\xff\x7f"))
            case _:
                del data[max(at, len(data) // 2) :]
    return bytes(data)


def attempt(data: bytes) -> tuple[Source | None, VanbanError | None]:
    """What comes of opening ``data``; any other error is the test's failure."""
    try:
        return open_source(data), None
    except VanbanError as error:
        return None, error


def try_all(kind: str, count: int, seed: int) -> int:
    """How many of ``count`` broken files opened."""
    good, rng, opened = GOOD[kind](), random.Random(seed), 0
    assert open_source(good).lines
    for number in range(count):
        data = broken(good, rng)
        begun = time.monotonic()
        source, refusal = attempt(data)
        opened += source is not None
        assert source is None or all("\n" not in line.text for line in source.lines), number
        assert refusal is None or refusal.message.endswith("."), number
        assert time.monotonic() - begun < 60, number
    return opened


@pytest.mark.parametrize(("kind", "count"), [(kind, 20 if kind in {"png", "tiff", "pdf"} else 200) for kind in GOOD])
def test_broken_files(kind: str, count: int) -> None:
    # every chunk of a png carries a checksum, so that hardly a broken one opens
    assert try_all(kind, count, SEED) > 0 or kind == "png"


@pytest.mark.slow
@pytest.mark.parametrize("kind", GOOD)
def test_many_broken_files(kind: str) -> None:
    assert try_all(kind, 300 if kind in {"png", "tiff", "pdf"} else 3_000, SEED + 1) > 0 or kind == "png"


def test_parts_inside_a_word_file() -> None:
    """Valid archives of broken XML reach the readers behind the archive's own checks."""
    rng = random.Random(SEED)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    names = ["w:p", "w:r", "w:t", "w:tbl", "w:tc", "w:tr", "w:pPr", "w:br", "w:sdt", "w:val", "w:numId", "w:footnoteReference"]
    for number in range(200):
        made = _BODY
        for _ in range(rng.randrange(1, 8)):
            made = made.replace(rng.choice(names), rng.choice(names), rng.randrange(1, 4))
        data = zipped({"[Content_Types].xml": TYPES, "word/document.xml": f"<w:document {space}><w:body>{made}</w:body></w:document>"})
        source, refusal = attempt(data)
        assert (source is None) != (refusal is None), number


def broken_inside(good: bytes, rng: random.Random) -> bytes:
    """A sound archive around a part whose words are exchanged, whose figures are absurd, or whose bytes are broken."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        name = rng.choice([name for name in parts if name.endswith(".xml")])
        part = archive.read(name)
    if rng.random() < 0.5:
        parts[name] = broken(part, rng)
    else:
        words = re.findall(rb"[\w:]+", part)
        part = part.replace(rng.choice(words), rng.choice(words), rng.choice((1, 3, 1_000)))
        absurd = rng.choice((b"0", b"-1", b"99999999999"))
        parts[name] = re.sub(rb'"\d+"', b'"' + absurd + b'"', part, count=rng.randrange(3))
    return zipped(parts)


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_broken_parts_of_sound_archives(kind: str) -> None:
    good, rng, opened = GOOD[kind](), random.Random(SEED), 0
    for number in range(300):
        source, refusal = attempt(broken_inside(good, rng))
        assert (source is None) != (refusal is None), number
        opened += source is not None
    assert opened > 50
