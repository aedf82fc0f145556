"""Roles in the words of readers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from hoanhap.kernel.actor import Role

ROLES = {
    Role.CLERK: gettext_lazy("Văn thư"),
    Role.STAFF: gettext_lazy("Chuyên viên"),
    Role.OFFICER: gettext_lazy("Cán bộ cơ sở"),
    Role.REVIEWER: gettext_lazy("Người duyệt"),
    Role.LEADER: gettext_lazy("Lãnh đạo ký văn bản"),
    Role.ADMINISTRATOR: gettext_lazy("Quản trị"),
    Role.INSPECTOR: gettext_lazy("Kiểm tra"),
}
MEANINGS = {
    Role.CLERK: gettext_lazy("Văn thư: nhận, vào sổ văn bản, phát hành"),
    Role.STAFF: gettext_lazy("Chuyên viên: lập kế hoạch, giao việc, soạn báo cáo"),
    Role.OFFICER: gettext_lazy("Cán bộ cơ sở: ghi hoạt động và minh chứng"),
    Role.REVIEWER: gettext_lazy("Người duyệt: duyệt, trả lại lượt ghi và bài viết"),
    Role.LEADER: gettext_lazy("Lãnh đạo ký văn bản: đứng tên dưới báo cáo, công bố số liệu"),
    Role.ADMINISTRATOR: gettext_lazy("Quản trị: tài khoản, vai trò, sắp xếp đơn vị"),
    Role.INSPECTOR: gettext_lazy("Kiểm tra: xem, không sửa; đọc nhật ký"),
}


def role_words(role: str) -> str:
    """What a role is called."""
    return str(ROLES.get(role, role))
