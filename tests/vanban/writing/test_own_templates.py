"""Templates of an office: filled as meant, and never more than that."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from vanban.errors import VanbanError
from vanban.writing.own_templates import BadTemplate, fill

OUTSIDE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    b'Type="http://x/attachedTemplate" Target="https://example.vn/x.dotm" TargetMode="External"/></Relationships>'
)


def made(*paragraphs: str, extra: dict[str, bytes] | None = None) -> bytes:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    with ZipFile(out, "a") as archive:
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def words(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def test_names_loops_and_choices() -> None:
    template = made(
        "Kính gửi: {{ nơi_nhận }}", "{%p for việc in việc_làm %}", "{{ loop.index }}. {{ việc.tên | upper }}", "{%p endfor %}",
        "{% if hạn %}Trước {{ hạn }}{% else %}Không có hạn{% endif %}",
    )  # fmt: skip
    values = {"nơi_nhận": "Sở Tư pháp", "việc_làm": [{"tên": "phát thanh"}, {"tên": "nói chuyện"}], "hạn": None}
    assert words(fill(template, values)) == ["Kính gửi: Sở Tư pháp", "1. PHÁT THANH", "2. NÓI CHUYỆN", "Không có hạn"]


@pytest.mark.parametrize("value", ["A & B <c>", "{{7*7}}", "</w:t></w:r>", "{% for x in y %}", "a\x00\u202eb", "=1+1"])
def test_values_are_text(value: str) -> None:
    shown = words(fill(made("Số: {{ x }}!"), {"x": value}))
    assert shown == ["Số: " + value.replace("\x00", "").replace("\u202e", "") + "!"]


@pytest.mark.parametrize(
    "command",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ x.__class__ }}",
        "{{ x.__init__.__globals__ }}",
        "{{ self.__init__ }}",
        "{{ lipsum.__globals__.os }}",
        "{{ cycler.__init__ }}",
        "{{ range(1000000) }}",
        "{{ dict() }}",
        "{{ x.upper() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%s' % x }}",
        "{{ x | attr('__class__') }}",
        "{{ x | format }}",
        "{{ x | map(attribute='y') | list }}",
        "{% import 'os' as os %}{{ os }}",
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{{ undefined_name }}",
        "{{ x",
        "{% for %}",
    ],
)
def test_commands_that_are_not_allowed(command: str) -> None:
    with pytest.raises(VanbanError):
        fill(made(command), {"x": "chữ"})


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/embeddings/oleObject1.bin": b"x"},
        {"word/activeX/activeX1.xml": b"<x/>"},
        {"word/footnotes2.xml": b"<w>DDEAUTO c:\\\\x</w>"},
        {
            "word/_rels/settings.xml.rels": OUTSIDE,
        },
    ],
)
def test_active_content_is_refused(extra: dict[str, bytes]) -> None:
    with pytest.raises(BadTemplate):
        fill(made("x", extra=extra), {})


@pytest.mark.parametrize("value", [object(), b"bytes", ["x"] * 2001, [[[[[[[["x"]]]]]]]], {1, 2}])
def test_only_plain_data(value: Any) -> None:
    with pytest.raises(BadTemplate):
        fill(made("{{ x }}"), {"x": value})


def test_no_docx() -> None:
    with pytest.raises(VanbanError):
        fill(b"not a zip", {})
