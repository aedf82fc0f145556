"""The sources as the guards read them: modules with their syntax trees, and templates."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
TEMPLATES = SOURCE / "hoanhap" / "web" / "templates"


@dataclass(frozen=True)
class Module:
    """A Python module: dotted name, text and tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def parts(self) -> list[str]:
        return self.name.split(".")

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def imports(self) -> Iterator[str]:
        """The dotted name of everything imported, names out of modules included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                package = self._package(node.level) if node.level else []
                for alias in node.names:
                    yield ".".join([*package, *([node.module] if node.module else []), alias.name])

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call, with the name as written (``queue.defer``)."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func), node

    def _package(self, level: int) -> list[str]:
        return self.parts[: len(self.parts) - level]


def module(name: str, text: str) -> Module:
    """A module made up by a test."""
    return Module(name, text, ast.parse(text))


@cache
def modules(under: str = "") -> tuple[Module, ...]:
    """Every module below ``under`` (a dotted name), migrations left out: Django writes those."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if "migrations" not in parts and f"{name}.".startswith(f"{under}." if under else ""):
            found.append(module(name, path.read_text(encoding="utf-8")))
    assert found, f"nothing below {under or SOURCE}"
    return tuple(found)


@cache
def templates() -> dict[str, str]:
    """Text of every template by its name below the template folder."""
    found = {path.relative_to(TEMPLATES).as_posix(): path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.html"))}
    assert found
    return found


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the last statement."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
