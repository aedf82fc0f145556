"""The register of legal texts: what holds on a day, what took its place, and what of a list of citations has changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from hoanhap.ground.legislation.queries.reading import Status, Table, open_table, unique

REGISTER = Path(__file__).parents[1] / "data" / "texts.toml"


@dataclass(frozen=True, slots=True)
class Text:
    """A legal text. Days that nobody has read are None; ``until`` and ``known_until`` are last days, inclusive."""

    number: str
    name: str
    kind: str
    issued: date | None
    from_: date | None
    until: date | None
    known_until: date | None
    replaced_by: str
    amended_by: tuple[str, ...]
    read: bool
    """Whether the whole text was read; otherwise number and days are all that was checked."""
    status: Status
    source: str

    @property
    def title(self) -> str:
        """As it is cited: kind, name for laws, number."""
        return f"{self.name} {self.number}" if self.kind in ("Luật", "Bộ luật") else f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text: ``Quyết định 758/2024/QĐ-CTN, Điều 3 khoản 1 điểm b``."""

    number: str
    article: str = ""

    @property
    def words(self) -> str:
        """The citation as it is printed."""
        found = text(self.number)
        return ", ".join(part for part in (found.title if found else self.number, self.article) if part)


class Kind(StrEnum):
    """How a cited text changed."""

    EXPIRED = "EXPIRED"
    REPLACED = "REPLACED"
    AMENDED = "AMENDED"
    UNCERTAIN = "UNCERTAIN"
    """Nobody knows any more whether it holds: the last day for which somebody looked is behind us."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cited text changed. ``day`` is the first day on which it is so; ``by`` the text that replaced or amended it, or empty."""

    citation: Citation
    kind: Kind
    day: date
    by: str

    @property
    def sentence(self) -> str:
        """What happened, for the editor, in Vietnamese."""
        day = f"{self.day:%d/%m/%Y}"
        return {
            Kind.EXPIRED: f"{self.citation.words} hết hiệu lực từ ngày {day}. Hãy tìm văn bản thay thế rồi sửa câu trả lời.",
            Kind.REPLACED: f"{self.citation.words} được thay bằng {Citation(self.by).words} từ ngày {day}. Hãy đối chiếu và sửa lại.",
            Kind.AMENDED: f"{self.citation.words} được sửa bởi {Citation(self.by).words} từ ngày {day}. Hãy đọc phần sửa rồi duyệt lại.",
            Kind.UNCERTAIN: f"Từ ngày {day} chưa rõ {self.citation.words} còn hiệu lực hay không. Hãy hỏi lại rồi ghi vào sổ văn bản.",
        }[self.kind]


def texts() -> tuple[Text, ...]:
    """Every text of the register, in its order."""
    return tuple(_register().values())


def text(number: str) -> Text | None:
    """The text of this number, or None when the register does not hold it."""
    return _register().get(number)


def in_force(number: str, *, on: date) -> bool | None:
    """Whether the text holds on a day. None when that is not known: the text is not listed, or nobody has looked that far."""
    found = text(number)
    if found is None:
        return None
    if found.until and on > found.until:
        return False
    if (found.known_until and on > found.known_until) or found.from_ is None:
        return None
    return on >= found.from_


def citation(number: str, article: str = "") -> Citation:
    """A citation of a text of the register. ``article`` is free: ``Điều 3 khoản 1 điểm b``.

    :raises KeyError: the register does not hold the text; add it there first
    """
    if number not in _register():
        raise KeyError(number)
    return Citation(number, article)


def unlisted(citations: Iterable[Citation | str]) -> tuple[str, ...]:
    """The numbers cited that the register does not hold, and so cannot watch."""
    return tuple(one.number for one in _citations(citations) if one.number not in _register())


def changed_since(citations: Iterable[Citation | str], *, since: date, on: date) -> tuple[Change, ...]:
    """What became of cited texts after ``since`` (the day somebody last checked) and up to ``on``, both inclusive of ``on`` only.

    ``citations`` are numbers (``49/2020/NĐ-CP``) or ``Citation``. A text that the register does not hold changes nothing here: ask
    ``unlisted``. In the order of the citations, then of the days.
    """
    return tuple(change for one in _citations(citations) for change in _changes(one) if since < change.day <= on)


def _citations(given: Iterable[Citation | str]) -> Iterator[Citation]:
    for one in given:
        yield one if isinstance(one, Citation) else Citation(one)


def _changes(cited: Citation) -> list[Change]:
    """Everything that ever happened to a cited text, by day."""
    found = text(cited.number)
    if found is None:
        return []
    told = [Change(cited, Kind.AMENDED, by.from_, by.number) for by in map(text, found.amended_by) if by and by.from_]
    if found.until:
        kind = Kind.REPLACED if found.replaced_by else Kind.EXPIRED
        told.append(Change(cited, kind, found.until + timedelta(days=1), found.replaced_by))
    if found.known_until:
        told.append(Change(cited, Kind.UNCERTAIN, found.known_until + timedelta(days=1), ""))
    return sorted(told, key=lambda change: change.day)


@cache
def _register() -> dict[str, Text]:
    return read_register(REGISTER)


def read_register(path: Path) -> dict[str, Text]:
    """The texts of a register file by number.

    :raises Refusal: the file is not as its head says, or names texts that it does not hold
    """
    top = open_table(path)
    top.words("reference")
    rows = [(row, _text(row)) for row in top.tables("text")]
    top.finish()
    unique(top, "text", (found.number for _, found in rows))
    held = {found.number: found for _, found in rows}
    for row, found in rows:
        for key, named in (("replaced_by", found.replaced_by), *(("amended_by", number) for number in found.amended_by)):
            if named and named not in held:
                row.refuse(key, f"{named} không có trong sổ. Hãy thêm văn bản ấy thành một mục [[text]].")
    return held


def _text(row: Table) -> Text:
    found = Text(
        number=row.words("number"), name=row.words("name"), kind=row.words("kind"), issued=row.day_or_none("issued"),
        from_=row.day_or_none("from"), until=row.day_or_none("until"), known_until=row.day_or_none("known_until"),
        replaced_by=row.words_or("replaced_by"), amended_by=row.all_words("amended_by"),
        read=row.flag("read"), status=row.status(), source=row.words("source"),
    )  # fmt: skip
    row.finish()
    if found.issued and found.from_ and found.from_ < found.issued:
        row.refuse("from", "đứng trước ngày ban hành. Hãy kiểm tra lại hai ngày.")
    if found.from_ and found.until and found.until < found.from_:
        row.refuse("until", "đứng trước ngày có hiệu lực. Hãy kiểm tra lại hai ngày.")
    if found.replaced_by and not found.until:
        row.refuse("replaced_by", "có văn bản thay thế mà không có ngày hết hiệu lực. Hãy thêm khóa until.")
    return found
