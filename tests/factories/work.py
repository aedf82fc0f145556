"""Papers, plans, entries and reports for tests, in the state a test needs: rows written directly, where the way there is not the point."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password

from hoanhap.ground.accounts.models import User
from hoanhap.ground.files import operations as files
from hoanhap.ground.organisations.queries import Unit
from hoanhap.kernel import clock
from hoanhap.kernel.actor import Actor, Role
from hoanhap.work.activities import operations as activities
from hoanhap.work.activities.queries import Aggregate, Entry, channels
from hoanhap.work.assignments import operations as assignments
from hoanhap.work.documents.models import Paper, Register
from hoanhap.work.documents.operations import fields_of
from hoanhap.work.documents.states import Direction, PaperState
from hoanhap.work.figures.operations.catalogue import codes, definitions
from hoanhap.work.figures.operations.ledger import define
from hoanhap.work.figures.queries.publications import Publication
from hoanhap.work.programmes.queries import Plan
from hoanhap.work.programmes.states import PlanState
from hoanhap.work.reports import operations as reports
from hoanhap.work.reports.operations.publishing import publish_report_figures
from hoanhap.work.reports.queries import Report, period_of
from tests.factories import people

LINES = (
    "CÔNG AN TỈNH THỬ",
    "Số: 12/KH-CAT",
    "ngày 02 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Truyền thông thử về tái hòa nhập",
    "II. NỘI DUNG TUYÊN TRUYỀN",
    "1. Chính sách vay vốn <b>thử</b> & hỗ trợ.",
    "III. PHÂN CÔNG NHIỆM VỤ",
    "1. Sở Thử có trách nhiệm hướng dẫn các đài truyền thanh.",
    "2. Phòng PH99 lập dự toán.",
    "Lê Văn Ký",
)
TEXT = "\n".join(LINES)


def span(words: str) -> list[int]:
    """Where some words stand in ``TEXT``."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def reading() -> dict[str, Any]:
    """What the reader would find in ``TEXT``: enough for every page, with a doubtful date and a unit that nobody knows."""
    return {
        "text": TEXT,
        "source": {"kind": "txt", "pages": 1, "ocr": False},
        "type": {"code": "KH", "name": "Kế hoạch", "span": span("KẾ HOẠCH"), "inferred": False},
        "issuer": {"name": "Công an tỉnh Thử", "parent": None, "span": span("CÔNG AN TỈNH THỬ"), "inferred": False},
        "number": {"text": "12/KH-CAT", "serial": "12", "symbol": "KH-CAT", "span": span("12/KH-CAT")},
        "date": "2026-03-02",
        "subject": "Truyền thông thử về tái hòa nhập",
        "spans": {"date": span("ngày 02 tháng 3 năm 2026"), "subject": span("Truyền thông thử về tái hòa nhập")},
        "signature": {"name": "Lê Văn Ký", "span": span("Lê Văn Ký")},
        "confidence": {"type": 0.98, "number": 0.98, "issuer": 0.98, "date": 0.4, "subject": 0.98, "signature": 0.98},
        "outline": [
            {
                "label": "II",
                "title": "NỘI DUNG TUYÊN TRUYỀN",
                "level": 1,
                "span": [span("II. NỘI")[0], span(LINES[6])[1]],
                "children": [{"label": "1", "title": None, "level": 2, "span": span(LINES[6]), "children": []}],
            },
            {"label": "III", "title": "PHÂN CÔNG NHIỆM VỤ", "level": 1, "span": [span("III.")[0], span(LINES[9])[1]], "children": []},
        ],
        "assignments": [
            {
                "unit": "Sở Thử",
                "role": "lead",
                "duty": "hướng dẫn các đài truyền thanh.",
                "due": None,
                "clause": "III.1",
                "span": span("hướng dẫn các đài truyền thanh."),
            },
            {
                "unit": "Phòng PH99",
                "role": "lead",
                "duty": "lập dự toán.",
                "due": "2026-06-30",
                "clause": "III.2",
                "span": span("lập dự toán."),
            },
        ],
        "findings": [{"code": "NO_REPORT_DUE", "message": "Báo cáo về Công an tỉnh nhưng không ghi ngày.", "spans": []}],
        "recipients": ["Sở Thử"],
        "citations": [],
        "figures": [],
    }


def paper(unit: Unit, *, state: str = PaperState.READ, number: int | None = None, content: bytes = b"") -> Paper:
    """An incoming paper of a unit in a state; a registered one has the register's next number, or ``number``."""
    read = state not in (PaperState.RECEIVED, PaperState.READING, PaperState.UNREADABLE, PaperState.REFUSED)
    found = reading() if read else None
    row = Paper(
        id=uuid4(),
        unit=unit,
        direction=Direction.IN,
        state=state,
        file_name="van-ban.txt",
        arrived_on=date(2026, 3, 3),
        created_at=clock.now(),
        reading=found,
        folded="truyen thong thu ve tai hoa nhap",
        folded_number="12/kh-cat",
        **(fields_of(found) if found else {}),
    )
    if state == PaperState.REGISTERED:
        row.register, _made = Register.objects.get_or_create(unit=unit, year=2026, book="IN")
        row.register.last_number = row.register_number = number or row.register.last_number + 1
        row.register.save()
    row.save()
    return row


def plan(unit: Unit, staff: Actor) -> Plan:
    """A draft plan of a unit, made from a registered paper by its staff officer."""
    return assignments.plan_from_paper(paper_id=paper(unit, state=PaperState.REGISTERED).id, title="", actor=staff, now=clock.now())


@dataclass(frozen=True)
class Planned:
    """A department over a commune, with a plan of the department that has gone out, and somebody in each."""

    own: Unit
    commune: Unit
    staff: User
    officer: User
    plan: Plan


def planned() -> Planned:
    """Both units with their people and the plan; the indicators of the forms stand."""
    catalogue()
    own = people.unit("Sở Thử", kind="DEPARTMENT")
    commune = people.unit("Xã Một", parent=own)
    staff, officer = people.official(Role.STAFF, at=own), people.official(Role.OFFICER, at=commune)
    made = plan(own, people.acting(staff))
    Plan.objects.filter(pk=made.id).update(state=PlanState.ASSIGNED)
    return Planned(own, commune, staff, officer, made)


def picture(red: int = 120) -> bytes:
    """A small PNG of one colour; another colour is another file."""
    rows = b"".join(b"\0" + bytes((red % 256, red // 256, 90)) * 32 for _ in range(24))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 24, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def catalogue() -> None:
    """The indicators that channels ask for, as the catalogue defines them; the whole of it takes seconds and few tests need it."""
    _define({quantity.indicator for channel in channels() for quantity in channel.quantities})


def countable() -> None:
    """Some indicators that units state from papers: two that go together, and one beside them."""
    _define({"re.managed", "re.employed", "re.received"})


def indicators(*asked: str) -> None:
    """These indicators, as the catalogue defines them."""
    _define(set(asked))


def _define(asked: set[str]) -> None:
    edition = {name: codes()[name] for name in ("valid_from", "source")}
    for position, row in enumerate(definitions()):
        if row.code in asked:
            version = row.content | edition
            define(code=row.code, channel="", kind=row.kind, position=position, version=version, actor=people.SYSTEM, now=clock.now())


def entry(
    officer: Actor,
    *,
    title: str = "Bản tin thử",
    airings: int = 6,
    url: str = "https://songthuong.example/tin",
    entry_id: UUID | None = None,
    day: date | None = None,
) -> Entry:
    """An entry of the officer's unit about radio (of today, when no day is given), with a link as evidence. The catalogue must stand."""
    body = activities.Body(
        channel="DTT",
        day=day or clock.day_of(clock.now()),
        title=title,
        place="Thôn Thử",
        amounts={"cs.radio_items": Decimal(1), "cs.radio_airings": Decimal(airings), "cs.radio_minutes": Decimal(30)},
        urls=(url,) if url else (),
    )
    return activities.log(entry_id=entry_id or uuid4(), body=body, actor=officer, now=clock.now())


def said(amount: int, code: str = "re.managed", day: date = date(2026, 3, 1), **changes: Any) -> activities.Count:
    """What a paper says of one day."""
    return activities.Count(code, Decimal(amount), **{"period_from": day, "period_until": day, "source": "Sổ thử số 3"} | changes)


def count(officer: Actor, amount: int = 7, code: str = "re.managed", **changes: Any) -> Aggregate:
    """A count that the officer's unit has stated. ``countable`` indicators must stand."""
    return activities.state_count(aggregate_id=uuid4(), count=said(amount, code, **changes), actor=officer, now=clock.now())


def report(staff: Actor) -> Report:
    """The draft of the half-year's report of the staff officer's unit."""
    return reports.draft(scheme_code="half-year", day=clock.day_of(clock.now()), basis_id=None, actor=staff, now=clock.now())


def issued_report(staff: Actor) -> Report:
    """The half-year's report of the staff officer's unit, issued."""
    return reports.issue(report_id=report(staff).id, version=1, actor=staff, now=clock.now())


def published_figures(officer: Actor, reviewer: Actor, staff: Actor, *codes: str, airings: int = 97) -> list[Publication]:
    """Figures of an issued report of the unit (airings unless others are named), let out by its leader."""
    activities.accept(entry_id=entry(officer, airings=airings).id, actor=reviewer, now=clock.now())
    issued = issued_report(staff)
    leader = people.acting(people.official(Role.LEADER, at=Unit.objects.get(pk=staff.own_unit)))
    return publish_report_figures(report_id=issued.id, indicators=codes or ["cs.radio_airings"], actor=leader, now=clock.now())


def last_period() -> tuple[str, str, str]:
    """Scheme, first and last day of the half-year before this one."""
    first, last = period_of("half-year", period_of("half-year", clock.day_of(clock.now()))[0] - timedelta(days=1))
    return "half-year", first.isoformat(), last.isoformat()


def stored_file(actor: Actor, content: bytes = b"noi dung") -> UUID:
    """An accepted file of the actor's unit."""
    row = files.take_in(file_id=uuid4(), name="tep.txt", chunks=[content], actor=actor, now=clock.now())
    files.accept(file_id=row.id, media_type="", actor=actor, now=clock.now())
    return row.id


def quick_official(role: str, *, at: Unit) -> User:
    """A person with a role whose password nobody knows: much quicker to make, for tests that make dozens."""
    mark = hashlib.sha256(f"{role}{at.id}".encode()).hexdigest()[:16]
    user = User.objects.create(sign_in_name=f"{role.lower()}-{mark}", full_name=f"Người {role.title()}", password=make_password(None))
    people.accounts.give_role(user_id=user.id, unit_id=at.id, role=role, since=people.SINCE, actor=people.SYSTEM, now=people.NOW)
    return user
