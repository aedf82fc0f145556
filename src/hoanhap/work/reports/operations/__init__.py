"""What is done with reports: asked for, drafted from the ledger, changed, submitted, decided, issued, corrected; late ones chased."""

from hoanhap.work.reports.operations.collecting import ask, chase
from hoanhap.work.reports.operations.correcting import correct
from hoanhap.work.reports.operations.deciding import accept_report, give_back_figure, give_back_report
from hoanhap.work.reports.operations.draft import change_paragraph, draft, refresh
from hoanhap.work.reports.operations.filing import issue, submit
from hoanhap.work.reports.operations.signing import choose_signer

__all__ = [
    "accept_report",
    "ask",
    "change_paragraph",
    "chase",
    "choose_signer",
    "correct",
    "draft",
    "give_back_figure",
    "give_back_report",
    "issue",
    "refresh",
    "submit",
]
