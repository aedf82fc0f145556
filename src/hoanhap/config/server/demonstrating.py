"""The demonstration province, from a process of its own: ``python -m hoanhap.config.server.demonstrating load|sign-ins``."""

from __future__ import annotations

import sys

import django

from hoanhap.config import demonstration


def main(act: str) -> int:
    """``load`` puts the invented province into the database, once; ``sign-ins`` prints who may sign in, a line a person."""
    django.setup()
    if act == "load":
        load = getattr(demonstration, "load", None)
        if load is not None:
            load()
    else:
        for row in getattr(demonstration, "sign_ins", tuple)():
            sys.stdout.write("  " + (row if isinstance(row, str) else "  ".join(str(cell) for cell in row)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
