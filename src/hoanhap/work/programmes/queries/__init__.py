"""Finding plans that the actor may see, their points of content and their targets."""

from hoanhap.work.programmes.models import Content, Plan, Target
from hoanhap.work.programmes.queries.plans import contents_open, get_plan, of_paper, search, visible
from hoanhap.work.programmes.queries.targets import Suggestion, get_target, suggested, targets_for, targets_of

__all__ = [
    "Content",
    "Plan",
    "Suggestion",
    "Target",
    "contents_open",
    "get_plan",
    "get_target",
    "of_paper",
    "search",
    "suggested",
    "targets_for",
    "targets_of",
    "visible",
]
