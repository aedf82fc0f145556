"""Papers of an invented province, written for these tests."""

from __future__ import annotations

from vanban.model.paper import (
    Annex,
    Authority,
    Bullet,
    Cell,
    Clause,
    CopyNote,
    FigureRun,
    Heading,
    LedgerFigure,
    Paper,
    Paragraph,
    Runs,
    Signing,
    Slot,
    Table,
    Text,
)

WORDS = (
    "Sở hướng dẫn các xã, phường duy trì chuyên mục hằng tuần, chọn giờ phát vào sáng sớm và chiều tối để người lao động dễ theo dõi; "
    "mỗi nội dung đều dẫn văn bản gốc và có địa chỉ để người dân hỏi thêm."
)


def words(text: str) -> Runs:
    """One plain run."""
    return (Text(text),)


def cells(*texts: str) -> tuple[Cell, ...]:
    """A table row of plain words."""
    return tuple(Cell(words(text)) for text in texts)


def figures() -> tuple[LedgerFigure, ...]:
    """Three figures: one rounded in the text, one exact, one estimated."""
    period = "15/12/2025 – 14/6/2026"
    return (
        LedgerFigure("f-0001", "Tin, bài đã phát", 97, "lượt tin, bài", "Mỗi lần phát là một lượt", period, "2026-06-15", 97, ("a" * 64,)),
        LedgerFigure("f-0002", "Buổi nói chuyện", 12, "buổi", "Buổi đã tổ chức xong", period, "2026-06-15", 12, ("b" * 64, "c" * 64)),
        LedgerFigure("f-0003", "Người tham dự", 1043, "lượt người", "Đếm tại chỗ", period, "2026-06-15", 12, ("d" * 64,), estimated=True),
    )


def report() -> Paper:
    """A half-year report with three figures, a table and a slot without proof."""
    counted = figures()
    results = (
        Text("Hệ thống truyền thanh cấp xã đã phát "),
        FigureRun(counted[0].id, "gần 100"),
        Text(" lượt tin, bài; tổ chức "),
        FigureRun(counted[1].id, "12"),
        Text(" buổi nói chuyện với "),
        FigureRun(counted[2].id, "khoảng 1.000"),
        Text(" lượt người dự. Bài đăng trên mạng xã hội: "),
        Slot("bài đăng"),
        Text("."),
    )
    rows = tuple(cells(str(place), f"Xã thứ {place}", "đủ", "") for place in range(1, 61))
    return Paper(
        type="BC",
        issuer="Sở Văn hóa, Thể thao và Du lịch",
        parent="Ủy ban nhân dân tỉnh Sơn Hà",
        symbol="BC-SVHTTDL",
        place="Sơn Hà",
        date="2026-06",
        subject="Kết quả thông tin, truyền thông về tái hòa nhập cộng đồng 6 tháng đầu năm 2026",
        addressees=("Công an tỉnh Sơn Hà",),
        blocks=(
            Paragraph(words("Thực hiện Kế hoạch số 12/KH-UBND ngày 20/01/2026 của Ủy ban nhân dân tỉnh, Sở báo cáo như sau:")),
            Heading("I", "Công tác chỉ đạo", 1),
            Paragraph(words(WORDS)),
            Heading("II", "Kết quả thực hiện", 1),
            Heading("1", "Thông tin cơ sở", 2),
            Paragraph(results),
            Heading("2", "Trực quan", 2),
            *(Clause(letter, words(f"Hình thức thứ {letter};"), 3) for letter in "abcdđeghi"),
            Bullet(words("Giữ đúng giờ phát.")),
            Table(
                (cells("TT", "Đơn vị", "Kết quả", "Ghi chú"),), rows, (1, 5, 2, 2), ("center", "left", "left", "left"), "Bảng 1. Theo xã"
            ),
            Heading("III", "Phương hướng, nhiệm vụ 6 tháng cuối năm 2026", 1),
            Paragraph(words(WORDS)),
            Paragraph(words("Trên đây là báo cáo của Sở.")),
        ),
        recipients=("Như trên", "Lãnh đạo Sở", "Lưu: VT, TTBC"),
        signings=(Signing("Nguyễn Thị Ví Dụ", "Phó Giám đốc", (Authority("KT.", "Giám đốc"),)),),
        figures=counted,
        verify_url="https://hoanhap.example.vn/kiem-tra/BC-2026-0001",
    )


def letter() -> Paper:
    """An urgent công văn to three bodies."""
    return Paper(
        type="CV",
        issuer="Công an tỉnh Sơn Hà",
        parent="Bộ Công an",
        symbol="CAT-PC10",
        serial="7",
        place="Sơn Hà",
        date="2026-01-05",
        subject="phối hợp tuyên truyền công tác đặc xá",
        urgency="Khẩn",
        circulation="Lưu hành nội bộ",
        addressees=("Sở Tư pháp", "Sở Văn hóa, Thể thao và Du lịch", "Ủy ban nhân dân các xã, phường"),
        blocks=(
            Paragraph(words(WORDS)),
            Clause("1", words("Rà soát nội dung;"), 2),
            Clause("2", words("Gửi kết quả trước ngày 15/01/2026."), 2),
        ),
        recipients=("Như trên", "Lưu: VT, PC10"),
        signings=(Signing("Trần Văn Mẫu", "Phó Giám đốc", (Authority("KT.", "Giám đốc"),), rank="Đại tá"),),
        contact=("Số 1 đường Mẫu, phường Mẫu, tỉnh Sơn Hà", "Điện thoại: 0200 000 000; thư điện tử: vanthu@example.vn"),
        drafter="PL.(30)",
    )


def decision() -> Paper:
    """A decision with articles, two annexes (one landscape) and a copy note under it."""
    grid = Table(
        (cells(*(f"Cột {place}" for place in range(9))),), tuple(cells(*(f"{row}.{place}" for place in range(9))) for row in range(40))
    )
    return Paper(
        type="QĐ",
        issuer="Ủy ban nhân dân tỉnh Sơn Hà",
        symbol="QĐ-UBND",
        serial="125",
        place="Sơn Hà",
        date="2026-03-09",
        subject="Về việc thành lập Tổ công tác truyền thông đặc xá năm 2026",
        enacted_by="Chủ tịch Ủy ban nhân dân tỉnh Sơn Hà",
        bases=("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "Theo đề nghị của Giám đốc Công an tỉnh."),
        blocks=(
            Clause("Điều 1", words("Thành lập Tổ công tác theo danh sách tại Phụ lục I."), 1),
            Heading("Điều 2", "Nhiệm vụ", 1),
            Clause("1", words("Tham mưu kế hoạch."), 2),
            Clause("2", words("Đôn đốc thực hiện."), 2),
            Clause("Điều 3", words("Quyết định này có hiệu lực từ ngày ký."), 1),
        ),
        recipients=("Như Điều 3", "Lưu: VT, NC"),
        signings=(Signing("Lê Thị Thử", "Phó Chủ tịch", (Authority("TM.", "Ủy ban nhân dân"), Authority("KT.", "Chủ tịch"))),),
        annexes=(
            Annex("Danh sách Tổ công tác", (Heading("Phần I", "Thành viên", 1), Heading("I", "Tổ trưởng", 2), Paragraph(words(WORDS)))),
            Annex("Biểu theo dõi", (grid,), landscape=True),
        ),
        copy=copy_note(),
    )


def copy_note() -> CopyNote:
    """What the office that copies a paper writes under it."""
    signing = Signing("Phạm Văn Bản", "Chánh Văn phòng", (Authority("TL.", "Giám đốc"),))
    return CopyNote("SY", "Sở Tư pháp", "SY-STP", "Sơn Hà", "3", "2026-03-10", signing, ("Các phòng thuộc Sở", "Lưu: VT"))
