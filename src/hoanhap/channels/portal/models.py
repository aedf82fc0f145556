"""What is published: pieces as they are worked on, editions as the public read them, pictures, and what was searched in vain."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from hoanhap.channels.portal.states import Kind, LawStatus, PieceState, Verdict
from hoanhap.kernel.models import Identified, Versioned


class Column(Identified):
    """A column of the news (chuyên mục), or a topic of the answers and fact-checks."""

    kind = models.TextField(choices=Kind.choices)
    slug = models.TextField()
    title = models.TextField()
    summary = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="column_once")]


class Words(models.Model):
    """What a piece says. ``body`` is plain text with a little markup (``queries.prose``); nothing in it is HTML."""

    kind = models.TextField(choices=Kind.choices)
    slug = models.TextField()
    title = models.TextField()
    """The headline, the question as people ask it, or the claim."""
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    column = models.ForeignKey(Column, on_delete=models.PROTECT, related_name="+", null=True)
    audiences = models.JSONField(default=list)
    citations = models.JSONField(default=list)
    """``[{"text": "30/2018/QH14", "article": "Điều 11"}]``"""
    ask = models.JSONField(default=list)
    """Where to ask further, a line each."""
    verdict = models.TextField(choices=Verdict.choices, blank=True)
    law_status = models.TextField(choices=LawStatus.choices, default=LawStatus.VERIFIED)
    checked_on = models.DateField(null=True)
    """When somebody last held the text against the law."""
    review_due = models.DateField(null=True)
    featured = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Edition(Identified, Words):
    """What was published, word for word, and when. Never changed (a trigger holds it); a correction is another edition."""

    piece = models.ForeignKey("portal.Piece", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    publisher = models.TextField()
    """The unit's name on that day."""
    pictures = models.JSONField(default=list)
    published_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the stored text, which is also the evidence in the ledger."""
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    numbers = models.TextField(blank=True)
    """Numbers of documents cited or named, folded: PostgreSQL's parser would tear ``758/QĐ-CTN`` apart."""
    searchable = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="vi")
        + SearchVector("summary", weight="B", config="vi")
        + SearchVector("body", weight="C", config="vi"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "number"], name="edition_once")]
        indexes = [
            GinIndex(fields=["searchable"], name="edition_search"),
            GinIndex(fields=["numbers"], name="edition_number_search", opclasses=["gin_trgm_ops"]),
        ]


class Piece(Versioned, Words):
    """A text as it is worked on. What the public reads is ``edition``, from ``shown_from`` until ``shown_until``."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=PieceState.choices, default=PieceState.DRAFT)
    reason = models.TextField(blank=True)
    """Why it was returned or withdrawn, or what made a review due."""
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    checked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+", null=True)
    remarks = models.JSONField(default=list)
    """What the dignity gate remarked and a person answered for."""
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="live_for", null=True)
    shown_from = models.DateTimeField(null=True)
    shown_until = models.DateTimeField(null=True)
    entry = models.ForeignKey("activities.Entry", on_delete=models.PROTECT, related_name="+", null=True)
    """What it counts by in the ledger, once it has been public."""
    loaded_digest = models.CharField(max_length=64, blank=True)
    """Of the file that it came from: a changed file does not overwrite what an editor has changed."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="piece_address_once"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[PieceState.PUBLISHED, PieceState.DUE]) | models.Q(edition__isnull=False),
                name="piece_published_has_edition",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=PieceState.WITHDRAWN) | models.Q(edition__isnull=True), name="piece_withdrawn_has_none"
            ),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=True, shown_from__isnull=True)
                | models.Q(edition__isnull=False, shown_from__isnull=False),
                name="piece_edition_with_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(shown_until__isnull=True) | models.Q(shown_until__gt=models.F("shown_from")), name="piece_shown_forward"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-shown_from"], name="piece_shown", condition=models.Q(edition__isnull=False)),
            # A search for common words walks the newest pieces and stops, instead of collecting thousands of matches.
            models.Index(fields=["-shown_from"], name="piece_newest", condition=models.Q(edition__isnull=False)),
            models.Index(fields=["unit", "state", "-changed_at"], name="piece_by_unit"),
        ]


class Picture(Identified):
    """A picture of a piece: two files made anew from what was sent, without its place, camera or author."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="pictures")
    large = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    small_width = models.PositiveSmallIntegerField()
    small_height = models.PositiveSmallIntegerField()
    alternative = models.TextField()
    """What the picture shows, for who does not see it."""
    caption = models.TextField(blank=True)
    recognisable = models.BooleanField()
    """Whether somebody in it can be recognised."""
    consent_note = models.TextField(blank=True)
    """Then: where their written consent is kept."""
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(alternative=""), name="picture_described"),
            models.CheckConstraint(condition=models.Q(recognisable=False) | ~models.Q(consent_note=""), name="picture_with_consent"),
        ]


class Unanswered(models.Model):
    """Words that were searched on a day without an answer: folded words and a count, nothing about who searched."""

    day = models.DateField()
    words = models.TextField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "words"], name="unanswered_once")]


class Shelf(models.Model):
    """One row that counts every change of what the public see, so that kept pages know when they are old."""

    revision = models.BigIntegerField(default=0)
