"""What of a labelled paragraph is its title, by the conventions of ``design/reading.md``.

A heading alone on its line; words in capitals or bold, also where plain words run on after them; a sentence before a
colon that opens a list. Plain words before a colon with text running on, and a sentence with its full stop, are none.
"""

from __future__ import annotations

import re

_ENDS_A_SENTENCE = re.compile(r"(?:[.;,!?…]|\./)[\"”’]*$")
_SENTENCE_BREAK = re.compile(r"[.!?](?<=[^\s.][^\s.][.!?])\s+(?=[^\W\d_])")
_SHORT_ANSWER = re.compile(r"(.{4,400}?)\s*:\s*(?:Không(?:\s+(?:có|phát sinh|xảy ra|ghi nhận))?|Chưa(?:\s+có|\s+phát sinh)?|Có)\s*[.;]?$")
_LETTERS = re.compile(r"[^\W\d_]")
_EDGES = " \t:.;,–-*"
_LONGEST_HEADING = 60
"""Words; a paragraph that lost its full stop and is longer is running text, unless it is bold or in capitals."""
_SHORTEST_CAPITALS = 5
_SLIP = 8
_A_GLANCE = 40
"""Characters that tell most paragraphs from a heading in capitals."""


def title_of(words: str, bold: int) -> str | None:
    """The title in the words after a label; ``bold`` counts how many of their characters are bold from the beginning."""
    words = words.rstrip()
    if not _LETTERS.search(words):
        return None
    return _bold_title(words, bold) or _capitals_title(words) or _plain_title(words)


def is_capitals(words: str) -> bool:
    """Whether words are printed in capitals; one small letter in eight is let pass (``số 32/CT-TTg``)."""
    begin = _LETTERS.findall(words[:_A_GLANCE])
    if sum(map(str.islower, begin)) * 4 > len(begin):
        return False
    letters = _LETTERS.findall(words)
    small = sum(map(str.islower, letters))
    return len(letters) >= _SHORTEST_CAPITALS and small * 8 <= len(letters)


def _bold_title(words: str, bold: int) -> str | None:
    """All of it where all is bold; the bold beginning where a stop parts it from what runs on."""
    if bold >= len(words):
        return _trim(words) if len(words.split()) <= _LONGEST_HEADING or not _ENDS_A_SENTENCE.search(words) else None
    head, rest = words[:bold].rstrip(), words[bold:].lstrip()
    if not _LETTERS.search(head) or bold <= 0:
        return None
    if head.endswith((":", ".")) or rest.startswith((":", ".", "–", "- ")):
        return _trim(head)
    # Markup of the web often sets the first letters after the colon in bold too.
    colon = head.rfind(":")
    return _trim(head[:colon]) if colon > 0 and len(head) - colon <= _SLIP else None


def _capitals_title(words: str) -> str | None:
    if is_capitals(words):
        return _trim(words)
    head = re.split(r"[:.]\s", words, maxsplit=1)[0]
    return _trim(head) if head != words and is_capitals(head) else None


def _plain_title(words: str) -> str | None:
    answered = _SHORT_ANSWER.fullmatch(words)
    if answered:
        return _trim(answered[1])
    if words.endswith(":"):
        return None if _SENTENCE_BREAK.search(words) else _trim(words)
    if _ENDS_A_SENTENCE.search(words) or _SENTENCE_BREAK.search(words) or len(words.split()) > _LONGEST_HEADING:
        return None
    return _trim(words)


def _trim(words: str) -> str | None:
    """The title without the stop that closes it; brackets and quotes stay."""
    return " ".join(words.split()).strip(_EDGES) or None
