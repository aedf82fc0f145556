"""The catalogue of indicators, from a process of its own: ``python -m hoanhap.config.server.cataloguing``."""

from __future__ import annotations

import sys

import django


def main() -> int:
    """Put the catalogue on record; says how many definitions are new, if any."""
    django.setup()
    from hoanhap.kernel import clock
    from hoanhap.kernel.actor import SYSTEM
    from hoanhap.work.figures import operations

    added = operations.load_catalogue(actor=SYSTEM, now=clock.now())
    if added:
        sys.stdout.write(f"  thêm {added} định nghĩa.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
