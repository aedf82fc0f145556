"""Invented content for the style guide. It is content, not interface: Vietnamese in every language of the site."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import forms

from hoanhap.web.forms import Form
from hoanhap.web.parts import (
    ChainRow,
    EvidenceRow,
    FeedRow,
    FigureChip,
    FindingRow,
    Link,
    Mark,
    PagerLinks,
    PaperLine,
    Progress,
    Run,
    Step,
    Tab,
    TreeRow,
    WorkRow,
)  # fmt: skip

HERE = "#main"


class SampleForm(Form):
    """One field of each kind."""

    title = forms.CharField(label="Trích yếu", help_text="Câu ngắn nói văn bản về việc gì.")
    day = forms.DateField(label="Ngày văn bản", help_text="Ví dụ 05/03/2026")
    note = forms.CharField(label="Ghi chú", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="Tên loại", choices=[("KH", "Kế hoạch"), ("BC", "Báo cáo")])
    channel = forms.ChoiceField(
        label="Kênh", widget=forms.RadioSelect, choices=[("RADIO", "Truyền thanh"), ("TALK", "Nói chuyện trực tiếp"), ("BOARD", "Bảng tin")]
    )
    photo = forms.FileField(label="Ảnh minh chứng", required=False)
    agreed = forms.BooleanField(label="Tôi đã xem lại các ô ở trên")


MARKS = (
    Mark("ok", "Đã duyệt"), Mark("go", "Chờ bạn xem"), Mark("warn", "Thiếu hạn"), Mark("now", "Quá 2 ngày"), Mark("off", "Đã rút"),
    Mark("warn", "Bị trả lại", "turn"),
)  # fmt: skip
STEPS = (
    Step("Đến", "26/08/2026, 7:42", "done"), Step("Đọc và xác nhận", "9/12 ô", "here"), Step("Kế hoạch", "chưa lập"),
    Step("Giao việc", "5 đơn vị"), Step("Báo cáo", "chưa có hạn"),
)  # fmt: skip
WORK = (
    WorkRow("Duyệt 6 lượt ghi của phường Cầu Đá", HERE, "Ghi hoạt động · gửi 21/08/2026", Mark("now", "Quá 2 ngày"), "Duyệt"),
    WorkRow("Đặt hạn cho 12 việc chưa có hạn", HERE, "Kế hoạch truyền thông, dự thảo", Mark("warn", "Thiếu hạn"), "Đặt hạn"),
    WorkRow("Nộp báo cáo nhanh tuần 4", HERE, "đủ 21/26 xã", Mark("off", "Thứ Sáu 30/08", "clock"), "Xem"),
)
FEED = (
    FeedRow(datetime(2026, 8, 26, 0, 42, tzinfo=UTC), "Văn bản đến 8530 của Công an tỉnh, 4 trang", HERE),
    FeedRow(datetime(2026, 8, 25, 23, 10, tzinfo=UTC), "Xã Bến Lau ghi 2 lượt phát, có ghi âm"),
)
FINDINGS = (
    FindingRow("gap", "12 việc đều không có hạn.", "Mục IV, V", Link("Đặt hạn khi lập kế hoạch", HERE)),
    FindingRow("gap", "PH10 có việc mà không có trong Nơi nhận.", "Mục IV.6, Nơi nhận"),
    FindingRow("note", "Kinh phí đứng ở mục 6 của Phân công, không phải một đơn vị.", "Đã tách riêng"),
    FindingRow("fine", "4 căn cứ còn hiệu lực vào ngày ký."),
)
TREE = (
    TreeRow("II", "Nội dung tuyên truyền", branch=True, rows=(
        TreeRow("1", "Phổ biến rộng rãi Quyết định về đặc xá", Link("II.1", HERE), "PX03", "Sở TT&TT", date(2026, 8, 30)),
        TreeRow("+", "Cảnh báo lừa đảo “lo” đặc xá", None, "Sở TT&TT", due_text="hằng tuần"),
    )),
    TreeRow("IV", "Phân công nhiệm vụ", branch=True, rows=(
        TreeRow("6", "Lập tờ trình, dự thảo kinh phí", Link("IV.6", HERE), "PC10", "PH10"),
        TreeRow("7", "Báo cáo kết quả", Link("V.1", HERE)),
    )),
)  # fmt: skip
PAPER = (
    PaperLine((Run("KẾ HOẠCH"),), "title"),
    PaperLine((
        Run("Thực hiện "), Run("Hướng dẫn số 12/HD-UBND", "doc", "f-basis"), Run(" "), Run("ngày 02 tháng 8 năm 2026", "date"),
        Run(" của Ủy ban nhân dân tỉnh, "), Run("Công an tỉnh", "unit"), Run(" xây dựng Kế hoạch như sau:"),
    )),
    PaperLine((Run("IV. PHÂN CÔNG NHIỆM VỤ"),), "head"),
    PaperLine((
        Run("1. "), Run("Phòng PV01", "unit"), Run(": "),
        Run("theo dõi, tổng hợp dư luận, kịp thời báo cáo Giám đốc.", "duty"), Run(" "), Run("8.5S0", "doubt", "f-number"),
    )),
)  # fmt: skip
CHIPS = (
    FigureChip("97 lượt", HERE, "6", sum_text="97 = 18 + 15 + 11 + 53"), FigureChip("ước 14 lượt", HERE, "7", "est"),
    FigureChip("17 buổi", HERE, "9", "changed"), FigureChip("CHƯA CÓ MINH CHỨNG", HERE, kind="void"),
    FigureChip("22 bài", HERE, "10", open=True),
)  # fmt: skip
CHAIN = (
    ChainRow("Xã Bến Lau", "18", HERE, rows=(
        ChainRow("“Vay vốn để làm lại”, 12/04/2026, 5:15", "6", HERE, (
            EvidenceRow("sound", "Ghi âm tại cụm loa số 3, 30 giây", "4f1c…a90e · khớp bản tin"),
            EvidenceRow("camera", "Ảnh sổ phát thanh ngày 12/04", "b72d…10c4 · máy chủ đã có đủ", HERE),
        )),
        ChainRow("“Hỏi – đáp: làm căn cước”, 20/05/2026", "12", HERE),
    )),
    ChainRow("16 đơn vị khác", "79"),
)  # fmt: skip
TABS = (Tab("Tất cả", HERE, current=True, count=14), Tab("Quá hạn", HERE, count=2), Tab("Đã xong", HERE))
PAGER = PagerLinks(2, 5, 118, HERE, HERE)
PROGRESS = Progress("Đang đọc văn bản", "Trang 2 trong 4.", "/kieu-dang/", done=2, of=4)
