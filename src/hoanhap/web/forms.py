"""What every form of the site does the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hoanhap.kernel.errors import Conflict, NotAllowed, NotFound, Refused, WrongState


class Form(forms.Form):
    """A plain form whose browser-side checks are off: every error is said once, in our words, at the field and in the summary."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Hãy điền ô này.")

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn what an operation refuses inside into errors of this form.

        What the actor may not see or do, and a state or another person's change that stands against it, stay pages of their own.
        """
        try:
            yield
        except (NotAllowed, NotFound, Conflict, WrongState):
            raise
        except Refused as refusal:
            self.refuse(refusal)

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal in this form: at the fields that it names, above all of them otherwise."""
        named = {name: message for name, message in refusal.fields.items() if name in self.fields}
        for name, message in named.items():
            self.add_error(name, str(message))
        if not named:
            self.add_error(None, str(refusal.message))


def posted(request: HttpRequest) -> Any:
    """What came with a POST, also when it is empty; None otherwise, which leaves a form unbound."""
    return request.POST if request.method == "POST" else None


class DayField(forms.DateField):
    """A day as officials write it; typed, never only picked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ngày/tháng/năm, ví dụ 05/03/2026"))
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}))
        messages = {"invalid": _("Ngày này không có hoặc chưa đúng dạng. Hãy ghi như 05/03/2026."), **kwargs.pop("error_messages", {})}
        super().__init__(error_messages=messages, **kwargs)


class ClientIdField(forms.UUIDField):
    """The id that whoever fills in the form has made for what they create: sent twice, it creates once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, initial=uuid4, **kwargs)


class VersionField(forms.IntegerField):
    """The version that was read before it was changed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.HiddenInput, localize=False, min_value=1, **kwargs)
