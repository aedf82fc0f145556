"""DOCX templates that an office made itself, filled through docxtpl in a sandbox.

A template is foreign code. It may name values, loop over lists and choose; it may not call, calculate, reach Python, or make Word fetch
anything. Values are plain data and come out as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

from vanban.errors import VanbanError
from vanban.sources.archive import Archive
from vanban.writing.wordforms import printable

_FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper")
_TESTS = ("defined", "undefined", "none", "number", "string", "sameas", "eq", "ne", "lt", "le", "gt", "ge", "in", "true", "false")
_ACTIVE = ("vbaproject", "activex", "embeddings/", "oleobject", "attachedtoolbars")
_FIELDS = (b"DDEAUTO", b"DDE ", b"INCLUDETEXT", b"INCLUDEPICTURE")
_ROWS = 2_000
_DEPTH = 6
_CHARACTERS = 2_000_000


class BadTemplate(VanbanError):
    """The template cannot be used: it asks for what is not allowed, or it is malformed."""

    code = "BAD_TEMPLATE"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Names, loops and choices; no calls, no sums."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("-", "+"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002 - the signature is jinja's
        raise SecurityError("mẫu không được tính toán")

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:  # noqa: ARG002 - the signature is jinja's
        raise SecurityError("mẫu không được tính toán")

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - the signature is jinja's
        """Nothing is called, but for the turn of a loop."""
        return False

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - the signature is jinja's
        """Only the counters of a loop have attributes; data are reached by their keys."""
        return type(obj).__name__ == "LoopContext" and attr in {"index", "first", "last", "length"}


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The DOCX that ``template`` makes of ``values`` (strings, numbers, lists and mappings of these, nested).

    :raises BadTemplate: the template is malformed, uses something outside the values, or carries macros, objects or outside links
    :raises vanban.errors.VanbanError: the file is no DOCX or over the caps
    """
    archive = Archive(template)
    _refuse_active(archive)
    out = BytesIO()
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(_plain(dict(values)), jinja_env=_environment(), autoescape=True)
        document.save(out)
    except UndefinedError as error:
        raise BadTemplate(f"Mẫu dùng một trường không có trong dữ liệu ({error.message}); hãy sửa tên trường trong mẫu.") from error
    except SecurityError as error:
        raise BadTemplate(f"Mẫu dùng một lệnh không được phép ({error}); chỉ được chèn trường, lặp và chọn.") from error
    except TemplateError as error:
        raise BadTemplate(f"Mẫu có lệnh viết sai ({error}); hãy kiểm tra các dấu ngoặc nhọn.") from error
    except (KeyError, ValueError, TypeError, AttributeError, LxmlError) as error:
        raise BadTemplate("Tệp mẫu bị hỏng hoặc không phải văn bản Word; hãy lưu lại bằng Word hoặc LibreOffice rồi thử lại.") from error
    return out.getvalue()


def _environment() -> _Sandbox:
    """A fresh sandbox without any of jinja's helpers but a few harmless filters."""
    made = _Sandbox(autoescape=True, undefined=StrictUndefined, loader=DictLoader({}))
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS}
    return made


def _refuse_active(archive: Archive) -> None:
    """Refuse macros, embedded objects, fields that fetch, and every relation to the outside but a hyperlink."""
    for name in archive.names():
        lower = name.lower()
        if any(word in lower for word in _ACTIVE):
            raise BadTemplate("Mẫu có macro hoặc đối tượng nhúng nên không dùng được; hãy lưu lại thành tệp .docx thường.")
        content = archive.read(name)
        if lower.endswith(".rels"):
            _refuse_outside(archive, name)
        if lower.endswith(".xml") and any(field in content for field in _FIELDS):
            raise BadTemplate("Mẫu có trường lấy dữ liệu từ bên ngoài nên không dùng được; hãy xóa trường đó.")


def _refuse_outside(archive: Archive, name: str) -> None:
    for relation in archive.xml(name):
        outside = relation.get("TargetMode") == "External"
        if outside and not relation.get("Type", "").endswith("/hyperlink"):
            raise BadTemplate("Mẫu trỏ tới tệp ở ngoài (ảnh, mẫu gốc trên mạng) nên không dùng được; hãy nhúng ảnh vào mẫu.")


def _plain(value: Any, depth: int = 0) -> Any:
    """``value`` as fresh plain data, every string printable.

    :raises BadTemplate: it holds anything else, is nested too deep or too long
    """
    if depth > _DEPTH:
        raise BadTemplate("Dữ liệu lồng nhau quá sâu; hãy rút gọn.")
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str) and len(value) <= _CHARACTERS:
        return printable(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple) and len(value) <= _ROWS:
        return [_plain(item, depth + 1) for item in value]
    raise BadTemplate("Dữ liệu cho mẫu chỉ gồm chữ, số, danh sách và bảng, mỗi danh sách không quá 2.000 dòng.")
