"""Does a DOCX still say what its ledger says? Each figure that changed, moved or went is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from vanban.model.paper import LedgerFigure, Slot
from vanban.sources.archive import Archive
from vanban.text import fold
from vanban.text.wording import read, says
from vanban.writing.controls import LineOfPieces, read_lines
from vanban.writing.figures import exact
from vanban.writing.ledger import AROUND, LEDGER_PART, Place, figures_of
from vanban.writing.wordforms import BadPaper

CHANGED, MOVED, DELETED, LOOSE, COPIED = "FIGURE_CHANGED", "FIGURE_MOVED", "FIGURE_DELETED", "FIGURE_LOOSE", "FIGURE_COPIED"
_SAME_PLACE = 0.6
"""How alike the words around a figure must be, of 1, for its place to be the same. Half a sentence may be rewritten."""
_NUMBER_AT_EDGE = 40


@dataclass(frozen=True, slots=True)
class FigureFinding:
    """One remark on one figure. ``code`` never changes; ``message`` is a sentence in Vietnamese.

    ``FIGURE_CHANGED``: the words no longer say the value. ``FIGURE_MOVED``: it stands elsewhere. ``FIGURE_DELETED``: it is gone.
    ``FIGURE_LOOSE``: the words are there but no longer tied to the ledger. ``FIGURE_COPIED``: it is said once more than was signed.
    """

    code: str
    figure: str
    label: str
    expected: str
    found: str | None
    place: str
    message: str


@dataclass(slots=True)
class _Occurrence:
    """A figure as it stands in the file."""

    text: str
    place: Place
    taken: bool = False


def embedded_ledger(docx: bytes) -> dict[str, Any]:
    """The ledger that a DOCX of ours carries. It lies in the same file as the words: whoever can change one can change the other, so a
    ledger kept elsewhere proves more.

    :raises Unreadable: the file is no DOCX
    :raises BadPaper: it carries no ledger (LibreOffice drops it)
    """
    archive = Archive(docx)
    try:
        words = archive.xml(LEDGER_PART).text or "" if LEDGER_PART in archive else ""
        return dict(json.loads(words))
    except (ValueError, TypeError) as error:
        raise BadPaper("Tệp này không mang theo sổ số liệu; hãy đưa tệp ledger.json của văn bản để đối chiếu.") from error


def verify_docx(docx: bytes, ledger: dict[str, Any]) -> tuple[FigureFinding, ...]:
    """Read ``docx``, edited by whatever program, against ``ledger`` (``vanban.writing.ledger_of``); nothing found means nothing touched.

    A rewording that still says the value (``gần 100`` to ``97`` where the ledger has 97) is no finding.

    :raises Unreadable: the file is no DOCX
    :raises BadPaper: the ledger is not one
    """
    figures = figures_of(ledger)
    lines = read_lines(docx, [figure.id for figure, _ in figures])
    found = _occurrences(lines, {fold(place.heading) for _, places in figures for place in places})
    return tuple(finding for figure, places in figures for finding in _check(figure, places, found.get(figure.id, []), lines))


def _occurrences(lines: list[LineOfPieces], headings: set[str]) -> dict[str, list[_Occurrence]]:
    found: dict[str, list[_Occurrence]] = {}
    heading = ""
    for line in lines:
        if fold(line.text.strip()) in headings:
            heading = line.text.strip()
        texts = [piece.text for piece in line.pieces]
        for at, piece in enumerate(line.pieces):
            if piece.figure:
                place = Place(heading, "".join(texts[:at])[-AROUND:], "".join(texts[at + 1 :])[:AROUND], piece.text)
                found.setdefault(piece.figure, []).append(_Occurrence(piece.text.strip(), place))
    return found


def _check(figure: LedgerFigure, places: tuple[Place, ...], found: list[_Occurrence], lines: list[LineOfPieces]) -> Iterator[FigureFinding]:
    """Pair each signed place with the occurrence most like it; what is left on either side is a finding."""
    missing: list[Place] = []
    for place in places:
        best = max((one for one in found if not one.taken), key=lambda one: _likeness(one.place, place), default=None)
        if best is None or _likeness(best.place, place) < _SAME_PLACE:
            missing.append(place)
            continue
        best.taken = True
        yield from _compare(figure, place, best)
    left = [one for one in found if not one.taken]
    for place in missing:
        if left:
            one = left.pop(0)
            yield _finding(MOVED, figure, place, one.text, f"đã bị chuyển sang chỗ khác (nay ở sau “{_shown(one.place.before)}”)")
            yield from _compare(figure, place, one)
        else:
            yield _gone(figure, place, lines)
    for one in left:
        yield _finding(COPIED, figure, one.place, one.text, "được chép thêm một chỗ không có khi ký")


def _compare(figure: LedgerFigure, place: Place, one: _Occurrence) -> Iterator[FigureFinding]:
    if not _true(one.text, figure):
        yield _finding(CHANGED, figure, place, one.text, f"ghi trong sổ là {_value(figure)}, văn bản nay ghi “{one.text}”")


def _gone(figure: LedgerFigure, place: Place, lines: list[LineOfPieces]) -> FigureFinding:
    """The link is lost. If the words around it still stand, what stands between them tells whether the number is true."""
    text = _between(place, lines)
    if text is None:
        return _finding(DELETED, figure, place, None, "đã bị xóa khỏi văn bản")
    if _true(text, figure):
        return _finding(LOOSE, figure, place, text, f"vẫn ghi “{text}” nhưng đã mất liên kết với sổ số liệu")
    if not text:
        return _finding(DELETED, figure, place, None, "đã bị xóa khỏi văn bản")
    return _finding(CHANGED, figure, place, text, f"ghi trong sổ là {_value(figure)}, văn bản nay ghi “{text}” và đã mất liên kết")


def _between(place: Place, lines: list[LineOfPieces]) -> str | None:
    """What stands where the figure stood, between the words that stood around it; None where those words are gone too."""
    before, after = place.before[-_NUMBER_AT_EDGE:].strip(), place.after[:_NUMBER_AT_EDGE].strip()
    if not before and not after:
        return None
    pattern = re.compile(f"{re.escape(before) if before else '^'}\\s*(.{{0,{AROUND}}}?)\\s*{re.escape(after) if after else '$'}")
    return next((match[1].strip() for line in lines if (match := pattern.search(line.text.strip()))), None)


def _true(text: str, figure: LedgerFigure) -> bool:
    """Whether ``text`` says the figure's value. The annex prints estimates exactly and marks them, so an exact wording holds there too."""
    if figure.value is None:
        return text == Slot().text
    worded = read(text)
    exactly = worded is not None and worded.bound == "exact" and worded.number == figure.value
    return exactly or says(text, figure.value, estimated=figure.estimated)


def _likeness(one: Place, other: Place) -> float:
    """How alike two places are, 0 to 1; another heading halves it."""
    around = SequenceMatcher(None, _around(one), _around(other), autojunk=False).ratio() if _around(one) or _around(other) else 1.0
    return around if fold(one.heading) == fold(other.heading) else around * 0.5


def _around(place: Place) -> list[str]:
    return [*fold(place.before).split()[-8:], "#", *fold(place.after).split()[:8]] if place.before.strip() or place.after.strip() else []


def _finding(code: str, figure: LedgerFigure, place: Place, found: str | None, what: str) -> FigureFinding:
    where = f"mục “{place.heading}”" if place.heading else "phần mở đầu"
    message = f"Số liệu {figure.code} “{figure.name}” ở {where} {what}. Hãy sửa lại cho đúng sổ số liệu hoặc lập bản điều chỉnh."
    return FigureFinding(code, figure.id, figure.code, _value(figure), found, where, message)


def _value(figure: LedgerFigure) -> str:
    return f"{exact(figure.value)} {figure.unit}".strip()


def _shown(words: str) -> str:
    return " ".join(words.split()[-6:])
