"""Sealing: what is sealed opens only where it belongs, only whole, and under every key of the ring."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoanhap.config.embedded import keys
from hoanhap.kernel import key_ring, sealing

WHERE = {"purpose": "feedback_question.contact", "context": "7"}


@pytest.fixture
def ring(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    """A ring of its own, as the launcher makes one."""
    settings.SEALING_KEYS = tmp_path / "secrets" / "sealing-keys"  # type: ignore[attr-defined]
    keys.kept(tmp_path / "secrets", "sealing-keys", lambda: key_ring.fresh(date(2026, 11, 22)).line())
    return tmp_path / "secrets" / "sealing-keys"


@settings(max_examples=50)
@given(st.text())
def test_what_is_sealed_opens(text: str) -> None:
    text = text.encode(errors="ignore").decode()
    assert sealing.open_(sealing.seal(text, **WHERE), **WHERE) == text


def test_the_same_text_is_sealed_differently_each_time_and_never_shows() -> None:
    values = {sealing.seal("0912 345 678", **WHERE) for _ in range(50)}
    assert len(values) == 50
    assert not any(b"345" in value or b"0912" in value for value in values)


@pytest.mark.parametrize("elsewhere", [{"purpose": "support_slip.contact"}, {"context": "8"}])
def test_a_value_copied_to_another_row_or_column_does_not_open(elsewhere: dict[str, str]) -> None:
    value = sealing.seal("0912 345 678", **WHERE)
    with pytest.raises(sealing.Damaged):
        sealing.open_(value, **{**WHERE, **elsewhere})


def test_no_byte_can_be_changed_or_cut_off() -> None:
    value = sealing.seal("a@b.vn", **WHERE)
    for at in range(len(value)):
        bent = value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        with pytest.raises((sealing.Damaged, key_ring.KeyMissing)):
            sealing.open_(bent, **WHERE)
        with pytest.raises((sealing.Damaged, key_ring.KeyMissing)):
            sealing.open_(value[:at], **WHERE)


def test_purpose_and_context_do_not_run_into_each_other() -> None:
    value = sealing.seal("x", purpose="a.b", context="c.d")
    with pytest.raises(sealing.Damaged):
        sealing.open_(value, purpose="a.b.c", context="d")


def test_a_new_key_seals_and_the_old_one_still_opens(ring: Path) -> None:
    old = sealing.seal("cũ", **WHERE)
    first = key_ring.load().current
    key_ring.add(date(2026, 12, 1))
    new = sealing.seal("mới", **WHERE)
    assert sealing.key_of(new) != sealing.key_of(old) == first.id
    assert [sealing.open_(value, **WHERE) for value in (old, new)] == ["cũ", "mới"]


def test_a_key_dropped_opens_nothing_any_more_and_the_current_one_stays(ring: Path) -> None:
    old = sealing.seal("cũ", **WHERE)
    current = key_ring.add(date(2026, 12, 1)).current
    key_ring.drop(sealing.key_of(old))
    with pytest.raises(key_ring.KeyMissing):
        sealing.open_(old, **WHERE)
    with pytest.raises(ValueError, match="current"):
        key_ring.drop(current.id)


def test_the_file_is_its_owners_alone_and_made_once(ring: Path) -> None:
    before = ring.read_text()
    assert keys.kept(ring.parent, "sealing-keys", lambda: "another") == before.strip()
    key_ring.add(date(2026, 12, 1))
    assert ring.stat().st_mode & 0o777 == 0o600
    assert ring.parent.stat().st_mode & 0o777 == 0o700
    assert ring.read_text().startswith(before)
    assert [path.name for path in ring.parent.iterdir()] == ["sealing-keys"]


@pytest.mark.parametrize(
    "content", [None, "", "abc", "zz zz 2026-01-01", f"{'ab' * 8} {'cd' * 31} 2026-01-01", f"{'ab' * 8} {'cd' * 32} later"]
)
def test_a_ring_that_is_missing_or_spoilt_is_said_and_never_made_anew(ring: Path, content: str | None) -> None:
    if content is None:
        ring.unlink()
    else:
        ring.write_text(content)
    with pytest.raises(key_ring.KeyMissing) as refusal:
        sealing.seal("x", **WHERE)
    assert "tệp khóa" in str(refusal.value.message)
    assert ring.exists() is (content is not None)
