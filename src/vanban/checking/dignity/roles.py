"""Who is spoken of in office, as an author, or out of history, and who is a private person."""

from __future__ import annotations

import re
from functools import cache

from vanban.checking.dignity.names import Mention
from vanban.checking.dignity.page import Page, lower
from vanban.checking.dignity.words import any_of, data, listed

_AFTER = r"\s*(?:\((?!\d)|[,–—-]|,?\s+(?:(?:khi|lúc)\s+)?(?:đó |ấy |còn |hiện )?là|,?\s+với vai trò)\s*(?:\([^)]{0,30}\)\s*)?"
_ROW = re.compile(r"(?:(?:\s+[A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*){1,4}\s*(?:,|\svà)\s*)+$")
_GAP = re.compile(r"[\w.,&/’'–-]+")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    offices, people = data()["offices"], data()["people"]
    posts = any_of(map(lower, [*offices["posts"], *offices["ranks"]]))
    former = offices["former"]
    bylines = any_of(map(lower, people["bylines"]))
    not_former = "".join(rf"(?<!{word} )" for word in former)
    return (
        re.compile(rf"(?<!\w){not_former}(?P<former>(?:{any_of(former)})\s+)?(?:{posts})(?!\w)(?P<gap>[^.;:!?\n]{{0,90}})$"),
        re.compile(rf"{_AFTER}(?P<former>(?:{any_of(former)})\s+)?(?:{posts})(?!\w)"),
        re.compile(rf"(?:^|[\n(.!?;]\s*|\s[-–|]\s*)(?:{bylines})\s*(?::|\()\s*[^.!?:]{{0,60}}$|\((?:theo|ảnh|tin|nguồn)\s+[^)]{{0,40}}$"),
        re.compile(rf"(?<!\w)(?:{any_of(offices['stops'])})(?!\w)"),
    )


def in_office(page: Page, mention: Mention) -> str | None:
    """``now`` or ``former`` where the text gives the person's post, rank or trade; None otherwise."""
    before_pattern, after_pattern, _, _ = _patterns()
    sentence = page.sentences[page.sentence_at(mention.span[0])]
    start = max(sentence.start, mention.whole[0] - 120)
    # ``phóng viên Thanh Hải, Hoàng Yến``: who stands before in the same row holds the same post
    before = _ROW.sub("", page.flow[start : mention.whole[0]]).rstrip(' “"(')
    before = page.low[start : start + len(before)]
    # a comma before the name ends the post: ``nhờ cán bộ, Nam đã …``
    for found in [] if before.endswith(",") else reversed(_posts_before(before_pattern, before)):
        if _leads_on(found["gap"]):
            return _standing(found["former"], page.low[start + found.start() : start + found.end()])
    after = after_pattern.match(page.low, mention.span[1])
    if after:
        return _standing(after["former"], after.group())
    return None


def _standing(former: str | None, words: str) -> str:
    """A post that is over, or a trade that anybody may have, counts as ``former``: it shields nobody of whom a deed is told."""
    return "former" if former or listed("offices", "trades").marked.search(words) else "now"


def _posts_before(pattern: re.Pattern[str], before: str) -> list[re.Match[str]]:
    """The post nearest to the end of ``before``: only the last one can belong to the name."""
    found, start = [], 0
    while match := pattern.search(before, start):
        found.append(match)
        start = match.start() + 1
    return found


def _leads_on(gap: str) -> bool:
    """Whether what stands between a post and a name goes on with the post (a body's name) and holds no other person or verb."""
    words = _GAP.findall(gap)
    if len(words) > 14:
        return False
    if words and words[-1] == "và":
        return False
    return not _patterns()[3].search(" ".join(word.strip(",") for word in words))


def is_author(page: Page, mention: Mention) -> bool:
    """Whether the name stands in a byline, or alone on its line below a signature."""
    _, _, byline, _ = _patterns()
    before = page.low[max(0, mention.whole[0] - 80) : mention.whole[0]]
    return byline.search(before) is not None


def is_marked(mention: Mention) -> bool:
    """Whether the word of address itself says what happened to the person (``bị cáo``)."""
    return mention.cue in data()["people"]["marked"] or listed("people", "marked").bare.fullmatch(mention.cue) is not None
