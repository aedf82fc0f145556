"""Tables of a report's paper: the same period a year ago, what a correction changes, how figures stand to the reports below."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hoanhap.work.figures.queries.numbers import grouped
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.comparing import DIVIDED, JOINT, LATE, NOT_FILED, OWN, RETURNED, TWICE, Adjustment, Compared
from hoanhap.work.reports.queries.targets import Met, Share, share_words
from vanban.model import paper as written

REASONS = {
    LATE: "ghi nhận sau khi đơn vị nộp",
    RETURNED: "bị trả lại sau khi đơn vị nộp",
    NOT_FILED: "của đơn vị chưa nộp báo cáo",
    OWN: "của đơn vị tổng hợp hoặc đơn vị không thuộc diện báo cáo",
    JOINT: "điều chỉnh việc làm chung (tính một lần)",
    TWICE: "cùng nằm trong hai báo cáo",
    DIVIDED: "phân bổ số của đơn vị đã kết thúc cho các đơn vị kế thừa",
}
"""Why a consolidated figure is not the sum of the submitted ones, in words."""


def comparison_table(rows: Iterable[Compared]) -> tuple[written.Block, ...]:
    """This period beside the same one a year ago; nothing where no figure is proved."""
    body = tuple(
        _row(
            str(number), row.label, row.measure, _("ước %(n)s") % {"n": row.now} if row.estimated else row.now,
            row.before if row.before is not None else _("chưa có số liệu"), row.change or "–",
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    if not body:
        return ()
    header = _header("TT", _("Nội dung"), _("Đơn vị tính"), _("Kỳ này"), _("Cùng kỳ năm trước"), _("So sánh"))
    return (written.Table((header,), body, widths=(6, 36, 13, 11, 18, 16), aligns=("center", "left", "left", "right", "right", "left")),)


def targets_table(rows: Iterable[Met], share: Share | None) -> tuple[written.Block, ...]:
    """What plans want beside what was reached, with the paper of each target, and how many of them are met; nothing without targets."""
    body = tuple(
        _row(
            str(number), f"{row.label} ({row.measure})", f"{row.bound} {row.wanted}", row.reached or _("chưa có minh chứng"),
            _("%(percent)s%%; %(verdict)s") % {"percent": row.percent, "verdict": row.verdict} if row.percent else row.verdict,
            _("%(source)s; chỉ tiêu %(period)s, tính đến %(until)s")
            % {"source": row.source, "period": row.period, "until": row.until},
        )
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    if not body:
        return ()
    header = _header("TT", _("Nội dung"), _("Chỉ tiêu"), _("Đã đạt"), _("Đánh giá"), _("Nguồn"))
    table = written.Table((header,), body, widths=(6, 26, 14, 11, 17, 26), aligns=("center", "left", "right", "right", "left", "left"))
    return (table, _said(share_words(share))) if share else (table,)


def adjustment_annex(report: Report, rows: list[Adjustment]) -> written.Annex | None:
    """What a correcting edition changes, and why; None for a first edition."""
    if report.supersedes is None:
        return None
    paper = report.supersedes.paper
    before = _("Báo cáo số %(number)s") % {"number": paper.number} if paper else _("bản đã nộp trước")
    lead = _("Báo cáo này thay thế %(before)s. Lý do: %(why)s.") % {"before": before, "why": report.why.rstrip(". ")}
    if not rows:
        return written.Annex(_("Điều chỉnh số liệu"), (_said(lead), _said(_("Không số liệu nào thay đổi."))))
    body = tuple(
        _row(str(number), f"{row.label} ({row.measure})", row.old, row.new, _changes(row))
        for number, row in enumerate(rows, start=1)
    )  # fmt: skip
    header = _header("TT", _("Số liệu"), _("Đã báo cáo"), _("Nay là"), _("Lượt ghi thêm vào, rút ra từ khi báo cáo"))
    table = written.Table((header,), body, widths=(6, 27, 11, 11, 45), aligns=("center", "left", "right", "right", "left"))
    return written.Annex(_("Điều chỉnh số liệu"), (_said(lead), table))


def _changes(row: Adjustment) -> str:
    came = [_("Thêm %(what)s.") % {"what": what} for what in row.came]
    return " ".join(came + [_("Rút %(what)s.") % {"what": what} for what in row.went])


def difference_annex(rows: list[dict[str, Any]]) -> written.Annex | None:
    """How each figure stands to what the bodies below submitted, with the reasons of every difference; None without reports below."""
    told = [row for row in rows if row["filed"]]
    if not told:
        return None
    body = tuple(
        _row(str(number), f"{row['label']} ({row['measure']})", grouped(Decimal(row["below"])), grouped(Decimal(row["own"])), _reasons(row))
        for number, row in enumerate(told, start=1)
    )  # fmt: skip
    header = _header("TT", _("Số liệu"), _("Cộng báo cáo đơn vị"), _("Tổng hợp"), _("Vì sao chênh"))
    table = written.Table((header,), body, widths=(6, 31, 12, 12, 39), aligns=("center", "left", "right", "right", "left"))
    return written.Annex(_("Đối chiếu với báo cáo của các đơn vị"), (table,))


def _reasons(row: dict[str, Any]) -> str:
    words = [f"{_signed(one['amount'])} {REASONS[one['code']]} ({'; '.join(one['units'])})" for one in row["reasons"]]
    return "; ".join(words) if words else _("khớp")


def _signed(amount: str) -> str:
    value = Decimal(amount)
    return f"{'+' if value >= 0 else '−'}{grouped(abs(value))}"


def _said(words: str) -> written.Paragraph:
    return written.Paragraph((written.Text(words),))


def _header(*titles: str) -> tuple[written.Cell, ...]:
    return tuple(written.Cell((written.Text(title),), align="center", bold=True) for title in titles)


def _row(*cells: str) -> tuple[written.Cell, ...]:
    return tuple(written.Cell((written.Text(cell),)) for cell in cells)
