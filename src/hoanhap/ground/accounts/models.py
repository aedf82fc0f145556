"""People who sign in, and what they may do in which unit, on which days."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from hoanhap.kernel.actor import Role
from hoanhap.kernel.models import Identified


class User(AbstractBaseUser, Identified):
    """A person with an account: an official, never somebody a programme is about."""

    sign_in_name = models.TextField(unique=True)
    full_name = models.TextField()
    is_active = models.BooleanField(default=True)
    password_given = models.BooleanField(default=False)
    """Whether somebody else made the password: its owner must choose another before anything else."""
    session_round = models.PositiveIntegerField(default=0)
    """Goes up when open sessions must end: a password was changed, the account was locked."""
    second_factor = models.JSONField(null=True, default=None)
    """Kept for the second factor (product.md 87); nothing reads it yet."""

    USERNAME_FIELD = "sign_in_name"
    REQUIRED_FIELDS = ["full_name"]


class Membership(Identified):
    """A role that a person holds in a unit, on which days."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    title = models.TextField(blank=True)
    """The post as printed under a signature (``PHÓ GIÁM ĐỐC``)."""
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="membership_once_a_day",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("unit", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.ALL), name="membership_known_role"),
        ]


class SignInAttempt(models.Model):
    """A failed sign-in, for throttling. Name and address are kept only as keyed hashes."""

    name_key = models.TextField()
    address_key = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["name_key", "at"], name="attempt_by_name"),
            models.Index(fields=["address_key", "at"], name="attempt_by_address"),
        ]
