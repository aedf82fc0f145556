"""The DOCX file around the body: its parts, their types and their relations (ECMA-376, Open Packaging Conventions)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from vanban.writing.composing import Sheet
from vanban.writing.layout import Layout
from vanban.writing.measuring import width
from vanban.writing.ooxml.body import BodyWriter
from vanban.writing.ooxml.pictures import picture_relation, qr_png
from vanban.writing.ooxml.styles import styles_part
from vanban.writing.ooxml.tables import boxed
from vanban.writing.ooxml.xml import Element, paragraph, root, serialise, text_run, tiny_paragraph, w

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""One time for every file in the archive: the same paper gives the same bytes."""


@dataclass(frozen=True, slots=True)
class _Part:
    path: str
    content: bytes
    content_type: str
    relation: str
    """Its id among the document's relations."""
    kind: str


def docx_bytes(sheet: Sheet, layout: Layout) -> bytes:
    """The paper as a DOCX file."""
    body = BodyWriter(sheet, layout)
    document = serialise(body.document())
    parts = [
        _part("styles", serialise(styles_part(layout))),
        _part("numbering", serialise(body.numbering.part(layout.first_line))),
        _part("settings", serialise(_settings())),
        *_edges(sheet),
        *(_picture(place, address) for place, address in enumerate(body.pictures, 1)),
    ]
    return _archive(document, parts, sheet.title)


def _part(name: str, content: bytes, kind: str | None = None) -> _Part:
    kind = kind or name
    return _Part(f"word/{name}.xml", content, f"{_WML}.{kind}+xml", name, f"{_OFFICE}/{kind}")


def _picture(place: int, address: str) -> _Part:
    return _Part(f"word/media/qr{place}.png", qr_png(address), "image/png", picture_relation(place), f"{_OFFICE}/image")


def _settings() -> Element:
    """Kerning of old versions off, language of proofing Vietnamese, compatible with today's Word."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return root("settings", w("defaultTabStop", val=720), w("compat", mode), w("themeFontLang", val="vi-VN"))


def _edges(sheet: Sheet) -> list[_Part]:
    """Headers and footers: the page number from page 2, the circulation mark and the address on page 1."""
    number = w("p", w("pPr", w("pStyle", val="PageNumber")), *_page_field())
    mark = _circulation(sheet.circulation) if sheet.circulation else []
    contact = [
        paragraph("Contact", text_run(line), properties=(_line_above(),) if place == 0 else ()) for place, line in enumerate(sheet.contact)
    ]
    empty = paragraph("PageNumber")
    return [
        _part("header", serialise(root("hdr", number)), "header"),
        _part("first_header", serialise(root("hdr", *mark, tiny_paragraph() if mark else paragraph("PageNumber"))), "header"),
        _part("empty_header", serialise(root("hdr", empty)), "header"),
        _part("first_footer", serialise(root("ftr", *(contact or [tiny_paragraph()]))), "footer"),
        _part("empty_footer", serialise(root("ftr", tiny_paragraph())), "footer"),
    ]


def _line_above() -> Element:
    return w("pBdr", w("top", val="single", sz=6, space=1, color="auto"))


def _page_field() -> list[Element]:
    """The field that Word fills with the page number."""
    words = w("instrText")
    words.text = " PAGE "
    shown = text_run("2")
    return [w("r", w("fldChar", fldCharType="begin")), w("r", words), w("r", w("fldChar", fldCharType="separate")), shown,
            w("r", w("fldChar", fldCharType="end"))]  # fmt: skip


def _circulation(mark: str) -> list[Element]:
    """The circulation mark in its box, top right (cell 11)."""
    return [boxed(text_run(mark), "Circulation", width(mark, 13, bold=True) + 8, 8, align="right")]


_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_OF_PACKAGE = (
    ("document", f"{_OFFICE}/officeDocument", _DOCUMENT),
    ("core", f"{_PACKAGE}/relationships/metadata/core-properties", _PROPERTIES),
)
_DEFAULT_TYPES = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml", "png": "image/png"}
_OWN_TYPES = {_DOCUMENT: f"{_WML}.document.main+xml", _PROPERTIES: "application/vnd.openxmlformats-package.core-properties+xml"}


def _archive(document: bytes, parts: list[_Part], title: str) -> bytes:
    contents = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations(_OF_PACKAGE),
        _PROPERTIES: _core(title),
        _DOCUMENT: document,
        "word/_rels/document.xml.rels": _relations((part.relation, part.kind, part.path.removeprefix("word/")) for part in parts),
        **{part.path: part.content for part in parts},
    }
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in contents.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def _content_types(parts: list[_Part]) -> bytes:
    space = f"{_PACKAGE}/content-types"
    types = etree.Element(f"{{{space}}}Types", nsmap={None: space})  # type: ignore[dict-item]  # None is the default namespace
    for extension, kind in _DEFAULT_TYPES.items():
        etree.SubElement(types, f"{{{space}}}Default", Extension=extension, ContentType=kind)
    for path, kind in (_OWN_TYPES | {part.path: part.content_type for part in parts if part.path.endswith(".xml")}).items():
        etree.SubElement(types, f"{{{space}}}Override", PartName=f"/{path}", ContentType=kind)
    return serialise(types)


def _relations(rows: Iterable[tuple[str, str, str]]) -> bytes:
    space = f"{_PACKAGE}/relationships"
    relations = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})  # type: ignore[dict-item]  # None is the default namespace
    for name, kind, target in rows:
        etree.SubElement(relations, f"{{{space}}}Relationship", Id=name, Type=kind, Target=target)
    return serialise(relations)


def _core(title: str) -> bytes:
    core = f"{_PACKAGE}/metadata/core-properties"
    dc = "http://purl.org/dc/elements/1.1/"
    properties = etree.Element(f"{{{core}}}coreProperties", nsmap={"cp": core, "dc": dc})
    for name, value in (("title", title), ("language", "vi-VN")):
        etree.SubElement(properties, f"{{{dc}}}{name}").text = value
    return serialise(properties)
