"""Asking the ledger. A figure is always the sum of the lines behind it, and the lines are always given with it."""

from hoanhap.work.figures.models import Cut, Figure, Indicator, IndicatorKind, IndicatorVersion, Line
from hoanhap.work.figures.queries.answering import answer, answers, by_month, of_units
from hoanhap.work.figures.queries.behind import JOINT, lines_behind, of_source, sources_of, standing
from hoanhap.work.figures.queries.catalogue import is_known, second_of, version_of, versions_on
from hoanhap.work.figures.queries.frozen import content_of, get_figure, said_of, sheet
from hoanhap.work.figures.queries.numbers import exact, plain_number
from hoanhap.work.figures.queries.question import Answer, Question
from hoanhap.work.figures.queries.segments import segment_of, whole_segments
from hoanhap.work.figures.queries.sense import Remark, remarks
from hoanhap.work.figures.queries.supporting import Support, is_divided, support_of
from hoanhap.work.figures.queries.ways import below

__all__ = [
    "JOINT",
    "Answer",
    "Cut",
    "Figure",
    "Indicator",
    "IndicatorKind",
    "IndicatorVersion",
    "Line",
    "Question",
    "Remark",
    "Support",
    "answer",
    "answers",
    "below",
    "by_month",
    "content_of",
    "exact",
    "get_figure",
    "is_divided",
    "is_known",
    "lines_behind",
    "of_source",
    "of_units",
    "plain_number",
    "remarks",
    "said_of",
    "second_of",
    "segment_of",
    "sheet",
    "sources_of",
    "standing",
    "support_of",
    "version_of",
    "versions_on",
    "whole_segments",
]
