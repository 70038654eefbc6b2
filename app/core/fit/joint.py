"""Whether several models fit together, before a race."""

from collections.abc import Sequence

import msgspec

from app.core.fit.planning import Fit, Pc, Subject, plan
from app.core.fit.rooms import alone, needs_of, without
from app.core.fit.verdict import Case, Judgement, judge
from app.core.run import LoadSettings


class Pane(msgspec.Struct, frozen=True, kw_only=True):
    """One model of a race and how it is loaded."""

    subject: Subject
    load: LoadSettings


class JointFit(msgspec.Struct, frozen=True, kw_only=True):
    """All of them together, and each for itself."""

    together: Judgement
    """Of memory alone: a race's speed is never promised."""
    panes: tuple[Fit, ...]
    """As they would be loaded, one after another."""
    one_by_one: tuple[Judgement, ...]
    """Each alone on the machine, memory alone."""

    @property
    def fits(self) -> bool:
        """Whether they can be raced."""
        return self.together.verdict != "no"

    @property
    def fair_fits(self) -> bool:
        """Whether each can be run alone."""
        return all(judgement.verdict != "no" for judgement in self.one_by_one)


def fit_together(panes: Sequence[Pane], pc: Pc) -> JointFit:
    """Return what comes of loading ``panes`` in this order and keeping all of them.

    Rooms are taken as if nothing of ours were loaded: idle models are sent away for a race, and
    those of its own panes are counted here.
    """
    empty = msgspec.structs.replace(pc, rooms=alone(pc.rooms))
    left, fits = empty, list[Fit]()
    for pane in panes:
        fit = plan(pane.subject, pane.load, left)
        fits.append(fit)
        taken = needs_of([fit.memory], pc.rooms)
        left = msgspec.structs.replace(left, rooms=without(left.rooms, taken))
    return JointFit(
        together=_judge(fits, empty),
        panes=tuple(fits),
        one_by_one=tuple(_judge([plan(p.subject, p.load, empty)], empty) for p in panes),
    )


def _judge(fits: Sequence[Fit], pc: Pc) -> Judgement:
    needs = needs_of([fit.memory for fit in fits], pc.rooms)
    exact = all(fit.memory.basis != "catalogue" for fit in fits)
    basis = "header" if exact else "catalogue"
    return judge(Case(needs=needs, rooms=pc.rooms, basis=basis, memory_only=True))
