"""Templates from their files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vanban.errors import BadRules
from vanban.writing.wordforms import BadPaper

_FOLDER = files("vanban.writing.templates")
_KINDS = frozenset({"heading", "say", "each", "groups", "table", "figures"})


@dataclass(frozen=True, slots=True)
class Template:
    """A variant. ``missing`` is what a slot prints; counts under ``suppress_below`` are not told (see ``sensitive``)."""

    name: str
    title: str
    type: str
    subject: str
    missing: str
    blocks: tuple[dict[str, Any], ...]
    suppress_below: int = 0
    suppress_sensitive_below: int = 0
    sensitive: tuple[str, ...] = ()


@cache
def names() -> tuple[str, ...]:
    """The names of all templates, in alphabetical order."""
    found = (file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(name for name in found if not _read(name).get("base")))


@cache
def template(name: str) -> Template:
    """The template ``name``, its base's blocks merged in.

    :raises BadPaper: there is no such template
    :raises BadRules: its file is malformed
    """
    if name not in names():
        raise BadPaper(f"Không có mẫu “{name}”; hãy chọn một trong: {', '.join(names())}.")
    data = _merged(name)
    fields = {key: data[key] for key in Template.__dataclass_fields__ if key in data and key not in {"blocks", "name", "sensitive"}}
    for block in data["block"]:
        if len(_KINDS & block.keys()) - ({"each", "say"} <= block.keys()) != 1:
            raise BadRules(f"Mẫu “{name}” có một khối không rõ loại: {block}; hãy sửa tệp mẫu.")
    return Template(name=name, blocks=tuple(data["block"]), sensitive=tuple(data.get("sensitive", ())), **fields)


def _read(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_FOLDER.joinpath(f"{name}.toml").read_text("utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise BadRules(f"Tệp mẫu “{name}.toml” không đọc được: {error}") from error


def _merged(name: str) -> dict[str, Any]:
    """The file's data over its base's; a block takes the place of the base's block of the same id, ``drop`` leaves blocks out."""
    data = _read(name)
    if "extends" not in data:
        return data
    base = _merged(data["extends"])
    own = {block["id"]: block for block in data.get("block", []) if "id" in block}
    dropped = set(data.get("drop", ()))
    blocks = [own.pop(block.get("id"), block) for block in base["block"] if block.get("id") not in dropped]
    return {**base, **data, "block": [*blocks, *own.values(), *(block for block in data.get("block", []) if "id" not in block)]}
