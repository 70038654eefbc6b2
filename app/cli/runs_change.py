"""``runs keep``, ``unkeep``, ``note``, ``title`` and ``delete``: comparisons, measurements
and runs of question sheets."""

import sys
from dataclasses import dataclass

from app.cli.consent import ask
from app.cli.console import is_terminal, tell
from app.cli.document import print_document
from app.cli.refusal import RefusalError
from app.cli.runs_store import SHOWN_ID, OpenHistory, Work, opened
from app.cli.session import Session
from app.core.problem import UsageError
from app.services.translation import tr


@dataclass(frozen=True)
class _Meant:
    """What a name means: a comparison, or other work."""

    id: str
    work: Work | None = None


def run_change(session: Session, action: str, name: str, text: str, *, as_json: bool) -> int:
    """Keep, name or note what ``name`` means; return the exit status."""
    with opened(session) as history:
        meant = _meant(history, name)
        if meant.work is not None:
            _change_work(meant.work, action, text)
        else:
            _change_comparison(history, action, meant.id, text)
    tell(
        {
            "keep": tr("간직합니다: {id}"),
            "unkeep": tr("이제 간직하지 않습니다: {id}"),
            "note": tr("메모를 적었습니다: {id}"),
            "title": tr("이름을 붙였습니다: {id}"),
        }[action].format(id=meant.id[:SHOWN_ID])
    )
    if as_json:
        print_document({"action": action, "id": meant.id, "comparison": meant.work is None})
    return 0


def run_delete(session: Session, names: list[str], *, yes: bool, as_json: bool) -> int:
    """Delete what the names mean, each a whole comparison; return the exit status."""
    with opened(session) as history:
        meant = list({one.id: one for one in (_meant(history, name) for name in names)}.values())
        for one in meant:
            tell(_plan_words(history, one))
        if not yes and not _agreed():
            tell(tr("지우지 않았습니다."))
            return 1
        n_gone = history.groups.delete([one.id for one in meant if one.work is None])
        for one in meant:
            if one.work is not None and one.work.state != "running":
                one.work.rows.delete(one.id)
                n_gone += 1
    n_stayed = len(meant) - n_gone
    if n_stayed:
        tell(tr("{n}개는 지금 돌고 있어 지우지 않았습니다.").format(n=n_stayed))
    if as_json:
        print_document({"deleted": n_gone, "running": n_stayed})
    return 1 if n_stayed else 0


def _meant(history: OpenHistory, name: str) -> _Meant:
    work = history.work(name)
    try:
        comparison = history.comparison(name)
    except UsageError:
        if work is None:
            raise
        return _Meant(work.id, work)
    if work is not None:
        raise UsageError("run_unknown", name=name)
    return _Meant(comparison)


def _change_comparison(history: OpenHistory, action: str, comparison_id: str, text: str) -> None:
    match action:
        case "note":
            history.groups.set_note(comparison_id, text)
        case "title":
            history.groups.set_title(comparison_id, text)
        case _:
            history.groups.set_kept(comparison_id, action == "keep")


def _change_work(work: Work, action: str, text: str) -> None:
    match action:
        case "note":
            work.rows.set_words(work.id, work.label, text)
        case "title":
            work.rows.set_words(work.id, text, work.note)
        case _:
            work.rows.set_kept(work.id, action == "keep")


def _plan_words(history: OpenHistory, meant: _Meant) -> str:
    shown = meant.id[:SHOWN_ID]
    if meant.work is not None:
        return tr("지울 것: {id} · {label}").format(id=shown, label=meant.work.label or "–")
    group = history.groups.group(meant.id)
    if group is None:
        return tr("지울 것: {id} · {label}").format(id=shown, label="–")
    words = tr("지울 것: {id} · 실행 {n}개 · {prompt}")
    return words.format(id=shown, n=group.n_runs, prompt=group.title or group.prompt_start)


def _agreed() -> bool:
    if not is_terminal(sys.stdin):
        raise RefusalError(tr("물어볼 사람이 없습니다. 지우려면 --yes를 붙이세요."), 1)
    return ask(tr("지우면 되돌릴 수 없습니다. 지울까요?"))
