"""Leaks about people named in the text: what they did, where they live, their health, where they were held, children."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from vanban.checking.dignity import names, roles
from vanban.checking.dignity.names import Mention
from vanban.checking.dignity.objections import Objection, instead, objection
from vanban.checking.dignity.page import Page, Sentence, lower
from vanban.checking.dignity.words import Lexicon, any_of, data, lexicon, listed
from vanban.model import Span

# A sentence that goes on about the person named in the one before.
_GOES_ON = re.compile(
    r"\s*[-–+•*“\"]?\s*(?:(?:lúc đó|khi đó|sau đó|trước đó|hiện|hiện nay|nay|năm \d{4}|tháng \d+(?:/\d+)?|ngày [\d/]+|vì|do|từng)[,\s]+(?:\S+\s+){0,3})?(?:anh|chị|ông|bà|em|cô|cậu|y|hắn|thị|gã|bị cáo|bị can|người này|người đàn ông|người phụ nữ|đối tượng|cháu|bé|vì|do|trước đây|từng|năm \d{4}|nam thanh niên|thanh niên này|tội danh|mức án|án|tội|hành vi)(?!\w)"
)
_YEAR = re.compile(r"\s*[,(–-]?\s*(?:sn|sinh năm|sinh ngày|năm sinh)\s*:?\s*[\d/.-]{4,10}")
_AGE = re.compile(r"(?<!\w)(?P<age>\d{1,2})\s*tuổi(?!\w)")
_PUPIL = re.compile(
    r"(?<!\w)(?:học sinh|học lớp|lớp \d{1,2}[a-z\d]{0,3}(?!\w)|trẻ mồ côi|đang học (?:lớp|mầm non|tiểu học)|học trường (?:tiểu học|thcs|thpt|mầm non))"
)


def find(page: Page, places: Collection[str], kind: str) -> Iterator[Objection]:
    """Every leak about a person that the text names; at most one remark of each kind a name."""
    mentions = names.find(page, places)
    shielded = _shielded(page, mentions)
    private = [mention for mention in mentions if not _is_shielded(page, mention, shielded)]
    for mention in private:
        yield from _about(page, mention, private, places, kind)


def _shielded(page: Page, mentions: list[Mention]) -> frozenset[str]:
    """Given names of those in office, so that ``ông An`` stays one after ``Đại tá Nguyễn Văn An``."""
    return frozenset(lower(mention.name.split()[-1]) for mention in mentions if roles.in_office(page, mention) == "now")


def _is_shielded(page: Page, mention: Mention, shielded: frozenset[str]) -> bool:
    """Whether this mention is of somebody in office or of an author."""
    if roles.is_marked(mention):
        return False
    office = roles.in_office(page, mention)
    if office == "now" or roles.is_author(page, mention):
        return True
    if office == "former":
        return not _deeds(page, mention, page.sentences[page.sentence_at(mention.span[0])])
    return len(mention.name.split()) == 1 and lower(mention.name) in shielded


def _about(page: Page, mention: Mention, private: list[Mention], places: Collection[str], kind: str) -> Iterator[Objection]:
    found = page.flow[slice(*mention.whole)]
    child = _is_child(page, mention)
    if child:
        yield _named("CHILD", mention, found, instead("child"))
    if _has_deed(page, mention, private):
        yield _named("NAME_OFFENCE", mention, found, instead("child" if child else "person"))
    if _near(page, mention, listed("health", "words")):
        yield _named("HEALTH", mention, found, instead("person"))
    home = _home(page, mention, places)
    if home:
        yield objection("NAME_ADDRESS", home, page.flow[slice(*home)], instead("place"))
    held = _held(page, mention)
    if held:
        yield objection("PRISON_UNIT", held, page.flow[slice(*held)], instead("facility"))
    if mention.cue in data()["people"]["shaming"]:
        yield _named("SHAMING_ADDRESS", mention, found, instead("person"))
    if kind in {"answer", "question", "feedback"} and not child:
        yield _named("NAME", mention, found, instead("person"))


def _named(code: str, mention: Mention, found: str, words: str) -> Objection:
    return objection(code, mention.whole, found, words)


def _is_child(page: Page, mention: Mention) -> bool:
    """Whether the person named is a child: by the word of address, an age below 18 or a class beside the name."""
    if mention.cue in data()["people"]["child"]:
        return True
    after = (mention.span[1], min(len(page.flow), mention.span[1] + 60))
    stop = page.sentences[page.sentence_at(mention.span[0])].end
    age = _AGE.search(page.low, after[0], min(after[1], stop))
    return (age is not None and int(age["age"]) < 18) or _PUPIL.search(page.low, after[0], min(after[1], stop)) is not None


def _has_deed(page: Page, mention: Mention, private: list[Mention]) -> bool:
    """Whether an offence, a sentence or a status stands with the name: in its sentence, or in the next that goes on about the person."""
    if roles.is_marked(mention):
        return True
    number = page.sentence_at(mention.span[0])
    if _deeds(page, mention, page.sentences[number]):
        return True
    following = number + 1
    if following < len(page.sentences) and _GOES_ON.match(page.low, page.sentences[following].start):
        return _deeds(page, mention, page.sentences[following])
    return False


@cache
def _deed_words() -> Lexicon:
    return lexicon([*data()["offence"]["words"], *data()["offence"]["status"]])


@cache
def _circumstances() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words before a deed that make it a group's or a matter's; acts of helping."""
    offence = data()["offence"]
    return (
        re.compile(rf"(?<!\w)(?:{any_of(offence['plural'])}|\d[\d.]*(?:\s+\w+)?)\s+(?:\w+\s+){{0,2}}$"),
        re.compile(rf"(?<!\w)(?:{any_of(offence['helping'])})(?!\w)"),
    )


def _deeds(page: Page, mention: Mention, sentence: Sentence) -> bool:
    """Whether a sentence tells a deed or status of the person, not of those whom the person helps or speaks about."""
    group, helping = _circumstances()
    for start, _ in _deed_words().find(page, sentence):
        before = page.low[max(sentence.start, start - 30) : start]
        if group.search(before) and not re.search(
            r"một trong (?:số )?(?:các |những )?(?:\d+ )?(?:\w+ ){0,3}$", page.low[max(sentence.start, start - 50) : start]
        ):
            continue
        between = (
            page.low[min(mention.span[1], start) : max(start, mention.span[1])] if sentence.start <= mention.span[0] < sentence.end else ""
        )
        if helping.search(between) and not re.search(
            r"(?<!\w)(?:được|bị)\s+(?:\S+\s+){0,3}(?:giúp|hỗ trợ|đón|tặng|tiếp nhận|động viên|thăm)", between
        ):
            continue
        return True
    return False


def _near(page: Page, mention: Mention, words: Lexicon) -> bool:
    """Whether one of these words stands in the person's sentence, not as a matter in general."""
    group, helping = _circumstances()
    sentence = page.sentences[page.sentence_at(mention.span[0])]
    for start, _ in words.find(page, sentence):
        before = page.low[max(sentence.start, start - 30) : start]
        between = page.low[min(mention.span[1], start) : start]
        if not group.search(before) and not helping.search(between):
            return True
    return False


@cache
def _homes() -> re.Pattern[str]:
    """An address, with or without the word that says that somebody lives there."""
    places = data()["places"]
    name = r"(?:\s+(?:số\s+)?(?:\d+[\w/-]*|[^\W\d_][\w’'.-]*)){1,4}"
    kinds = any_of(map(lower, [*places["small"], *places["exact"], *places["middle"]]))
    one = rf"(?:{kinds}){name}"
    return re.compile(
        rf"(?P<living>(?<!\w)(?:{any_of(map(lower, places['living']))})(?!\w)[\s:]*)?(?P<place>(?<!\w)(?:số\s+\d+[\w/-]*,?\s+)?{one}(?:\s*[,–-]\s*{one})*)"
    )


def _home(page: Page, mention: Mention, places: Collection[str]) -> Span | None:
    """The address that the text gives of the person; None where the place is only where something happened."""
    sentence = page.sentences[page.sentence_at(mention.span[0])]
    for match in _homes().finditer(page.low, sentence.start, sentence.end):
        span = _capitalised_end(page, match.span("place"))
        if span is None:
            continue
        if match.start() >= mention.span[1]:
            gap = page.low[mention.span[1] : match.start()]
            direct = re.fullmatch(
                r"[\s,(–-]*(?:(?:sn|sinh năm|sinh ngày)[\s:]*[\d/.-]+[\s,)–-]*|\d{1,2} tuổi[\s,)–-]*|(?:nam|nữ|dân tộc \w+(?: \w+)?)[\s,]*)*",
                gap,
            )
            if direct is not None or (_lives(match) and len(gap) < 120):
                return (match.start() if match["living"] else span[0], span[1])
        elif re.fullmatch(
            r"[\s,]*(?:có|là|của|gồm|:|thì|nơi|gặp)?\s*(?:gia đình|trường hợp|nhà)?[\s:]*", page.low[span[1] : mention.whole[0]]
        ):
            return span
    return None


def _lives(match: re.Match[str]) -> bool:
    living = (match["living"] or "").strip(" :\t")
    return bool(living) and living not in {"ở", "người", "nhà", "quê"} or living in {"ở", "quê"}


def _capitalised_end(page: Page, span: Span) -> Span | None:
    """The address cut after its last number or capitalised word; None where it has none after its first word."""
    words = list(re.finditer(r"[\w’'./-]+", page.flow[slice(*span)]))
    end = max((word.end() for word in words[1:] if word.group()[0].isupper() or word.group()[0].isdigit()), default=0)
    plain = page.sentences[page.sentence_at(span[0])].plain
    return (span[0], span[0] + end) if end else (span if plain else None)


@cache
def _facilities() -> re.Pattern[str]:
    words = any_of(map(lower, [*data()["detention"]["facilities"], *data()["detention"]["parts"]]))
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+(?:số\s+)?(?:\d+\w*|[^\W\d_][\w’'-]*)){{0,3}}")


def _held(page: Page, mention: Mention) -> Span | None:
    """The prison or part of one that the person's sentence names."""
    sentence = page.sentences[page.sentence_at(mention.span[0])]
    for match in _facilities().finditer(page.low, sentence.start, sentence.end):
        span = _capitalised_end(page, match.span())
        helping = _circumstances()[1]
        if span and not helping.search(page.low, min(mention.span[1], span[0]), max(span[0], mention.span[1])):
            return span
    return None
