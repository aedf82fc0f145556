"""Files of every kind, built from a paper written for these tests."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parents[3] / "src/vanban/writing/fonts"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

LINES = [
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 20 tháng 3 năm 2025 của Ủy ban nhân dân huyện về công tác",
    "tuyên truyền, phổ biến chính sách hỗ trợ người chấp hành xong án phạt tù trở về cộng đồng, Ủy ban",
    "nhân dân xã Thạnh Lợi xây dựng kế hoạch với các nội dung cụ thể như sau:",
    "I. MỤC ĐÍCH, YÊU CẦU",
    "1. Nâng cao nhận thức của cán bộ, đảng viên và nhân dân về ý nghĩa nhân đạo của chính sách đặc xá.",
    "2. Bảo đảm thông tin kịp thời, chính xác; mỗi ấp tổ chức ít nhất 02 buổi tuyên truyền trong quý IV.",
    "II. NHIỆM VỤ VÀ GIẢI PHÁP",
    "1. Công an xã chủ trì, phối hợp với Đoàn Thanh niên rà soát, lập danh sách người cần được giúp đỡ",
    "về việc làm, vay vốn, học nghề; báo cáo kết quả trước ngày 15 tháng 12 năm 2025.",
    "2. Đài truyền thanh xã phát tin, bài trên hệ thống loa vào khung giờ 05 giờ 30 phút và 17 giờ 00 phút",
    "hằng ngày, mỗi tuần không dưới 03 tin; khuyến khích những gương người tốt, việc tốt.",
    "3. Hội Liên hiệp Phụ nữ xã vận động hội viên thăm hỏi, động viên các gia đình có hoàn cảnh khó khăn.",
]


def zipped(parts: dict[str, str | bytes], *, stored: bool = False) -> bytes:
    """A zip of ``parts`` in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def docx(body: str, **others: str) -> bytes:
    """A Word file with this body; ``others`` are further parts by kind (``styles``, ``numbering``, ``footnotes`` …)."""
    relations = "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>' for i, kind in enumerate(others))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    for kind, inner in others.items():
        parts[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{W}">{inner}</w:{kind}>'
    return zipped(parts)


def p(text: str = "", *, run: str = "", paragraph: str = "") -> str:
    """A Word paragraph; ``run`` and ``paragraph`` are the insides of its properties."""
    return f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def odt(body: str, *, styles: str = "", mimetype: str = "application/vnd.oasis.opendocument.text") -> bytes:
    """An OpenDocument text with this body and these automatic styles."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"'
        for name, uri in {"office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible"}.items()
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": mimetype, "content.xml": content})


def doc(main: str, *, narrow: str = "") -> bytes:
    """A Word 97 file: ``main`` in UTF-16, then ``narrow`` as a piece of 8-bit text. Marks stand in the text (``\\r``, ``\\x07`` …)."""
    start = 0x600
    wide = main.encode("utf-16-le")
    body = wide + narrow.encode("cp1252")
    stream = bytearray(start) + body
    struct.pack_into("<HH", stream, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", stream, 0x0A, 0x0200)
    struct.pack_into("<I", stream, 0x4C, len(main) + len(narrow))
    ends = [0, len(main)] + ([len(main) + len(narrow)] if narrow else [])
    places = [start] + ([(start + len(wide)) * 2 | 0x40000000] if narrow else [])
    plc = b"".join(struct.pack("<I", end) for end in ends) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<II", stream, 0x9A + 8 * 33, 0, len(clx))
    return compound({"WordDocument": bytes(stream), "1Table": clx})


def compound(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file of these streams, each padded to the size from which it lies in whole sectors."""
    sector = 512
    bodies = [body.ljust(4096, b"\0") for body in streams.values()]
    bodies = [body.ljust(-(-len(body) // sector) * sector, b"\0") for body in bodies]
    fat: list[int] = []
    starts: list[int] = []
    for body in bodies:
        starts.append(len(fat))
        count = len(body) // sector
        fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
    directory_at = len(fat)
    entries = [_entry("Root Entry", 5, child=1, start=0xFFFFFFFE, size=0)]
    for i, (name, body) in enumerate(zip(streams, bodies, strict=True), start=1):
        following = i + 1 if i < len(bodies) else 0xFFFFFFFF
        entries.append(_entry(name, 2, right=following, start=starts[i - 1], size=len(body)))
    directory = b"".join(entries).ljust(-(-len(entries) * 128 // sector) * sector, b"\0")
    count = len(directory) // sector
    fat += [*range(len(fat) + 1, len(fat) + count), 0xFFFFFFFE]
    fat_at = len(fat)
    fat.append(0xFFFFFFFD)
    assert len(fat) <= 128
    header = bytearray(sector)
    struct.pack_into("<8s16xHHHHH6xIIIIIIIII", header, 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
                     0, 1, directory_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)  # fmt: skip
    struct.pack_into("<109I", header, 76, fat_at, *([0xFFFFFFFF] * 108))
    table = struct.pack("<128I", *fat, *([0xFFFFFFFF] * (128 - len(fat))))
    return bytes(header) + b"".join(bodies) + directory + table


def _entry(name: str, kind: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack("<64sHBBIII16xI8x8xIQ", raw, len(raw) + 2, kind, 1, 0xFFFFFFFF, right, child, 0, start, size)


def typst_pdf(markup: str) -> bytes:
    """A PDF of Typst markup in the fonts that the package ships."""
    import typst

    head = (
        '#set page(paper: "a4", margin: (left: 30mm, right: 20mm, y: 20mm))\n#set text(font: "Liberation Serif", size: 14pt, lang: "vi")\n'
    )
    return bytes(typst.compile((head + markup).encode(), font_paths=[str(FONTS)]))


def raw_pdf(stream: bytes, *, filters: str = "", pages: str = "[3 0 R]") -> bytes:
    """A PDF of one page whose content is ``stream`` as it is."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids{pages}/Count 1>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        f"<</Length {len(stream)}{filters}>>\nstream\n".encode() + stream + b"\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def scan(lines: list[str], *, dpi: int = 200, points: float = 14) -> Image.Image:
    """A page of printed lines as a scanner at ``dpi`` sees it."""
    scale = dpi / 72
    page = Image.new("RGB", (round(595 * scale), round(842 * scale)), "white")
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Regular.ttf"), round(points * scale * 0.92))
    for i, line in enumerate(lines):
        pen.text((70 * scale, (60 + i * 24) * scale), line, fill="black", font=font)
    return page


def png(image: Image.Image, kind: str = "PNG", *, dpi: int = 200) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    image.save(out, kind, dpi=(dpi, dpi))
    return out.getvalue()
