"""The whole way on one directive: report, ledger and gaps, with nothing in between replaced."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hoanhap.config import verifying
from hoanhap.config.demonstration import directive, journey
from vanban.writing import write_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KON_TUM = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "004_c15f9d8b5463d1fc.txt"


def walk(plan: Path, out: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Go the whole way; the ledger and the gaps by code."""
    journey.walk(plan, out)
    assert (out / "report.docx").read_bytes()[:2] == b"PK"
    assert (out / "report.pdf").read_bytes()[:5] == b"%PDF-"
    gaps = json.loads((out / "gaps.json").read_text("utf-8"))
    return json.loads((out / "ledger.json").read_text("utf-8")), {gap["code"]: gap for gap in gaps}


def recomputes(ledger: dict[str, Any]) -> None:
    """By lines of its own: every digest, every root, every sum."""

    def node(digests: list[str]) -> str:
        digests = sorted(digests)
        while len(digests) > 1:
            pairs = [digests[place : place + 2] for place in range(0, len(digests), 2)]
            digests = [hashlib.sha256(f"node {' '.join(pair)}".encode()).hexdigest() if len(pair) == 2 else pair[0] for pair in pairs]
        return digests[0] if digests else hashlib.sha256(b"").hexdigest()

    proved = [sheet for sheet in ledger["figures"] if sheet["lines"]]
    assert len(proved) >= 8
    for sheet in ledger["figures"]:
        for line in sheet["lines"]:
            written = json.dumps(line["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert hashlib.sha256(written.encode()).hexdigest() == line["digest"]
            proof = line["content"]["proof"]
            assert proof["evidence"] or proof.get("waiver"), "a line without evidence that nobody waived"
            assert line["content"]["source"][1] in ledger["entries"]
        assert node([line["digest"] for line in sheet["lines"]]) == sheet["root"]
        assert sum((Decimal(line["content"]["quantity"]) for line in sheet["lines"]), Decimal(0)) == Decimal(str(sheet["value"]))
    assert verifying.faults(ledger) == []


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_demonstrations_own_directive(tmp_path: Path, kind: str) -> None:
    plan = tmp_path / f"ke-hoach.{kind}"
    plan.write_bytes(directive.directive() if kind == "docx" else write_pdf(directive.paper()))
    ledger, gaps = walk(plan, tmp_path / "out")
    recomputes(ledger)
    assert "NO_DEADLINE" in gaps
    assert ": Các đơn vị được phân công. " in gaps["UNIT_UNKNOWN"]["message"]  # every other unit is known
    values = {sheet["indicator"]: sheet["value"] for sheet in ledger["figures"]}
    assert (values["cs.radio_airings"], values["press.items"], values["mtg.sessions"]) == (92, 5, 2)


@pytest.mark.corpus
@pytest.mark.skipif(not KON_TUM.exists(), reason="không có ../shared/seeds")
def test_the_kon_tum_plan(tmp_path: Path) -> None:
    ledger, gaps = walk(KON_TUM, tmp_path / "out")
    recomputes(ledger)
    assert len(gaps["NO_DEADLINE"]["spans"]) >= 10  # no task has a deadline
    assert "PC11" in gaps["RECIPIENT_WITHOUT_TASK"]["message"]
    assert "NO_REPORT_DUE" in gaps
    assert "inh phí" not in gaps.get("UNIT_UNKNOWN", {}).get("message", "")  # the budget block is no unit
    assert "PH10" in gaps["TASK_WITHOUT_RECIPIENT"]["message"]


def test_a_file_that_is_no_directive_says_so(tmp_path: Path) -> None:
    plan = tmp_path / "hong.docx"
    plan.write_bytes(b"PK\x03\x04 no document")
    with pytest.raises(SystemExit, match=r"\.$"):
        journey.walk(plan, tmp_path / "out")
    assert not (tmp_path / "out").exists()
