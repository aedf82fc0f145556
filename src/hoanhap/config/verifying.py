"""Checking the proof of a report without database or network: ``hoanhap verify`` runs the very program that lies in every bundle, and
reads the Word file with ``vanban``, too, which also finds figures whose link was lost."""

from __future__ import annotations

import importlib.util
import json
import sys
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

from vanban.errors import VanbanError
from vanban.writing.verify import verify_docx


@cache
def program() -> ModuleType:
    """The program of the bundles, from its file: it belongs to no package, so that it needs none."""
    path = Path(str(files("hoanhap.work.reports").joinpath("data/verify.py")))
    spec = importlib.util.spec_from_file_location("hoanhap_verify", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(bundle: Path) -> int:
    """Check a bundle (zip or folder) or a ``ledger.json`` and say what was found. The exit status: 0 when everything holds, else 1."""
    status = int(program().main([str(bundle)]))
    for message in _word(bundle):
        sys.stdout.write(f"{message}\n")
        status = 1
    return status


def faults(ledger: dict[str, Any]) -> list[str]:
    """Every way in which a ledger contradicts itself, in sentences; none when it holds."""
    return list(program().faults(ledger))


def _word(bundle: Path) -> list[str]:
    """What ``vanban`` finds in the Word file; nothing where there is none or the ledger itself does not hold up."""
    try:
        content = program().files_in(bundle)
        paper = json.loads(content["ledger.json"]).get("paper")
        return [finding.message for finding in verify_docx(content["report.docx"], paper)] if paper else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, VanbanError, zipfile.BadZipFile):
        return []
