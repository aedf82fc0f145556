"""Translations: ``.po`` files are text that people edit, ``.mo`` files are what gettext reads."""

from __future__ import annotations

import os
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parents[2] / "web" / "locale"


def compile_messages(folder: Path = LOCALE) -> list[Path]:
    """Write the ``.mo`` of every ``.po`` that is newer than it. Returns what was written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        draft = target.with_suffix(f".{os.getpid()}.draft")
        polib.pofile(str(source)).save_as_mofile(str(draft))
        draft.replace(target)
        written.append(target)
    return written
