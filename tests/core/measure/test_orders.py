"""Every model stands equally often in each place, and right behind each other one."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.measure.orders import balanced_orders, follows, williams_square


@pytest.mark.parametrize("n", range(2, 9))
def test_a_square_is_balanced(n: int) -> None:
    square = williams_square(n)
    for place in range(n):
        assert set(Counter(order[place] for order in square).values()) == {len(square) // n}
    behind = follows(square)
    assert len(behind) == n * (n - 1)
    assert len(set(behind.values())) == 1


@given(n=st.integers(1, 8), rounds=st.integers(0, 40), seed=st.integers(0, 2**31))
def test_orders_are_whole_seeded_and_as_balanced_as_can_be(n: int, rounds: int, seed: int) -> None:
    orders = balanced_orders(n, rounds, seed)
    assert orders == balanced_orders(n, rounds, seed)
    assert len(orders) == rounds
    assert all(sorted(order) == list(range(n)) for order in orders)
    square = len(williams_square(n))
    if rounds and rounds % square == 0:
        for place in range(n):
            assert len(set(Counter(order[place] for order in orders).values())) == 1


def test_another_seed_gives_another_order() -> None:
    assert len({balanced_orders(4, 4, seed) for seed in range(20)}) > 1
