"""Jobs are named where they are deferred and live above it: every name deferred is a job, and the worker knows every job."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterable

import pytest
from django.conf import settings
from procrastinate.contrib.django import app

from tests.architecture.reading import Module, module, modules


def deferred(found: Iterable[Module]) -> dict[str, str]:
    """The job names deferred, each with where. A name is a word, or a constant of the module or of one that it imports."""
    names = {}
    for one in found:
        for called, call in one.calls():
            if called in ("defer", "queue.defer") and call.args:
                names[_value(one, call.args[0])] = one.name
    return names


def _value(one: Module, argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    here = importlib.import_module(one.name)
    value = eval(compile(ast.Expression(argument), one.name, "eval"), vars(here))  # noqa: S307  # our own sources
    assert isinstance(value, str)
    return value


def job_modules() -> list[str]:
    return [one.name for one in modules("hoanhap.jobs") if one.name not in ("hoanhap.jobs", "hoanhap.jobs.apps")]


@pytest.fixture(scope="module")
def jobs() -> set[str]:
    """The names of all jobs there are."""
    for name in job_modules():
        importlib.import_module(name)
    return set(app.tasks)


def test_every_job_deferred_exists(jobs: set[str]) -> None:
    names = deferred(modules("hoanhap"))
    assert names
    assert {name: where for name, where in names.items() if name not in jobs} == {}


def test_the_worker_knows_every_job() -> None:
    assert set(settings.PROCRASTINATE_IMPORT_PATHS) == set(job_modules())


def test_a_job_that_does_not_exist_is_seen(jobs: set[str]) -> None:
    names = deferred([module("a", 'queue.defer("documents.raed", paper_id="1")')])
    assert names == {"documents.raed": "a"}
    assert not names.keys() & jobs
