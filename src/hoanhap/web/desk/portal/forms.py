"""What is typed about a piece: its words, its pictures, and the decisions on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.channels.portal.operations import Citation, Draft
from hoanhap.channels.portal.queries import Piece, all_columns
from hoanhap.channels.portal.states import Audience, Kind, LawStatus, Verdict
from hoanhap.web.forms import ClientIdField, DayField, Form, VersionField

_TITLES = {
    Kind.ARTICLE: _("Tiêu đề"),
    Kind.ANSWER: _("Câu hỏi, viết như người dân hỏi"),
    Kind.FACT: _("Điều nghe được, viết lại bằng một câu; không nhắc tới người nào"),
}
_BODIES = {
    Kind.ARTICLE: _("Nội dung"),
    Kind.ANSWER: _("Câu trả lời, không quá 120 chữ"),
    Kind.FACT: _("Sự thật"),
}
_OPTIONAL = {
    Kind.ARTICLE: {"column_id", "audiences", "citations"},
    Kind.ANSWER: {"column_id", "audiences", "ask", "featured"},
    Kind.FACT: {"column_id", "audiences", "ask", "review_due"},
}
_ONLY = {
    Kind.ARTICLE: {"verdict", "law_status", "checked_on", "review_due", "featured", "ask"},
    Kind.ANSWER: {"verdict", "summary"},
    Kind.FACT: {"summary", "featured"},
}
"""Fields that a kind has no use for."""


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class PieceForm(Form):
    """The words of a piece. Lists are typed a line each."""

    piece_id = ClientIdField(required=False)
    version = VersionField(required=False)
    title = forms.CharField(max_length=200)
    summary = forms.CharField(
        label=_("Tóm tắt"), help_text=_("Một, hai câu; hiện ở danh sách và khi chia sẻ."), max_length=400, widget=_lines(2), required=False
    )
    body = forms.CharField(
        help_text=_("Cách một dòng trống là sang đoạn mới. Dòng bắt đầu bằng “- ” là gạch đầu dòng. Liên kết: [chữ](https://địa-chỉ)."),
        max_length=20_000, widget=_lines(14), required=False,
    )  # fmt: skip
    column_id = forms.ChoiceField(label=_("Chuyên mục"), required=False)
    audiences = forms.MultipleChoiceField(
        label=_("Viết cho ai"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    verdict = forms.ChoiceField(label=_("Kết luận"), choices=[("", _("Chưa chọn")), *Verdict.choices], required=False)
    citations = forms.CharField(
        label=_("Căn cứ"), help_text=_("Mỗi dòng một văn bản: số ký hiệu | điều, khoản. Ví dụ: 30/2018/QH14 | Điều 11"),
        max_length=3000, widget=_lines(3), required=False,
    )  # fmt: skip
    law_status = forms.ChoiceField(label=_("Mức chắc chắn của căn cứ"), choices=LawStatus.choices, required=False)
    checked_on = DayField(label=_("Ngày đối chiếu với văn bản"), required=False)
    review_due = DayField(label=_("Ngày phải rà soát lại"), required=False)
    ask = forms.CharField(
        label=_("Hỏi thêm ở đâu"), help_text=_("Mỗi dòng một nơi, kèm điện thoại và giờ làm việc nếu có."), max_length=2000,
        widget=_lines(3), required=False,
    )  # fmt: skip
    featured = forms.BooleanField(label=_("Đưa lên trang đầu"), required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        for name in _ONLY[self.kind]:
            del self.fields[name]
        self.fields["title"].label, self.fields["body"].label = str(_TITLES[self.kind]), str(_BODIES[self.kind])
        for name, field in self.fields.items():
            field.required = name not in {"piece_id", "version", *_OPTIONAL[self.kind]}
        column = self.fields["column_id"]
        assert isinstance(column, forms.ChoiceField)  # noqa: S101  for the type checker: it is declared so above
        column.choices = [("", str(_("Không có"))), *((str(row.id), row.title) for row in all_columns(kind))]

    def words(self) -> Draft:
        """What was typed, as the operations take it."""
        typed = self.cleaned_data
        return Draft(
            title=typed["title"], summary=typed.get("summary", ""), body=typed["body"],
            column_id=UUID(typed["column_id"]) if typed["column_id"] else None, audiences=tuple(typed["audiences"]),
            citations=tuple(_citation(line) for line in typed["citations"].splitlines() if line.strip()),
            ask=tuple(line for line in typed.get("ask", "").splitlines() if line.strip()), verdict=typed.get("verdict", ""),
            law_status=typed.get("law_status") or LawStatus.VERIFIED, checked_on=typed.get("checked_on"),
            review_due=typed.get("review_due"), featured=typed.get("featured", False),
        )  # fmt: skip


def typed_of(piece: Piece) -> dict[str, Any]:
    """A piece as it would be typed."""
    names = ("version", "title", "summary", "body", "audiences", "verdict", "law_status", "checked_on", "review_due", "featured")
    return {name: getattr(piece, name) for name in names} | {
        "column_id": str(piece.column_id or ""), "ask": "\n".join(piece.ask),
        "citations": "\n".join(f"{row['text']} | {row['article']}".rstrip(" |") for row in piece.citations),
    }  # fmt: skip


def _citation(line: str) -> Citation:
    text, _bar, article = line.partition("|")
    return Citation(text.strip(), article.strip())


class SubmitForm(Form):
    """Sending a piece to be checked."""

    version = VersionField()
    acknowledged = forms.BooleanField(label=_("Tôi đã đọc các lưu ý về cách viết và vẫn giữ như vậy"), required=False)


class DecideForm(Form):
    """Checked, or returned with a reason."""

    version = VersionField()
    reason = forms.CharField(
        label=_("Lý do trả lại"), help_text=_("Người viết đọc câu này để biết cần sửa gì."), max_length=1000, widget=_lines(2)
    )

    def __init__(self, *args: Any, returned: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not returned:
            del self.fields["reason"]


_DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_MOMENTS = [*(f"{day} %H:%M" for day in _DAYS), *_DAYS]
"""A day alone begins at midnight."""


class MomentField(forms.DateTimeField):
    """A day and an hour as officials write them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            help_text=_("Ngày/tháng/năm giờ:phút, ví dụ 05/03/2026 08:00. Để trống nếu không hẹn."), input_formats=_MOMENTS,
            error_messages={"invalid": _("Chưa đúng dạng. Hãy ghi như 05/03/2026 08:00.")}, required=False,
            widget=forms.DateTimeInput(format="%d/%m/%Y %H:%M", attrs={"autocomplete": "off"}), **kwargs,
        )  # fmt: skip


class PublishForm(Form):
    """From when and until when a piece is shown."""

    version = VersionField()
    shown_from = MomentField(label=_("Đăng từ"))
    shown_until = MomentField(label=_("Đăng đến"))
    acknowledged = forms.BooleanField(label=_("Tôi đã đọc các lưu ý về cách viết và vẫn cho đăng"), required=False)


class WithdrawForm(Form):
    """Why a piece is taken down."""

    version = VersionField()
    reason = forms.CharField(label=_("Lý do gỡ"), help_text=_("Lý do được lưu cùng bài."), max_length=1000, widget=_lines(2))


class ReviseForm(Form):
    """Taking a piece up again."""

    version = VersionField()


class PictureForm(Form):
    """A picture and what must be said of it."""

    picture_id = ClientIdField()
    file = forms.FileField(label=_("Tệp ảnh"), help_text=_("JPEG, PNG hoặc WEBP. Vị trí chụp, máy ảnh và tên tác giả trong tệp bị bỏ đi."))
    alternative = forms.CharField(
        label=_("Ảnh chụp gì"), help_text=_("Một câu cho người không nhìn thấy ảnh, không nêu tên riêng."), max_length=300
    )
    caption = forms.CharField(label=_("Chú thích dưới ảnh"), max_length=300, required=False)
    recognisable = forms.TypedChoiceField(
        label=_("Trong ảnh có nhận ra được ai không?"), choices=[("khong", _("Không")), ("co", _("Có"))],
        coerce=lambda value: value == "co", empty_value=None, widget=forms.RadioSelect,
    )  # fmt: skip
    consent_note = forms.CharField(
        label=_("Nơi lưu văn bản đồng ý"), help_text=_("Chỉ khi nhận ra được người, ví dụ: hồ sơ số 12 tại Phòng Văn hóa."), max_length=300,
        required=False,
    )  # fmt: skip
