"""Models: foreign keys point down, nothing happens in ``save()``, nothing happens by signal, every foreign key has an index."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable

from django.apps import apps
from django.db import models

from tests.architecture.reading import ROOT, Module, module, modules


def order() -> dict[str, int]:
    """Every app's floor, as the import contracts have them: the higher the number, the less it knows. Neighbours share a floor."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {contract["id"]: contract.get("layers", []) for contract in contracts}
    top = ["hoanhap.channels.portal | hoanhap.people.feedback | hoanhap.people.support"]
    floors = [*top, *layers["work"], *layers["ground"]]
    return {name.strip().rsplit(".", 1)[1]: floor for floor, names in enumerate(floors) for name in names.split("|")}


def keys() -> list[tuple[str, str, str]]:
    """Every relation between tables of ours: from which app, by which field, to which app."""
    return [
        (model._meta.app_label, f"{model.__name__}.{field.name}", field.related_model._meta.app_label)
        for model in apps.get_models()
        if model.__module__.startswith("hoanhap.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and isinstance(field.related_model, type)
    ]


def pointing_up(found: Iterable[tuple[str, str, str]], floors: dict[str, int]) -> list[str]:
    """Relations from an app to one that stands above or beside it."""
    return [
        f"{source}: {field} points up to {target}"
        for source, field, target in found
        if source != target and floors[target] <= floors[source]
    ]


def test_foreign_keys_point_down() -> None:
    assert len(keys()) > 15
    assert pointing_up(keys(), order()) == []


def test_a_key_that_points_up_is_seen() -> None:
    assert pointing_up([("audit", "AuditEntry.report", "reports")], order())
    assert pointing_up([("support", "Slip.question", "feedback")], order())
    assert pointing_up([("reports", "Report.unit", "organisations")], order()) == []


HIDING = {"save", "delete", "clean"}
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals", "django.test.signals")


def hidden_acts(found: Iterable[Module]) -> list[str]:
    """Things that would happen where nobody reads: in ``save()`` or ``delete()`` of a model, or by a signal."""
    told = []
    for one in found:
        told += [f"{one.name} imports {name}: call the operation" for name in one.imports() if name.startswith(SIGNALS)]
        for class_ in ast.walk(one.tree):
            if isinstance(class_, ast.ClassDef) and one.name.endswith("models"):
                methods = {node.name for node in class_.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
                told += [
                    f"{one.name}.{class_.name} overrides {name}(): write an operation" for name in methods & {"save", "delete", "clean"}
                ]
    return told


def test_nothing_happens_where_nobody_reads() -> None:
    assert hidden_acts(modules("hoanhap")) == []


def test_what_happens_in_hiding_is_seen() -> None:
    assert hidden_acts([module("hoanhap.work.documents.models", "class Paper:\n    def save(self): ...")])
    assert hidden_acts([module("hoanhap.work.documents.apps", "from django.db.models.signals import post_save")])
    assert hidden_acts([module("hoanhap.work.documents.apps", "from django.dispatch import receiver")])
    assert hidden_acts([module("hoanhap.ground.files.storage", "class Store:\n    def save(self): ...")]) == []
