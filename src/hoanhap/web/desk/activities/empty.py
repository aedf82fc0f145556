"""The empty form of each channel, as anybody may have it: no plan, no place of a unit, nothing typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hoanhap.web.desk.activities.forms import EntryForm
from hoanhap.work.activities import queries
from hoanhap.work.activities.queries import Channel


@dataclass(frozen=True, slots=True)
class EmptyForm:
    """A channel and the fields that are asked on it, as HTML. Ids begin with the channel's code."""

    channel: Channel
    fields: SafeString


def empty_forms(*, on: date) -> list[EmptyForm]:
    """One a channel, by the definitions of that day."""
    return [_empty(EntryForm(channel=row, actor=None, on=on, auto_id=f"{row.code}-%s")) for row in queries.channels()]


def _empty(form: EntryForm) -> EmptyForm:
    context = {"form": form, "asked": form.asked(), "divisions": form.divisions()}
    return EmptyForm(form.channel, render_to_string("desk/activities/empty_form.html", context))
