"""Opens a docx: which parts there are, and in what order they are read."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import Any

from vanban.errors import Unreadable
from vanban.model.page import Line, Source
from vanban.sources import limits
from vanban.sources.archive import Archive, parse_xml
from vanban.sources.word.body import Body
from vanban.sources.word.names import MAIN, STRICT, W
from vanban.sources.word.numbering import Numbering
from vanban.sources.word.styles import Styles
from vanban.text.folding import unaccent

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PAGES = re.compile(rb"<Pages>(\d{1,5})</Pages>")
_TELLING = ("cong hoa xa hoi", "noi nhan", "kinh gui")
"""Words of the parts that some writers put into Word's header or footer."""


def read_docx(archive: Archive, *, clock: limits.Clock) -> Source:
    """Read a Word document.

    :raises Unreadable: a part that it needs is missing or damaged
    """
    main = _main_part(archive)
    related = _related(archive, main)
    body = Body(Styles(_part(archive, related, "styles")), Numbering(_part(archive, related, "numbering")), clock)
    root = _xml(archive, main)
    inner = root.find(f"{W}body")
    if inner is None:
        raise Unreadable("Tệp Word này không có nội dung. Hãy kiểm tra lại tệp đã chọn.")
    body.read(inner)
    _read_notes(archive, related, body)
    lines = _around(archive, related, body, clock)
    return Source(kind="docx", lines=tuple(lines), pages=max(body.page, _stated_pages(archive)))


def _main_part(archive: Archive) -> str:
    for kind, target in _relations(archive, "_rels/.rels"):
        if kind == "officeDocument":
            name = normpath(target.lstrip("/"))
            if name in archive:
                return name
    if "word/document.xml" in archive:
        return "word/document.xml"
    raise Unreadable("Tệp này không phải là văn bản Word. Hãy lưu lại thành docx rồi thử lại.")


def _related(archive: Archive, main: str) -> list[tuple[str, str]]:
    """Kinds and names of the parts that the main part names."""
    folder = dirname(main)
    found = _relations(archive, join(folder, "_rels", main.rsplit("/", 1)[-1] + ".rels"))
    names = [(kind, normpath(join(folder, target)).lstrip("/")) for kind, target in found]
    return [(kind, name) for kind, name in names if name in archive]


def _relations(archive: Archive, name: str) -> list[tuple[str, str]]:
    if name not in archive:
        return []
    relations = archive.xml(name).iterfind(_RELATION)
    return [((r.get("Type") or "").rsplit("/", 1)[-1], r.get("Target") or "") for r in relations if r.get("TargetMode") != "External"]


def _part(archive: Archive, related: list[tuple[str, str]], kind: str) -> Any:
    name = next((name for found, name in related if found == kind), None)
    return None if name is None else _xml(archive, name)


def _xml(archive: Archive, name: str) -> Any:
    return parse_xml(archive.read(name).replace(STRICT.encode(), MAIN.encode()))


def _read_notes(archive: Archive, related: list[tuple[str, str]], body: Body) -> None:
    """Footnotes and endnotes after the paper, in the order of their marks, each with its mark."""
    parts = {kind: _part(archive, related, f"{kind}s") for kind in {kind for kind, _ in body.notes}}
    for index, (kind, name) in enumerate(list(body.notes), start=1):
        root = parts[kind]
        note = None if root is None else next((n for n in root.iterfind(f"{W}{kind}") if n.get(f"{W}id") == name), None)
        if note is None:
            continue
        before = len(body.lines)
        body.read(note)
        _mark_note(body.lines, before, f"[{index}] ")


def _mark_note(lines: list[Line], first: int, mark: str) -> None:
    from dataclasses import replace

    for i in range(first, len(lines)):
        if lines[i].text:
            lines[i] = replace(lines[i], text=mark + lines[i].text, bold_until=None)
            return


def _around(archive: Archive, related: list[tuple[str, str]], body: Body, clock: limits.Clock) -> list[Line]:
    """The lines with those of page headers and footers that hold what the body lacks."""
    said = unaccent("\n".join(line.text for line in body.lines))
    wanted = [words for words in _TELLING if words not in said]
    if not wanted:
        return body.lines
    before, after = [_extra(archive, related, body, clock, kind, wanted) for kind in ("header", "footer")]
    return before + body.lines + after


def _extra(archive: Archive, related: list[tuple[str, str]], body: Body, clock: limits.Clock, kind: str, wanted: list[str]) -> list[Line]:
    for found, name in related:
        if found == kind:
            part = Body(body.styles, body.numbering, clock)
            part.read(_xml(archive, name))
            text = unaccent("\n".join(line.text for line in part.lines))
            if any(words in text for words in wanted):
                return part.lines
    return []


def _stated_pages(archive: Archive) -> int:
    if "docProps/app.xml" not in archive:
        return 1
    match = _PAGES.search(archive.read("docProps/app.xml"))
    return max(1, int(match[1])) if match else 1
