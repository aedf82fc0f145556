"""Habits that one slip would end: no text marked safe, no rows fetched by pages, no module that is a drawer."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping

from tests.architecture.reading import Module, module, modules, templates

DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "tools", "stuff"}


def marked_safe(found: Iterable[Module], pages: Mapping[str, str]) -> list[str]:
    """Text put into a page unescaped. ``SafeString`` may stand in an annotation; nobody calls it."""
    told = [f"{one.name} uses mark_safe: use format_html" for one in found for node in ast.walk(one.tree) if _word(node) == "mark_safe"]
    told += [
        f"{one.name} calls {name}: use format_html" for one in found for name, _ in one.calls() if name.endswith(("SafeString", "SafeText"))
    ]
    return told + [
        f"{name} switches escaping off" for name, text in pages.items() if re.search(r"\|\s*safe(seq)?\b|autoescape\s+off", text)
    ]


def _word(node: ast.AST) -> str:
    if isinstance(node, ast.alias):
        return node.name
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def rows_fetched(found: Iterable[Module]) -> list[str]:
    """Pages and jobs that go to a table themselves: permission and look-up are one step, in a query."""
    return [
        f"{one.name} line {node.lineno} uses .{node.attr}: ask a query that takes the actor"
        for one in found
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")
    ]


def clocks_read(found: Iterable[Module]) -> list[str]:
    """Operations, queries, policies and states that read the clock instead of taking ``now``."""
    return [
        f"{one.name} calls {name}(): take now from the caller"
        for one in found
        if {"operations", "queries", "policies", "states", "models"} & set(one.parts)
        for name, _ in one.calls()
        if re.search(r"(^|\.)(clock\.now|timezone\.now|datetime\.now|datetime\.utcnow|date\.today|time\.time|localdate)$", name)
    ]


def drawers(names: Iterable[str]) -> list[str]:
    """Modules named for nothing in particular, and functions that "handle" or "process" (but for Django's own names of middleware)."""
    empty = re.compile(r"handle_|process_(?!(exception|view|template_response)$)")
    return [f"{name}: name it for what it is or does" for name in names if name in DRAWERS or empty.match(name)]


def test_no_text_is_marked_safe() -> None:
    assert marked_safe(modules("hoanhap"), templates()) == []


def test_pages_and_jobs_ask_queries() -> None:
    assert rows_fetched([*modules("hoanhap.web"), *modules("hoanhap.jobs")]) == []


def test_nothing_below_the_pages_reads_the_clock() -> None:
    assert clocks_read([*modules("hoanhap.ground"), *modules("hoanhap.work")]) == []


def test_nothing_is_named_for_nothing() -> None:
    found = modules()
    assert drawers(part for one in found for part in one.parts) == []
    assert drawers(function.name for one in found for function in one.functions()) == []


def test_each_slip_is_seen() -> None:
    assert marked_safe([module("a", "from django.utils.safestring import mark_safe")], {})
    assert marked_safe([module("a", "safestring.mark_safe(x)")], {})
    assert marked_safe([module("a", "SafeString(x)")], {})
    assert not marked_safe([module("a", "def f() -> SafeString: ...")], {})
    assert marked_safe([], {"a.html": "{{ text|safe }}"})
    assert marked_safe([], {"a.html": "{% autoescape off %}"})
    assert not marked_safe([module("a", "format_html('<b>{}</b>', x)")], {"a.html": "{{ text }} safe"})
    assert rows_fetched([module("hoanhap.web.desk.views", "User.objects.get()")])
    assert clocks_read([module("hoanhap.work.documents.operations", "clock.now()")])
    assert clocks_read([module("hoanhap.work.documents.queries.finding", "from datetime import date\ndate.today()")])
    assert drawers(["utils", "documents", "handle_upload"]) == [
        "utils: name it for what it is or does",
        "handle_upload: name it for what it is or does",
    ]
