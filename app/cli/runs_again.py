"""``runs again``: the same comparison once more, and whether the same came of it."""

from app.cli.compare_plan import Plan
from app.cli.compare_run import PLAIN_COLUMNS, TerminalComparison, problems_by_run
from app.cli.console import printable
from app.cli.document import compare_document, print_document
from app.cli.progress_lines import ProgressLines
from app.cli.results import print_results, tell_failures
from app.cli.runs_list import model_name
from app.cli.runs_show import pair_document
from app.cli.runs_store import opened
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.stopping import AFTER_SIGNAL
from app.core.problem import UsageError
from app.services.history_words import again_sentence
from app.services.running_again import TwoRuns, compare_again, spec_again
from app.services.translation import tr


def run_again(session: Session, name: str, *, as_json: bool) -> int:
    """Run a stored comparison (or the one in which a run is) again; return the exit status."""
    before, plan = _plan(session, name)
    shown = TerminalComparison(session, plan, ProgressLines(plan.spec))
    comparison = shown.run()
    problems = problems_by_run(comparison, plan)
    with opened(session) as history:
        pairs = compare_again(history.runs, history.groups, before, comparison.spec.comparison_id)
    if as_json:
        document = compare_document(comparison, problems)
        print_document({**document, "again_of": before, "again": [_short(p) for p in pairs]})
    else:
        from rich.console import Console

        print_results(
            Console(width=PLAIN_COLUMNS, highlight=False, markup=False, emoji=False), comparison
        )
        for pair in pairs:
            print(printable(f"{_title(pair)}: {again_sentence(pair)}"))
    tell_failures(comparison, problems, verbose=session.options.verbose)
    if shown.signal_number is not None:
        return AFTER_SIGNAL + shown.signal_number
    return 1 if any(problems.values()) else 0


def _plan(session: Session, name: str) -> tuple[str, Plan]:
    with opened(session) as history:
        before = history.comparison(name)
        first = next(iter(history.groups.run_ids(before)), "")
        stored = history.runs.load_run(first)
    if stored is None:
        raise UsageError("run_unknown", name=name)
    with Shelf(session, quiet=True) as shelf:
        return before, Plan(spec_again(stored.comparison.spec, shelf.choice.resolve))


def _title(pair: TwoRuns) -> str:
    run = pair.other.run
    shown = model_name(run.planned.model.id, run.planned.model.quantisation)
    return tr("{model} {n}회").format(model=shown, n=run.round_number)


def _short(pair: TwoRuns) -> dict[str, object]:
    """Return what came of one run; its text stands with the comparison."""
    whole = pair_document(pair)
    kept = ("changes", "speeds_comparable", "same_text", "first_difference", "differs_in")
    return {
        "before": pair.one.run.run_id,
        "run_id": pair.other.run.run_id,
        "model": pair.other.run.planned.model.id,
        "round": pair.other.run.round_number,
        **{key: whole[key] for key in kept},
    }
