"""The little markup of published texts: paragraphs, lists, links. Read here, shown by a component, never HTML.

A blank line ends a paragraph; lines that begin with ``- `` are a list; ``[words](https://…)`` or ``[words](/hoi-dap/…/)`` is a link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(([^()\s]{1,500})\)")
_TAG = re.compile(r"</?[a-zA-Z!][^>\n]{0,200}>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});")
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words; ``href`` is where it leads, if anywhere."""

    text: str
    href: str = ""


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one line) or a list (a line an item)."""

    lines: tuple[Line, ...]
    listed: bool = False


def parse(text: str) -> list[Block]:
    """The blocks of a text. Anything that is no markup is words; nothing is ever refused."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        for listed, group in groupby(lines, key=lambda line: line.startswith(_BULLET)):
            rows = list(group)
            blocks.append(
                Block(tuple(_spans(row.removeprefix(_BULLET).strip()) for row in rows), listed=True)
                if listed
                else Block((_spans(" ".join(rows)),))
            )
    return blocks


def plain(text: str) -> str:
    """The words alone, in one line: for descriptions, feeds and counting."""
    return " ".join("".join(span.text for span in line) for block in parse(text) for line in block.lines)


def leads_well(href: str) -> bool:
    """Whether an address may be linked to: a page over https, or one of this site."""
    if href.startswith("/"):
        return not href.startswith("//") and "\\" not in href
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc


def fault(text: str) -> str:
    """A sentence on what may not stand in a text, or nothing."""
    if _TAG.search(text):
        return _("Không dùng mã HTML ở đây. Hãy viết chữ thường; liên kết ghi là [chữ](https://địa-chỉ).")
    for match in _LINK.finditer(text):
        if not leads_well(match[2]):
            return _("Liên kết “%(href)s” không dùng được: chỉ nhận trang https:// hoặc trang của cổng này, bắt đầu bằng /.") % {
                "href": match[2]
            }
    return ""


def _spans(line: str) -> Line:
    return tuple(_cut(line))


def _cut(line: str) -> Iterator[Span]:
    at = 0
    for match in _LINK.finditer(line):
        if not leads_well(match[2]):
            continue
        if match.start() > at:
            yield Span(line[at : match.start()])
        yield Span(match[1], match[2])
        at = match.end()
    if at < len(line):
        yield Span(line[at:])
