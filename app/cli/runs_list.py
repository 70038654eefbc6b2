"""The list of ``runs``: by words, model, date, label, or all of it."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec

from app.cli import figures
from app.cli.console import tell
from app.cli.document import print_document
from app.cli.refusal import RefusalError
from app.cli.run_words import short_name
from app.cli.runs_store import SHOWN_ID, OpenHistory, opened
from app.cli.session import Session
from app.cli.status_line import StatusLine
from app.cli.table import Column, print_table
from app.core.run import Label
from app.services.translation import tr
from app.services.wording import word_label, word_run_state
from app.store.history_store import HistoryGroup, HistoryQuery, HistoryStore
from app.store.records import RunSummary

TELL_AFTER_S = 1.0
_PAGE = 200


@dataclass(frozen=True)
class ListWish:
    """What was typed; empty fields ask for nothing."""

    words: str = ""
    model: str = ""
    since: str = ""
    until: str = ""
    label: Label | None = None
    kept: bool = False
    limit: int = 20

    @property
    def asks(self) -> bool:
        """Whether anything but the newest is wanted."""
        return bool(self.words or self.model or self.since or self.until or self.label or self.kept)


def run_list(
    session: Session,
    wish: ListWish,
    stored: Callable[[Session, ListWish], list[RunSummary]],
    *,
    as_json: bool,
) -> int:
    """Print what is found; return the exit status."""
    found = stored(session, wish)
    if as_json:
        print_document([summary_document(summary) for summary in found])
    elif found:
        _print(found)
    elif wish.asks:
        tell(tr("그런 기록이 없습니다."))
    else:
        tell(tr("아직 기록이 없습니다. compare를 한 번 돌려 보세요."))
    return 0


def stored_runs(session: Session, wish: ListWish) -> list[RunSummary]:
    """Return the runs that are looked for, newest first; nothing is made where nothing was ever
    stored."""
    since, until = moment_of(wish.since), moment_of(wish.until, end=True)
    if not session.paths.database.exists():
        return []
    with opened(session) as history:
        if not wish.asks:
            return history.runs.list_runs(wish.limit)
        if wish.words.strip():
            fill_index(history.groups)
        query = HistoryQuery(
            words=wish.words,
            label=wish.label,
            since_ns=since,
            until_ns=until,
            kept=wish.kept,
        )
        if not wish.model:
            return _runs_of(history, [query], wish, None)
        ids = _models_named(history.groups, wish.model)
        queries = [msgspec.structs.replace(query, model_id=model_id) for model_id in ids]
        return _runs_of(history, queries, wish, set(ids))


def fill_index(groups: HistoryStore) -> None:
    """Index what is not indexed yet; where that takes more than a moment it is told."""
    began, line, n_done = time.monotonic(), StatusLine(), 0
    while n := groups.index_some():
        n_done += n
        if time.monotonic() - began > TELL_AFTER_S:
            line.show(tr("찾을 수 있게 정리하는 중: {n}개").format(n=f"{n_done:,}"))
    line.end()


def moment_of(date: str, *, end: bool = False) -> int | None:
    """Return the first moment of a day (or of the next, for ``end``) in ns since 1970; None for
    an empty text. A time may stand with it. Raises RefusalError."""
    if not date:
        return None
    try:
        moment = datetime.datetime.fromisoformat(date)
    except ValueError:
        words = tr("날짜가 아닙니다: {date}. 2026-11-28처럼 적어 주세요.")
        raise RefusalError(words.format(date=date), 2) from None
    if end and len(date) <= len("2026-11-28"):
        moment += datetime.timedelta(days=1)
    return int(moment.astimezone().timestamp()) * 1_000_000_000


def summary_document(summary: RunSummary) -> dict[str, Any]:
    """Return one line of the history, with its times also as people write them."""
    return {
        **msgspec.to_builtins(summary),
        "started_at": local_moment(summary.started_at_ns).isoformat(timespec="milliseconds"),
    }


def local_moment(ns: int) -> datetime.datetime:
    """Return a stored time as the clock on the wall had it."""
    return datetime.datetime.fromtimestamp(ns / 1e9, datetime.UTC).astimezone()


def _models_named(groups: HistoryStore, name: str) -> list[str]:
    """Return the ids that ``name`` means: exactly that one, else all that hold it."""
    models, _ = groups.choices()
    ids = [model_id for model_id, _ in models]
    if name in ids:
        return [name]
    wanted = name.casefold()
    return [
        model_id
        for model_id, shown in models
        if wanted in short_name(model_id).casefold() or wanted in shown.casefold()
    ]


def _runs_of(
    history: OpenHistory, queries: list[HistoryQuery], wish: ListWish, models: set[str] | None
) -> list[RunSummary]:
    found: dict[str, HistoryGroup] = {}
    for query in queries:
        offset = 0
        # Every comparison has a run: no more of them are needed than runs are shown.
        while len(page := history.groups.groups(query, _PAGE, offset)) and offset < wish.limit:
            found |= {group.comparison_id: group for group in page}
            offset += len(page)
    runs: list[RunSummary] = []
    for group in sorted(found.values(), key=lambda g: -g.started_at_ns):
        if len(runs) >= wish.limit:
            break
        runs += [
            summary
            for summary in history.runs.list_runs(wish.limit, comparison_id=group.comparison_id)
            if (models is None or summary.model_id in models)
            and (wish.label is None or summary.label == wish.label)
        ]
    return runs[: wish.limit]


def _print(found: list[RunSummary]) -> None:
    columns = [
        Column(tr("이름")),
        Column(tr("시각")),
        Column(tr("모델")),
        Column(tr("조건"), spare=True),
        Column(tr("질문"), wide=True),
        Column(tr("tok/s"), right=True),
        Column(tr("상태"), spare=True),
    ]
    rows = [
        [
            summary.run_id[:SHOWN_ID],
            local_moment(summary.started_at_ns).strftime("%Y-%m-%d %H:%M"),
            model_name(summary.model_id, summary.quantisation),
            word_label(summary.label),
            summary.prompt_start,
            figures.rate(summary.decode_tps),
            word_run_state(summary.state),
        ]
        for summary in found
    ]
    print_table(columns, rows)


def model_name(model_id: str, quantisation: str) -> str:
    """Return a model's short name with its quantisation, where that does not say it."""
    name = short_name(model_id)
    return name if not quantisation or quantisation in name else f"{name} · {quantisation}"
