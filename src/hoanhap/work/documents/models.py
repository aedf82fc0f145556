"""Papers in and out, and the registers that number them."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.documents.states import Direction, PaperState


class Register(Identified):
    """A numbered book of a unit for a year: incoming papers, or outgoing papers of one type (``OUT:BC``)."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    book = models.TextField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year", "book"], name="register_once")]


class Paper(Versioned):
    """A paper of a unit. ``reading`` is what the machine read and never changes; the fields beside it are what a person confirmed."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    direction = models.TextField(choices=Direction.choices)
    state = models.TextField(choices=PaperState.choices)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    file_name = models.TextField(blank=True)
    arrived_on = models.DateField(null=True)
    sent_in_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField()

    progress = models.PositiveSmallIntegerField(default=0)
    """Percent of the reading that is done."""
    failure = models.TextField(blank=True)
    """Why it could not be read, in Vietnamese, for the clerk."""
    reading = models.JSONField(null=True)

    type_code = models.TextField(blank=True)
    number = models.TextField(blank=True)
    issuer_name = models.TextField(blank=True)
    issued = models.TextField(blank=True)
    """``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``: only what is printed."""
    subject = models.TextField(blank=True)
    signer_name = models.TextField(blank=True)
    confirmed_fields = models.JSONField(default=list)

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="papers", null=True)
    register_number = models.PositiveIntegerField(null=True)

    folded = models.TextField(blank=True)
    """Text and fields without case, marks and punctuation, for searching."""
    searchable = models.GeneratedField(
        expression=SearchVector("folded", config="simple"), output_field=SearchVectorField(), db_persist=True
    )
    folded_number = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "register_number"], name="paper_one_number_once"),
            models.CheckConstraint(
                condition=models.Q(register__isnull=True, register_number__isnull=True)
                | models.Q(register__isnull=False, register_number__isnull=False),
                name="paper_number_with_register",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PaperState.REGISTERED) | models.Q(register__isnull=False), name="paper_registered_has_number"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "direction", "-created_at", "id"], name="paper_by_unit"),
            GinIndex(fields=["searchable"], name="paper_search"),
            GinIndex(fields=["folded_number"], name="paper_number_search", opclasses=["gin_trgm_ops"]),
        ]
