"""What may be written: the markup, what is whole, what the dignity gate says, and the texts that come with the system."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.channels.portal import operations as portal
from hoanhap.channels.portal.models import Column, Piece
from hoanhap.channels.portal.operations import loading
from hoanhap.channels.portal.operations.words import slug_of
from hoanhap.channels.portal.queries import parse, plain
from hoanhap.channels.portal.queries.prose import fault, leads_well
from hoanhap.channels.portal.states import Kind, PieceState
from hoanhap.kernel import clock
from hoanhap.kernel.errors import Invalid
from hoanhap.web.templatetags.prose import prose
from tests.factories import people
from tests.factories import portal as pieces


def test_paragraphs_lists_and_links() -> None:
    html = prose("Đoạn một,\ncòn một.\n\n- a\n- [b](/hoi-dap/x/)\nĐoạn hai [c](https://vi.example/?a=1&b=2).")
    assert html == (
        '<p>Đoạn một, còn một.</p>\n<ul><li>a</li><li><a href="/hoi-dap/x/">b</a></li></ul>\n'
        '<p>Đoạn hai <a href="https://vi.example/?a=1&amp;b=2" rel="noopener noreferrer">c</a>.</p>'
    )


PARTS = (
    "[a](/x/)",
    "[<b>](https://v.example/)",
    "[",
    "](",
    ")",
    "- ",
    "\n",
    "\n\n",
    "<",
    ">",
    "<i>",
    "&lt;",
    "&",
    '"',
    "'",
    "javascript:",
    "a b",
)


@given(st.text(max_size=60) | st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_no_text_becomes_an_element_of_its_own(text: str) -> None:
    from lxml import html

    tree = html.fromstring(f"<div>{prose(text)}</div>")
    assert {element.tag for element in tree.iter()} <= {"div", "p", "ul", "li", "a"}
    assert all(leads_well(href) for href in tree.xpath("//@href"))
    assert {name for element in tree.iter() for name in element.attrib} <= {"href", "rel"}


@given(st.text(alphabet="ab -[](/)h:tps.\n", max_size=80))
def test_reading_a_text_loses_no_word(text: str) -> None:
    seen = "".join(span.text for block in parse(text) for line in block.lines for span in line)
    assert "".join(plain(text).split()) == "".join(seen.split())
    outside = re.sub(r"\]\([^()\s]*\)", "", text)
    assert seen.count("a") >= outside.count("a")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert", "http://vi.example/", "//evil.example/", "/\\evil.example", "https://a@evil.example/", "data:text/html,x", "https://[",
     "https://localhost/"],
)  # fmt: skip
def test_links_lead_to_secure_pages_or_our_own(href: str) -> None:
    assert not leads_well(href)
    assert fault(f"[x]({href})")
    assert "<a " not in prose(f"[x]({href})")


@pytest.mark.parametrize("text", ["<b>đậm</b>", "a<br>b", "<!-- x -->", "&nbsp;", "<script src=x>"])
def test_html_is_refused(text: str) -> None:
    assert fault(text)


@pytest.mark.parametrize("text", ["3 < 5 > 2", "a & b", "AT&T;", "giá <100 nghìn, >50 nghìn"])
def test_signs_are_no_html(text: str) -> None:
    assert not fault(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Đặc xá là gì?", "dac-xa-la-gi"), ("  ĐƯỜNG  về ", "duong-ve"), ("?!", ""), ("a" * 90, "")],
)
def test_addresses_keep_every_letter(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@pytest.mark.django_db
class TestWhole:
    """What another person need not read before."""

    @pytest.fixture
    def desk(self) -> pieces.Desk:
        return pieces.desk(people.family().own)

    @pytest.mark.parametrize(
        ("kind", "lacking", "field"),
        [
            (Kind.ARTICLE, {"body": ""}, "body"), (Kind.ARTICLE, {"summary": ""}, "summary"), (Kind.ANSWER, {"citations": ()}, "citations"),
            (Kind.ANSWER, {"checked_on": None}, "checked_on"), (Kind.ANSWER, {"review_due": None}, "review_due"),
            (Kind.ANSWER, {"body": "chữ " * 121}, "body"), (Kind.FACT, {"verdict": ""}, "verdict"),
        ],
    )  # fmt: skip
    def test_what_lacks_something_is_not_sent(self, desk: pieces.Desk, kind: Kind, lacking: dict[str, Any], field: str) -> None:
        with pytest.raises(Invalid) as refused:
            pieces.piece(desk, PieceState.SUBMITTED, kind=kind, **lacking)
        assert list(refused.value.fields) == [field]

    def test_120_words_are_not_too_many(self, desk: pieces.Desk) -> None:
        assert pieces.piece(desk, PieceState.SUBMITTED, kind=Kind.ANSWER, body="chữ " * 120).state == PieceState.SUBMITTED

    def test_the_gate_is_asked_again_when_it_is_published(self, desk: pieces.Desk) -> None:
        row = pieces.piece(desk, PieceState.CHECKED)
        Piece.objects.filter(pk=row.id).update(body="Anh Nguyễn Văn Tám từng phạm tội trộm cắp tài sản.")
        with pytest.raises(Invalid) as refused:
            portal.publish(piece_id=row.id, version=row.version, actor=desk.checker, now=clock.now(), acknowledged=True)
        assert refused.value.code == "DIGNITY_BLOCKED"

    def test_two_pieces_of_one_name_get_two_addresses(self, desk: pieces.Desk) -> None:
        assert [pieces.piece(desk).slug[-6:] for _ in range(3)] == ["xa-thu", "-thu-2", "-thu-3"]
        with pytest.raises(Invalid) as refused:
            pieces.piece(desk, slug="ngay-hoi-viec-lam-tai-xa-thu")
        assert refused.value.code == "SLUG_TAKEN"


@pytest.mark.django_db
def test_every_text_of_the_files_passes_what_a_person_must_pass() -> None:
    desk = pieces.desk(people.family().own)
    loaded = portal.load_content(actor=desk.writer, now=clock.now())
    assert loaded == len(loading.texts()) == Piece.objects.filter(state=PieceState.SUBMITTED).count()
    assert Piece.objects.filter(kind=Kind.ANSWER).count() == 44
    assert not Piece.objects.filter(column=None).exists()
    assert portal.load_content(actor=desk.writer, now=clock.now()) == 0
    assert Column.objects.count() > 5


@pytest.mark.django_db
def test_a_changed_file_does_not_overwrite_what_an_editor_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = pieces.desk(people.family().own)
    text = loading.read(Kind.FACT, "a.toml", _fact("Sự thật cũ."))
    monkeypatch.setattr(loading, "texts", lambda: (text,))
    portal.load_content(actor=desk.writer, now=clock.now())
    row = Piece.objects.get()
    row = portal.give_back(piece_id=row.id, version=row.version, reason="Sửa", actor=desk.checker, now=clock.now())
    words = pieces.words(Kind.FACT, title=row.title, body="Chữ của người biên tập.")
    portal.change(piece_id=row.id, version=row.version, words=words, actor=desk.writer, now=clock.now())
    monkeypatch.setattr(loading, "texts", lambda: (loading.read(Kind.FACT, "a.toml", _fact("Sự thật mới.")),))
    assert portal.load_content(actor=desk.writer, now=clock.now()) == 0
    assert Piece.objects.get().body == "Chữ của người biên tập."


@pytest.mark.parametrize(
    "broken",
    ["slug = ", 'slug = "a"', lambda text: text + '\nla = "x"', lambda text: text.replace("citations", "citationz"),
     lambda text: text.replace("checked = 2026-11-22", "")],
)  # fmt: skip
def test_a_malformed_file_is_refused_by_name(broken: Any) -> None:
    content = broken(_fact("Sự thật.")) if callable(broken) else broken
    with pytest.raises(Invalid, match="CONTENT") as refused:
        loading.read(Kind.FACT, "b.toml", content)
    assert "b.toml" in str(refused.value.message)


def _fact(facts: str) -> str:
    return f"""slug = "a"
claim = "Điều nghe được"
verdict = "FALSE"
facts = "{facts}"
citations = [{{ text = "30/2018/QH14", article = "Điều 11" }}]
checked = 2026-11-22
status = "verified"
"""
