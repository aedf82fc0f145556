"""What an administrator says about a reorganisation: one form an act, each of which knows the act that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.ground.organisations import operations
from hoanhap.ground.organisations.operations import Birth, Naming, Share
from hoanhap.ground.organisations.queries import Unit, functions
from hoanhap.web.desk.organisations.words import HIERARCHIES
from hoanhap.web.forms import DayField, Form

Act = Callable[..., Any]
Choices = Sequence[tuple[str, Any]]
ROWS = range(1, 7)
"""Of a division: so many shares at most."""


class ActForm(Form):
    """From which day, by which paper.

    :param unit: the unit that it is about
    :param others: the units that it may be about, too, as (id, name), without the unit itself
    :param alike: those of them that are of the unit's kind
    :param under: the parents of the unit, with the hierarchy of each
    """

    day = DayField(label=_("Có hiệu lực từ ngày"))
    reference = forms.CharField(label=_("Theo văn bản"), help_text=_("Số, ký hiệu, ngày và cơ quan ban hành."), max_length=300)

    def __init__(
        self, *args: Any, unit: Unit, others: Choices, alike: Choices, under: Sequence[tuple[UUID, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.under = unit, tuple(under)
        self.offer(others, alike)

    def offer(self, others: Choices, alike: Choices) -> None:
        """Put what may be chosen into the fields."""

    def act(self) -> Act:
        """The operation with everything that was filled in; it still wants day, reference, actor and now."""
        raise NotImplementedError

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class MergeForm(ActForm):
    """Several units become one, new or standing."""

    others = forms.MultipleChoiceField(
        label=_("Cùng sáp nhập với"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Các đơn vị cùng loại.")
    )
    into = forms.ChoiceField(label=_("Nhập vào"), required=False)
    code = forms.CharField(label=_("Mã của đơn vị mới"), required=False, max_length=60, help_text=_("Chỉ ghi khi thành lập đơn vị mới."))
    name = forms.CharField(label=_("Tên của đơn vị mới"), required=False, max_length=200)
    field_order = ("others", "into", "code", "name", "day", "reference")

    def offer(self, others: Choices, alike: Choices) -> None:
        """Units of the same kind; any of them, or this one, may be the one that goes on."""
        self._choose("others", alike)
        self._choose("into", [("", _("Đơn vị mới, cùng loại và cùng cấp trên")), (str(self.unit.id), _("Chính đơn vị này")), *others])

    def clean(self) -> dict[str, Any]:
        """A new unit has a code and a name."""
        data = super().clean() or {}
        if not data.get("into"):
            for name in ("code", "name"):
                if not data.get(name):
                    self.add_error(name, _("Hãy điền ô này, hoặc chọn đơn vị đang có để nhập vào."))
        return data

    def act(self) -> Act:
        said = self.cleaned_data
        sources = [self.unit.id, *map(UUID, said["others"])]
        into = UUID(said["into"]) if said["into"] else Birth(said["code"], self.unit.kind, Naming(said["name"]), under=self.under)
        return lambda **by: operations.merge_units(source_ids=sources, into=into, **by)


class SplitForm(ActForm):
    """A unit's work is divided, branch by branch, among others."""

    goes_on = forms.BooleanField(label=_("Đơn vị còn hoạt động, chỉ chuyển đi các mảng việc nêu dưới đây"), required=False)

    def offer(self, others: Choices, alike: Choices) -> None:  # noqa: ARG002  every form is offered both
        """Rows of who takes over which branch, and how much of it."""
        for row in ROWS:
            number = {"row": row}
            self.fields[f"target_{row}"] = forms.ChoiceField(
                label=_("Phần %(row)s: đơn vị tiếp nhận") % number, required=False, choices=[("", "—"), *others]
            )
            self.fields[f"function_{row}"] = forms.ChoiceField(
                label=_("Phần %(row)s: mảng việc") % number, required=False, choices=list(functions().items())
            )
            self.fields[f"share_{row}"] = forms.DecimalField(
                label=_("Phần %(row)s: tỷ lệ %%") % number, required=False, initial=100, min_value=Decimal("0.0001"), max_value=100,
                localize=True,
            )  # fmt: skip
        self.order_fields(["goes_on", *(f"{name}_{row}" for row in ROWS for name in ("target", "function", "share")), "day", "reference"])

    def clean(self) -> dict[str, Any]:
        """Somebody takes over."""
        data = super().clean() or {}
        if not any(data.get(f"target_{row}") for row in ROWS):
            self.add_error("target_1", _("Hãy chọn ít nhất một đơn vị tiếp nhận."))
        return data

    def shares(self) -> Iterator[Share]:
        """The rows that name somebody."""
        for row in ROWS:
            target, share = self.cleaned_data[f"target_{row}"], self.cleaned_data[f"share_{row}"]
            if target:
                yield Share(UUID(target), (share or Decimal(100)) / 100, self.cleaned_data[f"function_{row}"] or operations.ALL)

    def act(self) -> Act:
        shares, goes_on = list(self.shares()), self.cleaned_data["goes_on"]
        return lambda **by: operations.split_unit(source_id=self.unit.id, shares=shares, goes_on=goes_on, **by)


class RenameForm(ActForm):
    """Another name for the same unit."""

    name = forms.CharField(label=_("Tên mới"), max_length=200)
    short = forms.CharField(label=_("Tên viết tắt"), required=False, max_length=100)
    symbol = forms.CharField(label=_("Ký hiệu trong số văn bản"), required=False, max_length=50)
    place = forms.CharField(label=_("Địa danh ghi trước ngày tháng"), required=False, max_length=100)
    field_order = ("name", "short", "symbol", "place", "day", "reference")

    def act(self) -> Act:
        said = self.cleaned_data
        naming = Naming(said["name"], said["short"], said["symbol"], said["place"], self.initial.get("aliases", ()))
        return lambda **by: operations.rename_unit(unit_id=self.unit.id, naming=naming, **by)


class MoveForm(ActForm):
    """Another parent in one hierarchy."""

    hierarchy = forms.ChoiceField(label=_("Trong hệ thống"), choices=list(HIERARCHIES.items()))
    parent = forms.ChoiceField(label=_("Chuyển về dưới"))
    field_order = ("hierarchy", "parent", "day", "reference")

    def offer(self, others: Choices, alike: Choices) -> None:  # noqa: ARG002  every form is offered both
        """Any other unit."""
        self._choose("parent", others)

    def act(self) -> Act:
        parent, hierarchy = UUID(self.cleaned_data["parent"]), self.cleaned_data["hierarchy"]
        return lambda **by: operations.move_unit(unit_id=self.unit.id, parent_id=parent, hierarchy=hierarchy, **by)


class CloseForm(ActForm):
    """The end of a unit, with one heir or none; several heirs are a division."""

    heir = forms.ChoiceField(
        label=_("Đơn vị tiếp nhận toàn bộ"), required=False, help_text=_("Nhiều đơn vị tiếp nhận thì dùng Chia, tách.")
    )
    field_order = ("heir", "day", "reference")

    def offer(self, others: Choices, alike: Choices) -> None:  # noqa: ARG002  every form is offered both
        """Any other unit, or none."""
        self._choose("heir", [("", _("Không có; số liệu ở lại dưới tên đơn vị")), *others])

    def act(self) -> Act:
        heir = self.cleaned_data["heir"]
        shares = [Share(UUID(heir))] if heir else []
        return lambda **by: operations.close_unit(unit_id=self.unit.id, shares=shares, **by)


FORMS: dict[str, type[ActForm]] = {
    "sap-nhap": MergeForm, "chia-tach": SplitForm, "doi-ten": RenameForm, "chuyen": MoveForm, "ket-thuc": CloseForm,
}  # fmt: skip
"""By the word in the address."""
