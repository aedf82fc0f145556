"""Modules of a build import the modules of that build."""

from __future__ import annotations

import re
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from hoanhap.config.settings import PACKAGE
from hoanhap.config.static_files import StaticFiles


def test_every_import_of_our_modules_names_a_hashed_file_that_is_there(tmp_path: Path) -> None:
    source = PACKAGE / "web" / "static" / "offline"
    (tmp_path / "offline").mkdir()
    for path in source.glob("*.js"):
        (tmp_path / "offline" / path.name).write_bytes(path.read_bytes())
    names = [f"offline/{path.name}" for path in source.glob("*.js")]
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    for _name, _hashed, done in storage.post_process({name: (FileSystemStorage(tmp_path), name) for name in names}):
        assert not isinstance(done, Exception), done
    imported = 0
    for hashed in (tmp_path / "offline").glob("*.????????????.js"):
        for name in re.findall(r'from "\./([^"]+)"', hashed.read_text("utf-8")):
            assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name), f"{hashed.name} imports {name}"
            assert (tmp_path / "offline" / name).is_file()
            imported += 1
    assert imported > 10
