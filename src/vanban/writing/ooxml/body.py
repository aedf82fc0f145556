"""The body of the DOCX: the fourteen elements of a paper in their places (Appendix I, IV of Decree 30/2020)."""

from __future__ import annotations

import re

from vanban import rules
from vanban.model.paper import Block, Bullet, Clause, Heading, QrCode, Table
from vanban.writing.composing import AnnexSheet, CopySheet, Sheet, SigningLines
from vanban.writing.layout import SIGNING_ROOM, Layout, rule_share
from vanban.writing.measuring import HEAD_GAP, addressee_columns, balanced, head_columns, shown_length, width
from vanban.writing.ooxml.numbering import Numbering
from vanban.writing.ooxml.pictures import picture
from vanban.writing.ooxml.runs import RunWriter
from vanban.writing.ooxml.styles import RED
from vanban.writing.ooxml.tables import body_table, boxed, frame
from vanban.writing.ooxml.xml import Markup, paragraph, part, tag, text_run, tiny_paragraph, twips, w
from vanban.writing.wordforms import capitals, label_kind, shown_label, strong_label

_LABEL = re.compile(r"[\w. ]{1,30}")
_HEADER_ROOM = 10
_STAMP_WIDTH = 50
_LEAST_INDENT = 20
_BELOW_ADDRESSEES = 12
_ALIGNED = {"justify": "Body", "left": "Body", "center": "BodyCentre", "right": "BodyCentre"}


class BodyWriter:
    """Writes one sheet. Make a new one for each document."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.sheet = sheet
        self.layout = layout
        self.numbering = Numbering()
        self.runs = RunWriter(sheet.figures)
        self.pictures: list[str] = []

    def document(self) -> bytes:
        """``word/document.xml``: the paper and each annex are sections of their own; the last one's settings close the body."""
        sections = [(self._main(), self._section(landscape=False, first=True))]
        sections += [(self._annex(annex), self._section(landscape=annex.landscape, first=False)) for annex in self.sheet.annexes]
        if self.sheet.copy:  # after the last part of what is copied, its annexes too
            sections[-1][0].extend(self._copy(self.sheet.copy))
        *others, (last, settings) = sections
        body = [element for elements, ending in others for element in (*elements, tiny_paragraph(ending))]
        return part("document", w("body", *body, *last, settings))

    def _main(self) -> list[Markup]:
        sheet = self.sheet
        parts = [
            *self._stamp(),
            self._head(),
            *self._marks(),
            *self._title(),
            *self._addressees(),
            *self._bases(),
            *self.blocks(sheet.blocks, self.layout.text_width),
        ]
        if sheet.signings or sheet.recipients:
            parts += self._foot(sheet.signings, sheet.recipients, sheet.drafter)
        return parts

    # ------------------------------------------------------------ head

    def _stamp(self) -> list[Markup]:
        """The ĐẾN stamp of a received paper, above the head."""
        if not self.sheet.stamp:
            return []
        return [frame((_STAMP_WIDTH,), ([paragraph("Number", text_run(line)) for line in self.sheet.stamp],)), paragraph("RuleLine")]

    def _columns(self) -> tuple[float, float]:
        return head_columns(self.layout, self.sheet.national, self.sheet.motto, self.sheet.place_date)

    def _head(self) -> Markup:
        sheet, (left, right) = self.sheet, self._columns()
        issuer = self.layout.element("issuer")
        issuer_length = shown_length(sheet.issuer, left - HEAD_GAP, issuer.size, bold=True)
        left_top = [self._balanced("Parent", "parent", sheet.parent, left, gap=HEAD_GAP)] if sheet.parent else []
        under = self._rule(left, issuer_length * rule_share("issuer"))
        left_top += [
            self._balanced("Issuer", "issuer", sheet.issuer, left, gap=HEAD_GAP),
            paragraph("Issuer", text_run(sheet.issuer_mark)) if sheet.issuer_mark else under,
        ]
        right_top = [paragraph("NationalTitle", text_run(sheet.national))]
        if sheet.motto:
            motto = self.layout.element("motto")
            right_top += [paragraph("Motto", text_run(sheet.motto)), self._rule(right, width(sheet.motto, motto.size, bold=True))]
        else:
            title = self.layout.element("national_title")
            right_top.append(self._rule(right, width(sheet.national, title.size, bold=True)))
        left_bottom = [paragraph("Number", text_run(sheet.number))] if sheet.number else []
        if sheet.letter_subject:
            left_bottom.append(self._balanced("LetterSubject", "letter_subject", sheet.letter_subject, left, gap=HEAD_GAP))
        right_bottom = [paragraph("PlaceDate", text_run(sheet.place_date))] if sheet.place_date else []
        return frame((left, right), (left_top, right_top), (left_bottom, right_bottom))

    def _balanced(self, style: str, name: str, text: str, room: float, *, gap: float = 0) -> Markup:
        """A centred element on ``room`` with ``gap`` left free; its lines, if it needs several, break well."""
        element = self.layout.element(name)
        side = twips((room - balanced(text, room - gap, element.size, bold=element.bold)) / 2)
        one_line = width(text, element.size, bold=element.bold) <= room - gap
        if "\n" in text or one_line or side < _LEAST_INDENT:
            return paragraph(style, text_run(text))
        return paragraph(style, text_run(text), properties=(w("ind", left=side, right=side),))

    def _rule(self, room: float, length: float, *, after: float = 0) -> Markup:
        """A line of ``length`` millimetres in the middle of ``room``: the upper border of an empty paragraph."""
        side = twips(max(0.0, (room - length) / 2))
        border = w("pBdr", w("top", val="single", sz=6, space=1, color="auto"))
        spacing = w("spacing", before=70, after=round(after * 20), line=60, lineRule="exact")
        return paragraph("RuleLine", properties=(border, spacing, w("ind", left=side, right=side)))

    def _marks(self) -> list[Markup]:
        """The urgency mark, below the number on the left (cell 10b)."""
        if not self.sheet.urgency:
            return []
        wide, high = rules.load("layout")["urgency"][self.sheet.urgency]
        run = text_run(self.sheet.urgency, bold=True, colour=RED)
        return [paragraph("RuleLine"), boxed(run, "Urgency", wide, high, colour=RED)]

    def _title(self) -> list[Markup]:
        sheet = self.sheet
        if not sheet.type_name:
            return [paragraph("RuleLine")]
        parts = [paragraph("TypeName", text_run(sheet.type_name))]
        subject = self.layout.element("subject")
        length = width(sheet.type_name, subject.size, bold=True)
        if sheet.subject:
            parts.append(self._balanced("Subject", "subject", sheet.subject, self.layout.text_width))
            length = shown_length(sheet.subject, self.layout.text_width, subject.size, bold=True)
        return [*parts, self._rule(self.layout.text_width, length * rule_share("subject"), after=10)]

    def _addressees(self) -> list[Markup]:
        """One addressee on the line of Kính gửi; several below each other, their dashes under the colon (II.9d)."""
        sheet = self.sheet
        if not sheet.addressees:
            return []
        if len(sheet.addressees) == 1:
            return [paragraph("Addressee", text_run(f"{sheet.addressees_word} {sheet.addressees[0]}"))]
        size = self.layout.element("addressee").size
        start, colon = addressee_columns(self.layout, sheet.addressees_word)
        first = paragraph("Addressee", text_run(sheet.addressees_word), properties=(w("ind", left=twips(start)), w("jc", val="left")))
        dash = twips(width("- ", size))
        indent = {"left": twips(colon) + dash, "hanging": dash}
        *others, last = (f"- {name}" for name in sheet.addressees)
        lines = [paragraph("AddresseeLine", text_run(line), properties=(w("ind", **indent),)) for line in others]
        room_below = w("spacing", before=0, after=_BELOW_ADDRESSEES * 20)
        return [first, *lines, paragraph("AddresseeLine", text_run(last), properties=(room_below, w("ind", **indent)))]

    def _bases(self) -> list[Markup]:
        sheet = self.sheet
        parts = [paragraph("EnactedBy", text_run(sheet.enacted_by))] if sheet.enacted_by else []
        parts += [paragraph("Basis", text_run(basis)) for basis in sheet.bases]
        return [*parts, *([paragraph("EnactedBy", text_run(sheet.enacting))] if sheet.enacting else [])]

    # ------------------------------------------------------------ body

    def blocks(self, blocks: tuple[Block, ...], room: float) -> list[Markup]:
        """The elements of ``blocks`` on a text ``room`` millimetres wide."""
        return [element for block in blocks for element in self._block(block, room)]

    def _block(self, block: Block, room: float) -> list[Markup]:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Clause):
            return [self._labelled("Body", block.label, self.runs.runs(block.runs), bold=strong_label(block.label, block.runs))]
        if isinstance(block, Bullet):
            return [paragraph("BulletLine", *self.runs.runs(block.runs), properties=(self.numbering.bullet(block.mark),))]
        if isinstance(block, Table):
            return body_table(block, self.runs, room)
        if isinstance(block, QrCode):
            return self._qr(block)
        align = (w("jc", val=block.align),) if block.align in {"left", "right"} else ()
        return [paragraph(_ALIGNED[block.align], *self.runs.runs(block.runs), properties=align)]

    def _heading(self, heading: Heading) -> list[Markup]:
        kind = label_kind(heading.label)
        if kind == "part" and heading.label:
            title = [paragraph("PartTitle", text_run(capitals(heading.text)))] if heading.text else []
            return [self._labelled("Part", heading.label, [], bold=True), *title]
        style = "Point" if kind == "letter" else f"Heading{min(heading.level, 4)}"
        words = capitals(heading.text) if kind == "roman" else heading.text
        if heading.label is None:
            return [paragraph(style, text_run(words))]
        return [self._labelled(style, heading.label, [text_run(words)])]

    def _labelled(self, style: str, label: str, runs: list[Markup], *, bold: bool = False) -> Markup:
        """A paragraph that Word numbers; a label that is no label stands as words."""
        if not _LABEL.fullmatch(label):
            return paragraph(style, text_run(f"{shown_label(label)} "), *runs)
        marks = (w("rPr", w("b")),) if bold else ()
        return paragraph(style, *runs, properties=(self.numbering.label(label), *marks))

    def _qr(self, block: QrCode) -> list[Markup]:
        self.pictures.append(block.address)
        image = w("r", picture(len(self.pictures), block.address))
        words = [paragraph("BodyCentre", text_run(line)) for line in (block.address, block.note) if line]
        return [paragraph("BodyCentre", image), *words]

    # ------------------------------------------------------------ foot

    def _foot(self, signings: tuple[SigningLines, ...], recipients: tuple[str, ...], drafter: str | None) -> list[Markup]:
        whole = self.layout.text_width
        left = self._recipients(recipients, drafter)
        gap = paragraph("RuleLine", properties=(w("keepNext"),))
        if len(signings) < 2:
            right = self._signing(signings[0]) if signings else []
            return [gap, frame((whole * 0.46, whole * 0.54), (left, right))]
        share = whole / len(signings)
        row = frame((share,) * len(signings), tuple(self._signing(signing) for signing in signings))
        return [gap, row, paragraph("RuleLine"), *([frame((whole,), (left,))] if recipients else [])]

    def _recipients(self, recipients: tuple[str, ...], drafter: str | None) -> list[Markup]:
        lines = [paragraph("Recipient", text_run(line)) for line in recipients]
        word = [paragraph("RecipientsWord", text_run("Nơi nhận:"))] if recipients else []
        return [*word, *lines, *([paragraph("Drafter", text_run(drafter))] if drafter else [])]

    def _signing(self, signing: SigningLines) -> list[Markup]:
        head = [paragraph("Authority", text_run(line)) for line in signing.head]
        room = (w("spacing", before=SIGNING_ROOM * 20, after=0),)
        foot = [paragraph("Signer", text_run(line), properties=room if place == 0 else ()) for place, line in enumerate(signing.foot)]
        return [*head, *foot]

    def _copy(self, copy: CopySheet) -> list[Markup]:
        """What stands under a copied paper, below a line as wide as the text (Appendix I, part II, II.2)."""
        left, right = self._columns()
        issuer = self.layout.element("issuer")
        length = shown_length(copy.issuer, left - HEAD_GAP, issuer.size, bold=True) * rule_share("issuer")
        top = (
            [self._balanced("Issuer", "issuer", copy.issuer, left, gap=HEAD_GAP), self._rule(left, length)],
            [paragraph("CopyKind", text_run(copy.kind))],
        )
        below = ([paragraph("Number", text_run(copy.number))], [paragraph("PlaceDate", text_run(copy.place_date))])
        line = self._rule(self.layout.text_width, self.layout.text_width, after=6)
        return [paragraph("RuleLine"), line, frame((left, right), top, below), *self._foot((copy.signing,), copy.recipients, None)]

    # ------------------------------------------------------------ annexes and sections

    def _annex(self, annex: AnnexSheet) -> list[Markup]:
        room = self.layout.text_width
        if annex.landscape:
            page = rules.load("layout")["page"]
            room += page["height"] - page["width"]
        title = [paragraph("AnnexWord", text_run(annex.word)), paragraph("AnnexTitle", text_run(annex.title))]
        note = paragraph("AnnexNote", text_run(annex.note))
        return [*title, note, self._rule(room, room * 0.12, after=8), *self.blocks(annex.blocks, room)]

    def _footer_room(self, *, first: bool) -> float:
        """The address of the body stands above the bottom margin, inside the text (cell 13)."""
        return self.layout.bottom if first and self.sheet.contact else _HEADER_ROOM

    def _section(self, *, landscape: bool, first: bool) -> Markup:
        """Page size, margins, page numbers from 1 with none on the first page; ``first`` is the section of the paper itself."""
        page = rules.load("layout")["page"]
        wide, high = (page["height"], page["width"]) if landscape else (page["width"], page["height"])
        size: dict[str, object] = {"w": twips(wide), "h": twips(high)} | ({"orient": "landscape"} if landscape else {})
        layout = self.layout
        margins = w(
            "pgMar", top=twips(layout.top), right=twips(layout.right), bottom=twips(layout.bottom), left=twips(layout.left),
            header=twips(_HEADER_ROOM), footer=twips(self._footer_room(first=first)), gutter=0,
        )  # fmt: skip
        references = [
            _reference("headerReference", "default", "header"),
            _reference("headerReference", "first", "first_header" if first else "empty_header"),
            _reference("footerReference", "default", "empty_footer"),
            _reference("footerReference", "first", "first_footer" if first else "empty_footer"),
        ]
        return w("sectPr", *references, w("type", val="nextPage"), w("pgSz", **size), margins, w("pgNumType", start=1), w("titlePg"))


def _reference(name: str, kind: str, relation: str) -> Markup:
    return tag(f"w:{name}", {"w:type": kind, "r:id": relation})
