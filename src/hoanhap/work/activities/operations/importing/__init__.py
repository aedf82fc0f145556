"""Many entries at once from a table that a unit keeps in Excel: read, shown with every fault at its cell, then logged in one act."""

from hoanhap.work.activities.operations.importing.columns import Column, columns_of
from hoanhap.work.activities.operations.importing.logging import Imported, import_table
from hoanhap.work.activities.operations.importing.table import Row, Table, read_table, take_table

__all__ = ["Column", "Imported", "Row", "Table", "columns_of", "import_table", "read_table", "take_table"]
