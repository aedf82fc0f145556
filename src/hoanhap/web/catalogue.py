"""The English of the interface: ``django.po`` is kept in the repository, ``django.mo`` is compiled from it where the system runs."""

from __future__ import annotations

import logging
from pathlib import Path

from django.conf import settings

log = logging.getLogger(__name__)


def compile_catalogues() -> list[Path]:
    """Compile every catalogue whose compiled form is missing or older. Returns what was compiled."""
    import polib

    compiled = []
    for source in (po for folder in settings.LOCALE_PATHS for po in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = target.with_suffix(".mo.new")
        try:
            polib.pofile(str(source)).save_as_mofile(str(fresh))
            fresh.replace(target)  # whole or not at all: two processes may start together
        except OSError:
            log.warning("%s cannot be written; English pages will be in Vietnamese", target)
            continue
        compiled.append(target)
    return compiled
