"""Units through time: identity, names and place are three things, each with its days.

``Unit`` persists while the body does. Names and placements are dated ``[valid_from, valid_until)``; succession says who took over
what from whom. The district level that ended on 1 July 2025 stays here, with its successors.
"""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from hoanhap.kernel.models import Identified


class UnitKind(models.TextChoices):
    """What sort of body a unit is."""

    PROVINCE = "PROVINCE", "Ủy ban nhân dân tỉnh"
    DEPARTMENT = "DEPARTMENT", "Sở, ban, ngành"
    POLICE = "POLICE", "Công an tỉnh"
    DIVISION = "DIVISION", "Phòng nghiệp vụ"
    PRESS = "PRESS", "Báo, đài tỉnh"
    FACILITY = "FACILITY", "Cơ sở giam giữ"
    DISTRICT = "DISTRICT", "Cấp huyện (đến 30/6/2025)"
    DISTRICT_POLICE = "DISTRICT_POLICE", "Công an cấp huyện (đến 28/02/2025)"
    COMMUNE = "COMMUNE", "Ủy ban nhân dân xã, phường"
    COMMUNE_POLICE = "COMMUNE_POLICE", "Công an xã, phường"
    PARTY = "PARTY", "Cơ quan Đảng, đoàn thể"


class Hierarchy(models.TextChoices):
    """Parallel trees over one list of units."""

    GOVERNMENT = "GOVERNMENT", "Chính quyền"
    POLICE = "POLICE", "Công an"
    PARTY = "PARTY", "Đảng, đoàn thể"
    PROFESSIONAL = "PROFESSIONAL", "Chuyên môn, nghiệp vụ"


class Unit(Identified):
    """A body. Its code is ours and never changes; its names and place may."""

    code = models.TextField(unique=True)
    kind = models.TextField(choices=UnitKind.choices)
    valid = DateRangeField()


class UnitName(Identified):
    """What a unit is called, on which days. ``short`` and ``aliases`` are how papers print it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.TextField()
    short = models.TextField(blank=True)
    symbol = models.TextField(blank=True)
    """The part of a number-symbol that names the unit (``SVHTTDL``)."""
    place = models.TextField(blank=True)
    """The place name printed before the date of its papers."""
    aliases = models.JSONField(default=list)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_one_name_a_day", expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)]
            )
        ]


class Placement(Identified):
    """Under whom a unit stands in one hierarchy, on which days: one parent a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="children")
    hierarchy = models.TextField(choices=Hierarchy.choices)
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_one_parent_a_day",
                expressions=[("unit", RangeOperators.EQUAL), ("hierarchy", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=~models.Q(unit=models.F("parent")), name="unit_not_its_own_parent"),
        ]
        indexes = [models.Index(fields=["parent", "hierarchy"], name="placement_by_parent")]


class Succession(Identified):
    """Who took over from whom, on which day, for which function, with which share."""

    source = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_out")
    target = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_in")
    day = models.DateField()
    function = models.TextField(default="ALL")
    weight = models.DecimalField(max_digits=9, decimal_places=8, default=1)
    reference = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "day", "function"], name="succession_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1), name="succession_weight_is_a_share"),
        ]
