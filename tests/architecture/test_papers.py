"""What lies beside the code: links in the documentation lead somewhere, locks pin by hash and name no address."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.reading import ROOT

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|<img[^>]+src=\"([^\"]+)\"")
ADDRESS = re.compile(r"\b(?:https?|ftp|git\+\w+|file)://|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)


def pages() -> list[Path]:
    return [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.is_file()]


def broken_links(page: Path, text: str) -> list[str]:
    """Links to files that are not there, and to headings that are not in them."""
    told = []
    for match in LINK.finditer(text):
        target = match[1] or match[2]
        if re.match(r"[a-z]+:", target):
            continue
        name, _, heading = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists():
            told.append(f"{page.name} links to {target}, which is not there")
        elif heading and file.suffix == ".md" and heading not in headings(text if file == page else file.read_text(encoding="utf-8")):
            told.append(f"{page.name} links to {target}, which has no such heading")
    return told


def headings(text: str) -> set[str]:
    """The anchors of a page, as code hosts make them."""
    return {re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().casefold()).replace(" ", "-") for line in re.findall(r"(?m)^#+ .+$", text)}


def test_links_in_the_documentation_lead_somewhere() -> None:
    assert pages()
    assert [told for page in pages() for told in broken_links(page, page.read_text(encoding="utf-8"))] == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# Đầu đề\n", encoding="utf-8")
    assert broken_links(page, "[x](khong-co.md)")
    assert broken_links(page, "# Đầu đề\n[x](#khác)")
    assert broken_links(page, '<img src="khong-co.png">')
    assert broken_links(page, "# Đầu đề\n[x](#đầu-đề) [y](a.md) [z](https://example.org)") == []


LOCKS = sorted(ROOT.glob("requirements*.lock"))


def loose_pins(text: str) -> list[str]:
    """Requirements without an exact version or without a hash."""
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if entry.strip() and not entry.startswith("#")]
    assert entries
    return [entry.split("\n")[0] for entry in entries if not re.match(r"[\w.\-\[\]]+==\S+", entry) or "--hash=sha256:" not in entry]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_pin_by_hash_and_name_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert ADDRESS.findall(text) == []
    assert loose_pins(text) == []


def test_what_a_lock_must_not_say_is_seen() -> None:
    assert LOCKS
    assert ADDRESS.findall("--index-url https://packages.example/simple")
    assert ADDRESS.findall("a @ https://packages.example/a.whl")
    assert loose_pins("a==1\nb==2 \\\n    --hash=sha256:00\n") == ["a==1"]
    assert loose_pins("a>=1 \\\n    --hash=sha256:00\n") == ["a>=1 \\"]


def test_the_scripts_name_no_index_and_ask_nothing() -> None:
    for name in ("run", "test", ".ci/run", ".ci/environment.sh"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"\bhttps?://", text), name
        assert not re.search(r"(?m)^\s*(read|select)\s", text), name
        assert subprocess.run(["bash", "-n", str(ROOT / name)], check=False).returncode == 0, name


def test_the_scripts_can_be_run() -> None:
    for name in ("run", "test", ".ci/run"):
        assert (ROOT / name).stat().st_mode & 0o111, name
