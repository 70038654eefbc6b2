"""The budget of painting: often where it is cheap, seldom where it is dear."""

from widgets.compare.paint_budget import LONGEST_S, SHARE, PaintBudget

TICK_S = 0.05


def paints_a_second(cost_s: float, seconds: float = 20.0) -> float:
    """Tick at 20 Hz with paints of ``cost_s`` of CPU time each."""
    now = used = 0.0
    budget = PaintBudget(cpu=lambda: used, wall=lambda: now)
    painted = 0
    for _ in range(round(seconds / TICK_S)):
        now += TICK_S
        if budget.may_paint():
            painted += 1
            used += cost_s
    return painted / seconds


def test_cheap_paints_come_at_every_tick() -> None:
    assert paints_a_second(TICK_S * SHARE * 0.9) > 19.5


def test_dear_paints_keep_to_the_share() -> None:
    cost = 0.004
    assert paints_a_second(cost) * cost <= SHARE * 1.05


def test_text_flows_however_dear_it_is() -> None:
    assert paints_a_second(0.1) >= 0.9 / (LONGEST_S + TICK_S)


def test_whoever_is_overdrawn_is_told() -> None:
    now = used = 0.0
    budget = PaintBudget(cpu=lambda: used, wall=lambda: now)
    now = TICK_S
    assert budget.may_paint()
    assert not budget.overdrawn
    used += TICK_S
    now += TICK_S
    assert not budget.may_paint()
    assert budget.overdrawn


def test_a_long_pause_earns_no_burst() -> None:
    now = used = 0.0
    budget = PaintBudget(cpu=lambda: used, wall=lambda: now)
    now = 3600.0
    assert budget.may_paint()
    used += LONGEST_S * SHARE * 2
    now += TICK_S
    assert not budget.may_paint()
