"""Every message of the interface, taken from the source: what ``django.po`` must hold, no more and no less.

``python -m tests.hoanhap.web.messages`` prints what is missing and what is not used any more.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template.base import Lexer, Token, TokenType

SOURCE = Path(__file__).resolve().parents[3] / "src" / "hoanhap"
CATALOGUE = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"

_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
_QUOTED = r"\"((?:[^\"\\]|\\.)*)\""
_IN_TAG = re.compile(rf"(?:^(?:translate|trans)\s+|_\(){_QUOTED}")


@dataclass(frozen=True, order=True)
class Message:
    """A text to translate, with its plural if it has one, and where it stands first."""

    text: str
    plural: str = ""
    place: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells one message from another."""
        return self.text, self.plural


def all_messages() -> dict[tuple[str, str], Message]:
    """Every message in the Python code and the templates under ``src/hoanhap``."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for message in in_python(path.read_text("utf-8"), str(path.relative_to(SOURCE))):
            found.setdefault(message.key, message)
    for path in sorted(SOURCE.rglob("*.html")):
        for message in in_template(path.read_text("utf-8"), str(path.relative_to(SOURCE))):
            found.setdefault(message.key, message)
    return found


def in_python(source: str, place: str) -> Iterator[Message]:
    """Messages in calls of gettext and its kin."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in _CALLS and node.args:
            yield Message(_constant(node.args[0], place), "", place)
        elif name in _PLURAL_CALLS:
            yield Message(_constant(node.args[0], place), _constant(node.args[1], place), place)


def _constant(node: ast.expr, place: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise AssertionError(f"{place}:{node.lineno}: chỉ dịch được chuỗi viết sẵn; đưa phần thay đổi vào %(tên)s rồi ghép sau khi dịch")


def in_template(source: str, place: str) -> Iterator[Message]:
    """Messages in ``translate``, ``_("…")`` and ``blocktranslate``."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in (TokenType.BLOCK, TokenType.VAR):
            continue
        for match in _IN_TAG.finditer(token.contents):
            yield Message(match[1].replace('\\"', '"'), "", place)
        if token.token_type == TokenType.BLOCK and token.split_contents()[0] in ("blocktranslate", "blocktrans"):
            yield _block(token, tokens, place)


def _block(opening: Token, tokens: Iterator[Token], place: str) -> Message:
    """The message of a blocktranslate, whose tokens are used up."""
    texts = [""]
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.contents.strip() == "plural":
            texts.append("")
        elif token.token_type == TokenType.BLOCK:
            break
        elif token.token_type == TokenType.VAR:
            texts[-1] += f"%({token.contents})s"
        else:
            texts[-1] += token.contents.replace("%", "%%")
    if "trimmed" in opening.split_contents():
        texts = [" ".join(line.strip() for line in text.strip().splitlines()) for text in texts]
    return Message(texts[0], texts[1] if len(texts) > 1 else "", place)


def plain_texts(source: str) -> Iterator[str]:
    """The stretches of a template that are printed as they stand."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type == TokenType.BLOCK and token.split_contents()[0] in ("blocktranslate", "blocktrans"):
            _block(token, tokens, "")
        elif token.token_type == TokenType.TEXT:
            yield token.contents


def bare_strings(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every string in the code that is neither a docstring nor handed to gettext."""
    tree = ast.parse(source)
    known = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS | _PLURAL_CALLS:
            known |= {id(argument) for argument in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known:
            yield node.lineno, node.value


def translated() -> dict[tuple[str, str], polib.POEntry]:
    """The entries of the catalogue."""
    return {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete}


if __name__ == "__main__":
    wanted, known = all_messages(), translated() if CATALOGUE.exists() else {}
    for key in wanted.keys() - known.keys():
        print("MISSING", wanted[key])  # noqa: T201  a command
    for key in known.keys() - wanted.keys():
        print("UNUSED", key)  # noqa: T201
