"""Codes that people carry home on paper: made here, shown once, kept only as a hash.

A code has five groups of four symbols of Crockford's base 32 (no I, L, O or U): eighteen drawn at random, which is 90 bits, and two check
symbols of a Reed–Solomon code over the field of 32 elements. Two check symbols catch every one or two wrong symbols, and with them every
single slip and every swap, of neighbours or not; a slip is thus told from a code that does not exist without asking the database. Pure.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
DRAWN, CHECKS, GROUP = 18, 2, 4
LENGTH = DRAWN + CHECKS
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s.·_\-‐‑‒–—−]+")
_PRIMITIVE = 0b100101  # x⁵ + x² + 1


def new_code() -> str:
    """A fresh code in groups, as it is shown: ``K3F9-0TQX-7MNA-2WYB-R41C``."""
    return code_of(secrets.token_bytes(32))


def code_of(seed: bytes, *, key: bytes = b"") -> str:
    """The code that belongs to a secret seed of at least 16 random bytes: the same seed shows the same code again, so that a form sent
    twice loses nobody's code. Only whoever holds the seed and the key can make it."""
    pool = int.from_bytes(hmac.new(key, b"code\0" + seed, hashlib.sha256).digest())
    drawn = [pool >> 5 * place & 31 for place in range(DRAWN)]
    return grouped("".join(ALPHABET[value] for value in [*drawn, *_checks(drawn)]))


def normalise(text: str) -> str | None:
    """The code that ``text`` means, without groups, or None when it cannot be one.

    Small letters, full-width forms, spaces and dashes of any kind are let pass; O is read as 0, I and L as 1.
    Anything else, a wrong length and a wrong check symbol are None.
    """
    if len(text) > 4 * LENGTH:
        return None
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", text).upper()).translate(_READ_AS)
    if len(code) != LENGTH or any(symbol not in ALPHABET for symbol in code):
        return None
    values = [ALPHABET.index(symbol) for symbol in code]
    return code if _at(values, 1) == _at(values, 2) == 0 else None


def grouped(code: str) -> str:
    """A normalised code as it is shown and printed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def digest(code: str, *, purpose: str, key: bytes) -> bytes:
    """What is kept of a code: 32 bytes of HMAC-SHA-256. ``purpose`` keeps codes of different rooms apart.

    :raises ValueError: ``code`` is no code; look with :func:`normalise` first
    """
    normal = normalise(code)
    if normal is None:
        raise ValueError("not a code")
    return hmac.new(key, f"{purpose}\0{normal}".encode(), hashlib.sha256).digest()


def _powers() -> list[int]:
    """α⁰ … α³⁰, α a root of the primitive polynomial."""
    found = [1]
    while len(found) < 31:
        double = found[-1] << 1
        found.append(double ^ _PRIMITIVE if double & 32 else double)
    return found


_POWER = _powers()
_LOG = {value: exponent for exponent, value in enumerate(_POWER)}


def _times(one: int, other: int) -> int:
    """The product in the field."""
    return _POWER[(_LOG[one] + _LOG[other]) % 31] if one and other else 0


def _at(values: list[int], root: int) -> int:
    """The polynomial with the coefficients ``values``, highest first, at α to the ``root``."""
    sum_ = 0
    for value in values:
        sum_ = _times(sum_, _POWER[root]) ^ value
    return sum_


def _checks(drawn: list[int]) -> list[int]:
    """The two symbols that make the polynomial of all twenty zero at α and at α².

    With a and b the values at α and α² of the drawn symbols moved up by two: u·α + v = a and u·α² + v = b, so u = (a + b) / (α + α²).
    """
    one, other = _at([*drawn, 0, 0], 1), _at([*drawn, 0, 0], 2)
    inverse = _POWER[-_LOG[_POWER[1] ^ _POWER[2]] % 31]
    high = _times(one ^ other, inverse)
    return [high, _times(high, _POWER[1]) ^ one]
