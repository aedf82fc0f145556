"""Leaks about people named in the text: what they did, where they live, their health, where they were held, children."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from vanban.checking.dignity import names, roles
from vanban.checking.dignity.circumstances import Circumstances
from vanban.checking.dignity.names import Mention
from vanban.checking.dignity.objections import Objection, instead, objection
from vanban.checking.dignity.page import Page, lower
from vanban.checking.dignity.words import data
from vanban.model import Span
from vanban.text.alternatives import words_of

_AGE = re.compile(r"(?<!\w)(?P<age>\d{1,2})\s*tuổi(?!\w)")
# Between a name and the address of the person may stand age, sex and people.
_ABOUT_PERSON = re.compile(
    r"[\s,(–-]*(?:(?:sn|sinh năm|sinh ngày)[\s:]*[\d/.-]+[\s,)–-]*|\d{1,2} tuổi[\s,)–-]*|(?:nam|nữ|dân tộc \w+(?: \w+)?)[\s,]*)*"
)
_OF_NAMES = frozenset({"NAME_OFFENCE", "HEALTH", "CHILD"})
_CORRESPONDENCE = frozenset({"answer", "question", "feedback"})


def _of(name: str) -> str:
    return words_of("dignity", "people", name)


@cache
def _goes_on() -> re.Pattern[str]:
    """A sentence that goes on about the person named in the one before."""
    when = rf"(?:{_of('goes_on_when')}|năm \d{{4}}|tháng \d+(?:/\d+)?|ngày [\d/]+)[,\s]+(?:\S+\s+){{0,3}}"
    return re.compile(rf"\s*[-–+•*“\"]?\s*(?:{when})?(?:{_of('goes_on')}|năm \d{{4}})(?!\w)")


@cache
def _pupil() -> re.Pattern[str]:
    schools = _of("schools")
    return re.compile(
        rf"(?<!\w)(?:{_of('pupil')}|lớp \d{{1,2}}[a-z\d]{{0,3}}(?!\w)|đang học (?:lớp|{schools})|học trường (?:{schools}))",
    )


@cache
def _leading_to() -> re.Pattern[str]:
    """Between an address and the person who lives there."""
    return re.compile(rf"[\s,]*(?:{_of('leading')}|:)?\s*(?:{_of('households')})?[\s:]*")


@cache
def _capital_beside() -> re.Pattern[str]:
    """The given name belongs to something else after these (Việt Nam, miền Nam, thành phố Vinh)."""
    return re.compile(rf"(?:[^\W\d_a-zà-ỹ]\w*|(?<!\w)(?:{_of('places_before')}))\s$")


def find(page: Page, places: Collection[str], kind: str) -> Iterator[Objection]:
    """Every leak about a person that the text names; at most one remark of each kind a name."""
    told = Circumstances(page)
    mentions = names.find(page, places)
    offices = [roles.in_office(page, mention) for mention in mentions]
    # ``ông An`` stays in office after ``Đại tá Nguyễn Văn An``
    known = {lower(mention.name.split()[-1]) for mention, office in zip(mentions, offices, strict=True) if office == "now"}
    leaked: dict[str, str] = {}
    for mention, office in zip(mentions, offices, strict=True):
        number = page.sentence_at(mention.span[0])
        if not _is_shielded(told, mention, number, office, known):
            found = list(_about(told, mention, number, kind))
            leaked |= {mention.name.split()[-1]: one.code for one in found if one.code in _OF_NAMES}
            yield from found
    yield from _again(page, mentions, leaked)


def _again(page: Page, mentions: list[Mention], leaked: dict[str, str]) -> Iterator[Objection]:
    """The given name of a person already found, where it stands again: ``Nguyễn Văn Nam … Nam``."""
    for given, code in leaked.items():
        if len(given) > 1 and "." not in given:
            for match in re.finditer(rf"(?<!\w){re.escape(given)}(?!\w)", page.flow):
                inside = any(mention.span[0] <= match.start() < mention.span[1] for mention in mentions)
                if not inside and not _capital_beside().search(page.flow[max(0, match.start() - 12) : match.start()]):
                    yield objection(code, match.span(), given, instead("person"))
            for mention in mentions:
                if mention.name == given:
                    yield _named(code, page, mention, "person")


def _is_shielded(told: Circumstances, mention: Mention, number: int, office: str | None, known: set[str]) -> bool:
    """Whether this mention is of somebody in office or of an author."""
    if roles.is_marked(mention):
        return False
    if office == "now" or roles.is_author(told.page, mention):
        return True
    if office == "former":
        return not _did(told, mention, number, told.deeds(number))
    return len(mention.name.split()) == 1 and lower(mention.name) in known


def _about(told: Circumstances, mention: Mention, number: int, kind: str) -> Iterator[Objection]:
    """Everything that the text gives away about one person."""
    page = told.page
    child = _is_child(page, mention, number)
    if child:
        yield _named("CHILD", page, mention, "child")
    if roles.is_marked(mention) or _did(told, mention, number, told.deeds(number)) or _did_next(told, number + 1):
        yield _named("NAME_OFFENCE", page, mention, "child" if child else "person")
    if _did(told, mention, number, told.illness(number)):
        yield _named("HEALTH", page, mention, "person")
    home = _home(told, mention, number)
    if home:
        yield objection("NAME_ADDRESS", home, page.flow[slice(*home)], instead("place"))
    held = _held(told, mention, number)
    if held:
        yield objection("PRISON_UNIT", held, page.flow[slice(*held)], instead("facility"))
    if mention.cue in data()["people"]["shaming"]:
        yield _named("SHAMING_ADDRESS", page, mention, "person")
    if kind in _CORRESPONDENCE and not child:
        yield _named("NAME", page, mention, "person")


def _named(code: str, page: Page, mention: Mention, kind: str) -> Objection:
    return objection(code, mention.whole, page.flow[slice(*mention.whole)], instead(kind))


def _is_child(page: Page, mention: Mention, number: int) -> bool:
    """Whether the person named is a child: by the word of address, an age below 18 or a class beside the name."""
    if mention.cue in data()["people"]["child"]:
        return True
    stretch = mention.span[1], min(page.sentences[number].end, mention.span[1] + 60)
    age = _AGE.search(page.low, *stretch)
    return (age is not None and int(age["age"]) < data()["people"]["child_below"]) or _pupil().search(page.low, *stretch) is not None


def _did(told: Circumstances, mention: Mention, number: int, spans: list[Span]) -> bool:
    """Whether one of these things is told of the person, not of those whom the person helps."""
    return any(not told.helps(number, min(mention.span[1], start), max(start, mention.span[1])) for start, _ in spans)


def _did_next(told: Circumstances, following: int) -> bool:
    """Whether the sentence after the name goes on about the person and tells a deed."""
    sentences = told.page.sentences
    return (
        following < len(sentences)
        and _goes_on().match(told.page.low, sentences[following].start) is not None
        and bool(told.deeds(following))
    )


def _home(told: Circumstances, mention: Mention, number: int) -> Span | None:
    """The address that the text gives of the person; None where the place is only where something happened."""
    low = told.page.low
    for address in told.addresses(number):
        if address.start >= mention.span[1]:
            gap = low[mention.span[1] : address.start]
            if (address.lived and len(gap) < 120) or _ABOUT_PERSON.fullmatch(gap):
                return address.start, address.span[1]
        elif _leading_to().fullmatch(low[address.span[1] : mention.whole[0]]):
            return address.span
    return None


def _held(told: Circumstances, mention: Mention, number: int) -> Span | None:
    """The prison or part of one that the person's sentence names."""
    for span in told.detention(number):
        if not told.helps(number, min(mention.span[1], span[0]), max(span[0], mention.span[1])):
            return span
    return None
