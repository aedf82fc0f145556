# ruff: noqa: E501  lines of papers are as long as they are
"""Papers that we wrote ourselves, one of every kind of frame that is in use. Names of people and numbers are made up."""

JOINT_CIRCULAR = """\
BỘ CÔNG AN - BỘ QUỐC PHÒNG - BỘ TÀI CHÍNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 05/2025/TTLT-BCA-BQP-BTC
Hà Nội, ngày 05 tháng 3 năm 2025

THÔNG TƯ LIÊN TỊCH
Quy định việc phối hợp quản lý
người chấp hành án

Căn cứ Luật Thi hành án hình sự số 41/2019/QH14 ngày 14 tháng 6 năm 2019;
Căn cứ Nghị định số 01/2018/NĐ-CP ngày 06 tháng 8 năm 2018 của Chính phủ;
Bộ trưởng Bộ Công an, Bộ trưởng Bộ Quốc phòng ban hành Thông tư liên tịch.
Điều 1. Phạm vi điều chỉnh
Thông tư này quy định việc phối hợp.
Nơi nhận:
- Văn phòng Chính phủ;
- Lưu: VT, C10.
KT. BỘ TRƯỞNG BỘ CÔNG AN
THỨ TRƯỞNG
Thượng tướng Lê Quốc An
KT. BỘ TRƯỞNG BỘ QUỐC PHÒNG
THỨ TRƯỞNG
Võ Minh Bảo
"""

PARTY_DIRECTIVE = """\
TỈNH ỦY LÂM ĐỒNG                    ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 15-CT/TU                 Lâm Đồng, ngày 12 tháng 4 năm 2023

CHỈ THỊ
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về tăng cường lãnh đạo công tác tái hòa nhập cộng đồng
-----
Thời gian qua, công tác tái hòa nhập cộng đồng đã đạt nhiều kết quả. Thực hiện Chỉ thị số 21-CT/TW, ngày 25/5/2018 của Ban Bí thư, Ban Thường vụ Tỉnh ủy yêu cầu:
1. Các cấp ủy lãnh đạo.
Nơi nhận:
- Ban Bí thư Trung ương (để báo cáo),
- Các huyện ủy, thành ủy,
- Lưu Văn phòng Tỉnh ủy.
T/M BAN THƯỜNG VỤ
BÍ THƯ
Trần Đình Văn
"""

INVITATION = """\
UBND HUYỆN KRÔNG PẮC
PHÒNG TƯ PHÁP
Số: 12/GM-TP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Krông Pắc, ngày 02 tháng 01 năm 2025
GIẤY MỜI
Dự Hội nghị tổng kết công tác tư pháp năm 2024
Kính gửi: Ông (bà) Trưởng các phòng, ban thuộc huyện; Chủ tịch UBND các xã, thị trấn.
Phòng Tư pháp trân trọng kính mời quý vị tới dự Hội nghị.
1. Thời gian: 08 giờ 00, ngày 10/01/2025.
2. Địa điểm: Hội trường UBND huyện.
Rất mong quý vị tới dự đúng giờ./.
Nơi nhận:
- Như kính gửi;
- Lưu: VT.
TRƯỞNG PHÒNG
H'Yim Kđoh
"""

COUNCIL_REPORT = """\
HỘI ĐỒNG NHÂN DÂN
TỈNH BÌNH ĐỊNH
BAN PHÁP CHẾ
Số: 07 /BC-BPC
CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Định, ngày  06 tháng 12  năm 2024
BÁO CÁO THẨM TRA
Dự thảo Nghị quyết của HĐND tỉnh quy định mức chi
Kính gửi: Hội đồng nhân dân tỉnh
Thực hiện Luật Tổ chức chính quyền địa phương và Quy chế hoạt động, Ban Pháp chế báo cáo.
Trên đây là báo cáo.
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. BAN PHÁP CHẾ
TRƯỞNG BAN
Nguyễn Thị Thu Hồng
"""

COUNCIL_RESOLUTION = """\
HỘI ĐỒNG NHÂN DÂN
THÀNH PHỐ ĐÀ NẴNG
Số: 12/2024/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đà Nẵng, ngày 30 tháng 7 năm 2024
NGHỊ QUYẾT
Quy định chính sách hỗ trợ người chấp hành xong án phạt tù trên địa bàn thành phố
HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ ĐÀ NẴNG
KHÓA X, NHIỆM KỲ 2021 - 2026, KỲ HỌP THỨ 18
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Ban hành văn bản quy phạm pháp luật ngày 18 tháng 6 năm 2020;
Xét Tờ trình số 98/TTr-UBND ngày 05 tháng 7 năm 2024 của Ủy ban nhân dân thành phố; Báo cáo thẩm tra số 55/BC-HĐND ngày 20/7/2024 của Ban Pháp chế.
QUYẾT NGHỊ:
Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định.
Nghị quyết này được Hội đồng nhân dân thành phố Đà Nẵng khóa X, kỳ họp thứ 18 thông qua ngày 30 tháng 7 năm 2024./.
Nơi nhận:
- UBTVQH, Chính phủ;
- Lưu: VT.
CHỦ TỊCH
Lương Văn Minh
"""

DECISION_TWO_COLUMNS = """\
ỦY BAN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH KIÊN GIANG                Độc lập - Tự do - Hạnh phúc
Số: 1234/QĐ-UBND               Kiên Giang, ngày 15 tháng 5 năm 2024
QUYẾT ĐỊNH
Về việc thành lập Hội đồng tư vấn đặc xá
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Công an tỉnh tại Tờ trình số 88/TTr-CAT-PC10 ngày 10/5/2024.
QUYẾT ĐỊNH:
Điều 1. Thành lập Hội đồng.
Điều 2. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành./.
Nơi nhận:                                 KT. CHỦ TỊCH
- Như Điều 2;                             PHÓ CHỦ TỊCH
- TT. Tỉnh ủy;
- Lưu: VT, ddt.
                                          Nguyễn Thanh Nam
"""

TELEGRAM = """\
BỘ CÔNG THƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 4567/CĐ-BCT
Hà Nội, ngày 9 tháng 9 năm 2024
HỎA TỐC
CÔNG ĐIỆN
Về việc tập trung ứng phó với lũ
BỘ TRƯỞNG BỘ CÔNG THƯƠNG điện:
- Sở Công Thương các tỉnh: Bắc Ninh, Hà Nam;
- Tập đoàn Điện lực Việt Nam.
Thực hiện Công điện số 92/CĐ-TTg ngày 10 tháng 9 năm 2024 của Thủ tướng Chính phủ, Bộ trưởng yêu cầu:
1. Các Sở trực ban 24/24h.
BỘ TRƯỞNG
Nguyễn Hồng Dương
"""

SECRET_REPORT = """\
MẬT
CÔNG AN TỈNH GIA LAI
PHÒNG AN NINH NỘI ĐỊA
Số: 44/BC-PA02
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Gia Lai, ngày 01 tháng 02 năm 2024
BÁO CÁO
Tình hình tháng 01 năm 2024
Kính gửi: Giám đốc Công an tỉnh
Trong tháng, tình hình ổn định.
TRƯỞNG PHÒNG
Thượng tá Rơ Mah Tuấn
"""

COMPANY_LETTER = """\
TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM
TỔNG CÔNG TY ĐIỆN LỰC MIỀN NAM
Số: 3321/EVN SPC-KD
V/v phối hợp tuyên truyền tiết kiệm điện
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
TP. Hồ Chí Minh, ngày 3 tháng 4 năm 2024
Kính gửi: Sở Công Thương tỉnh Long An
Căn cứ Chỉ thị 20/CT-TTg ngày 08/6/2023 của Thủ tướng Chính phủ về tăng cường tiết kiệm điện; Nghị quyết 55; Nghị định 13/2023 và Quyết định 843.
Trân trọng./.
Nơi nhận:
- Như trên;
- Lưu: VT, KD (03).
TUQ. TỔNG GIÁM ĐỐC
TRƯỞNG BAN KINH DOANH
(Đã ký)
Ths. Lâm Xuân Tùng
"""

BODY_ONLY = """\
Thực hiện Kế hoạch số 12/KH-UBND ngày 03/02/2025 của Ủy ban nhân dân tỉnh, Sở Tư pháp báo cáo kết quả như sau:
1. Kết quả
Đã tổ chức 15 lớp.
"""

LAW = """\
QUỐC HỘI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Luật số: 99/2025/QH15
Hà Nội, ngày 10 tháng 12 năm 2025

LUẬT
THI HÀNH ÁN HÌNH SỰ

Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam đã được sửa đổi, bổ sung một số điều theo Nghị quyết số 203/2025/QH15;
Quốc hội ban hành Luật Thi hành án hình sự.
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định.
Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, Kỳ họp thứ 10 thông qua ngày 10 tháng 12 năm 2025.
CHỦ TỊCH QUỐC HỘI
Trần Thanh Minh
"""

DECREE = """\
CHÍNH PHỦ
________
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
________________________
Số: 49/2020/NĐ-CP
Hà Nội, ngày 17 tháng 4 năm 2020

NGHỊ ĐỊNH
Quy định chi tiết thi hành Luật Thi hành án hình sự về tái hòa nhập cộng đồng
_________

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Theo đề nghị của Bộ trưởng Bộ Công an;
Chính phủ ban hành Nghị định quy định chi tiết.
Điều 1. Phạm vi
Nơi nhận:
- Ban Bí thư;
- Lưu: VT, NC (2b).
TM. CHÍNH PHỦ
THỦ TƯỚNG
Nguyễn Xuân Phong
"""

MINUTES = """\
CÔNG AN XÃ TÂN LẬP
TỔ CÔNG TÁC
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Tân Lập, ngày 5 tháng 6 năm 2025
BIÊN BẢN
Họp thống nhất kế hoạch giúp đỡ người chấp hành xong án phạt tù
Hôm nay, vào hồi 8 giờ 00 ngày 05/6/2025, tại trụ sở.
1. Thành phần
Biên bản kết thúc lúc 10 giờ.
THƯ KÝ
Nguyễn Văn An
CHỦ TRÌ
Trung tá Lò Văn Bình
"""

POLICE_LETTER = """\
BỘ CÔNG AN
CÔNG AN TỈNH ĐỒNG THÁP
_______
Số: 2115/CAT-PC10
V/v đề nghị phối hợp tuyên truyền
công tác đặc xá năm 2025
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
___________________
Đồng Tháp, ngày 12 tháng 8 năm 2025

Kính gửi:
- Sở Văn hóa, Thể thao và Du lịch;
- Báo và Đài Phát thanh, Truyền hình Đồng Tháp;
- UBND các xã, phường.

Thực hiện Quyết định số 1244/2025/QĐ-CTN ngày 03/7/2025 của Chủ tịch nước về đặc xá năm 2025; Hướng dẫn số 94/HD-HĐTVĐX ngày 04/7/2025 của Hội đồng tư vấn đặc xá, Công an tỉnh đề nghị:
1. Sở Văn hóa, Thể thao và Du lịch chỉ đạo tuyên truyền trước ngày 25/8/2025.
Công an tỉnh trân trọng cảm ơn sự phối hợp./.
Nơi nhận:
- Như trên;
- Đ/c Giám đốc CAT (để b/c);
- Lưu: VT, PC10.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Đại tá Trần Văn Hùng
"""

WEB_PAGE = """\
<html><body><div>Trang chủ | Văn bản | Liên hệ</div><h1>Kế hoạch 88/KH-UBND 2025 tuyên truyền đặc xá</h1><table><tr><td>Số hiệu</td><td>88/KH-UBND</td></tr><tr><td>Ngày ban hành</td><td>01/02/2025</td></tr></table>
<table><tr><td><p><b>ỦY BAN NHÂN DÂN<br>XÃ AN PHÚ</b></p></td><td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p></td></tr><tr><td><p>Số: 88/KH-UBND</p></td><td><p><i>An Phú, ngày 01 tháng 02 năm 2025</i></p></td></tr></table>
<p align=center><b>KẾ HOẠCH</b></p><p align=center><b>Tuyên truyền công tác đặc xá năm 2025</b></p>
<p>Căn cứ Kế hoạch số 15/KH-UBND ngày 10/01/2025 của UBND tỉnh, UBND xã xây dựng Kế hoạch như sau:</p><p>I. MỤC ĐÍCH</p><p>1. Nâng cao nhận thức.</p>
<table><tr><td><p><b><i>Nơi nhận:</i></b><br>- TT. Đảng ủy;<br>- Công an xã;<br>- Lưu: VT.</p></td><td><p><b>TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br><br><br>Lê Thị Hoa</b></p></td></tr></table><p>Chia sẻ</p><p>Các tin khác</p><p>Bản quyền thuộc về UBND xã An Phú. Giấy phép số 12/GP-TTĐT ngày 01/01/2020</p></body></html>"""

RUN_TOGETHER = """\
UBND TỈNH HÀ GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ TƯ PHÁP Độc lập - Tự do - Hạnh phúc
Số: 145/STP-PBGDPL Hà Giang, ngày 07 tháng 02 năm 2025
V/v hướng dẫn tuyên truyền Luật Đặc xá
Kính gửi: Phòng Tư pháp các huyện, thành phố.
Căn cứ Luật Đặc xá năm 2018, Sở Tư pháp hướng dẫn như sau:
1. Tuyên truyền Luật Đặc xá, Luật Cư trú và Bộ luật Hình sự.
Nơi nhận: KT. GIÁM ĐỐC
- Như trên; PHÓ GIÁM ĐỐC
- Lưu: VT, PBGDPL.
Hoàng Thị Mai
"""

DRAFT = """\
UBND TỈNH AN GIANG
SỞ NỘI VỤ
Số:        /TTr-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
………, ngày …… tháng …… năm 2026
DỰ THẢO
TỜ TRÌNH
Về việc ban hành Quyết định phê duyệt Đề án
Kính gửi: Ủy ban nhân dân tỉnh.
Căn cứ Nghị định số 29/2023/NĐ-CP;
I. SỰ CẦN THIẾT
GIÁM ĐỐC
"""

UNION_LETTER = """\
HỘI NÔNG DÂN VIỆT NAM
BCH TỈNH THANH HÓA
***
Số: 321-CV/HNDT
V/v triển khai mô hình
Thanh Hóa, ngày 9 tháng 5 năm 2025

Kính gửi: Hội Nông dân các huyện, thị xã, thành phố

Thực hiện Nghị quyết liên tịch số 01/2020/NQLT-BCA-HNDVN; Kế hoạch 06-KH/HNDTW ngày 01/3/2025 của BTV Trung ương Hội về mô hình; Kết luận số 62 của Ban Bí thư; Luật Phòng, chống ma túy năm 2021, Luật Trẻ em, Luật Hôn nhân và gia đình và các văn bản liên quan.
Nơi nhận:
- Như kính gửi;
- Lưu VP.
TM. BAN THƯỜNG VỤ
PHÓ CHỦ TỊCH
Nguyễn Thị Lan
"""

PARTY_PLAN = """\
ĐẢNG BỘ TỈNH SƠN LA
HUYỆN ỦY MAI SƠN
*
Số 102-KH/HU
ĐẢNG CỘNG SẢN VIỆT NAM
Mai Sơn, ngày 15 tháng 3 năm 2024
KẾ HOẠCH
thực hiện Nghị quyết số 18-NQ/TW, ngày 25/10/2017
của Ban Chấp hành Trung ương Đảng (khóa XII)
-----
Thực hiện Kế hoạch số 88-KH/TU, ngày 12/2/2024 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Huyện ủy xây dựng Kế hoạch như sau:
I- MỤC ĐÍCH, YÊU CẦU
1- Mục đích
Nơi nhận:
- Thường trực Tỉnh ủy (b/c),
- Lưu VPHU.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC
Cầm Văn Thảo
"""
