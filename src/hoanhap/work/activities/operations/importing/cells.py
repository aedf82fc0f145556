"""What a cell says: days and counts as people write them in tables."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from vanban.text import clean, unaccent
from vanban.text.numbers import parse_figures

_ABOUT = re.compile(r"^(?:gan|hon|tren|duoi|khoang|uoc|xap xi|~)\s*")
_WRITTEN_DAY = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$|^(\d{4})-(\d{1,2})-(\d{1,2})$")
_EXCEL_BEGINS = date(1899, 12, 30)
_SERIALS = range(36526, 73051)
"""Days that Excel counts, from 2000 to 2099: what a date is when its cell was not told to show one."""


class Unclear(ValueError):
    """A cell does not say what its column asks; ``args[0]`` is a sentence."""


def day_in(cell: object) -> date:
    """The day that a cell states: a date of Excel's, ``05/3/2026``, ``2026-03-05``.

    :raises Unclear: none, or no such day
    """
    if isinstance(cell, dict):
        return date.fromisoformat(cell["day"])
    if isinstance(cell, int) and cell in _SERIALS:
        return _EXCEL_BEGINS + timedelta(days=cell)
    text = str(cell).strip()
    if not text:
        raise Unclear(_("Chưa ghi ngày."))
    found = _WRITTEN_DAY.match(text)
    try:
        if found:
            day, month, year, *iso = found.groups()
            return date(*map(int, iso)) if iso[0] else date(int(year), int(month), int(day))
    except ValueError:
        pass
    raise Unclear(_("“%(text)s” không phải một ngày có thật hoặc thiếu năm. Hãy ghi như 05/03/2026.") % {"text": text[:40]})


def count_in(cell: object) -> tuple[Decimal, bool]:
    """The number that a cell states, and whether it says that this is an estimate (``gần 100``).

    :raises Unclear: no number, or one that counts nothing whole
    """
    if isinstance(cell, dict):
        raise Unclear(_("Ô này là một ngày, không phải số. Hãy kiểm tra xem có lệch cột không."))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _whole(Decimal(str(cell)), str(cell)), False
    text = clean(str(cell)).strip()
    if not text:
        raise Unclear(_("Chưa ghi số. Không có thì ghi 0."))
    about = _ABOUT.match(unaccent(text).lower())
    number = parse_figures(text[about.end() :].strip() if about else text)
    if number is None:
        raise Unclear(_("“%(text)s” không phải một số. Hãy chỉ ghi chữ số.") % {"text": text[:40]})
    return _whole(Decimal(number), text), about is not None


def text_in(cell: object) -> str:
    """The words of a cell."""
    return clean(str(cell["day"] if isinstance(cell, dict) else cell)).strip()


def _whole(number: Decimal, text: str) -> Decimal:
    if not number.is_finite() or number != number.to_integral_value() or number < 0:
        raise Unclear(_("“%(text)s”: hãy ghi số nguyên, từ 0 trở lên.") % {"text": text[:40]})
    return number.to_integral_value()
