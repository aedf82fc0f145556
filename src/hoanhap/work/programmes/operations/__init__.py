"""Making plans from papers, changing them, and setting their targets."""

from hoanhap.work.programmes.operations.plans import change_plan, draft_plan, hold, mark_assigned, require_changeable
from hoanhap.work.programmes.operations.targets import Wanted, drop_target, set_target

__all__ = ["Wanted", "change_plan", "draft_plan", "drop_target", "hold", "mark_assigned", "require_changeable", "set_target"]
