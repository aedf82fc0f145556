"""The numbers of an entry or a count in words, and the days of a count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hoanhap.kernel.languages import in_their_language
from hoanhap.web.desk.activities.dividing import parts_in_words
from hoanhap.work.activities import queries
from hoanhap.work.figures import queries as figures
from hoanhap.work.figures.queries.numbers import grouped


def number_labels(row: queries.Entry | queries.Aggregate) -> dict[str, str]:
    """What the numbers are called, by indicator: those of an entry as its channel's form asks for them, else as the catalogue has it."""
    if isinstance(row, queries.Aggregate):
        version = row.indicator_version
        return {version.indicator_id: label_of(version), figures.second_of(version.indicator_id): _("Kèm theo")}
    labels = {asked.indicator: asked.label for asked in queries.channel(row.channel).quantities}
    codes = {item.indicator_id for item in row.quantities.all()}
    if codes - set(labels):  # what a published piece counts by, no form asks for
        labels = {one.indicator_id: label_of(one) for one in figures.versions_on(row.day)} | labels
    return {code: code for code in codes} | labels


def label_of(version: figures.IndicatorVersion) -> str:
    """What the indicator is called, in the reader's language."""
    return in_their_language(version.label, version.label_en)


def in_days(first: date, until: date) -> str:
    """The days that a count is about."""
    return f"{until:%d/%m/%Y}" if first == until else f"{first:%d/%m/%Y} – {until:%d/%m/%Y}"


def with_parts(row: queries.Quantity | queries.Aggregate) -> str:
    """A number with its parts, where it is divided."""
    parts = parts_in_words(queries.parts_of(row))
    whole = about(row.amount, estimated=row.estimated)
    return f"{whole} ({'; '.join(f'{label}: {grouped(amount)}' for label, amount in parts)})" if parts else whole


def about(amount: Decimal, *, estimated: bool) -> str:
    """A number as a person reads it, with a word where it is an estimate."""
    return _("ước %(number)s") % {"number": grouped(amount)} if estimated else grouped(amount)
