"""In which order the models take their turns, so that no place and no neighbour favours one."""

import random
from itertools import pairwise

Order = tuple[int, ...]


def williams_square(n: int) -> tuple[Order, ...]:
    """Return orders of ``n`` items in which each stands equally often in each place, and right
    behind each other one equally often: n orders for an even ``n``, 2 n for an odd one.

    Source: E. J. Williams, Experimental designs balanced for the estimation of residual effects
    of treatments (1949).
    """
    if n <= 1:
        return (tuple(range(n)),)
    zigzag = [0]
    for step in range(1, n):
        zigzag.append((zigzag[-1] + (step if step % 2 else -step)) % n)
    square = [tuple((item + shift) % n for item in zigzag) for shift in range(n)]
    if n % 2:
        square += [tuple(reversed(order)) for order in square]
    return tuple(square)


def balanced_orders(n: int, rounds: int, seed: int) -> tuple[Order, ...]:
    """Return one order a round: whole squares, with names and rows shuffled by ``seed``."""
    generator = random.Random(seed)
    orders: list[Order] = []
    while len(orders) < rounds:
        names = list(range(n))
        generator.shuffle(names)
        square = [tuple(names[item] for item in order) for order in williams_square(n)]
        generator.shuffle(square)
        orders += square
    return tuple(orders[:rounds])


def follows(orders: tuple[Order, ...]) -> dict[tuple[int, int], int]:
    """Return how often the second item of a pair came right behind the first."""
    counts: dict[tuple[int, int], int] = {}
    for order in orders:
        for pair in pairwise(order):
            counts[pair] = counts.get(pair, 0) + 1
    return counts
