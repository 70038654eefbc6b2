"""``runs``: what was stored, newest first."""

import datetime
import sys
from typing import Annotated, Any

import msgspec
import typer

from app.cli import figures
from app.cli.console import is_terminal, one_line, tell
from app.cli.run_words import short_name
from app.cli.session import Session
from app.services.history import open_store
from app.services.notices import Notice, Notices
from app.services.translation import tr
from app.services.wording import word_label, word_run_state
from app.store.records import RunSummary

DEFAULT_LIMIT = 20
MAX_LIMIT = 100_000
PLAIN_COLUMNS = 120
"""Width of the table that no terminal shows."""


def add_to(program: typer.Typer, session: Session) -> None:
    """Give ``program`` the command."""

    def runs(
        limit: Annotated[
            int,
            typer.Option(
                "--limit",
                min=1,
                max=MAX_LIMIT,
                metavar=f"1–{MAX_LIMIT}",
                help=tr("많아야 이만큼 보입니다"),
            ),
        ] = DEFAULT_LIMIT,
        as_json: Annotated[
            bool, typer.Option("--json", help=tr("JSON 문서 하나로 표준 출력에 씁니다"))
        ] = False,
    ) -> int:
        found = stored_runs(session, limit)
        if as_json:
            from app.cli.document import print_document

            print_document([summary_document(summary) for summary in found])
        elif found:
            print_table(found)
        else:
            tell(tr("아직 기록이 없습니다. compare를 한 번 돌려 보세요."))
        return 0

    program.command("runs", help=tr("지금까지의 기록을 새것부터 보입니다"))(runs)


def stored_runs(session: Session, limit: int) -> list[RunSummary]:
    """Return the newest runs; nothing is made where nothing was ever stored."""
    if not session.paths.database.exists():
        return []
    notices = Notices()
    notices.posted.connect(_tell_notice)
    store = open_store(session.paths.database, notices)
    try:
        return store.list_runs(limit)
    finally:
        store.close()


def summary_document(summary: RunSummary) -> dict[str, Any]:
    """Return one line of the history, with its times also as people write them."""
    return {
        **msgspec.to_builtins(summary),
        "started_at": _moment(summary.started_at_ns).isoformat(timespec="milliseconds"),
    }


def print_table(found: list[RunSummary]) -> None:
    """Print the runs as a table, as wide as the terminal."""
    # Rich is needed only here, and takes a tenth of a second to import.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if is_terminal(sys.stdout) else PLAIN_COLUMNS
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(tr("시각"), no_wrap=True)
    table.add_column(tr("모델"), overflow="fold")
    table.add_column(tr("조건"), no_wrap=True)
    table.add_column(tr("질문"), no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column(tr("tok/s"), no_wrap=True, justify="right")
    table.add_column(tr("상태"), no_wrap=True)
    for summary in found:
        cells = (
            _moment(summary.started_at_ns).strftime("%Y-%m-%d %H:%M:%S"),
            _model_name(summary),
            word_label(summary.label),
            one_line(summary.prompt_start),
            figures.rate(summary.decode_tps),
            word_run_state(summary.state),
        )
        table.add_row(*map(Text, cells))
    Console(width=width, highlight=False, markup=False, emoji=False).print(table)


def _tell_notice(notice: Notice) -> None:
    tell(notice.words())


def _model_name(summary: RunSummary) -> str:
    name = short_name(summary.model_id)
    shown = not summary.quantisation or summary.quantisation in name
    return name if shown else f"{name} · {summary.quantisation}"


def _moment(ns: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(ns / 1e9, datetime.UTC).astimezone()
