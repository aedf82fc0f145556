"""What is done to the catalogue and the ledger, one module a matter."""

from hoanhap.work.figures.operations.catalogue import load_catalogue
from hoanhap.work.figures.operations.checking import Checked, Difference, check, check_joint, check_totals, check_ways
from hoanhap.work.figures.operations.folding import AT_ONCE, fold
from hoanhap.work.figures.operations.joining import settle
from hoanhap.work.figures.operations.ledger import About, Quantity, define, freeze, take_back, write_lines
from hoanhap.work.figures.operations.rebuilding import rebuild

__all__ = [
    "AT_ONCE",
    "About",
    "Checked",
    "Difference",
    "Quantity",
    "check",
    "check_joint",
    "check_totals",
    "check_ways",
    "define",
    "fold",
    "freeze",
    "load_catalogue",
    "rebuild",
    "settle",
    "take_back",
    "write_lines",
]
