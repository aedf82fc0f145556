"""Remarks on figures: parts that do not sum, rates that do not follow, misprints, approximations, figures in headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from vanban.checking.remarks import remark
from vanban.model import Document, Figure, Finding
from vanban.text import fold
from vanban.text.alternatives import words_of
from vanban.text.numbers import write_figures
from vanban.zoning.script import Script
from vanban.zoning.zones import Zones


@cache
def _split() -> re.Pattern[str]:
    """What opens the parts of a total."""
    return re.compile(rf"[\s,(:–-]{{0,4}}(?P<word>{words_of('remarks', 'figures', 'parts')})\b", re.IGNORECASE)


@cache
def _printed_rate() -> re.Pattern[str]:
    """``12/13 xã (đạt 90%)``."""
    return re.compile(
        r"(?<![\d/.,])(?P<part>\d{1,3}(?:\.\d{3})*|\d+)/(?P<whole>\d{1,3}(?:\.\d{3})*|\d+)(?![\d/])"
        rf"(?P<between>[^.;%\d\n]{{0,60}}?)(?:{words_of('remarks', 'figures', 'shares')}|\(|,)\s*"
        r"(?:tỷ lệ |đạt |chiếm )?(?P<rate>\d{1,3}(?:,\d{1,2})?)\s?%",
    )


def find(document: Document, script: Script, zones: Zones) -> Iterator[Finding]:
    """Every remark on figures."""
    yield from _malformed(document)
    yield from _parts(document, script)
    yield from _rates(script, zones)
    if document.type and document.type.code == "BC":
        yield from _of_report(document)


def _malformed(document: Document) -> Iterator[Finding]:
    for figure in document.figures:
        if figure.value is None:
            yield remark("MALFORMED_FIGURE", [figure.span], text=figure.text)


def _of_report(document: Document) -> Iterator[Finding]:
    """What a report's figures leave open: rough ones, ones that stand in headlines, none at all."""
    own = [figure for figure in document.figures if not figure.in_title]
    rough = [figure for figure in own if figure.bound in {"below", "above", "about"}]
    if rough:
        yield remark("APPROX_WITHOUT_EXACT", [figure.span for figure in rough], count=len(rough))
    quoted = [figure for figure in document.figures if figure.in_title]
    if quoted:
        yield remark("FIGURE_IN_TITLE", [figure.span for figure in quoted], count=len(quoted))
    if not own:
        yield remark("NO_RESULT_FIGURE", [])


def _parts(document: Document, script: Script) -> Iterator[Finding]:
    """``58 kho, gồm 2 kho … và 50 kho …``: parts after a total in one sentence that do not add up to it."""
    counted = (figure for figure in document.figures if figure.value is not None and not figure.in_title)
    figures = sorted(counted, key=lambda figure: figure.span)
    for index, total in enumerate(figures[:-1]):
        word = _split().match(script.flow, total.span[1])
        if not word:
            continue
        parts = _listed(script, total, figures[index + 1 :])
        spelled = sum(part.value for part in parts if part.value is not None)
        complete = word["word"].casefold() != "trong đó"
        if total.value is None or total.bound != "exact" or len(parts) < 2:
            continue
        if (complete and spelled != total.value) or spelled > total.value:
            yield remark(
                "PARTS_NE_TOTAL",
                [total.span, *(part.span for part in parts)],
                sum=write_figures(round(spelled, 2)),
                total=write_figures(round(total.value, 2)),
            )


def _listed(script: Script, total: Figure, following: list[Figure]) -> list[Figure]:
    """The exact figures of the total's unit up to the end of its sentence."""
    parts: list[Figure] = []
    for figure in following[:12]:
        if re.search(r"[.\n](?!\d)", script.flow[total.span[1] : figure.span[0]]) or len(parts) == 12:
            break
        if _split().search(script.flow, parts[-1].span[1] if parts else figure.span[0], figure.span[0] + 1) and parts:
            break
        if figure.bound == "exact" and _same_unit(total, figure):
            parts.append(figure)
    return parts


def _same_unit(total: Figure, part: Figure) -> bool:
    """Whether a part counts what the total counts, by the first word of the unit."""
    if not total.unit or not part.unit:
        return False
    return fold(total.unit).split()[:1] == fold(part.unit).split()[:1]


def _rates(script: Script, zones: Zones) -> Iterator[Finding]:
    """``12/13 xã (đạt 90%)``: a printed rate that its numerator and denominator do not give."""
    text = script.flow
    for begin, end in (script.span(part) for part in zones.parts):
        percent = text.find("%", begin, end)
        while percent >= 0:
            found = _printed_rate().search(text, max(begin, percent - 110), percent + 1)
            if found and found.end() == percent + 1:
                yield from _rate(found)
            percent = text.find("%", percent + 1, end)


def _rate(found: re.Match[str]) -> Iterator[Finding]:
    """The remark on one rate, if what is printed is off by more than its rounding."""
    part, whole = (int(found[name].replace(".", "")) for name in ("part", "whole"))
    if not 0 < part <= whole or whole < 2 or 1900 <= whole < 2100:
        return
    true, printed = 100 * part / whole, float(found["rate"].replace(",", "."))
    if abs(true - printed) > 0.6:
        rate = write_figures(round(true, 1))
        yield remark("RATE_NE_NUM_DEN", [found.span()], part=part, whole=whole, rate=rate, printed=found["rate"])
