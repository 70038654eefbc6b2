"""``runs show`` and ``runs compare``: stored runs with text and figures from their stamps."""

from typing import Any

import msgspec

from app.cli import figures
from app.cli.console import one_line, printable
from app.cli.document import print_document, run_document
from app.cli.runs_list import local_moment, model_name
from app.cli.runs_store import SHOWN_ID, OpenHistory, opened
from app.cli.session import Session
from app.cli.table import Column, print_table
from app.core.metrics import Figures, figures_of
from app.core.problem import UsageError
from app.core.replay import live_run_of
from app.core.same_run import speeds_comparable
from app.services.history_words import speeds_sentence, text_sentence
from app.services.running_again import TwoRuns, two_runs
from app.services.translation import tr
from app.services.wording import word, word_label, word_run_state
from app.store.history_store import HistoryGroup
from app.store.records import StoredRun

Document = dict[str, Any]


def run_show(session: Session, name: str, *, as_json: bool) -> int:
    """Show one run, or every run of a comparison; return the exit status."""
    with opened(session) as history:
        runs, group = _named(history, name)
    if as_json:
        shown = [stored_document(stored) for stored in runs]
        print_document({**_group_document(runs[0], group), "runs": shown})
        return 0
    _print_head(runs[0], group)
    for stored in runs:
        _print_run(stored)
    return 0


def run_compare_two(session: Session, one: str, other: str, *, as_json: bool) -> int:
    """Hold two runs against each other; return the exit status."""
    with opened(session) as history:
        pair = two_runs(history.run(one), history.run(other))
    if as_json:
        print_document(pair_document(pair))
    else:
        _print_pair(pair)
    return 0


def pair_document(pair: TwoRuns) -> Document:
    """Return two runs, what is different about them, and whether their speeds compare."""
    return {
        "a": stored_document(pair.one),
        "b": stored_document(pair.other),
        "changes": list(pair.changes),
        "speeds_comparable": speeds_comparable(pair.changes),
        "same_text": pair.difference is None,
        "first_difference": pair.difference,
        "differs_in": _differs_in(pair),
    }


def stored_document(stored: StoredRun) -> Document:
    """Return one stored run as ``compare`` documents a fresh one, and how it was made."""
    run, outcome = stored.run, stored.outcome
    live = live_run_of(run.run_id, run.planned, run.round_number, outcome)
    return {
        **run_document(live, outcome, outcome.problem),
        "comparison_id": run.comparison_id,
        "started_at": local_moment(run.started_at_ns).isoformat(timespec="milliseconds"),
        "prompt": stored.comparison.spec.prompt,
        "machine": msgspec.to_builtins(stored.comparison.machine),
        "program": stored.comparison.program,
        "file_identity": msgspec.to_builtins(run.file),
    }


def _differs_in(pair: TwoRuns) -> str | None:
    if pair.difference is None:
        return None
    return "thinking" if pair.in_thinking else "text"


def _named(history: OpenHistory, name: str) -> tuple[list[StoredRun], HistoryGroup | None]:
    runs, comparisons = history.groups.matching(name)
    if len(comparisons) == 1 and not runs:
        runs = history.groups.run_ids(comparisons[0])
    elif len(runs) != 1 or comparisons:
        raise UsageError("run_unknown", name=name)
    loaded = [history.runs.load_run(run_id) for run_id in runs]
    found = [stored for stored in loaded if stored is not None]
    if not found:
        raise UsageError("run_unknown", name=name)
    return found, history.groups.group(found[0].run.comparison_id)


def _group_document(first: StoredRun, group: HistoryGroup | None) -> Document:
    spec = first.comparison.spec
    return {
        "comparison_id": spec.comparison_id,
        "mode": spec.mode,
        "prompt": spec.prompt,
        "system": spec.system,
        "rounds": spec.rounds,
        "max_tokens": spec.max_tokens,
        "think": spec.think,
        "kept": group is not None and group.kept,
        "title": group.title if group else "",
        "note": group.note if group else "",
    }


def _print_head(first: StoredRun, group: HistoryGroup | None) -> None:
    machine = first.comparison.machine
    if group is not None and group.title:
        print(printable(f"{group.title}{' ★' if group.kept else ''}"))
    print(local_moment(first.comparison.started_at_ns).strftime("%Y-%m-%d %H:%M:%S"))
    print(printable(f"{machine.cpu_name} · {machine.os} · Naranhi {first.comparison.program}"))
    if group is not None and group.note:
        print(printable(group.note))
    print(f"\n{printable(first.comparison.spec.prompt)}")


def _print_run(stored: StoredRun) -> None:
    outcome = stored.outcome
    name = _name(stored)
    head = f"── {stored.run.run_id[:SHOWN_ID]} · {name} · {_conditions(stored)}"
    print(f"\n{one_line(head)}")
    if outcome.thinking.strip():
        print(tr("(생각) {text}").format(text=printable(outcome.thinking.strip())))
    print(printable(outcome.text.strip("\n")))
    if outcome.problem is not None:
        print(printable(word(outcome.problem).what))
    shown = figures_of(outcome)
    print(" · ".join(f"{title} {value}" for title, value in _figure_rows(shown, outcome.n_output)))


def _print_pair(pair: TwoRuns) -> None:
    columns = [Column(""), Column("A", right=True), Column("B", right=True)]
    sides = (pair.one, pair.other)
    rows = [
        [tr("이름"), *(stored.run.run_id[:SHOWN_ID] for stored in sides)],
        [tr("모델"), *map(_name, sides)],
        [tr("조건"), *map(_conditions, sides)],
    ]
    found = [_figure_rows(figures_of(s.outcome), s.outcome.n_output) for s in sides]
    rows += [[title, a, b] for (title, a), (_, b) in zip(*found, strict=True)]
    print_table(columns, rows)
    print(speeds_sentence(pair.changes, comparable=speeds_comparable(pair.changes)))
    if text := text_sentence(pair):
        print(printable(text))


def _figure_rows(found: Figures, n_output: int) -> list[tuple[str, str]]:
    return [
        ("TTFT", figures.duration(found.ttft_ms)),
        (tr("첫 답 토큰"), figures.duration(found.first_answer_ms)),
        ("tok/s", figures.rate(found.decode_tps)),
        (tr("글자/초"), figures.rate(found.chars_per_s)),
        (tr("토큰"), figures.count(n_output)),
        (tr("시간"), figures.duration(found.total_ms)),
    ]


def _name(stored: StoredRun) -> str:
    model = stored.run.planned.model
    report = stored.outcome.report
    quantisation = (report.quantisation if report else "") or model.quantisation
    return model_name(model.id, quantisation)


def _conditions(stored: StoredRun) -> str:
    return f"{word_label(stored.outcome.label)} · {word_run_state(stored.outcome.state)}"
