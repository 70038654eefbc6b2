"""What stands on the terminal when a comparison is over: answers, figures, who was faster."""

from statistics import median

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from app.cli import figures
from app.cli.console import printable, tell
from app.cli.live_columns import COLOURS, NARROWEST
from app.cli.problem_sentence import problem_sentence
from app.cli.run_words import ended_words, pane_names, title
from app.cli.verdict_words import verdict_sentences
from app.core.comparison import Comparison
from app.core.live_run import LiveRun
from app.core.metrics import Figures, figures_of
from app.core.problem import Problem
from app.core.run import RunOutcome
from app.services.placement_words import outcome_words, where_words
from app.services.translation import tr
from app.services.wording import word, word_label, word_run_state, word_stop_reason

ENDLESS = 10_000

Ended = tuple[LiveRun, RunOutcome]


def print_results(console: Console, comparison: Comparison) -> None:
    """Print each model's last answer, the figures of all rounds and the verdict."""
    by_pane = _ended_by_pane(comparison)
    names = pane_names(comparison.spec)
    _print_answers(console, names, [runs[-1] for runs in by_pane.values() if runs])
    console.print(_figures_table(console, names, by_pane))
    for line in _where_lines(names, by_pane):
        console.print(Text(line))
    for sentence in verdict_sentences(comparison):
        console.print(Text(sentence))


def tell_failures(
    comparison: Comparison, problems: dict[str, Problem | None], *, verbose: bool
) -> None:
    """Say on stderr what went wrong, once for each model and kind; the engine's own words too
    where that was asked for."""
    names = pane_names(comparison.spec)
    said: set[tuple[int, str]] = set()
    for run in comparison.runs:
        problem = problems.get(run.run_id)
        if problem is not None and (run.pane, problem.kind) not in said:
            said.add((run.pane, problem.kind))
            tell(f"{names[run.pane]}: {problem_sentence(problem)}")
            for line in problem.detail.splitlines() if verbose else ():
                tell(f"  {line}")


def _ended_by_pane(comparison: Comparison) -> dict[int, list[Ended]]:
    by_pane: dict[int, list[Ended]] = {planned.pane: [] for planned in comparison.spec.models}
    for run in comparison.runs:
        if run.outcome is not None:
            by_pane[run.pane].append((run, run.outcome))
    return by_pane


def _print_answers(console: Console, names: dict[int, str], ended: list[Ended]) -> None:
    panels = [_answer_panel(names[run.pane], run, outcome) for run, outcome in ended]
    if not panels or console.width // len(panels) < NARROWEST:
        for panel in panels:
            console.print(panel)
        return
    grid = Table.grid(expand=True)
    for _ in panels:
        grid.add_column(ratio=1)
    grid.add_row(*panels)
    console.print(grid)


def _where_lines(names: dict[int, str], by_pane: dict[int, list[Ended]]) -> list[str]:
    """Return where each model ran, where that is more than the CPU, and what it had to give up
    for want of memory."""
    lines: list[str] = []
    for pane, runs in by_pane.items():
        report = runs[-1][1].report if runs else None
        if report is not None and (report.gpu_layers or report.steps):
            words = [where_words(report), outcome_words(report)]
            lines.append(f"{names[pane]}: {' · '.join(filter(None, words))}")
    return lines


def _answer_panel(name: str, run: LiveRun, outcome: RunOutcome) -> Panel:
    # A column's own way with what is too wide cuts words: Rich takes a line's trailing blank for
    # a part of it where characters are two cells wide.
    body = Text(overflow="fold")
    if outcome.thinking.strip():
        body.append(printable(outcome.thinking.strip()) + "\n\n", style="dim italic")
    body.append(printable(outcome.text.strip("\n")))
    if outcome.problem is not None:
        body.append(word(outcome.problem).title, style="red")
    if outcome.stop_reason in {"max_tokens", "context_full"}:
        body.append(f"\n({word_stop_reason(outcome.stop_reason)})", style="dim")
    return Panel(
        body,
        title=Text(title(name, run.planned.model), overflow="ellipsis"),
        subtitle=Text(ended_words(outcome), overflow="ellipsis"),
        border_style=COLOURS[run.pane % len(COLOURS)],
        # As high as its neighbours, so that the frames end on one line.
        expand=True,
    )


def _figures_table(
    console: Console, names: dict[int, str], by_pane: dict[int, list[Ended]]
) -> Table:
    """Return the figures, a line for each model; where the terminal is too narrow for that, a
    line for each figure."""
    several = any(len(runs) > 1 for runs in by_pane.values())
    caption = tr("여러 번의 중앙값") if several else None
    headings = [
        tr("모델"),
        tr("TTFT"),
        tr("첫 답 토큰"),
        tr("tok/s"),
        tr("글자/초"),
        tr("토큰"),
        tr("시간"),
        tr("조건"),
        tr("상태"),
    ]
    rows = [_row(names[pane], runs) for pane, runs in by_pane.items() if runs]
    table = _table(headings, rows, caption)
    # Measured as on an endless line: else what is too wide is already folded.
    unbounded = console.options.update_width(ENDLESS)
    if console.measure(table, options=unbounded).maximum > console.width:
        turned = [list(row) for row in zip(headings, *rows, strict=True)]
        table = _table(turned[0], turned[1:], caption)
    return table


def _table(headings: list[str], rows: list[list[str]], caption: str | None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, caption=caption)
    for index, heading in enumerate(headings):
        table.add_column(Text(heading), justify="right" if index else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _row(name: str, runs: list[Ended]) -> list[str]:
    """One model's figures; over several rounds the medians of those that finished."""
    last = runs[-1][1]
    # A race's figures are never mixed with isolated ones.
    alike = [outcome for _, outcome in runs if outcome.label == last.label]
    counted = [outcome for outcome in alike if outcome.state == "finished"] or [last]
    all_figures = [figures_of(outcome) for outcome in counted]
    return [
        name,
        figures.duration(_median(all_figures, "ttft_ms")),
        figures.duration(_median(all_figures, "first_answer_ms")),
        figures.rate(_median(all_figures, "decode_tps")),
        figures.rate(_median(all_figures, "chars_per_s")),
        figures.count(round(median(outcome.n_output for outcome in counted))),
        figures.duration(_median(all_figures, "total_ms")),
        word_label(last.label) if last.stamps else figures.UNDEFINED,
        _states(runs),
    ]


def _median(all_figures: list[Figures], name: str) -> float | None:
    values = [value for f in all_figures if (value := getattr(f, name)) is not None]
    return median(values) if values else None


def _states(runs: list[Ended]) -> str:
    finished = sum(outcome.state == "finished" for _, outcome in runs)
    if len(runs) == 1:
        return word_run_state(runs[0][1].state)
    return tr("{done}/{all}회 끝").format(done=finished, all=len(runs))
