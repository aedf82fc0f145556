"""The parts of ``benchmarks/consolidation.py``: loading a country's entries, asking them in three ways, writing."""
