"""The styles of a paper: few, with Vietnamese names, each one element of Appendix I, so that an official can go on editing."""

from __future__ import annotations

from dataclasses import dataclass

from vanban.writing.layout import Layout
from vanban.writing.ooxml.xml import Markup, half_points, part, twips, w

FONT = "Times New Roman"
RED = "FF0000"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; spaces in points, indents in millimetres."""

    id: str
    name: str
    element: str
    align: str = "center"
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    outline: int | None = None
    keep_next: bool = False
    body_spacing: bool = False
    bold: bool | None = None
    hanging: float = 0


def _styles(layout: Layout) -> tuple[Style, ...]:
    space, indent = layout.paragraph_space, layout.first_line
    body = {"align": "both", "after": space, "first_line": indent, "body_spacing": True}
    heading = {"element": "body", "keep_next": True, "after": space, "body_spacing": True}
    return (
        Style("NationalTitle", "Quốc hiệu", "national_title"),
        Style("Motto", "Tiêu ngữ", "motto"),
        Style("Parent", "Cơ quan chủ quản", "parent"),
        Style("Issuer", "Cơ quan ban hành", "issuer"),
        Style("RuleLine", "Đường kẻ", "drafter"),
        Style("Number", "Số ký hiệu", "number", before=4),
        Style("PlaceDate", "Địa danh, thời gian", "place_date", before=4),
        Style("LetterSubject", "Trích yếu công văn", "letter_subject", before=6),
        Style("TypeName", "Tên loại", "type_name", before=18, keep_next=True, outline=0),
        Style("Subject", "Trích yếu", "subject", keep_next=True),
        Style("Addressee", "Kính gửi", "addressee", before=6, after=10),
        Style("AddresseeLine", "Kính gửi, từng nơi", "addressee", align="left"),
        Style("EnactedBy", "Thẩm quyền ban hành", "type_name", before=6, after=6, keep_next=True),
        Style("Basis", "Căn cứ", "basis", align="both", after=space, first_line=indent, body_spacing=True),
        Style("Body", "Nội dung", "body", **body),  # type: ignore[arg-type]  # one table of settings for a family of styles
        Style("BodyCentre", "Nội dung canh giữa", "body", after=space, body_spacing=True),
        Style("BulletLine", "Gạch đầu dòng", "body", **body),  # type: ignore[arg-type]  # as above
        Style("Part", "Phần, chương, mục", "body", keep_next=True, bold=True, body_spacing=True, before=6),
        Style("PartTitle", "Tiêu đề phần, chương", **heading, bold=True),  # type: ignore[arg-type]  # as above
        Style("Heading1", "heading 1", **heading, align="both", first_line=indent, bold=True, outline=0),  # type: ignore[arg-type]  # as above
        Style("Heading2", "heading 2", **heading, align="both", first_line=indent, bold=True, outline=1),  # type: ignore[arg-type]  # as above
        Style("Heading3", "heading 3", **heading, align="both", first_line=indent, bold=True, outline=2),  # type: ignore[arg-type]  # as above
        Style("Heading4", "heading 4", **heading, align="both", first_line=indent, bold=True, outline=3),  # type: ignore[arg-type]  # as above
        Style("Point", "Điểm có tiêu đề", **heading, align="both", first_line=indent, outline=4),  # type: ignore[arg-type]  # as above
        Style("Authority", "Quyền hạn, chức vụ", "authority", keep_next=True),
        Style("Signer", "Họ tên người ký", "signer"),
        Style("RecipientsWord", "Nơi nhận", "recipients_word", align="left", keep_next=True),
        Style("Recipient", "Danh sách nơi nhận", "recipient", align="left"),
        Style("Drafter", "Người soạn thảo", "drafter", align="left", before=4),
        Style("Contact", "Địa chỉ liên hệ", "contact"),
        Style("Urgency", "Dấu khẩn", "urgency"),
        Style("Circulation", "Phạm vi lưu hành", "circulation"),
        Style("AnnexWord", "Phụ lục", "annex_word", keep_next=True, outline=0),
        Style("AnnexTitle", "Tên phụ lục", "annex_title", keep_next=True),
        Style("AnnexNote", "Chỉ dẫn kèm theo", "annex_note", keep_next=True),
        Style("TableText", "Ô bảng", "table", align="left"),
        Style("TableHead", "Đầu bảng", "table", bold=True),
        Style("TableCaption", "Tên bảng", "body", before=6, after=4, keep_next=True, bold=True),
        Style("CopyKind", "Hình thức sao", "copy_kind"),
        Style("PageNumber", "Số trang", "page_number"),
    )


def styles_part(layout: Layout) -> bytes:
    """``word/styles.xml``."""
    return part("styles", _defaults(layout), _normal(layout), *(_style(style, layout) for style in _styles(layout)), _table_style())


def _fonts() -> Markup:
    return w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _defaults(layout: Layout) -> Markup:
    size = half_points(layout.element("body").size)
    language = w("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    run = w("rPrDefault", w("rPr", _fonts(), w("sz", val=size), w("szCs", val=size), language))
    return w("docDefaults", run, w("pPrDefault", w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))))


def _normal(layout: Layout) -> Markup:
    size = half_points(layout.element("body").size)
    return w(
        "style", w("name", val="Normal"), w("qFormat"), w("rPr", _fonts(), w("sz", val=size)), type="paragraph", default=1, styleId="Normal"
    )


def _style(style: Style, layout: Layout) -> Markup:
    element = layout.element(style.element)
    bold = element.bold if style.bold is None else style.bold
    size = half_points(element.size)
    run = w("rPr", w("b") if bold else None, w("i") if element.italic else None, w("sz", val=size), w("szCs", val=size))
    return w(
        "style", w("name", val=style.name), w("basedOn", val="Normal"), w("qFormat"), _paragraph_properties(style, layout), run,
        type="paragraph", styleId=style.id,
    )  # fmt: skip


def _paragraph_properties(style: Style, layout: Layout) -> Markup:
    line = round(240 * layout.line_spacing) if style.body_spacing else 240
    indents: dict[str, object] = {"left": twips(style.left)}
    if style.first_line:
        indents["firstLine"] = twips(style.first_line)
    return w(
        "pPr",
        w("keepNext") if style.keep_next else None,
        w("spacing", before=round(style.before * 20), after=round(style.after * 20), line=line, lineRule="auto"),
        w("ind", **indents) if style.left or style.first_line else None,
        w("jc", val=style.align),
        w("outlineLvl", val=style.outline) if style.outline is not None else None,
    )


def _table_style() -> Markup:
    borders = w(
        "tblBorders",
        *(w(side, val="single", sz=4, space=0, color="auto") for side in ("top", "left", "bottom", "right", "insideH", "insideV")),
    )
    margins = w("tblCellMar", *(w(side, w=85, type="dxa") for side in ("left", "right")))
    return w("style", w("name", val="Bảng kẻ"), w("tblPr", borders, margins), type="table", styleId="Grid")
