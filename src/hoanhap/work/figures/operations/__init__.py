"""What is done to the catalogue and the ledger, one module a matter."""

from hoanhap.work.figures.operations.catalogue import load_catalogue
from hoanhap.work.figures.operations.ledger import Quantity, define, freeze, take_back, write_lines

__all__ = ["Quantity", "define", "freeze", "load_catalogue", "take_back", "write_lines"]
