"""A room can be taken in at a glance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.architecture.reading import Module, length, module, modules, templates

MODULE, TEMPLATE, VIEW, FUNCTION, LONG, LONG_SHARE = 400, 120, 25, 50, 40, 0.01
"""Lines at most; of functions at most one in a hundred is longer than ``LONG``, and none than ``FUNCTION``."""


def too_long(found: Iterable[Module]) -> list[str]:
    """Modules and functions over the bounds."""
    told = []
    for one in found:
        if one.lines > MODULE:
            told.append(f"{one.name} has {one.lines} lines: divide it by what it is about")
        told += [f"{one.name}.{f.name} has {length(f)} lines: give its steps names" for f in one.functions() if length(f) > FUNCTION]
    return told


def long_views(found: Iterable[Module]) -> list[str]:
    """Functions that take a request and do more than translate, call and answer."""
    return [
        f"{one.name}.{f.name} has {length(f)} lines: what it decides belongs into an operation or a query"
        for one in found
        for f in one.functions()
        if f.args.args and f.args.args[0].arg == "request" and length(f) > VIEW
    ]


def long_templates(found: Mapping[str, str]) -> list[str]:
    """Templates over the bound."""
    return [
        f"{name} has {len(text.splitlines())} lines: make a component" for name, text in found.items() if len(text.splitlines()) > TEMPLATE
    ]


def test_modules_and_functions_can_be_taken_in() -> None:
    assert too_long(modules()) == []
    lengths = [length(f) for one in modules() for f in one.functions()]
    assert len(lengths) > 500
    assert sum(one > LONG for one in lengths) <= LONG_SHARE * len(lengths)


def test_views_only_translate() -> None:
    rooms = ("hoanhap.web.desk.", "hoanhap.web.public.")
    views = [one for one in modules("hoanhap.web") if one.name.startswith(rooms) and len(one.parts) > 4]
    assert sum(1 for one in views for f in one.functions() if f.args.args and f.args.args[0].arg == "request") > 20
    assert long_views(views) == []


def test_templates_can_be_taken_in() -> None:
    assert long_templates(templates()) == []


def test_what_is_too_long_is_seen() -> None:
    body = "\n".join(f"    a{number} = {number}" for number in range(60))
    assert too_long([module("a", f"def f():\n{body}")])
    assert too_long([module("a", "\n" * (MODULE + 1))])
    assert long_views([module("a", f"def page(request):\n{body}")])
    assert long_views([module("a", "def page(request):\n    return 1")]) == []
    assert long_templates({"a.html": "\n" * (TEMPLATE + 1)})
