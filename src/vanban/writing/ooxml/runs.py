"""Runs of words, and figures as content controls that carry their ledger id."""

from __future__ import annotations

from itertools import count

from vanban.model.paper import FigureRun, LedgerFigure, Run, Runs, Slot
from vanban.writing.controls import bookmark_of
from vanban.writing.ooxml.xml import Markup, text_run, w

_TITLE_LENGTH = 60


class RunWriter:
    """Writes runs; counts the controls and bookmarks of one document."""

    def __init__(self, figures: tuple[LedgerFigure, ...]) -> None:
        self._figures = {figure.id: figure for figure in figures}
        self._places = count(1)

    def runs(self, runs: Runs, *, bold: bool = False) -> list[Markup]:
        """The elements of ``runs`` in order."""
        return [element for run in runs for element in self._run(run, bold=bold)]

    def _run(self, run: Run, *, bold: bool) -> list[Markup]:
        if isinstance(run, FigureRun):
            return self._control(run, bold=bold)
        if isinstance(run, Slot):
            return [text_run(run.text, bold=True)]
        return [text_run(run.text, bold=run.bold or bold, italic=run.italic)]

    def _control(self, run: FigureRun, *, bold: bool) -> list[Markup]:
        """A content control tagged with the ledger id, inside a bookmark named after it."""
        place = next(self._places)
        figure = self._figures[run.figure]
        title = f"{figure.code}: {figure.name}"[:_TITLE_LENGTH]
        properties = w("sdtPr", w("alias", val=title), w("tag", val=run.figure), w("id", val=place), w("text"))
        words = text_run(run.text, bold=run.bold or bold, italic=run.italic)
        control = w("sdt", properties, w("sdtContent", words))
        start = w("bookmarkStart", id=place, name=f"{bookmark_of(run.figure)}{place}")
        return [start, control, w("bookmarkEnd", id=place)]
