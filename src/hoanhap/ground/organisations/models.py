"""Units and localities through time: identity, names and place are three things, each with its days.

``Unit`` persists while the body does, ``Locality`` while the ground within its borders does. Names and placements are dated
``[valid_from, valid_until)``; succession says who took over what from whom. The district level that ended on 1 July 2025 stays
here, with its successors. Why localities stand beside units: ADR 10.
"""

from __future__ import annotations

from uuid import UUID

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
    STATION = "STATION", "Đài truyền thanh xã, phường"
    CENTRAL = "CENTRAL", "Cơ quan trung ương"
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


class Tree(models.Model):
    """One row: how often placements have changed. A trigger counts, in the transaction of the change, so that whoever keeps sums
    over the tree knows in one look whether they still speak about it."""

    revision = models.BigIntegerField()


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


class ReorganisationKind(models.TextChoices):
    """What was done to units."""

    MERGE = "MERGE", "Sáp nhập"
    SPLIT = "SPLIT", "Chia, tách"
    RENAME = "RENAME", "Đổi tên"
    MOVE = "MOVE", "Chuyển cơ quan quản lý"
    CLOSE = "CLOSE", "Kết thúc hoạt động"


class Reorganisation(models.Model):
    """One act upon units, by which paper, with every row that it wrote or cut, so that it can be undone. Numbered in the order done."""

    number = models.BigAutoField(primary_key=True)
    kind = models.TextField(choices=ReorganisationKind.choices)
    day = models.DateField()
    reference = models.TextField()
    units = models.ManyToManyField(Unit, related_name="reorganisations")
    """Every unit that it touched: a later act upon one of them stands in the way of undoing this one."""
    steps = models.JSONField()
    followed = models.JSONField(default=list)
    """What apps above moved to the heirs along with it (people, duties), each in words of its own, for the undo."""
    done_at = models.DateTimeField()
    done_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    @property
    def opened(self) -> set[UUID]:
        """The units that it opened. They may begin later than today, when nobody stands above them yet."""
        return {UUID(step["id"]) for step in self.steps if step["act"] == "create" and step["model"] == "Unit"}


class LocalityLevel(models.TextChoices):
    """Levels of the country's division. The district level ended on 1 July 2025."""

    PROVINCE = "PROVINCE", "Cấp tỉnh"
    DISTRICT = "DISTRICT", "Cấp huyện (đến 30/6/2025)"
    COMMUNE = "COMMUNE", "Cấp xã"


class LocalityKind(models.TextChoices):
    """What a locality is called before its name; the label is the word that papers print."""

    PROVINCE = "PROVINCE", "tỉnh"
    CENTRAL_CITY = "CENTRAL_CITY", "thành phố"
    RURAL_DISTRICT = "RURAL_DISTRICT", "huyện"
    URBAN_DISTRICT = "URBAN_DISTRICT", "quận"
    TOWN = "TOWN", "thị xã"
    CITY = "CITY", "thành phố"
    COMMUNE = "COMMUNE", "xã"
    WARD = "WARD", "phường"
    TOWNSHIP = "TOWNSHIP", "thị trấn"
    SPECIAL_ZONE = "SPECIAL_ZONE", "đặc khu"


class ShareBasis(models.TextChoices):
    """How the share of a divided locality is known."""

    WHOLE = "WHOLE", "Nguyên vẹn"
    STATED = "STATED", "Theo văn bản"
    EQUAL = "EQUAL", "Chia đều, nguồn không nêu tỷ lệ"


class Locality(Identified):
    """A piece of the country within one set of borders. ``key`` is ours: the official code, with ``@year`` for a later bearer of it."""

    key = models.TextField(unique=True)
    level = models.TextField(choices=LocalityLevel.choices)
    valid = DateRangeField()
    """An open beginning means that the day is not known; the source says since when the borders are (``data/sources.toml``)."""
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    """Of the middle, in degrees (WGS 84)."""
    area = models.FloatField(null=True)
    """Square kilometres, where the source has it."""


class LocalityName(Identified):
    """What a locality is called, what sort it is and which official code it bears, on which days."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="names")
    name = models.TextField()
    """Without the word for its kind: ``Trúc Bạch``."""
    kind = models.TextField(choices=LocalityKind.choices)
    code = models.TextField()
    """The official code. It has been given to another place before, so it identifies a locality only together with a day."""
    valid = DateRangeField()
    source = models.TextField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="locality_one_name_a_day", expressions=[("locality", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)]
            ),
            ExclusionConstraint(
                name="locality_code_once_a_day", expressions=[("code", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)]
            ),
        ]


class LocalityPlacement(Identified):
    """In which locality another lies, on which days."""

    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="parts")
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="locality_one_parent_a_day", expressions=[("locality", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)]
            )
        ]


class LocalitySuccession(Identified):
    """Which share of a locality that ended belongs to which locality since ``day``. The shares of one sum to one."""

    source = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="successions_out")
    target = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="successions_in")
    day = models.DateField()
    weight = models.DecimalField(max_digits=9, decimal_places=8)
    basis = models.TextField(choices=ShareBasis.choices)
    main = models.BooleanField()
    """Whether this is the heir meant when only one can be named (an address without a street)."""
    reference = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "day"], name="locality_succession_once"),
            models.CheckConstraint(condition=models.Q(weight__gt=0, weight__lte=1), name="locality_weight_is_a_share"),
        ]


class Territory(Identified):
    """The locality that a unit serves, on which days. A unit may serve none (a ministry) or share one (a department, its province)."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="territories")
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="territories")
    valid = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="unit_one_territory_a_day", expressions=[("unit", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)]
            )
        ]
