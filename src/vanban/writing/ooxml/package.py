"""The DOCX file around the body: its parts, their types and their relations (ECMA-376, Open Packaging Conventions)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from posixpath import relpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vanban.writing.composing import Sheet
from vanban.writing.layout import Layout
from vanban.writing.ledger import LEDGER_PART, LEDGER_SPACE, ledger_of
from vanban.writing.measuring import width
from vanban.writing.ooxml.body import BodyWriter
from vanban.writing.ooxml.pictures import picture_relation, qr_png
from vanban.writing.ooxml.styles import styles_part
from vanban.writing.ooxml.tables import boxed
from vanban.writing.ooxml.xml import Markup, document, escaped, paragraph, part, tag, text_run, tiny_paragraph, w

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
    content = body.document()
    parts = [
        _part("styles", styles_part(layout)),
        _part("numbering", body.numbering.part(layout.first_line)),
        _part("settings", _settings()),
        *_edges(sheet),
        *([_ledger(sheet)] if sheet.figures else []),
        *(_picture(place, address) for place, address in enumerate(body.pictures, 1)),
    ]
    return _archive(content, parts, sheet.title)


def _part(name: str, content: bytes, kind: str | None = None) -> _Part:
    kind = kind or name
    return _Part(f"word/{name}.xml", content, f"{_WML}.{kind}+xml", name, f"{_OFFICE}/{kind}")


def _ledger(sheet: Sheet) -> _Part:
    """The ledger in the file itself, so that it can be checked where nothing else is at hand. (LibreOffice does not keep it.)"""
    words = json.dumps(ledger_of(sheet), ensure_ascii=False)
    content = document(tag("ledger", {"xmlns": LEDGER_SPACE}, escaped(words)))
    return _Part(LEDGER_PART, content, "application/xml", "ledger", f"{_OFFICE}/customXml")


def _picture(place: int, address: str) -> _Part:
    return _Part(f"word/media/qr{place}.png", qr_png(address), "image/png", picture_relation(place), f"{_OFFICE}/image")


def _settings() -> bytes:
    """Kerning of old versions off, language of proofing Vietnamese, compatible with today's Word."""
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return part("settings", w("defaultTabStop", val=720), w("compat", mode), w("themeFontLang", val="vi-VN"))


def _edges(sheet: Sheet) -> list[_Part]:
    """Headers and footers: the page number from page 2, the circulation mark and the address on page 1."""
    number = w("p", w("pPr", w("pStyle", val="PageNumber")), *_page_field())
    mark = _circulation(sheet.circulation) if sheet.circulation else []
    contact = [
        paragraph("Contact", text_run(line), properties=(_line_above(),) if place == 0 else ()) for place, line in enumerate(sheet.contact)
    ]
    empty = paragraph("PageNumber")
    return [
        _part("header", part("hdr", number), "header"),
        _part("first_header", part("hdr", *mark, tiny_paragraph() if mark else paragraph("PageNumber")), "header"),
        _part("empty_header", part("hdr", empty), "header"),
        _part("first_footer", part("ftr", *(contact or [tiny_paragraph()])), "footer"),
        _part("empty_footer", part("ftr", tiny_paragraph()), "footer"),
    ]


def _line_above() -> Markup:
    return w("pBdr", w("top", val="single", sz=6, space=1, color="auto"))


def _page_field() -> list[Markup]:
    """The field that Word fills with the page number."""
    begin, separate, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [begin, w("r", w("instrText", escaped(" PAGE "))), separate, text_run("2"), end]


def _circulation(mark: str) -> list[Markup]:
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
        "word/_rels/document.xml.rels": _relations((each.relation, each.kind, relpath(each.path, "word")) for each in parts),
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
    own = _OWN_TYPES | {each.path: each.content_type for each in parts if each.path.endswith(".xml")}
    defaults = (tag("Default", {"Extension": extension, "ContentType": kind}) for extension, kind in _DEFAULT_TYPES.items())
    overrides = (tag("Override", {"PartName": f"/{path}", "ContentType": kind}) for path, kind in own.items())
    return document(tag("Types", {"xmlns": f"{_PACKAGE}/content-types"}, *defaults, *overrides))


def _relations(rows: Iterable[tuple[str, str, str]]) -> bytes:
    relations = (tag("Relationship", {"Id": name, "Type": kind, "Target": target}) for name, kind, target in rows)
    return document(tag("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *relations))


def _core(title: str) -> bytes:
    spaces = {"xmlns:cp": f"{_PACKAGE}/metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/"}
    properties = (tag(f"dc:{name}", {}, escaped(value)) for name, value in (("title", title), ("language", "vi-VN")))
    return document(tag("cp:coreProperties", spaces, *properties))
