"""Apps use each other through their doors, hold the files they may hold, and keep their templates in their room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.architecture.reading import SOURCE, Module, module, modules, templates

WINGS = ("ground", "work", "channels", "people")
DOORS = ("queries", "operations", "states", "policies")
FILES = frozenset({"__init__", "apps", "models", "admin", "migrations", "management", "data", "content", *DOORS})
"""``data`` holds facts (TOML with a reference each), ``content`` texts that are published (TOML, one file a text)."""
SHARED_ROOMS = ("layouts", "components")


def app_of(name: str) -> tuple[str, str] | None:
    """Wing and app of a dotted name, when it lies in one."""
    parts = name.split(".")
    return (parts[1], parts[2]) if len(parts) > 2 and parts[0] == "hoanhap" and parts[1] in WINGS else None


def entered_otherwise(found: Iterable[Module]) -> list[str]:
    """Imports of an app's inside from outside the app."""
    return [
        f"{module_.name} imports {name}: use the app's {', '.join(DOORS)}"
        for module_ in found
        for name in module_.imports()
        if (app := app_of(name)) and app != app_of(module_.name) and [*name.split("."), ""][3] not in DOORS
    ]


def test_apps_are_entered_through_their_doors() -> None:
    assert entered_otherwise(modules("hoanhap")) == []


@pytest.mark.parametrize(
    "line",
    [
        "from hoanhap.work.documents.models import Paper",
        "from hoanhap.work.documents import models",
        "import hoanhap.work.documents.models",
        "from hoanhap.work import documents",
        "from hoanhap.ground.organisations.heirs import anything",
    ],
)
def test_another_way_in_is_seen(line: str) -> None:
    assert entered_otherwise([module("hoanhap.work.reports.operations", line)])
    assert entered_otherwise([module("hoanhap.web.desk.home.views", line)])


def test_the_doors_themselves_are_no_offence() -> None:
    text = "from hoanhap.work.documents import queries as documents\nfrom hoanhap.ground.audit.operations import record"
    assert entered_otherwise([module("hoanhap.work.reports.operations.issue", text)]) == []
    assert entered_otherwise([module("hoanhap.work.documents.queries", "from hoanhap.work.documents.models import Paper")]) == []


def strangers(names: Mapping[str, Iterable[str]]) -> list[str]:
    """Files that no app holds, by app."""
    return [
        f"{app} holds {name}: put it into one of {', '.join(sorted(FILES))}" for app, held in names.items() for name in set(held) - FILES
    ]


def test_an_app_holds_only_what_an_app_holds() -> None:
    held = {}
    for wing in WINGS:
        for folder in (SOURCE / "hoanhap" / wing).glob("*/"):
            if (folder / "__init__.py").exists():
                held[f"{wing}.{folder.name}"] = [path.stem for path in folder.iterdir() if path.name != "__pycache__"]
    assert len(held) >= 10
    assert strangers(held) == []


def test_a_stranger_in_an_app_is_seen() -> None:
    assert strangers({"work.documents": ["models", "utils"]})
    assert strangers({"work.documents": ["models", "queries"]}) == []


NAMED = re.compile(r"""["']((?:desk|public|layouts|components|errors)/[\w/]+\.html)["']""")


def outside_the_room(texts: Mapping[str, str]) -> list[str]:
    """Templates named in a room (template or view) that belong to another room. Keys are ``desk/documents/…``."""
    return [
        f"{key} uses {name}: a room uses its own templates, {' and '.join(SHARED_ROOMS)}"
        for key, text in texts.items()
        for name in NAMED.findall(text)
        if not name.startswith(SHARED_ROOMS) and _room(name) != _room(key)
    ]


def _room(name: str) -> str:
    parts = Path(name).parts
    return "/".join(parts[:2]) if parts[0] in ("desk", "public") else parts[0]


def test_templates_stay_in_their_room() -> None:
    views = {
        "/".join(found.parts[2:]): found.text
        for side in ("desk", "public")
        for found in modules(f"hoanhap.web.{side}")
        if len(found.parts) > 4  # a module in a room, not what the rooms of a side share
    }
    assert len(views) > 10
    assert outside_the_room(dict(templates())) == []
    assert outside_the_room(views) == []


def test_every_template_named_exists_and_every_template_is_named() -> None:
    texts = [*templates().values(), *(found.text for found in modules("hoanhap"))]
    named = {name for text in texts for name in NAMED.findall(text)}
    assert named - templates().keys() == set()
    assert {name for name in templates().keys() - named if not _by_component(name)} == set()


def _by_component(name: str) -> bool:
    """A component's template may be named by its last part alone, in the tag that shows it."""
    return name.startswith("components/") and any(Path(name).stem in found.text for found in modules("hoanhap.web.templatetags"))


def test_a_template_of_another_room_is_seen() -> None:
    assert outside_the_room({"desk/reports/report.html": '{% include "desk/documents/rows.html" %}'})
    assert outside_the_room({"desk/reports/views": 'render(request, "desk/documents/paper.html")'})
    assert outside_the_room({"desk/reports/report.html": '{% include "desk/reports/rows.html" %}{% extends "layouts/desk.html" %}'}) == []
