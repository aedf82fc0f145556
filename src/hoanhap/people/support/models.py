"""Offices that help, and slips of people who ask for help. There is no table of persons: a slip is a need, a commune and a day.

A slip is found by its code only, of which a keyed hash is kept. How to reach somebody is sealed, optional, and erased with the slip.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.kernel.sealing import SealedField
from hoanhap.people.support.states import Need, Purpose, ServiceState, SlipState, Soon


class Service(Versioned):
    """An office that helps with certain needs in a certain area."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    """Who keeps this row right."""
    area = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    """The People's Committee of the commune, or of the province, whose people it serves."""
    name = models.TextField()
    needs = ArrayField(models.TextField(choices=Need.choices))
    address = models.TextField()
    dial = models.TextField(blank=True)
    """Digits and spaces, as one dials them from anywhere in the country."""
    hours = models.TextField()
    bring = models.TextField(blank=True)
    """What to bring, one thing a line."""
    checked_on = models.DateField()
    valid_until = models.DateField()
    """The last day on which this is shown without anybody looking at it again."""
    state = models.TextField(choices=ServiceState.choices, default=ServiceState.ACTIVE)

    class Meta:
        indexes = [
            models.Index(fields=["area", "state"], name="service_by_area"),
            models.Index(fields=["unit", "state"], name="service_by_unit"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(valid_until__gte=models.F("checked_on")), name="service_days_in_order"),
            models.CheckConstraint(condition=models.Q(needs__len__gt=0), name="service_helps_with_something"),
        ]


class Slip(Identified):
    """Somebody asks for help. The days have no hours, so that nobody can be picked out by when they wrote."""

    code_digest = models.BinaryField(max_length=32, unique=True)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    """The office that has it now."""
    place = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    """The commune where help is needed, by its People's Committee."""
    need = models.TextField(choices=Need.choices)
    soon = models.TextField(choices=Soon.choices)
    reach = SealedField(default=b"")
    state = models.TextField(choices=SlipState.choices, default=SlipState.WAITING)
    answer = models.TextField(blank=True)
    """What the office tells the person: where and when to come, whom to ask for, what to bring."""
    made_on = models.DateField()
    erase_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "made_on"], name="slip_by_unit"),
            models.Index(fields=["erase_on"], name="slip_to_erase"),
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(state="INVITED") | ~models.Q(answer=""), name="slip_invited_in_words"),
            models.CheckConstraint(condition=models.Q(erase_on__gt=models.F("made_on")), name="slip_is_erased_some_day"),
        ]


class Consent(Identified):
    """What the person of a slip agreed to, in which wording, until when. Goes with the slip."""

    slip = models.ForeignKey(Slip, on_delete=models.CASCADE, related_name="consents")
    purpose = models.TextField(choices=Purpose.choices)
    wording = models.TextField()
    """The version of the text that was shown (``data/consents.toml``)."""
    given_on = models.DateField()
    expires_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slip", "purpose"], name="consent_once_a_purpose")]
