"""What is done to units and localities, one module an act."""

from hoanhap.ground.organisations.operations.localities import Loaded, load_localities
from hoanhap.ground.organisations.operations.opening import Naming, open_unit, place_unit, succeed
from hoanhap.ground.organisations.operations.setting_up import SetUp, set_up_province

__all__ = ["Loaded", "Naming", "SetUp", "load_localities", "open_unit", "place_unit", "set_up_province", "succeed"]
