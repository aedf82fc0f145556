"""Imports point down: the contracts in ``pyproject.toml``, which hold no exceptions."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.reading import ROOT

COMMAND = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
LINT = [sys.executable, "-c", COMMAND, "--no-cache"]


def contracts() -> list[dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, object]] = settings["tool"]["importlinter"]["contracts"]
    return found


def test_the_contracts_are_kept() -> None:
    done = subprocess.run(LINT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert f"{len(contracts())} kept, 0 broken" in done.stdout


def test_no_contract_has_exceptions() -> None:
    assert len(contracts()) >= 6
    loose = {"ignore_imports", "unmatched_ignore_imports_alerting", "allow_indirect_imports"}
    assert not [contract["id"] for contract in contracts() if loose & contract.keys()]


def test_an_import_that_points_up_is_seen(tmp_path: Path) -> None:
    """The same contracts over a small tree of the same names, in which one line points up."""
    rooms = ["kernel", "ground", "work", "channels", "people", "web", "jobs", "config"]
    for package in ("vanban", "hoanhap", *(f"hoanhap/{wing}" for wing in rooms)):
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text("", encoding="utf-8")
    wings = next(contract for contract in contracts() if contract["id"] == "wings")
    lines = "\n".join(f"    {layer}" for layer in wings["layers"])  # type: ignore[attr-defined]  # a list of text
    contract = f"[importlinter:contract:wings]\nname=wings\ntype=layers\nlayers=\n{lines}\n"
    root = "[importlinter]\nroot_packages=\n    vanban\n    hoanhap\n"
    (tmp_path / ".importlinter").write_text(root + contract, encoding="utf-8")
    assert _lint(tmp_path) == 0
    (tmp_path / "hoanhap" / "kernel" / "__init__.py").write_text("import hoanhap.work\n", encoding="utf-8")
    assert _lint(tmp_path) == 1


def _lint(folder: Path) -> int:
    return subprocess.run(LINT, cwd=folder, capture_output=True, env={"PYTHONPATH": str(folder)}, check=False).returncode
