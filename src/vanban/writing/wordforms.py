"""The small forms of a paper in words: number, place and date, labels. One place for all writers, so that they cannot disagree."""

from __future__ import annotations

import datetime as dt
import re
from unicodedata import is_normalized

from vanban import rules
from vanban.errors import VanbanError
from vanban.model.paper import Runs, Slot
from vanban.text import clean, dates

_LOOKALIKE = re.compile("[ÐðƉɖ]")
_BLANK = "\u00a0" * 8
_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_ROMAN = re.compile(r"[IVXLC]+")
_LETTER = re.compile(r"[a-zđ]")
_DOTTED = re.compile(r"\d+(?:\.\d+)*")
NAMED = ("Phần", "Chương", "Mục", "Tiểu mục", "Điều")
_NAMED = re.compile(rf"({'|'.join(NAMED)}) (\S+)")


class BadPaper(VanbanError):
    """The paper to be written contradicts itself or names something that does not exist."""

    code = "BAD_PAPER"


def printable(text: str) -> str:
    """``text`` on one line, without control and direction marks; a space at either end is kept, for runs that follow each other."""
    if text.isprintable() and "  " not in text and is_normalized("NFC", text) and not _LOOKALIKE.search(text):
        return text  # nearly every string of a paper: nothing to clean, and far faster to see than to do
    body = " ".join(clean(text).split())
    if not body:
        return " " if text[:1].isspace() else ""
    return (" " if text[:1].isspace() else "") + body + (" " if text[-1:].isspace() else "")


def first_day(date: str | None) -> tuple[int, int, int]:
    """The first day that a partial date can mean, for the properties of a file; a fixed one where there is no date at all.

    :raises BadPaper: the date does not exist
    """
    match = _parts(date)
    year, month, day = (int(part or 1) for part in match.groups()) if match else (1980, 1, 1)
    try:
        dt.date(year, month, day)
    except ValueError as error:
        raise BadPaper(f"Ngày “{date}” không có trong lịch; hãy ghi lại.") from error
    return year, month, day


def date_in_words(date: str | None) -> str:
    """``ngày 05 tháng 01 năm 2020``; what is unknown is left open for the pen. Days below 10 and months 1 and 2 are padded
    (Decree 30/2020, Appendix I, II.4b).

    :raises BadPaper: ``date`` is no date in the form ``YYYY[-MM[-DD]]``
    """
    match = _parts(date)
    year, month, day = match.groups() if match else (None, None, None)
    padded_below = rules.load("layout")["months"]["padded_below"]
    month_shown = _BLANK if month is None else f"{int(month):02d}" if int(month) < padded_below else str(int(month))
    return f"ngày {day or _BLANK} tháng {month_shown} năm {year or _BLANK}"


def short_date(date: str) -> str:
    """An ISO day as tables print it, ``15/6/2026``; anything else as it stands."""
    match = _DATE.fullmatch(date)
    return dates.shown(date) if match and match[3] else date


def _parts(date: str | None) -> re.Match[str] | None:
    match = _DATE.fullmatch(date or "")
    if date and match is None:
        raise BadPaper(f"Ngày “{date}” không đúng dạng NĂM-THÁNG-NGÀY; hãy ghi lại, ví dụ 2024-05-08.")
    return match


def number_line(serial: str | None, symbol: str, *, party: bool = False) -> str:
    """``Số: 05/BC-STP``; Party style ``Số 04-CT/TU``. A blank serial leaves room. Serials below 10 are padded (II.3c)."""
    padded = _BLANK if serial is None else serial.zfill(2) if serial.isdecimal() else serial
    return f"Số {padded}-{symbol}" if party else f"Số: {padded}/{symbol}"


def shown_label(label: str) -> str:
    """A label with the mark that follows it on paper: ``I.``, ``1.``, ``1.2.``, ``a)``, ``Điều 3.``, ``Chương II``."""
    if label.startswith("Điều "):
        return f"{label}."
    if _NAMED.fullmatch(label):
        return label
    return f"{label})" if _LETTER.fullmatch(label) else f"{label}."


def strong_label(label: str, runs: Runs) -> bool:
    """Whether a label in front of ``runs`` stands bold: that of an article, and that of words which begin in bold."""
    return label_kind(label) == "article" or (bool(runs) and not isinstance(runs[0], Slot) and runs[0].bold)


def label_kind(label: str | None) -> str:
    """Which kind of part a label opens: ``article``, ``roman``, ``number``, ``letter``, ``bare``, or ``part`` that stands centred."""
    if label is None:
        return "bare"
    if label.startswith("Điều "):
        return "article"
    if _NAMED.fullmatch(label):
        return "part"
    for kind, form in (("roman", _ROMAN), ("number", _DOTTED), ("letter", _LETTER)):
        if form.fullmatch(label):
            return kind
    return "number"


def capitals(text: str) -> str:
    """``text`` in capitals; line breaks that the caller put in stay."""
    return "\n".join(printable(line).strip() for line in text.split("\n")).upper()
