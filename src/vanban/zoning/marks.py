"""What one line of a paper's frame looks like: state title, number line, type heading, authority, post, signer, recipients."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from vanban import rules
from vanban.text import fold, unaccent
from vanban.text.alternatives import folded, words_of
from vanban.zoning.script import Script

# A blank to be filled in by hand: dots, underscores, spaces.
_BLANK = r"[\s\d./…_-]*"
PLACE_DATE = re.compile(rf"ng[àaáảãạăâ]y{_BLANK}th[aáàảãạăâ]ng{_BLANK}n[ăaâáàảắằ]m{_BLANK}", re.IGNORECASE)
ADDRESSEE_LINE = re.compile(r"(?:(?:Kính gửi|Kinh gửi|Kính gởi|KÍNH GỬI|Kính mời)\b|Kính trình\b(?!.*\./))", re.NOFLAG)
TELEGRAM_LINE = re.compile(r"(?!Các |CÁC )[^.;\d]{2,90}?(?<!ông)(?<!ÔNG)\s(?:điện|ĐIỆN)\s*:")
_RECIPIENTS = r"[-*_ ]*(?:N\S{1,4} ?nh[ậaâăạầấ]?n|NƠI NHẬN|Nơi gửi|Nơi Nhận)\s*"
RECIPIENTS_LINE = re.compile(rf"{_RECIPIENTS}(?:[:;.,]|$)")
RECIPIENTS_LABEL = re.compile(rf"^{_RECIPIENTS}[:;.,]*\s*")
"""What stands before the first recipient on the label's own line."""
DASHES = re.compile(r"^[-–—+•*\s]+")
"""What stands before an entry of a list of bodies, and what stands behind it."""
ENDING = re.compile(r"[\s;.,]+$")
SUBJECT_LINE = re.compile(r"(?:V/v|v/v|V/V|Vlv|V/y|Về việc|VỀ VIỆC)\s*[:.]?\s*")
BODY_LABEL = re.compile(
    r"(?:(?:Điều|ĐIỀU)\s+1\b|(?:Phần|PHẦN)\s+(?:I|thứ nhất|THỨ NHẤT|1)\b|(?:Chương|CHƯƠNG)\s+(?:I|1)\b|I\s*[.)-]\s|[1A]\s*[.)]\s)",
)
SIGNED = re.compile(r"\(?\s*(?:Đã ký|đã ký|ĐÃ KÝ|đã kí|Ký tên|ký|Đã kí|ĐÃ KÍ)\b[^)]{0,40}\)?[.:]?$")
_SAYS_SIGNED = re.compile(r"\s[-–]\s*(?:đã|Đã|ĐÃ) (?:ký|KÝ)$")
_STAMP = re.compile(r"\b(?:ĐẾN|ĐỀN|CÔNG VĂN ĐẾN)\b|^(?:Chuyển|Lưu hồ sơ|Số và ký hiệu HS)\b")
_RULE = re.compile(r"[-–—_=*~.…|+\s•◦■◆○●·:]*")
_LETTER = re.compile(r"[^\W\d_]")
_AUTHORITY = re.compile(r"(?P<mark>T\.?M|T/M|K\.?T|K/T|T\.?L|T/L|T\.?U\.?Q|TƯQ|T/UQ|Q)\s*(?:[.,:]|(?<=/[A-Z])\s)\s*(?P<rest>\S.*)?$")
_UNDOTTED = re.compile(r"(?P<mark>KT|TL|TM|TUQ)\s+(?P<rest>\S.*)$")
_DASH = re.compile(r"[-–—+•*]\s*\S")
_SPACED = re.compile(r"(?:\S ){3,}\S$")


@cache
def _number_line() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{words_of('frame', 'number_line', 'types')}) số:"
        r"|(?:Số|SỐ|Sô|số|Só|Sổ|So(?=\s*:))\s*(?:hiệu\s*)?(?:[:;]|\.(?=\s*[\d/…])|(?=\s*\d+\s*[-/])|\s+(?=/)|\s*…)",
    )


def is_number_line(text: str) -> bool:
    """Whether a line opens with the label of a number (``Số: …``, ``Luật số: …``)."""
    return _number_line().match(text) is not None


@cache
def _body_opener() -> re.Pattern[str]:
    whole, words, dated = (words_of("frame", "body", name) for name in ("openings", "words", "dated"))
    return re.compile(rf"(?:{whole}|(?:{words}) |(?:{dated}) \d)")


def opens_body(text: str) -> bool:
    """Whether a line opens as the text of a paper does (``Căn cứ …``, ``Ngày 5 …``), and no subject or addressee."""
    return _body_opener().match(text) is not None


@cache
def _title() -> re.Pattern[str]:
    """Titles of learning before a name."""
    titles, bare = words_of("signing", "posts", "titles", gap=r"\s?"), words_of("signing", "posts", "bare_titles")
    return re.compile(rf"(?:(?:{titles})\s*\.\s*)+|(?:{bare}) ")


@cache
def _state_name() -> tuple[str, ...]:
    """The words of the state's name, without their marks."""
    return tuple(unaccent(rules.load("layout")["national"]["title"]).split())


def is_rule(text: str) -> bool:
    """Whether a line holds nothing but strokes, dots and stars."""
    return _RULE.fullmatch(text) is not None


def is_capitals(text: str) -> bool:
    """Whether a line is printed in capitals; a letter in ten may be small (reading errors, ``v/v``)."""
    if text.isupper():
        return len(_LETTER.findall(text[:200])) > 1
    if not any(char.isupper() for char in text[:12]) or len(text) > 600:
        return False
    letters = _LETTER.findall(text)
    small = sum(map(str.islower, letters))
    return len(letters) >= 10 and small * 10 <= len(letters)


def is_state_title(text: str) -> bool:
    """Whether a line is the name of the state, its motto, or the Party's name at the top of a paper."""
    if not 8 <= len(text) <= 160 or text.startswith(("NƯỚC ", "CHỦ TỊCH")):
        return False
    words = unaccent(text).split()
    name = _state_name()
    known = len({*name[:-2]} & set(words))
    if known >= 5 or (known == 4 and tuple(words[-2:]) == name[-2:]):
        return is_capitals(text) or "doc" in words
    joined = " ".join(words)
    return "doc lap tu do hanh phuc" in joined or ("dang cong san viet nam" in joined and is_capitals(text))


def broken_state_title(script: Script, number: int) -> int:
    """How many lines from this one on spell the state's name broken over them (``CỘNG HÒA XÃ HỘI`` / ``CHỦ NGHĨA VIỆT NAM``); 0 if none."""
    words: list[str] = []
    for following in range(number, min(number + 3, len(script.lines))):
        words += unaccent(script.lines[following].text).split()
        if tuple(words) != _state_name()[: len(words)]:
            return 0
        if words and len(words) == len(_state_name()):
            return following - number + 1
    return 0


def is_stamp(text: str) -> bool:
    """Whether a line could be of an incoming stamp."""
    return _STAMP.search(text) is not None


def is_dashed(text: str) -> bool:
    """Whether a line begins with a dash, plus or bullet."""
    return _DASH.match(text) is not None


# What a program that signs leaves on a page: addresses, times to the second, captions.
_DIGITAL = re.compile(
    r"@[\w.]+|\d{1,2}:\d{2}:\d{2}|\+07:00|^(?:Ký bởi|Người ký|Ký ngày|Thời gian ký|Cơ quan\s*:|Email\s*:|Signature|Signed|Digitally)",
)


def is_digital(text: str) -> bool:
    """Whether a line is left by a digital signature: its caption, address or time."""
    return _DIGITAL.search(text) is not None


def under_digital(script: Script, number: int) -> bool:
    """Whether a line in capitals belongs to a digital signature whose address or time stands within the next lines."""
    for following in range(number + 1, min(number + 5, len(script.lines))):
        text = script.lines[following].text
        if is_digital(text):
            return True
        if not is_capitals(text) or is_state_title(text) or is_number_line(text):
            return False
    return False


_DIGITS = str.maketrans("01", "OI")


class Heading(NamedTuple):
    """A type that heads a paper: its code, its name, how much of the line it takes, in words."""

    code: str
    name: str
    words: int


@cache
def _headings() -> dict[str, Heading]:
    """Every heading by its folded form and by its form without marks."""
    found: dict[str, Heading] = {}
    for entry in rules.load("types")["type"]:
        if not entry.get("heading", True):
            continue
        for name in (entry["name"], *entry.get("aliases", ())):
            heading = Heading(entry["code"], entry["name"], len(name.split()))
            found[fold(name)] = heading
            found.setdefault(unaccent(name), heading)
    return found


def heading_type(text: str) -> Heading | None:
    """The type that a line in capitals begins with (``KẾ HOẠCH``, ``THÔNG BÁO KẾT LUẬN …``); None for any other line."""
    if not 3 <= len(text) <= 400 or not is_capitals(text.split(":", maxsplit=1)[0]):
        return _plain_heading(text)
    if _SPACED.fullmatch(text):
        text = _join_spaced(text)
    words = fold(text).split()
    known = _headings()
    for count in (6, 4, 3, 2, 1):
        heading = known.get(" ".join(words[:count]))
        if heading and _is_whole_heading(heading, words):
            return heading
    bare = unaccent(text[:60].translate(_DIGITS)).split()
    headings = (known.get(" ".join(bare[:count])) for count in (4, 3, 2))
    found = next((heading for heading in headings if heading and (len(words) <= 3 or heading.words > 1)), None)
    return found or _split_heading(bare)


def _split_heading(words: list[str]) -> Heading | None:
    """A heading of two words or more that recognition broke inside a word (``K ET LUAN THANH TRA``): the letters tell."""
    if not any(len(word) == 1 for word in words[:4]):
        return None
    letters = ""
    for count, word in enumerate(words[:9], start=1):
        letters += word
        heading = _unspaced_bare().get(letters)
        if heading and count > 1:
            return heading._replace(words=count)
    return None


@cache
def _unspaced_bare() -> dict[str, Heading]:
    """Headings of two words and more by their letters without marks and spaces."""
    return {unaccent(name).replace(" ", ""): heading for name, heading in _headings().items() if heading.words > 1}


def _is_whole_heading(heading: Heading, words: list[str]) -> bool:
    """One-word types (``LUẬT``, ``LỆNH``) head a paper only alone."""
    return heading.words > 1 or len(words) == 1


def _plain_heading(text: str) -> Heading | None:
    """A heading in title or sentence case, which stands alone on its line (``Báo cáo``)."""
    if len(text) > 24 or text != text.rstrip(".;,") or not text[:1].isupper():
        return None
    heading = _headings().get(fold(text))
    return heading if heading and len(fold(text).split()) >= 2 else None


def _join_spaced(text: str) -> str:
    """``K Ế H O Ạ C H`` as words: the gaps between words are lost, so the known headings give them back."""
    return _unspaced().get(text.replace(" ", "").casefold(), text)


@cache
def _unspaced() -> dict[str, str]:
    """The names of headings by their letters alone."""
    return {entry["name"].replace(" ", "").casefold(): entry["name"].upper() for entry in rules.load("types")["type"]}


class Authority(NamedTuple):
    """An authority mark and the post or body after it."""

    mark: str
    rest: str


def authority(text: str) -> Authority | None:
    """``KT. GIÁM ĐỐC`` taken apart; None for a line that opens with no such mark or goes on in small letters."""
    found = (_AUTHORITY.match(text) or _undotted(text)) if len(text) < 120 else None
    if not found:
        return None
    rest = (found["rest"] or "").strip()
    if rest and not is_capitals(rest) and not rest[:1].isupper():
        return None
    mark = found["mark"].replace(".", "").replace("/", "").replace("Ư", "U")
    return Authority(f"{mark}.", rest)


def _undotted(text: str) -> re.Match[str] | None:
    """``KT BỘ TRƯỞNG``: the mark without its point, before a post in capitals (``KT`` also begins abbreviations of bodies)."""
    found = _UNDOTTED.match(text) if text.isupper() else None
    return found if found and begins_with_post(found["rest"]) else None


def is_authority(text: str) -> bool:
    """Whether a line opens a signing block with TM., KT., TL., TUQ. or Q."""
    found = authority(text)
    return found is not None and (not found.rest or is_capitals(found.rest))


@cache
def _posts() -> tuple[frozenset[str], int]:
    words = rules.load("signing")["posts"]["first_words"]
    return frozenset(fold(word) for word in words), max(len(word.split()) for word in words)


def is_post(text: str) -> bool:
    """Whether a line in capitals names a post that signs (``PHÓ GIÁM ĐỐC``)."""
    return len(text) < 120 and is_capitals(text) and begins_with_post(text)


def begins_with_post(text: str) -> bool:
    """Whether the first words are those of a post, in any case."""
    known, longest = _posts()
    words = fold(text).split()
    if any(" ".join(words[:count]) in known for count in range(1, longest + 1)):
        return True
    # misread marks: only posts of two words and more, for one bare syllable says too little
    bare = unaccent(" ".join(words[:longest])).split() if text.isupper() else []
    return any(" ".join(bare[:count]) in _bare_posts() for count in range(2, longest + 1))


@cache
def _bare_posts() -> frozenset[str]:
    return frozenset(unaccent(word) for word in _posts()[0] if " " in word)


@cache
def _rank() -> re.Pattern[str]:
    return re.compile(rf"(?P<rank>{words_of('signing', 'posts', 'ranks')})\s*[,.:-]?\s*(?=\S)", re.IGNORECASE)


class Signer(NamedTuple):
    """A person who signs: rank (``Đại tá``) or None, and name."""

    rank: str | None
    name: str


def signer(text: str) -> Signer | None:
    """The person that a line names and nothing else; None for any other line."""
    if not 3 <= len(text) <= 70:
        return None
    if text.endswith(("ký", "KÝ")):
        text = _SAYS_SIGNED.sub("", text)
    found = _rank().match(text)
    rank = found["rank"] if found else None
    rest = text[found.end() :] if found else text
    titled = _title().match(rest)
    name = rest[titled.end() :].strip(" .,;*") if titled else rest.strip(" .,;*")
    return Signer(rank, name) if _is_name(name, alone=not (found or titled)) else None


def is_signer(text: str) -> bool:
    """Whether a line names a person and nothing else."""
    return signer(text) is not None


def _is_name(text: str, *, alone: bool) -> bool:
    """Two to six words, each with a capital first letter; in capitals throughout only with a common surname."""
    words = text.split()
    if not 2 <= len(words) <= 6 or fold(text) in folded("names", "not_persons"):
        return False
    if not all(_is_name_word(word) for word in words):
        return False
    if text.isupper():
        return is_surname(words[0]) and not begins_with_post(text)
    return not alone or fold(words[0]) not in folded("names", "not_surnames")


def _is_name_word(word: str) -> bool:
    """``Nguyễn``, ``H'Yim``, ``K’``, ``Kđoh``, ``NGUYỄN``, ``Tô-Lâm``: letters, apostrophes, one hyphen; a capital first."""
    bare = word.replace("'", "").replace("’", "").replace("-", "")
    if not bare.isalpha() or not word[0].isupper() or len(word) > 12:
        return False
    return bare != word or word.isupper() or bare[1:].islower()


def is_surname(word: str) -> bool:
    """Whether a word is a Vietnamese surname, in any case."""
    return fold(word) in folded("names", "surnames")


def name_follows(script: Script, number: int) -> bool:
    """Whether within a few lines of a post a person's name stands, with only frame lines between."""
    seen = 0
    for following in range(number + 1, min(len(script.lines), number + 30)):
        text = script.lines[following].text
        if not text or is_rule(text):
            continue
        if is_signer(text):
            return True
        seen += 1
        if seen > 24 or not (is_dashed(text) or is_capitals(text) or SIGNED.match(text) or RECIPIENTS_LINE.match(text) or len(text) < 45):
            return False
    return False


def post_and_name(text: str) -> tuple[str, str] | None:
    """A post in capitals and the name behind it on one line (``CHỦ TỊCH Hoàng Quốc Khánh``) taken apart; None for others."""
    words = text.split()
    capitals = next((index for index, word in enumerate(words) if any(char.islower() for char in word)), len(words))
    titles, rest = " ".join(words[:capitals]), " ".join(words[capitals:])
    if not titles or not rest or len(text) > 160 or not (is_post(titles) or is_authority(titles)) or not is_signer(rest):
        return None
    return titles, rest


def is_closing_line(text: str) -> bool:
    """Whether a line by itself looks like one of recipients or of a signing block."""
    return bool(
        is_dashed(text)
        or RECIPIENTS_LINE.match(text)
        or SIGNED.match(text)
        or is_authority(text)
        or is_post(text)
        or is_signer(text)
        or fold(text).startswith("lưu vt"),
    )
