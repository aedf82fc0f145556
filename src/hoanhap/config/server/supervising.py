"""Keeping the processes of the site alive, and ending them together."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from hoanhap.config.embedded.database import Database
from hoanhap.config.embedded.refusals import StartError
from hoanhap.config.server.surroundings import Say
from hoanhap.config.server.worker import DATABASE_AWAY

PATIENCE = 20.0
"""Seconds that a process gets to end by itself."""
DEATHS, WITHIN = 4, 60.0
"""A process that dies so often within so many seconds will die again; then all end, with a sentence."""


@dataclass
class Child:
    """A process of the site."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS))
    wait_until: float = 0.0

    def start(self) -> None:
        """Start it in a group of its own, so that a Ctrl-C at the terminal reaches it through us and in order."""
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, start_new_session=True)

    @property
    def ended(self) -> int | None:
        """The exit status, None while it runs."""
        return self.process.poll() if self.process else 0

    def tell_to_end(self) -> None:
        """Ask it to end."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def make_end(self, seconds: float) -> None:
        """Wait for its end, and end it and what it started if it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, seconds))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Supervisor:
    """Starts children, starts those again that die, and ends all when asked."""

    children: list[Child]
    database: Database | None
    say: Say
    stopping: bool = False

    def run(self, *, when_started: Callable[[Supervisor], None]) -> None:
        """Keep everything running until SIGINT, SIGTERM or SIGHUP.

        :raises StartError: when a process keeps dying
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            when_started(self)
            while not self.stopping:
                self.look_after()
                time.sleep(0.25)
        finally:
            self._end_all()

    def look_after(self) -> None:
        """One round: the database first, then whoever died."""
        if self.database is not None:
            self.database.revive()
        for child in self.children:
            status = child.ended
            if status is not None and not self.stopping:
                self._again(child, status)

    def _again(self, child: Child, status: int) -> None:
        moment = time.monotonic()
        if moment < child.wait_until:
            return
        if status != DATABASE_AWAY:  # that is not the child's fault: it is tried again for as long as it takes
            child.deaths.append(moment)
            if len(child.deaths) == DEATHS and moment - child.deaths[0] < WITHIN:
                raise StartError(
                    f"{child.name} dừng {DEATHS} lần liền (mã {status}); lý do ở ngay trên. Mọi thứ được dừng lại, dữ liệu còn nguyên."
                )
            self.say(f"{child.name} vừa dừng (mã {status}); đang khởi động lại.")
        child.wait_until = moment + 1.0
        child.start()

    def _end_all(self) -> None:
        deadline = time.monotonic() + PATIENCE
        for child in self.children:
            child.tell_to_end()
        for child in self.children:
            child.make_end(deadline - time.monotonic())

    def _stop(self, _number: int, _frame: object) -> None:
        self.stopping = True
