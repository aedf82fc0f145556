"""The hash tree over the lines of a figure."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from hoanhap.kernel import proofs

DIGESTS = st.lists(st.binary(min_size=1, max_size=8).map(lambda seed: hashlib.sha256(seed).hexdigest()), unique=True, max_size=40)


@given(DIGESTS, st.randoms())
def test_the_order_of_the_leaves_does_not_matter(digests: list[str], random: object) -> None:
    shuffled = list(digests)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert proofs.root(shuffled) == proofs.root(digests)


@given(DIGESTS.filter(bool), st.data())
def test_another_leaf_gives_another_root(digests: list[str], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(digests) - 1))
    changed = [*digests[:position], hashlib.sha256(b"forged" + digests[position].encode()).hexdigest(), *digests[position + 1 :]]
    assert proofs.root(changed) != proofs.root(digests)
    assert proofs.root(digests[:position] + digests[position + 1 :]) != proofs.root(digests)


def test_an_inner_node_cannot_stand_for_its_leaves() -> None:
    leaves = sorted(hashlib.sha256(bytes([number])).hexdigest() for number in range(4))
    joined = [hashlib.sha256("".join(pair).encode()).hexdigest() for pair in (leaves[:2], leaves[2:])]
    assert proofs.root(joined) != proofs.root(leaves)


def test_key_order_does_not_change_a_digest_and_content_does() -> None:
    assert proofs.digest({"a": 1, "b": "đ"}) == proofs.digest({"b": "đ", "a": 1})
    assert proofs.digest({"a": 1}) != proofs.digest({"a": "1"})
    assert proofs.root([]) == proofs.EMPTY
