"""From a report to the paper that ``vanban`` writes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import EvidenceKind
from hoanhap.work.figures import queries as ledger
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.annexes import adjustment_annex, comparison_table, difference_annex, targets_table
from hoanhap.work.reports.queries.comparing import adjustments, behind, comparison, differences
from hoanhap.work.reports.queries.finding import Shown, figures_of, is_frozen, receivers
from hoanhap.work.reports.queries.proof import bundle
from hoanhap.work.reports.queries.schemes import scheme
from hoanhap.work.reports.queries.signing import signer_of, signing_of
from hoanhap.work.reports.queries.targets import targets_met, targets_share
from vanban.model import paper as written
from vanban.text.wording import word

_KINDS = {**dict(EvidenceKind.choices), "PAPER": "Văn bản nguồn"}
"""Kinds of evidence as an annex calls them; a count that a unit states rests on a paper."""
EMPTY_PLACE = "CHƯA CÓ NỘI DUNG"


def paper_of(report: Report, *, on: date, at: datetime | None = None) -> written.Paper:
    """The report as a paper: of an issued one always the same, of another what it would be on ``on``, without number and marked as
    provisional (``at``: when its figures were counted)."""
    head: dict[str, Any] = report.letterhead or letterhead(report, on)
    shown = figures_of(report)
    day = clock.day_of(report.issued_at) if report.issued_at else None
    blocks = tuple(one for block in report.blocks for one in _block(report, block, shown, on))
    return written.Paper(
        type=scheme(report.scheme)["type_code"], issuer=head["issuer"], parent=head["parent"], symbol=head["symbol"], place=head["place"],
        serial=report.paper.number.partition("/")[0] if report.paper else None,
        date=day.isoformat() if day else f"{on:%Y-%m}",
        subject=report.title,
        blocks=blocks if report.paper else (_provisional(report, at), *blocks),
        recipients=tuple(head["recipients"]),
        signings=(signing_of(head["signer"]),),
        annexes=_annexes(report),
        figures=tuple(_ledger_figures(report, shown)) if is_frozen(report) else tuple(_draft_figures(report, shown)),
        verify_url=f"{settings.SITE_ADDRESS}/kiem-chung/{report.id}/" if report.paper else None,
    )  # fmt: skip


def _provisional(report: Report, at: datetime | None) -> written.Paragraph:
    """What is not issued says so in its first line."""
    words = _("(Bản tạm tính: số liệu chưa chốt.)")
    if is_frozen(report):
        words = _("(Bản tạm tính: số liệu đã chốt khi nộp, báo cáo chưa ban hành.)")
    elif at:
        words = _("(Bản tạm tính: số liệu chưa chốt, tính lúc %(when)s.)") % {"when": f"{at.astimezone(clock.VIETNAM):%H:%M ngày %d/%m/%Y}"}
    return written.Paragraph((written.Text(words, italic=True),), align="center")


def _annexes(report: Report) -> tuple[written.Annex, ...]:
    """The adjustment first, then how the figures stand to those of the reports below."""
    found = (adjustment_annex(report, adjustments(report)), difference_annex(_differences(report)))
    return tuple(annex for annex in found if annex is not None)


def _differences(report: Report) -> list[dict[str, Any]]:
    """As filed, when the report shows its filing."""
    filing = report.filings.order_by("-number").first() if is_frozen(report) else None
    if filing is not None:
        return list(filing.tables.get("differences", []))
    return [
        {"label": row.label, "measure": row.measure, "own": str(row.own), "below": str(row.below), "filed": row.filed,
         "reasons": [{"code": one.code, "amount": str(one.amount), "units": list(one.units)} for one in row.reasons]}
        for row in differences(report)
    ]  # fmt: skip


def letterhead(report: Report, day: date) -> dict[str, Any]:
    """What the head and the signature of the unit's report say on that day."""
    head = letterhead_of(report.unit_id, on=day, signer_id=report.signer_id)
    above = receivers(report.unit_id, report.scheme, on=report.period_until)
    to = [organisations.name_of(above[0], on=day).name + " (để báo cáo)"] if above else []
    return {**head, "symbol": f"{scheme(report.scheme)['type_code']}-{head['own_symbol']}", "recipients": [*to, *head["recipients"]]}


def letterhead_of(unit_id: UUID, *, on: date, signer_id: UUID | None = None) -> dict[str, Any]:
    """What the head and the signature of a unit's papers say on that day; whoever leads the unit signs, the first when nobody is chosen."""
    name = organisations.name_of(unit_id, on=on)
    return {
        "issuer": name.name,
        "parent": organisations.printed_parent(unit_id, on=on),
        "own_symbol": name.symbol,
        "place": name.place,
        "recipients": ["Lãnh đạo đơn vị", "Lưu: VT"],
        "signer": signer_of(unit_id, on=on, chosen=signer_id),
    }


def _block(report: Report, block: dict[str, Any], shown: dict[str, Shown], on: date) -> tuple[written.Block, ...]:
    if block["kind"] == "table":
        rows = targets_met(report, on=on) if block["of"] == "targets" else []
        return targets_table(rows, targets_share(report, rows)) if block["of"] == "targets" else comparison_table(comparison(report, shown))
    if block["kind"] in ("heading", "part"):
        return (written.Heading(block["label"], block["text"], level=1 if block["kind"] == "heading" else 2),)
    runs = tuple(run for piece in block["runs"] for run in _runs(piece, shown))
    return (written.Bullet(runs) if block["kind"] == "bullet" else written.Paragraph(runs),)


def _runs(piece: dict[str, str], shown: dict[str, Shown]) -> tuple[written.Run, ...]:
    if "text" in piece:
        return (written.Text(piece["text"]),)
    if "ask" in piece:
        return (written.Slot(about=piece["ask"], text=EMPTY_PLACE),)
    row = shown.get(piece["figure"])
    if row is None or not row.proved:
        measure = f" {row.measure}" if row else ""
        return (written.Slot(about=row.label if row else piece["figure"]), written.Text(measure))
    return (
        written.FigureRun(figure_id(row), word(ledger.exact(row.value), "padded", estimated=row.estimated)),
        written.Text(f" {row.measure}"),
    )


def figure_id(row: Shown) -> str:
    """What marks a figure in a paper: its ledger code, or its indicator while it is live."""
    return row.figure.code if row.figure else row.indicator


def _ledger_figures(report: Report, shown: dict[str, Shown]) -> list[written.LedgerFigure]:
    proofs = bundle(report)
    by_code = {sheet["code"]: sheet for sheet in proofs["figures"]}
    return [_ledger_figure(report, row, by_code[row.figure.code]) for row in shown.values() if row.figure and row.proved]


def _ledger_figure(report: Report, row: Shown, sheet: dict[str, Any]) -> written.LedgerFigure:
    return written.LedgerFigure(
        id=sheet["code"], code="", name=row.label, value=ledger.exact(row.value), unit=row.measure, definition=row.definition,
        period=_period(report), as_of=sheet["as_of"][:10], entries=row.line_count,
        evidence=_evidence([line["content"]["proof"] for line in sheet["lines"]]), estimated=row.estimated, digest=sheet["root"],
    )  # fmt: skip


def _evidence(proofs: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """What lines stand on, in the words of the annex; first how many entries count without anything."""
    standing = list(proofs)
    evidence = {f"{_KINDS.get(kind, kind)} {sha256[:12]}" for proof in standing for kind, sha256 in proof.get("evidence", ())}
    count = len({proof["entry"] for proof in standing if activities.WAIVED in proof})
    waived = (f"Không có minh chứng, được miễn: {count} lượt",) if count else ()
    return (*waived, *sorted(evidence))


def _draft_figures(report: Report, shown: dict[str, Shown]) -> list[written.LedgerFigure]:
    return [
        written.LedgerFigure(
            id=row.indicator,
            name=row.label,
            value=ledger.exact(row.value),
            unit=row.measure,
            definition=row.definition,
            period=_period(report),
            entries=row.line_count,
            evidence=_evidence(behind(report, row).values_list("proof", flat=True)),
            estimated=row.estimated,
        )
        for row in shown.values()
        if row.proved
    ]


def _period(report: Report) -> str:
    return f"{report.period_from:%d/%m/%Y} – {report.period_until:%d/%m/%Y}"
