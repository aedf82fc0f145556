"""Whether a page's text layer can be trusted, or its picture must be recognised."""

from __future__ import annotations

import re
from typing import Any

from vanban.sources.pdf.words import PageText
from vanban.text.legacy import syllable_share

_FEW = 12
"""Words; a page with fewer that shows a picture over most of it is a scan with a stamp or a page number."""
_SAMPLE = 1_200
"""Characters that tell enough of a page."""
_PICTURE = 0.4
"""Share of the page that pictures cover."""
_LETTERS = re.compile(r"[^\W\d_]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")


def needs_recognition(page: Any, text: PageText) -> bool:
    """Whether ``page`` (a ``pypdfium2.PdfPage``) with this ``text`` is better read from its picture."""
    own = [word for word in text.words if not word.added]
    said = " ".join(word.text for word in own[:: 1 + sum(len(word.text) for word in own) // _SAMPLE])
    if len(own) < _FEW:
        return _covered(page) > _PICTURE
    if text.unmapped > 0.2 or len(_PRIVATE.findall(said)) > 0.05 * len(said):
        return True
    return _is_garbled(said) and not _is_foreign(said)


def _is_garbled(said: str) -> bool:
    """Fonts with a wrong table give letters that no Vietnamese syllable has."""
    words = _LETTERS.findall(said)
    accented = [word for word in words if not word.isascii()]
    if len(accented) > 0.1 * len(words):
        return syllable_share(said) < 0.6
    # hardly an accent in a long text: another language, or accents lost
    return len(words) > 40


def _is_foreign(said: str) -> bool:
    """Plain words of a text without accents that are not Vietnamese ones cut to pieces: most are longer than a syllable can be."""
    words = [word for word in _LETTERS.findall(said) if word.isascii()]
    longer = sum(1 for word in words if len(word) > 6)
    return bool(words) and longer > 0.15 * len(words) and len(words) > 0.8 * len(said.split())


def _covered(page: Any) -> float:
    """Share of the page that its pictures cover."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    share = 0.0
    for count, found in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)):
        left, bottom, right, top = found.get_bounds()
        share += max(0.0, (right - left) * (top - bottom)) / max(width * height, 1.0)
        if count > 200 or share > 1:
            break
    return share
