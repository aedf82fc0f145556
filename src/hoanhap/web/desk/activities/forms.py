"""What a person says was done. The form of an entry depends on its channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel.actor import Actor
from hoanhap.web.desk.activities import dividing
from hoanhap.web.desk.activities.remarks import SeenField
from hoanhap.web.forms import ClientIdField, DayField, Form, VersionField
from hoanhap.work.activities import queries
from hoanhap.work.activities.operations import Body, KeptId, Sent
from hoanhap.work.activities.queries import Asked, Channel, Entry, Need
from hoanhap.work.activities.states import PICTURES, EvidenceKind
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries import IndicatorVersion, Remark
from hoanhap.work.programmes import queries as programmes

ABOUT = "uoc:"
"""Before an indicator's code: the tick that says its number is an estimate."""


def waiver_field() -> forms.CharField:
    """Why there is no evidence: the unit asks that the entry may count without."""
    return forms.CharField(
        label=_("Vì sao không có minh chứng?"),
        required=False,
        max_length=500,
        help_text=_("Người duyệt đọc câu này để quyết định có miễn minh chứng hay không. Có đủ minh chứng thì để trống."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WaiverForm(Form):
    """Asking for a waiver after the entry was sent."""

    waiver = waiver_field()


class KeptField(forms.CharField):
    """Files that came before the form or with an earlier try: of each its kind and the id under which it was kept, by spaces."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=4000, widget=forms.HiddenInput)

    def clean(self, value: Any) -> list[KeptId]:
        """None, where they cannot be read: then the pictures have to be chosen again."""
        pairs = [word.partition("@") for word in str(super().clean(value)).split()]
        try:
            return [(kind, UUID(file_id)) for kind, _at, file_id in pairs]
        except ValueError:
            return []


class EvidenceForm(Form):
    """A photograph or a recording, a link, or both."""

    photo = forms.FileField(
        label=_("Ảnh minh chứng"),
        required=False,
        allow_empty_file=True,
        help_text=_("Chụp tại chỗ hoặc chọn ảnh có sẵn: JPEG, PNG, WEBP."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    kind = forms.ChoiceField(label=_("Ảnh chụp gì"), required=False)
    url = forms.CharField(
        label=_("Đường dẫn"),
        required=False,
        max_length=2000,
        help_text=_("Địa chỉ bài đã đăng, bắt đầu bằng http:// hoặc https://"),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, needs: Sequence[Need], **kwargs: Any) -> None:
        """``needs``: what evidence the numbers want, which the page says beforehand."""
        super().__init__(*args, **kwargs)
        self.needs = needs
        counting = {kind for need in needs for kind in need.kinds}
        kinds = [kind for kind in PICTURES if kind in counting] or [EvidenceKind.PHOTO]
        self.fields["kind"].choices = [(kind, kind.label) for kind in kinds]  # type: ignore[attr-defined]  # a ChoiceField
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = kinds[0]
        if EvidenceKind.RECORDING in counting:
            photo = self.fields["photo"]
            photo.label, photo.help_text = (
                _("Ảnh hoặc ghi âm minh chứng"),
                _("Ảnh chụp tại chỗ hoặc có sẵn (JPEG, PNG, WEBP), hoặc tệp ghi âm."),
            )
            photo.widget.attrs["accept"] = "image/*,audio/*"

    def kept_ids(self) -> list[KeptId]:
        """The files that came before and were kept, unless another one came since."""
        return [] if self.cleaned_data.get("photo") else self.cleaned_data.get("kept") or []

    def sent(self) -> list[Sent]:
        """The files that came, as the operation takes them."""
        photo = self.cleaned_data.get("photo")
        if not photo:
            return []
        heard = str(photo.content_type).partition("/")[0] in ("audio", "video")
        return [Sent(EvidenceKind.RECORDING if heard else self.cleaned_data["kind"] or EvidenceKind.PHOTO, photo.name, photo.chunks())]

    def urls(self) -> tuple[str, ...]:
        """The addresses that came."""
        return (self.cleaned_data["url"],) if self.cleaned_data.get("url") else ()


class EntryForm(EvidenceForm):
    """An entry on one channel. Numbers are named by their indicators, as the operation's refusals name them."""

    entry_id = ClientIdField()
    version = VersionField(required=False)
    seen = SeenField()
    kept = KeptField()
    part = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Hãy ghi tên tin, bài hoặc hoạt động.")},
    )
    day = DayField(label=_("Ngày thực hiện"))
    place = forms.CharField(label=_("Nơi thực hiện"), max_length=300, required=False)
    content = forms.ChoiceField(label=_("Về nội dung nào của kế hoạch"), required=False)
    locality = forms.ChoiceField(label=_("Thuộc xã, phường"), required=False)
    waiver = waiver_field()

    def __init__(self, *args: Any, channel: Channel, actor: Actor | None, on: date, counts: bool = True, **kwargs: Any) -> None:
        """Without numbers where they are not this form's to say (``counts``): what a published piece counts stays what it is.

        Without an actor the empty form for anybody: no plan and no place of a unit stands in it.
        """
        self.channel = channel = channel if counts else replace(channel, quantities=())
        self.versions = {row.indicator_id: row for row in figures.versions_on(on)}
        super().__init__(*args, needs=queries.needs_of(queries.numbers_asked(channel, {}, self.versions)), **kwargs)
        self.fields["title"].label = channel.what
        contents = programmes.contents_open(actor=actor, on=on) if actor else ()
        points = [(str(point.id), Truncator(point.text).chars(90)) for point in contents]
        self.fields["content"].choices = [("", _("Chưa chọn")), *points]  # type: ignore[attr-defined]  # a ChoiceField
        places = organisations.localities_of(actor.own_unit, on=on)[1:] if actor else []
        within = [("", _("Cả địa bàn của đơn vị")), *((str(row.locality_id), named(row)) for row in places)]
        self.fields["locality"].choices = within  # type: ignore[attr-defined]  # a ChoiceField
        if not places:
            del self.fields["locality"]
        if actor is None:
            del self.fields["content"]
        allowed = {code for code, row in self.versions.items() if row.estimate_allowed}
        for asked in channel.quantities:
            if asked.indicator in self.versions:
                dividing.add_fields(self, self.versions[asked.indicator], fixed=asked.fixed)
            if asked.fixed is None:
                self.fields[asked.indicator] = _count(asked.label)
                if asked.indicator in allowed:
                    self.fields[ABOUT + asked.indicator] = forms.BooleanField(label=_("Số này là ước tính"), required=False)
        self.order_fields(["title", "day", "place", *self.numbers(), "content", "photo", "kind", "url"])

    def numbers(self) -> list[str]:
        """The names of the fields with numbers, and of the ticks beside them."""
        return [name for asked in self.channel.quantities for name in (asked.indicator, ABOUT + asked.indicator)]

    def remarks(self, *, unit_id: UUID) -> list[Remark]:
        """What is to be asked about the numbers before they are sent."""
        amounts = self._amounts()
        versions = [row for row in figures.versions_on(self.cleaned_data["day"]) if row.indicator_id in amounts]
        return queries.remarks_on_entry(self.channel, amounts, versions=versions, unit_id=unit_id)

    def asked(self) -> list[tuple[BoundField, BoundField | None]]:
        """The fields of the numbers, each with the tick beside it that says that it is an estimate."""
        rows = [row.indicator for row in self.channel.quantities if row.indicator in self.fields]
        return [(self[code], self[ABOUT + code] if ABOUT + code in self.fields else None) for code in rows]

    def _amounts(self) -> dict[str, Decimal]:
        asked = [row.indicator for row in self.channel.quantities if row.fixed is None]
        return {code: Decimal(self.cleaned_data[code]) for code in asked if self.cleaned_data.get(code) is not None}

    def _divided(self) -> dict[str, dict[str, dict[str, Decimal]]]:
        found = {asked.indicator: dividing.typed(self, version, fixed=asked.fixed) for asked, version in self._asked()}
        return {code: parts for code, parts in found.items() if parts}

    def _asked(self) -> list[tuple[Asked, IndicatorVersion]]:
        return [(asked, self.versions[asked.indicator]) for asked in self.channel.quantities if asked.indicator in self.versions]

    def is_elsewhere(self) -> bool:
        """Whether another place than the unit's own is chosen."""
        return "locality" in self.fields and bool(self["locality"].value())

    def divisions(self) -> list[dividing.Division]:
        """The fields by which the numbers may be divided."""
        found = [dividing.division(self, version, asked.label, fixed=asked.fixed) for asked, version in self._asked()]
        return [row for row in found if row]

    def body(self) -> Body:
        """What the operation takes."""
        data = self.cleaned_data
        asked = [row.indicator for row in self.channel.quantities if row.fixed is None]
        return Body(
            channel=self.channel.code,
            day=data["day"],
            title=data["title"],
            place=data["place"],
            amounts=self._amounts(),
            estimated=frozenset(code for code in asked if data.get(ABOUT + code)),
            content_id=UUID(data["content"]) if data.get("content") else None,
            part_id=data["part"],
            urls=self.urls(),
            waiver=data["waiver"],
            divided=self._divided(),
            locality_id=UUID(data["locality"]) if data.get("locality") else None,
        )


def named(place: organisations.LocalityName) -> str:
    """A place with the word for its kind, as papers print it: ``xã Bến Lau``."""
    return f"{place.get_kind_display()} {place.name}"


def _count(label: str) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    # Named: several of these may stand in one summary.
    sentence = format_lazy(_("{what}: hãy ghi số nguyên, từ 0 trở lên."), what=label)
    messages = dict.fromkeys(("required", "invalid", "min_value"), sentence)
    return forms.IntegerField(label=label, localize=True, min_value=0, widget=widget, error_messages=messages)


def values_of(entry: Entry) -> dict[str, Any]:
    """What an entry states, by the names of the form's fields."""
    amounts = {row.indicator_id: int(row.amount) for row in entry.quantities.all()}
    about = {ABOUT + row.indicator_id: row.estimated for row in entry.quantities.all()}
    for row in entry.quantities.all():
        about |= dividing.values_of_parts(row.indicator_id, queries.parts_of(row))
    return {
        "entry_id": entry.id,
        "version": entry.version,
        "part": entry.part_id,
        "title": entry.title,
        "day": entry.day,
        "place": entry.place,
        "content": str(entry.content_id or ""),
        "locality": str(entry.locality_id or ""),
        "waiver": _asked_last(entry),
        **amounts,
        **about,
    }


def _asked_last(entry: Entry) -> str:
    """What the unit wrote last on evidence that is not there: a return has ended it, the form offers it again."""
    asked = sorted(entry.waivers.all(), key=lambda row: row.asked_at)
    return asked[-1].reason if asked and queries.lacking_evidence(entry) else ""


def sent_in(request: HttpRequest) -> tuple[Any, Any]:
    """What came with a POST, files too, or nothing."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
