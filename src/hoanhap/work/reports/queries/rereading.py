"""A Word file of a report that somebody has had in hand, read against the ledger of the report as it was sent."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from hoanhap.kernel import storage
from hoanhap.kernel.errors import Invalid
from hoanhap.kernel.sandbox import Caps, examine
from hoanhap.work.reports.models import Report
from hoanhap.work.reports.queries.bundling import with_paper

CAP = 20 << 20
CAPS = Caps(memory=1 << 30, processor=30, wall=40)


@dataclass(frozen=True, slots=True)
class Touched:
    """A figure that the file no longer says as the ledger does. ``code`` is that of the figure on paper; ``expected`` and ``found`` are
    words, ``found`` None where the figure is gone."""

    code: str
    label: str
    expected: str
    found: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What a file says of the figures of a report; ``sha256`` is the file's."""

    sha256: str
    count: int
    """Figures that the paper states."""
    touched: tuple[Touched, ...]


def reread(report: Report, chunks: Iterable[bytes], *, on: date) -> Reread:
    """Read a Word file in the child against the ledger of a report that was sent. Nothing of the file is kept.

    :param on: only matters for papers without a date of their own
    :raises Invalid: it is no Word file, too large, or states no figure of this report
    """
    ledger = with_paper(report, on=on)["paper"]
    with storage.incoming(chunks, cap=CAP) as sent, tempfile.TemporaryDirectory(prefix="hoanhap-") as folder:
        shutil.copyfile(sent.path, Path(folder, "report.docx"))
        Path(folder, "ledger.json").write_text(json.dumps(ledger), encoding="utf-8")
        answer = examine(Path(folder), task="reread", caps=CAPS)
        sha256 = sent.sha256
    if "ok" not in answer:
        raise _refused(_("Không mở được tệp này như một tệp Word. Hãy lưu lại thành .docx rồi gửi lại."))
    stated = {row["id"] for row in ledger["figures"] if row["places"]}
    touched = tuple(Touched(**row) for row in answer["ok"]["touched"])
    if stated and stated <= {row.code for row in touched if row.found is None}:
        raise _refused(_("Tệp này không có số nào của báo cáo: có thể là tệp của báo cáo khác. Hãy chọn đúng tệp rồi gửi lại."))
    return Reread(sha256, len(stated), touched)


def _refused(sentence: str) -> Invalid:
    return Invalid("WORD_REFUSED", sentence, fields={"word": sentence})
