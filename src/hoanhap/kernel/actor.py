"""Who acts: handed to every operation and query, never fished out of a request."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


class Role:
    """What a person does in a unit. One person may hold several."""

    CLERK = "CLERK"  # văn thư
    STAFF = "STAFF"  # chuyên viên tham mưu
    OFFICER = "OFFICER"  # cán bộ đơn vị, cơ sở
    REVIEWER = "REVIEWER"  # người duyệt
    LEADER = "LEADER"  # lãnh đạo ký
    ADMINISTRATOR = "ADMINISTRATOR"  # quản trị
    INSPECTOR = "INSPECTOR"  # kiểm tra cấp trên
    ALL = (CLERK, STAFF, OFFICER, REVIEWER, LEADER, ADMINISTRATOR, INSPECTOR)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one unit, with the roles held there and the units that may be seen from there today.

    ``unit_id`` None is the system itself (a job), which no policy of a person's act lets through by accident: policies ask for roles.
    """

    user_id: UUID | None
    name: str
    unit_id: UUID | None
    unit_name: str = ""
    roles: frozenset[str] = frozenset()
    within: frozenset[UUID] = frozenset()
    """The actor's unit and all units below it today."""

    @property
    def own_unit(self) -> UUID:
        """The unit acted for, in queries: of the system an id that no unit has."""
        return self.unit_id or _NO_UNIT

    @property
    def is_system(self) -> bool:
        """Whether this is the system itself: a job, a command, the loading of a catalogue."""
        return self.user_id is None

    def has(self, *roles: str) -> bool:
        """Whether the actor holds any of ``roles`` in the unit acted for."""
        return any(role in self.roles for role in roles)


_NO_UNIT = UUID(int=0)
SYSTEM = Actor(user_id=None, name="Hệ thống", unit_id=None)
