"""From what a person chooses to a sheet's plan; and how far it is, in words."""

import uuid
from collections.abc import Sequence

from app.core.run import PlannedModel, Think
from app.core.sheets.results import DEFAULT_MAX_TOKENS, SheetPlan
from app.core.sheets.sheet import Sheet
from app.services.sheets.runner import SheetProgress
from app.services.translation import tr


def make_sheet_plan(
    sheet: Sheet,
    models: Sequence[PlannedModel],
    *,
    max_tokens: int = DEFAULT_MAX_TOKENS,
    think: Think = "off",
    label: str = "",
) -> SheetPlan:
    """Return the plan, with an id of its own."""
    return SheetPlan(
        run_id=uuid.uuid4().hex,
        sheet=sheet,
        models=tuple(models),
        max_tokens=max_tokens,
        think=think,
        label=label,
    )


def progress_words(plan: SheetPlan, progress: SheetProgress, *, name_model: bool = True) -> str:
    """Return one line of how far a sheet is."""
    share = tr("{done}/{all}답").format(done=progress.n_done, all=progress.n_places)
    where = ""
    if progress.place is not None:
        question, model = progress.place
        number = tr("{n}번").format(n=plan.sheet.questions[question].number)
        where = f"{plan.models[model].model.id} · {number}" if name_model else number
    phase = {
        "loading": tr("불러오는 중"),
        "pausing": tr("이 답까지만 하고 쉽니다"),
        "stopping": tr("멈추는 중"),
    }.get(progress.phase, "")
    rest = ""
    if progress.phase != "idle":
        rest = tr("남은 시간 모름")
        if progress.seconds_left is not None:
            rest = tr("{time} 남음").format(time=duration_words(progress.seconds_left))
    return " · ".join(filter(None, [share, where, phase, rest]))


def duration_words(seconds: float) -> str:
    """Return a time as people say it, to the minute where it is long."""
    minutes, rest = divmod(round(seconds), 60)
    hours, within = divmod(minutes, 60)
    if hours:
        return tr("{hours}시간 {minutes}분").format(hours=hours, minutes=within)
    if minutes:
        return tr("{minutes}분 {seconds}초").format(minutes=minutes, seconds=rest)
    return tr("{seconds}초").format(seconds=rest)
