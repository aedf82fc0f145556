"""``hoanhap manage check_files [--collect]``: hold the stored files against their rows, and note which are lost."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from hoanhap.ground.files import operations
from hoanhap.kernel import clock
from hoanhap.kernel.actor import SYSTEM


class Command(BaseCommand):
    """Says what is missing, damaged or left over; ends with 1 when something is missing or damaged."""

    help = "So tệp đã lưu với sổ: tệp thiếu, tệp hỏng, tệp thừa. --collect dọn tệp thừa cũ hơn một ngày."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: clean up."""
        parser.add_argument("--collect", action="store_true", help="dọn tệp thừa cũ hơn một ngày")

    def handle(self, *_args: Any, collect: bool, **_options: Any) -> None:
        """Compare, say, and clean up when asked."""
        found = operations.look_over(night=None, now=clock.now())
        for word, hashes in (("THIẾU", found.missing), ("HỎNG", found.damaged), ("THỪA", found.orphans)):
            for sha256 in hashes:
                self.stdout.write(f"{word} {sha256}")
        if collect:
            self.stdout.write(f"Đã dọn {operations.collect(actor=SYSTEM, now=clock.now())} tệp thừa.")
        if found.missing or found.damaged:
            raise SystemExit(1)
        self.stdout.write("Mọi tệp đã lưu đều còn nguyên.")
