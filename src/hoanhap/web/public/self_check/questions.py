"""The questions of the self-check, in order: when each is asked, how it is put, and what its answer means to the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from hoanhap.ground.legislation.queries import (
    Age,
    Civil,
    Count,
    Fine,
    Owner,
    Place,
    Rating,
    Records,
    Sentence,
    Span,
    YesNo,
    later,
)  # fmt: skip
from hoanhap.web.public.self_check import wording
from hoanhap.web.public.self_check.forms import EARLIEST, DayForm, ManyForm, OneForm, SpanForm
from hoanhap.web.public.self_check.state import NONE, OTHER, UNKNOWN, State

QuestionForm = OneForm | ManyForm | DayForm | SpanForm
NONE_OF_THEM = (NONE, _("Không mục nào ở trên"))
NOT_KNOWN = (UNKNOWN, wording.DONT_KNOW)


@dataclass(frozen=True, slots=True)
class Question:
    """One page. ``name`` travels in the form; ``said`` turns the form's value into what the state keeps."""

    name: str
    title: Any
    short: Any
    """What it is called on the page where answers are checked."""
    hint: Any
    form: Callable[[State, Any], QuestionForm]
    said: Callable[[Any], Mapping[str, Any]]
    asked: Callable[[State], bool] = lambda _state: True

    @property
    def fields(self) -> tuple[str, ...]:
        """Every name under which a part of its answer may travel."""
        return (self.name, *(f"{self.name}-{part}" for part in ("nam", "thang", "ngay", "kb")))


def one(
    name: str, field: str, kind: type[StrEnum], words: Mapping[str, Any], title: Any, short: Any, hint: Any = "", **more: Any
) -> Question:
    """A question with one answer of several."""
    choices = [(value.value, words[value]) for value in kind]
    return Question(
        name, title, short, hint, lambda _state, data: OneForm(name, title, choices, data), lambda value: {field: kind(value)}, **more
    )


def many(
    name: str, field: str, options: Callable[[State], list[tuple[str, Any]]], title: Any, short: Any, hint: Any = "", **more: Any
) -> Question:
    """A question with any of several answers."""
    return Question(
        name, title, short, hint, lambda state, data: ManyForm(name, title, options(state), data),
        lambda value: {field: None if value is None else value - {OTHER}}, **more,
    )  # fmt: skip


def day(
    name: str, field: str, bounds: Callable[[State], tuple[date, date]], title: Any, short: Any, hint: Any = "", **more: Any
) -> Question:
    """A question for a day."""
    return Question(
        name, title, short, hint, lambda state, data: DayForm(name, _("Ngày"), bounds(state), data), lambda value: {field: value}, **more
    )


def span(name: str, field: str, title: Any, short: Any, hint: Any = "", *, nothing: bool = True, **more: Any) -> Question:
    """A question for a length of time."""
    return Question(
        name, title, short, hint, lambda _state, data: SpanForm(name, nothing=nothing, data=data), lambda value: {field: value}, **more
    )


def yes_no(name: str, field: str, title: Any, short: Any, hint: Any = "", **more: Any) -> Question:
    """A question for yes or no."""
    return one(name, field, YesNo, wording.YES_NO, title, short, hint, **more)


def _groups(state: State) -> list[tuple[str, Any]]:
    return [*state.rules.groups.items(), (OTHER, _("Tội khác, không thuộc các nhóm trên")), NOT_KNOWN]


def _crimes(state: State) -> list[tuple[str, Any]]:
    named = [(crime.id, crime.name) for crime in state.named_crimes()]
    other = [(OTHER, _("Tội khác trong các nhóm đã chọn"))] if (state.groups or frozenset()) - state.rules.closed else []
    return [*named, *other, NOT_KNOWN]


def _circumstances(state: State) -> list[tuple[str, Any]]:
    return [*((one_.id, one_.text) for one_ in state.circumstances()), NONE_OF_THEM, NOT_KNOWN]


def _priorities(state: State) -> list[tuple[str, Any]]:
    return [*((one_.id, one_.text) for one_ in state.rules.priorities), NONE_OF_THEM, NOT_KNOWN]


def _until_counted(state: State) -> tuple[date, date]:
    return EARLIEST, state.rules.counted_until


def _after_counted(state: State) -> tuple[date, date]:
    return state.rules.counted_until, later(state.rules.counted_until, Span(years=40))


def _grown_up(state: State) -> bool:
    return state.answers.age is not Age.UNDER_18


def _owing(state: State) -> bool:
    return _grown_up(state) and state.answers.civil in (Civil.PART, Civil.PART_PROVEN, Civil.NOTHING)


def _fixed(state: State) -> bool:
    return state.answers.sentence is Sentence.FIXED


def _suspended(state: State) -> bool:
    return state.answers.place is Place.SUSPENDED


QUESTIONS: tuple[Question, ...] = (
    one("hinh-phat", "sentence", Sentence, wording.SENTENCE, _("Tòa tuyên hình phạt gì?"), _("Hình phạt"),
        _("Xem phần “Quyết định” ở cuối bản án.")),
    one("noi", "place", Place, wording.PLACE, _("Vào ngày chốt của đợt, người ấy ở đâu?"), _("Tình trạng"),
        _("Ngày chốt là ngày cuối cùng được tính thời gian đã chấp hành án.")),
    day("tu-dinh-chi", "suspended", _until_counted, _("Được tạm đình chỉ từ ngày nào?"), _("Ngày tạm đình chỉ"),
        _("Ngày ghi trong quyết định tạm đình chỉ. Thời gian này không tính là đã chấp hành án."), asked=_suspended),
    one("tuoi", "age", Age, wording.AGE, _("Vào ngày chốt, người ấy bao nhiêu tuổi?"), _("Tuổi"),
        _("Người dưới 18 tuổi và người từ 70 tuổi có quy định riêng.")),
    many("nhom-toi", "groups", _groups, _("Bản án thuộc nhóm tội nào?"), _("Nhóm tội"),
         _("Chọn tất cả nhóm có trong bản án, kể cả bản án được tổng hợp. Chỉ hỏi để biết quy định nào áp dụng.")),
    many("toi", "crimes", _crimes, _("Bản án ghi tội danh nào?"), _("Tội danh"), _("Chọn tất cả tội danh có trong bản án."),
         asked=lambda state: bool(state.named_crimes())),
    one("so-toi", "count", Count, wording.COUNT, _("Bị kết án về mấy tội?"), _("Số tội"),
        _("Tính cả các bản án được tổng hợp. Tội do cố ý là tội mà người phạm tội biết và muốn, hoặc để mặc cho hậu quả xảy ra.")),
    many("tinh-tiet", "circumstances", _circumstances, _("Bản án có ghi điều nào dưới đây không?"), _("Tình tiết"),
         _("Xem phần “Nhận định” và điều, khoản, điểm mà Tòa áp dụng."), asked=lambda state: bool(state.circumstances())),
    yes_no("loai-toi", "gravity", _("Tội ấy có thuộc loại rất nghiêm trọng hoặc đặc biệt nghiêm trọng không?"), _("Loại tội phạm"),
           _("Tùy mức cao nhất của khung hình phạt mà Tòa áp dụng."), asked=lambda state: state.grave()),
    span("muc-an", "term", _("Mức án Tòa tuyên là bao lâu?"), _("Mức án"),
         _("Ghi mức án ban đầu, chưa trừ các lần giảm. Nhiều tội hoặc nhiều bản án thì ghi mức tổng hợp."), nothing=False, asked=_fixed),
    day("bat-dau", "start", _until_counted, _("Bị bắt, tạm giữ hoặc đi chấp hành án từ ngày nào?"), _("Ngày bắt đầu"),
        _("Ghi ngày đầu tiên bị giữ mà Tòa tính vào thời hạn tù. Tạm giữ, tạm giam được tính.")),
    span("ngoai", "away", _("Sau ngày ấy có khoảng nào không ở nơi giam giữ?"), _("Thời gian không được tính"),
         _("Cộng tại ngoại, hoãn, những lần tạm đình chỉ trước, bỏ trốn. Không có thì ghi 0 ngày. Biết số ngày thì chỉ ghi ô Ngày.")),
    span("giam", "reduced", _("Đã được giảm án tất cả bao lâu?"), _("Đã được giảm"),
         _("Cộng các lần giảm. Thời gian ấy không tính là đã chấp hành, nhưng phần còn lại ngắn đi. Chưa được giảm thì ghi 0 ngày."),
         asked=_fixed),
    day("het-an", "end", _after_counted, _("Giấy tờ ghi ngày hết án là ngày nào?"), _("Ngày hết án"),
        _("Sau khi đã giảm xuống tù có thời hạn và trừ mọi lần giảm tiếp theo."),
        asked=lambda state: state.answers.sentence is Sentence.LIFE_REDUCED),
    one("xep-loai", "rating", Rating, wording.RATING, _("Xếp loại chấp hành án thế nào?"), _("Xếp loại"),
        _("Cơ sở giam giữ xếp loại mỗi quý. Đang tạm đình chỉ thì xem các quý trước đó.")),
    yes_no("khi-dinh-chi", "conduct", _("Trong thời gian tạm đình chỉ có chấp hành nghiêm pháp luật không?"), _("Khi tạm đình chỉ"),
           asked=_suspended),
    one("phat-tien", "fine", Fine, wording.FINE, _("Phạt tiền và án phí đã nộp chưa?"), _("Phạt tiền, án phí"),
        _("Hỏi cả hai khoản; còn thiếu một khoản thì chọn “Còn thiếu”."), asked=_grown_up),
    one("boi-thuong", "civil", Civil, wording.CIVIL, _("Bồi thường, trả lại tài sản đã làm đến đâu?"), _("Bồi thường"),
        _("Giấy xác nhận là của cơ quan thi hành án dân sự."), asked=_grown_up),
    one("no-ai", "owner", Owner, wording.OWNER, _("Phần còn lại phải trả cho ai?"), _("Còn nợ ai"), asked=_owing),
    many("uu-tien", "priorities", _priorities, _("Người ấy có thuộc nhóm nào dưới đây không?"), _("Nhóm ưu tiên"),
         _("Các nhóm này có thể được xét khi đã chấp hành ít hơn. Mỗi nhóm cần giấy tờ chứng minh."), asked=_grown_up),
    yes_no("khang-nghi", "protest", _("Bản án có đang bị kháng nghị theo hướng tăng nặng không?"), _("Kháng nghị"),
           _("Kháng nghị giám đốc thẩm hoặc tái thẩm. Kháng nghị theo hướng nhẹ hơn thì chọn “Không”.")),
    yes_no("vu-khac", "prosecuted", _("Có đang bị truy cứu về một tội khác không?"), _("Vụ án khác")),
    yes_no("da-dac-xa", "amnestied", _("Trước đây đã được đặc xá chưa?"), _("Đã được đặc xá"), _("Chọn “Có” nếu đã một lần được đặc xá.")),
    one("tien-an", "records", Records, wording.RECORDS, _("Bản án ghi mấy tiền án?"), _("Tiền án"),
        _("Án cũ đã được xóa án tích thì không tính là tiền án.")),
    yes_no("co-y", "intent", _("Lần này có bị kết án về tội do cố ý không?"), _("Tội cố ý"),
           asked=lambda state: state.answers.records is not Records.NONE),
    yes_no("cam-dau", "leader", _("Bản án có xác định người ấy cầm đầu, hoặc phạm tội chuyên nghiệp không?"), _("Vai trò trong vụ án"),
           _("Chủ mưu, cầm đầu, chỉ huy, thủ đoạn xảo quyệt, ngoan cố chống đối trong vụ án có tổ chức; hoặc có tính chất chuyên nghiệp.")),
    yes_no("ma-tuy", "drug_use", _("Hồ sơ có tài liệu khẳng định đã sử dụng trái phép chất ma túy không?"), _("Sử dụng ma túy")),
    yes_no("truoc-day", "past", _("Trước đây đã từng bị phạt tù, vào cơ sở giáo dục bắt buộc, trường giáo dưỡng chưa?"), _("Trước đây"),
           _("Tính cả khi án cũ đã được xóa án tích.")),
)  # fmt: skip

BY_NAME = {question.name: question for question in QUESTIONS}
