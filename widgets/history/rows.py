"""Rows of the list: comparisons, and among them measurements and runs of question sheets."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from app.services.measuring.sentences import plan_state_words
from app.services.translation import tr
from app.store.history_store import HistoryGroup, HistoryQuery
from app.store.measure_store import PlanSummary
from app.store.sheet_store import SheetRunSummary

Kind = Literal["", "isolated", "race", "plans", "sheets"]
"""What is shown: everything, comparisons by their label, measurements or question sheets."""
Work = PlanSummary | SheetRunSummary
"""What is run from a page of its own, and can be left and taken up there."""


@dataclass(frozen=True)
class RowQuery:
    """What the person looks for."""

    store: HistoryQuery = field(default_factory=HistoryQuery)
    kind: Kind = ""

    @property
    def asks(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind) or self.store != HistoryQuery()

    @property
    def wants_groups(self) -> bool:
        return self.kind not in ("plans", "sheets")

    def wants(self, kind: Kind) -> bool:
        """Tell whether measurements or sheets are looked for, which are not told apart by
        models, machines and labels of runs."""
        alone = not self.store.model_id and not self.store.machine
        return alone and self.kind in ("", kind)

    def has(self, plan: Work) -> bool:
        """Tell whether a measurement or a sheet's run is looked for."""
        title = plan.title if isinstance(plan, SheetRunSummary) else ""
        asked, said = self.store, f"{title} {plan.label} {plan.note}".casefold()
        return (
            all(word in said for word in asked.words.casefold().split())
            and (asked.since_ns is None or plan.created_at_ns >= asked.since_ns)
            and (asked.until_ns is None or plan.created_at_ns < asked.until_ns)
            and (plan.kept or not asked.kept)
        )


@dataclass(frozen=True)
class HistoryRow:
    """One entry, as it is shown."""

    key: str
    """``c``, ``p`` or ``s`` and the id of the comparison, plan or sheet's run."""
    when_ns: int
    kept: bool
    entry: HistoryGroup | Work

    @property
    def id(self) -> str:
        """The entry's own id."""
        return self.key[1:]

    @property
    def is_comparison(self) -> bool:
        """Whether it is neither a measurement nor a sheet's run."""
        return isinstance(self.entry, HistoryGroup)

    @property
    def own_title(self) -> str:
        """The person's own name for it; empty for none."""
        entry = self.entry
        return entry.title if isinstance(entry, HistoryGroup) else entry.label

    @property
    def title(self) -> str:
        """The person's own name for it, else what was asked."""
        entry = self.entry
        if isinstance(entry, PlanSummary):
            return entry.label or tr("측정 {id}").format(id=entry.plan_id[:8])
        if isinstance(entry, SheetRunSummary):
            return entry.label or entry.title
        return entry.title or " ".join(entry.prompt_start.split())

    def details(self) -> str:
        """Return the second line: models and how they ran."""
        if isinstance(self.entry, PlanSummary):
            n = tr("{n}번 쟀음").format(n=f"{self.entry.n_results:,}")
            return f"{tr('측정')} · {plan_state_words(self.entry.state)} · {n}"
        if isinstance(self.entry, SheetRunSummary):
            n = tr("답 {n}개").format(n=f"{self.entry.n_answers:,}")
            return f"{tr('문제지')} · {plan_state_words(self.entry.state)} · {n}"
        group = self.entry
        how = tr("동시") if group.mode == "race" else tr("공정")
        runs = tr("{n}번 실행").format(n=group.n_runs)
        if group.n_finished < group.n_runs:
            runs = tr("{n}번 가운데 {done}번 끝남").format(n=group.n_runs, done=group.n_finished)
        return " · ".join([", ".join(map(short_name, group.models)), how, runs])

    def spoken(self) -> str:
        """Return what a screen reader says of it."""
        kept = tr("간직함") if self.kept else ""
        return ", ".join(filter(None, [self.title, when(self.when_ns), self.details(), kept]))


def row_of_group(group: HistoryGroup) -> HistoryRow:
    """Return a comparison's row."""
    return HistoryRow(f"c{group.comparison_id}", group.started_at_ns, group.kept, group)


def row_of_plan(plan: PlanSummary) -> HistoryRow:
    """Return a measurement's row."""
    return HistoryRow(f"p{plan.plan_id}", plan.created_at_ns, plan.kept, plan)


def row_of_sheet(run: SheetRunSummary) -> HistoryRow:
    """Return the row of a sheet's run."""
    return HistoryRow(f"s{run.run_id}", run.created_at_ns, run.kept, run)


def merged(
    groups: Sequence[HistoryRow], plans: list[HistoryRow], *, more: bool
) -> list[HistoryRow]:
    """Return the next rows of both, newest first, and take their plans out of ``plans``; where
    there are ``more`` groups, older plans wait for them."""
    rows: list[HistoryRow] = []
    for group in groups:
        while plans and plans[0].when_ns > group.when_ns:
            rows.append(plans.pop(0))
        rows.append(group)
    if not more:
        rows += plans
        plans.clear()
    return rows


def short_name(name: str) -> str:
    """Return a model's name without the folders of a path."""
    return name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].removesuffix(".gguf")


def when(ns: int) -> str:
    """Return a moment as people look for it: today's by the hour, others by the day."""
    moment = local_moment(ns)
    today = datetime.datetime.now().astimezone().date()
    if moment.date() == today:
        return tr("오늘 {time}").format(time=moment.strftime("%H:%M"))
    if moment.date() == today - datetime.timedelta(days=1):
        return tr("어제 {time}").format(time=moment.strftime("%H:%M"))
    return moment.strftime("%Y-%m-%d %H:%M")


def local_moment(ns: int) -> datetime.datetime:
    """Return a stored time as the clock on the wall had it."""
    return datetime.datetime.fromtimestamp(ns / 1e9, datetime.UTC).astimezone()
