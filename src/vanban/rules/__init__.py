"""Facts as data: vocabularies and dated legal values in TOML, each with its reference."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from vanban.errors import BadRules


@cache
def load(name: str) -> dict[str, Any]:
    """The data file ``vanban/rules/<name>.toml`` as it stands. Callers must not change what they get.

    :raises BadRules: there is no such file, or it is not TOML
    """
    try:
        return tomllib.loads(files("vanban.rules").joinpath(f"{name}.toml").read_text("utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise BadRules(f"Tệp quy tắc “{name}.toml” không đọc được: {error}") from error
