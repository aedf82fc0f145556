"""So few people in so small a place that everybody knows who is meant; and one person's exact place of detention."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from vanban.checking.dignity.objections import Objection, instead, objection
from vanban.checking.dignity.page import Page, Sentence, lower
from vanban.checking.dignity.words import any_of, data, listed
from vanban.model import Span


@cache
def _counted() -> re.Pattern[str]:
    """A count below ten, what is counted (or nothing), and a category of people a few words on."""
    groups = data()["categories"]
    number = rf"(?P<number>0?[1-9](?!\d)(?![.,/]\d)|{any_of(groups['words'])})(?!\s+(?:{any_of(groups['not_people'])})(?!\w))"
    units, between = (any_of(map(lower, groups[name])) for name in ("units", "between"))
    plain, sensitive = (any_of(map(lower, groups[name])) for name in ("plain", "sensitive"))
    filler = rf"(?:(?:{between}|\d{{1,2}}\s+tuổi)[,\s]+){{0,5}}"
    where = r"(?:(?:(?:quê|trú|người|ở|tại|thuộc|của|trên địa bàn)\s+){1,2}(?:[^\W\d_][\w’'.-]*,?\s+){1,6}?)?"
    return re.compile(
        rf"(?<![\w.,/])(?<!một trong )(?<!\d )(?<!\d\d ){number}\s+(?:(?P<unit>{units})\s+)?(?:(?:nữ|nam|duy nhất|này)\s+)?"
        rf"{filler}{where}{filler}(?P<category>(?P<sensitive>{sensitive})|{plain})(?!\w)"
    )


@cache
def _small_place() -> re.Pattern[str]:
    kinds = any_of(map(lower, data()["places"]["small"]))
    return re.compile(rf"(?<!\w)(?P<kind>{kinds})\s+(?:số\s+)?(?:\d+\w*|[^\W\d_][\w’'.-]*)(?:\s+[^\W\d_][\w’'-]*){{0,3}}")


def find(page: Page, places: Collection[str]) -> Iterator[Objection]:
    """Every sentence with a count of people below the threshold in a place as small as a commune."""
    for sentence in page.sentences:
        small = list(_places_in(page, sentence, places))
        if small:
            yield from _counts(page, sentence, small)
    yield from _held(page)


def _places_in(page: Page, sentence: Sentence, places: Collection[str]) -> Iterator[Span]:
    """The small places that a sentence names: a kind of unit with a number or capitalised name, or one of ``places``."""
    for match in _small_place().finditer(page.low, sentence.start, sentence.end):
        start = match.start()
        last = 0
        for word in re.finditer(r"\S+", page.flow[slice(*match.span())]):
            if word.start() < match.end("kind") - start:
                continue
            if not (word.group()[0].isupper() or word.group()[0].isdigit() or word.group() == "số"):
                break
            last = word.end()
        if last or sentence.plain:
            yield match.start(), match.start() + (last or len(match.group()))
    if places:
        for match in re.finditer(rf"(?<!\w)(?:{any_of(places)})(?!\w)", page.low[sentence.start : sentence.end]):
            yield sentence.start + match.start(), sentence.start + match.end()


def _least(*, sensitive: bool) -> int:
    """Counts below this are not published of a small place."""
    least: int = data()["categories"]["least_sensitive" if sensitive else "least_plain"]
    return least


def _counts(page: Page, sentence: Sentence, small: list[Span]) -> Iterator[Objection]:
    for span, number, sensitive in _small_counts(page, sentence):
        if number < _least(sensitive=sensitive):
            found = page.flow[slice(*span)]
            yield objection("SMALL_GROUP", span, found, instead("group" if " " in found.strip() else "count"))
            for place in small:
                yield objection("SMALL_GROUP", place, page.flow[slice(*place)], instead("place"))
            return


@cache
def _tabled() -> re.Pattern[str]:
    """A category and, after a colon, its count: ``Số người được đặc xá của thôn 6: 2``."""
    groups = data()["categories"]
    plain, sensitive = (any_of(map(lower, groups[name])) for name in ("plain", "sensitive"))
    return re.compile(
        rf"(?<!\w)(?<!đợt )(?P<category>(?P<sensitive>{sensitive})|{plain})(?!\w)(?:[^.;:\d]{{0,40}}(?:\d{{1,2}}\s*)?:\s*|\s+)"
        r"(?P<count>0?(?P<number>[1-9])(?:\s+(?:người|trường hợp))?)(?=\s*(?:[.,;)]|$))"
    )


@cache
def _not_counts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(data()['categories']['not_counts'])})\s+$")


def _small_counts(page: Page, sentence: Sentence) -> Iterator[tuple[Span, int, bool]]:
    """Counts of people with a category: where the count and its unit stand, how many, whether the category is a sensitive one."""
    for match in _tabled().finditer(page.low, sentence.start, sentence.end):
        yield match.span("count"), int(match["number"]), match["sensitive"] is not None
    for match in _counted().finditer(page.low, sentence.start, sentence.end):
        if _not_counts().search(page.low[max(sentence.start, match.start() - 20) : match.start()]):
            continue
        word = match["number"]
        number = int(word) if word.isdigit() else data()["categories"]["words"][" ".join(word.split())]
        end = match.end("unit") if match["unit"] else match.end("number")
        yield (match.start(), end), number, match["sensitive"] is not None


@cache
def _cells() -> re.Pattern[str]:
    """A numbered part of a prison, with the prison where it is named."""
    parts = any_of(map(lower, data()["detention"]["parts"]))
    above = r"(?:[,\s]+(?:trại giam|trại tạm giam|phân trại)\s+(?:số\s+)?[\w-]+(?:\s+[\w-]+)?)?"
    return re.compile(rf"(?<!\w)(?:{parts})\s+(?:nữ\s+|nam\s+)?(?:số\s+)?(?:\d+\w*|[a-z]\d+){above}")


def _held(page: Page) -> Iterator[Objection]:
    """``chồng tôi đang ở buồng 5 phân trại 2``: one person, not named, in an exact part of a prison."""
    for sentence in page.sentences:
        if listed("detention", "singular").has(page, (sentence.start, sentence.end), plain=sentence.plain):
            for match in _cells().finditer(page.low, sentence.start, sentence.end):
                yield objection("PRISON_UNIT", match.span(), page.flow[slice(*match.span())], instead("facility"))
