"""What proves a report to somebody who has neither our database nor our word: its ledger as plain JSON."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from hoanhap.kernel import proofs
from hoanhap.work.activities import queries as activities
from hoanhap.work.activities.states import AGGREGATE, ENTRY
from hoanhap.work.figures import queries as figures
from hoanhap.work.reports.models import Filing, Report
from hoanhap.work.reports.queries.finding import frozen_in, last_filing


def bundle(report: Report) -> dict[str, Any]:
    """The report's proof as plain JSON: each figure with its lines, entries and evidence hashes. Always the same for the same filing,
    whatever happens to the entries afterwards. ``hoanhap verify`` checks it without a database."""
    filing = last_filing(report)
    return {
        "report": {"id": str(report.id), "title": report.title, "number": report.paper.number if report.paper else None,
                   "edition": report.edition, "supersedes": str(report.supersedes_id) if report.supersedes_id else None,
                   "period": {"from": report.period_from.isoformat(), "until": report.period_until.isoformat()},
                   "issued_at": report.issued_at.astimezone(UTC).isoformat() if report.issued_at else None,
                   "filed_at": filing.at.astimezone(UTC).isoformat() if filing else None,
                   "digest": filing.digest if filing else None},
        "figures": [figures.sheet(row.figure) for row in frozen_in(report)],
        "blocks": filing.blocks if filing else [],
        "tables": filing.tables if filing else {},
        "entries": filing.entries if filing else {},
        "counts": filing.counts if filing else {},
    }  # fmt: skip


def digest_of(filing: Filing, frozen: dict[str, figures.Figure]) -> str:
    """What a filing's digest covers: the words, the tables, the root of every figure by indicator, and how those that are no sums come
    from their lines (left out where all are sums: digests of before stay what they were)."""
    roots = {code: figure.root for code, figure in frozen.items()}
    workings = {code: figure.working for code, figure in frozen.items() if figure.working}
    more = {"workings": workings} if workings else {}
    return proofs.digest({"blocks": filing.blocks, "tables": filing.tables, "roots": roots} | more)


def entries_behind(figure_ids: list[Any]) -> dict[str, Any]:
    """What each entry behind these frozen figures states now, by id, with the addresses among its evidence."""
    entries = activities.for_proof(figures.sources_of(figure_ids, kind=ENTRY))
    return {str(entry.id): {"stated": activities.stated_by(entry), "links": _links(entry)} for entry in entries}


def counts_behind(figure_ids: list[Any]) -> dict[str, Any]:
    """What each count behind these frozen figures states now, by id: how many, of which days, by which definition, from which paper."""
    counts = activities.counts_for_proof(figures.sources_of(figure_ids, kind=AGGREGATE))
    return {str(count.id): activities.stated_by_aggregate(count) for count in counts}


def _links(entry: activities.Entry) -> dict[str, str]:
    return {row.sha256: row.url for row in entry.evidence.all() if row.url}
