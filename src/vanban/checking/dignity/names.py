"""The names of people in running text: full names, words of address with a name or an initial, initials alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from vanban import rules
from vanban.checking.dignity.page import Cover, Page, bare, lower
from vanban.checking.dignity.words import any_of, data
from vanban.model import Span

_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isalpha()]
_UPPER = "".join(char for char in _LETTERS if char.isupper())
_LOWER = "".join(char for char in _LETTERS if char.islower())
_SHORT = rf"(?:Ng|Nh|Tr|Th|Ph|Kh|Gi|Qu|[{_UPPER}])\."
_WORD = rf"(?:[{_UPPER}][{_LOWER}]+|[{_UPPER}][’'][{_UPPER}{_LOWER}]+|[{_UPPER}]{{2,7}}(?!\w)|[{_UPPER}](?![\w’']))"
_TOKEN = rf"(?:{_SHORT}|{_WORD})"
_JOIN = r"(?:(?<=\.)\s?|\s{1,3})"
_RUN = re.compile(rf"(?<![\w.])(?:{_TOKEN})(?:{_JOIN}{_TOKEN}){{0,9}}")
_TOKENS = re.compile(_TOKEN)
# N.V.A, L.T. Hoa: at least two parts, the last may be a whole word.
_INITIALS = re.compile(rf"(?<![\w.])(?:{_SHORT}\s?){{1,3}}[{_UPPER}](?:[{_LOWER}]+|\.|(?!\w))")
_APART = re.compile(r"[\n:]")
_HIGHLAND = re.compile(rf"H[’'][{_UPPER}{_LOWER}]")
_CAPITAL_BEFORE = re.compile(rf"(?<!\w)[{_UPPER}][{_LOWER}]*\s$")
_HOUSE = re.compile(r"(?<![\d/.,])(?<!năm )(?<!tháng )(?<!ngày )(?<!lúc )(?:số\s*)?\d{1,4}[a-d]?(?:[/-]\d+[a-d]?)*,?\s+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person in the text: ``span`` is the name, ``whole`` the word of address with it (``cue``, in small letters, or nothing)."""

    span: Span
    whole: Span
    cue: str
    name: str


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """All surnames, the common ones, the common ones without marks, and the middle words; in small letters."""
    names, people = rules.load("names")["surnames"], data()["people"]
    common = frozenset(map(lower, people["common"]))
    plain = frozenset(word for word in map(bare, people["common"]) if len(word) > 1)
    middle = frozenset(map(lower, people["middle"])) | frozenset(map(bare, people["middle"]))
    return frozenset(map(lower, names)) | common, common, plain, middle


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Names that are nobody's today, whole; and first words that begin no name."""
    people = data()["people"]
    return frozenset(map(lower, people["known"])), frozenset(map(lower, people["not_names"]))


@cache
def _carriers() -> re.Pattern[str]:
    carriers, between = (any_of(map(lower, data()["people"][name])) for name in ("carriers", "before_carried"))
    return re.compile(rf"(?<!\w)(?:{carriers})\s+(?:(?:{between}|số \d+|cấp \d)\s+)*$")


@cache
def _ruled() -> re.Pattern[str]:
    """A post with its territory: the name after it is the holder's, not the territory's."""
    posts, lands = any_of(map(lower, data()["offices"]["posts"])), any_of(data()["people"]["territories"])
    return re.compile(rf"(?<!\w)(?:{posts})\s+(?:(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|công an|đảng ủy|mttq)\s+)?(?:{lands})\s+$")


@cache
def _post_at() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(map(lower, data()['offices']['posts']))})(?!\w)")


@cache
def _cues() -> re.Pattern[str]:
    people = data()["people"]
    words = any_of([*people["address"], *people["marked"], *people["child"]])
    guard = "".join(rf"(?<!{word} )" for word in people["before_no_address"])
    return re.compile(rf"(?<![\w]){guard}(?P<cue>(?i:{words})):?\s{{1,3}}(?P<name>{_TOKEN}(?:{_JOIN}{_TOKEN}){{0,4}})")


@cache
def _plain_names() -> re.Pattern[str]:
    """Names in text without marks, where even capitals may be missing: with a middle word, or after a word of address."""
    _, _, surnames, middle = _surnames()
    people = data()["people"]
    cues, sure = (any_of(map(bare, words)) for words in ([*people["address"], *people["child"]], people["marked"]))
    family, between = any_of(surnames), any_of({bare(word) for word in middle})
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<cue>{cues}|{sure})\s+)?(?P<long>(?:{family})\s+(?:{between})\s+[a-z]+)"
        rf"|(?P<sure>{sure})\s+(?P<short>(?:{family})\s+[a-z]+|[a-z]\.)|(?P<word>{cues})\s+(?P<letter>(?:[a-z]\.){{1,3}}))(?!\w)"
    )


def find(page: Page, places: Collection[str]) -> list[Mention]:
    """Every mention of a person, in the order of the text; ``places`` are names of places in small letters."""
    cover = Cover(page)
    mentions = (*_addressed(page, places), *_full_names(page, places), *_initials(page), *_without_marks(page))
    return sorted((mention for mention in mentions if cover.take(mention.span)), key=lambda mention: mention.span)


def _addressed(page: Page, places: Collection[str]) -> Iterator[Mention]:
    """``anh Nam``, ``chị H.``, ``phạm nhân Nguyễn Văn A``."""
    for match in _cues().finditer(page.flow):
        name = "" if _inside_name(page, match) else _name_part(match["name"])
        if name and not _is_known(name, places) and not _is_known(f"{match['cue']} {name}", places):
            start = match.start("name")
            span = (start, start + len(name))
            if _post_at().match(page.low, start):
                continue
            # a capital that only begins the next line, or what a colon leads to, is no name
            if " " not in name and "." not in name and _APART.search(page.lines, match.end("cue"), start):
                continue
            yield Mention(span, (match.start("cue"), span[1]), lower(" ".join(match["cue"].split())), name)


def _inside_name(page: Page, match: re.Match[str]) -> bool:
    """Whether a capital word of address goes on the name before it (``Nguyễn Thị Lan``, ``Trần Anh Dũng``)."""
    if not match["cue"][0].isupper():
        return False
    return _CAPITAL_BEFORE.search(page.flow, max(0, match.start() - 12), match.start()) is not None


def _name_part(run: str) -> str:
    """The words of a run after a word of address that may be a name; empty where it is a post or a body."""
    tokens = list(_TOKENS.finditer(run))
    _, not_names = _known()
    last = 0
    shouted = tokens[0].group().isupper() and len(tokens[0].group()) > 2 and len(tokens) > 1
    for index, token in enumerate(tokens):
        word = lower(token.group())
        if token.group().isupper() and len(token.group().rstrip(".")) > 1 and not shouted:
            break
        if (index == 0 and word in not_names) or (index >= 2 and word in data()["people"]["bodies"]):
            break
        last = token.end()
    return run[:last]


def _is_known(name: str, places: Collection[str]) -> bool:
    """Whether these words begin with a name out of history, or one of a place."""
    words = lower(" ".join(name.split())).split(" ")
    known, _ = _known()
    if words[0] not in _known_openings() and not any(place.startswith(words[0]) for place in places):
        return False
    return any(" ".join(words[:size]) in known or " ".join(words[:size]) in places for size in range(1, len(words) + 1))


@cache
def _known_openings() -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in _known()[0])


def _full_names(page: Page, places: Collection[str]) -> Iterator[Mention]:
    """Capitalised words that begin with a surname, unless a street, a school or a place carries them."""
    for run in _RUN.finditer(page.flow):
        tokens = list(_TOKENS.finditer(page.flow, *run.span()))
        index = 0
        while index < len(tokens) - 1:
            words = [token.group() for token in tokens[index : index + 5]]
            size = _name_length(words) or (_highland_length(words) if index == 0 else 0)
            if size and index and _goes_on_shouting(tokens[index - 1].group(), words[0]):
                size = 0
            start = tokens[index].start()
            if size and not _carried(page, start):
                end = tokens[index + size - 1].end()
                if not _is_known(page.flow[start:end], places):
                    yield Mention((start, end), (start, end), "", page.flow[start:end])
                index += size
            else:
                index += max(size, 1)
        if len(tokens) in {2, 3, 4} and _acts_as_person(page, tokens) and not _is_known(run.group(), places):
            yield Mention(run.span(), run.span(), "", run.group())


def _goes_on_shouting(before: str, first: str) -> bool:
    """Whether a word in capitals only goes on a heading in capitals (``XỬ LÝ VI PHẠM``), with no word of address before it."""
    shouting = len(first) > 1 and first.isupper() and before.isupper() and len(before) > 1
    return shouting and lower(before) not in data()["people"]["address"] and lower(before) != "nhân"


@cache
def _personal() -> re.Pattern[str]:
    """What only a person does, after a name and perhaps a word of time."""
    return re.compile(rf",?\s+(?:đã\s+|vừa\s+|từng\s+|từng bị\s+)?(?:{any_of(map(lower, data()['offence']['personal']))})(?!\w)")


def _acts_as_person(page: Page, tokens: list[re.Match[str]]) -> bool:
    """Whether capitalised words that no list of surnames knows (``Cil Ha Brơi``) do what only a person does."""
    words = [lower(token.group()) for token in tokens]
    shaped = not any(token.group().isupper() and len(token.group()) > 1 for token in tokens)
    body = words[0] in _known()[1] or words[0] in data()["people"]["bodies"]
    return shaped and not body and _personal().match(page.low, tokens[-1].end()) is not None and not _carried(page, tokens[0].start())


def _name_length(words: list[str]) -> int:
    """How many of these capitalised words are one full name; 0 where they are none."""
    every, common, plain, middle = _surnames()
    first = lower(words[0])
    shouted = words[0].isupper() and len(words[0]) > 1
    size = 1
    while size < len(words) and (words[size].isupper() and len(words[size].rstrip(".")) > 1) == shouted:
        if size >= 2 and lower(words[size]) in data()["people"]["bodies"]:
            break
        size += 1
    if size < 2 or (shouted and size < 3):
        return 0
    second = lower(words[1])
    if first in common and len(words[0]) > 1:
        return size if size >= 3 or second not in _known()[1] else 0
    if size >= 3 and first in every and second in middle and len(first) > 1:
        return size
    return size if size >= 3 and first in plain and second in middle else 0


def _highland_length(words: list[str]) -> int:
    """How many words are a name of the Central Highlands, where the sex stands first: ``H'Len Niê``, ``Y Blui``, ``A Phương``."""
    if _HIGHLAND.match(words[0]) is None and words[0] not in {"Y", "A"}:
        return 0
    size = next(
        (place for place, word in enumerate(words[:3]) if place and (word.isupper() or lower(word) in _known()[1])), min(len(words), 3)
    )
    return size if size > 1 else 0


def _carried(page: Page, start: int) -> bool:
    """Whether the capitalised words at ``start`` name a street, a school, a place: by the word or house number before them."""
    before = page.low[max(0, start - 40) : start]
    if _ruled().search(before):
        return False
    return bool(_carriers().search(before) or _HOUSE.search(before))


def _initials(page: Page) -> Iterator[Mention]:
    """``N.V.A``: at least two initials, or one with a given name."""
    for match in _INITIALS.finditer(page.flow):
        name = match.group()
        if lower(name).rstrip(".").replace(" ", "") not in data()["people"]["not_initials"] and not _carried(page, match.start()):
            yield Mention(match.span(), match.span(), "", name)


def _without_marks(page: Page) -> Iterator[Mention]:
    """``nguyen van nam`` in a sentence without diacritics."""
    for sentence in page.sentences:
        if not sentence.plain:
            continue
        for match in _plain_names().finditer(page.bare, sentence.start, sentence.end):
            group = next(name for name in ("long", "short", "letter") if match[name])
            cue = match["cue"] or match["sure"] or match["word"] or ""
            yield Mention(match.span(group), match.span(), cue, page.flow[slice(*match.span(group))])
