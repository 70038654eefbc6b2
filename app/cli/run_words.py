"""A run in a few words: its model, where it stands, how fast it is."""

import re
from collections import Counter

from app.cli import figures
from app.cli.console import one_line
from app.core.live_run import LiveRun
from app.core.metrics import figures_of
from app.core.run import ModelFile, RunOutcome, RunSpec
from app.services.translation import tr
from app.services.wording import word_run_state


def pane_names(spec: RunSpec) -> dict[int, str]:
    """Return a short name for each pane; a model that stands in several gets numbers."""
    names = {planned.pane: short_name(planned.model.id) for planned in spec.models}
    several = {name for name, n in Counter(names.values()).items() if n > 1}
    return {
        pane: f"{name} #{pane + 1}" if name in several else name for pane, name in names.items()
    }


def short_name(model_id: str) -> str:
    """Return an id as it is, and of a path the file's name: folders leave no room."""
    return one_line(re.split(r"[/\\]", model_id.rstrip("/\\"))[-1]).removesuffix(".gguf")


def title(name: str, model: ModelFile) -> str:
    """Return what stands over a model's answer: its name, quantisation and badge."""
    parts = [name]
    if model.quantisation and model.quantisation not in name:
        parts.append(one_line(model.quantisation))
    return " · ".join([*parts, tr("연습용")] if model.practice else parts)


def state_words(run: LiveRun, tps: float | None) -> str:
    """Return where ``run`` stands now; ``tps`` is its decode rate so far."""
    if run.outcome is not None:
        return ended_words(run.outcome)
    if run.phase == "waiting":
        return tr("기다리는 중")
    if run.phase == "loading":
        if run.load_fraction is None:
            return tr("불러오는 중")
        return tr("불러오는 중 {percent}%").format(percent=round(run.load_fraction * 100))
    if run.phase == "prefill":
        return tr("질문을 읽는 중 {done}/{total}").format(
            done=run.n_prefilled, total=figures.count(run.n_prompt)
        )
    return tr("답하는 중 · {rate} tok/s").format(rate=figures.rate(tps))


def ended_words(outcome: RunOutcome) -> str:
    """Return how a run ended, with its rate where it has one."""
    parts = [word_run_state(outcome.state)]
    rate = figures_of(outcome).decode_tps
    if rate is not None:
        parts.append(f"{figures.rate(rate)} tok/s")
    return " · ".join(parts)
