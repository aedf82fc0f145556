"""What a person writes: its form, and what is refused before anybody else has to read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from hoanhap.channels.portal.models import Column, Words
from hoanhap.channels.portal.queries import prose
from hoanhap.channels.portal.states import Audience, Kind, LawStatus, Verdict
from hoanhap.ground.legislation import queries as legislation
from hoanhap.kernel.errors import Invalid
from vanban.text import clean, unaccent

LONGEST_ANSWER = 120
"""Words: an answer is read on a phone, and read out on the radio (indicators-and-workflow.md 4)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A text of law and the place in it."""

    text: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that is typed about a piece."""

    title: str
    summary: str = ""
    body: str = ""
    column_id: UUID | None = None
    audiences: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    ask: tuple[str, ...] = ()
    verdict: str = ""
    law_status: str = LawStatus.VERIFIED
    checked_on: date | None = None
    review_due: date | None = None
    featured: bool = False
    slug: str = field(default="", kw_only=True)
    """Of the address; made from the title when it is empty, and fixed once the piece has been published."""


def columns_of(words: Draft) -> dict[str, Any]:
    """The draft as the fields of a row, cleaned."""
    return {
        "title": _line(words.title), "summary": _line(words.summary), "body": clean(words.body).strip(), "column_id": words.column_id,
        "audiences": sorted(set(words.audiences)), "ask": [line for row in words.ask if (line := _line(row))],
        "citations": [{"text": _line(row.text), "article": _line(row.article)} for row in words.citations if _line(row.text)],
        "verdict": words.verdict, "law_status": words.law_status, "checked_on": words.checked_on, "review_due": words.review_due,
        "featured": words.featured,
    }  # fmt: skip


def slug_of(title: str) -> str:
    """The last part of an address: Vietnamese without its marks, at most 80 characters, cut between words."""
    words: list[str] = []
    for word in re.findall(r"[a-z0-9]+", unaccent(title)):
        if sum(map(len, words)) + len(words) + len(word) > 80:
            break
        words.append(word)
    return "-".join(words)


def check_draft(kind: str, words: Draft) -> None:
    """Refuse what cannot even be kept as a draft: no title, unknown words of a list, HTML, links elsewhere."""
    wrong: dict[str, str] = {}
    if not slug_of(words.title):
        wrong["title"] = _("Hãy ghi tiêu đề bằng chữ.")
    for name in ("title", "summary", "body"):
        if sentence := prose.fault(getattr(words, name)):
            wrong[name] = sentence
    if words.slug and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", words.slug):
        wrong["slug"] = _("Địa chỉ chỉ gồm chữ thường không dấu, số và dấu gạch nối.")
    if words.column_id and not Column.objects.filter(pk=words.column_id, kind=kind).exists():
        wrong["column_id"] = _("Không có chuyên mục này. Hãy chọn lại.")
    if set(words.audiences) - set(Audience.values) or words.law_status not in LawStatus.values:
        wrong["audiences"] = _("Có lựa chọn không còn trong danh sách. Hãy tải lại trang rồi chọn lại.")
    if words.verdict and words.verdict not in Verdict.values:
        wrong["verdict"] = _("Không có kết luận này. Hãy chọn trong danh sách.")
    if wrong:
        raise Invalid("PIECE_INVALID", _("Còn ô chưa đúng. Các ô khác được giữ nguyên; hãy sửa rồi gửi lại."), fields=dict(wrong))


def check_whole(piece: Words) -> None:
    """Refuse a text that is not whole enough for another person to check."""
    wrong: dict[str, str] = {}
    if not piece.body:
        wrong["body"] = _("Chưa có nội dung.")
    if piece.kind == Kind.ARTICLE and not piece.summary:
        wrong["summary"] = _("Hãy viết một, hai câu tóm tắt: câu này hiện ở danh sách và khi chia sẻ.")
    if piece.kind == Kind.ANSWER:
        wrong |= _answer_lacks(piece)
    if piece.kind == Kind.FACT and not piece.verdict:
        wrong["verdict"] = _("Hãy chọn kết luận về điều được kiểm chứng.")
    if expired := _expired(piece):
        wrong["citations"] = _("Vào ngày đối chiếu %(laws)s đã hết hiệu lực. Hãy dẫn văn bản thay thế rồi đối chiếu lại.") % {
            "laws": "; ".join(expired)
        }
    if wrong:
        raise Invalid("PIECE_NOT_WHOLE", " ".join(wrong.values()), fields=dict(wrong))


def _expired(piece: Words) -> list[str]:
    """What is cited although it no longer held on the day of checking. What the register does not know is remarked, not refused."""
    if piece.checked_on is None:
        return []
    return [row["text"] for row in piece.citations if legislation.in_force(row["text"], on=piece.checked_on) is False]


def _answer_lacks(piece: Words) -> dict[str, str]:
    wrong: dict[str, str] = {}
    count = len(prose.plain(piece.body).split())
    if count > LONGEST_ANSWER:
        wrong["body"] = _("Câu trả lời dài %(count)d chữ; viết không quá %(most)d chữ để đọc được trên điện thoại và trên loa.") % {
            "count": count, "most": LONGEST_ANSWER,
        }  # fmt: skip
    if not piece.citations:
        wrong["citations"] = _("Câu trả lời phải có căn cứ. Hãy ghi văn bản và điều khoản.")
    if not piece.checked_on:
        wrong["checked_on"] = _("Hãy ghi ngày đối chiếu với văn bản.")
    if not piece.review_due:
        wrong["review_due"] = _("Hãy ghi ngày phải rà soát lại.")
    elif piece.checked_on and piece.review_due <= piece.checked_on:
        wrong["review_due"] = _("Ngày rà soát lại phải sau ngày đối chiếu.")
    return wrong


def _line(text: str) -> str:
    return " ".join(clean(text).split())
