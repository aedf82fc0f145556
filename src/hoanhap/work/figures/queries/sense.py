"""Whether numbers make sense together, said while they are typed: parts against totals, rates against their numbers, what is far from a
unit's own history, what contradicts an earlier statement. Pure; refuses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

_CHECK = re.compile(r"([a-z._]+) (<=|>=|==) (.+)")
_TERM = re.compile(r"([+-] )?([a-z]+\.[a-z_]+)")
ENOUGH = 5
"""Earlier statements that make a history."""
SPREAD = Decimal("7.4")
"""Five robust standard deviations (5 × 1.4826): so far from the median of a unit's own history, a number is asked about."""
ROUNDING = Decimal("0.5")
"""Points of a percent by which a rate may differ from its numbers."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at again. ``indicator`` names the field."""

    code: str
    indicator: str
    message: str


def remarks(
    typed: Mapping[str, Decimal], *, labels: Mapping[str, str], checks: Iterable[str] = (),
    rates: Mapping[str, tuple[str, str]] | None = None,
    history: Mapping[str, Sequence[Decimal]] | None = None, said: Mapping[str, Decimal] | None = None,
) -> list[Remark]:  # fmt: skip
    """Everything to be said about numbers of one unit and period.

    :param typed: by indicator; those that are not there are not judged
    :param labels: what each indicator is called
    :param checks: as in the catalogue: ``re.employed <= re.managed``
    :param rates: numerator and denominator of typed percents
    :param history: what the unit stated in earlier periods of the same length
    :param said: what the last report said about the same unit, indicator and period
    """
    return [
        *_against_totals(typed, labels, checks), *_against_parts(typed, labels, rates or {}), *_far(typed, labels, history or {}),
        *_contradicting(typed, labels, said or {}),
    ]  # fmt: skip


def _against_totals(typed: Mapping[str, Decimal], labels: Mapping[str, str], checks: Iterable[str]) -> Iterator[Remark]:
    for check in checks:
        found = _CHECK.fullmatch(check)
        terms = _TERM.findall(found[3]) if found else []
        if found is None or found[1] not in typed or any(code not in typed for _sign, code in terms):
            continue
        left, right = typed[found[1]], sum((typed[code] * (-1 if sign == "- " else 1) for sign, code in terms), Decimal(0))
        holds = {"<=": left <= right, ">=": left >= right, "==": left == right}[found[2]]
        if not holds:
            told = {
                "<=": _("“%(left)s” (%(a)s) lớn hơn “%(right)s” (%(b)s). Hãy kiểm tra lại cả hai số."),
                ">=": _("“%(left)s” (%(a)s) nhỏ hơn “%(right)s” (%(b)s). Hãy kiểm tra lại cả hai số."),
                "==": _("“%(left)s” (%(a)s) không bằng “%(right)s” (%(b)s). Hãy kiểm tra lại các số."),
            }[found[2]]
            whole = "".join(f" {sign or '+ '}{labels.get(code, code)}" for sign, code in terms).removeprefix(" + ")
            words = {"left": labels.get(found[1], found[1]), "right": whole, "a": left, "b": right}
            yield Remark("PARTS_AND_TOTAL", found[1], told % words)


def _against_parts(typed: Mapping[str, Decimal], labels: Mapping[str, str], rates: Mapping[str, tuple[str, str]]) -> Iterator[Remark]:
    for code, (above, below) in rates.items():
        if not {code, above, below} <= typed.keys() or not typed[below]:
            continue
        counted = typed[above] * 100 / typed[below]
        if abs(counted - typed[code]) > ROUNDING:
            sentence = _("“%(label)s” ghi %(typed)s%%, còn tính từ hai số là %(counted)s%%. Hãy sửa một trong ba số.")
            yield Remark("RATE", code, sentence % {"label": labels.get(code, code), "typed": typed[code], "counted": f"{counted:.1f}"})


def _far(typed: Mapping[str, Decimal], labels: Mapping[str, str], history: Mapping[str, Sequence[Decimal]]) -> Iterator[Remark]:
    for code, earlier in history.items():
        if code not in typed or len(earlier) < ENOUGH:
            continue
        middle = median(earlier)
        spread = max(median([abs(one - middle) for one in earlier]), Decimal(1))  # a history without change still allows a little
        if abs(typed[code] - middle) > SPREAD * spread:
            sentence = _("“%(label)s” ghi %(typed)s, các kỳ trước của đơn vị thường khoảng %(middle)s. Nếu đúng, hãy giữ nguyên và gửi.")
            yield Remark("FAR_FROM_HISTORY", code, sentence % {"label": labels.get(code, code), "typed": typed[code], "middle": middle})


def _contradicting(typed: Mapping[str, Decimal], labels: Mapping[str, str], said: Mapping[str, Decimal]) -> Iterator[Remark]:
    for code, before in said.items():
        if code in typed and typed[code] != before:
            sentence = _("“%(label)s” ghi %(typed)s, báo cáo trước đã nêu %(before)s cho cùng kỳ. Nếu số cũ sai, hãy lập bản điều chỉnh.")
            yield Remark("CONTRADICTS", code, sentence % {"label": labels.get(code, code), "typed": typed[code], "before": before})
