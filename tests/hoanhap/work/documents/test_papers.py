"""Papers from the door to the register: real files, a real child, what bad files do, and two people at once."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.db import connection
from PIL import Image

from hoanhap.ground.files import operations as files
from hoanhap.ground.files import queries as file_queries
from hoanhap.ground.files.models import StoredFile
from hoanhap.kernel import clock, storage
from hoanhap.kernel.actor import SYSTEM, Actor, Role
from hoanhap.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from hoanhap.kernel.sandbox import Caps
from hoanhap.work.documents import operations, queries
from hoanhap.work.documents.models import Paper, Register
from hoanhap.work.documents.states import MOVES, PaperState
from tests.factories import people, work
from tests.factories.threads import at_once

pytestmark = pytest.mark.django_db
CANARY = "Chim hoàng yến 7391"
TEXT = f"""UBND TỈNH THỬ                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CÔNG AN TỈNH                     Độc lập - Tự do - Hạnh phúc
Số: 45/KH-CAT                    Tỉnh Thử, ngày 05 tháng 3 năm 2026
{{stamp}}
KẾ HOẠCH
Truyền thông về {CANARY}

I. NỘI DUNG TUYÊN TRUYỀN
1. Chính sách vay vốn.
II. PHÂN CÔNG NHIỆM VỤ
1. Sở Thử có trách nhiệm hướng dẫn các đài truyền thanh.

Nơi nhận:                        GIÁM ĐỐC
- Sở Thử;
- Lưu: VT.                       Lê Văn Ký
"""


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """Storage and temporary folders of this test alone, so that it can look at every byte of them."""
    settings.FILES_ROOT = tmp_path / "files"
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "scratch"))
    return tmp_path


@pytest.fixture
def clerk() -> Actor:
    return people.acting(people.official(Role.CLERK, at=people.unit("Sở Thử")))


def send(clerk: Actor, content: bytes, *, name: str = "van-ban.txt", paper_id: UUID | None = None) -> Paper:
    now = clock.now()
    return operations.receive(paper_id=paper_id or uuid4(), name=name, chunks=[content], arrived_on=clock.day_of(now), actor=clerk, now=now)


def read(paper: Paper, **options: Any) -> Paper:
    return operations.read(paper_id=paper.id, actor=SYSTEM, now=clock.now(), **options)


def docx(text: str = TEXT) -> bytes:
    import docx as word

    document, out = word.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:p/>" * (20 << 20))
    return out.getvalue()


def huge_picture() -> bytes:
    out = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(out, "PNG")
    return out.getvalue()


def encrypted_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/O<" + b"00" * 32 + b">/U<" + b"11" * 32 + b">/P -4>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
    )


def everywhere() -> str:
    """All that the database holds in any column of any table, as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        parts = []
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")  # noqa: S608  our own tables
            parts.append(cursor.fetchone()[0])
    return "\n".join(parts)


def test_a_paper_is_taken_in_once_and_read_in_the_child(clerk: Actor, disk: Path) -> None:
    paper_id = uuid4()
    first, again = (send(clerk, TEXT.format(stamp="").encode(), paper_id=paper_id) for _ in range(2))
    assert first == again
    done = read(first)
    assert (done.state, done.type_code, done.number, done.issued) == (PaperState.READ, "KH", "45/KH-CAT", "2026-03-05")
    assert file_queries.get(done.file_id, actor=clerk).state == "ACCEPTED"  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        send(clerk, b"another content", paper_id=paper_id)
    with pytest.raises(Conflict):
        send(people.acting(people.official(Role.CLERK, at=people.unit("Sở Khác"))), TEXT.format(stamp="").encode(), paper_id=paper_id)
    assert set(storage.kept()) >= set(StoredFile.objects.values_list("sha256", flat=True))
    assert not [path for path in (disk / "files").iterdir() if path.name.startswith("incoming-")]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("khoa.pdf", encrypted_pdf), ("hong.docx", lambda: docx()[:900]), ("bom.docx", bomb), ("anh.png", huge_picture),
        ("nham.pdf", lambda: b"\x00\x01\x02\x03" * 50), ("rong.pdf", lambda: b"%PDF-1.7\n"),
    ],
)  # fmt: skip
def test_a_bad_file_is_kept_unread_with_a_sentence_and_the_clerk_goes_on(clerk: Actor, name: str, content: Callable[[], bytes]) -> None:
    paper = read(send(clerk, content(), name=name), caps=Caps(memory=1 << 30, processor=20, wall=40))
    assert paper.state == PaperState.UNREADABLE
    assert paper.failure.endswith(".")
    assert "Hãy" in paper.failure or "hãy" in paper.failure
    values = {"type_code": "CV", "issuer_name": "Công an tỉnh", "subject": "Văn bản giấy"}
    paper = operations.confirm(paper_id=paper.id, version=paper.version, values=values, actor=clerk, now=clock.now())
    assert operations.register(paper_id=paper.id, actor=clerk, now=clock.now()).register_number == 1


def test_a_mislabelled_file_and_a_text_that_is_no_paper_are_read_all_the_same(clerk: Actor) -> None:
    word = read(send(clerk, docx(TEXT.format(stamp="")), name="that-ra-la-word.pdf"))
    assert (word.state, word.number) == (PaperState.READ, "45/KH-CAT")
    plain = read(send(clerk, "Hôm nay trời đẹp.\nMai đi chợ.".encode(), name="ghi-chu.txt"))
    assert (plain.state, plain.type_code, plain.number) == (PaperState.READ, "", "")


def test_empty_and_too_big_leave_nothing(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CAP", 1000)
    for content, code in ((b"", "FILE_EMPTY"), (b"x" * 1001, "FILE_TOO_LARGE")):
        with pytest.raises(Invalid, match=code):
            send(clerk, content)
    assert not Paper.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_of_a_secret_paper_no_byte_stays(clerk: Actor, disk: Path, stamp: str) -> None:
    content = TEXT.format(stamp=stamp).encode()
    paper_id = uuid4()
    paper = read(send(clerk, content, name=f"{CANARY}.txt", paper_id=paper_id))
    assert paper.state == PaperState.REFUSED
    assert "độ mật" in paper.failure
    assert send(clerk, content, name=f"{CANARY}.txt", paper_id=paper_id).state == PaperState.REFUSED  # a replay brings nothing back
    hash_of_it = hashlib.sha256(content).hexdigest()
    held = everywhere()
    assert str(paper_id) in held
    assert [trace for trace in (CANARY, "45/KH-CAT", hash_of_it) if trace in held] == []
    assert [path for path in disk.rglob("*") if path.is_file()] == []


def test_a_secret_paper_takes_no_other_paper_with_it(clerk: Actor) -> None:
    secret, plain = TEXT.format(stamp="MẬT").encode(), TEXT.format(stamp="").encode()
    kept = read(send(clerk, plain))
    read(send(clerk, secret))
    assert kept.file is not None
    assert storage.is_whole(kept.file.sha256)
    state = file_queries.state_of_storage()
    assert (state.missing, state.damaged) == ([], [])


def test_a_reading_that_comes_late_changes_nothing(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers read the same paper; while the slower one is at it the clerk confirms what the quicker one read."""
    paper = send(clerk, TEXT.format(stamp="").encode())
    examine = operations.examine

    def slow(*arguments: Any, **options: Any) -> dict[str, Any]:
        monkeypatch.setattr(operations, "examine", examine)
        done = read(paper)
        operations.confirm(paper_id=paper.id, version=done.version, values={"subject": "Đã sửa"}, actor=clerk, now=clock.now())
        return examine(*arguments, **options)

    monkeypatch.setattr(operations, "examine", slow)
    late = read(paper)
    assert (late.state, late.subject) == (PaperState.CONFIRMED, "Đã sửa")


def test_a_reading_that_failed_for_good_says_so_and_may_be_tried_again(clerk: Actor) -> None:
    paper = send(clerk, TEXT.format(stamp="").encode())
    Paper.objects.filter(pk=paper.id).update(state=PaperState.READING)
    operations.give_up_reading(paper_id=paper.id, actor=SYSTEM, now=clock.now())
    assert queries.get_paper(paper.id, actor=clerk).state == PaperState.UNREADABLE
    operations.read_again(paper_id=paper.id, actor=clerk, now=clock.now())
    with pytest.raises(WrongState):
        operations.read_again(paper_id=paper.id, actor=clerk, now=clock.now())
    assert read(paper).state == PaperState.READ
    operations.give_up_reading(paper_id=paper.id, actor=SYSTEM, now=clock.now())
    assert queries.get_paper(paper.id, actor=clerk).state == PaperState.READ


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("issued", "05/03/2024"),
        ("issued", "2024-02-30"),
        ("issued", "2024-13"),
        ("issued", "hôm qua"),
        ("type_code", "XX"),
        ("subject", "  "),
    ],
)
def test_what_makes_no_sense_is_not_confirmed(clerk: Actor, field: str, value: str) -> None:
    paper = work.paper(people.unit("Sở"), state=PaperState.READ)
    Paper.objects.filter(pk=paper.id).update(unit_id=clerk.unit_id)
    with pytest.raises(Invalid) as refusal:
        operations.confirm(paper_id=paper.id, version=1, values={field: value}, actor=clerk, now=clock.now())
    assert list(refusal.value.fields) == [field]
    operations.confirm(paper_id=paper.id, version=1, values={"issued": "2024-02-29", "subject": "Hòa\u0309i"}, actor=clerk, now=clock.now())
    with pytest.raises(Conflict):
        operations.confirm(paper_id=paper.id, version=1, values={"subject": "Khác"}, actor=clerk, now=clock.now())


def test_a_paper_does_not_arrive_tomorrow(clerk: Actor) -> None:
    now = clock.now()
    with pytest.raises(Invalid) as refusal:
        operations.receive(
            paper_id=uuid4(), name="a.txt", chunks=[b"x"], arrived_on=clock.day_of(now) + timedelta(days=1), actor=clerk, now=now
        )
    assert "arrived_on" in refusal.value.fields


@pytest.mark.parametrize("state", list(PaperState))
def test_each_state_allows_what_the_table_says_and_nothing_else(clerk: Actor, state: PaperState) -> None:
    paper = work.paper(people.unit("Sở"), state=PaperState.REGISTERED if state == PaperState.REGISTERED else PaperState.READ)
    Paper.objects.filter(pk=paper.id).update(unit_id=clerk.unit_id, state=state)
    now = clock.now()
    moves: dict[str, Callable[[], Paper]] = {
        PaperState.CONFIRMED: lambda: operations.confirm(paper_id=paper.id, version=1, values={}, actor=clerk, now=now),
        PaperState.REGISTERED: lambda: operations.register(paper_id=paper.id, actor=clerk, now=now),
    }
    for target, move in moves.items():
        Paper.objects.filter(pk=paper.id).update(state=state, version=1)
        if target in MOVES[state]:
            assert move().state == target
            Paper.objects.filter(pk=paper.id).update(register=None, register_number=None, state=PaperState.READ)
        else:
            with pytest.raises(WrongState):
                move()


def test_a_register_belongs_to_a_unit_and_a_year(clerk: Actor) -> None:
    def numbered(unit: Any, arrived: date) -> tuple[int, int]:
        paper = work.paper(unit, state=PaperState.CONFIRMED)
        Paper.objects.filter(pk=paper.id).update(arrived_on=arrived)
        own = people.acting(people.official(Role.CLERK, at=unit))
        row = operations.register(paper_id=paper.id, actor=own, now=clock.now())
        assert row.register is not None
        return row.register.year, int(row.register_number or 0)

    unit, other = people.unit("Sở Một"), people.unit("Sở Hai")
    days = ((unit, date(2025, 12, 31)), (unit, date(2026, 1, 1)), (unit, date(2025, 12, 31)), (other, date(2025, 12, 31)))
    assert [numbered(*one) for one in days] == [(2025, 1), (2026, 1), (2025, 2), (2025, 1)]


@pytest.mark.django_db(transaction=True)
def test_fifty_papers_numbered_at_once_have_the_numbers_one_to_fifty() -> None:
    unit = people.unit("Sở Thử")
    clerks = [people.acting(people.official(Role.CLERK, at=unit)) for _ in range(2)]
    papers = [work.paper(unit, state=PaperState.CONFIRMED) for _ in range(50)]
    now = clock.now()

    def take(number: int) -> Callable[[], int | None]:
        return lambda: operations.register(paper_id=papers[number].id, actor=clerks[number % 2], now=now).register_number

    assert sorted(at_once([take(number) for number in range(50)])) == list(range(1, 51))
    assert Register.objects.get().last_number == 50


@pytest.mark.django_db(transaction=True)
def test_two_clerks_number_one_paper_and_one_of_them_does() -> None:
    unit = people.unit("Sở Thử")
    clerks = [people.acting(people.official(Role.CLERK, at=unit)) for _ in range(2)]
    paper = work.paper(unit, state=PaperState.CONFIRMED)
    answers = at_once(
        [lambda who=who: operations.register(paper_id=paper.id, actor=who, now=clock.now()).register_number for who in clerks]
    )
    assert sorted(answers, key=str) == [1, "NOT_CONFIRMED"]


@pytest.mark.django_db(transaction=True)
def test_one_paper_sent_ten_times_at_once_is_one_paper() -> None:
    clerk = people.acting(people.official(Role.CLERK, at=people.unit("Sở Thử")))
    paper_id, content = uuid4(), TEXT.format(stamp="").encode()
    answers = at_once([lambda: send(clerk, content, paper_id=paper_id).id] * 10)
    assert set(answers) == {paper_id}
    jobs = apps.get_model("procrastinate", "ProcrastinateJob").objects.filter(task_name=operations.READ_JOB)
    assert (Paper.objects.count(), StoredFile.objects.count(), jobs.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_content_let_go_and_taken_in_at_once_is_never_a_row_without_its_file() -> None:
    clerk = people.acting(people.official(Role.CLERK, at=people.unit("Sở Thử")))
    content = os.urandom(64)
    for _ in range(5):
        first = files.take_in(file_id=uuid4(), name="a.txt", chunks=[content], actor=clerk, now=clock.now())
        at_once(
            [lambda row=first: files.refuse(file_id=row.id, verdict="Thử.", actor=SYSTEM, now=clock.now())]
            + [lambda: files.take_in(file_id=uuid4(), name="b.txt", chunks=[content], actor=clerk, now=clock.now())] * 3,
            threads=4,
        )
        assert file_queries.state_of_storage().missing == []


def test_orphans_are_collected_after_a_day_and_damage_is_reported(clerk: Actor) -> None:
    kept = files.take_in(file_id=uuid4(), name="a.txt", chunks=[b"kept"], actor=clerk, now=clock.now())
    with storage.incoming([os.urandom(16)], cap=100) as sent:
        storage.place(sent)
    assert sent.sha256 in file_queries.state_of_storage().orphans
    files.collect(actor=SYSTEM, now=clock.now())
    assert sent.sha256 in file_queries.state_of_storage().orphans  # an upload may still be writing its row
    files.collect(actor=SYSTEM, now=clock.now() + timedelta(days=2))
    assert sent.sha256 not in file_queries.state_of_storage().orphans
    storage.path_of(kept.sha256).write_bytes(b"kepf")
    assert file_queries.state_of_storage().damaged == [kept.sha256]
    storage.discard(kept.sha256)
    assert file_queries.state_of_storage().missing == [kept.sha256]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("hoà nhập", True), ("hòa nhập", True), ("HOA NHAP", True), ("tai hoa", True), ("hoa binh", False), ("12/KH-CAT", True), ("12", True),
     ("KH-CAT", True), ("2/KH-CAT", False), ("kh-cat", True), ("112/KH-CAT", False), ("", False), ("%", False)],
)  # fmt: skip
def test_search_is_blind_to_marks_and_exact_in_numbers(clerk: Actor, typed: str, found: bool) -> None:
    paper = work.paper(people.unit("Sở"), state=PaperState.READ)
    Paper.objects.filter(pk=paper.id).update(unit_id=clerk.unit_id)
    assert (paper in queries.search(typed, actor=clerk)) is found


def test_search_takes_d_for_its_sister_and_shows_only_what_may_be_seen(clerk: Actor) -> None:
    paper = read(send(clerk, TEXT.format(stamp="Đường về đón người").encode()))
    assert paper in queries.search("duong ve", actor=clerk)
    assert queries.search("đường về", actor=people.acting(people.official(Role.CLERK, at=people.unit("Sở Khác")))) == []
    with pytest.raises(NotFound):
        queries.get_paper(paper.id, actor=people.acting(people.official(Role.CLERK, at=people.unit("Sở Ba"))))


def test_a_long_foreign_text_is_kept_and_found(clerk: Actor) -> None:
    words = " ".join(chr(0x4E00 + number % 20000) + chr(0x4E00 + number * 7 % 20000) for number in range(150_000))
    assert read(send(clerk, words.encode())).state == PaperState.READ


def test_only_the_clerk_of_the_unit_takes_papers_in() -> None:
    unit = people.unit("Sở Thử")
    for role in Role.ALL:
        actor = people.acting(people.official(role, at=unit))
        if role == Role.CLERK:
            assert send(actor, b"x").state == PaperState.RECEIVED
        else:
            with pytest.raises(NotAllowed):
                send(actor, b"x")
