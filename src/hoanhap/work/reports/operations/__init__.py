"""What is done with reports: drafted from the ledger, changed, issued."""

from hoanhap.work.reports.operations.draft import change_paragraph, draft, refresh
from hoanhap.work.reports.operations.issue import issue

__all__ = ["change_paragraph", "draft", "issue", "refresh"]
