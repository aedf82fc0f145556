"""What is done to units and localities, one module an act."""

from hoanhap.ground.organisations.operations.localities import Loaded, load_localities
from hoanhap.ground.organisations.operations.opening import Naming, open_unit, place_unit, succeed
from hoanhap.ground.organisations.operations.reorganising import (
    ALL,
    Birth,
    Share,
    close_unit,
    merge_units,
    move_unit,
    rename_unit,
    split_unit,
)
from hoanhap.ground.organisations.operations.setting_up import SetUp, set_up_province
from hoanhap.ground.organisations.operations.undoing import (
    Change,
    Outcome,
    Resting,
    followed_by,
    heirs_in,
    note_followed,
    outcome_of,
    undo_reorganisation,
)

__all__ = [
    "ALL",
    "Birth",
    "Change",
    "Loaded",
    "Naming",
    "Outcome",
    "Resting",
    "SetUp",
    "Share",
    "close_unit",
    "followed_by",
    "heirs_in",
    "load_localities",
    "merge_units",
    "move_unit",
    "note_followed",
    "open_unit",
    "outcome_of",
    "place_unit",
    "rename_unit",
    "set_up_province",
    "split_unit",
    "succeed",
    "undo_reorganisation",
]
