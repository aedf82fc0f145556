"""A slip of the pen never becomes another code, and what is kept of a code does not lead back to it."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoanhap.kernel.codes import ALPHABET, DRAWN, LENGTH, code_of, digest, grouped, new_code, normalise

KEY = b"a key of the tests"


def plain() -> str:
    found = normalise(new_code())
    assert found is not None
    return found


def test_a_code_is_long_enough_and_reads_in_groups() -> None:
    assert len(ALPHABET) ** DRAWN >= 2**80
    for _ in range(200):
        assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}", new_code())


def test_codes_differ_and_use_every_symbol_in_every_place() -> None:
    codes = [plain() for _ in range(3000)]
    assert len(set(codes)) == 3000
    assert all({code[place] for code in codes} == set(ALPHABET) for place in range(LENGTH))


def test_every_single_slip_is_caught() -> None:
    code = plain()
    slips = [code[:at] + other + code[at + 1 :] for at in range(LENGTH) for other in ALPHABET if other != code[at]]
    assert len(slips) == LENGTH * 31
    assert not [slip for slip in slips if normalise(slip)]


def test_every_swap_is_caught() -> None:
    for _ in range(50):
        code = plain()
        for one, other in combinations(range(LENGTH), 2):
            swapped = list(code)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            if code[one] != code[other]:
                assert normalise("".join(swapped)) is None


@given(
    places=st.lists(st.integers(0, LENGTH - 1), min_size=2, max_size=2, unique=True),
    shifts=st.lists(st.integers(1, 31), min_size=2, max_size=2),
)
def test_two_slips_at_once_are_caught(places: list[int], shifts: list[int]) -> None:
    symbols = list(plain())
    for place, shift in zip(places, shifts, strict=True):
        symbols[place] = ALPHABET[(ALPHABET.index(symbols[place]) + shift) % 32]
    assert normalise("".join(symbols)) is None


@given(at=st.integers(0, LENGTH - 1))
def test_a_symbol_left_out_or_doubled_is_caught(at: int) -> None:
    code = plain()
    assert normalise(code[:at] + code[at + 1 :]) is None
    assert normalise(code[:at] + code[at] + code[at:]) is None


def test_the_ways_a_code_is_typed() -> None:
    code = plain()
    for typed in (
        grouped(code),
        code.lower(),
        f"  {grouped(code).replace('-', ' – ')} ",
        grouped(code).replace("-", "."),
        _full_width(code),
    ):
        assert normalise(typed) == code
    assert normalise(code.replace("0", "O").replace("1", "l")) == code


def _full_width(code: str) -> str:
    return "".join(chr(ord(symbol) + 0xFEE0) for symbol in code)


@pytest.mark.parametrize("text", ["", "K3F9", "Ê" * 20, "U" * 20, "\0" * 20, "0" * 4000])
def test_what_is_no_code(text: str) -> None:
    assert normalise(text) is None


@given(text=st.text(max_size=60))
def test_anything_may_be_typed(text: str) -> None:
    found = normalise(text)
    assert found is None or len(found) == LENGTH


def test_what_is_kept_depends_on_code_purpose_and_key_only() -> None:
    code = new_code()
    kept = digest(code, purpose="slip", key=KEY)
    assert len(kept) == 32
    assert digest(code.lower().replace("-", " "), purpose="slip", key=KEY) == kept
    others = [
        digest(code, purpose="feedback", key=KEY),
        digest(code, purpose="slip", key=b"another"),
        digest(new_code(), purpose="slip", key=KEY),
    ]
    assert kept not in others


def test_a_slip_has_no_digest() -> None:
    with pytest.raises(ValueError, match="not a code"):
        digest("K3F9", purpose="slip", key=KEY)


def test_a_seed_shows_its_code_again_and_nobody_elses() -> None:
    codes = {code_of(number.to_bytes(16), key=KEY) for number in range(2000)}
    assert len(codes) == 2000
    assert all(normalise(code) for code in codes)
    assert all({normalise(code)[place] for code in codes} == set(ALPHABET) for place in range(LENGTH))  # type: ignore[index]
    assert code_of(b"a", key=KEY) == code_of(b"a", key=KEY) != code_of(b"a", key=b"another")
