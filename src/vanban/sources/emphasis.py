"""Markdown inside a block: bold and italic become styles, links their words, escapes the character they escape."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from vanban.sources.runs import Run

_SIGNS = re.compile(r"\*\*\S|\S\*\*|^#{1,6}\s+\S|^\s*\|\s*:?-{2,}:?\s*\||(?<![\w*])\*[^\s*][^*\n]*\*(?![\w*])|\]\(https?:", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\((?:https?:|mailto:|/|#)[^)\n]{0,2000}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_TAG = re.compile(r"</?(?:b|i|u|strong|em|span|p|div|center|sup|sub)\b[^>\n]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|(?:\\|[ ]{2,})$", re.IGNORECASE | re.MULTILINE)
_QUOTE = re.compile(r"^\s{0,3}>\s?", re.MULTILINE)
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)\w*\s*$", re.MULTILINE)
_MAY_SIGN = re.compile("[*_`~>\\\\<&\\[\ue000-\ue07f]|  |\\n\\n")
"""Without any of these a block holds no mark of any kind."""
_STARS = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=[^\W_])|(?<=[^\s_])_{1,2}(?!\w)")
_LONG = re.compile(r"\*{4,}|_{3,}")


def is_marked_up(text: str) -> bool:
    """Whether a text that does not say so is Markdown."""
    return bool(_SIGNS.search(text))


def without_markup(text: str) -> str:
    """The words of one block."""
    return "".join(run.text for run in runs_of(text))


def runs_of(text: str) -> list[Run]:
    """Styled runs of one block. Marks are paired in order; one without a partner is a plain character."""
    if not _MAY_SIGN.search(text):
        return [Run(text, bold=False, italic=False)]
    text = _plain_inline(text)
    marks = _paired(text)
    return list(_cut(text, marks))


def _plain_inline(text: str) -> str:
    text = _FENCE.sub("", _QUOTE.sub("", text))
    text = _BREAK.sub("\n", _LINK.sub(r"\1", _IMAGE.sub("", text))).replace("\n\n", "\n")
    # Escaped marks wait in the private use area until the pairing is done.
    text = _ESCAPE.sub(lambda m: chr(0xE000 + ord(m.group(1))), text)
    return html.unescape(_TAG.sub("", text))


def _paired(text: str) -> list[re.Match[str]]:
    """The marks that open or close something, in order: an even number of each kind."""
    found = [mark for mark in _STARS.finditer(text) if not _within_long(text, mark) and not _is_bullet(text, mark)]
    kept: list[re.Match[str]] = []
    open_marks: dict[str, re.Match[str]] = {}
    for mark in found:
        kind = mark.group()
        if kind in open_marks:
            kept += [open_marks.pop(kind), mark]
        elif _may_open(text, mark):
            open_marks[kind] = mark
    return sorted(kept, key=re.Match.start)


def _within_long(text: str, mark: re.Match[str]) -> bool:
    start, end = max(0, mark.start() - 1), mark.end() + 1
    return bool(_LONG.search(text, start, end))


def _is_bullet(text: str, mark: re.Match[str]) -> bool:
    """``* Lưu ý`` is a bullet; ``* *`` is an empty emphasis."""
    if mark.group() != "*" or text[mark.end() : mark.end() + 1] != " ":
        return False
    at_start = not text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()].strip()
    return at_start and text[mark.end() :].count("*") % 2 == 0


def _may_open(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return not (before.isalnum() and len(mark.group()) == 1)


def _cut(text: str, marks: list[re.Match[str]]) -> Iterator[Run]:
    bold = italic = False
    at = 0
    for mark in marks:
        yield _run(text[at : mark.start()], bold=bold, italic=italic)
        count = len(mark.group())
        bold ^= count >= 2
        italic ^= count != 2
        at = mark.end()
    yield _run(text[at:], bold=bold, italic=italic)


def _run(text: str, *, bold: bool, italic: bool) -> Run:
    return Run(re.sub("[\ue000-\ue07f]", lambda m: chr(ord(m.group()) - 0xE000), text), bold, italic)
