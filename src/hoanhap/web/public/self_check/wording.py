"""How each answer is worded. Values are those of the engine (``legislation.queries.answers``); nothing here is law."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoanhap.ground.legislation.queries import Age, Civil, Count, Fine, Owner, Place, Rating, Records, Sentence, YesNo

DONT_KNOW = _("Tôi không biết")

SENTENCE: dict[str, Any] = {
    Sentence.FIXED: _("Tù có thời hạn (Tòa tuyên số năm, tháng)"),
    Sentence.LIFE_REDUCED: _("Tù chung thân, đã được giảm xuống tù có thời hạn"),
    Sentence.LIFE: _("Tù chung thân, chưa được giảm"),
    Sentence.UNKNOWN: DONT_KNOW,
}
PLACE: dict[str, Any] = {
    Place.SERVING: _("Đang chấp hành án ở trại giam, trại tạm giam, nhà tạm giữ"),
    Place.SUSPENDED: _("Đang được tạm đình chỉ chấp hành án"),
    Place.POSTPONED: _("Đang được hoãn, chưa đi chấp hành án"),
    Place.CONDITIONAL: _("Đã được tha tù trước thời hạn có điều kiện"),
    Place.UNKNOWN: DONT_KNOW,
}
AGE: dict[str, Any] = {
    Age.UNDER_18: _("Dưới 18 tuổi"),
    Age.ADULT: _("Từ 18 đến dưới 70 tuổi"),
    Age.FROM_70: _("Từ đủ 70 tuổi trở lên"),
    Age.UNKNOWN: DONT_KNOW,
}
COUNT: dict[str, Any] = {
    Count.ONE: _("Một tội"),
    Count.TWO: _("Hai tội, nhiều nhất một tội do cố ý"),
    Count.TWO_INTENDED: _("Hai tội, cả hai do cố ý"),
    Count.THREE: _("Ba tội trở lên"),
    Count.UNKNOWN: DONT_KNOW,
}
RATING: dict[str, Any] = {
    Rating.GOOD: _("Khá hoặc tốt ở tất cả các kỳ gần đây"),
    Rating.BELOW: _("Có kỳ thấp hơn khá"),
    Rating.UNKNOWN: DONT_KNOW,
}
FINE: dict[str, Any] = {
    Fine.PAID: _("Đã nộp đủ"),
    Fine.NONE: _("Bản án không buộc nộp khoản nào"),
    Fine.EXEMPT: _("Được Tòa án miễn"),
    Fine.OWED: _("Còn thiếu"),
    Fine.UNKNOWN: DONT_KNOW,
}
CIVIL: dict[str, Any] = {
    Civil.NONE: _("Bản án không buộc bồi thường, trả lại gì"),
    Civil.DONE: _("Đã làm xong"),
    Civil.PART_PROVEN: _("Đã làm một phần, có giấy xác nhận chưa có điều kiện thi hành tiếp"),
    Civil.PART: _("Đã làm một phần, chưa có giấy xác nhận"),
    Civil.NOTHING: _("Chưa làm được phần nào"),
    Civil.UNKNOWN: DONT_KNOW,
}
OWNER: dict[str, Any] = {
    Owner.STATE: _("Nợ Nhà nước"),
    Owner.AGREED: _("Nợ người khác, và người ấy đồng ý hoãn hoặc không yêu cầu nữa"),
    Owner.NOT_AGREED: _("Nợ người khác, và người ấy chưa đồng ý"),
    Owner.UNKNOWN: DONT_KNOW,
}
RECORDS: dict[str, Any] = {
    Records.NONE: _("Không có tiền án"),
    Records.ONE: _("Một tiền án"),
    Records.SEVERAL: _("Từ hai tiền án trở lên"),
    Records.UNKNOWN: DONT_KNOW,
}
YES_NO: dict[str, Any] = {YesNo.YES: _("Có"), YesNo.NO: _("Không"), YesNo.UNKNOWN: DONT_KNOW}
