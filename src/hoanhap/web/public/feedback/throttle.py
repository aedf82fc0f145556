"""Holding floods and guessers off without keeping an address: counters in memory, under a hash that nobody can undo tomorrow.

Each process counts for itself and forgets everything when it ends. An address is hashed with random bytes that are thrown away every
day and were never written anywhere.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from hoanhap.kernel.errors import TooMany

_LOCAL = ("127.0.0.1", "::1", "")
MOST_SOURCES = 50_000


@dataclass(frozen=True, slots=True)
class Limit:
    """How many at once, and how many a second afterwards."""

    burst: float
    a_second: float


class Buckets:
    """One bucket of tokens a key; a bucket that would be full again is forgotten."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._held: dict[bytes, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, key: bytes, *, at: float, tokens: float = 1) -> float:
        """Take tokens and give back 0; or take none and give back after how many seconds there will be some."""
        with self._lock:
            level = self._level(key, at)
            if level < tokens:
                return (tokens - level) / self.limit.a_second
            self._held[key] = (level - tokens, at)
            if len(self._held) > MOST_SOURCES:
                self._forget(at)
            return 0

    def _level(self, key: bytes, at: float) -> float:
        level, since = self._held.get(key, (self.limit.burst, at))
        return min(self.limit.burst, level + max(0.0, at - since) * self.limit.a_second)

    def _forget(self, at: float) -> None:
        full = [key for key in self._held if self._level(key, at) >= self.limit.burst]
        for key in full or list(self._held)[: MOST_SOURCES // 2]:
            del self._held[key]


class Salt:
    """Random bytes of one day."""

    def __init__(self) -> None:
        self.day, self.bytes = -1, b""

    def of(self, at: float) -> bytes:
        """The bytes of the day; those of the day before are gone."""
        day = int(at // 86_400)
        if day != self.day:
            self.day, self.bytes = day, secrets.token_bytes(32)
        return self.bytes


ASKING = Buckets(Limit(burst=40, a_second=0.5))
"""Of one source: a village may stand behind one address of a telephone network."""
ASKING_TOGETHER = Buckets(Limit(burst=600, a_second=200))
PICTURES = Buckets(Limit(burst=10, a_second=0.1))
GUESSING = Buckets(Limit(burst=5, a_second=5 / 60))
"""Of one source and process, well-formed codes that nobody has: with two processes ten a minute. A slip of the pen is told before and
does not count."""
GUESSING_TOGETHER = Buckets(Limit(burst=100, a_second=100 / 60))
_SALT = Salt()
_WHOLE = b"all"


def ask(request: HttpRequest) -> None:
    """Count one question.

    :raises TooMany: of this source, or altogether
    """
    now, source = time.monotonic(), _source(request)
    wait = ASKING_TOGETHER.take(_WHOLE, at=now) or (ASKING.take(source, at=now) if source else 0)
    _refuse(wait)


def picture(request: HttpRequest) -> None:
    """Count one picture, which costs more than a question.

    :raises TooMany: of this source
    """
    _refuse(PICTURES.take(_source(request) or _WHOLE, at=time.monotonic()))


def guess(request: HttpRequest) -> None:
    """Ask leave to try a code: tokens are only taken by ``wrong``.

    :raises TooMany: too many wrong ones came from this source, or altogether
    """
    now = time.monotonic()
    wait = GUESSING.take(_source(request) or _WHOLE, at=now, tokens=1) or GUESSING_TOGETHER.take(_WHOLE, at=now)
    _refuse(wait)


def right(request: HttpRequest) -> None:
    """Give the token back: the code was somebody's."""
    now = time.monotonic()
    GUESSING.take(_source(request) or _WHOLE, at=now, tokens=-1)
    GUESSING_TOGETHER.take(_WHOLE, at=now, tokens=-1)


def _source(request: HttpRequest) -> bytes:
    """A hash of where a request comes from; empty for this very machine, behind which everybody may stand.

    A proxy on this machine names the address that it saw last; from anybody else such a name is not believed.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if address in _LOCAL:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    if not address:
        return b""
    return hmac.new(_SALT.of(time.time()), address.encode(), hashlib.sha256).digest()[:16]


def _refuse(wait: float) -> None:
    if wait > 0:
        raise TooMany(
            "TOO_MANY", _("Có quá nhiều lượt gửi cùng lúc. Chữ bạn viết còn ở trang trước; hãy chờ một phút rồi gửi lại."),
            retry_after=max(1, round(wait)),
        )  # fmt: skip
