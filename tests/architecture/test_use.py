"""Whatever stands in the product is asked by the product. What only a test or a benchmark calls is not built yet, or is over."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.architecture.reading import SOURCE, Module, module, modules, templates

FOUND_BY_DJANGO = ("AppConfig", "BaseCommand", "Middleware")
"""Bases of classes that the framework looks for by itself."""


def _defined(within: Module) -> Iterator[str]:
    """Names of functions and classes of a module that somebody has to call."""
    for node in within.tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not any(map(_registers, node.decorator_list)):
            yield node.name
        if isinstance(node, ast.ClassDef) and not any(ast.unparse(base).endswith(FOUND_BY_DJANGO) for base in node.bases):
            yield node.name


def _registers(decorator: ast.expr) -> bool:
    """Whether the decorator itself hands the function to who calls it: filters of templates, jobs, checks."""
    return ast.unparse(decorator).startswith(("register", "app."))


def _named(within: Module) -> Iterator[str]:
    """Every name that is used, and every word of a string that is no docstring (dotted paths, SQL): not what is imported or exported."""
    left_out = {id(text) for node in ast.walk(within.tree) for text in _said(node)}
    for node in ast.walk(within.tree):
        if isinstance(node, ast.Name):
            yield node.id
        if isinstance(node, ast.Attribute):
            yield node.attr
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield from re.findall(r"\w+", node.value)


def _said(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and the list of what a package exports."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
        yield from ast.walk(node.value)


def _of_migrations() -> Iterator[str]:
    for path in SOURCE.rglob("migrations/*.py"):
        yield from _named(module("migrations", path.read_text("utf-8")))


def unasked(defining: Iterable[Module], named: Counter[str]) -> list[str]:
    """``module: name`` of what nobody names. A model is named by its table, too: ``figures_portion``."""
    tables = {name.rpartition("_")[2] for name in named}
    return [f"{one.name}: {name}" for one in defining for name in _defined(one) if not named[name] and name.lower() not in tables]


def test_whatever_is_built_is_asked() -> None:
    named = Counter(name for one in modules() for name in _named(one))
    named.update(word for text in templates().values() for word in re.findall(r"\w+", text))
    named.update(_of_migrations())
    assert not unasked(modules("hoanhap"), named)


def test_a_name_that_is_only_exported_or_told_of_is_seen() -> None:
    made = module("hoanhap.somewhere", '"""Says lonely."""\n__all__ = ["lonely", "asked"]\ndef lonely(): ...\ndef asked(): ...\nasked()\n')
    assert unasked([made], Counter(_named(made))) == ["hoanhap.somewhere: lonely"]
