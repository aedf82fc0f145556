"""What was done: works, a unit's entries about them, and the evidence."""

from __future__ import annotations

from django.db import models

from hoanhap.kernel.models import Identified, Versioned
from hoanhap.work.activities.states import EntryState, EvidenceKind


class Work(Identified):
    """A thing made or held once: an article, a bulletin, a talk. Several units may claim it by their entries."""

    channel = models.TextField()
    title = models.TextField()
    day = models.DateField()


class Entry(Versioned):
    """One unit's record that it did something on a day. The phone makes the id; a replay finds the first row."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="entries")
    leads = models.BooleanField(default=False)
    """Whether the unit led a work that others claim, too: what it states stands for the work above them."""
    content = models.ForeignKey("programmes.Content", on_delete=models.PROTECT, related_name="+", null=True)
    part = models.ForeignKey("assignments.AssignedUnit", on_delete=models.PROTECT, related_name="entries", null=True)
    channel = models.TextField()
    day = models.DateField()
    title = models.TextField()
    place = models.TextField(blank=True)
    locality = models.ForeignKey("organisations.Locality", on_delete=models.PROTECT, related_name="+", null=True)
    """Where it was done, when that is another place than the one that the unit serves."""
    state = models.TextField(choices=EntryState.choices, default=EntryState.SUBMITTED)
    reason = models.TextField(blank=True)
    returned = models.JSONField(null=True)
    """What it stated when it was last returned, by whom, when and why: whoever reviews it again sees what has changed since."""
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    body_digest = models.CharField(max_length=64)
    """Of what the phone sent, to tell a replay from another body under the same id."""

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "day"], name="entry_by_unit"),
            models.Index(fields=["state", "entered_at", "id"], name="entry_to_review"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=EntryState.ACCEPTED) | models.Q(reviewed_by__isnull=False), name="entry_accepted_by_somebody"
            ),
            models.UniqueConstraint(fields=["work"], condition=models.Q(leads=True), name="work_one_lead"),
        ]


class Quantity(Identified):
    """How much of an indicator an entry states."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="quantities")
    indicator = models.ForeignKey("figures.Indicator", on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    estimated = models.BooleanField(default=False)
    parts = models.JSONField(default=list)
    """Where it is divided by cuts of the catalogue: ``[{"cut": {"language": "vi"}, "amount": "12.00"}, …]``, together the amount."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "indicator"], name="quantity_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="quantity_not_negative"),
        ]


class Evidence(Identified):
    """What proves an entry: a file by its hash, or an address."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="evidence")
    kind = models.TextField(choices=EvidenceKind.choices)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    url = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    """Of the file's content, or of the address."""
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="evidence_once"),
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, url="") | models.Q(file__isnull=True) & ~models.Q(url=""),
                name="evidence_file_or_address",
            ),
        ]


class Waiver(Identified):
    """That an entry may count without evidence: its unit asks and says why; whoever accepts the entry grants it, signed, in words of their
    own. One that has ended (the entry came back, evidence came after all) stands for nothing and stays on record."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="waivers")
    reason = models.TextField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted = models.TextField(blank=True)
    """Why, in the reviewer's words."""
    granted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    granted_as = models.TextField(blank=True)
    """The reviewer's name as it was signed: it stays when the account's name changes, because lines hold a digest of it."""
    granted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=models.Q(ended_at__isnull=True), name="waiver_one_open"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="waiver_has_reason"),
            models.CheckConstraint(
                condition=models.Q(granted="", granted_as="", granted_by__isnull=True, granted_at__isnull=True)
                | ~models.Q(granted="") & ~models.Q(granted_as="") & models.Q(granted_by__isnull=False, granted_at__isnull=False),
                name="waiver_granted_by_somebody",
            ),
        ]


class Aggregate(Versioned):
    """A count that a unit states from a paper it holds (how many came home, how many have work): value, days, source and definition.
    Reviewed like an entry; what is accepted stands in the ledger on the last of its days."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    indicator_version = models.ForeignKey("figures.IndicatorVersion", on_delete=models.PROTECT, related_name="+")
    """By which definition it was counted."""
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    estimated = models.BooleanField(default=False)
    second = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    """The number that goes with it where the catalogue names a second measure: the money beside the number of gifts."""
    period_from = models.DateField()
    period_until = models.DateField()
    """Of a stock, both are the day it speaks of."""
    parts = models.JSONField(default=list)
    """As in ``Quantity``. A part is never stated without the whole: the last statement of a unit would stop being all of it."""
    paper = models.ForeignKey("documents.Paper", on_delete=models.PROTECT, related_name="+", null=True)
    source = models.TextField()
    """The paper it comes from, as a person names it: number, day, issuer."""
    state = models.TextField(choices=EntryState.choices, default=EntryState.SUBMITTED)
    reason = models.TextField(blank=True)
    returned = models.JSONField(null=True)
    """As in ``Entry``."""
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state", "-period_until"], name="aggregate_by_unit")]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="aggregate_not_negative"),
            models.CheckConstraint(condition=models.Q(period_from__lte=models.F("period_until")), name="aggregate_days_in_order"),
            models.CheckConstraint(condition=~models.Q(source=""), name="aggregate_has_source"),
        ]


class RivalEntry(Identified):
    """Another body that came under the id of an entry: kept beside the first, so that nothing typed is lost."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="rivals")
    body = models.JSONField()
    sent_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    body_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "body_digest"], name="rival_once")]
