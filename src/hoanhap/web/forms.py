"""What every form of the site does the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoanhap.kernel.errors import NotAllowed, NotFound, Refused


class Form(forms.Form):
    """A plain form whose browser-side checks are off: every error is said once, in our words, at the field and in the summary."""

    use_required_attribute = False
    error_css_class = "wrong"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Hãy điền ô này.")

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Turn what an operation refuses inside into errors of this form. What the actor may not see or do stays a page of its own."""
        try:
            yield
        except (NotAllowed, NotFound):
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
