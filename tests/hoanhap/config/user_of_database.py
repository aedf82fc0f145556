"""A process that uses the database of a ``var``: says what it found, and leaves when its input ends. Run by tests."""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg

from hoanhap.config.embedded.database import in_use
from hoanhap.config.embedded.refusals import StartError

QUERY = "SELECT current_user || ' ' || current_setting('data_checksums') || ' ' || current_setting('listen_addresses')"


def say(*words: object) -> None:
    """One line for the test that listens."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main() -> None:
    """``created`` or ``found``, then the answer to a query once for every line of input."""
    try:
        with in_use(Path(sys.argv[1]), lasting=False) as database:
            say("created" if database.created else "found", database.cluster.places.data.stat().st_uid)
            for _ in sys.stdin:
                with psycopg.connect(database.runtime_address) as connection:
                    say(connection.execute(QUERY).fetchone())
    except StartError as refusal:
        say("refused", refusal)


if __name__ == "__main__":
    main()
