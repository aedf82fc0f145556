"""The form of a count that a unit states from a paper it holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from hoanhap.kernel.actor import Actor
from hoanhap.web.desk.activities import dividing
from hoanhap.web.desk.activities.remarks import SeenField
from hoanhap.web.forms import ClientIdField, DayField, Form, VersionField
from hoanhap.web.templatetags.components import printed_date
from hoanhap.work.activities import queries
from hoanhap.work.activities.operations import Count
from hoanhap.work.activities.queries import Aggregate
from hoanhap.work.documents import queries as documents
from hoanhap.work.figures.queries import IndicatorKind, IndicatorVersion

PAPERS = 60
"""So many of the unit's latest papers are offered."""


class CountForm(Form):
    """How many, of which days, from which paper. A stock is of one day."""

    aggregate_id = ClientIdField()
    version = VersionField(required=False)
    seen = SeenField()
    amount = forms.IntegerField(
        localize=True,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), _("Hãy ghi số nguyên, từ 0 trở lên.")),
    )
    estimated = forms.BooleanField(label=_("Số này là ước tính"), required=False)
    second = forms.IntegerField(
        localize=True,
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value"), _("Hãy ghi số nguyên, từ 0 trở lên.")),
    )
    period_from = DayField(label=_("Từ ngày"))
    period_until = DayField(label=_("Đến hết ngày"))
    paper = forms.ChoiceField(
        label=_("Văn bản trong sổ của đơn vị"), required=False, help_text=_("Nếu văn bản đã có trong hệ thống thì chọn, không phải gõ lại.")
    )
    source = forms.CharField(
        label=_("Số, ngày, nơi ban hành của văn bản"),
        max_length=500,
        help_text=_(
            "Đã chọn văn bản ở trên thì để trống. Ví dụ: Sổ theo dõi số 3; hoặc Báo cáo số 7/BC-CAX ngày 05/3/2026 của Công an xã."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Hãy ghi số, ngày, nơi ban hành của văn bản có số này.")},
    )

    def __init__(self, *args: Any, definition: IndicatorVersion, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        self.fields["amount"].label = f"{definition.label} ({definition.measure})"
        if definition.indicator.kind == IndicatorKind.STOCK:
            del self.fields["period_from"]
            self.fields["period_until"].label = _("Số tại ngày")
        self.fields["second"].label = format_lazy("{with_it} ({measure})", with_it=_("Kèm theo"), measure=definition.second_measure)
        if not definition.second_measure:
            del self.fields["second"]
        dividing.add_fields(self, definition)
        if not definition.estimate_allowed:
            del self.fields["estimated"]
        self.papers = {str(row.id): named(row) for row in documents.incoming(actor).exclude(number="")[:PAPERS]}
        if before := self.initial.get("paper"):
            self.papers.setdefault(before, self.initial["source"])  # an older one than those offered stays what it is
        self.fields["paper"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Không có trong sổ, ghi ở ô dưới")), *((key, Truncator(name).chars(90)) for key, name in self.papers.items()),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A paper that was chosen is named as the register names it; otherwise somebody has to name it."""
        data = super().clean() or self.cleaned_data
        typed, chosen = data.get("source", "").strip(), self.papers.get(data.get("paper", ""))
        if chosen and (not typed or typed in self.papers.values()):
            self.errors.pop("source", None)
            data["source"] = chosen
        elif "paper" in self.errors and not typed:
            self.errors.pop("source", None)  # which paper it is has to be told anew; one fault is enough
        return data

    def count(self) -> Count:
        """What the operation takes."""
        data = self.cleaned_data
        until = data["period_until"]
        return Count(
            indicator=self.definition.indicator_id,
            amount=Decimal(data["amount"]),
            period_from=data.get("period_from") or until,
            period_until=until,
            source=data["source"],
            paper_id=UUID(data["paper"]) if data["paper"] else None,
            estimated=bool(data.get("estimated")),
            second=None if data.get("second") is None else Decimal(data["second"]),
            divided=dividing.typed(self, self.definition),
        )


def named(paper: documents.Paper) -> str:
    """A paper as the count names it as its source, in whatever language the page is: number, day, issuer."""
    return ", ".join(filter(None, (paper.number, printed_date(paper.issued), paper.issuer_name)))


def values_of_count(row: Aggregate) -> dict[str, Any]:
    """What a count states, by the names of the form's fields."""
    return {
        "aggregate_id": row.id, "version": row.version, "amount": int(row.amount), "estimated": row.estimated,
        "period_from": row.period_from, "period_until": row.period_until, "paper": str(row.paper_id or ""), "source": row.source,
        "second": None if row.second is None else int(row.second),
        **dividing.values_of_parts(row.indicator_version.indicator_id, queries.parts_of(row)),
    }  # fmt: skip
