"""The password hash: Argon2id with the memory that a two-core machine can give to everybody at once."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """t=2, m=19 MiB, p=1: 27 ms a hash. Django's own 100 MiB takes 260 ms of processor and lets a flood stop the site."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
