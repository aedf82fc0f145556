"""The demonstration's own directive: a plan of the invented provincial police, written by ``vanban`` as Word."""

from __future__ import annotations

from vanban.model import paper as written
from vanban.writing import write_docx

_OPENING = (
    "Căn cứ Luật Thi hành án hình sự số 127/2025/QH15; thực hiện Quyết định số 22/2023/QĐ-TTg ngày 17/8/2023 của Thủ tướng Chính phủ "
    "về tín dụng đối với người chấp hành xong án phạt tù, Công an tỉnh xây dựng Kế hoạch như sau:"
)
_CONTENTS = (
    "Chính sách nhân đạo của Nhà nước đối với người chấp hành xong án phạt tù; quyền, nghĩa vụ và thủ tục khi trở về.",
    "Chính sách tín dụng theo Quyết định số 22/2023/QĐ-TTg; nơi tư vấn, hồ sơ và trình tự vay vốn.",
    "Các hình thức hỗ trợ đào tạo nghề, giới thiệu việc làm; những doanh nghiệp sẵn sàng nhận lao động.",
    "Xóa bỏ định kiến; những mô hình cộng đồng giúp nhau có hiệu quả.",
    "Cảnh báo hành vi lừa đảo nhận tiền để “lo” đặc xá, giảm án.",
)
_TARGETS = (
    "Chỉ tiêu 6 tháng cuối năm 2026: các đài truyền thanh xã có ít nhất 150 lượt phát; treo ít nhất 10 tấm băng rôn, khẩu hiệu; tổ chức ít "
    "nhất 4 hội nghị, buổi tuyên truyền trực tiếp."
)
_DUTIES = (
    ("Phòng PV01", ("Theo dõi, tổng hợp ý kiến của Nhân dân về chương trình; báo cáo Giám đốc Công an tỉnh trước ngày 15/12/2026.",)),
    ("Phòng PC10", (
        "Chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch cung cấp thông tin chính thức cho các cơ quan báo chí.",
        "Tổ chức tổng kết chương trình.",
    )),
    ("Sở Văn hóa, Thể thao và Du lịch", (
        "Chủ trì, hướng dẫn hệ thống truyền thanh cơ sở xây dựng chuyên mục về tái hòa nhập cộng đồng.",
        "Tổng hợp kết quả của các đơn vị, gửi Công an tỉnh.",
    )),
    ("Báo và Phát thanh, Truyền hình tỉnh", ("Mở chuyên mục, đăng phát ít nhất 02 tin, bài mỗi tháng.",)),
    ("UBND các xã, phường", (
        "Biên tập và phát tin, bài trên đài truyền thanh xã ít nhất 02 lượt mỗi tuần.",
        "Tổ chức tọa đàm, nói chuyện tại thôn, khu phố; tư vấn trực tiếp cho người có nhu cầu.",
    )),
)  # fmt: skip


def directive() -> bytes:
    """The directive as a Word file."""
    return write_docx(paper())


def paper() -> written.Paper:
    """The directive, to be written in any form."""
    return written.Paper(
        type="KH",
        parent="Ủy ban nhân dân tỉnh Sông Thương",
        issuer="Công an tỉnh",
        symbol="KH-CAT",
        serial="215",
        place="Sông Thương",
        date="2026-07-06",
        subject="Truyền thông hỗ trợ người chấp hành xong án phạt tù tái hòa nhập cộng đồng 6 tháng cuối năm 2026",
        blocks=tuple(_blocks()),
        recipients=(
            "UBND tỉnh (để báo cáo)",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Báo và Phát thanh, Truyền hình tỉnh",
            "UBND các xã, phường",
            "Các phòng: PV01, PC10, PX03",
            "Lưu: VT, PC10",
        ),
        signings=(
            written.Signing(
                name="Lê Đình Sơn", position="Phó Giám đốc", rank="Đại tá", authorities=(written.Authority("KT.", "Giám đốc"),)
            ),
        ),
    )


def _blocks() -> list[written.Block]:
    blocks: list[written.Block] = [
        _words(_OPENING),
        written.Heading("I", "MỤC ĐÍCH, YÊU CẦU"),
        written.Clause("1", (written.Text("Người dân hiểu đúng chính sách; người trở về biết nơi giúp mình."),)),
        written.Clause("2", (written.Text("Thông tin chính xác, có nguồn; không nêu tên, không khai thác đời tư."),)),
        written.Clause("3", (written.Text(_TARGETS),)),
        written.Heading("II", "NỘI DUNG TUYÊN TRUYỀN"),
    ]
    blocks += [written.Clause(str(number), (written.Text(text),)) for number, text in enumerate(_CONTENTS, start=1)]
    blocks.append(written.Heading("III", "PHÂN CÔNG NHIỆM VỤ"))
    for number, (unit, duties) in enumerate(_DUTIES, start=1):
        blocks.append(written.Heading(str(number), f"{unit} có trách nhiệm:", level=2))
        blocks += [written.Bullet((written.Text(duty),)) for duty in duties]
    blocks += [
        written.Heading("IV", "TỔ CHỨC THỰC HIỆN"),
        _words("Các đơn vị được phân công triển khai thực hiện và báo cáo kết quả về Công an tỉnh (qua Phòng PC10) để tổng hợp."),
    ]
    return blocks


def _words(text: str) -> written.Paragraph:
    return written.Paragraph((written.Text(text),))
