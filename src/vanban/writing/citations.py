"""Other papers named in a paper: whole at the first mention, by type and number afterwards (Decree 30/2020, Appendix I, II.6)."""

from __future__ import annotations

from vanban import numbering, rules
from vanban.model import Citation
from vanban.writing.wordforms import date_in_words


class Citations:
    """Remembers what a paper has named already. One for each paper."""

    def __init__(self) -> None:
        self._named: set[tuple[str | None, str | None]] = set()

    def cite(self, cited: Citation) -> str:
        """How ``cited`` is named at this place in the text.

        >>> once = Citations()
        >>> decree = Citation("NĐ", "49/2020/NĐ-CP", "2020-04-17", "Chính phủ", "quy định chi tiết thi hành Luật")
        >>> once.cite(decree)
        'Nghị định số 49/2020/NĐ-CP ngày 17 tháng 4 năm 2020 của Chính phủ quy định chi tiết thi hành Luật'
        >>> once.cite(decree)
        'Nghị định số 49/2020/NĐ-CP'
        """
        key = (cited.type, cited.number or cited.title)
        first = key not in self._named
        self._named.add(key)
        return whole(cited) if first else short(cited)


def _by_name(cited: Citation) -> bool:
    """Whether a document is named by type and name only, without number and issuer."""
    return cited.type in rules.load("layout")["citations"]["by_name"]


def basis(cited: Citation) -> str:
    """``cited`` as a legal basis: always whole; a law with its date but without number and issuer (II.6a)."""
    if _by_name(cited):
        return f"Căn cứ {_joined(short(cited), _day(cited))}"
    return f"Căn cứ {whole(cited)}"


def whole(cited: Citation) -> str:
    """The form of the first mention. What is not known is left out, never guessed."""
    if _by_name(cited):
        return short(cited)
    return _joined(short(cited), _day(cited), f"của {cited.issuer}" if cited.issuer else "", cited.title or "")


def short(cited: Citation) -> str:
    """The form of later mentions."""
    if _by_name(cited):
        return _joined(_name(cited.type), cited.title or "")
    return _joined(_name(cited.type), f"số {cited.number}" if cited.number else "")


def _name(code: str | None) -> str:
    return numbering.type_names().get(code or "", code or "Văn bản")


def _day(cited: Citation) -> str:
    return date_in_words(cited.date) if cited.date and len(cited.date) == len("2020-04-17") else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
